"""Colour samples to 8-bit RGB by *Photometric Interpretation* (PS3.3 C.7.6.3.1.2)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

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
