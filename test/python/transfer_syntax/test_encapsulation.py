"""Frames are found where they are, whatever the file says of its fragments."""

import struct
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.pixels.decoders.base import Decoder
from pydicom.uid import JPEG2000Lossless, JPEGLSLossless, RLELossless

import wheel
from datasets import file_bytes, image
from dicom_viewer import Instance, View, ViewerError
from dicom_viewer.dataset.file_bytes import MemoryBytes
from dicom_viewer.file_format.dicom_file import read_dataset
from dicom_viewer.pixels.description import describe_pixels
from dicom_viewer.transfer_syntax.encapsulation import find_frames
from dicom_viewer.transfer_syntax.families import (
    DeflatedImageFrameCompression,
    EncapsulatedUncompressedExplicitVRLittleEndian,
)
from encapsulated import compressed, deflate, item, offsets, split, value, with_pixel_data
from harness import expected, opened, outcome, stored_values, warned, with_transfer_syntax

pytestmark = pytest.mark.filterwarnings("ignore")  # told apart by `warned`

COUNT = 3
STORED = stored_values((COUNT, 40, 33), 16).astype(np.uint16)
SYNTAXES = {
    "rle": RLELossless,
    "jpeg-ls": JPEGLSLossless,
    "jpeg 2000": JPEG2000Lossless,
    "uncompressed": EncapsulatedUncompressedExplicitVRLittleEndian,
    "deflated": DeflatedImageFrameCompression,
}
NATIVE = [frame.astype("<u2").tobytes() for frame in STORED]
STREAMS = {
    **{name: compressed(image(STORED), SYNTAXES[name])[1] for name in list(SYNTAXES)[:3]},
    "uncompressed": NATIVE,
    "deflated": [deflate(frame) for frame in NATIVE],
}
STARTED = ("jpeg-ls", "jpeg 2000")
"""Those whose streams say where they end, so that pydicom finds them without an offset table."""
FRAGMENTED = [(name, count) for name in STREAMS for count in (1, 3)]

TABLES: dict[str, Callable[[list[int]], list[int]]] = {
    "right": lambda table: table,
    "empty": lambda _: [],
    "off by 8": lambda table: [offset + 8 for offset in table],
    "zeros": lambda table: [0] * len(table),
    "beyond the end": lambda table: [*table[:-1], 1 << 30],
    "descending": lambda table: table[::-1],
    "too short": lambda table: table[:-1],
    "too long": lambda table: [*table, table[-1] + 8],
}


def holding(content: bytes, syntax: str, **elements: object) -> Dataset:
    """Make a data set of the frames of STORED, encapsulated by hand."""
    dataset = with_pixel_data(image(STORED), SYNTAXES[syntax], content)
    for keyword, element in elements.items():
        setattr(dataset, keyword, element)
    return dataset


def assert_shows(data: bytes, frames: NDArray[np.generic] = STORED) -> set[str]:
    """Assert that the viewer shows frames, and pydicom decodes them; return the warnings' codes."""
    instance, codes = warned(data)
    assert instance.summary["frameCount"] == len(frames)
    for index, frame in enumerate(frames):
        np.testing.assert_array_equal(instance.render(View(index)).rgba, expected(image(frame)))
    dataset, _ = read_dataset(MemoryBytes(data))
    describe_pixels(dataset)
    np.testing.assert_array_equal(dataset.pixel_array.reshape(frames.shape), frames)
    return codes


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(("syntax", "count"), FRAGMENTED)
def test_frames_are_found_whatever_the_offset_table_says(
    syntax: str, count: int, table: str
) -> None:
    frames = [split(stream, count) for stream in STREAMS[syntax]]
    content = value(frames, TABLES[table](offsets(frames)))
    codes = assert_shows(file_bytes(holding(content, syntax)))
    is_found = table == "right" or (table == "empty" and (count == 1 or syntax in STARTED))
    assert codes == (set() if is_found else {"pixels"})


