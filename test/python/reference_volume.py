"""The values of a volume at points of the patient, from the eight voxels around it.

Written from PS3.3 C.7.6.2.1.1 and the definition of trilinear interpolation; imports nothing of
the package.
"""

from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

CLOSE = 1e-6

SLACK = 0.05
"""By what part of the usual distance slices may be closer than twice it where one is missing."""

WAYS = {
    "axial": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "coronal": ((1, 0, 0), (0, 0, -1), (0, 1, 0)),
    "sagittal": ((0, 1, 0), (0, 0, -1), (1, 0, 0)),
}
"""What is right and down in each plane, and where the next plane lies, in the patient.

Planes are seen from the feet, from the front and from the patient's left.
"""


@dataclass(frozen=True)
class Scan:
    """A volume as its data sets say it is.

    `voxels` are modality values, (slices, rows, columns); `positions` and `orientation` *Image
    Position (Patient)* of each slice and the halves of *Image Orientation (Patient)*; `spacing` is
    that between columns, and between rows.
    """

    voxels: NDArray[np.float64]
    positions: NDArray[np.float64]
    orientation: NDArray[np.float64]
    spacing: tuple[float, float]

    def plane(self, name: str, index: int) -> NDArray[np.float64]:
        """Return the values of a plane of square pixels, NaN outside.

        Planes fill the box around the voxels' centres, from that corner of it which is the first by
        `WAYS`, in steps of the lesser pixel spacing; they are as far apart as the voxels along that
        axis which is nearest to their normal.
        """
        ways = np.array(WAYS[name], np.float64)
        corners = self._corners() @ ways.T
        low, high = corners.min(axis=0), corners.max(axis=0)
        side = min(self.spacing)
        columns, rows = (int((high - low)[i] / side + CLOSE) + 1 for i in range(2))
        y, x = np.mgrid[:rows, :columns].reshape(2, -1)
        distance = np.full(x.size, index * self._step(ways[2]))
        points = (low + np.stack([x * side, y * side, distance], axis=1)) @ ways
        values = sample(self.voxels, self.positions, self.orientation, self.spacing, points)
        return values.reshape(rows, columns)

    def count(self, name: str) -> int:
        """Return how many planes there are of a kind."""
        way = np.array(WAYS[name][2], np.float64)
        return int(np.ptp(self._corners() @ way) / self._step(way) + CLOSE) + 1

    def _step(self, way: NDArray[np.float64]) -> float:
        right, down = self.orientation
        normal = np.cross(right, down)
        between = float(np.median(np.diff(self.positions @ normal)))
        shares = np.abs([right @ way, down @ way, normal @ way])
        return (*self.spacing, between)[int(shares.argmax())]

    def _corners(self) -> NDArray[np.float64]:
        _, rows, columns = self.voxels.shape
        across = np.outer([0, columns - 1], self.spacing[0] * self.orientation[0])
        down = np.outer([0, rows - 1], self.spacing[1] * self.orientation[1])
        corners = self.positions[:, np.newaxis, np.newaxis] + across + down[:, np.newaxis]
        return corners.reshape(-1, 3)


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
    usual = float(np.median(np.diff(heights)))
    for k, (low, high) in enumerate(pairwise(heights)):
        part = (points @ normal - low) / (high - low)
        if high - low > (2 - SLACK) * usual:
            part[(part > CLOSE) & (part < 1 - CLOSE)] = np.nan  # where slices are missing
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
