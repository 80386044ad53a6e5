"""Reading: any encoding, with or without a preamble, cut short or damaged."""

import gzip
import struct
import tracemalloc
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.filereader import read_partial
from pydicom.uid import (
    HTJ2K,
    JPEG2000,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLossless,
    JPEGLSLossless,
    JPEGLSNearLossless,
    RLELossless,
)

import wheel
from datasets import file_bytes, image
from dicom_viewer import Instance, View
from dicom_viewer.dataset.file_bytes import MemoryBytes
from dicom_viewer.file_format.deflate import inflate
from dicom_viewer.file_format.dicom_file import read_dataset
from dicom_viewer.transfer_syntax.families import JPEGExtended35
from encapsulated import compressed, deflate
from harness import (
    TRANSFER_SYNTAXES,
    expected,
    outcome,
    stored_values,
    warned,
    with_transfer_syntax,
)

pytestmark = pytest.mark.filterwarnings("ignore")  # pydicom's, of what is missing or cut


GRAY = stored_values((40, 33), 16).astype(np.uint16)


def picture() -> Dataset:
    return image(stored_values((2, 8, 9), 12).astype(np.uint16), bits=(16, 12, 11))


@pytest.mark.parametrize("syntax", ["implicit", "explicit", "big-endian"])
def test_a_data_set_needs_neither_preamble_nor_file_meta_information(syntax: str) -> None:
    uid = TRANSFER_SYNTAXES[syntax]
    dataset = image(stored_values((4, 5), 16).astype(np.uint16), transfer_syntax=uid)
    want = expected(dataset)
    del dataset.file_meta
    bare = BytesIO()
    dataset.save_as(bare, implicit_vr=uid.is_implicit_VR, little_endian=uid.is_little_endian)
    instance = Instance.open(bare.getvalue())
    np.testing.assert_array_equal(instance.render(View()).rgba, want)
    assert instance.summary["transferSyntaxUID"] == uid


NATIVE = sorted(TRANSFER_SYNTAXES.keys() - {"rle"})
COMPRESSED = {
    "rle": (RLELossless, RLELossless),
    "jpeg-ls": (JPEGLSLossless, JPEGLSNearLossless),
    "jpeg 2000": (JPEG2000Lossless, JPEG2000),
}


@pytest.mark.parametrize("syntax", NATIVE)
def test_a_transfer_syntax_that_is_missing_is_found_out(syntax: str) -> None:
    uid = TRANSFER_SYNTAXES[syntax]
    dataset = image(stored_values((4, 5), 16).astype(np.uint16), transfer_syntax=uid)
    instance = Instance.open(with_transfer_syntax(file_bytes(dataset), None))
    np.testing.assert_array_equal(instance.render(View()).rgba, expected(dataset))
    assert instance.summary["transferSyntaxUID"] == uid


@pytest.mark.parametrize("syntax", COMPRESSED)
@pytest.mark.parametrize(
    "said", [None, ImplicitVRLittleEndian, ExplicitVRLittleEndian, JPEGLossless, HTJ2K]
)
def test_compressed_pixel_data_tell_their_transfer_syntax(syntax: str, said: str | None) -> None:
    stored = stored_values((2, 40, 33), 16).astype(np.uint16)
    uid, found = COMPRESSED[syntax]
    dataset, _ = compressed(image(stored), uid)
    instance, codes = warned(with_transfer_syntax(file_bytes(dataset), said))
    for index in range(2):
        want = expected(image(stored[index]))
        np.testing.assert_array_equal(instance.render(View(index)).rgba, want)
    assert instance.summary["transferSyntaxUID"] == found
    assert ("pixels" in codes) == (said is not None)


@pytest.mark.parametrize(
    ("name", "uid"),
    [
        ("SC_rgb_jpeg_dcmtk.dcm", JPEGBaseline8Bit),
        ("SC_rgb_jpeg_gdcm.dcm", JPEGLossless),
        ("JPGExtended.dcm", JPEGExtended12Bit),
    ],
)
def test_a_jpeg_tells_its_process(name: str, uid: str) -> None:
    data = (wheel.FILES / name).read_bytes()
    for said in (None, RLELossless):
        instance = Instance.open(with_transfer_syntax(data, said))
        assert instance.summary["transferSyntaxUID"] == uid


