"""Bone of the slices around the shown one, seen through it."""

from typing import Annotated

import numpy as np


def bone_mip(
    volume: np.ndarray | None,
    pixels: np.ndarray,
    frame: int,
    slices: Annotated[int, {"min": 1, "max": 101, "step": 2}] = 21,
    bone: Annotated[int, {"min": 0, "max": 1000, "step": 10, "unit": "HU"}] = 250,
) -> np.ndarray | None:
    """Maximum projection of bone.

    Parameters
    ----------
    slices : int
        Slices, the shown one in their middle.
    bone : int
        Least value of bone.
    """
    if volume is None or pixels.shape != volume.shape[1:]:
        return None
    first = max(frame - slices // 2, 0)
    highest = volume[first : frame + slices // 2 + 1].max(axis=0)
    return np.where(highest >= bone, highest, pixels)
