"""What lies between two values, in all slices."""

import math
from typing import Annotated

import numpy as np


def threshold(
    volume: np.ndarray | None,
    spacing: tuple[float, float, float],
    low: Annotated[int, {"min": -1000, "max": 2000, "step": 10, "unit": "HU"}] = 300,
    high: Annotated[int, {"min": -1000, "max": 2000, "step": 10, "unit": "HU"}] = 2000,
) -> dict[str, object] | str:
    """Volume between two values.

    Parameters
    ----------
    low : int
        From.
    high : int
        To, and with it.
    """
    if volume is None:
        return "A volume needs several parallel slices."
    mask = (volume >= low) & (volume <= high)
    voxels = int(mask.sum())
    milliliters = voxels * math.prod(spacing) / 1000
    return {"mask": mask, "table": {"voxels": voxels, "volume in ml": milliliters}}
