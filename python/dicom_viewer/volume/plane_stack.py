"""The parallel planes through a volume: axial, coronal and sagittal, or turned with a crosshair."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.errors import ErrorCode, ViewerError
from dicom_viewer.geometry.plane_grid import PlaneGrid
from dicom_viewer.volume.volume import Volume

PATIENT_AXES: NDArray[np.float64] = np.eye(3)
"""To the patient's left, back and head (PS3.3 C.7.6.2.1.1)."""

_ROUNDING = 1e-6
"""What lies off by this part of itself is where it would be without rounding."""

_MAX_SIDE = 1 << 15
_MAX_PIXELS = 1 << 24


class Plane(StrEnum):
    """The three planes; each is named by the direction in the patient that it is across to."""

    AXIAL = "axial"
    CORONAL = "coronal"
    SAGITTAL = "sagittal"


# As seen from the feet, from the front and from the patient's left: which of the patient's axes
# goes right, down (so far as it does) and with the index.
_CONVENTIONS = {
    Plane.AXIAL: ((1, 0, 0), (0, 1, 0), 2),
    Plane.CORONAL: ((1, 0, 0), (0, 0, -1), 1),
    Plane.SAGITTAL: ((0, 1, 0), (0, 0, -1), 0),
}


@dataclass(frozen=True, eq=False)
class PlaneStack:
    """Parallel planes that cover a volume.

    Attributes
    ----------
    first : PlaneGrid
        The plane of index 0: that nearest to the feet, the front or the patient's right.
    direction : numpy.ndarray
        The unit vector, float64 (3,), at right angles to the planes, along which the index grows.
    offsets : numpy.ndarray
        How far in mm, float64 (count,), each plane lies from the first.
    """

    first: PlaneGrid
    direction: NDArray[np.float64]
    offsets: NDArray[np.float64]

    def __len__(self) -> int:
        """Return how many planes there are."""
        return len(self.offsets)

    @property
    def is_regular(self) -> bool:
        """Whether all planes are equally far apart."""
        steps = np.diff(self.offsets)
        return not steps.size or bool(np.ptp(steps) <= _ROUNDING * steps.max())

    def grid(self, index: int) -> PlaneGrid:
        """Return the plane of an index, which is clamped."""
        return self._at(self.offsets[min(max(index, 0), len(self) - 1)])

    def index(self, point: NDArray[np.float64] | list[float]) -> int:
        """Return the index of the plane that is nearest to a point of the patient."""
        return int(np.abs(self.offsets - self._offset(point)).argmin())

    def through(self, point: NDArray[np.float64] | list[float]) -> PlaneGrid:
        """Return the parallel plane through a point of the patient itself."""
        return self._at(self._offset(point))

    def _offset(self, point: NDArray[np.float64] | list[float]) -> float:
        from_first = np.asarray(point, np.float64) - self.first.origin
        return float(from_first @ self.direction)

    def _at(self, offset: float) -> PlaneGrid:
        return replace(self.first, origin=self.first.origin + offset * self.direction)


def plane_stack(
    volume: Volume, plane: Plane, axes: NDArray[np.float64] = PATIENT_AXES
) -> PlaneStack:
    """Return the planes of a kind that cover a volume.

    Where the volume's axes are those of the planes, there is a plane for each voxel, and pixels
    begin at a voxel's centre. Elsewhere the planes fill the box around the volume, as far apart as
    the voxels along that axis of the volume which is nearest to the planes' normal.

    Parameters
    ----------
    volume : Volume
        The volume.
    plane : Plane
        Which planes.
    axes : numpy.ndarray
        float64 (3, 3), orthonormal: what stands for the patient's axes where the crosshair is
        turned. The sagittal planes are at right angles to the first of them, the coronal ones to
        the second and the axial ones to the third; what is right and down in a plane follows by
        the least turn.

    Raises
    ------
    ViewerError
        `memory` if planes would be larger than can be shown, as where slices lie metres apart.
    """
    right, down, direction = _directions(volume, plane, axes)
    ends = volume.corners @ np.stack([right, down, direction]).T
    low, high = ends.min(axis=0), ends.max(axis=0)
    spacing = volume.pixel_spacing
    columns, rows = (_sample_count(high[i] - low[i], spacing) for i in range(2))
    if columns * rows > _MAX_PIXELS:
        raise ViewerError(ErrorCode.MEMORY, "planes-too-large", columns=columns, rows=rows)
    origin = low[0] * right + low[1] * down + low[2] * direction
    first = PlaneGrid(origin, right, down, spacing, columns, rows)
    return PlaneStack(first, direction, _offsets(volume, direction, high[2] - low[2]))


