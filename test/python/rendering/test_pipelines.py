"""What is between values and colours: the automatic range, padding, inversion, constant frames."""

from itertools import product

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.uid import ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from datasets import element, image
from dicom_viewer import View, ViewerWarning
from harness import expected, grays, opened, rendered, shown, stored_values

PHOTOMETRICS = ["MONOCHROME1", "MONOCHROME2"]
DTYPES = [np.uint8, np.int8, np.uint16, np.int16, np.uint32, np.int32, np.float32, np.float64]


def test_a_rendering_is_opaque_rgba_of_the_images_size_and_says_what_it_shows() -> None:
    dataset = image(np.arange(24, dtype=np.uint8).reshape(2, 3, 4), WindowCenter=5, WindowWidth=7)
    rendering = rendered(dataset, View(1))
    assert rendering.rgba.shape == (3, 4, 4)
    assert rendering.rgba.dtype == np.uint8
    assert rendering.rgba.flags.c_contiguous
    assert (rendering.rgba[..., 3] == 255).all()
    assert (rendering.window_center, rendering.window_width) == (5, 7)


def test_colour_has_no_window_until_one_is_asked_for() -> None:
    dataset = image(np.zeros((2, 2, 3), np.uint8), photometric="RGB")
    rendering = rendered(dataset)
    assert (rendering.window_center, rendering.window_width) == (None, None)
    rendering = rendered(dataset, View(window_center=9, window_width=8))
    assert (rendering.window_center, rendering.window_width) == (9, 8)


@pytest.mark.parametrize(
    ("values", "levels"),
    [
        (np.array([[0, 1, 2]], np.uint8), [0, 128, 255]),
        (np.array([[7, 8, 262]], np.uint16), [0, 1, 255]),
        (np.array([[-32768, 0, 32767]], np.int16), [0, 128, 255]),
        (np.array([[-(2**31), 0, 2**31 - 1]], np.int32), [0, 128, 255]),
        (np.array([[0, 2**31, 2**32 - 1]], np.uint32), [0, 128, 255]),
        (np.array([[0.25, 0.5, 1.25]], np.float32), [0, 64, 255]),
    ],
    ids=["ramp", "off zero", "int16", "int32", "uint32", "float"],
)
def test_without_a_voi_the_frame_runs_from_black_to_white(
    values: np.ndarray, levels: list[int]
) -> None:
    assert grays(image(values)) == levels
    inverse = image(values, photometric="MONOCHROME1")
    assert grays(inverse) == [255 - level for level in levels]


def test_each_frame_has_its_own_range() -> None:
    dataset = image(np.array([[[0, 10]], [[50, 60]], [[7, 7]]], np.uint8))
    assert [grays(dataset, View(frame)) for frame in range(3)] == [[0, 255], [0, 255], [0, 0]]


@pytest.mark.parametrize("dtype", DTYPES, ids=lambda dtype: dtype.__name__)
@pytest.mark.parametrize("value", [0, 1, 100])
def test_a_constant_frame_is_the_dark_end_of_its_ramp(value: int, dtype: type) -> None:
    values = np.full((2, 3), value, dtype)
    assert set(grays(image(values))) == {0}
    assert set(grays(image(values, photometric="MONOCHROME1"))) == {255}
    assert set(grays(image(values, RescaleSlope="0.1", RescaleIntercept="-3"))) == {0}
    dataset = image(values, WindowCenter=value, WindowWidth=1)
    np.testing.assert_array_equal(shown(dataset), expected(dataset))
    assert set(grays(dataset)) == {255}


@pytest.mark.parametrize("value", [np.uint8(3), np.float64(3.25)], ids=["integer", "float"])
def test_a_constant_frame_has_a_window_that_a_page_can_use(value: np.number) -> None:
    rendering = rendered(image(np.full((2, 2), value)))
    assert (rendering.window_center, rendering.window_width) == (value + 0.5, 1)


def test_a_frame_of_no_numbers_is_black() -> None:
    assert set(grays(image(np.full((2, 2), np.nan, np.float32)))) == {0}
    assert set(grays(image(np.full((2, 2), np.inf, np.float64)))) <= {0, 255}


@pytest.mark.parametrize(("photometric", "invert"), list(product(PHOTOMETRICS, (False, True))))
@pytest.mark.parametrize("colormap", ["gray", "hot", "winter"])
@pytest.mark.parametrize("width", [None, 90], ids=["no window", "window"])
def test_inversion_comes_after_the_window_and_before_the_colour_map(
    *, photometric: str, invert: bool, colormap: str, width: int | None
) -> None:
    dataset = image(stored_values((9, 9), 8).astype(np.uint8), photometric=photometric)
    if width:
        dataset.WindowCenter, dataset.WindowWidth = 77, width
    rgba = shown(dataset, View(colormap=colormap, invert=invert))
    np.testing.assert_array_equal(rgba, expected(dataset, colormap=colormap, invert=invert))


@pytest.mark.parametrize("shape", ["IDENTITY", "INVERSE"])
@pytest.mark.parametrize(
    ("photometric", "levels"), [("MONOCHROME1", [255, 127, 0]), ("MONOCHROME2", [0, 128, 255])]
)
def test_a_presentation_lut_shape_does_not_invert_once_more(
    photometric: str, levels: list[int], shape: str
) -> None:
    values = np.array([[0, 1, 2]], np.uint8)
    assert grays(image(values, photometric=photometric, PresentationLUTShape=shape)) == levels


