"""Colour samples to 8-bit RGB by *Photometric Interpretation* (PS3.3 C.7.6.3.1.2)."""

import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.pixels.processing import apply_color_lut

from dicom_viewer.errors import ErrorCode, ViewerError
from dicom_viewer.lut import read_lut

MONOCHROME = ("MONOCHROME1", "MONOCHROME2")
PALETTE_COLOR = "PALETTE COLOR"
_CHROMA_FULL_RANGE = ("YBR_FULL", "YBR_FULL_422")


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
    if photometric_interpretation not in _CHROMA_FULL_RANGE:
        return samples
    values = samples.astype(np.float64)
    # the inverse of the matrix of PS3.3 C.7.6.3.1.2 with the unrounded factors of ITU-T T.871
    luma = values[..., 0]
    blue_chroma, red_chroma = (values[..., i] - (1 << (bits - 1)) for i in (1, 2))
    red = luma + 1.402 * red_chroma
    blue = luma + 1.772 * blue_chroma
    green = luma - (0.114 * 1.772 * blue_chroma + 0.299 * 1.402 * red_chroma) / 0.587
    return np.clip(np.stack([red, green, blue], axis=-1), 0, (1 << bits) - 1)


def to_8_bits(values: NDArray[Any], bits: int) -> NDArray[np.uint8]:
    """Scale samples of 0 to 2**bits - 1 to 0 to 255, rounded."""
    if bits == 8 and np.issubdtype(values.dtype, np.integer):  # noqa: PLR2004
        scaled = values
    else:
        scaled = np.clip(np.rint(values * (255 / ((1 << bits) - 1))), 0, 255)
    eight: NDArray[np.uint8] = scaled.astype(np.uint8, copy=False)
    return eight


def palette_rgb(
    dataset: Dataset, stored: NDArray[np.integer], *, signed: bool
) -> NDArray[np.uint8]:
    """Look stored values (n,) up in the *Palette Color Lookup Tables* of a data set.

    Returns
    -------
    numpy.ndarray
        uint8 (n, 3). Of 16-bit entries the high byte counts: the tables of many files hold 8-bit
        levels shifted up, whose white a rescaling would darken.

    Raises
    ------
    ViewerError
        `decode` if the data set has no usable tables (PS3.3 C.7.6.3.1.5 and C.7.6.3.1.6).
    """
    if "SegmentedRedPaletteColorLookupTableData" in dataset:
        rgb = _segmented_palette_rgb(dataset, stored)
        return (rgb >> 8 * (rgb.dtype.itemsize - 1)).astype(np.uint8)
    channels = [
        read_lut(
            dataset,
            signed_input=signed,
            descriptor=f"{colour}PaletteColorLookupTableDescriptor",
            data=f"{colour}PaletteColorLookupTableData",
        )
        for colour in ("Red", "Green", "Blue")
    ]
    luts = [lut for lut in channels if lut is not None]
    if len(luts) < len(channels):
        raise _no_palette()
    # by what the tables hold, not by what a frame uses of them: dark frames have small entries only
    is_wide = max(int(lut.entries.max()) for lut in luts) > 0xFF  # noqa: PLR2004
    return np.stack(
        [(lut.look_up(stored) >> (8 if is_wide else 0)).astype(np.uint8) for lut in luts], axis=-1
    )


def _segmented_palette_rgb(
    dataset: Dataset, stored: NDArray[np.integer]
) -> NDArray[np.unsignedinteger]:
    """Look stored values up in segmented tables (PS3.3 C.7.9.2), which pydicom expands."""
    try:
        count, first, _ = dataset.RedPaletteColorLookupTableDescriptor
        # clipped first: pydicom's own clipping wraps around in the entries' type
        inside = np.clip(stored, first, first + (count or 1 << 16) - 1)
        return apply_color_lut(inside, dataset)[..., :3]
    except (AttributeError, ValueError, TypeError, IndexError, struct.error) as error:
        raise _no_palette() from error


def _no_palette() -> ViewerError:
    message = "The image needs a colour palette, and the file holds no usable one."
    return ViewerError(ErrorCode.DECODE, message)
