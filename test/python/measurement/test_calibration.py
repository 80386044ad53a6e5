"""Which spacing holds for an image, or for a place in it, and what it comes from."""

import pytest
from pydicom.dataset import Dataset

from datasets import item
from dicom_viewer.measurement.calibration import Calibration, calibration
from slices import enhanced_image, plane_group, position_group
from ultrasound import region

ANYWHERE = [[1.0, 1.0], [3.0, 2.0]]

PX = Calibration(1.0, 1.0, "px", None)


def found(points: list[list[float]] = ANYWHERE, ratio: float = 1.0, **elements: object) -> object:
    """Return the calibration of a data set at some points."""
    return calibration(item(**elements), 0, points, ratio)


def test_a_file_without_a_spacing_is_measured_in_pixels() -> None:
    assert found() == PX
    assert found(NominalScannedPixelSpacing=[0.1, 0.1]) == PX


def test_without_a_spacing_pixels_have_the_aspect_that_the_file_gives() -> None:
    assert found(ratio=2.0) == Calibration(2.0, 1.0, "px", None)


def test_pixel_spacing_has_the_distance_of_rows_first() -> None:
    expected = Calibration(0.5, 0.75, "mm", "PixelSpacing")
    assert found(PixelSpacing=[0.75, 0.5]) == expected


@pytest.mark.parametrize("spacing", [[0, 0.5], [-1, 1], [0.5], ["x", 1]])
def test_a_spacing_that_is_none_is_ignored(spacing: list[object]) -> None:
    dataset = Dataset()
    dataset.add_new("PixelSpacing", "DS", [1, 1])
    dataset["PixelSpacing"]._value = spacing  # noqa: SLF001 - what a broken file holds
    assert calibration(dataset, 0, ANYWHERE, 1.0) == PX


def test_the_spacing_at_the_detector_is_divided_by_the_magnification() -> None:
    expected = Calibration(0.3 / 1.25, 0.2 / 1.25, "mm", "ImagerPixelSpacing")
    factor = {"EstimatedRadiographicMagnificationFactor": 1.25}
    assert found(ImagerPixelSpacing=[0.2, 0.3], **factor) == expected
    # the same value twice: it wasn't calibrated
    assert found(ImagerPixelSpacing=[0.2, 0.3], PixelSpacing=[0.2, 0.3], **factor) == expected


@pytest.mark.parametrize("factor", [None, 0, 0.5, -2])
def test_without_a_magnification_it_is_the_detectors(factor: float | None) -> None:
    factors = {} if factor is None else {"EstimatedRadiographicMagnificationFactor": factor}
    expected = Calibration(0.3, 0.2, "mm", "ImagerPixelSpacing")
    assert found(ImagerPixelSpacing=[0.2, 0.3], **factors) == expected


def test_a_pixel_spacing_that_was_calibrated_is_not_divided() -> None:
    expected = Calibration(0.24, 0.16, "mm", "PixelSpacing")
    factor = {"EstimatedRadiographicMagnificationFactor": 1.1}
    assert found(ImagerPixelSpacing=[0.2, 0.3], PixelSpacing=[0.16, 0.24], **factor) == expected
    same = {"ImagerPixelSpacing": [0.16, 0.24], "PixelSpacing": [0.16, 0.24], **factor}
    assert found(PixelSpacingCalibrationType="FIDUCIAL", **same) == expected


def test_an_enhanced_object_has_the_spacing_of_each_frame() -> None:
    own = position_group((0, 0, 0), PixelMeasuresSequence=item(PixelSpacing=[3, 4]))
    dataset = enhanced_image([position_group((0, 0, 0)), own], plane_group(spacing=(0.7, 0.5)))
    assert calibration(dataset, 0, ANYWHERE, 1.0) == Calibration(0.5, 0.7, "mm", "PixelSpacing")
    assert calibration(dataset, 1, ANYWHERE, 1.0) == Calibration(4.0, 3.0, "mm", "PixelSpacing")


class TestUltrasoundRegions:
    """One of tissue at the left, one of another scale beside it, a spectrum below."""

    left = region((0, 0, 9, 19))
    right = region((10, 0, 19, 19), PhysicalDeltaX=-0.03, PhysicalDeltaY=0.04)
    doppler = region((0, 20, 19, 29), PhysicalUnitsXDirection=4, PhysicalUnitsYDirection=7)

    def at(self, *points: list[float], **elements: object) -> object:
        regions = [self.left, self.right, self.doppler]
        return found(list(points), **{"SequenceOfUltrasoundRegions": regions, **elements})

    def test_that_holds_the_points_gives_the_spacing_in_mm(self) -> None:
        expected = Calibration(0.1, 0.2, "mm", "UltrasoundRegion")
        assert self.at([0, 0], [9.5, 20]) == expected
        assert self.at([12, 3], [20, 5]) == Calibration(0.3, 0.4, "mm", "UltrasoundRegion")

    def test_of_its_own_for_each_end_gives_none(self) -> None:
        assert self.at([2, 2], [12, 2]) == PX

    def test_of_time_and_velocity_gives_none(self) -> None:
        assert self.at([2, 22], [12, 28]) == PX

    def test_elsewhere_gives_none_even_where_the_file_has_a_spacing(self) -> None:
        assert self.at([2, 32], [12, 38], PixelSpacing=[1, 1]) == PX

    def test_of_low_priority_holds_where_no_other_has_all_points(self) -> None:
        tissue = region((0, 0, 19, 19), RegionFlags=1)
        colour = region((5, 5, 9, 9), PhysicalDeltaX=0.05, PhysicalDeltaY=0.05)
        regions = {"SequenceOfUltrasoundRegions": [tissue, colour]}
        inner, outer = [[6.0, 6.0], [8.0, 8.0]], [[6.0, 6.0], [18.0, 8.0]]
        assert found(inner, **regions) == Calibration(0.5, 0.5, "mm", "UltrasoundRegion")
        assert found(outer, **regions) == Calibration(0.1, 0.2, "mm", "UltrasoundRegion")

    def test_without_a_place_or_a_scale_gives_none(self) -> None:
        nowhere = region((0, 0, 9, 19))
        del nowhere.RegionLocationMaxX1
        assert found(SequenceOfUltrasoundRegions=[nowhere], PixelSpacing=[0.7, 0.5]) == (
            Calibration(0.5, 0.7, "mm", "PixelSpacing")
        )
        assert found(SequenceOfUltrasoundRegions=[region((0, 0, 9, 9), PhysicalDeltaX=0)]) == PX
