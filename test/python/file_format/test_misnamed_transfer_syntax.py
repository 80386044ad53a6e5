"""What the pixel data are decides, not the name of their transfer syntax."""

import numpy as np
import pytest
from pydicom.uid import (
    UID,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGLSLossless,
    RLELossless,
)

from datasets import file_bytes, image
from dicom_viewer import View
from dicom_viewer.transfer_syntax.families import (
    DeflatedImageFrameCompression,
    EncapsulatedUncompressedExplicitVRLittleEndian,
    JPEGXLLossless,
)
from encapsulated import compressed, offsets, split, value, with_pixel_data
from harness import expected, stored_values, warned, with_transfer_syntax

pytestmark = pytest.mark.filterwarnings("ignore")  # told apart by `warned`

STORED = stored_values((3, 40, 33), 16).astype(np.uint16)
NATIVE = [frame.astype("<u2").tobytes() for frame in STORED]
CODECS = {"rle": RLELossless, "jpeg-ls": JPEGLSLossless, "jpeg 2000": JPEG2000Lossless}
STREAMS = {name: compressed(image(STORED), uid)[1] for name, uid in CODECS.items()}
OTHER_NAMES = {
    "rle": RLELossless,
    "jpeg": JPEGBaseline8Bit,
    "jpeg-ls": JPEGLSLossless,
    "jpeg 2000": JPEG2000Lossless,
    "jpeg xl": JPEGXLLossless,
    "encapsulated uncompressed": EncapsulatedUncompressedExplicitVRLittleEndian,
    "deflated frames": DeflatedImageFrameCompression,
}


def assert_shows(data: bytes, found: UID) -> None:
    """Assert that all frames are right, and that the name of the transfer syntax is replaced."""
    instance, codes = warned(data)
    assert instance.summary["transferSyntaxUID"] == found
    assert instance.summary["frameCount"] == len(STORED)
    for index, frame in enumerate(STORED):
        np.testing.assert_array_equal(instance.render(View(index)).rgba, expected(image(frame)))
    assert codes == {"pixels"}


@pytest.mark.parametrize("name", OTHER_NAMES)
@pytest.mark.parametrize("encoding", [ExplicitVRLittleEndian, ImplicitVRLittleEndian])
def test_native_pixel_data_are_shown_whatever_codec_is_named(encoding: UID, name: str) -> None:
    data = file_bytes(image(STORED, transfer_syntax=encoding))
    assert_shows(with_transfer_syntax(data, OTHER_NAMES[name]), encoding)


def test_big_endian_pixel_data_are_shown_though_a_codec_is_named() -> None:
    data = file_bytes(image(STORED, transfer_syntax=ExplicitVRBigEndian))
    assert_shows(with_transfer_syntax(data, JPEG2000Lossless), ExplicitVRBigEndian)


@pytest.mark.parametrize("name", OTHER_NAMES)
@pytest.mark.parametrize("codec", CODECS)
def test_compressed_pixel_data_are_shown_whatever_codec_is_named(codec: str, name: str) -> None:
    if codec == name:
        return
    frames = [[stream] for stream in STREAMS[codec]]
    dataset = with_pixel_data(image(STORED), CODECS[codec], value(frames, offsets(frames)))
    data = with_transfer_syntax(file_bytes(dataset), OTHER_NAMES[name])
    instance, _ = warned(data)
    assert_shows(data, instance.summary["transferSyntaxUID"])


@pytest.mark.parametrize("name", [*CODECS, "jpeg", "jpeg xl"])
@pytest.mark.parametrize("count", [1, 3])
def test_native_frames_in_fragments_are_shown_though_a_codec_is_named(
    count: int, name: str
) -> None:
    frames = [split(frame, count) for frame in NATIVE]
    dataset = with_pixel_data(image(STORED), OTHER_NAMES[name], value(frames, offsets(frames)))
    assert_shows(file_bytes(dataset), EncapsulatedUncompressedExplicitVRLittleEndian)


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("said", ["its own", "native"])
def test_encapsulated_pixel_data_of_a_defined_length_are_shown(codec: str, said: str) -> None:
    dataset = image(STORED)
    frames = [[stream] for stream in STREAMS[codec]]
    dataset.PixelData = value(frames, offsets(frames))
    data = file_bytes(dataset)
    if said == "its own":
        data = with_transfer_syntax(data, CODECS[codec])
    instance, _ = warned(data)
    assert instance.summary["frameCount"] == len(STORED)
    for index, frame in enumerate(STORED):
        np.testing.assert_array_equal(instance.render(View(index)).rgba, expected(image(frame)))


@pytest.mark.parametrize("codec", ["jpeg-ls", "jpeg 2000"])
@pytest.mark.parametrize("is_named", [True, False])
def test_a_stream_without_encapsulation_is_one_frame(codec: str, *, is_named: bool) -> None:
    dataset = image(STORED[0])
    dataset.PixelData = STREAMS[codec][0]
    data = file_bytes(dataset)
    if is_named:
        data = with_transfer_syntax(data, CODECS[codec])
    instance, codes = warned(data)
    assert codes == {"pixels"}
    np.testing.assert_array_equal(instance.render(View()).rgba, expected(image(STORED[0])))


def test_samples_that_look_like_a_stream_are_samples() -> None:
    stored = stored_values((8, 12), 8).astype(np.uint8)
    stored.reshape(-1)[:4] = (0xFF, 0xD8, 0xFF, 0xE0)
    dataset = image(stored)
    dataset.PixelData += b"\0\0"  # more than a frame takes, so that its start is looked at
    instance, codes = warned(file_bytes(dataset))
    assert instance.summary["transferSyntaxUID"] == ExplicitVRLittleEndian
    assert codes == {"pixels"}
    np.testing.assert_array_equal(instance.render(View()).rgba, expected(image(stored)))