@pytest.mark.parametrize("signed", [False, True], ids=["unsigned", "signed"])
@pytest.mark.parametrize("cell", [(1, 1, 0), (8, 1, 0)], ids=["1 bit", "1 of 8 bits"])
def test_a_frame_of_a_mask_is_black_where_empty_and_white_where_full(
    *, cell: tuple[int, int, int], signed: bool
) -> None:
    signed = signed and cell[0] > 1
    stored = np.array([[[0, 0]], [[1, 1]], [[0, 1]]], np.uint8)
    dataset = image(stored, bits=cell, signed=signed)
    got = [grays(dataset, View(frame)) for frame in range(3)]
    assert got == ([[255, 255], [0, 0], [255, 0]] if signed else [[0, 0], [255, 255], [0, 255]])
    for frame in range(3):
        np.testing.assert_array_equal(shown(dataset, View(frame)), expected(dataset, frame))


def test_two_inversions_are_none() -> None:
    values = np.array([[0, 1, 2, 5]], np.uint8)
    plain = grays(image(values))
    assert grays(image(values, photometric="MONOCHROME1"), View(invert=True)) == plain


def padded(dtype: type, padding: int, **elements: object) -> Dataset:
    values = np.arange(100, 200, dtype=dtype).reshape(10, 10)
    values[2:4] = padding
    return image(values, **elements)


@pytest.mark.parametrize(
    "syntax",
    [ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian],
    ids=["implicit", "explicit", "big-endian"],
)
@pytest.mark.parametrize("photometric", PHOTOMETRICS)
@pytest.mark.parametrize(
    ("dtype", "padding"),
    [(np.uint8, 0), (np.uint8, 255), (np.uint16, 65535), (np.int16, -2000), (np.int16, 0)],
)
def test_padding_does_not_count_for_the_range_but_passes_the_window(
    dtype: type, padding: int, photometric: str, syntax: str
) -> None:
    dataset = padded(
        dtype, padding, photometric=photometric, transfer_syntax=syntax, PixelPaddingValue=padding
    )
    np.testing.assert_array_equal(shown(dataset), expected(dataset))
    levels = np.array(grays(dataset)).reshape(10, 10)
    at_the_end = padding > 200
    is_inverse = photometric == "MONOCHROME1"
    assert set(levels[2:4].reshape(-1)) == {255 if at_the_end != is_inverse else 0}
    assert set(levels[[0, -1], [0, -1]]) == {0, 255}


@pytest.mark.parametrize("ends", [(-2000, -1500), (-1500, -2000)], ids=["up", "down"])
def test_a_range_of_padding_is_left_out_whole(ends: tuple[int, int]) -> None:
    dataset = padded(np.int16, -1700, PixelPaddingValue=ends[0], PixelPaddingRangeLimit=ends[1])
    np.testing.assert_array_equal(shown(dataset), expected(dataset))
    assert grays(dataset)[0] == 0


def test_a_padding_value_written_as_unsigned_is_read_as_the_pixels_are() -> None:
    padding = element("PixelPaddingValue", "US", 65536 - 2000)
    dataset = padded(np.int16, -2000, PixelPaddingValue=padding)
    np.testing.assert_array_equal(shown(dataset), expected(dataset))
    assert grays(dataset)[0] == 0


def test_a_padding_value_written_as_signed_is_read_as_the_pixels_are() -> None:
    padding = element("PixelPaddingValue", "SS", -1)
    dataset = padded(np.uint16, 65535, PixelPaddingValue=padding)
    assert grays(dataset)[-1] == 255
    assert grays(dataset) == grays(padded(np.uint16, 65535, PixelPaddingValue=65535))


def test_padding_is_told_by_stored_values_not_by_modality_values() -> None:
    dataset = padded(np.uint16, 5000, PixelPaddingValue=5000, RescaleSlope=2, RescaleIntercept=-900)
    np.testing.assert_array_equal(shown(dataset), expected(dataset))
    assert grays(dataset)[-1] == 255


@pytest.mark.parametrize(
    ("dtype", "kind"), [(np.float32, "Float"), (np.float64, "DoubleFloat")], ids=["float", "double"]
)
def test_float_padding_has_its_own_elements(dtype: type, kind: str) -> None:
    values = np.array([[-1e30, -5e29, 1.0, 2.0, 3.0]], dtype)
    ends = {f"{kind}PixelPaddingValue": values[0, 0].item()}
    ends[f"{kind}PixelPaddingRangeLimit"] = -1e29
    dataset = image(values, **ends)
    assert grays(dataset) == [0, 0, 0, 128, 255]
    np.testing.assert_array_equal(shown(dataset), expected(dataset))


def test_a_frame_of_padding_alone_takes_its_whole_range() -> None:
    dataset = image(np.array([[3, 4, 5]], np.uint8), PixelPaddingValue=0, PixelPaddingRangeLimit=9)
    assert grays(dataset) == [0, 128, 255]


def test_padding_does_not_touch_the_files_own_window() -> None:
    dataset = padded(np.int16, -2000, PixelPaddingValue=-2000, WindowCenter=150, WindowWidth=20)
    np.testing.assert_array_equal(shown(dataset), expected(dataset))
    assert rendered(dataset).window_center == 150


def test_a_window_for_the_full_range_can_be_read_off_the_rendering() -> None:
    instance = opened(image(np.array([[-10, 0, 245]], np.int16)))
    first = instance.render(View())
    asked = View(window_center=first.window_center, window_width=first.window_width)
    np.testing.assert_array_equal(instance.render(asked).rgba, first.rgba)


def test_an_unknown_colour_map_warns_and_gives_gray() -> None:
    dataset = image(np.array([[0, 1]], np.uint8))
    instance = opened(dataset)
    with pytest.warns(ViewerWarning, match=r"colormap-unknown \(colormap=") as caught:
        rendering = instance.render(View(colormap="viridis"))
    assert caught[0].message.code == "view"
    np.testing.assert_array_equal(rendering.rgba, expected(dataset))
