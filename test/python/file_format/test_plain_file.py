"""Files that are as the standard wants them are read as by pydicom, and others left to it."""

import json
import struct
import warnings
from collections.abc import Callable
from io import BytesIO

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.tag import Tag
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEGLSLossless,
    RLELossless,
)
from pydicom.valuerep import VR

from datasets import file_bytes, image, item
from dicom_viewer import Instance, ViewerError
from dicom_viewer.dataset.file_bytes import Blocks, MemoryBytes
from dicom_viewer.file_format import dicom_file
from dicom_viewer.file_format.plain_file import read_plain
from encapsulated import compressed
from harness import stored_values
from slices import enhanced_image, plane_group

pytestmark = pytest.mark.filterwarnings("ignore")  # told apart by `seen`

SpecificCharacterSet, PixelData = Tag("SpecificCharacterSet"), Tag("PixelData")
GRAY = stored_values((8, 9), 16).astype(np.uint16)
NATIVE = {"implicit": ImplicitVRLittleEndian, "explicit": ExplicitVRLittleEndian}


def picture(syntax: UID = ExplicitVRLittleEndian, **elements: object) -> Dataset:
    """Make an image with elements of many kinds."""
    dataset = image(
        GRAY,
        transfer_syntax=syntax,
        PatientName="Äsop^B",
        PatientID="",
        StudyDate="20260102",
        ImageComments="x" * 300,
        ImagePositionPatient=[1.5, -2, 3e-5],
        PixelSpacing=[0.5, 0.25],
        InstanceNumber=7,
        FrameTimeVector=[0, 40.5, 41],
        SpiralPitchFactor=0.984375,
        FrameIncrementPointer=0x00181065,
        SmallestImagePixelValue=1,
        ReferencedImageSequence=[item(ReferencedSOPInstanceUID="1.2.3"), Dataset()],
        **{"SpecificCharacterSet": "ISO_IR 100", **elements},
    )
    dataset.add_new(0x00090010, "LO", "CREATOR")
    dataset.add_new(0x00091001, "DS", "1.25")
    dataset.add_new(0x00091002, "UN", b"\1\2")
    return dataset


def of_undefined_length(dataset: Dataset) -> Dataset:
    """Give the sequence, its items and an icon within undefined lengths."""
    icon = item(Rows=1, Columns=1, PixelData=b"\0\0")
    icon["PixelData"].VR = "OW"
    dataset.IconImageSequence = [icon]
    for keyword in ("ReferencedImageSequence", "IconImageSequence"):
        dataset[keyword].is_undefined_length = True
        for each in dataset[keyword].value:
            each.is_undefined_length_sequence_item = True
    return dataset


def padded(dataset: Dataset) -> Dataset:
    dataset.DataSetTrailingPadding = b"\0" * 100
    return dataset


def plain(data: bytes) -> Dataset | None:
    found = read_plain(Blocks(MemoryBytes(data)))
    return None if found is None else found[0]


