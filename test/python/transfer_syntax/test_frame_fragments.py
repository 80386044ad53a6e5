"""Frames are put together from their fragments, in every encapsulated transfer syntax."""

import struct
from collections.abc import Callable
from functools import partial

import imagecodecs
import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.uid import (
    UID,
    HTJ2KLossless,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLosslessSV1,
    JPEGLSLossless,
    RLELossless,
)

from datasets import file_bytes, image
from dicom_viewer import Instance, View
from dicom_viewer.dataset.file_bytes import MemoryBytes
from dicom_viewer.file_format.dicom_file import read_dataset
from dicom_viewer.pixels.description import describe_pixels
from dicom_viewer.transfer_syntax.families import (
    DeflatedImageFrameCompression,
    EncapsulatedUncompressedExplicitVRLittleEndian,
    JPEGXLLossless,
    decoder_for,
)
from encapsulated import compressed, deflate, offsets, value, with_pixel_data
from harness import expected, outcome, stored_values, warned

pytestmark = pytest.mark.filterwarnings("ignore")  # told apart by `warned`

COUNT = 3
STORED = stored_values((COUNT, 40, 33), 8).astype(np.uint8)
LOSSY = (JPEGBaseline8Bit, JPEGExtended12Bit)


def even(stream: bytes) -> bytes:
    return stream + b"\0" * (len(stream) % 2)


ENCODERS: dict[UID, Callable[[NDArray[np.uint8]], bytes]] = {
    JPEGXLLossless: partial(imagecodecs.jpegxl_encode, lossless=True),
    HTJ2KLossless: partial(imagecodecs.htj2k_encode, reversible=True),
    **dict.fromkeys(LOSSY, partial(imagecodecs.jpeg8_encode, level=90)),
    JPEGLosslessSV1: imagecodecs.ljpeg_encode,
    EncapsulatedUncompressedExplicitVRLittleEndian: np.ndarray.tobytes,
    DeflatedImageFrameCompression: lambda frame: deflate(frame.tobytes()),
}


def encoded(uid: UID) -> list[bytes]:
    """Return the streams of STORED, each made by a library that isn't under test."""
    encode = ENCODERS.get(uid)
    return [even(encode(each)) for each in STORED] if encode else compressed(image(STORED), uid)[1]


SYNTAXES = {
    "rle": RLELossless,
    "jpeg": JPEGBaseline8Bit,
    "jpeg extended": JPEGExtended12Bit,
    "jpeg lossless": JPEGLosslessSV1,
    "jpeg-ls": JPEGLSLossless,
    "jpeg 2000": JPEG2000Lossless,
    "htj2k": HTJ2KLossless,
    "jpeg xl": JPEGXLLossless,
    "uncompressed": EncapsulatedUncompressedExplicitVRLittleEndian,
    "deflated": DeflatedImageFrameCompression,
}
STREAMS = {name: encoded(uid) for name, uid in SYNTAXES.items()}
SIZES = {"halves": (1 << 10,), "small": (2, 6, 10, 40, 8), "headers cut": (62, 100, 4)}


def fragments(stream: bytes, sizes: tuple[int, ...]) -> list[bytes]:
    """Cut a stream into fragments of given sizes, and one of what is left."""
    parts, at = [], 0
    for size in sizes:
        parts.append(stream[at : at + size])
        at += size
    return [part for part in (*parts, stream[at:]) if part]


def holding(
    frames: list[list[bytes]], uid: UID, table: str = "none", stored: NDArray[np.generic] = STORED
) -> Dataset:
    """Make a data set of frames in fragments, with a kind of offset table."""
    basic = offsets(frames) if table == "basic" else ()
    dataset = with_pixel_data(image(stored[: len(frames)]), uid, value(frames, basic))
    if table == "extended":
        lengths = [sum(map(len, frame)) for frame in frames]
        dataset.ExtendedOffsetTable = struct.pack(f"<{len(frames)}Q", *offsets(frames))
        dataset.ExtendedOffsetTableLengths = struct.pack(f"<{len(frames)}Q", *lengths)
    return dataset


