"""What the pixel data are decides where the transfer syntax names something else."""

import imagecodecs
import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom.uid import (
    MPEG2MPML,
    UID,
    ExplicitVRLittleEndian,
    HTJ2KLossless,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLosslessSV1,
    JPEGLSLossless,
    JPEGLSNearLossless,
    RLELossless,
)

from datasets import file_bytes, image
from dicom_viewer import Instance, View
from dicom_viewer.dataset.file_bytes import MemoryBytes
from dicom_viewer.file_format.dicom_file import read_dataset
from dicom_viewer.transfer_syntax.families import (
    DeflatedImageFrameCompression,
    EncapsulatedUncompressedExplicitVRLittleEndian,
    JPEGXLLossless,
)
from encapsulated import compressed, item, split, value, with_pixel_data
from harness import (
    TRANSFER_SYNTAXES,
    expected,
    outcome,
    stored_values,
    warned,
    with_transfer_syntax,
)

pytestmark = pytest.mark.filterwarnings("ignore")  # told apart by `warned`

CODECS = {
    "rle": RLELossless,
    "jpeg": JPEGBaseline8Bit,
    "jpeg extended": JPEGExtended12Bit,
    "jpeg lossless": JPEGLosslessSV1,
    "jpeg-ls": JPEGLSLossless,
    "jpeg 2000": JPEG2000Lossless,
    "htj2k": HTJ2KLossless,
    "jpeg xl": JPEGXLLossless,
    "uncompressed": EncapsulatedUncompressedExplicitVRLittleEndian,
    "deflated frames": DeflatedImageFrameCompression,
    "video": MPEG2MPML,
}
FRAMES = stored_values((3, 9, 7), 12).astype(np.uint16)
COLOUR = stored_values((2, 5, 7, 3), 8).astype(np.uint8)
GRAY_8 = stored_values((9, 7), 8).astype(np.uint8)


def assert_shows(data: bytes, uid: UID, stored: NDArray[np.generic], **elements: object) -> set:
    """Assert that frames are shown and the transfer syntax is named; return the warnings' codes."""
    instance, codes = warned(data)
    assert instance.summary["transferSyntaxUID"] == uid
    frames = stored if elements.pop("framed", True) else stored[np.newaxis]
    assert instance.summary["frameCount"] == len(frames)
    for index, frame in enumerate(frames):
        want = expected(image(frame, **elements))
        np.testing.assert_array_equal(instance.render(View(index)).rgba, want)
    return codes


def decoded_by_pydicom(data: bytes) -> NDArray[np.generic]:
    return read_dataset(MemoryBytes(data))[0].pixel_array


@pytest.mark.parametrize("said", CODECS.values(), ids=CODECS)
@pytest.mark.parametrize("syntax", TRANSFER_SYNTAXES.keys() - {"rle"})
def test_native_pixel_data_are_shown_whatever_codec_is_named(syntax: str, said: UID) -> None:
    uid = TRANSFER_SYNTAXES[syntax]
    dataset = image(FRAMES, bits=(16, 12, 11), transfer_syntax=uid)
    data = with_transfer_syntax(file_bytes(dataset), said)
    assert assert_shows(data, uid, FRAMES, bits=(16, 12, 11)) == {"pixels"}
    np.testing.assert_array_equal(decoded_by_pydicom(data), FRAMES)


@pytest.mark.parametrize("planar", [0, 1])
@pytest.mark.parametrize("said", [JPEGBaseline8Bit, JPEG2000Lossless, RLELossless])
def test_native_colours_are_shown_whatever_codec_is_named(said: UID, planar: int) -> None:
    dataset = image(COLOUR, photometric="RGB", planar=planar)
    data = with_transfer_syntax(file_bytes(dataset), said)
    codes = assert_shows(data, ExplicitVRLittleEndian, COLOUR, photometric="RGB")
    assert codes == {"pixels"}


def test_native_pixel_data_of_undefined_length_are_shown() -> None:
    dataset = with_pixel_data(image(GRAY_8), JPEG2000Lossless, GRAY_8.tobytes() + b"\0")
    data = file_bytes(with_pixel_data(image(GRAY_8), JPEG2000Lossless, item(b"") + item(b"")))
    header, delimiter = data[:-24], data[-8:]
    assert header.endswith(b"\xff\xff\xff\xff")
    codes = assert_shows(
        header + dataset.PixelData + delimiter, ExplicitVRLittleEndian, GRAY_8, framed=False
    )
    assert codes == {"pixels"}


def native_fragments(how: str) -> bytes:
    odd = [frame.tobytes()[:63] for frame in np.stack([GRAY_8] * 3)]
    padded = [each + b"\0" for each in odd]
    if how == "a fragment each":
        return value([[each] for each in padded])
    if how == "two fragments each":
        return value([[each[:30], each[30:]] for each in padded])
    return value([[b"".join(odd) + b"\0"]])


@pytest.mark.parametrize("how", ["a fragment each", "two fragments each", "one fragment"])
@pytest.mark.parametrize("said", [JPEGBaseline8Bit, RLELossless, ImplicitVRLittleEndian])
def test_native_frames_in_fragments_are_shown_whatever_is_named(said: UID, how: str) -> None:
    stored = np.stack([GRAY_8] * 3)
    uid = EncapsulatedUncompressedExplicitVRLittleEndian
    data = file_bytes(with_pixel_data(image(stored), uid, native_fragments(how)))
    if said.is_implicit_VR:
        said = ExplicitVRLittleEndian  # which the elements are in
    codes = assert_shows(with_transfer_syntax(data, said), uid, stored)
    assert codes == {"pixels"}
    np.testing.assert_array_equal(decoded_by_pydicom(file_bytes(image(stored))), stored)


