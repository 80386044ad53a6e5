"""Transfer syntaxes that pydicom doesn't decode: two that are here, and those that aren't."""

import struct

import numpy as np
import pytest
from pydicom._uid_dict import UID_dictionary
from pydicom.dataset import Dataset
from pydicom.pixels.decoders.base import _PIXEL_DATA_DECODERS
from pydicom.uid import (
    UID,
    AllTransferSyntaxes,
    ExplicitVRLittleEndian,
    JPIPHTJ2KReferencedDeflate,
)

from datasets import file_bytes, image
from dicom_viewer import Instance, View, ViewerError
from dicom_viewer.dataset.file_bytes import MemoryBytes
from dicom_viewer.file_format.dicom_file import read_dataset
from dicom_viewer.transfer_syntax.families import (
    DeflatedImageFrameCompression,
    EncapsulatedUncompressedExplicitVRLittleEndian,
)
from encapsulated import deflate, offsets, value, with_pixel_data
from harness import expected, outcome, stored_values, with_transfer_syntax

pytestmark = pytest.mark.filterwarnings("ignore")  # pydicom's, of tags that go with nothing

UNCOMPRESSED = {
    "uncompressed": EncapsulatedUncompressedExplicitVRLittleEndian,
    "deflated": DeflatedImageFrameCompression,
}


def encapsulated(frames: list[Dataset], uid: UID, *, is_deflated: bool) -> Dataset:
    """Make one data set of single native frames, each a fragment of its own."""
    native = [frame.PixelData for frame in frames]
    fragments = [[deflate(each) if is_deflated else each] for each in native]
    dataset = frames[0]
    dataset.NumberOfFrames = len(frames)
    return with_pixel_data(dataset, uid, value(fragments, offsets(fragments)))


CELLS = {
    "1 bit": ({"bits": (1, 1, 0)}, (3, 5), 1, np.uint8),
    "8 bits": ({}, (3, 5), 8, np.uint8),
    "12 bits": ({"bits": (16, 12, 11)}, (4, 5), 12, np.uint16),
    "16 bits, signed": ({}, (4, 5), 16, np.int16),
    "32 bits": ({}, (4, 5), 32, np.uint32),
    "planes": ({"photometric": "RGB", "planar": 1}, (3, 5, 3), 8, np.uint8),
    "pixels": ({"photometric": "RGB"}, (3, 5, 3), 8, np.uint8),
    "YBR_FULL_422": ({"photometric": "YBR_FULL_422"}, (4, 6, 3), 8, np.uint8),
}


@pytest.mark.parametrize("syntax", UNCOMPRESSED)
@pytest.mark.parametrize("cells", CELLS)
def test_every_cell_is_shown(syntax: str, cells: str) -> None:
    properties, shape, bits, dtype = CELLS[cells]
    signed = np.dtype(dtype).kind == "i"
    stored = stored_values((3, *shape), bits, signed=signed).astype(dtype)
    frames = [image(frame, **properties) for frame in stored]
    want = [expected(image(frame, **properties)) for frame in stored]
    is_deflated = syntax == "deflated"
    data = file_bytes(encapsulated(frames, UNCOMPRESSED[syntax], is_deflated=is_deflated))
    instance = Instance.open(data)
    assert instance.summary["frameCount"] == 3
    for index in range(3):
        np.testing.assert_array_equal(instance.render(View(index)).rgba, want[index])


@pytest.mark.parametrize("syntax", UNCOMPRESSED)
def test_pydicom_itself_decodes_them(syntax: str) -> None:
    stored = stored_values((2, 4, 5), 16).astype(np.uint16)
    frames = [image(frame) for frame in stored]
    is_deflated = syntax == "deflated"
    data = file_bytes(encapsulated(frames, UNCOMPRESSED[syntax], is_deflated=is_deflated))
    np.testing.assert_array_equal(read_dataset(MemoryBytes(data))[0].pixel_array, stored)


