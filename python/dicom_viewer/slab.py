"""What a slab's planes are projected to: their mean, maximum or minimum."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import reduce
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Projection(StrEnum):
    """How a slab becomes a plane."""

    MEAN = "mean"
    MAX = "max"
    MIN = "min"


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
