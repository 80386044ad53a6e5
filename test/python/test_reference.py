"""The yardstick is measured itself: against worked examples of the standard and by hand."""

from collections.abc import Callable

import imagecodecs
import numpy as np
import pytest
from pydicom.uid import ExplicitVRBigEndian, ExplicitVRLittleEndian, RLELossless

from datasets import image, palette
from harness import expected, reread
from reference import PALETTE_FILES, Window, colormap_rgb
from reference_decoders import is_reversible
from reference_pixels import stored_values


def gray_of(value: int, window: Window) -> int:
    dataset = image(np.full((1, 1), value, np.int16))
    return int(expected(dataset, window=window)[0, 0, 0])


@pytest.mark.parametrize(
    ("window", "levels"),
    [
        # PS3.3 C.11.2.1.2.1, the notes' examples with a display range of 0 to 255
        (Window(2048, 4096), {0: 0, 4095: 255, 2047: 127, 2048: 128}),
        (Window(2048, 1), {2047: 0, 2048: 255}),
        (Window(0, 100), {-50: 0, 49: 255, 50: 255, 0: 129, -1: 126}),
        (Window(0, 1), {-1: 0, 0: 255}),
        (Window(0, 100, "LINEAR_EXACT"), {-50: 0, 50: 255, 51: 255, 25: 191}),
        (Window(0, 100, "SIGMOID"), {-500: 0, 500: 255, 0: 128, 25: 186, -25: 69}),
    ],
    ids=["4096", "threshold", "centre 0", "threshold at 0", "exact", "sigmoid"],
)
def test_a_window_gives_the_levels_worked_out_by_hand(
    window: Window, levels: dict[int, int]
) -> None:
    assert {value: gray_of(value, window) for value in levels} == levels


@pytest.mark.parametrize(
    ("ybr", "rgb"),
    [
        ((255, 128, 128), (255, 255, 255)),
        ((0, 128, 128), (0, 0, 0)),
        ((76, 85, 255), (254, 0, 0)),
        ((150, 44, 21), (0, 255, 1)),
        ((29, 255, 107), (0, 0, 254)),
        ((255, 255, 255), (255, 121, 255)),
    ],
    ids=["white", "black", "red", "green", "blue", "clipped"],
)
def test_chroma_gives_the_colours_worked_out_by_hand(
    ybr: tuple[int, int, int], rgb: tuple[int, int, int]
) -> None:
    dataset = image(np.full((1, 1, 3), ybr, np.uint8), photometric="YBR_FULL")
    assert tuple(expected(dataset)[0, 0, :3]) == rgb


def test_a_value_is_taken_from_below_the_high_bit_and_sign_extended() -> None:
    dataset = image([[0, 0, 0, 0]], bits=(16, 12, 13), signed=True)
    cells = [
        0b1101_1111_1111_1111,
        0b0010_0000_0000_0000,
        0b1100_0000_0000_0111,
        0b1111_1111_1111_1100,
    ]
    dataset.PixelData = np.array(cells, "<u2").tobytes()
    assert stored_values(reread(dataset)).tolist() == [[2047, -2048, 1, -1]]


def test_single_bits_run_on_from_the_lowest_bit_across_frames() -> None:
    dataset = image(np.zeros((2, 1, 5), np.uint8), bits=(1, 1, 0))
    dataset.PixelData = bytes([0b1010_0001, 0b0000_0010])
    assert stored_values(reread(dataset), 0).tolist() == [[1, 0, 0, 0, 0]]
    assert stored_values(reread(dataset), 1).tolist() == [[1, 0, 1, 0, 1]]


@pytest.mark.parametrize(("vr", "values"), [("OW", [2, 1, 4, 3]), ("OB", [1, 2, 3, 4])])
def test_big_endian_words_hold_their_first_byte_cell_last(vr: str, values: list[int]) -> None:
    dataset = image(np.zeros((1, 4), np.uint8), transfer_syntax=ExplicitVRBigEndian, vr=vr)
    dataset.PixelData = bytes([1, 2, 3, 4])
    assert stored_values(reread(dataset)).tolist() == [values]


