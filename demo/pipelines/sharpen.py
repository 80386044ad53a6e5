"""An unsharp mask, and edges: two filters of one smoothed image."""

from typing import Annotated

import numpy as np


def unsharp(
    pixels: np.ndarray,
    amount: Annotated[float, {"min": 0, "max": 5, "step": 0.1}] = 1,
    sigma: Annotated[float, {"min": 0.5, "max": 5, "step": 0.1, "unit": "px"}] = 1.5,
) -> np.ndarray:
    """Unsharp mask.

    Parameters
    ----------
    amount : float
        Strength.
    sigma : float
        Size of the details.
    """
    return pixels + amount * (pixels - _smoothed(pixels, sigma))


def edges(
    pixels: np.ndarray,
    sigma: Annotated[float, {"min": 0.5, "max": 5, "step": 0.1, "unit": "px"}] = 1,
) -> np.ndarray:
    """Edges: how much the value changes from a pixel to the next.

    Parameters
    ----------
    sigma : float
        Smoothing.
    """
    return np.hypot(*np.gradient(_smoothed(pixels, sigma)))


def _smoothed(pixels: np.ndarray, sigma: float) -> np.ndarray:
    """Return the pixels weighted by a Gaussian function; beyond an edge its pixels go on."""
    reach = int(np.ceil(3 * sigma))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    for _ in range(2):  # along the rows, then along the columns
        lines = np.pad(pixels, [(0, 0), (reach, reach)], mode="edge")
        count = pixels.shape[1]
        parts = (weight * lines[:, at : at + count] for at, weight in enumerate(weights))
        pixels = (sum(parts) / weights.sum()).T
    return pixels
