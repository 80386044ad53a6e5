"""Codecs from outside Python: what pydicom asks of them, and makes of what they give."""

from collections.abc import Iterator

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate
from pydicom.pixels.decoders.base import get_decoder
from pydicom.uid import MPEG2MPML, JPEGBaseline8Bit, JPEGLSLossless

from datasets import image
from dicom_viewer import View, ViewerError, codecs
from dicom_viewer.jpeg_header import precision_of, with_colour_transform
from harness import opened

ROWS, COLUMNS = 3, 4
GRAY = np.arange(ROWS * COLUMNS, dtype=np.uint8).reshape(ROWS, COLUMNS)


@pytest.fixture
def jpeg_ls(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Offer the codec of JPEG-LS alone, with none beside it, for one test."""
    monkeypatch.setattr(codecs, "_offered", set())
    monkeypatch.setattr(codecs, "_installed", {})
    decoders = [get_decoder(uid) for uid in codecs._CODECS["jpeg-ls"]]  # noqa: SLF001 - its table
    for decoder in decoders:
        monkeypatch.setattr(decoder, "_available", {})
    codecs.offer(["jpeg-ls"])
    yield
    for decoder in decoders:
        decoder.remove_plugin("dicom_viewer")


def frame(samples: np.ndarray, **properties: int) -> codecs.CodecFrame:
    description = {
        "columns": COLUMNS,
        "rows": ROWS,
        "components": samples.size // (ROWS * COLUMNS),
        "is_planar": False,
        "is_rgb": False,
    }
    return codecs.CodecFrame(samples.tobytes(), **{**description, **properties})


def compressed(photometric: str = "MONOCHROME2") -> Dataset:
    pixels = GRAY if photometric == "MONOCHROME2" else np.stack([GRAY] * 3, axis=-1)
    dataset = image(pixels, photometric=photometric)
    dataset.file_meta.TransferSyntaxUID = JPEGLSLossless
    dataset.PixelData = encapsulate([b"encoded!"])
    dataset["PixelData"].is_undefined_length = True
    return dataset


@pytest.mark.usefixtures("jpeg_ls")
def test_a_codec_is_needed_until_it_is_installed() -> None:
    assert codecs.needed_codec(JPEGLSLossless) == "jpeg-ls"
    codecs.install("jpeg-ls", lambda _: frame(GRAY))
    assert codecs.needed_codec(JPEGLSLossless) is None


@pytest.mark.usefixtures("jpeg_ls")
@pytest.mark.parametrize("uid", [JPEGBaseline8Bit, MPEG2MPML], ids=["not offered", "unknown"])
def test_a_codec_that_is_not_to_be_had_is_not_needed(uid: str) -> None:
    assert codecs.needed_codec(uid) is None
    assert not codecs.is_available(uid)


@pytest.mark.usefixtures("jpeg_ls")
def test_a_codec_decodes_the_bytes_of_the_frame() -> None:
    encoded = []
    codecs.install("jpeg-ls", lambda data: encoded.append(data) or frame(GRAY))
    rgba = opened(compressed()).render(View()).rgba
    assert encoded == [b"encoded!"]
    assert rgba[..., 0].tolist() == np.rint(GRAY * (255 / 11)).tolist()


@pytest.mark.usefixtures("jpeg_ls")
def test_planes_become_pixels() -> None:
    planes = np.stack([GRAY, GRAY + 50, GRAY + 100])
    codecs.install("jpeg-ls", lambda _: frame(planes, is_planar=True))
    rgba = opened(compressed("RGB")).render(View()).rgba
    assert rgba[..., :3].tolist() == planes.transpose(1, 2, 0).tolist()


@pytest.mark.usefixtures("jpeg_ls")
def test_what_a_codec_has_made_rgb_is_not_converted_again() -> None:
    pixels = np.stack([GRAY, GRAY + 50, GRAY + 100], axis=-1)
    codecs.install("jpeg-ls", lambda _: frame(pixels, is_rgb=True))
    rgba = opened(compressed("YBR_FULL")).render(View()).rgba
    assert rgba[..., :3].tolist() == pixels.tolist()


@pytest.mark.usefixtures("jpeg_ls")
@pytest.mark.parametrize(
    "decode",
    [
        lambda _: frame(GRAY, rows=ROWS + 1),
        lambda _: frame(np.stack([GRAY] * 3)),
        lambda _: (_ for _ in ()).throw(ValueError("damaged")),
    ],
    ids=["another size", "more components", "damaged"],
)
def test_a_frame_that_is_not_the_files_is_an_error(decode: codecs.Decode) -> None:
    codecs.install("jpeg-ls", decode)
    with pytest.raises(ViewerError) as caught:
        opened(compressed()).render(View())
    assert caught.value.code == "decode"


JFIF = b"\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
TABLE = b"\xff\xdb\x00\x05\0\x01\x02"
SCAN = b"\xff\xda\x00\x03\0\xff\xe0 entropy \xff\xd9"
ADOBE = b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00"


@pytest.mark.parametrize(("is_ybr", "transform"), [(True, b"\x01"), (False, b"\x00")])
def test_the_colour_transform_takes_the_place_of_other_markers(
    is_ybr: bool, transform: bytes
) -> None:
    stream = b"\xff\xd8" + JFIF + b"\xff" + TABLE + ADOBE + b"\x02" + SCAN
    told = with_colour_transform(stream, is_ybr=is_ybr)
    assert told == b"\xff\xd8" + ADOBE + transform + TABLE + SCAN


@pytest.mark.parametrize(
    "stream", [b"", b"\xff\xd8", b"\xff\xd8\xff", b"none", b"\xff\xd8\xff\xdb"]
)
def test_a_damaged_stream_has_no_precision(stream: bytes) -> None:
    assert precision_of(stream) is None


@pytest.mark.parametrize(("marker", "precision"), [(b"\xc0", 8), (b"\xc1", 12), (b"\xc3", 16)])
def test_the_precision_is_the_frames(marker: bytes, precision: int) -> None:
    header = b"\xff" + marker + b"\x00\x0b" + bytes([precision]) + bytes(8)
    assert precision_of(b"\xff\xd8" + JFIF + TABLE + header + SCAN) == precision


@pytest.mark.parametrize("stream", [b"", b"\xff\xd8", b"\xff\xd8\xff", b"none"])
def test_a_damaged_stream_is_the_codecs_matter(stream: bytes) -> None:
    told = with_colour_transform(stream, is_ybr=True)
    assert told.startswith(stream[:2])