def crosshair(
    stacks: Mapping[Plane, PlaneStack], point: NDArray[np.float64] | list[float]
) -> dict[str, dict[str, Any]]:
    """Return where a point of the patient is in each plane, for a page to draw; JSON-able.

    Returns
    -------
    dict[str, dict[str, Any]]
        By plane: `index`, the plane nearest to the point, `x` and `y`, the pixel with fractions,
        and `lines`: by other plane, the direction [x, y] in which that one's cut runs.
    """
    places: dict[str, dict[str, Any]] = {}
    for plane, stack in stacks.items():
        x, y = stack.first.pixel(point)
        lines = {
            str(other): _cut(stack, stacks[other].direction) for other in stacks if other != plane
        }
        places[str(plane)] = {"index": stack.index(point), "x": x, "y": y, "lines": lines}
    return places


def _cut(stack: PlaneStack, other: NDArray[np.float64]) -> list[float]:
    """Return in which direction [x, y] a plane, given by its direction, cuts those of a stack."""
    line = np.cross(stack.direction, other)
    return [float(line @ stack.first.right), float(line @ stack.first.down)]


def _directions(
    volume: Volume, plane: Plane, axes: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return what is right, down and with the index: the volume's own axes where they are that."""
    right, down = _right_and_down(plane, axes)
    directions = np.stack([right, down, axes[_CONVENTIONS[plane][2]]])
    alignment = volume.alignment(directions)
    if alignment is not None:
        directions = alignment @ volume.axes
    return directions[0], directions[1], directions[2]


def _right_and_down(
    plane: Plane, axes: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return what is right and down in a plane: the least turn from where they are by convention.

    So a plane that isn't turned itself stays as it is when the crosshair is.
    """
    right, down, index = _CONVENTIONS[plane]
    normal, target = PATIENT_AXES[index], axes[index]
    vectors = np.array([right, down], np.float64)
    cosine = float(normal @ target)
    if cosine < -1 + _ROUNDING:  # turned right over, about the axis that points down
        vectors = np.array([[-1], [1]]) * vectors
        normal, cosine = -normal, -cosine
    # Rodrigues' formula about normal × target, of vectors that are at right angles to normal
    shares = vectors @ target
    turned_vectors = vectors - np.outer(shares, normal + target) / (1 + cosine)
    return turned_vectors[0], turned_vectors[1]


def _offsets(volume: Volume, direction: NDArray[np.float64], extent: float) -> NDArray[np.float64]:
    """Return how far from the first the planes lie that are at right angles to a direction."""
    shares = volume.axes @ direction
    axis = int(np.abs(shares).argmax())
    if volume.is_sheared or abs(shares[axis]) < 1 - _ROUNDING:
        step = volume.spacings[axis]
        return np.arange(_sample_count(extent, step), dtype=np.float64) * step
    centres = volume.centres(axis)
    return centres if shares[axis] > 0 else centres[-1] - centres[::-1]


def _sample_count(extent: float, step: float) -> int:
    """Return how many samples at a distance in mm lie within an extent, both ends included.

    Raises
    ------
    ViewerError
        `memory` if there are too many.
    """
    steps = extent / step
    if not steps < _MAX_SIDE:
        size, distance = float(f"{extent:.0f}"), float(f"{step:.3g}")
        raise ViewerError(ErrorCode.MEMORY, "planes-too-many", extent=size, step=distance)
    return int(steps + _ROUNDING) + 1
