"""Labels and values of another grid at points of the patient, by brute force.

Written from PS3.3 C.7.6.2.1.1; imports nothing of the package.
"""

import numpy as np
from numpy.typing import NDArray

from layered import Grid
from slices import normal_of

TIE = 1e-6
"""What part of a voxel two voxels may be as near as each other by: the latter counts then."""


def voxels_at(grid: Grid, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the voxel coordinates (slice, row, column), with fractions, of points (..., 3)."""
    right, down = np.array(grid.orientation[:3]), np.array(grid.orientation[3:])
    matrix = np.stack(
        [
            grid.distance * normal_of(grid.orientation),
            grid.spacing[0] * down,
            grid.spacing[1] * right,
        ],
        axis=1,
    )
    return (points - np.array(grid.origin)) @ np.linalg.inv(matrix).T


def labels_at(
    grid: Grid, masks: NDArray[np.bool_], points: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Return which segments cover points: masks are (slices, rows, columns, segments)."""
    places = np.floor(voxels_at(grid, points) + 0.5 + TIE).astype(int)
    inside = ((places >= 0) & (places < grid.size)).all(axis=-1)
    covered = np.zeros((*points.shape[:-1], masks.shape[-1]), np.bool_)
    covered[inside] = masks[tuple(places[inside].T)]
    return covered


def values_at(
    grid: Grid, values: NDArray[np.float64], points: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return trilinear values at points; constant for half a voxel at the edge, NaN beyond."""
    places = voxels_at(grid, points)
    last = np.array(grid.size) - 1
    inside = ((places >= -0.5 - TIE) & (places <= last + 0.5 + TIE)).all(axis=-1)
    held = np.clip(places, 0, last)
    first = np.clip(np.floor(held), 0, np.maximum(last - 1, 0)).astype(int)
    part = held - first
    total = np.zeros(points.shape[:-1])
    for corner in np.ndindex(2, 2, 2):
        weight = np.prod(np.where(corner, part, 1 - part), axis=-1)
        total += weight * values[tuple(np.moveaxis(np.minimum(first + corner, last), -1, 0))]
    return np.where(inside, total, np.nan)


def masks_of(indices: NDArray[np.integer], table: list[list[int]], count: int) -> NDArray[np.bool_]:
    """Return the segments that a picture of labels says cover each pixel."""
    covers = np.zeros((len(table), count), np.bool_)
    for index, combination in enumerate(table):
        for number in combination[::2]:
            covers[index, number - 1] = True
    return covers[indices]
