"""Lengths that are wrong in data sets that pydicom wrote don't hide the image."""

import struct

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    RLELossless,
)

from datasets import file_bytes, image, item
from dicom_viewer import Instance, View
from dicom_viewer.dataset.file_bytes import Blocks, MemoryBytes
from dicom_viewer.recovery.swallowed_image import recover
from encapsulated import compressed, deflate
from harness import expected, outcome, stored_values, warned

pytestmark = pytest.mark.filterwarnings("ignore")  # told apart by `warned`

STORED = stored_values((12, 10), 8).astype(np.uint8)
ENCODINGS = {
    "implicit": ImplicitVRLittleEndian,
    "explicit": ExplicitVRLittleEndian,
    "big endian": ExplicitVRBigEndian,
}
WRONG = [-24, -10, -8, -6, -2, -1, 1, 2, 6, 8, 14, 100, 1 << 20]
"""How far lengths are off."""


def with_sequence(encoding: UID, keyword: str, *items: Dataset) -> tuple[Dataset, bytes]:
    """Return an image with a sequence of a defined length, and its file."""
    dataset = image(STORED, transfer_syntax=encoding)
    dataset.PatientID = "after"
    setattr(dataset, keyword, Sequence(items))
    return dataset, file_bytes(dataset)


def icon(encoding: UID) -> Dataset:
    """Return an icon, of which an image is made by the same elements as of the image itself."""
    dataset = image(np.arange(16, dtype=np.uint8).reshape(4, 4), transfer_syntax=encoding)
    return thumbnail(dataset)


def thumbnail(dataset: Dataset) -> Dataset:
    """Return an item of what describes the pixels of an image, and its pixel data."""
    described = ("Rows", "Columns", "BitsAllocated", "BitsStored", "HighBit", "PixelRepresentation")
    made = item(**{keyword: dataset[keyword].value for keyword in described})
    made.SamplesPerPixel = 1
    made.PhotometricInterpretation = "MONOCHROME2"
    made["PixelData"] = dataset["PixelData"]
    return made


def reference() -> Dataset:
    return item(ReferencedSOPClassUID="1.2.840.10008.5.1.4.1.1.7", ReferencedSOPInstanceUID="1.2.3")


def lengths_at(data: bytes, tag: tuple[int, int], encoding: UID) -> tuple[int, int]:
    """Return where the lengths of a sequence and of its first item stand."""
    order = "<" if encoding.is_little_endian else ">"
    start = data.index(struct.pack(f"{order}HH", *tag))
    item_tag = data.index(struct.pack(f"{order}HH", 0xFFFE, 0xE000), start)
    return item_tag - 4, item_tag + 4


def changed(data: bytes, at: int, by: int, encoding: UID) -> bytes:
    """Return a file of which a length is greater by a number."""
    code = "<L" if encoding.is_little_endian else ">L"
    (length,) = struct.unpack_from(code, data, at)
    return data[:at] + struct.pack(code, max(length + by, 0)) + data[at + 4 :]


def assert_shows(data: bytes, dataset: Dataset) -> Instance:
    instance, _ = warned(data)
    np.testing.assert_array_equal(instance.render(View()).rgba, expected(dataset))
    return instance


@pytest.mark.parametrize("encoding", ENCODINGS.values(), ids=ENCODINGS)
@pytest.mark.parametrize("by", WRONG)
@pytest.mark.parametrize("of", ["sequence", "item", "both"])
@pytest.mark.parametrize("kind", ["icon", "references"])
def test_a_wrong_length_does_not_hide_the_image(kind: str, of: str, by: int, encoding: UID) -> None:
    if kind == "icon":
        dataset, data = with_sequence(encoding, "IconImageSequence", icon(encoding))
        tag = (0x0088, 0x0200)
    else:
        dataset, data = with_sequence(encoding, "ReferencedImageSequence", reference(), reference())
        tag = (0x0008, 0x1140)
    sequence, first = lengths_at(data, tag, encoding)
    for at in {"sequence": [sequence], "item": [first], "both": [sequence, first]}[of]:
        data = changed(data, at, by, encoding)
    instance = assert_shows(data, dataset)
    assert instance.summary["rows"] == len(STORED)


@pytest.mark.parametrize("by", [-30, -24, -8, -2, 2, 8, 24])
def test_a_compressed_icon_whose_item_is_wrong_does_not_hide_the_image(by: int) -> None:
    dataset, (stream,) = compressed(image(STORED), RLELossless)
    small, _ = compressed(image(STORED[:4, :4]), RLELossless)
    dataset.IconImageSequence = Sequence([thumbnail(small)])
    data = file_bytes(dataset)
    assert stream in data
    for at in lengths_at(data, (0x0088, 0x0200), ExplicitVRLittleEndian):
        data = changed(data, at, by, ExplicitVRLittleEndian)
    instance = assert_shows(data, image(STORED))
    assert instance.summary["frameCount"] == 1


