"""Device-independent colour in a file: CIELab under D50 to sRGB (PS3.3 C.10.7.1.1)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_D50 = np.array([0.9642, 1.0, 0.8249])
"""The white of the profile connection space."""

_XYZ_TO_SRGB = np.array(
    [
        [3.1338561, -1.6168667, -0.4906146],
        [-0.9787684, 1.9161415, 0.0334540],
        [0.0719453, -0.2289914, 1.4052427],
    ]
)
"""Inverse of sRGB's primaries (IEC 61966-2-1), adapted from D65 to D50 by Bradford's method."""

_END_OF_LINE = 0.0031308
"""Up to where sRGB is linear."""


def cielab_to_rgb(encoded: Sequence[float]) -> tuple[int, int, int]:
    """Convert a colour as a file encodes it.

    Parameters
    ----------
    encoded : Sequence[float]
        L*, a* and b* as 0 to 65535 each: 0 to 100, and -128 to 127 with 0 at 8080H.

    Returns
    -------
    tuple[int, int, int]
        Red, green and blue of sRGB, 0 to 255; colours outside of it are clipped.
    """
    lightness, a, b = encoded[0] * 100 / 65535, encoded[1] / 257 - 128, encoded[2] / 257 - 128
    y = (lightness + 16) / 116
    xyz = _D50 * _undo_cube_root(np.array([y + a / 500, y, y - b / 200]))
    linear = np.clip(_XYZ_TO_SRGB @ xyz, 0, 1)
    srgb = np.where(linear <= _END_OF_LINE, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    red, green, blue = np.rint(srgb * 255).astype(int).tolist()
    return red, green, blue


def _undo_cube_root(value: NDArray[np.float64]) -> NDArray[np.float64]:
    """Invert CIELab's f: a cube root with a line near black (CIE 15)."""
    return np.where(value > 6 / 29, value**3, 3 * (6 / 29) ** 2 * (value - 4 / 29))
