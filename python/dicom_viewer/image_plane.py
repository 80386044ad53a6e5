"""Where a frame lies in the patient: the Image Plane Module (PS3.3 C.7.6.2)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class ImagePlane:
    """The position, orientation and spacing of a frame, in the patient's coordinates in mm.

    Those grow to the patient's left, back and head (PS3.3 C.7.6.2.1.1).

    Attributes
    ----------
    position : numpy.ndarray
        The centre of the first pixel, float64 (3,): *Image Position (Patient)*.
    right, down : numpy.ndarray
        The unit vectors, float64 (3,), along which columns and rows grow, at right angles: the
        first and the second half of *Image Orientation (Patient)*.
    column_spacing, row_spacing : float
        The distance between the centres of neighbouring columns, and of rows: the second value of
        *Pixel Spacing*, and the first.
    """

    position: NDArray[np.float64]
    right: NDArray[np.float64]
    down: NDArray[np.float64]
    column_spacing: float
    row_spacing: float

    @property
    def normal(self) -> NDArray[np.float64]:
        """The unit vector, float64 (3,), at right angles to both: `right` × `down`."""
        return np.cross(self.right, self.down).astype(np.float64)