@pytest.mark.parametrize("missing", ["item", "sequence", "both"])
@pytest.mark.parametrize("encoding", ENCODINGS.values(), ids=ENCODINGS)
def test_a_delimiter_that_is_missing_does_not_hide_the_image(encoding: UID, missing: str) -> None:
    dataset = image(STORED, transfer_syntax=encoding)
    dataset.IconImageSequence = Sequence([icon(encoding)])
    dataset["IconImageSequence"].is_undefined_length = True
    dataset.IconImageSequence[0].is_undefined_length_sequence_item = True
    data = file_bytes(dataset)
    order = "<" if encoding.is_little_endian else ">"
    for name, element in (("item", 0xE00D), ("sequence", 0xE0DD)):
        delimiter = struct.pack(f"{order}HHL", 0xFFFE, element, 0)
        assert data.count(delimiter) == 1
        if missing in (name, "both"):
            data = data.replace(delimiter, b"")
    assert_shows(data, dataset)


def test_a_deflated_file_is_repaired_too() -> None:
    dataset, data = with_sequence(
        ExplicitVRLittleEndian, "IconImageSequence", icon(ENCODINGS["explicit"])
    )
    sequence, first = lengths_at(data, (0x0088, 0x0200), ExplicitVRLittleEndian)
    for at in (sequence, first):
        data = changed(data, at, 24, ExplicitVRLittleEndian)
    start = data.index(b"\x08\x00\x16\x00UI")
    native = ExplicitVRLittleEndian.encode() + b"\0"
    deflated_uid = DeflatedExplicitVRLittleEndian.encode()
    head = data[:start].replace(
        struct.pack("<H", len(native)) + native, struct.pack("<H", len(deflated_uid)) + deflated_uid
    )
    assert_shows(head + deflate(data[start:]), dataset)


def test_what_is_repaired_is_a_warning_and_the_metadata_are_whole() -> None:
    _, data = with_sequence(
        ExplicitVRLittleEndian, "IconImageSequence", icon(ENCODINGS["explicit"])
    )
    for at in lengths_at(data, (0x0088, 0x0200), ExplicitVRLittleEndian):
        data = changed(data, at, 24, ExplicitVRLittleEndian)
    instance, codes = warned(data)
    assert codes == {"pixels"}
    assert instance.metadata["00100020"]["Value"] == ["after"]
    (small,) = instance.metadata["00880200"]["Value"]
    assert small["00280010"]["Value"] == [4]
    assert instance.metadata["00280010"]["Value"] == [len(STORED)]


@pytest.mark.parametrize("encoding", ENCODINGS.values(), ids=ENCODINGS)
def test_a_sound_data_set_is_left_alone(encoding: UID) -> None:
    dataset, _ = with_sequence(encoding, "ReferencedImageSequence", reference(), item())
    dataset.IconImageSequence = Sequence([icon(encoding)])
    for is_undefined in (False, True):
        dataset["IconImageSequence"].is_undefined_length = is_undefined
        data = file_bytes(dataset)
        order = "<" if encoding.is_little_endian else ">"
        start = data.index(struct.pack(f"{order}HH", 0x0008, 0x0016), 132)
        for has_image in (False, True):
            assert recover(MemoryBytes(data[start:]), has_image=has_image) is None


def test_a_file_without_an_image_remains_one() -> None:
    dataset, data = with_sequence(ExplicitVRLittleEndian, "ReferencedImageSequence", reference())
    del dataset.PixelData
    data = file_bytes(dataset)
    assert outcome(data) == "no-image"
    sequence, _ = lengths_at(data, (0x0008, 0x1140), ExplicitVRLittleEndian)
    assert outcome(changed(data, sequence, -8, ExplicitVRLittleEndian)) in ("no-image", "truncated")


def test_garbage_is_given_up_after_few_headers(monkeypatch: pytest.MonkeyPatch) -> None:
    reads = 0
    read = Blocks.read

    def counted(self: Blocks, start: int, stop: int) -> bytes:
        nonlocal reads
        reads += 1
        return read(self, start, stop)

    noise = np.random.default_rng(0).bytes(1 << 22)
    data = file_bytes(image(STORED))
    head = data[: data.index(b"\x08\x00\x16\x00UI")]
    monkeypatch.setattr(Blocks, "read", counted)
    assert outcome(head + noise) in ("no-image", "truncated", "decode", "not-dicom")
    assert reads < 10_000