@pytest.mark.parametrize(
    ("change", "is_right"),
    [
        (lambda offsets, lengths: (offsets, lengths), True),
        (lambda offsets, lengths: ([offset + 8 for offset in offsets], lengths), False),
        (lambda offsets, lengths: (offsets[:-1], lengths[:-1]), False),
        (lambda offsets, lengths: (offsets, lengths[:-1]), False),
        (lambda offsets, lengths: (offsets, [length * 2 for length in lengths]), False),
    ],
    ids=["right", "off by 8", "too short", "a length too few", "lengths too long"],
)
def test_frames_are_found_whatever_the_extended_offset_table_says(
    change: Callable[[list[int], list[int]], tuple[list[int], list[int]]], *, is_right: bool
) -> None:
    streams = STREAMS["jpeg-ls"]
    frames = [[stream] for stream in streams]
    tables = change(offsets(frames), [len(stream) for stream in streams])
    packed = [struct.pack(f"<{len(table)}Q", *table) for table in tables]
    dataset = holding(
        value(frames),
        "jpeg-ls",
        ExtendedOffsetTable=packed[0],
        ExtendedOffsetTableLengths=packed[1],
    )
    assert assert_shows(file_bytes(dataset)) == (set() if is_right else {"pixels"})


@pytest.mark.parametrize("syntax", STREAMS)
@pytest.mark.parametrize("count", [2, 5])
def test_a_single_frame_in_fragments_is_one_frame(syntax: str, count: int) -> None:
    dataset = with_pixel_data(
        image(STORED[0]), SYNTAXES[syntax], value([split(STREAMS[syntax][0], count)])
    )
    assert assert_shows(file_bytes(dataset), STORED[:1]) == set()


def test_an_extended_offset_table_says_where_frames_of_several_fragments_start() -> None:
    # no fragment starts as a frame of RLE does: the number of segments is wrong
    streams = [b"\x02" + stream[1:] for stream in STREAMS["rle"]]
    frames = [split(stream, 2) for stream in streams]
    tables = offsets(frames), [len(stream) for stream in streams]
    packed = [struct.pack(f"<{len(table)}Q", *table) for table in tables]
    dataset = holding(
        value(frames),
        "rle",
        ExtendedOffsetTable=packed[0],
        ExtendedOffsetTableLengths=packed[1],
    )
    found = find_frames(dataset, RLELossless)
    assert [found[index] for index in range(len(found))] == streams


@pytest.mark.parametrize(
    "elements",
    [
        {"ExtendedOffsetTable": b"\0" * 20, "ExtendedOffsetTableLengths": b"\0" * 20},
        {"ExtendedOffsetTable": b"\0" * 24},
        {"ExtendedOffsetTableLengths": b"\0" * 24},
    ],
    ids=["of half numbers", "without lengths", "without offsets"],
)
def test_an_extended_offset_table_that_is_none_is_no_obstacle(elements: dict) -> None:
    content = value([[stream] for stream in STREAMS["rle"]])
    assert assert_shows(file_bytes(holding(content, "rle", **elements))) == {"pixels"}


def test_a_sound_value_stays_where_it_is() -> None:
    data = file_bytes(holding(value([[stream] for stream in STREAMS["rle"]]), "rle"))
    dataset, _ = read_dataset(MemoryBytes(data))
    before = dataset["PixelData"].data
    description = describe_pixels(dataset)
    assert dataset["PixelData"].data is before
    assert description.encapsulated.value is before


def odd(stream: bytes) -> bytes:
    """Return a stream of odd length, which its trailing bytes allow."""
    return stream + b"\0" * (len(stream) % 2 == 0)