def found_streams(data: bytes) -> list[bytes]:
    """Return the streams of the frames that are found in a file."""
    dataset, _ = read_dataset(MemoryBytes(data))
    encapsulated = describe_pixels(dataset).encapsulated
    return [encapsulated[index] for index in range(len(encapsulated))]


@pytest.fixture
def all_decoders(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make JPEG XL a transfer syntax that is decoded, as in a browser."""
    decoder = decoder_for(JPEGXLLossless)
    monkeypatch.setattr(type(decoder), "is_available", property(lambda _: True))


@pytest.mark.usefixtures("all_decoders")
@pytest.mark.parametrize("count", [1, COUNT])
@pytest.mark.parametrize("table", ["none", "basic", "extended"])
@pytest.mark.parametrize("sizes", SIZES)
@pytest.mark.parametrize("syntax", SYNTAXES)
def test_a_frame_in_fragments_is_one(syntax: str, sizes: str, table: str, count: int) -> None:
    streams = STREAMS[syntax][:count]
    frames = [fragments(stream, SIZES[sizes]) for stream in streams]
    assert len(frames[0]) > 1
    assert found_streams(file_bytes(holding(frames, SYNTAXES[syntax], table))) == streams


@pytest.mark.parametrize("count", [1, COUNT])
@pytest.mark.parametrize("table", ["none", "basic", "extended"])
@pytest.mark.parametrize("syntax", sorted(SYNTAXES.keys() - {"jpeg", "jpeg extended", "jpeg xl"}))
def test_a_frame_in_fragments_is_shown(syntax: str, table: str, count: int) -> None:
    frames = [fragments(stream, SIZES["headers cut"]) for stream in STREAMS[syntax][:count]]
    instance = Instance.open(file_bytes(holding(frames, SYNTAXES[syntax], table)))
    assert instance.summary["frameCount"] == count
    for index in range(count):
        want = expected(image(STORED[index]))
        np.testing.assert_array_equal(instance.render(View(index)).rgba, want)
    dataset, _ = read_dataset(MemoryBytes(file_bytes(holding(frames, SYNTAXES[syntax], table))))
    describe_pixels(dataset)
    np.testing.assert_array_equal(dataset.pixel_array.reshape(count, 40, 33), STORED[:count])


@pytest.mark.parametrize("syntax", ["jpeg", "jpeg extended"])
def test_a_lossy_frame_in_fragments_is_shown(syntax: str) -> None:
    frames = [fragments(stream, SIZES["small"]) for stream in STREAMS[syntax]]
    instance = Instance.open(file_bytes(holding(frames, SYNTAXES[syntax])))
    for index, stream in enumerate(STREAMS[syntax]):
        want = expected(image(np.asarray(imagecodecs.jpeg8_decode(stream))))
        got = instance.render(View(index)).rgba
        assert np.abs(got.astype(int) - want).max() <= 1


def test_frames_of_unequal_numbers_of_fragments_are_told_apart() -> None:
    cuts = [(), (2, 2, 2, 2), (70,)]
    streams = STREAMS["rle"]
    frames = [fragments(stream, cut) for stream, cut in zip(streams, cuts, strict=True)]
    assert [len(frame) for frame in frames] == [1, 5, 2]
    assert found_streams(file_bytes(holding(frames, RLELossless))) == streams


def test_a_frame_of_rle_in_fragments_is_warned_of_as_far_as_others_find_none() -> None:
    frames = [fragments(stream, (100,)) for stream in STREAMS["rle"]]
    assert warned(file_bytes(holding(frames[:1], RLELossless)))[1] == set()
    assert warned(file_bytes(holding(frames, RLELossless, "basic")))[1] == set()
    assert warned(file_bytes(holding(frames, RLELossless)))[1] == {"pixels"}


@pytest.mark.parametrize("claimed", [1, 2])
def test_the_headers_of_rle_are_right_about_the_number_of_frames(claimed: int) -> None:
    frames = [fragments(stream, (100,)) for stream in STREAMS["rle"]]
    dataset = holding(frames, RLELossless)
    dataset.NumberOfFrames = claimed
    assert found_streams(file_bytes(dataset)) == STREAMS["rle"]


def test_an_rle_header_within_a_segment_starts_no_frame() -> None:
    """A literal run may be any bytes: here those of a header, where a fragment starts."""
    header = struct.pack("<2L", 1, 64).ljust(64, b"\0")
    run = bytes([127]) + header + header
    stored = np.frombuffer((header + header) * 2, np.uint8).reshape(2, 16, 8)[:1]
    planes = np.stack([stored[0].astype(np.uint16)] * 2) * 257
    stream = struct.pack("<3L", 2, 64, 64 + len(run) + 1).ljust(64, b"\0") + (run + b"\x80") * 2
    frame = [stream[:65], stream[65:]]
    assert frame[1].startswith(header)
    dataset = with_pixel_data(image(planes), RLELossless, value([[stream], frame]))
    dataset.NumberOfFrames = 2
    assert found_streams(file_bytes(dataset)) == [stream, stream]


def test_a_thumbnail_within_a_jpeg_starts_no_frame() -> None:
    thumbnail = imagecodecs.jpeg8_encode(STORED[0, :8, :8], level=50)
    segment = b"\xff\xe1" + struct.pack(">H", 2 + 6 + len(thumbnail)) + b"Exif\0\0" + thumbnail
    streams = [even(each[:2] + segment + each[2:]) for each in STREAMS["jpeg"]]
    frames = [[each[:12], each[12:]] for each in streams]
    assert frames[0][1].startswith(thumbnail)
    assert found_streams(file_bytes(holding(frames, JPEGBaseline8Bit))) == streams
    assert found_streams(file_bytes(holding(frames[:1], JPEGBaseline8Bit))) == streams[:1]


@pytest.mark.parametrize("pad", [b"", b"\0"])
def test_native_frames_in_one_fragment_are_divided(pad: bytes) -> None:
    stored = STORED[:, :39] if pad else STORED
    dataset = holding([[stored.tobytes() + pad]], SYNTAXES["uncompressed"], stored=stored)
    dataset.NumberOfFrames = COUNT
    streams = found_streams(file_bytes(dataset))
    assert streams == [each.tobytes() for each in stored]


def test_native_frames_across_fragments_are_divided() -> None:
    data = STORED.tobytes()
    dataset = holding([[data[:2000], data[2000:]]], SYNTAXES["uncompressed"])
    dataset.NumberOfFrames = COUNT
    assert found_streams(file_bytes(dataset)) == STREAMS["uncompressed"]


def test_a_number_of_frames_beyond_the_data_takes_no_memory() -> None:
    dataset = holding(
        [[bytes(1 << 20)]], SYNTAXES["uncompressed"], stored=np.zeros((1, 1, 1), "u1")
    )
    dataset.NumberOfFrames = 999_999_999
    assert outcome(file_bytes(dataset)) == "shown"


def test_deflated_fragments_that_cannot_be_inflated_are_a_frame_each() -> None:
    frames = [[stream, b"\xff\xff"] for stream in STREAMS["deflated"]]
    found = found_streams(file_bytes(holding(frames, SYNTAXES["deflated"])))
    assert found == [fragment for frame in frames for fragment in frame]


def test_deflated_bombs_in_fragments_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    module = "dicom_viewer.transfer_syntax.frame_fragments"
    monkeypatch.setattr(f"{module}._MAX_INFLATED", 1 << 20)
    bomb = deflate(bytes(1 << 22))
    frames = [[bomb[:1000], bomb[1000:2000], bomb[2000:]]]
    assert len(found_streams(file_bytes(holding(frames, SYNTAXES["deflated"])))) == 3
