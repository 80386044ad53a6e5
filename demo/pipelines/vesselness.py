# /// script
# dependencies = ["opencv-python"]
# ///
"""Bright lines, as vessels are: the filter of Frangi et al. (MICCAI 1998) on one image."""

from typing import Annotated

import cv2
import numpy as np

SCALES = 4
"""At how many widths lines are looked for."""

ROUNDNESS = 0.5
"""How round a spot is, of 1, that still counts as a line: the β of the filter."""


def vesselness(
    pixels: np.ndarray,
    spacing: tuple[float, float] | None,
    narrow: Annotated[float, {"min": 0.5, "max": 10, "step": 0.5, "unit": "mm"}] = 1.5,
    wide: Annotated[float, {"min": 0.5, "max": 20, "step": 0.5, "unit": "mm"}] = 4,
    contrast: Annotated[float, {"min": 1, "max": 500, "step": 1}] = 100,
) -> np.ndarray | str:
    """Vesselness in percent.

    Parameters
    ----------
    narrow : float
        Narrowest line, as the standard deviation of its profile.
    wide : float
        Widest line.
    contrast : float
        How much brighter a line is.
    """
    if pixels.ndim > 2:  # noqa: PLR2004 - rows, columns
        return "Vesselness is of images in gray."
    down, right = (1.0, 1.0) if spacing is None else spacing
    scales = np.geomspace(narrow, max(narrow, wide), SCALES)
    found = [_at_scale(pixels, sigma / down, sigma / right, contrast) for sigma in scales]
    return 100 * np.maximum.reduce(found)


def _at_scale(pixels: np.ndarray, rows: float, columns: float, contrast: float) -> np.ndarray:
    """Return the vesselness, from 0 to 1, at a scale in rows and in columns."""
    smooth = cv2.GaussianBlur(pixels, (0, 0), sigmaX=columns, sigmaY=rows)
    across = columns**2 * cv2.Sobel(smooth, cv2.CV_32F, 2, 0, scale=1 / 4)
    along = rows**2 * cv2.Sobel(smooth, cv2.CV_32F, 0, 2, scale=1 / 4)
    mixed = rows * columns * cv2.Sobel(smooth, cv2.CV_32F, 1, 1, scale=1 / 4)
    middle, half = (across + along) / 2, np.hypot((across - along) / 2, mixed)
    # Eigenvalues of the Hessian matrix, by their size: the greater is the one across a line.
    one, other = middle - half, middle + half
    is_less = np.abs(one) < np.abs(other)
    smaller, greater = np.where(is_less, one, other), np.where(is_less, other, one)
    bent = np.where(greater < 0, greater, -1)
    roundness = np.exp(-((smaller / bent / ROUNDNESS) ** 2) / 2)
    strength = 1 - np.exp(-(smaller**2 + greater**2) / (2 * contrast**2))
    return np.where(greater < 0, roundness * strength, 0).astype(np.float32)