@pytest.mark.parametrize("said", [JPEGBaseline8Bit, JPEGExtended35])
def test_a_lossless_jpeg_is_not_taken_for_a_lossy_one(said: str) -> None:
    data = (wheel.FILES / "SC_rgb_jpeg_gdcm.dcm").read_bytes()
    instance = Instance.open(with_transfer_syntax(data, said))
    assert instance.summary["transferSyntaxUID"] == JPEGLossless


def test_the_transfer_syntax_that_a_file_names_is_kept_among_those_of_one_kind() -> None:
    dataset, _ = compressed(image(GRAY), JPEG2000Lossless)
    instance, codes = warned(file_bytes(dataset))
    assert instance.summary["transferSyntaxUID"] == JPEG2000Lossless
    assert codes == set()


@pytest.mark.parametrize("syntax", NATIVE)
@pytest.mark.parametrize("said", NATIVE)
def test_a_transfer_syntax_that_is_wrong_is_found_out(syntax: str, said: str) -> None:
    dataset = image(
        stored_values((4, 5), 16).astype(np.uint16), transfer_syntax=TRANSFER_SYNTAXES[syntax]
    )
    data = with_transfer_syntax(file_bytes(dataset), TRANSFER_SYNTAXES[said])
    instance, codes = warned(data)
    np.testing.assert_array_equal(instance.render(View()).rgba, expected(dataset))
    # pydicom itself goes from explicit to implicit value representations and back
    is_warned_of = {syntax, said} - {"implicit", "explicit"} and syntax != said
    assert codes == ({"pixels"} if is_warned_of else set())


@pytest.mark.parametrize("head", [b"", b"DICM"], ids=["without", "with its prefix"])
@pytest.mark.parametrize("syntax", TRANSFER_SYNTAXES)
def test_a_file_needs_no_preamble(syntax: str, head: bytes) -> None:
    stored = stored_values((4, 5), 16).astype(np.uint16)
    dataset = image(stored, transfer_syntax=TRANSFER_SYNTAXES[syntax])
    instance = Instance.open(head + file_bytes(dataset)[132:])
    np.testing.assert_array_equal(instance.render(View()).rgba, expected(dataset))
    assert instance.summary["transferSyntaxUID"] == TRANSFER_SYNTAXES[syntax]


def test_pydicom_decodes_what_names_no_transfer_syntax() -> None:
    dataset = picture()
    data = with_transfer_syntax(file_bytes(dataset), None)
    read, _ = read_dataset(MemoryBytes(data))
    assert read.pixel_array.shape == (2, 8, 9)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"DICM",
        bytes(132),
        bytes(10_000),
        b"\xff" * 10_000,
        b"<!doctype html><title>404</title>" * 100,
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        gzip.compress(file_bytes(picture()), mtime=0),
        np.random.default_rng(1).bytes(5000),
        b"Once upon a time, there was a patient.\n" * 100,
        b"\xff\xd8\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0" + bytes(range(256)) * 8,
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n" * 50,
        b"PK\x03\x04\x14\0\0\0\x08\0" + bytes(range(256)) * 8,
        b"II*\0\x08\0\0\0" + bytes(range(256)) * 8,
        b'{"00080016": {"vr": "UI", "Value": ["1.2.840.10008.5.1.4.1.1.7"]}}' * 20,
        deflate(b"not a data set" * 100),
    ],
    ids=[
        *("nothing", "magic", "zeros", "more zeros", "ones", "html", "png", "gzip", "noise"),
        *("text", "jpeg", "pdf", "zip", "tiff", "json", "deflated"),
    ],
)
def test_what_is_not_dicom_is_told(data: bytes) -> None:
    assert outcome(data) == "not-dicom"


MAGIC = b"\0" * 128 + b"DICM"
SEQUENCE = struct.pack("<HH2sHL", 0x0008, 0x1140, b"SQ", 0, 0xFFFFFFFF)
ITEM = struct.pack("<HHL", 0xFFFE, 0xE000, 0xFFFFFFFF)


