"""PALETTE COLOR: tables of both depths, packings, origins and byte orders (PS3.3 C.7.6.3.1.5)."""

import time
from itertools import product

import numpy as np
import pytest
from pydicom.uid import ExplicitVRBigEndian, ImplicitVRLittleEndian, RLELossless

from datasets import add_table, element, image, item, palette
from dicom_viewer import View, ViewerError, ViewerWarning
from dicom_viewer.segmented_lut import expand_segments
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
    study = opened(dataset)
    for frame in range(2):
        rgba = study.render(View(frame)).rgba
        np.testing.assert_array_equal(rgba, expected(dataset, frame))
        assert study.pixel_at(frame, 3, 2) == tuple(rgba[2, 3, :3])


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
    study = opened(dataset)
    with pytest.warns(ViewerWarning, match="lookup table"), pytest.raises(ViewerError) as caught:
        study.render(View())
    assert caught.value.code == "decode"


def test_segments_that_add_nothing_come_to_an_end() -> None:
    empty = np.zeros(1 << 17, np.uint16)
    pointers = np.tile(np.array([2, 0xFFFF, 0, 0], np.uint16), 1 << 17)
    words = np.concatenate([empty, pointers])
    start = time.perf_counter()
    assert expand_segments(words, 1 << 16).size == 0
    assert time.perf_counter() - start < 5


COLOURS = np.array([(255, 0, 0), (0, 255, 0), (0, 0, 255), (9, 8, 7)])


@pytest.mark.parametrize("syntax", ["implicit", "explicit", "big-endian", "rle"])
@pytest.mark.parametrize("view", [View(), View(colormap="hot", invert=True)], ids=["gray", "hot"])
@pytest.mark.parametrize(
    ("bits", "first", "dtype"),
    [(8, 0, "u1"), (16, 100, "u1"), (8, 100, "i2"), (16, 100, "i2"), (8, -5, "i1")],
)
@pytest.mark.parametrize("elements", [{}, {"WindowCenter": 40, "WindowWidth": 90}])
def test_a_supplemental_palette_colours_what_is_not_below_it(  # noqa: PLR0913
    *, elements: dict, first: int, dtype: str, bits: int, view: View, syntax: str
) -> None:
    uid = TRANSFER_SYNTAXES[syntax]
    entries = COLOURS * (257 if bits == 16 else 1)
    dataset = image(
        np.arange(-20, 107, dtype=np.int16).reshape(1, 127).astype(dtype),
        transfer_syntax=uid,
        PixelPresentation="COLOR",
        RescaleSlope=2,
        RescaleIntercept=-7,
        **elements,
        **palette(entries, first=first, bits=bits, big_endian=uid == ExplicitVRBigEndian),
    )
    want = expected(dataset, colormap=view.colormap, invert=view.invert)
    np.testing.assert_array_equal(shown(dataset, view), want)
    assert shown(dataset, view)[0, -1, :3].tolist() == [9, 8, 7]


def test_the_gray_range_leaves_coloured_values_out() -> None:
    stored = np.array([[0, 10, 20, 100, 101]], np.uint8)
    dataset = image(stored, PixelPresentation="MIXED", **palette(COLOURS, first=100, bits=8))
    rgb = shown(dataset)[0, :, :3].tolist()
    assert rgb == [[0, 0, 0], [128, 128, 128], [255, 255, 255], [255, 0, 0], [0, 255, 0]]
    np.testing.assert_array_equal(shown(dataset), expected(dataset))
    assert opened(dataset).pixel_at(0, 3, 0) == 100


@pytest.mark.parametrize("presentation", [None, "MONOCHROME", "TRUE_COLOR"])
@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
def test_a_palette_that_no_pixel_presentation_asks_for_is_not_applied(
    photometric: str, presentation: str | None
) -> None:
    stored = np.arange(20, dtype=np.uint8).reshape(4, 5)
    dataset = image(stored, photometric=photometric, **palette(COLOURS, first=3, bits=8))
    plain = image(stored, photometric=photometric)
    if presentation:
        dataset.PixelPresentation = presentation
    np.testing.assert_array_equal(shown(dataset), expected(plain))


@pytest.mark.parametrize("kind", ["MRImage", "CTImage", "PET"])
def test_a_frame_says_for_itself_whether_it_has_colour(kind: str) -> None:
    stored = np.arange(3 * 20, dtype=np.uint8).reshape(3, 4, 5)
    dataset = image(stored, PixelPresentation="MIXED", **palette(COLOURS, first=10, bits=8))
    dataset.PerFrameFunctionalGroupsSequence = [
        item(**{f"{kind}FrameTypeSequence": [item(PixelPresentation=presentation)]})
        for presentation in ("COLOR", "MONOCHROME", "COLOR")
    ]
    for frame in range(3):
        np.testing.assert_array_equal(shown(dataset, View(frame)), expected(dataset, frame))
    assert (np.ptp(shown(dataset, View(1))[..., :3], axis=-1) == 0).all()


def test_a_broken_supplemental_palette_leaves_the_grays() -> None:
    dataset = image(
        np.array([[0, 1, 2]], np.uint8), PixelPresentation="COLOR", **palette(COLOURS, bits=8)
    )
    del dataset.GreenPaletteColorLookupTableData
    study = opened(dataset)
    with pytest.warns(ViewerWarning, match="lookup table"):
        rendering = study.render(View())
    assert rendering.rgba[0, :, 0].tolist() == [0, 128, 255]


def test_the_alpha_of_a_palette_is_left_out() -> None:
    stored = np.array([[0, 1, 2, 3]], np.uint8)
    dataset = image(stored, photometric="PALETTE COLOR", **palette(COLOURS, bits=8))
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
