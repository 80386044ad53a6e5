"""Colour samples to 8-bit RGB by *Photometric Interpretation* (PS3.3 C.7.6.3.1.2)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.uid import UID, RLELossless

from dicom_viewer.transfer_syntax.families import (
    JPEG_DCT,
    DeflatedImageFrameCompression,
    EncapsulatedUncompressedExplicitVRLittleEndian,
)

MONOCHROME = ("MONOCHROME1", "MONOCHROME2")
PALETTE_COLOR = "PALETTE COLOR"
_FULL_RANGE = ("YBR_FULL", "YBR_FULL_422")
_PARTIAL_RANGE = ("YBR_PARTIAL_422", "YBR_PARTIAL_420")
_OF_JPEG_2000 = ("YBR_ICT", "YBR_RCT")
COLOUR = ("RGB", *_FULL_RANGE, *_PARTIAL_RANGE, *_OF_JPEG_2000)
SUBSAMPLED = ("YBR_FULL_422", *_PARTIAL_RANGE)
"""What has less chroma than luma where it is native; a decoder returns as much of both."""
_PLAIN = (
    RLELossless,
    EncapsulatedUncompressedExplicitVRLittleEndian,
    DeflatedImageFrameCompression,
)
"""What keeps samples in the colour space that they had before they were encapsulated."""


def colour_space_as_encoded(photometric_interpretation: str, transfer_syntax: UID) -> str:
    """Return the colour space that samples have in a transfer syntax, whatever they are said to be.

    YBR_ICT and YBR_RCT are made and undone by a JPEG 2000 codec: elsewhere, a file still bears the
    name that it had before it was decompressed to RGB. The chroma of a JPEG has the full range
    (ITU-T T.871), also where it is called YBR_PARTIAL_422.
    """
    is_plain = not transfer_syntax.is_encapsulated or transfer_syntax in _PLAIN
    if photometric_interpretation in _OF_JPEG_2000 and is_plain:
        return "RGB"
    if photometric_interpretation in _PARTIAL_RANGE and transfer_syntax in JPEG_DCT:
        return "YBR_FULL_422"
    return photometric_interpretation


def to_rgb(samples: NDArray[Any], photometric_interpretation: str, bits: int) -> NDArray[Any]:
    """Convert colour samples to RGB of the same range.

    Parameters
    ----------
    samples : numpy.ndarray
        (rows, columns, 3), unsigned, chroma at full resolution.
    photometric_interpretation : str
        The colour space of `samples`.
    bits : int
        *Bits Stored*: samples range from 0 to 2**bits - 1.

    Returns
    -------
    numpy.ndarray
        (rows, columns, 3) in 0 to 2**bits - 1: `samples` itself if it is RGB, else float64, not
        rounded.
    """
    if photometric_interpretation not in (*_FULL_RANGE, *_PARTIAL_RANGE):
        return samples
    white = (1 << bits) - 1
    values = samples.astype(np.float64)
    luma = values[..., 0]
    blue_chroma, red_chroma = (values[..., i] - (1 << (bits - 1)) for i in (1, 2))
    gain = 1.0
    if photometric_interpretation in _PARTIAL_RANGE:
        # of 8 bits, luma is from 16 to 235 and chroma from 16 to 240; of more, that times 2^n
        step = 2.0 ** (bits - 8)
        luma = (luma - 16 * step) * (white / (219 * step))
        gain = white / (224 * step)
    # the inverse of the matrices of PS3.3 C.7.6.3.1.2 with their factors unrounded (ITU-T T.871)
    red = luma + 1.402 * gain * red_chroma
    blue = luma + 1.772 * gain * blue_chroma
    green = luma - gain * (0.114 * 1.772 * blue_chroma + 0.299 * 1.402 * red_chroma) / 0.587
    return np.clip(np.stack([red, green, blue], axis=-1), 0, white)


def to_8_bits(values: NDArray[Any], bits: int) -> NDArray[np.uint8]:
    """Scale samples of 0 to 2**bits - 1 to 0 to 255, rounded."""
    if bits == 8 and np.issubdtype(values.dtype, np.integer):  # noqa: PLR2004
        scaled = values
    else:
        scaled = np.clip(np.rint(values * (255 / ((1 << bits) - 1))), 0, 255)
    eight: NDArray[np.uint8] = scaled.astype(np.uint8, copy=False)
    return eight