@pytest.mark.parametrize(
    ("head", "code"),
    [(b"", "not-dicom"), (MAGIC, "no-image"), (MAGIC + SEQUENCE + ITEM, "decode")],
    ids=["bare", "magic", "item"],
)
def test_zeros_are_given_up_after_a_few_elements(
    head: bytes, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends: list[int] = []

    def observed(source: BytesIO, *args: Any, **options: Any) -> Dataset:  # noqa: ANN401
        try:
            return read_partial(source, *args, **options)
        finally:
            ends.append(source.tell())

    monkeypatch.setattr("dicom_viewer.file_format.reading.filereader.read_partial", observed)
    assert outcome(head + b"\0" * 16_000_000) == code
    assert 0 < max(ends) < len(head) + 200


@pytest.mark.parametrize("syntax", ["implicit", "explicit", "big-endian"])
def test_a_sequence_may_hold_many_empty_items(syntax: str) -> None:
    stored = stored_values((4, 5), 16).astype(np.uint16)
    dataset = image(stored, transfer_syntax=TRANSFER_SYNTAXES[syntax])
    dataset.ReferencedImageSequence = [Dataset() for _ in range(50)]
    dataset["ReferencedImageSequence"].is_undefined_length = True
    instance = Instance.open(file_bytes(dataset))
    np.testing.assert_array_equal(instance.render(View()).rgba, expected(dataset))


@pytest.mark.parametrize("length", [132, 140, 200, 300])
def test_a_file_that_ends_in_its_head_is_truncated(length: int) -> None:
    assert outcome(file_bytes(picture())[:length]) == "truncated"


@pytest.mark.parametrize("syntax", TRANSFER_SYNTAXES)
def test_a_file_cut_anywhere_is_shown_or_truncated(syntax: str) -> None:
    stored = stored_values((3, 8, 9), 12).astype(np.uint16)
    data = file_bytes(image(stored, bits=(16, 12, 11), transfer_syntax=TRANSFER_SYNTAXES[syntax]))
    codes = [outcome(data[:length]) for length in range(132, len(data), 7)]
    # cut exactly between two elements, a file is whole and merely lacks pixel data
    assert set(codes) <= {"truncated", "no-image", "shown"}
    assert codes[0] == "truncated"
    assert "shown" not in codes or set(codes[codes.index("shown") :]) == {"shown"}
    assert outcome(data) == "shown"


def test_whole_frames_of_a_cut_file_are_shown_with_a_warning() -> None:
    dataset = picture()
    data = file_bytes(dataset)
    instance, codes = warned(data[:-10])
    assert instance.summary["frameCount"] == 1
    np.testing.assert_array_equal(instance.render(View()).rgba, expected(dataset))
    assert codes == {"truncated"}


def deflated_file(elements: bytes) -> bytes:
    """Make a file of elements that may be more than they say."""
    data = file_bytes(image(np.zeros((2, 2), np.uint8)))
    data = with_transfer_syntax(data, DeflatedExplicitVRLittleEndian)
    (length,) = struct.unpack_from("<L", data, 140)
    return data[: 144 + length] + deflate(elements)


def test_a_deflated_bomb_gets_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dicom_viewer.file_format.deflate.MAX_INFLATED", 1 << 24)
    data = deflated_file(bytes(1 << 27))
    tracemalloc.start()
    try:
        assert outcome(data) == "memory"
        assert tracemalloc.get_traced_memory()[1] < 1 << 24
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("length", [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20, 12345678])
def test_a_data_set_is_inflated_whole(length: int) -> None:
    data = np.random.default_rng(length).bytes(1000) * (length // 1000 + 1)
    assert inflate(deflate(data[:length]) + b"\0") == (data[:length], False)


def test_the_whole_frames_of_a_deflated_file_that_is_cut_are_shown() -> None:
    stored = np.random.default_rng(5).integers(0, 1 << 16, (4, 40, 50), np.uint16)
    dataset = image(stored, transfer_syntax=DeflatedExplicitVRLittleEndian)
    instance, codes = warned(file_bytes(dataset)[:-5000])
    assert instance.summary["frameCount"] == 2
    np.testing.assert_array_equal(instance.render(View(1)).rgba, expected(image(stored[1])))
    assert codes == {"truncated"}


def test_a_deflated_data_set_that_is_damaged_is_an_error() -> None:
    data = bytearray(file_bytes(image(GRAY, transfer_syntax=DeflatedExplicitVRLittleEndian)))
    (length,) = struct.unpack_from("<L", data, 140)
    data[144 + length] = 0xFF  # a block of a type that isn't
    assert outcome(bytes(data)) == "decode"