STREAMS = {
    "rle": (RLELossless, RLELossless),
    "jpeg-ls": (JPEGLSLossless, JPEGLSNearLossless),
    "jpeg lossless": (JPEGLosslessSV1, UID("1.2.840.10008.1.2.4.57")),
}


def streams_of(name: str) -> list[bytes]:
    if name == "jpeg lossless":
        return [imagecodecs.ljpeg_encode(frame, bitspersample=16) for frame in FRAMES]
    return compressed(image(FRAMES), STREAMS[name][0])[1]


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize("said", [uid for uid in CODECS.values() if uid != MPEG2MPML])
@pytest.mark.parametrize("name", STREAMS)
def test_a_codec_is_found_whichever_is_named(name: str, said: UID, count: int) -> None:
    named, found = STREAMS[name]
    frames = [split(stream + b"\0" * (len(stream) % 2), count) for stream in streams_of(name)]
    dataset = with_pixel_data(image(FRAMES), named, value(frames))
    data = with_transfer_syntax(file_bytes(dataset), said)
    is_right = said == named
    codes = assert_shows(data, named if is_right else found, FRAMES)
    assert "pixels" in codes or is_right


@pytest.mark.parametrize("bits", [4, 8], ids=["shorter than samples", "longer"])
@pytest.mark.parametrize("said", [ExplicitVRLittleEndian, RLELossless, JPEGLSLossless])
def test_a_bare_stream_is_shown(said: UID, bits: int) -> None:
    stored = stored_values((40, 33), bits).astype(np.uint8)
    (stream,) = compressed(image(stored), JPEGLSLossless)[1]
    dataset = image(stored)
    dataset.PixelData = stream
    uid = JPEGLSLossless if said == JPEGLSLossless else JPEGLSNearLossless
    data = with_transfer_syntax(file_bytes(dataset), said)
    assert assert_shows(data, uid, stored, framed=False) == {"pixels"}


@pytest.mark.parametrize("bits", [4, 8], ids=["shorter than samples", "longer"])
@pytest.mark.parametrize("said", [ExplicitVRLittleEndian, JPEGLSLossless])
def test_fragments_in_an_element_of_defined_length_are_shown(said: UID, bits: int) -> None:
    stored = stored_values((3, 40, 33), bits).astype(np.uint8)
    dataset = image(stored)
    dataset.PixelData = value([[each] for each in compressed(image(stored), JPEGLSLossless)[1]])
    uid = JPEGLSLossless if said == JPEGLSLossless else JPEGLSNearLossless
    data = with_transfer_syntax(file_bytes(dataset), said)
    codes = assert_shows(data, uid, stored)
    assert codes == (set() if said == uid else {"pixels"})


@pytest.mark.parametrize(
    "start",
    [
        item(b"") + item(b"\xff\xd8\xff\xc0"),
        imagecodecs.jpeg8_encode(GRAY_8)[:60],
        b"\x01\0\0\0\x40".ljust(60, b"\0"),
    ],
    ids=["items", "jpeg", "rle"],
)
def test_native_pixels_that_look_like_a_stream_are_native(start: bytes) -> None:
    stored = np.frombuffer(start.ljust(63, b"\1"), np.uint8).reshape(9, 7)
    data = file_bytes(image(stored))
    assert assert_shows(data, ExplicitVRLittleEndian, stored, framed=False) == set()


class ObservedBytes(MemoryBytes):
    """Bytes that remember how far they were read."""

    reach = 0

    def read(self, start: int, stop: int) -> memoryview:
        ObservedBytes.reach = max(self.reach, stop)
        return super().read(start, stop)


def test_the_pixel_data_of_a_sound_native_file_are_not_read_to_open_it() -> None:
    stored = np.zeros((4, 1024, 1024), np.uint8)
    Instance.open(ObservedBytes(file_bytes(image(stored))))
    assert 0 < ObservedBytes.reach < 1 << 20


@pytest.mark.parametrize("said", [JPEGBaseline8Bit, JPEGLSLossless])
def test_what_is_neither_native_nor_a_stream_is_an_error(said: UID) -> None:
    dataset = image(GRAY_8)
    dataset.PixelData = bytes(20)
    assert outcome(with_transfer_syntax(file_bytes(dataset), said)) == "decode"


@pytest.mark.parametrize("uid", ["1.2.840.113619.5.2.1", "1.2.840.10008.1.1", "1.2.840.10008.9.9"])
def test_a_transfer_syntax_that_is_private_or_none_is_not_taken_for_native(uid: str) -> None:
    stored = FRAMES[0]
    assert outcome(with_transfer_syntax(file_bytes(image(stored)), uid)) == "transfer-syntax"
    dataset = with_pixel_data(image(stored), RLELossless, value([[stored.tobytes()]]))
    assert outcome(with_transfer_syntax(file_bytes(dataset), uid)) == "transfer-syntax"


def test_samples_that_look_like_a_stream_and_are_too_many_are_native() -> None:
    stored = np.frombuffer(b"\xff\xd8\xff\xe0".ljust(63, b"\1"), np.uint8).reshape(9, 7)
    for start in (b"", item(b"") + item(b"")):
        dataset = image(np.frombuffer(start.ljust(63, b"\2"), np.uint8).reshape(9, 7))
        dataset.PixelData += b"\0\0"
        instance, codes = warned(file_bytes(dataset))
        assert instance.summary["transferSyntaxUID"] == ExplicitVRLittleEndian
        assert codes == {"pixels"}
    dataset = image(stored)
    dataset.PixelData += b"\0\0"
    instance, _ = warned(file_bytes(dataset))
    np.testing.assert_array_equal(instance.render(View()).rgba, expected(image(stored)))
