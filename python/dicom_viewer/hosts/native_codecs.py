"""Codecs of this machine in place of JavaScript's.

pydicom finds the plugins that are installed (GDCM, pylibjpeg, pyjpegls) itself. What it has none
for, JPEG XL, is decoded by imagecodecs, and colours are converted by Pillow: where they are there.
"""

import importlib
import struct
from functools import cache, partial
from io import BytesIO
from types import ModuleType
from typing import Any

import numpy as np
from pydicom.pixels.decoders.base import DecodeRunner

from dicom_viewer.colour import colour_management
from dicom_viewer.errors import DataError, detail_of
from dicom_viewer.transfer_syntax import codecs


@cache
def register_native_codecs() -> None:
    """Register what is installed; what isn't, is said of the files that need it."""
    if (imagecodecs := _installed("imagecodecs")) is not None:
        codecs.register(partial(_decode_jpeg_xl, imagecodecs), ["jpeg-xl"])
    if (image_cms := _installed("PIL.ImageCms")) is not None:
        colour_management.register(partial(_to_srgb, image_cms))


def _installed(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _decode_jpeg_xl(
    imagecodecs: Any,  # noqa: ANN401 - it may not be there
    _: str,
    encoded: bytes,
    __: DecodeRunner,
) -> codecs.CodecFrame:
    try:
        values = np.asarray(imagecodecs.jpegxl_decode(encoded))
    except Exception as error:  # each codec fails in its own way
        raise DataError("decoder-failed", detail=detail_of(error)) from error
    rows, columns, components = (*values.shape, 1)[:3]
    return codecs.CodecFrame(
        samples=np.ascontiguousarray(values.astype(values.dtype.newbyteorder("<"))).tobytes(),
        columns=columns,
        rows=rows,
        components=components,
        is_planar=False,
        is_rgb=_is_recompressed_jpeg(encoded),
    )


def _is_recompressed_jpeg(encoded: bytes) -> bool:
    """Return whether the container (ISO/IEC 18181-2) has what it takes to make a JPEG again."""
    at = 0
    while at + 8 <= len(encoded):
        length, kind = struct.unpack_from(">L4s", encoded, at)
        if kind == b"jbrd":
            return True
        if length < 8:  # noqa: PLR2004 - the header; the last box, or one of more than 4 GB
            return False
        at += length
    return False


def _to_srgb(image_cms: Any, profile: bytes, rgb: bytes) -> bytes:  # noqa: ANN401 - as above
    """Convert RGB, a byte each, by the rendering intent that the profile names.

    Raises
    ------
    ValueError
        If the profile can't be used.
    """
    from PIL import Image  # noqa: PLC0415 - it is there, since its colour management is

    try:
        source = image_cms.ImageCmsProfile(BytesIO(profile))
        intent = image_cms.getDefaultIntent(source)
        target = image_cms.createProfile("sRGB")
        transform = image_cms.buildTransform(source, target, "RGB", "RGB", intent)
    except (OSError, image_cms.PyCMSError) as error:
        raise ValueError(str(error)) from error
    pixels = Image.frombytes("RGB", (len(rgb) // 3, 1), rgb)
    converted: bytes = image_cms.applyTransform(pixels, transform).tobytes()
    return converted