@pytest.mark.parametrize(
    "content",
    [
        item(b"") + b"".join(item(odd(each)) for each in STREAMS["jpeg-ls"]),
        item(b"") + b"".join(item(odd(each)) + b"\0" for each in STREAMS["jpeg-ls"]),
        item(b"") + b"".join(item(odd(each), len(odd(each)) + 1) for each in STREAMS["jpeg-ls"]),
        b"".join(item(each) for each in STREAMS["jpeg-ls"]),
        item(b"\0\0") + b"".join(item(each) for each in STREAMS["jpeg-ls"]),
        item(b"") + item(b"").join(item(each) for each in STREAMS["jpeg-ls"]),
        value([[each] for each in STREAMS["jpeg-ls"]]) + item(b""),
        value([[each] for each in STREAMS["jpeg-ls"]]) + b"\0" * 50,
        value([[each] for each in STREAMS["jpeg-ls"]]) + b"\xfe\xff\x00\xe0",
        item(b"")
        + item(STREAMS["jpeg-ls"][0])
        + item(STREAMS["jpeg-ls"][1], 1 << 31)
        + item(STREAMS["jpeg-ls"][2]),
        item(b"")
        + item(STREAMS["jpeg-ls"][0])
        + item(STREAMS["jpeg-ls"][1], 100)
        + item(STREAMS["jpeg-ls"][2]),
    ],
    ids=[
        "odd lengths",
        "padding that isn't counted",
        "padding that isn't there",
        "no offset table",
        "half an offset",
        "empty fragments between",
        "an empty fragment at the end",
        "zeros at the end",
        "a tag at the end",
        "a length beyond the end",
        "a length too short",
    ],
)
def test_frames_are_found_in_damaged_items(content: bytes) -> None:
    assert "truncated" not in assert_shows(file_bytes(holding(content, "jpeg-ls")))


@pytest.mark.parametrize("syntax", ["rle", "jpeg-ls"])
def test_an_empty_fragment_is_a_frame_that_is_missing(syntax: str) -> None:
    first, _, last = STREAMS[syntax]
    instance = opened(holding(value([[first], [b""], [last]]), syntax))
    assert instance.summary["frameCount"] == COUNT
    for index in (0, 2):
        want = expected(image(STORED[index]))
        np.testing.assert_array_equal(instance.render(View(index)).rgba, want)
    with pytest.raises(ViewerError, match=r"frame-undecodable \(frame=1, "):
        instance.render(View(1))


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize(
    ("claimed", "code"),
    [(None, "pixels"), (0, "pixels"), (1, "pixels"), (2, "pixels"), (7, "truncated")],
)
def test_the_fragments_are_right_about_the_number_of_frames(
    syntax: str, claimed: int | None, code: str
) -> None:
    frames = [[stream] for stream in STREAMS[syntax]]
    dataset = holding(value(frames, offsets(frames)), syntax, NumberOfFrames=claimed or 0)
    if claimed is None:
        del dataset.NumberOfFrames
    assert assert_shows(file_bytes(dataset)) == {code}


def test_the_fragments_of_a_single_frame_are_one_frame() -> None:
    dataset, (stream,) = compressed(image(STORED[0]), JPEGLSLossless)
    dataset.PixelData = value([split(stream, 4)])
    assert assert_shows(file_bytes(dataset), STORED[:1]) == set()


def test_a_missing_delimiter_is_told_and_no_obstacle() -> None:
    frames = [[stream] for stream in STREAMS["jpeg 2000"]]
    data = file_bytes(holding(value(frames, offsets(frames)), "jpeg 2000"))
    assert assert_shows(data[:-8]) == {"truncated"}


def test_a_delimiter_may_be_missing_after_implicit_value_representations() -> None:
    data = (wheel.FILES / "SC_rgb_jpeg.dcm").read_bytes()
    assert data[-8:] == b"\xfe\xff\xdd\xe0\0\0\0\0"
    whole, _ = read_dataset(MemoryBytes(data))
    instance, codes = warned(data[:-8])
    assert instance.summary["frameCount"] == 1
    assert "truncated" in codes
    cut, _ = read_dataset(MemoryBytes(data[:-8]))
    assert cut.PixelData == whole.PixelData


