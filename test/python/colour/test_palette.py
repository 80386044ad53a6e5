"""PALETTE COLOR: tables of both depths, packings, origins and byte orders (PS3.3 C.7.6.3.1.5)."""

from itertools import product

import numpy as np
import pytest
from pydicom.uid import ExplicitVRBigEndian, ImplicitVRLittleEndian, RLELossless

from datasets import add_table, image, palette
from dicom_viewer import View
from harness import TRANSFER_SYNTAXES, expected, opened, shown, stored_values

ENTRIES = {
    "8 bits packed": {"bits": 8, "packed": True},
    "8 bits in words": {"bits": 8, "packed": False},
    "16 bits": {"bits": 16, "packed": False},
}
INDICES = {
    "8 bits": ((8, 8, 7), False),
    "8 bits signed": ((8, 8, 7), True),
    "16 bits": ((16, 16, 15), False),
    "16 bits signed": ((16, 16, 15), True),
    "12 of 16 bits": ((16, 12, 11), False),
}


def entries(count: int, bits: int) -> np.ndarray:
    return np.random.default_rng(count).integers(0, 1 << bits, (count, 3))


def is_possible(first: int, index: str) -> bool:
    return first >= 0 or INDICES[index][1]


@pytest.mark.parametrize(
    ("index", "first", "table", "syntax"),
    [
        pytest.param(*case, id="-".join(map(str, case)))
        for case in product(INDICES, (0, 7, -50), ENTRIES, TRANSFER_SYNTAXES)
        if is_possible(case[1], case[0])
    ],
)
def test_every_kind_of_palette_is_looked_up(
    index: str, first: int, table: str, syntax: str
) -> None:
    bits, signed = INDICES[index]
    rng = np.random.default_rng(3)
    stored = rng.integers(-128 if signed else 0, 127 if signed else 255, (2, 6, 7), endpoint=True)
    uid = TRANSFER_SYNTAXES[syntax]
    dataset = image(
        stored,
        photometric="PALETTE COLOR",
        bits=bits,
        signed=signed,
        transfer_syntax=uid,
        **palette(
            entries(101, ENTRIES[table]["bits"]),
            first=first,
            big_endian=uid == ExplicitVRBigEndian,
            **ENTRIES[table],
        ),
    )
    instance = opened(dataset)
    for frame in range(2):
        rgba = instance.render(View(frame)).rgba
        np.testing.assert_array_equal(rgba, expected(dataset, frame))
        assert instance.pixel_at(frame, 3, 2) == tuple(rgba[2, 3, :3])


@pytest.mark.parametrize("syntax", ["implicit", "explicit", "rle"])
def test_a_palette_of_65536_entries_is_whole(syntax: str) -> None:
    dataset = image(
        stored_values((40, 40), 16).astype(np.uint16),
        photometric="PALETTE COLOR",
        transfer_syntax=TRANSFER_SYNTAXES[syntax],
        **palette(entries(65536, 16)),
    )
    assert dataset.RedPaletteColorLookupTableDescriptor[0] == 0
    np.testing.assert_array_equal(shown(dataset), expected(dataset))


@pytest.mark.parametrize("syntax", [ImplicitVRLittleEndian, RLELossless], ids=["native", "rle"])
def test_dark_16_bit_entries_are_dark_in_a_frame_that_has_no_others(syntax: str) -> None:
    # one channel of one frame holds small entries only; they are 16-bit ones all the same
    rgb = np.array([(0x0000, 0x0080, 0x00FF), (0x00FF, 0x0000, 0x00C0), (0xFFFF, 0xFFFF, 0xFFFF)])
    dataset = image(
        np.array([[[0, 1]], [[2, 2]]], np.uint8),
        photometric="PALETTE COLOR",
        transfer_syntax=syntax,
        **palette(rgb),
    )
    assert shown(dataset)[0, :, :3].tolist() == [[0, 0, 0], [0, 0, 0]]
    np.testing.assert_array_equal(shown(dataset, View(1)), expected(dataset, 1))


def test_the_alpha_of_a_palette_is_left_out() -> None:
    stored = np.array([[0, 1, 2, 3]], np.uint8)
    dataset = image(stored, photometric="PALETTE COLOR", **palette(entries(4, 8), bits=8))
    add_table(dataset, "AlphaPaletteColorLookupTable", [0, 10, 20, 30], bits=8)
    del dataset.AlphaPaletteColorLookupTableDescriptor  # no such attribute: it is as red's
    np.testing.assert_array_equal(shown(dataset), expected(dataset))


@pytest.mark.parametrize(
    "view", [View(window_center=9, window_width=5), View(colormap="pet"), View(invert=True)]
)
def test_a_palette_image_keeps_its_own_colours(view: View) -> None:
    dataset = image(
        stored_values((4, 4), 8).astype(np.uint8),
        photometric="PALETTE COLOR",
        WindowCenter=3,
        WindowWidth=4,
        **palette(entries(256, 16)),
    )
    np.testing.assert_array_equal(shown(dataset, view), expected(dataset))
