"""How far apart slices lie, and where some are missing."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

SAME_DISTANCE = 0.05
"""Distances that differ by no more, relative to the usual one, are one: they were rounded."""


def slice_spacing(distances: NDArray[np.floating[Any]]) -> float:
    """Return the median of the distances between neighbouring slices, at least one.

    `np.median` and `statistics` give the same, but import more than the start image has room for.
    """
    ordered = np.sort(distances)
    return float(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def has_gaps(
    distances: NDArray[np.float64], thicknesses: Sequence[float | None]
) -> NDArray[np.bool_]:
    """Return between which neighbouring slices one more would fit: there, some are missing.

    The usual distance is the median, or, where some slices are thicker than others, as above the
    base of the skull in a CT of the head, in proportion to their thickness.

    Parameters
    ----------
    distances : numpy.ndarray
        float64 (slices - 1,), in mm; at least one.
    thicknesses : Sequence[float | None]
        *Slice Thickness* of each slice in mm.
    """
    relative = distances
    if None not in thicknesses:
        known = np.array(thicknesses, np.float64)
        relative = distances / (known[:-1] + known[1:])
    return relative >= (2 - SAME_DISTANCE) * slice_spacing(relative)
