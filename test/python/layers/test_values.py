"""A second series and a dose on images of other grids: values, units, and what is refused."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from dicom_viewer import View, ViewerError
from dicom_viewer.errors import DataError
from dicom_viewer.layers import of_study
from dicom_viewer.layers.suv import suv_factor
from dicom_viewer.study.study import Study
from layered import OTHER_FRAME_OF_REFERENCE, Grid, bytes_of, dose_of, images_of, pet_of
from reference_layers import values_at
from slices import AXIAL, CORONAL, OBLIQUE, SAGITTAL

IMAGES = Grid()

SHIFTS = (0.0, 0.25, 0.47, -0.5)


def study_of(*datasets: Dataset) -> Study:
    """Return a study of files."""
    study = Study()
    for index, dataset in enumerate(datasets):
        study.add(index, bytes_of(dataset))
    return study


def noise(grid: Grid) -> NDArray[np.int16]:
    """Return values at random."""
    return np.random.default_rng(1).integers(0, 2000, grid.size).astype(np.int16)


def laid_over(study: Study, view: View, source: Study) -> list[NDArray[np.float32]]:
    """Return the values of the only layer of a source on the images of a view."""
    series = study.choose(view.series)
    assert series.prepare(view) == 0
    (outline,) = of_study.layer_outlines(study, view, source)
    layer = of_study.layer_of(source, outline.id, 60)
    written: list[NDArray[np.uint8]] = []
    of_study.layer_picture(layer, study, view, written.append)
    sizes = [(image.rows, image.columns) for _, image in series.images(view)]
    return [
        pixels.reshape(-1).view(np.float32).reshape(size)
        for pixels, size in zip(written, sizes, strict=True)
    ]


def grid_at(shift: float, orientation: tuple[float, ...] = AXIAL) -> Grid:
    """Return a coarse grid that is moved by a part of its voxels."""
    origin = np.array(IMAGES.origin) + shift * np.array([1.7, 1.3, 2.1])
    return Grid((5, 9, 8), tuple(origin), orientation, (1.3, 1.7), 2.1)


@pytest.mark.parametrize("shift", SHIFTS)
@pytest.mark.parametrize("orientation", [AXIAL, CORONAL, SAGITTAL, OBLIQUE])
def test_values_are_where_they_are_in_the_patient(
    shift: float, orientation: tuple[float, ...]
) -> None:
    grid = grid_at(shift, orientation)
    stored = noise(grid)
    study, source = study_of(*images_of(IMAGES)), study_of(*images_of(grid, stored, series=2))
    for frame in range(IMAGES.size[0]):
        (values,) = laid_over(study, View(frame), source)
        expected = values_at(grid, stored.astype(np.float64), IMAGES.points(frame))
        np.testing.assert_allclose(values, expected, rtol=1e-5, atol=1e-3)


def points_of(grid: dict[str, object], rows: int, columns: int) -> NDArray[np.float64]:
    """Return where the pixels of a plane lie."""
    y, x = np.mgrid[:rows, :columns][..., np.newaxis] * grid["spacing"]
    return np.array(grid["origin"]) + x * np.array(grid["right"]) + y * np.array(grid["down"])


@pytest.mark.parametrize("orientation", [AXIAL, OBLIQUE])
@pytest.mark.parametrize("plane", ["coronal", "mpr"])
def test_values_are_where_they_are_on_planes(plane: str, orientation: tuple[float, ...]) -> None:
    grid = grid_at(0.25, orientation)
    stored = noise(grid)
    study, source = study_of(*images_of(IMAGES)), study_of(*images_of(grid, stored, series=2))
    view = View(5, plane=plane)
    for values, (_, image) in zip(
        laid_over(study, view, source), study.choose(0).images(view), strict=True
    ):
        points = points_of(image.grid, image.rows, image.columns)
        expected = values_at(grid, stored.astype(np.float64), points)
        np.testing.assert_allclose(values, expected, rtol=1e-5, atol=1e-3)


@pytest.mark.parametrize(("projection", "combined"), [("mean", np.mean), ("max", np.max)])
def test_a_slab_combines_values_as_it_does_the_image(
    projection: str, combined: Callable[..., NDArray[np.float64]]
) -> None:
    grid = Grid((9, 12, 10), tuple(np.array(IMAGES.origin) - 2), AXIAL, (1.3, 1.7), 1.5)
    stored = noise(grid)
    study, source = study_of(*images_of(IMAGES)), study_of(*images_of(grid, stored, series=2))
    view = View(4, plane="axial", slab=5.4, projection=projection)
    (values,) = laid_over(study, view, source)
    ((_, image),) = study.choose(0).images(view)
    points = points_of(image.grid, image.rows, image.columns)
    planes = [
        values_at(grid, stored.astype(np.float64), points + np.array([0, 0, offset]))
        for offset in (-2.6, -1.3, 0, 1.3, 2.6)
    ]
    np.testing.assert_allclose(values, combined(planes, axis=0), rtol=1e-5, atol=1e-3)


def test_a_dose_is_in_gray() -> None:
    grid = grid_at(0.47)
    stored = noise(grid)
    study = study_of(*images_of(IMAGES), dose_of(grid, stored))
    (outline,) = of_study.layer_outlines(study, View(), study)
    assert (outline.type, outline.unit) == ("dose", "Gy")
    (values,) = laid_over(study, View(3), study)
    expected = values_at(grid, stored / 100, IMAGES.points(3))
    np.testing.assert_allclose(values, expected, rtol=1e-5, atol=1e-5)
    layer = of_study.layer_of(study, outline.id, 60)
    assert layer.window == pytest.approx((stored.min() / 100, stored.max() / 100))


def test_a_dose_without_its_scaling_is_refused() -> None:
    study = study_of(*images_of(IMAGES), dose_of(IMAGES, noise(IMAGES), DoseGridScaling="0"))
    (outline,) = of_study.layer_outlines(study, View(), study)
    with pytest.raises(ViewerError, match="DoseGridScaling"):
        of_study.layer_of(study, outline.id, 60)


def test_a_relative_dose_has_no_unit() -> None:
    dose = dose_of(IMAGES, noise(IMAGES), DoseUnits="RELATIVE")
    study = study_of(*images_of(IMAGES), dose)
    (outline,) = of_study.layer_outlines(study, View(), study)
    assert outline.unit == ""


def test_pet_is_the_standardized_uptake_value() -> None:
    grid = grid_at(0.25)
    stored = noise(grid)
    study, source = study_of(*images_of(IMAGES)), study_of(*pet_of(grid, stored))
    (outline,) = of_study.layer_outlines(study, View(), source)
    assert (outline.type, outline.unit) == ("fusion", "SUVbw")
    (values,) = laid_over(study, View(3), source)
    # an hour after the injection of 370 MBq of fluorine 18 into 70 kg
    factor = 70_000 / (3.7e8 * 0.5 ** (3600 / 6586.2))
    expected = values_at(grid, stored * 0.5 * factor, IMAGES.points(3))
    np.testing.assert_allclose(values, expected, rtol=1e-5, atol=1e-6)


def test_activity_corrected_to_the_injection_decays_no_more() -> None:
    images = pet_of(IMAGES, noise(IMAGES), DecayCorrection="ADMIN")
    assert suv_factor(images) == pytest.approx(70_000 / 3.7e8)


def test_values_that_are_uptake_already_stay() -> None:
    assert suv_factor(pet_of(IMAGES, noise(IMAGES), Units="GML")) == 1


def test_the_first_acquisition_counts_where_the_series_was_made_later() -> None:
    images = pet_of(IMAGES, noise(IMAGES), SeriesTime="235900")
    images[0].AcquisitionTime = "101700"
    for image in images[1:]:
        image.AcquisitionTime = "102200"
    elapsed = 62 * 60
    assert suv_factor(images) == pytest.approx(70_000 / (3.7e8 * 0.5 ** (elapsed / 6586.2)))


def test_an_injection_before_midnight_was_on_the_day_before() -> None:
    images = pet_of(IMAGES, noise(IMAGES), SeriesTime="003000", AcquisitionTime="003000")
    tracer = images[0].RadiopharmaceuticalInformationSequence[0]
    tracer.RadiopharmaceuticalStartTime = "2345"
    assert suv_factor(images) == pytest.approx(70_000 / (3.7e8 * 0.5 ** (2700 / 6586.2)))
    tracer.RadiopharmaceuticalStartDateTime = "20260101233000.000+0100"
    assert suv_factor(images) == pytest.approx(70_000 / (3.7e8 * 0.5 ** (3600 / 6586.2)))


def no_weight(image: Dataset) -> None:
    del image.PatientWeight


def no_dose(image: Dataset) -> None:
    del image.RadiopharmaceuticalInformationSequence[0].RadionuclideTotalDose


def no_half_life(image: Dataset) -> None:
    del image.RadiopharmaceuticalInformationSequence[0].RadionuclideHalfLife


def no_start(image: Dataset) -> None:
    del image.RadiopharmaceuticalInformationSequence[0].RadiopharmaceuticalStartTime


def no_tracer(image: Dataset) -> None:
    del image.RadiopharmaceuticalInformationSequence


@pytest.mark.parametrize(
    ("damage", "elements", "reason"),
    [
        (None, {"Units": "CNTS"}, "Units"),
        (None, {"Units": "GML", "SUVType": "LBM"}, "Units"),
        (None, {"CorrectedImage": ["DECY"]}, "CorrectedImage"),
        (None, {"CorrectedImage": ["ATTN"]}, "CorrectedImage"),
        (no_weight, {}, "element-missing"),
        (None, {"PatientWeight": 0}, "element-missing"),
        (None, {"DecayCorrection": "NONE"}, "DecayCorrection"),
        (None, {"SeriesTime": "", "AcquisitionTime": ""}, "element-missing"),
        (no_tracer, {}, "element-missing"),
        (no_dose, {}, "element-missing"),
        (no_half_life, {}, "element-missing"),
        (no_start, {}, "element-missing"),
    ],
)
def test_what_is_incomplete_is_no_uptake_value(
    damage: Callable[[Dataset], None] | None, elements: dict[str, object], reason: str
) -> None:
    images = pet_of(IMAGES, noise(IMAGES), **elements)
    if damage is not None:
        damage(images[0])
    with pytest.raises(DataError, match=reason):
        suv_factor(images)


def test_without_uptake_values_the_unit_is_the_files_own_and_a_warning_says_why() -> None:
    source = study_of(*pet_of(IMAGES, noise(IMAGES), PatientWeight=0))
    study = study_of(*images_of(IMAGES))
    with pytest.warns(UserWarning, match=r"layer-without-suv .*PatientWeight"):
        (outline,) = of_study.layer_outlines(study, View(), source)
    assert outline.unit == "Bq/ml"


def test_what_has_another_frame_of_reference_is_refused_with_a_warning() -> None:
    other = images_of(IMAGES, series=2, FrameOfReferenceUID=OTHER_FRAME_OF_REFERENCE)
    study = study_of(*images_of(IMAGES))
    with pytest.warns(UserWarning, match="layer-elsewhere"):
        assert of_study.layer_outlines(study, View(), study_of(*other)) == []


def test_what_makes_no_volume_is_refused() -> None:
    source = study_of(images_of(IMAGES, series=2)[0])
    study = study_of(*images_of(IMAGES))
    (outline,) = of_study.layer_outlines(study, View(), source)
    with pytest.raises(ViewerError, match="stack-of-one-slice"):
        of_study.layer_of(source, outline.id, 60)


def test_an_image_that_lies_nowhere_has_no_layer_on_it() -> None:
    study = study_of(*(images_of(IMAGES)[:1]))
    instance, _ = study.choose(0).seen(View())
    del instance.dataset.ImagePositionPatient
    source = study_of(*images_of(IMAGES, series=2))
    layer = of_study.layer_of(source, of_study.layer_outlines(study, View(), source)[0].id, 60)
    with pytest.raises(ViewerError, match="stack-without-position"):
        of_study.layer_picture(layer, study, View(), lambda _: None)
