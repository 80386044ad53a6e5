"""What a slab's planes are projected to: their mean, maximum or minimum."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import reduce
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

_ROUNDING = 1e-6
"""What part of a step planes may lie beyond a slab's faces."""


class Projection(StrEnum):
    """How a slab becomes a plane."""

    MEAN = "mean"
    MAX = "max"
    MIN = "min"


def slab_offsets(slab: float, step: float, extent: float) -> NDArray[np.float64]:
    """Return how far in mm, float64 (planes,), from the plane in its middle those of a slab lie.

    They are a step from each other, and no farther from the middle than an extent in mm.
    """
    reach = min(slab / 2, extent)
    count = int(reach / step + _ROUNDING)
    return np.arange(-count, count + 1, dtype=np.float64) * step


def project(planes: Iterable[NDArray[Any]], projection: Projection) -> NDArray[Any]:
    """Return the mean, maximum or minimum of planes of one shape; one plane is its own.

    What isn't a number doesn't count; where there is none, the outcome isn't one either. No more
    than two planes are in memory at a time.
    """
    if projection is Projection.MAX:
        return reduce(np.fmax, planes)
    if projection is Projection.MIN:
        return reduce(np.fmin, planes)
    return _mean(iter(planes))


def _mean(planes: Iterator[NDArray[Any]]) -> NDArray[Any]:
    """Return the mean of floating-point planes, in their type."""
    first = next(planes)
    second = next(planes, None)
    if second is None:
        return first
    total = np.zeros_like(first)
    count = np.zeros_like(first)
    for plane in chain((first, second), planes):
        is_number = ~np.isnan(plane)
        total += plane if is_number.all() else np.where(is_number, plane, 0).astype(plane.dtype)
        count += is_number
    with np.errstate(invalid="ignore"):
        np.divide(total, count, out=total)
    return total
