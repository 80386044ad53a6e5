"""Stored values out of every kind of cell, in every transfer syntax, shown and probed."""

from itertools import product

import numpy as np
import pytest
from pydicom.encaps import encapsulate, generate_frames
from pydicom.uid import ExplicitVRBigEndian, ImplicitVRLittleEndian, RLELossless

from datasets import image
from dicom_viewer import View, ViewerError
from harness import TRANSFER_SYNTAXES, expected, grays, opened, shown, stored_values

CELLS = [
    (1, 1, 0),
    (8, 8, 7),
    (8, 5, 4),
    (8, 5, 7),
    (8, 1, 0),
    (16, 8, 7),
    (16, 12, 11),
    (16, 12, 13),
    (16, 12, 15),
    (16, 16, 15),
    (32, 12, 11),
    (32, 20, 19),
    (32, 24, 30),
    (32, 32, 31),
]
FLOAT_SYNTAXES = sorted(TRANSFER_SYNTAXES.keys() - {"rle"})


def cases() -> list:
    """Combine cells, signs, photometric interpretations, encodings and numbers of frames."""
    combinations = product(
        CELLS,
        (False, True),
        ("MONOCHROME1", "MONOCHROME2"),
        TRANSFER_SYNTAXES,
        ("OW", "OB"),
        (1, 3),
    )
    out = []
    for bits, signed, photometric, syntax, vr, frames in combinations:
        is_single_bit = bits[0] == 1
        if is_single_bit and (signed or syntax == "rle"):
            continue  # no such images
        if vr == "OB" and (bits[0] > 8 or syntax in ("implicit", "rle")):
            continue  # OW always, or nothing to choose
        sign = "signed" if signed else "unsigned"
        name = f"{syntax}-{vr}-{'of'.join(map(str, bits[1::-1]))}-high{bits[2]}-{sign}"
        out.append(
            pytest.param(
                bits, signed, photometric, syntax, vr, frames, id=f"{name}-{photometric}-{frames}"
            )
        )
    return out


def test_no_combination_drops_out() -> None:
    assert len(cases()) == 644


@pytest.mark.parametrize(("bits", "signed", "photometric", "syntax", "vr", "frames"), cases())
def test_every_cell_is_shown_and_probed(  # noqa: PLR0913 - an encoding has this many sides
    *, bits: tuple[int, int, int], signed: bool, photometric: str, syntax: str, vr: str, frames: int
) -> None:
    # an odd number of pixels: frames of 1 bit start within a byte, of 8 within a word
    stored = stored_values((frames, 5, 7), bits[1], signed=signed, seed=bits[1] + frames)
    dataset = image(
        stored if frames > 1 else stored[0],
        bits=bits,
        signed=signed,
        photometric=photometric,
        transfer_syntax=TRANSFER_SYNTAXES[syntax],
        vr=vr,
        rubbish=0x96C3A5F1,
    )
    instance = opened(dataset)
    for frame in range(frames):
        np.testing.assert_array_equal(instance.render(View(frame)).rgba, expected(dataset, frame))
        assert instance.pixel_at(frame, 6, 4) == stored[frame, 4, 6]
        assert instance.pixel_at(frame, 5, 4) == stored[frame, 4, 5]


@pytest.mark.parametrize("syntax", FLOAT_SYNTAXES)
@pytest.mark.parametrize("dtype", [np.float32, np.float64], ids=["float", "double"])
@pytest.mark.parametrize("frames", [1, 2], ids=["one frame", "two frames"])
def test_float_pixel_data_are_shown_and_probed(syntax: str, dtype: type, frames: int) -> None:
    stored = np.random.default_rng(7).normal(0, 1e3, (frames, 4, 5)).astype(dtype)
    stored[-1, 0] = np.nan, np.inf, -np.inf, 0.0, -0.0
    dataset = image(stored if frames > 1 else stored[0], transfer_syntax=TRANSFER_SYNTAXES[syntax])
    instance = opened(dataset)
    for frame in range(frames):
        np.testing.assert_array_equal(instance.render(View(frame)).rgba, expected(dataset, frame))
        assert instance.pixel_at(frame, 4, 3) == stored[frame, 3, 4]


