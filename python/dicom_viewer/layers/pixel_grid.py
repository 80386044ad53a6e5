"""The pixels of the image that layers lie on, as places in the patient."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.geometry.image_plane import ImagePlane
from dicom_viewer.rendering.picture import ImageGrid

_NEGLIGIBLE = 1e-7
"""How far in mm the pixels of an image may lie off along an axis that they don't run along."""


@dataclass(frozen=True, eq=False)
class PixelGrid:
    """A rectangle of pixels in the patient, which need not be square.

    Attributes
    ----------
    origin : numpy.ndarray
        The centre of the first pixel in mm, float64 (3,).
    right, down : numpy.ndarray
        The steps from a pixel to the next column, and to the next row, in mm, float64 (3,), at
        right angles.
    columns, rows : int
        How many there are.
    """

    origin: NDArray[np.float64]
    right: NDArray[np.float64]
    down: NDArray[np.float64]
    columns: int
    rows: int

    @classmethod
    def of_frame(cls, plane: ImagePlane, columns: int, rows: int) -> "PixelGrid":
        """Return the pixels of a stored frame."""
        right, down = plane.column_spacing * plane.right, plane.row_spacing * plane.down
        return cls(plane.position, right, down, columns, rows)

    @classmethod
    def of_plane(cls, grid: ImageGrid, columns: int, rows: int) -> "PixelGrid":
        """Return the pixels of a plane through a volume."""
        right, down = (grid["spacing"] * np.array(grid[name]) for name in ("right", "down"))
        return cls(np.array(grid["origin"], np.float64), right, down, columns, rows)

    @property
    def normal(self) -> NDArray[np.float64]:
        """The unit vector at right angles to the image."""
        normal = np.cross(self.right, self.down)
        unit: NDArray[np.float64] = normal / np.linalg.norm(normal)
        return unit

    def moved(self, distance: float) -> "PixelGrid":
        """Return the pixels of the parallel image that lies that far in mm along the normal."""
        return replace(self, origin=self.origin + distance * self.normal)

    def along(self, origin: NDArray[np.float64], axis: NDArray[np.float64]) -> NDArray[Any]:
        """Return how far in mm the pixels lie from a point along an axis.

        Returns
        -------
        numpy.ndarray
            float64 (rows, columns); of one row, or one column, or both, where all have the same.
        """
        distance = (self.origin - origin) @ axis
        across = np.arange(self.columns) * (self.right @ axis)
        downwards = np.arange(self.rows)[:, np.newaxis] * (self.down @ axis)
        if abs(across[-1]) <= _NEGLIGIBLE:
            across = across[:1]
        if abs(downwards[-1, 0]) <= _NEGLIGIBLE:
            downwards = downwards[:1]
        sums: NDArray[np.float64] = distance + across[np.newaxis] + downwards
        return sums
