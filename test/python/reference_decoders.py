"""Decoders of independent software, for what `reference_pixels` doesn't parse itself.

pydicom calls GDCM, pylibjpeg (libjpeg, OpenJPEG) and pyjpegls (CharLS) as its plugins, and does
what its rules say of a stream whose sign or precision isn't the file's. What these can't decode,
or one of them alone, imagecodecs decodes: libjpeg-turbo, OpenJPH, libjxl. Nothing of
`dicom_viewer` is used. A decoded frame goes back into a native data set, for `reference` to read.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial
from typing import Any

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.encaps import get_frame
from pydicom.pixels.decoders.base import get_decoder
from pydicom.uid import (
    HTJ2K,
    ExplicitVRLittleEndian,
    HTJ2KLossless,
    HTJ2KLosslessRPCL,
    JPEGExtended12Bit,
    RLELossless,
)

from reference_pixels import frame_count, transfer_syntax

PLUGINS = ("pylibjpeg", "gdcm", "pyjpegls")
"""pydicom's names of them; the package under test is a plugin, too, and not among them."""

JPEG_XL_RECOMPRESSION = "1.2.840.10008.1.2.4.111"
JPEG_XL = {"1.2.840.10008.1.2.4.110", JPEG_XL_RECOMPRESSION, "1.2.840.10008.1.2.4.112"}

IMAGECODECS: dict[str, tuple[str, Callable[[bytes], NDArray[Any]]]] = {
    JPEGExtended12Bit: ("libjpeg-turbo", imagecodecs.jpeg8_decode),
    **dict.fromkeys(
        (HTJ2K, HTJ2KLossless, HTJ2KLosslessRPCL),
        ("OpenJPH", partial(imagecodecs.htj2k_decode, planar=False)),
    ),
    **dict.fromkeys(JPEG_XL, ("libjxl", imagecodecs.jpegxl_decode)),
}
"""By transfer syntax: a library and the function that calls it."""

MADE_RGB = ("YBR_RCT", "YBR_ICT", "XYB")
"""What JPEG 2000's and JPEG XL's decoders make RGB; libjxl also the chroma of a JPEG."""


def decodes(dataset: Dataset, frame: int) -> Iterator[tuple[str, Dataset]]:
    """Decode a compressed frame with each decoder that can.

    Yields
    ------
    tuple[str, pydicom.dataset.Dataset]
        The decoder's name, and the data set with native pixel data, which hold that frame in its
        place and nothing before it.
    """
    uid = transfer_syntax(dataset)
    for plugin in PLUGINS:
        try:
            values, properties = get_decoder(uid).as_array(
                dataset, index=frame, raw=True, decoding_plugin=plugin
            )
        except Exception:  # noqa: BLE001, S112 - each fails in its own way at what it can't decode
            continue
        photometric = str(properties["photometric_interpretation"])
        yield plugin, _native(dataset, frame, values, photometric, properties["bits_stored"])
    # of JPEG it takes colour only by guessing its space
    if uid in IMAGECODECS and not (uid == JPEGExtended12Bit and dataset.SamplesPerPixel > 1):
        name, decode = IMAGECODECS[uid]
        encoded = get_frame(dataset.PixelData, frame, number_of_frames=frame_count(dataset))
        photometric = dataset.PhotometricInterpretation
        if photometric in MADE_RGB or (
            uid == JPEG_XL_RECOMPRESSION and dataset.SamplesPerPixel > 1
        ):
            photometric = "RGB"
        yield name, _native(dataset, frame, decode(encoded), photometric, dataset.BitsStored)


def is_native(dataset: Dataset) -> bool:
    """Return whether `reference_pixels` reads the pixel data itself."""
    uid = transfer_syntax(dataset)
    return uid == RLELossless or uid is None or not uid.is_encapsulated


def is_reversible(codestream: bytes) -> bool:
    """Return whether JPEG 2000 is of the wavelet in integers (ISO/IEC 15444-1 table A.20)."""
    at = codestream.index(b"\xff\x4f\xff\x51") + 2  # SOC, then SIZ
    while codestream[at : at + 2] != b"\xff\x52":  # COD
        at += 2 + int.from_bytes(codestream[at + 2 : at + 4], "big")
    return codestream[at + 13] == 1


def _native(
    dataset: Dataset, frame: int, values: NDArray[Any], photometric: str, bits_stored: int
) -> Dataset:
    copy = deepcopy(dataset)
    copy.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    # decoders repeat the chroma that two pixels share
    copy.PhotometricInterpretation = photometric.replace("_422", "")
    copy.PlanarConfiguration = 0
    copy.BitsAllocated = 8 * values.dtype.itemsize
    copy.BitsStored, copy.HighBit = bits_stored, bits_stored - 1
    copy.PixelRepresentation = int(values.dtype.kind == "i")
    before = bytes(frame * values.nbytes)
    copy.PixelData = (
        before + np.ascontiguousarray(values.astype(f"<{values.dtype.str[1:]}")).tobytes()
    )
    return copy
