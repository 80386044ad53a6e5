"""*Palette Color Lookup Tables* (PS3.3 C.7.6.3.1.5 and C.7.6.3.1.6)."""

import struct

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.pixels.processing import apply_color_lut

from dicom_viewer.errors import ErrorCode, ViewerError
from dicom_viewer.lut import read_lut


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
