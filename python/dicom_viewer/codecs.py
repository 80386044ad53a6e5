"""Codecs that come from outside Python, as decoder plugins of pydicom.

A codec is offered by its name, which makes its transfer syntaxes decodable, and installed when the
first file needs it. pydicom does the rest: encapsulation, offset tables, frames, sign, precision
and planar configuration; a user's own `Dataset.pixel_array` finds the same codecs.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pydicom.pixels.common import PhotometricInterpretation
from pydicom.pixels.decoders.base import DecodeRunner, get_decoder
from pydicom.uid import (
    JPEG2000,
    UID,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLossless,
    JPEGLosslessSV1,
    JPEGLSLossless,
    JPEGLSNearLossless,
)

from dicom_viewer.jpeg_header import precision_of, with_colour_transform

_CODECS = {
    "jpeg": (JPEGBaseline8Bit, JPEGExtended12Bit),
    "jpeg-lossless": (JPEGLossless, JPEGLosslessSV1),
    "jpeg-ls": (JPEGLSLossless, JPEGLSNearLossless),
    "jpeg2000": (JPEG2000Lossless, JPEG2000),
}

_TRANSFORMED = (PhotometricInterpretation.YBR_ICT, PhotometricInterpretation.YBR_RCT)
"""What a codestream's own component transform makes of RGB, and its decoder undoes."""

_offered: set[str] = set()
_installed: dict[str, "Decode"] = {}


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


Decode = Callable[[bytes], CodecFrame]


def offer(names: Iterable[str]) -> None:
    """Register the plugins of codecs that can be had, and installed later."""
    for name in names:
        _offered.add(name)
        for uid in _CODECS[name]:
            get_decoder(uid).add_plugin("dicom_viewer", (__name__, "decode_frame"))


def install(name: str, decode: Decode) -> None:
    """Provide the codec of a name; `decode` raises ValueError for what it can't decode."""
    _installed[name] = decode


def needed_codec(uid: UID) -> str | None:
    """Return the name of the codec that a transfer syntax needs and that isn't installed yet."""
    name = _codec_of(uid)
    return name if name in _offered and name not in _installed else None


def is_available(uid: str) -> bool:
    """Return whether the codec of a transfer syntax is offered; pydicom asks."""
    return _codec_of(UID(uid)) in _offered


def decode_frame(encoded: bytes, runner: DecodeRunner) -> bytes:
    """Decode a frame for pydicom, and tell its runner how the samples lie."""
    name = _codec_of(runner.transfer_syntax)
    if name is None or name not in _installed:
        raise ValueError(f"the codec {name} is not installed")
    if name == "jpeg":
        if (precision := precision_of(encoded)) not in (None, 8):
            raise ValueError(f"there is no decoder yet for JPEG of {precision} bits")
        is_ybr = runner.photometric_interpretation.startswith("YBR")
        encoded = with_colour_transform(encoded, is_ybr=is_ybr)
    frame = _installed[name](encoded)
    size = (frame.rows, frame.columns, frame.components)
    expected = (runner.rows, runner.columns, runner.samples_per_pixel)
    if size != expected:
        raise ValueError(f"the codestream is {size}, not {expected}, in rows, columns, components")
    runner.set_option("bits_allocated", 8 * len(frame.samples) // (size[0] * size[1] * size[2]))
    if frame.components > 1:
        runner.set_option("planar_configuration", int(frame.is_planar))
        if frame.is_rgb or runner.photometric_interpretation in _TRANSFORMED:
            runner.set_option("photometric_interpretation", PhotometricInterpretation.RGB)
    return frame.samples


def _codec_of(uid: UID) -> str | None:
    return next((name for name, uids in _CODECS.items() if uid in uids), None)