def test_what_is_not_a_finite_number_is_at_the_ends_of_the_ramp() -> None:
    dataset = image(np.array([[np.nan, np.inf, -np.inf, 1.0, 2.0, 1.5]], np.float32))
    assert grays(dataset) == [0, 255, 0, 0, 255, 128]


def test_huge_floats_do_not_overflow() -> None:
    dataset = image(np.array([[-1.7e308, 0.0, 1.7e308]], np.float64))
    assert grays(dataset) == [0, 128, 255]


@pytest.mark.parametrize(
    "dtype", [np.uint8, np.int8, np.uint16, np.int16], ids=lambda t: t.__name__
)
@pytest.mark.parametrize("frames", [1, 3])
def test_rle_of_pydicoms_own_encoder_is_shown(dtype: type, frames: int) -> None:
    bits = np.dtype(dtype).itemsize * 8
    signed = np.dtype(dtype).kind == "i"
    stored = stored_values((frames, 9, 11), bits, signed=signed).astype(dtype)
    stored[:, 3:6] = 5
    dataset = image(stored if frames > 1 else stored[0])
    dataset.compress(RLELossless, encoding_plugin="pydicom")
    for frame in range(frames):
        np.testing.assert_array_equal(shown(dataset, View(frame)), expected(dataset, frame))


def test_an_empty_offset_table_is_no_obstacle() -> None:
    stored = stored_values((4, 5, 6), 8).astype(np.uint8)
    dataset = image(stored, transfer_syntax=RLELossless)
    frames = list(generate_frames(dataset.PixelData, number_of_frames=4))
    dataset.PixelData = encapsulate(frames, has_bot=False)
    assert dataset.PixelData[4:8] == bytes(4)
    np.testing.assert_array_equal(shown(dataset, View(3)), expected(dataset, 3))


def test_a_long_run_and_a_long_literal_of_rle_are_shown() -> None:
    row = np.repeat(np.uint16(9), 700)
    noise = stored_values((1, 700), 16)[0]
    dataset = image(np.stack([row, noise]).astype(np.uint16), transfer_syntax=RLELossless)
    np.testing.assert_array_equal(shown(dataset), expected(dataset))


@pytest.mark.parametrize("syntax", [ImplicitVRLittleEndian, ExplicitVRBigEndian], ids=["le", "be"])
def test_bits_stored_and_high_bit_default_to_the_whole_cell(syntax: str) -> None:
    stored = stored_values((3, 3), 16).astype(np.uint16)
    dataset = image(stored, transfer_syntax=syntax, BitsStored=None, HighBit=None)
    np.testing.assert_array_equal(shown(dataset), expected(dataset))
    assert opened(dataset).summary["bitsStored"] == 16


@pytest.mark.filterwarnings("ignore::dicom_viewer.ViewerWarning")
@pytest.mark.parametrize(
    ("elements", "code"),
    [
        ({"Rows": None}, "decode"),
        ({"Columns": 0}, "decode"),
        ({"BitsAllocated": 12}, "decode"),
        ({"BitsAllocated": None}, "decode"),
        ({"SamplesPerPixel": 4}, "decode"),
        ({"SamplesPerPixel": 4, "PhotometricInterpretation": "CMYK"}, "decode"),
        ({"Rows": 65535, "Columns": 65535}, "memory"),
        ({"Rows": 500}, "truncated"),
        ({"PixelData": None}, "no-image"),
        ({"PixelData": b""}, "truncated"),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else None,
)
def test_an_impossible_description_is_an_error_with_its_code(elements: dict, code: str) -> None:
    dataset = image(np.zeros((4, 4), np.uint16), **elements)
    with pytest.raises(ViewerError) as caught:
        opened(dataset)
    assert caught.value.code == code
