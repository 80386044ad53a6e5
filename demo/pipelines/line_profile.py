"""The values along a row, and how often each value is found."""

from typing import Annotated

import numpy as np


def line_profile(
    pixels: np.ndarray,
    spacing: tuple[float, float] | None,
    height: Annotated[float, {"min": 0, "max": 100, "step": 0.5, "unit": "%"}] = 50,
) -> dict[str, object]:
    """Values along a row.

    Parameters
    ----------
    height : float
        Row, from the top.
    """
    row = round(height / 100 * (len(pixels) - 1))
    mask = np.zeros(pixels.shape, bool)
    mask[row] = True
    x = np.arange(pixels.shape[1]) * (spacing[1] if spacing else 1)
    plot = {"x": x, "y": pixels[row], "xlabel": "mm" if spacing else "pixels", "ylabel": "value"}
    return {"mask": mask, "plot": {"title": f"Row {row}", **plot}}


def histogram(
    pixels: np.ndarray, mask: np.ndarray, bins: Annotated[int, {"min": 8, "max": 256}] = 64
) -> dict[str, object]:
    """Histogram of what is drawn, or of the whole image.

    Parameters
    ----------
    bins : int
        Bars.
    """
    values = pixels[mask] if mask.any() else pixels
    counts, limits = np.histogram(values, bins)
    centers = (limits[:-1] + limits[1:]) / 2
    return {"x": centers, "y": counts, "xlabel": "value", "ylabel": "pixels"}