@pytest.mark.parametrize(
    "fragment",
    [b"", b"\xff" * 40, deflate(b"\1" * 39), deflate(b"\1" * 40)[:-4]],
    ids=["empty", "damaged", "too short", "cut"],
)
def test_a_deflated_frame_that_is_not_one_is_an_error(fragment: bytes) -> None:
    dataset = encapsulated(
        [image(np.zeros((4, 5), np.uint16))] * 2, DeflatedImageFrameCompression, is_deflated=True
    )
    dataset.PixelData = value([[deflate(bytes(40))], [fragment]])
    dataset.NumberOfFrames = 2
    instance = Instance.open(file_bytes(dataset))
    assert not instance.render(View(0)).rgba[..., :3].any()
    with pytest.raises(ViewerError) as caught:
        instance.render(View(1))
    assert caught.value.code == "decode"


def test_a_deflated_frame_is_inflated_as_far_as_it_is_shown() -> None:
    stored = stored_values((4, 5), 16).astype(np.uint16)
    dataset = encapsulated([image(stored)], DeflatedImageFrameCompression, is_deflated=True)
    dataset.PixelData = value([[deflate(stored.tobytes() + bytes(1 << 28))]])
    np.testing.assert_array_equal(
        Instance.open(file_bytes(dataset)).render(View()).rgba, expected(image(stored))
    )


def labelled(uid: str) -> bytes:
    """Make a file of an encapsulated frame that calls itself of a transfer syntax."""
    native = image(np.zeros((4, 4), np.uint8))
    pixel_data = value([[b"\0\0\1\xba"]])
    dataset = with_pixel_data(native, UNCOMPRESSED["uncompressed"], pixel_data)
    return with_transfer_syntax(file_bytes(dataset), uid)


STANDARD = {uid for uid, (_, kind, *_) in UID_dictionary.items() if kind == "Transfer Syntax"}
UNDECODABLE = sorted(STANDARD - {str(uid) for uid in _PIXEL_DATA_DECODERS})


def test_no_transfer_syntax_drops_out() -> None:
    assert {str(uid) for uid in AllTransferSyntaxes} <= STANDARD
    names = " ".join(UID(uid).name for uid in UNDECODABLE)
    for family in ("MPEG2", "MPEG-4", "HEVC", "JPIP", "SMPTE"):
        assert family in names


@pytest.mark.parametrize("uid", UNDECODABLE)
def test_what_is_not_decoded_is_told_by_its_name(uid: str) -> None:
    data = labelled(uid)
    if "Deflate" in UID(uid).name:
        data = data.replace(_elements(data), deflate(_elements(data)))
    with pytest.raises(ViewerError) as caught:
        Instance.open(data)
    assert caught.value.code == "transfer-syntax"
    assert caught.value.message["reason"] == "transfer-syntax-unsupported"
    name = str(caught.value.message["parameters"]["name"])
    assert UID(uid).name in name
    assert uid in name


def test_a_private_transfer_syntax_is_told_by_its_uid() -> None:
    with pytest.raises(ViewerError, match=r"1\.2\.3\.4\.5") as caught:
        Instance.open(labelled("1.2.3.4.5"))
    assert caught.value.code == "transfer-syntax"


def test_pixels_that_lie_on_a_server_are_of_its_transfer_syntax() -> None:
    dataset = image(np.zeros((4, 4), np.uint8), PixelData=None)
    dataset.PixelDataProviderURL = "https://example.org/"
    elements = _elements(file_bytes(dataset))
    relabelled = labelled(JPIPHTJ2KReferencedDeflate)
    data = relabelled[: relabelled.index(_elements(relabelled))] + deflate(elements)
    with pytest.raises(ViewerError, match="JPIP") as caught:
        Instance.open(data)
    assert caught.value.code == "transfer-syntax"


def test_a_data_set_of_native_syntax_whose_pixels_are_compressed_unknown_is_told() -> None:
    data = labelled(ExplicitVRLittleEndian)
    assert outcome(data) == "transfer-syntax"


def _elements(data: bytes) -> bytes:
    """Return what follows the file meta information."""
    (length,) = struct.unpack_from("<L", data, 140)
    return data[144 + length :]
