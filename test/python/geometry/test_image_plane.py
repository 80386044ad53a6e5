"""Where frames lie: Image Plane Module, functional groups, dose grids, reconstructions."""

import math
import warnings

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.tag import Tag

import wheel
from datasets import element, image, item, reread
from dicom_viewer.errors import ViewerWarning
from dicom_viewer.geometry.image_plane import ImagePlane, image_plane
from slices import (
    AXIAL,
    CORONAL,
    FEET_UP,
    OBLIQUE,
    ORIENTATIONS,
    enhanced_image,
    normal_of,
    plane_group,
    position_group,
    slice_image,
)


def plane_of(dataset: Dataset, frame: int = 0) -> ImagePlane:
    plane = image_plane(reread(dataset), frame)
    assert plane is not None
    return plane


def test_a_plane_is_read_with_rows_and_columns_kept_apart() -> None:
    plane = plane_of(slice_image((-1.5, 2, 30), OBLIQUE, (0.7, 0.5)))
    assert plane.position.tolist() == [-1.5, 2, 30]
    np.testing.assert_allclose(plane.right, OBLIQUE[:3], atol=1e-12)
    np.testing.assert_allclose(plane.down, OBLIQUE[3:], atol=1e-12)
    assert (plane.row_spacing, plane.column_spacing) == (0.7, 0.5)
    np.testing.assert_allclose(plane.normal, normal_of(OBLIQUE), atol=1e-12)


@pytest.mark.parametrize("orientation", ORIENTATIONS.values(), ids=ORIENTATIONS)
def test_rounded_directions_become_unit_vectors_at_right_angles(
    orientation: tuple[float, ...],
) -> None:
    rounded = [round(cosine * 1.004 + 0.002, 3) for cosine in orientation]
    plane = plane_of(slice_image(orientation=rounded))
    assert math.isclose(math.hypot(*plane.right), 1, abs_tol=1e-15)
    assert math.isclose(math.hypot(*plane.down), 1, abs_tol=1e-15)
    assert abs(plane.right @ plane.down) < 1e-15
    np.testing.assert_allclose([*plane.right, *plane.down], orientation, atol=0.01)


@pytest.mark.parametrize("orientation", [AXIAL, CORONAL, FEET_UP])
def test_exact_directions_stay_exact(orientation: tuple[float, ...]) -> None:
    plane = plane_of(slice_image(orientation=orientation))
    assert (*plane.right, *plane.down) == orientation


@pytest.mark.parametrize(
    "orientation",
    [(0, 0, 0, 0, 0, 0), (1, 0, 0, 1, 0, 0), (1, 0, 0, 0.1, 1, 0), (9, 0, 0, 0, 1, 0)],
)
def test_directions_that_are_none_are_told_of(orientation: tuple[float, ...]) -> None:
    with pytest.warns(ViewerWarning, match="orientation-ignored"):
        assert image_plane(slice_image(orientation=orientation), 0) is None


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("keyword", ["ImagePositionPatient", "ImageOrientationPatient"])
@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "1",
        "nan\\1\\1",
        "1\\inf\\1",
        "a\\b\\c",
        "1e300\\0\\0",
        "1\\0\\0\\nan\\1\\0",
        "1e200\\0\\0\\0\\1e200\\0",
        "0\\0\\0\\0\\0\\0\\0",
        "\\".join(["1"] * 300_000),
    ],
)
def test_broken_places_are_no_plane(keyword: str, value: str | None) -> None:
    dataset = slice_image()
    dataset[keyword] = element(keyword, "LO", value)
    assert image_plane(dataset, 0) is None


@pytest.mark.parametrize("spacing", [(0, 1), (1, -1), (1e-9, 1), (1, 1e6), (1,)])
def test_absurd_spacings_are_no_plane(spacing: tuple[float, ...]) -> None:
    assert image_plane(slice_image(spacing=spacing), 0) is None


@pytest.mark.parametrize("vr", ["SQ", "OB", "UT"])
def test_elements_of_another_kind_are_no_plane(vr: str) -> None:
    dataset = slice_image()
    value = {"SQ": [item(Rows=1)], "OB": b"12", "UT": "text"}[vr]
    for keyword in ("ImagePositionPatient", "PlanePositionSequence", "GridFrameOffsetVector"):
        dataset[keyword] = element(keyword, vr, value)
    assert image_plane(dataset, 0) is None