def test_rle_has_literal_and_repeated_runs_and_the_high_bytes_first() -> None:
    dataset = image(np.zeros((1, 4), np.uint16), transfer_syntax=RLELossless)
    high, low = bytes([0xFD, 0x01]), bytes([0x80, 0x01, 7, 8, 0xFF, 9])
    header = np.array([2, 64, 66, *[0] * 13], "<u4").tobytes()
    frame = header + high + low
    tag = b"\xfe\xff\x00\xe0"
    dataset.PixelData = tag + bytes(4) + tag + len(frame).to_bytes(4, "little") + frame
    assert stored_values(reread(dataset)).tolist() == [[263, 264, 265, 265]]


def test_two_pixels_share_the_chroma_of_ybr_full_422() -> None:
    dataset = image(np.zeros((1, 2, 3), np.uint8), photometric="YBR_FULL_422")
    dataset.PixelData = bytes([10, 20, 100, 200])
    assert stored_values(reread(dataset)).tolist() == [[[10, 100, 200], [20, 100, 200]]]


def test_ybr_partial_420_has_chroma_in_every_other_row() -> None:
    dataset = image(np.zeros((3, 2, 3), np.uint8), photometric="YBR_PARTIAL_420")
    dataset.PixelData = bytes([1, 2, 100, 200, 3, 4, 5, 6, 101, 201])
    assert stored_values(reread(dataset)).tolist() == [
        [[1, 100, 200], [2, 100, 200]],
        [[3, 100, 200], [4, 100, 200]],
        [[5, 101, 201], [6, 101, 201]],
    ]


def test_ybr_partial_is_what_the_standards_equations_make_of_rgb() -> None:
    rgb = np.random.default_rng(1).integers(0, 255, (40, 2, 3), endpoint=True)
    rgb[:, 1] = rgb[:, 0]  # two pixels share their chroma
    rgb[:4] = np.array([(0, 0, 0), (255, 255, 255), (255, 0, 0), (0, 0, 255)])[:, np.newaxis]
    red, green, blue = np.moveaxis(rgb, -1, 0)
    # PS3.3 C.7.6.3.1.2, YBR_PARTIAL_422
    y = 0.2568 * red + 0.5041 * green + 0.0979 * blue + 16
    cb = -0.1482 * red - 0.2910 * green + 0.4392 * blue + 128
    cr = 0.4392 * red - 0.3678 * green - 0.0714 * blue + 128
    ybr = np.rint(np.stack([y, cb, cr], axis=-1)).astype(np.uint8)
    dataset = image(ybr, photometric="YBR_PARTIAL_422")
    # half a step of luma and of either chroma is at most 1.6 levels
    assert np.abs(expected(dataset)[..., :3].astype(int) - rgb).max() <= 2


def test_a_palette_is_entered_at_its_first_mapped_value_and_clamped() -> None:
    rgb = np.array([(0x0100, 0x0200, 0x0300), (0xFF00, 0xFEFF, 0xFD80)])
    dataset = image(
        np.array([[-9, -2, -1, 50]], np.int16),
        photometric="PALETTE COLOR",
        transfer_syntax=ExplicitVRLittleEndian,
        **palette(rgb, first=-2),
    )
    shown = expected(dataset)[0, :, :3].tolist()
    assert shown == [[1, 2, 3], [1, 2, 3], [255, 254, 253], [255, 254, 253]]


def test_the_palettes_run_as_annex_b_of_part_6_says() -> None:
    maps = {name: colormap_rgb(name) for name in PALETTE_FILES}
    assert maps["hot"][[0, 128, 255]].tolist() == [[0, 0, 0], [255, 0, 0], [255, 255, 255]]
    assert (maps["spring"][:, 0] == 255).all()
    assert maps["spring"][[0, 255], 1:].tolist() == [[0, 255], [255, 0]]
    assert (maps["summer"][:, 0] == 0).all()
    assert maps["fall"][[0, 255]].tolist() == [[255, 255, 0], [255, 0, 0]]
    assert maps["winter"][[0, 255]].tolist() == [[0, 0, 255], [127, 255, 128]]


@pytest.mark.parametrize("encode", [imagecodecs.jpeg2k_encode, imagecodecs.htj2k_encode])
@pytest.mark.parametrize("reversible", [True, False])
def test_the_wavelet_of_jpeg_2000_is_reversible_as_its_encoder_was_asked(
    encode: Callable[..., bytes], *, reversible: bool
) -> None:
    samples = np.arange(64 * 64, dtype=np.uint16).reshape(64, 64)
    assert is_reversible(bytes(encode(samples, reversible=reversible))) == reversible
