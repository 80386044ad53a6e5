"""Volumes whose values are known everywhere in the patient: functions of the place in mm."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.geometry.image_plane import ImagePlane
from dicom_viewer.geometry.plane_grid import PlaneGrid
from dicom_viewer.volume.plane_stack import Plane
from dicom_viewer.volume.volume import Volume
from reference_volume import sample

Vector = tuple[float, float, float]
Field = Callable[[NDArray[np.float64]], NDArray[np.float64]]

X, Y, Z = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)


def opposite(vector: Vector) -> Vector:
    """Return the opposite direction."""
    return (-vector[0], -vector[1], -vector[2])


@dataclass(frozen=True)
class Acquisition:
    """How a phantom is scanned: three different sizes and spacings unless otherwise said.

    `shift` is by how many mm each slice is moved along rows and columns for each mm of `distances`,
    as under a tilted gantry.
    """

    right: Vector = X
    down: Vector = Y
    size: tuple[int, int] = (11, 9)
    spacing: tuple[float, float] = (0.75, 0.5)
    distances: tuple[float, ...] = (0.0, 1.25, 2.5, 3.75, 5.0, 6.25, 7.5)
    shift: tuple[float, float] = (0.0, 0.0)
    origin: Vector = (-3.5, 2.25, 10.0)

    @property
    def planes(self) -> list[ImagePlane]:
        """Where the slices lie."""
        right, down = (np.array(each) / np.linalg.norm(each) for each in (self.right, self.down))
        step = np.cross(right, down) + self.shift[0] * right + self.shift[1] * down
        return [
            ImagePlane(np.array(self.origin) + distance * step, right, down, *self.spacing)
            for distance in self.distances
        ]

    def scan(self, field: Field, dtype: Any = np.float32) -> Volume:  # noqa: ANN401
        """Return the volume that a field of modality values makes; slope 1 and intercept 0."""
        columns, rows = self.size
        y, x = np.mgrid[:rows, :columns][..., np.newaxis]
        slices = [
            field(
                plane.position
                + x * plane.column_spacing * plane.right
                + y * plane.row_spacing * plane.down
            ).astype(dtype)
            for plane in self.planes
        ]
        count = len(slices)
        return Volume(slices, self.planes, np.ones(count), np.zeros(count))

    def noise(self, dtype: Any = np.int16, seed: int = 0) -> Volume:  # noqa: ANN401
        """Return a volume of values at random."""
        generator = np.random.default_rng(seed)
        low = 0 if np.issubdtype(dtype, np.unsignedinteger) else -1000
        return self.scan(lambda points: generator.integers(low, 3000, points.shape[:-1]), dtype)


OBLIQUE = Acquisition(right=(0.8, 0.6, 0.0), down=(-0.36, 0.48, 0.8))

ACQUISITIONS = {
    "axial": Acquisition(),
    "axial, feet up": Acquisition(down=opposite(Y)),
    "prone, columns from left to right": Acquisition(right=opposite(X), down=opposite(Y)),
    "coronal": Acquisition(right=X, down=opposite(Z)),
    "sagittal": Acquisition(right=Y, down=opposite(Z)),
    "sagittal from the other side": Acquisition(right=opposite(Y), down=opposite(Z)),
    "turned in its plane": Acquisition(right=Y, down=X),
    "oblique": OBLIQUE,
    "irregular": Acquisition(distances=(0.0, 1.0, 1.75, 4.0, 4.5, 7.5)),
    "slices missing": Acquisition(distances=(0.0, 1.25, 2.5, 6.25, 7.5)),
    "tilted": Acquisition(down=(0.0, 0.96, -0.28), shift=(0.0, 0.28 / -0.96)),
    "sheared": Acquisition(shift=(0.1, -0.2)),
    "oblique, irregular and sheared": replace(
        OBLIQUE, distances=(0.0, 1.0, 1.75, 4.0, 4.5, 7.5), shift=(0.1, -0.2)
    ),
    "square pixels": Acquisition(spacing=(0.5, 0.5)),
    "isotropic": Acquisition(
        spacing=(0.5, 0.5), distances=(0.0, 0.5, 1.0, 1.5, 2.0), origin=(0.0, 0.0, 0.0)
    ),
}


def ramp(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Grow linearly in each direction, at a pace of its own."""
    return points @ np.array([3.0, -7.0, 11.0]) + 40


def turned(axes: NDArray[np.float64], plane: Plane, angle: float) -> NDArray[np.float64]:
    """Return axes (3, 3) of a crosshair after its lines were turned in a plane, in radians.

    Clockwise as the plane is seen: by Rodrigues' formula about what points away from the viewer.
    """
    x, y, z = {Plane.AXIAL: axes[2], Plane.CORONAL: axes[1], Plane.SAGITTAL: -axes[0]}[plane]
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    turn = np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross
    after: NDArray[np.float64] = axes @ turn.T
    return after


def points_of(grid: PlaneGrid) -> NDArray[np.float64]:
    """Return where in the patient the pixels of a plane lie, (rows, columns, 3)."""
    y, x = np.mgrid[: grid.rows, : grid.columns][..., np.newaxis]
    return grid.origin + grid.spacing * (x * grid.right + y * grid.down)


def expected_values(volume: Volume, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the modality values at points (rows, columns, 3) by the reference, NaN outside."""
    slopes, intercepts = (
        each[:, np.newaxis, np.newaxis] for each in (volume.slopes, volume.intercepts)
    )
    voxels = np.stack(volume.slices).astype(np.float64) * slopes + intercepts
    first = volume.planes[0]
    values = sample(
        voxels,
        np.array([plane.position for plane in volume.planes]),
        np.array([first.right, first.down]),
        (first.column_spacing, first.row_spacing),
        points.reshape(-1, 3),
    )
    return values.reshape(points.shape[:-1])
