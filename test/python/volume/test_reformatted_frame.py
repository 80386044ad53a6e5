"""How reformatted planes are shown: the windows, colours and values of stored frames."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from datasets import image, lut_item, reread
from dicom_viewer import View
from dicom_viewer.pixels.description import describe_pixels
from dicom_viewer.rendering.grayscale_transforms import GrayscaleTransforms, grayscale_transforms
from dicom_viewer.volume.plane_stack import PATIENT_AXES, Plane, plane_stack
from dicom_viewer.volume.reformat import reformat
from dicom_viewer.volume.reformatted_frame import ReformattedFrame
from dicom_viewer.volume.volume import Volume
from harness import expected
from phantoms import ACQUISITIONS, Acquisition, X, Y, turned
from reference import Window

TWISTED = turned(PATIENT_AXES, Plane.AXIAL, 0.4)
VIEWS = {
    "as stored": {},
    "window": {"window": Window(300, 700)},
    "narrow window": {"window": Window(12.5, 1)},
    "inverted": {"window": Window(300, 700), "invert": True},
    "colour map": {"window": Window(300, 700), "colormap": "hot"},
}
EVERY_VIEW = pytest.mark.parametrize("wish", VIEWS.values(), ids=VIEWS)


def view_of(window: Window | None = None, **wish: object) -> View:
    """Return the view for what the reference is asked for."""
    if window is None:
        return View(**wish)
    return View(window_center=window.center, window_width=window.width, **wish)


def transforms_of(dataset: Dataset) -> GrayscaleTransforms:
    """Return what a data set says of its first frame."""
    read = reread(dataset)
    return grayscale_transforms(read, describe_pixels(read), 0)


def scanned(
    acquisition: Acquisition, dtype: type = np.int16, **elements: object
) -> tuple[Volume, GrayscaleTransforms]:
    """Return a volume of noise and what its data sets, of these elements, say of it."""
    volume = acquisition.noise(dtype)
    transforms = transforms_of(image(volume.slices[3], **elements))
    slope = float(elements.get("RescaleSlope", 1))
    intercept = float(elements.get("RescaleIntercept", 0))
    count = len(volume.slices)
    slopes, intercepts = np.full(count, slope), np.full(count, intercept)
    return Volume(volume.slices, volume.planes, slopes, intercepts), transforms


@EVERY_VIEW
@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
@pytest.mark.parametrize("dtype", [np.int16, np.uint16, np.float32])
def test_a_plane_of_voxels_is_shown_as_a_stored_frame_is(
    dtype: type, photometric: str, wish: dict[str, object]
) -> None:
    elements = {"photometric": photometric, "RescaleSlope": "2", "RescaleIntercept": "-24"}
    volume, transforms = scanned(ACQUISITIONS["isotropic"], dtype, **elements)
    stack = plane_stack(volume, Plane.AXIAL)
    if dtype is np.float32 and "window" in wish:  # as of a stored frame without a window
        wish = {**wish, "window": replace(wish["window"], function="LINEAR_EXACT")}
    for index in range(len(stack)):
        frame = ReformattedFrame(reformat(volume, stack.grid(index)), transforms)
        shown = frame.render(view_of(**wish)).rgba
        dataset = image(volume.slices[index], **elements)
        np.testing.assert_array_equal(shown, expected(dataset, **wish))


@pytest.mark.parametrize("plane", Plane)
def test_planes_across_the_slices_are_rgba_of_their_own_memory(plane: Plane) -> None:
    volume, transforms = scanned(Acquisition(Y, X, (7, 7), (0.5, 0.5), (0.0, 0.5, 1.0, 1.5)))
    stack = plane_stack(volume, plane)
    rgba = ReformattedFrame(reformat(volume, stack.grid(1)), transforms).render(View()).rgba
    assert rgba.shape == (stack.first.rows, stack.first.columns, 4)
    assert rgba.dtype == np.uint8
    assert rgba.flags.c_contiguous


def shown_as_values(values: NDArray[np.floating], **elements: object) -> Dataset:
    """Return an image whose modality values are those of a plane."""
    return image(values.astype(np.float64), **elements)


@EVERY_VIEW
@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
@pytest.mark.parametrize("axes", [PATIENT_AXES, TWISTED], ids=["patient", "turned"])
def test_an_interpolated_plane_is_shown_by_its_modality_values_and_black_outside(
    axes: NDArray[np.float64], photometric: str, wish: dict[str, object]
) -> None:
    elements = {"photometric": photometric, "RescaleSlope": "2", "RescaleIntercept": "-24"}
    volume, transforms = scanned(ACQUISITIONS["axial"], **elements)
    stack = plane_stack(volume, Plane.CORONAL, axes)
    plane = reformat(volume, stack.grid(len(stack) // 2))
    frame = ReformattedFrame(plane, transforms)
    inside = np.ones(plane.values.shape, np.bool_) if plane.inside is None else plane.inside
    assert inside.all() == (axes is PATIENT_AXES)
    reference = expected(shown_as_values(plane.values, photometric=photometric), **wish)
    shown = frame.render(view_of(**wish)).rgba
    np.testing.assert_array_equal(shown[inside], reference[inside])
    assert (shown[~inside] == [0, 0, 0, 255]).all()


def test_the_middle_slices_windows_are_the_planes() -> None:
    elements = {"WindowCenter": [40, 600], "WindowWidth": [400, 2000]}
    volume, transforms = scanned(ACQUISITIONS["axial"], **elements)
    frame = ReformattedFrame(
        reformat(volume, plane_stack(volume, Plane.SAGITTAL).grid(3)), transforms
    )
    shown = [frame.render(View(voi=voi)) for voi in (0, 1)]
    assert [(each.window_center, each.window_width) for each in shown] == [(40, 400), (600, 2000)]


@pytest.mark.parametrize(("slope", "function"), [("2", "LINEAR"), ("0.5", "LINEAR_EXACT")])
def test_a_window_is_of_one_function_in_all_planes(slope: str, function: str) -> None:
    volume, transforms = scanned(ACQUISITIONS["axial"], RescaleSlope=slope)
    view = View(window_center=40, window_width=400)
    for plane in Plane:
        for axes in (PATIENT_AXES, TWISTED):
            stack = plane_stack(volume, plane, axes)
            frame = ReformattedFrame(reformat(volume, stack.grid(len(stack) // 2)), transforms)
            window = frame.render(view).window
            assert window is not None
            assert (window.center, window.width, window.function) == (40, 400, function)


def test_without_a_voi_the_plane_runs_from_black_to_white() -> None:
    volume, transforms = scanned(ACQUISITIONS["oblique"])
    stack = plane_stack(volume, Plane.SAGITTAL)
    plane = reformat(volume, stack.grid(len(stack) // 2))
    frame = ReformattedFrame(plane, transforms)
    assert frame.value_range == (np.nanmin(plane.values), np.nanmax(plane.values))
    gray = frame.render(View()).rgba[..., 0][plane.inside]
    assert (gray.min(), gray.max()) == (0, 255)


@pytest.mark.parametrize("spacing", [(0.5, 0.5), (0.75, 0.5)], ids=["voxels", "interpolated"])
def test_padding_does_not_count_for_the_range(spacing: tuple[float, float]) -> None:
    acquisition = Acquisition(spacing=spacing, distances=(0.0, 0.5, 1.0, 1.5))
    volume, transforms = scanned(
        acquisition, PixelPaddingValue=-2000, RescaleSlope="2", RescaleIntercept="-10"
    )
    for pixels in volume.slices:
        pixels[:, :5] = -2000
    plane = reformat(volume, plane_stack(volume, Plane.CORONAL).grid(4))
    low, high = ReformattedFrame(plane, transforms).value_range
    assert low > -2000 * 2 - 10
    assert high <= 3000 * 2 - 10


def test_values_are_those_of_the_modality_and_none_outside() -> None:
    volume, transforms = scanned(ACQUISITIONS["oblique"], RescaleSlope="2", RescaleIntercept="-10")
    stack = plane_stack(volume, Plane.AXIAL)
    plane = reformat(volume, stack.grid(len(stack) // 2))
    frame = ReformattedFrame(plane, transforms)
    assert plane.inside is not None
    y, x = np.argwhere(plane.inside)[7].tolist()
    assert frame.value_at(x, y) == plane.values[y, x]
    y, x = np.argwhere(~plane.inside)[0].tolist()
    assert frame.value_at(x, y) is None
    exact = reformat(volume, plane_stack(volume, Plane.AXIAL).first)
    assert exact.rescale is None
    volume, transforms = scanned(
        ACQUISITIONS["isotropic"], RescaleSlope="2", RescaleIntercept="-10"
    )
    voxels = reformat(volume, plane_stack(volume, Plane.AXIAL).grid(2))
    stored = int(volume.slices[2][5, 4])
    assert ReformattedFrame(voxels, transforms).value_at(4, 5) == stored * 2 - 10


def test_slices_that_a_lut_has_mapped_come_as_modality_values() -> None:
    stored = np.arange(12, dtype=np.uint8).reshape(3, 4)
    entries = np.arange(12, dtype=np.uint16)[::-1] * 100
    dataset = image(stored, ModalityLUTSequence=[lut_item(entries, bits=16)], PixelPaddingValue=0)
    slices = [entries[stored]] * 2
    acquisition = Acquisition(size=(4, 3), spacing=(1.0, 1.0), distances=(0.0, 1.0))
    volume = Volume(slices, acquisition.planes, np.ones(2), np.zeros(2))
    plane = reformat(volume, plane_stack(volume, Plane.AXIAL).grid(0))
    frame = ReformattedFrame(plane, transforms_of(dataset))
    assert frame.value_at(1, 0) == 1000
    assert frame.value_range == (0, 1000)  # 1100 is the padding


def test_a_mask_is_shown_from_0_to_1() -> None:
    acquisition = Acquisition(spacing=(0.75, 0.5))
    volume = acquisition.scan(lambda points: points[..., 0] * 0 + 1, np.uint8)
    dataset = image(np.ones((8, 8), np.uint8), bits=(1, 1, 0))
    plane = reformat(volume, plane_stack(volume, Plane.CORONAL).grid(2))
    frame = ReformattedFrame(plane, transforms_of(dataset))
    assert frame.value_range == (0, 1)
    assert (frame.render(View()).rgba == 255).all()
