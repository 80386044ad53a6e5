"""A file is read in parts, where they are asked for."""

import struct
from itertools import product

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.encaps import generate_frames
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ImplicitVRLittleEndian,
    JPEGLSLossless,
    RLELossless,
)
from pydicom.valuerep import VR

from datasets import file_bytes, image
from dicom_viewer import Instance, View
from dicom_viewer.dataset.file_bytes import Blocks, FileUnreadable, MemoryBytes, Section, Stream
from dicom_viewer.file_format.dicom_file import read_dataset
from encapsulated import compressed, item
from harness import expected, stored_values

DATA = np.random.default_rng(2).bytes(600_000)


class RepeatingFile:
    """A file that is much larger than the memory that it takes, and counts what is read of it.

    Parameters
    ----------
    head, piece, tail : bytes
        What it begins with, what comes then so many times, and what it ends with.
    count : int
        How many times.
    """

    in_memory = False

    def __init__(self, head: bytes, piece: bytes, count: int, tail: bytes = b"") -> None:
        self._head, self._piece, self._tail = head, piece, tail
        self._end = len(head) + count * len(piece)
        self.size = self._end + len(tail)
        self.bytes_read = 0
        self.reads = 0

    def read(self, start: int, stop: int) -> bytes:
        """Make the bytes up, and count them."""
        stop = min(stop, self.size)
        self.reads += 1
        self.bytes_read += stop - start
        first, last = max(start, len(self._head)), min(stop, self._end)
        middle = b""
        if first < last:
            skipped = (first - len(self._head)) // len(self._piece) * len(self._piece)
            at = first - len(self._head) - skipped
            turns = -(-(at + last - first) // len(self._piece))
            middle = (self._piece * turns)[at : at + last - first]
        tail = self._tail[max(start - self._end, 0) : max(stop - self._end, 0)]
        return self._head[start:stop] + middle + tail


def head_of(dataset: Dataset, length: int) -> bytes:
    """Return a file up to its pixel data, of which it says that they are of another length."""
    data = file_bytes(dataset)
    end = data.rindex(b"\xe0\x7f\x10\x00O") + 12
    return data[: end - 4] + struct.pack("<L", length)


TRAILING = b"\xfc\xff\xfc\xffOB\0\0\4\0\0\0rest"
"""*Data Set Trailing Padding* (PS3.10 7.2)."""


@pytest.mark.parametrize("tail", [b"", TRAILING], ids=["at the end", "before other elements"])
def test_a_frame_of_half_a_gigabyte_is_read_alone(tail: bytes) -> None:
    stored = stored_values((1, 512, 512), 16).astype(np.uint16)
    frame = stored.tobytes()
    dataset = image(stored, NumberOfFrames=1000)
    file = RepeatingFile(head_of(dataset, 1000 * len(frame)), frame, 1000, tail)
    assert file.size > 500_000_000
    instance = Instance.open(file)
    assert instance.summary["frameCount"] == 1000
    assert ("FFFCFFFC" in instance.metadata) == bool(tail)
    assert file.bytes_read < 600_000
    np.testing.assert_array_equal(instance.render(View(999)).rgba, expected(image(stored)))
    assert file.bytes_read < 600_000 + len(frame)
    np.testing.assert_array_equal(instance.stored_values(500), stored[0])
    assert file.bytes_read < 600_000 + 2 * len(frame)


def test_the_whole_frames_of_a_large_file_that_is_cut_are_shown() -> None:
    stored = stored_values((1, 512, 512), 16).astype(np.uint16)
    frame = stored.tobytes()
    dataset = image(stored, NumberOfFrames=1000)
    file = RepeatingFile(head_of(dataset, 1000 * len(frame)), frame, 700, frame[:100])
    with pytest.warns(match=r"frames-missing \(found=700, count=1000\)"):
        instance = Instance.open(file)
    np.testing.assert_array_equal(instance.render(View(999)).rgba, expected(image(stored)))
    assert file.bytes_read < 600_000 + len(frame)


def test_single_bits_of_a_large_file_are_read_by_frame() -> None:
    bits = np.random.default_rng(3).integers(0, 2, (1, 1001, 999), np.uint8)
    packed = np.packbits(np.tile(bits.reshape(-1), 8), bitorder="little").tobytes()
    dataset = image(bits, bits=(1, 1, 0), NumberOfFrames=4000)
    file = RepeatingFile(head_of(dataset, 500 * len(packed)), packed, 500)
    instance = Instance.open(file)
    for frame in (0, 3, 3999):  # the last two begin within a byte
        assert np.array_equal(instance.stored_values(frame), bits[0])
    assert file.bytes_read < 1_000_000


@pytest.mark.parametrize("is_indexed", [False, True], ids=["without a table", "with a table"])
@pytest.mark.parametrize("tail", [b"", TRAILING], ids=["at the end", "before other elements"])
@pytest.mark.parametrize("is_closed", [True, False], ids=["closed", "cut"])
def test_a_fragment_of_half_a_gigabyte_is_read_alone(
    tail: bytes, *, is_indexed: bool, is_closed: bool
) -> None:
    stored = stored_values((600, 601), 16).astype(np.uint16)
    dataset, (stream,) = compressed(image(stored), JPEGLSLossless)
    piece = item(stream)
    count = 530_000_000 // len(piece)
    claimed = dataset.NumberOfFrames = count if is_closed else count + 1
    table = struct.pack(f"<{claimed}L", *range(0, claimed * len(piece), len(piece)))
    head = head_of(dataset, 0xFFFFFFFF) + item(table if is_indexed else b"")
    delimiter = bytes.fromhex("feffdde000000000")
    file = RepeatingFile(head, piece, count, delimiter + tail if is_closed else piece[:-100])
    instance = Instance.open(file)
    assert instance.summary["frameCount"] == count
    np.testing.assert_array_equal(instance.stored_values(count - 1), stored)
    # the headers of the fragments, and of the cut one all, in which other items are looked for
    assert file.bytes_read < 5000 * count + 5 * len(piece)
    assert ("FFFCFFFC" in instance.metadata) == (bool(tail) and is_closed)


def test_many_small_fragments_are_read_in_large_blocks() -> None:
    stored = stored_values((1, 64, 64), 8).astype(np.uint8)
    dataset = image(stored, transfer_syntax=RLELossless)
    (stream,) = generate_frames(dataset.PixelData, number_of_frames=1)
    piece = item(stream)
    dataset.NumberOfFrames = 20_000
    file = RepeatingFile(
        head_of(dataset, 0xFFFFFFFF) + item(b""), piece, 20_000, bytes.fromhex("feffdde000000000")
    )
    instance = Instance.open(file)
    assert instance.summary["frameCount"] == 20_000
    assert file.reads < 10 + file.size // (1 << 18)


def test_an_offset_table_that_is_wrong_is_no_reason_to_read_all() -> None:
    stored = stored_values((600, 601), 16).astype(np.uint16)
    dataset, (stream,) = compressed(image(stored), JPEGLSLossless)
    piece = item(stream)
    dataset.NumberOfFrames = 100
    file = RepeatingFile(
        head_of(dataset, 0xFFFFFFFF) + item(bytes(400)),
        piece,
        100,
        bytes.fromhex("feffdde000000000"),
    )
    with pytest.warns(match="fragments-wrong"):
        instance = Instance.open(file)
    np.testing.assert_array_equal(instance.stored_values(99), stored)
    assert file.bytes_read < file.size // 10


@pytest.mark.parametrize("syntax", [DeflatedExplicitVRLittleEndian, ImplicitVRLittleEndian])
def test_any_encoding_is_read_from_a_file(syntax: str) -> None:
    stored = stored_values((3, 40, 50), 16).astype(np.uint16)
    data = file_bytes(image(stored, transfer_syntax=syntax))
    instance = Instance.open(RepeatingFile(b"", data, 1))
    for frame in range(3):
        np.testing.assert_array_equal(instance.stored_values(frame), stored[frame])


def test_a_file_that_has_gone_is_no_damage() -> None:
    stored = stored_values((2, 40, 50), 16).astype(np.uint16)
    data = file_bytes(image(stored))

    class Going(MemoryBytes):
        def read(self, start: int, stop: int) -> memoryview:
            if start >= limit:
                raise FileUnreadable
            return super().read(start, stop)

    limit = 0
    with pytest.raises(FileUnreadable):
        Instance.open(Going(data))
    limit = len(data)
    instance = Instance.open(Going(data))
    instance.render(View())
    limit = 0
    with pytest.raises(FileUnreadable):
        instance.render(View(1))


@pytest.mark.parametrize("syntax", [ImplicitVRLittleEndian, ExplicitVRBigEndian, RLELossless])
def test_pydicom_reads_pixel_data_that_stay_in_the_file(syntax: str) -> None:
    dataset = image(stored_values((2, 4, 5), 16).astype(np.uint16), transfer_syntax=syntax)
    read, _ = read_dataset(MemoryBytes(file_bytes(dataset)))
    assert read.PixelData == dataset.PixelData
    vr = read["PixelData"].VR
    assert vr == (VR.OB if syntax == RLELossless else VR.OW)
    np.testing.assert_array_equal(read.pixel_array, dataset.pixel_array)
    read.PixelData = b"1234"
    assert read.PixelData == b"1234"


def test_a_frame_in_memory_is_not_copied() -> None:
    stored = stored_values((2, 300, 301), 16).astype(np.uint16)
    data = file_bytes(image(stored))
    values = Instance.open(data).stored_values(1)
    assert np.shares_memory(values, np.frombuffer(data, np.uint8))


PLACES = [0, 1, 4095, 4096, 262_143, 262_144, 300_000, 599_999, 600_000, 700_000]


@pytest.mark.parametrize(("start", "length"), list(product(PLACES, [0, 1, 8, 5000, 300_000])))
def test_blocks_hold_what_the_file_does(start: int, length: int) -> None:
    blocks = Blocks(Section(MemoryBytes(b"xyz" + DATA + b"xyz"), 3, 3 + len(DATA)))
    for before in PLACES:
        blocks.read(before, before + 8)
        assert blocks.read(start, start + length) == DATA[start : start + length]


@pytest.mark.parametrize("at", [0, 262_140, 262_142, 262_144, 500_000, 599_996])
def test_blocks_are_searched_across_their_bounds(at: int) -> None:
    blocks = Blocks(MemoryBytes(DATA))
    wanted = DATA[at : at + 4]
    for start in (0, at, max(at - 100, 0), at + 1):
        assert blocks.find(wanted, start) == DATA.find(wanted, start)


def test_a_stream_is_read_like_a_file() -> None:
    stream = Stream(MemoryBytes(b"0123456789"))
    assert stream.read(3) == b"012"
    assert stream.tell() == 3
    stream.seek(-1, 1)
    assert stream.read(0) == b""
    assert stream.read() == b"23456789"
    assert stream.read(1) == b""
    stream.seek(-2, 2)
    assert stream.read(5) == b"89"
    stream.seek(20)
    assert stream.read(1) == b""
    assert stream.tell() == 20