def seen(data: bytes) -> tuple[object, ...]:
    """Return what a page learns of a file: its metadata or why there are none, and warnings."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            outcome = json.dumps(Instance.open(data).metadata)
        except ViewerError as error:
            outcome = f"{error.code} {json.dumps(error.message)} {json.dumps(error.metadata)}"
    return outcome, {str(each.message) for each in caught}


def seen_by_pydicom(data: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[object, ...]:
    with monkeypatch.context() as patch:
        patch.setattr(dicom_file, "read_plain", lambda _file: None)
        return seen(data)


PLAIN: dict[str, Callable[[], Dataset]] = {
    "implicit": lambda: picture(ImplicitVRLittleEndian),
    "explicit": picture,
    "implicit, undefined lengths": lambda: of_undefined_length(picture(ImplicitVRLittleEndian)),
    "explicit, undefined lengths": lambda: of_undefined_length(picture()),
    "padding after the pixel data": lambda: padded(picture()),
    "without a character set": lambda: image(GRAY, PatientID="A"),
    "several character sets": lambda: picture(
        SpecificCharacterSet=["ISO 2022 IR 6", "ISO 2022 IR 87"]
    ),
    "RLE": lambda: image(GRAY, transfer_syntax=RLELossless),
    "JPEG-LS": lambda: compressed(picture(), JPEGLSLossless)[0],
}


@pytest.mark.parametrize("make", PLAIN.values(), ids=PLAIN)
def test_it_is_what_pydicom_reads(make: Callable[[], Dataset]) -> None:
    data = file_bytes(make())
    read = plain(data)
    want = dcmread(BytesIO(data))
    assert read is not None
    assert read.original_character_set == want.original_character_set
    assert read.original_encoding == want.original_encoding
    for tag in want.keys():  # noqa: SIM118 - a data set iterates its elements
        element = read.get_item(tag)
        if tag not in (SpecificCharacterSet, PixelData) and want.get_item(tag).VR != VR.SQ:
            assert want.get_item(tag)[:4] == element[:4]
    assert list(read.keys()) == list(want.keys())
    assert read == want
    assert read.file_meta == want.file_meta


CUT = [0, 1, 100]


@pytest.mark.parametrize("cut", CUT)
@pytest.mark.parametrize("make", [picture, PLAIN["RLE"]], ids=["native", "encapsulated"])
def test_pixel_data_that_are_cut_are_told_of_as_before(
    make: Callable[[], Dataset], cut: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = file_bytes(make())
    data = data[: len(data) - cut]
    assert plain(data) is not None
    assert seen(data) == seen_by_pydicom(data, monkeypatch)


def frames() -> Dataset:
    return enhanced_image([plane_group(), plane_group()])


def without_group_length(data: bytes) -> bytes:
    return data[:132] + data[144:]


def element_bytes(tag: int, vr: bytes, value: bytes) -> bytes:
    return struct.pack("<HH2sH", tag >> 16, tag & 0xFFFF, vr, len(value)) + value


def with_element(element: bytes) -> bytes:
    """Put an element before the first one of the Image Pixel Module."""
    data = file_bytes(picture())
    at = data.index(b"\x28\0\x02\0US")
    return data[:at] + element + data[at:]


NOT_PLAIN: dict[str, Callable[[], bytes]] = {
    "big endian": lambda: file_bytes(picture(ExplicitVRBigEndian)),
    "deflated": lambda: file_bytes(picture(DeflatedExplicitVRLittleEndian)),
    "without a preamble": lambda: file_bytes(picture())[128:],
    "without the group's length": lambda: without_group_length(file_bytes(picture())),
    "without rows": lambda: file_bytes(image(GRAY, Rows=None)),
    "with frames' functional groups": lambda: file_bytes(frames()),
    "with an element twice": lambda: with_element(element_bytes(0x00280002, b"US", b"\1\0")),
    "with elements out of order": lambda: with_element(element_bytes(0x00100020, b"LO", b"A ")),
    "with an unknown value representation": lambda: with_element(
        element_bytes(0x00280001, b"ZZ", b"")
    ),
    "with an unknown character set": lambda: file_bytes(picture()).replace(
        b"ISO_IR 100", b"ISO_IR 999"
    ),
    "in another encoding than it says": lambda: file_bytes(picture()).replace(
        b"1.2.840.10008.1.2.1\0", b"1.2.840.10008.1.2\0\0\0"
    ),
    "of floating-point numbers": lambda: file_bytes(image(GRAY.astype(np.float32))),
}


@pytest.mark.parametrize("make", NOT_PLAIN.values(), ids=NOT_PLAIN)
def test_what_is_rare_or_wrong_is_left_to_pydicom(make: Callable[[], bytes]) -> None:
    assert plain(make()) is None


@pytest.mark.parametrize("syntax", NATIVE.values(), ids=NATIVE)
def test_damage_is_told_of_as_before(syntax: UID, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = file_bytes(of_undefined_length(picture(syntax)))
    random = np.random.default_rng(1)
    read = 0
    for _ in range(150):
        data = bytearray(whole)
        at = int(random.integers(128, len(data) - GRAY.nbytes))
        data[at] = int(random.integers(0, 256))
        assert seen(bytes(data)) == seen_by_pydicom(bytes(data), monkeypatch), (at, data[at])
        read += plain(bytes(data)) is not None
    assert 30 < read < 150
