"""Segmented palettes: discrete, linear and indirect segments, and what is none (PS3.3 C.7.9.2)."""

import numpy as np
import pytest
from pydicom.uid import ExplicitVRBigEndian

from call_count import calls_of
from datasets import element, image
from dicom_viewer import View, ViewerError, ViewerWarning
from dicom_viewer.lut.segmented_lut import expand_segments
from harness import TRANSFER_SYNTAXES, expected, opened, shown, stored_values

SEGMENTS = {
    "discrete and lines": [0, 3, 10, 200, 7, 1, 48, 55, 1, 50, 5],
    "odd lines": [0, 2, 0, 255, 1, 7, 1, 1, 91, 200],
    "indirect": [0, 2, 3, 4, 1, 20, 90, 0, 1, 7, "indirect", 2, 0, "indirect", 1, 4, 1, 36, 250],
    "short": [0, 3, 10, 200, 7],
    "long": [0, 1, 0, 1, 255, 255],
    "nothing between": [0, 0, 0, 1, 9, 1, 0, 9, 1, 100, 60],
}
"""Opcodes, lengths and entries of 8 bits; the offset after an indirect one is in numbers."""


def segmented(numbers: list, *, bits: int, first: int = 0, big_endian: bool = False) -> dict:
    """Return the elements of a palette of 101 entries, all three tables alike."""
    elements = {}
    for name in ("Red", "Green", "Blue"):
        shape = f"{name}PaletteColorLookupTableDescriptor"
        elements[shape] = element(shape, "SS" if first < 0 else "US", [101, first, bits])
        data = f"Segmented{name}PaletteColorLookupTableData"
        content = segment_words(numbers, bits)
        elements[data] = element(
            data, "OW", content.astype(">u2" if big_endian else "<u2").tobytes()
        )
    return elements


def segment_words(numbers: list, bits: int) -> np.ndarray:
    """Return segments as words: entries of 16 bits are those of 8 bits, shifted up and odd."""
    out: list[int] = []
    rest = list(numbers)
    while rest:
        opcode, length = rest.pop(0), rest.pop(0)
        if opcode == "indirect":
            at = rest.pop(0) * (bits // 8)
            out += [2, length, *([at, 0, 0, 0] if bits == 8 else [at, 0])]
            continue
        taken = length if opcode == 0 else 1
        entries, rest = rest[:taken], rest[taken:]
        out += [opcode, length, *(entry * 257 if bits == 16 else entry for entry in entries)]
    if bits == 16:
        return np.array(out, np.uint16)
    return np.array(out + [0] * (len(out) % 2), np.uint8).view("<u2")


@pytest.mark.parametrize("bits", [8, 16])
@pytest.mark.parametrize("first", [0, 20, -30])
@pytest.mark.parametrize("numbers", SEGMENTS.values(), ids=SEGMENTS)
@pytest.mark.parametrize("syntax", TRANSFER_SYNTAXES)
def test_a_segmented_palette_is_expanded(syntax: str, numbers: list, first: int, bits: int) -> None:
    uid = TRANSFER_SYNTAXES[syntax]
    dataset = image(
        stored_values((9, 30), 8, signed=first < 0).astype(np.int8 if first < 0 else np.uint8),
        photometric="PALETTE COLOR",
        transfer_syntax=uid,
        **segmented(numbers, bits=bits, first=first, big_endian=uid == ExplicitVRBigEndian),
    )
    np.testing.assert_array_equal(shown(dataset), expected(dataset))


def test_segments_give_the_entries_worked_out_by_hand() -> None:
    # a start, a line of 4, both again from byte 0, then the line again from its byte 8
    data = [0, 2, 10, 20, 1, 4, 60, 2, 2, 0, 0, 2, 1, 8, 0]
    entries = [10, 20, 30, 40, 50, 60]
    assert expand_segments(np.array(data, np.uint16), 16).tolist() == entries * 2 + [60] * 4


@pytest.mark.parametrize(
    "numbers",
    [
        [1, 9, 9],
        [3, 9, 9],
        [0, 9, 9],
        [0, 1, 9, "indirect", 1, 3],
        [0, 1, 9, "indirect", 1, 200],
        ["indirect", 9, 0],
        [],
    ],
    ids=["line first", "unknown", "cut short", "of itself", "outside", "first", "none"],
)
@pytest.mark.parametrize("bits", [8, 16])
def test_what_is_no_series_of_segments_is_no_palette(bits: int, numbers: list) -> None:
    dataset = image(
        np.zeros((2, 2), np.uint8), photometric="PALETTE COLOR", **segmented(numbers, bits=bits)
    )
    instance = opened(dataset)
    with pytest.warns(ViewerWarning, match="lut-ignored"), pytest.raises(ViewerError) as caught:
        instance.render(View())
    assert caught.value.code == "decode"


def test_segments_that_add_nothing_come_to_an_end() -> None:
    empty = np.zeros(1 << 17, np.uint16)
    pointers = np.tile(np.array([2, 0xFFFF, 0, 0], np.uint16), 1 << 17)
    words = np.concatenate([empty, pointers])
    entries: list[int] = []
    # 9 for each of as many segments as the table has entries; there are 8 billion
    calls_of(lambda: entries.extend(expand_segments(words, 1 << 16)), most=20 << 16)
    assert entries == []
