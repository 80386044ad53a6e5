"""What a viewer fills into the parameters of a function, and what it shows of what was made."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from datasets import file_bytes, image
from dicom_viewer import Study, View
from dicom_viewer.pipeline.inputs import pipeline_inputs, volume_slice
from dicom_viewer.pipeline.processed import processed
from dicom_viewer.rendering.mark import Mark
from dicom_viewer.rendering.pipeline_inputs import PipelineInputs
from dicom_viewer.study.series import Series
from planes import VOLUMES, scan_of

STORED = np.arange(12, dtype=np.uint16).reshape(3, 4)
PLACED: dict[str, Any] = {
    "RescaleSlope": "2",
    "RescaleIntercept": "-5",
    "PixelSpacing": ["0.5", "0.25"],
    "ImagePositionPatient": ["10", "20", "30"],
    "ImageOrientationPatient": ["0", "1", "0", "0", "0", "-1"],
    "SliceThickness": "3",
}


def series_of(*datasets: Any) -> Series:  # noqa: ANN401 - pydicom's
    study = Study()
    for index, dataset in enumerate(datasets):
        study.add(index, file_bytes(dataset))
    return study.choose(0)


def inputs(
    series: Series, view: View, *names: str, marks: list[Mark] | None = None
) -> tuple[PipelineInputs, dict[str, NDArray[Any]]]:
    arrays: list[NDArray[Any]] = []
    found = pipeline_inputs(series, view, names, marks or [], arrays.append)
    return found, {each.name: array for each, array in zip(found.arrays, arrays, strict=True)}


def test_pixels_are_modality_values_and_stored_ones_as_they_are() -> None:
    _, arrays = inputs(series_of(image(STORED, **PLACED)), View(), "pixels", "stored")
    assert arrays["pixels"].dtype == np.float32
    np.testing.assert_array_equal(arrays["pixels"], STORED * 2.0 - 5)
    np.testing.assert_array_equal(arrays["stored"], STORED)


def test_colours_are_bytes() -> None:
    rgb = np.arange(36, dtype=np.uint8).reshape(3, 4, 3)
    _, arrays = inputs(series_of(image(rgb, photometric="RGB")), View(), "pixels")
    np.testing.assert_array_equal(arrays["pixels"], rgb)


def test_the_affine_leads_from_a_pixel_to_its_place_in_the_patient() -> None:
    found, _ = inputs(series_of(image(STORED, **PLACED)), View())
    assert found.spacing == [0.5, 0.25]
    assert found.image == (3, 4)
    # PS3.3 Equation C.7.6.2.1-1, by hand: columns run along y, rows along -z
    place = np.array(found.affine) @ [3, 2, 0, 1]
    np.testing.assert_allclose(place, [10, 20 + 3 * 0.25, 30 - 2 * 0.5, 1])


def test_there_is_no_affine_without_a_place() -> None:
    found, _ = inputs(series_of(image(STORED, PixelSpacing=["2", "3"])), View())
    assert (found.affine, found.spacing) == (None, [2, 3])
    assert inputs(series_of(image(STORED)), View())[0].spacing is None


def test_the_window_in_force() -> None:
    series = series_of(image(STORED, WindowCenter="4", WindowWidth="6"))
    assert inputs(series, View(), "window")[0].window == (4, 6)
    assert inputs(series, View(window_center=1, window_width=2), "window")[0].window == (1, 2)


def test_regions_make_the_mask_and_points_are_in_pixels() -> None:
    marks = [
        Mark("rectangle", [[1, 0], [3, 2]]),
        Mark("point", [[2.5, 1.5]]),
        Mark("length", [[0, 0], [4, 3]]),
    ]
    found, arrays = inputs(series_of(image(STORED)), View(), "mask", marks=marks)
    expected = np.zeros((3, 4), bool)
    expected[:2, 1:3] = True
    np.testing.assert_array_equal(arrays["mask"], expected)
    assert found.points == [[2, 1]]


@pytest.mark.parametrize("name", ["axial", "sagittal"])
def test_the_volume_is_in_order_with_the_affine_of_its_voxels(name: str) -> None:
    slices = VOLUMES[name].slices()
    series = series_of(*slices)
    series.prepare(View(plane="axial"))
    found, _ = inputs(series, View(), "volume")
    assert series.volume is not None
    scan = scan_of(slices)
    assert found.volume == scan.voxels.shape
    made = np.stack([volume_slice(series.volume, index) for index in range(len(slices))])
    np.testing.assert_array_equal(made, scan.voxels.astype(np.float32))
    for voxel in ([0, 0, 0], [2, 1, 3]):
        place = np.array(found.affine) @ [*voxel, 1]
        np.testing.assert_allclose(place[:3], series.volume.points(np.array([voxel]))[0], atol=1e-6)


def shown(series: Series, view: View, array: NDArray[Any]) -> View:
    series.keep(7, processed(series, view, array))
    return View(**(vars(view) | {"processed": 7}))


def test_what_was_made_is_probed_and_windowed_in_place_of_the_image() -> None:
    series = series_of(image(STORED, **PLACED, WindowCenter="4", WindowWidth="6"))
    view = shown(series, View(), np.full((3, 4), 100.5, np.float32))
    assert series.pixel_at(view, 1, 1) == 100.5
    assert series.pixel_at(View(), 1, 1) == STORED[1, 1] * 2 - 5
    assert series.render(view).rgba[0, 0].tolist() == [255, 255, 255, 255]
    series.forget(7)
    assert series.pixel_at(view, 1, 1) == STORED[1, 1] * 2 - 5


def test_what_is_no_number_is_black() -> None:
    series = series_of(image(STORED))
    array = np.array([[np.nan, 0, 1, 2]] * 3, np.float32)
    view = shown(series, View(), array)
    with np.errstate(all="raise"):
        rgba = series.render(view).rgba
    assert rgba[0, :, 0].tolist() == [0, 0, 128, 255]


def test_a_volume_is_shown_by_its_slices_and_in_planes() -> None:
    slices = VOLUMES["axial"].slices()
    series = series_of(*slices)
    series.prepare(View(plane="axial"))
    voxels = scan_of(slices).voxels.astype(np.float32)
    stored = [series.pixel_at(View(frame), 2, 1) for frame in range(len(slices))]
    plane = series.pixel_at(View(2, plane="sagittal"), 2, 1)
    array = voxels * 2
    view = shown(series, View(), array)
    doubled = [
        series.pixel_at(View(frame, processed=view.processed), 2, 1) for frame in range(len(slices))
    ]
    assert doubled == [each * 2 for each in stored]
    assert series.pixel_at(View(2, plane="sagittal", processed=7), 2, 1) == plane * 2
