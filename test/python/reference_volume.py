"""The values of a volume at points of the patient, from the eight voxels around it.

Written from PS3.3 C.7.6.2.1.1 and the definition of trilinear interpolation; imports nothing of
the package.
"""

from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

CLOSE = 1e-6


def sample(
    voxels: NDArray[np.float64],
    positions: NDArray[np.float64],
    orientation: NDArray[np.float64],
    spacing: tuple[float, float],
    points: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return the values at points (n, 3) of the patient, NaN outside.

    Parameters
    ----------
    voxels : numpy.ndarray
        Modality values, (slices, rows, columns).
    positions, orientation : numpy.ndarray
        *Image Position (Patient)* of each slice; the halves of *Image Orientation (Patient)*.
    spacing : tuple[float, float]
        Between columns, and between rows.
    points : numpy.ndarray
        In mm.
    """
    right, down = orientation
    normal = np.cross(right, down)
    heights = positions @ normal
    values = np.full(len(points), np.nan)
    for k, (low, high) in enumerate(pairwise(heights)):
        part = (points @ normal - low) / (high - low)
        corners = positions[k] + part[:, np.newaxis] * (positions[k + 1] - positions[k])
        x = ((points - corners) * right).sum(axis=1) / spacing[0]
        y = ((points - corners) * down).sum(axis=1) / spacing[1]
        inside = (part >= -CLOSE) & (part <= 1 + CLOSE)
        for place, count in ((x, voxels.shape[2]), (y, voxels.shape[1])):
            inside &= (place >= -CLOSE) & (place <= count - 1 + CLOSE)
        place = np.stack([part, y, x], axis=1)[inside]
        values[inside] = _weighed(voxels[k : k + 2], place)
    return values


def _weighed(voxels: NDArray[np.float64], place: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the values at places (n, 3): the nearer a voxel, the more it weighs, in each axis."""
    total = np.zeros(len(place))
    last = np.array(voxels.shape) - 1
    first = np.clip(np.floor(place), 0, last - 1).astype(int)
    for step in product((0, 1), repeat=3):
        corner = first + step
        weights = np.clip(1 - np.abs(place - corner), 0, 1)
        weights[weights < CLOSE] = 0
        weights[weights > 1 - CLOSE] = 1
        weight = weights.prod(axis=1)
        counts = weight > 0
        total[counts] += weight[counts] * voxels[tuple(corner[counts].T)]
    return total