def test_frames_have_their_own_groups_before_the_shared_and_the_data_set() -> None:
    frames = [position_group((0, 0, z)) for z in (5, 2.5)]
    frames[1].PixelMeasuresSequence = [item(PixelSpacing=["3", "4"])]
    dataset = enhanced_image(frames, plane_group(CORONAL, (0.7, 0.5)))
    dataset.ImagePositionPatient = [9, 9, 9]
    first, second = plane_of(dataset, 0), plane_of(dataset, 1)
    assert (first.position[2], second.position[2]) == (5, 2.5)
    assert (*first.right, *first.down) == CORONAL
    assert (first.row_spacing, second.row_spacing, second.column_spacing) == (0.7, 3, 4)
    assert plane_of(dataset, 7).position.tolist() == [9, 9, 9]


def dose(offsets: list[float], orientation: tuple[float, ...] = AXIAL, z: float = 10) -> Dataset:
    dataset = image(np.zeros((len(offsets), 4, 6), np.uint16))
    dataset.ImagePositionPatient = [1, 2, z]
    dataset.ImageOrientationPatient = list(orientation)
    dataset.PixelSpacing = [3, 2]
    dataset.GridFrameOffsetVector = offsets
    return dataset


@pytest.mark.parametrize("orientation", [AXIAL, CORONAL, FEET_UP])
def test_dose_grids_lie_at_offsets_along_the_normal(orientation: tuple[float, ...]) -> None:
    dataset = dose([0, 2.5, 7.5], orientation)
    for frame, offset in enumerate([0, 2.5, 7.5]):
        expected = np.array([1, 2, 10]) + offset * normal_of(orientation)
        np.testing.assert_allclose(plane_of(dataset, frame).position, expected)


def test_dose_grids_may_give_z_instead() -> None:
    dataset = dose([10, 12.5, 17.5])
    positions = [plane_of(dataset, frame).position.tolist() for frame in range(3)]
    assert positions == [[1, 2, 10], [1, 2, 12.5], [1, 2, 17.5]]


@pytest.mark.parametrize(("offsets", "orientation"), [([3.0, 6.0], AXIAL), ([10.0, 12.0], CORONAL)])
def test_other_dose_grids_are_told_of(offsets: list[float], orientation: tuple[float, ...]) -> None:
    with pytest.warns(ViewerWarning, match="frame-offsets-ignored"):
        assert image_plane(dose(offsets, orientation), 0) is None


def test_a_dose_frame_without_an_offset_has_no_plane() -> None:
    assert image_plane(dose([0, 1]), 2) is None


@pytest.mark.parametrize("spacing", [4, -4])
def test_reconstructions_lie_behind_or_in_front_of_their_first_slice(spacing: float) -> None:
    dataset = image(np.zeros((4, 4, 6), np.uint16))
    dataset.PixelSpacing = [3, 2]
    dataset.SpacingBetweenSlices = spacing
    dataset.SliceVector = [1, 2, 1, 2]
    place = item(ImagePositionPatient=[1, 2, 3], ImageOrientationPatient=list(CORONAL))
    dataset.DetectorInformationSequence = [place]
    positions = [plane_of(dataset, frame).position.tolist() for frame in range(4)]
    assert positions == [[1, 2, 3], [1, 2 + spacing, 3]] * 2


def test_the_files_of_the_wheel_have_the_planes_that_they_state() -> None:
    plane = image_plane(wheel.read("CT_small.dcm"), 0)
    assert plane is not None
    assert plane.position.tolist() == [-158.135803, -179.035797, -75.699997]
    doses = [image_plane(wheel.read("rtdose.dcm"), frame) for frame in (0, 14)]
    offsets = wheel.read("rtdose.dcm")[Tag("GridFrameOffsetVector")].value
    heights = [each.position[2] for each in doses if each is not None]
    assert heights[1] - heights[0] == pytest.approx(float(offsets[14]))


def test_no_file_of_the_wheel_raises() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        planes = [image_plane(wheel.read(name), 0) for name in wheel.images()]
    assert sum(plane is not None for plane in planes) > 10
