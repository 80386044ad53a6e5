"""Codecs from outside Python: what pydicom asks of them, and makes of what they give."""

from collections.abc import Callable

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate
from pydicom.pixels.decoders.base import DecodeRunner
from pydicom.uid import (
    HTJ2K,
    JPEG2000MC,
    MPEG2MPML,
    UID,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLSLossless,
    RLELossless,
)

from datasets import image
from dicom_viewer import View, ViewerError
from dicom_viewer.errors import DataError, message
from dicom_viewer.transfer_syntax import codecs
from dicom_viewer.transfer_syntax.families import (
    JPEGXL,
    JPEGFullProgressionNonHierarchical1012,
    JPEGXLJPEGRecompression,
    JPEGXLLossless,
    decoder_for,
)
from dicom_viewer.transfer_syntax.jpeg_header import precision_of, with_colour_transform
from encapsulated import with_pixel_data
from harness import opened, shown

ROWS, COLUMNS = 3, 4
GRAY = np.arange(ROWS * COLUMNS, dtype=np.uint8).reshape(ROWS, COLUMNS)


class Lender:
    """JavaScript, which lends codecs; what they decode is a test's to say."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.decode: Callable[[bytes, DecodeRunner], codecs.CodecFrame] | None = None

    def __call__(self, name: str, encoded: bytes, runner: DecodeRunner) -> codecs.CodecFrame:
        """Decode, or leave it pending."""
        self.asked.append(name)
        if self.decode is None:
            raise codecs.FramePending
        return self.decode(encoded, runner)


def alone(monkeypatch: pytest.MonkeyPatch, *names: str) -> Lender:
    """Lend codecs with none beside them, for one test."""
    monkeypatch.setattr(codecs, "_registered", {})
    for name in names:
        for uid in codecs._CODECS[name]:  # noqa: SLF001 - its table
            decoder = decoder_for(uid)
            monkeypatch.setattr(decoder, "_available", dict(decoder._available))  # noqa: SLF001
    lender = Lender()
    codecs.register(lender, names)
    return lender


@pytest.fixture
def jpeg_ls(monkeypatch: pytest.MonkeyPatch) -> Lender:
    """Lend the codec of JPEG-LS."""
    return alone(monkeypatch, "jpeg-ls")


@pytest.fixture
def every_codec(monkeypatch: pytest.MonkeyPatch) -> Lender:
    """Lend all codecs."""
    return alone(monkeypatch, *codecs.NAMES)


def frame(samples: np.ndarray, **properties: int) -> codecs.CodecFrame:
    description = {
        "columns": COLUMNS,
        "rows": ROWS,
        "components": samples.size // (ROWS * COLUMNS),
        "is_planar": False,
        "is_rgb": False,
    }
    return codecs.CodecFrame(samples.tobytes(), **{**description, **properties})


def compressed(
    photometric: str = "MONOCHROME2", uid: UID = JPEGLSLossless, stream: bytes = b"encoded!"
) -> Dataset:
    pixels = GRAY if photometric == "MONOCHROME2" else np.stack([GRAY] * 3, axis=-1)
    return with_pixel_data(image(pixels, photometric=photometric), uid, encapsulate([stream]))


def test_a_frame_is_asked_for_again_once_it_is_decoded(jpeg_ls: Lender) -> None:
    instance = opened(compressed())
    with pytest.raises(codecs.FramePending):
        instance.render(View())
    jpeg_ls.decode = lambda *_: frame(GRAY)
    assert instance.render(View()).rgba.shape == (ROWS, COLUMNS, 4)
    assert jpeg_ls.asked == ["jpeg-ls"] * 2


@pytest.mark.usefixtures("jpeg_ls")
@pytest.mark.parametrize("uid", [JPEGBaseline8Bit, MPEG2MPML], ids=["not offered", "unknown"])
def test_a_codec_that_is_not_to_be_had_is_not_available(uid: str) -> None:
    assert not codecs.is_available(uid)


@pytest.mark.parametrize(
    ("uid", "codec"),
    [
        (JPEGFullProgressionNonHierarchical1012, "jpeg"),
        (JPEG2000MC, "jpeg2000"),
        (HTJ2K, "jpeg2000"),
        (JPEGXLLossless, "jpeg-xl"),
        (RLELossless, "rle"),
    ],
    ids=["retired", "Part 2", "HTJ2K", "JPEG XL", "RLE"],
)
def test_a_transfer_syntax_has_its_codec_and_no_other_plugin(
    uid: UID, codec: str, every_codec: Lender
) -> None:
    every_codec.decode = lambda *_: frame(GRAY)
    opened(compressed(uid=uid)).render(View())
    assert every_codec.asked == [codec]
    assert decoder_for(uid).available_plugins == ("dicom_viewer",)


@pytest.mark.parametrize("uid", [JPEGBaseline8Bit, JPEGExtended12Bit])
@pytest.mark.parametrize(("precision", "codec"), [(8, "jpeg"), (12, "jpeg-12bit")])
def test_the_codec_of_jpeg_is_that_of_its_precision(
    uid: UID, precision: int, codec: str, every_codec: Lender
) -> None:
    stream = b"\xff\xd8\xff\xc1\x00\x0b" + bytes([precision]) + bytes(9)
    with pytest.raises(codecs.FramePending):
        opened(compressed(uid=uid, stream=stream)).render(View())
    assert every_codec.asked == [codec]


def test_a_codec_decodes_the_bytes_of_the_frame(jpeg_ls: Lender) -> None:
    encoded = []
    jpeg_ls.decode = lambda data, _: encoded.append(data) or frame(GRAY)
    rgba = opened(compressed()).render(View()).rgba
    assert encoded == [b"encoded!"]
    assert rgba[..., 0].tolist() == np.rint(GRAY * (255 / 11)).tolist()


def test_a_codec_is_told_what_the_file_says_of_the_frame(jpeg_ls: Lender) -> None:
    told = []
    jpeg_ls.decode = lambda _, runner: told.append(runner) or frame(GRAY)
    opened(compressed()).render(View())
    (runner,) = told
    assert (runner.rows, runner.columns, runner.samples_per_pixel) == (ROWS, COLUMNS, 1)
    assert runner.bits_allocated == 8


def test_planes_become_pixels(jpeg_ls: Lender) -> None:
    planes = np.stack([GRAY, GRAY + 50, GRAY + 100])
    jpeg_ls.decode = lambda *_: frame(planes, is_planar=True)
    rgba = opened(compressed("RGB")).render(View()).rgba
    assert rgba[..., :3].tolist() == planes.transpose(1, 2, 0).tolist()


def test_what_a_codec_has_made_rgb_is_not_converted_again(jpeg_ls: Lender) -> None:
    pixels = np.stack([GRAY, GRAY + 50, GRAY + 100], axis=-1)
    jpeg_ls.decode = lambda *_: frame(pixels, is_rgb=True)
    rgba = opened(compressed("YBR_FULL")).render(View()).rgba
    assert rgba[..., :3].tolist() == pixels.tolist()


@pytest.mark.parametrize(
    ("uid", "is_converted"),
    [(JPEGXLLossless, True), (JPEGXL, True), (JPEGXLJPEGRecompression, False)],
)
def test_jpeg_xl_is_converted_unless_it_was_a_jpeg(
    uid: UID, is_converted: bool, every_codec: Lender
) -> None:
    pixels = np.stack([GRAY, GRAY + 50, GRAY + 100], axis=-1)
    every_codec.decode = lambda *_: frame(pixels)
    shown_pixels = shown(compressed("YBR_FULL", uid))
    converted = shown(image(pixels, photometric="YBR_FULL"))
    expected = converted if is_converted else shown(image(pixels, photometric="RGB"))
    assert shown_pixels.tolist() == expected.tolist()


def test_jpeg_xl_has_a_name_where_it_has_no_decoder() -> None:
    with pytest.raises(ViewerError, match="JPEG XL Lossless") as caught:
        opened(compressed(uid=JPEGXLLossless))
    assert caught.value.code == "transfer-syntax"


@pytest.mark.parametrize(
    "decode",
    [
        lambda *_: frame(GRAY, rows=ROWS + 1),
        lambda *_: frame(np.stack([GRAY] * 3)),
        lambda *_: (_ for _ in ()).throw(ValueError("damaged")),
    ],
    ids=["another size", "more components", "damaged"],
)
def test_a_frame_that_is_not_the_files_is_an_error(
    decode: Callable[..., codecs.CodecFrame], jpeg_ls: Lender
) -> None:
    jpeg_ls.decode = decode
    with pytest.raises(ViewerError) as caught:
        opened(compressed()).render(View())
    assert caught.value.code == "decode"


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (DataError("rle-segments", found=1, expected=2), None),
        (ValueError("the scan is damaged."), "the scan is damaged"),
    ],
    ids=["our own", "another library's"],
)
def test_a_damaged_frame_is_explained_by_its_codec(
    error: ValueError, why: str | None, jpeg_ls: Lender
) -> None:
    def fail(*_: object) -> codecs.CodecFrame:
        raise error

    jpeg_ls.decode = fail
    with pytest.raises(ViewerError) as caught:
        opened(compressed()).render(View())
    reason = error.message if why is None else message("decoder-failed", detail=why)
    assert caught.value.message == message("frame-undecodable", frame=0, why=reason)


def test_users_of_pydicom_read_the_codecs_reason(jpeg_ls: Lender) -> None:
    def fail(*_: object) -> codecs.CodecFrame:
        raise DataError("rle-segments", found=1, expected=2)

    jpeg_ls.decode = fail
    with pytest.raises(RuntimeError, match=r"rle-segments \(found=1, expected=2\)"):
        compressed().pixel_array  # noqa: B018 - it is what decodes


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
