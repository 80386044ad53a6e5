"""Codecs that come from outside Python, as decoder plugins of pydicom.

They are registered as one function, which makes their transfer syntaxes decodable. pydicom does the
rest: encapsulation, offset tables, frames, sign, precision and planar configuration; a user's own
`Dataset.pixel_array` finds the same codecs.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pydicom.pixels.common import PhotometricInterpretation
from pydicom.pixels.decoders.base import DecodeRunner
from pydicom.uid import UID, RLELossless

from dicom_viewer.errors import DataError
from dicom_viewer.transfer_syntax.families import (
    HIGH_THROUGHPUT_JPEG_2000,
    JPEG_2000,
    JPEG_DCT,
    JPEG_LOSSLESS,
    JPEG_LS,
    JPEG_XL,
    JPEGXLJPEGRecompression,
    decoder_for,
)
from dicom_viewer.transfer_syntax.jpeg_header import precision_of, with_colour_transform

_CODECS: dict[str, tuple[UID, ...]] = {
    "jpeg": JPEG_DCT,
    "jpeg-12bit": (),  # those of "jpeg", for streams of 12 bits
    "jpeg-lossless": JPEG_LOSSLESS,
    "jpeg-ls": JPEG_LS,
    "jpeg2000": (*JPEG_2000, *HIGH_THROUGHPUT_JPEG_2000),
    "jpeg-xl": JPEG_XL,
    "rle": (RLELossless,),
}
"""The transfer syntaxes that each codec decodes."""

NAMES = tuple(_CODECS)
"""The names of all codecs, which are those of JavaScript's files."""

_TRANSFORMED = (PhotometricInterpretation.YBR_ICT, PhotometricInterpretation.YBR_RCT)
"""What a codestream's own component transform makes of RGB, and its decoder undoes."""

_DEEP_JPEG = 12
"""The other precision of a lossy JPEG than 8 bits (ISO/IEC 10918-1 B.2.2)."""

FAILURES = "codec_failures"
"""The option of a decoder that names a list: `decode_frame` adds the DataError that it raises.

pydicom keeps of what a plugin raises only the text.
"""

_registered: dict[str, "Decode"] = {}


@dataclass(frozen=True)
class CodecFrame:
    """A frame as a codec decodes it.

    Attributes
    ----------
    samples : bytes
        Little endian, each of as many bytes as the stream's precision needs.
    columns, rows, components : int
        What the codestream says of itself.
    is_planar : bool
        Whether the samples lie in planes, one for each component.
    is_rgb : bool
        Whether luma and chroma of YBR_FULL and YBR_FULL_422 have become RGB.
    """

    samples: bytes
    columns: int
    rows: int
    components: int
    is_planar: bool
    is_rgb: bool


Decode = Callable[[str, bytes, DecodeRunner], CodecFrame]
"""Of a codec's name, a frame and what pydicom knows of it; raises DataError."""


class FramePending(BaseException):
    """A frame is being decoded elsewhere: what needs it is to be asked for again.

    It is no `Exception`, because pydicom takes those of a plugin for a damaged frame.
    """


def register(decode: Decode, names: Iterable[str] = NAMES) -> None:
    """Register codecs, all of which one function calls, as pydicom's plugins."""
    for name in names:
        _registered[name] = decode
        for uid in _CODECS[name]:
            decoder = decoder_for(uid)
            for plugin in decoder.available_plugins:  # pydicom's own, in plain Python, is slow
                decoder.remove_plugin(plugin)
            decoder.add_plugin("dicom_viewer", (__name__, "decode_frame"))


def is_available(uid: str) -> bool:
    """Return whether the codec of a transfer syntax is registered; pydicom asks."""
    return any(uid in _CODECS[name] for name in _registered)


def decode_frame(encoded: bytes, runner: DecodeRunner) -> bytes:
    """Decode a frame for pydicom, and tell its runner how the samples lie.

    Raises
    ------
    FramePending
        If the frame isn't decoded yet.
    DataError
        If the frame can't be decoded.
    """
    try:
        return _decoded_frame(encoded, runner)
    except DataError as failure:
        runner.get_option(FAILURES, []).append(failure)
        raise


def _decoded_frame(encoded: bytes, runner: DecodeRunner) -> bytes:
    name = _codec_for(runner.transfer_syntax, encoded)
    if name == "jpeg":
        is_ybr = runner.photometric_interpretation.startswith("YBR")
        encoded = with_colour_transform(encoded, is_ybr=is_ybr)
    frame = _registered[name](name, encoded, runner)
    size = (frame.rows, frame.columns, frame.components)
    expected = (runner.rows, runner.columns, runner.samples_per_pixel)
    if size != expected:
        found, wanted = (" × ".join(map(str, each)) for each in (size, expected))
        raise DataError("decoded-size", found=found, expected=wanted)
    runner.set_option("bits_allocated", 8 * len(frame.samples) // (size[0] * size[1] * size[2]))
    if frame.components > 1:
        runner.set_option("planar_configuration", int(frame.is_planar))
        was_jpeg = runner.transfer_syntax == JPEGXLJPEGRecompression
        if frame.is_rgb or was_jpeg or runner.photometric_interpretation in _TRANSFORMED:
            runner.set_option("photometric_interpretation", PhotometricInterpretation.RGB)
    return frame.samples


def _codec_for(uid: UID, encoded: bytes) -> str:
    """Return the name of a frame's codec; JPEG's depends on the stream, not on the syntax."""
    name = next(name for name, uids in _CODECS.items() if uid in uids)
    return "jpeg-12bit" if name == "jpeg" and precision_of(encoded) == _DEEP_JPEG else name
