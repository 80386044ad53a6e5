"""The pixels of a reformatted plane, as a grid in the patient."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class PlaneGrid:
    """A rectangle of square pixels in the patient.

    Attributes
    ----------
    origin : numpy.ndarray
        The centre of the first pixel in the patient's coordinates in mm, float64 (3,).
    right, down : numpy.ndarray
        The unit vectors, float64 (3,), along which columns and rows grow, at right angles.
    spacing : float
        The side of a pixel in mm.
    columns, rows : int
        How many there are.
    """

    origin: NDArray[np.float64]
    right: NDArray[np.float64]
    down: NDArray[np.float64]
    spacing: float
    columns: int
    rows: int

    @property
    def axes(self) -> NDArray[np.float64]:
        """`right`, `down` and the normal at right angles to both, float64 (3, 3)."""
        return np.stack([self.right, self.down, np.cross(self.right, self.down)])

    def point(self, x: float, y: float) -> list[float]:
        """Return where in the patient, in mm, a pixel lies; fractions are between centres."""
        point = self.origin + self.spacing * (x * self.right + y * self.down)
        return [float(coordinate) for coordinate in point]

    def pixel(self, point: NDArray[np.float64] | list[float]) -> tuple[float, float]:
        """Return the pixel (x, y), with fractions, that a point is seen at along the normal."""
        from_origin = np.asarray(point, np.float64) - self.origin
        x, y = from_origin @ self.right, from_origin @ self.down
        return float(x / self.spacing), float(y / self.spacing)