@pytest.mark.parametrize(("syntax", "count"), FRAGMENTED)
@pytest.mark.parametrize("table", ["right", "empty"])
@pytest.mark.parametrize("lost", [20, 100])
def test_a_frame_that_is_cut_is_left_out(syntax: str, count: int, table: str, lost: int) -> None:
    frames = [split(stream, count) for stream in STREAMS[syntax]]
    content = value(frames, TABLES[table](offsets(frames)))
    data = file_bytes(holding(content, syntax))
    assert assert_shows(data[:-lost], STORED[:2]) == {"truncated"}


@pytest.mark.parametrize("name", ["SC_rgb_jpeg_dcmtk.dcm", "JPEG2000.dcm", "SC_rgb_jpeg_gdcm.dcm"])
def test_a_single_frame_that_is_cut_is_truncated(name: str) -> None:
    data = (wheel.FILES / name).read_bytes()
    for lost in (20, 100, 200):
        assert outcome(data[:-lost]) == "truncated"


def test_a_stream_that_is_cut_before_its_first_byte_is_truncated() -> None:
    dataset, (stream,) = compressed(image(STORED[0]), JPEG2000Lossless)
    data = file_bytes(dataset)
    with pytest.raises(ViewerError) as caught:
        Instance.open(data[: data.index(stream)])
    assert caught.value.code == "truncated"


@pytest.mark.parametrize("name", ["JPEG2000-embedded-sequence-delimiter.dcm", "JPEG2000.dcm"])
def test_a_delimiter_within_a_fragment_does_not_end_it(name: str) -> None:
    """The stream of the first is one of 14 540 801 tiles, which no decoder takes."""
    dataset, ends_early = read_dataset(MemoryBytes((wheel.FILES / name).read_bytes()))
    assert not ends_early
    assert len(describe_pixels(dataset).encapsulated[0]) == 250


def test_tags_within_a_stream_are_none() -> None:
    """A literal run of RLE may be any bytes: here those of items and a delimiter."""
    tags = bytes.fromhex("feff00e004000000 feffdde000000000") * 2
    stored = np.frombuffer(tags, np.uint8).reshape(4, 8)
    dataset = image(stored, transfer_syntax=RLELossless)
    np.testing.assert_array_equal(opened(dataset).render(View()).rgba, expected(dataset))


def test_pixel_data_that_are_not_encapsulated_are_an_error() -> None:
    dataset = image(STORED)
    dataset.PixelData = dataset.PixelData[: 40 * 33]  # which are no native ones either
    data = with_transfer_syntax(file_bytes(dataset), RLELossless)
    with pytest.raises(ViewerError, match=r"not-encapsulated \(name=RLE Lossless") as caught:
        Instance.open(data)
    assert caught.value.code == "decode"


def test_one_frame_of_many_is_decoded_without_touching_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stored = np.zeros((5000, 4, 4), np.uint8)
    stored[:, 0, 0] = np.arange(5000) % 251
    dataset = image(stored, transfer_syntax=RLELossless, WindowCenter=128, WindowWidth=256)
    instance = opened(dataset)
    lengths = []
    decode = Decoder.as_array

    def observed(self: Decoder, src: bytes, **options: object) -> object:
        lengths.append(len(src))
        return decode(self, src, **options)

    monkeypatch.setattr(Decoder, "as_array", observed)
    assert instance.render(View(4999)).rgba[0, 0, 0] == 4999 % 251
    assert max(lengths) < 200


def test_tags_that_lead_nowhere_are_given_up() -> None:
    tags = item(b"", 5) * 1_000_000
    content = item(b"") + item(STREAMS["rle"][0], 1 << 30) + tags
    assert outcome(file_bytes(holding(content, "rle"))) == "truncated"
