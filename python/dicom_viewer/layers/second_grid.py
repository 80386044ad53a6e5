"""Another grid resampled onto the image that is shown, by true geometry in the patient.

A voxel of labels extends halfway to its neighbours, and half a voxel beyond the outermost: the
nearest one counts, and of two equally near the latter. Values are trilinear between the centres of
voxels, and go on unchanged for half a voxel beyond the outermost.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.geometry.image_plane import ImagePlane
from dicom_viewer.layers.pixel_grid import PixelGrid
from dicom_viewer.volume.section import along, modality_section
from dicom_viewer.volume.slab import Projection, project, slab_offsets
from dicom_viewer.volume.trilinear import trilinear
from dicom_viewer.volume.volume import SLICE, Volume

_ROUNDING = 1e-6
"""What part of a voxel coordinates may be off by, without being other ones."""

_MAX_PLANES = 64
"""How many planes a slab is sampled at, at most."""

_MAX_SAMPLES = 1 << 18
"""How many trilinear samples are computed at a time."""


@dataclass(frozen=True, eq=False)
class LabelGeometry:
    """Where voxels of labels lie: parallel slices, which may be shifted against each other.

    Attributes
    ----------
    planes : list[ImagePlane]
        Where each slice lies, ascending along the normal.
    columns, rows : int
        The size of a slice.
    distance : float
        How far slices are usually apart, in mm.
    gaps : numpy.ndarray
        Between which neighbouring slices others are missing, bool (slices - 1,).
    """

    planes: list[ImagePlane]
    columns: int
    rows: int
    distance: float
    gaps: NDArray[np.bool_]

    @cached_property
    def axes(self) -> NDArray[np.float64]:
        """The unit vectors, float64 (3, 3), along which columns, rows and slices grow."""
        first = self.planes[0]
        return np.stack([first.right, first.down, first.normal])

    @cached_property
    def places(self) -> NDArray[np.float64]:
        """How far in mm, float64 (slices, 3), along `axes` slices lie from the first one."""
        origin = self.planes[0].position
        places: NDArray[np.float64] = (
            np.stack([plane.position for plane in self.planes]) - origin
        ) @ self.axes.T
        return places

    @cached_property
    def faces(self) -> NDArray[np.float64]:
        """Where each slice begins and ends, float64 (slices, 2): halfway to its neighbours.

        Into a gap it reaches half the usual distance.
        """
        heights = self.places[:, SLICE]
        halves = np.where(self.gaps, self.distance, np.diff(heights)) / 2
        end = [self.distance / 2]
        below, above = np.concatenate([end, halves]), np.concatenate([halves, end])
        return np.stack([heights - below, heights + above], axis=1)

    def point(self, column: float, row: float, index: int) -> list[float]:
        """Return where in the patient, in mm, a voxel lies."""
        plane = self.planes[index]
        right, down = column * plane.column_spacing, row * plane.row_spacing
        point = plane.position + right * plane.right + down * plane.down
        return [float(coordinate) for coordinate in point]

    def voxels(
        self, grid: PixelGrid
    ) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
        """Return the nearest voxel to each pixel of an image.

        Returns
        -------
        tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]
            Columns, rows and slices, each intp of shapes that broadcast to the image's; outside
            they are negative or beyond the last, and slices are -1.
        """
        origin = self.planes[0].position
        right, down, height = (grid.along(origin, axis) for axis in self.axes)
        slices = self._slices(height)
        shift = self.places[slices, :SLICE]
        if not np.abs(self.places[:, :SLICE]).max() > _ROUNDING:
            shift = np.zeros((1, 1, 2))
        first = self.planes[0]
        columns = _nearest((right - shift[..., 0]) / first.column_spacing)
        rows = _nearest((down - shift[..., 1]) / first.row_spacing)
        return columns, rows, slices

    def _slices(self, height: NDArray[np.float64]) -> NDArray[np.intp]:
        """Return the slices in which heights in mm above the first lie; -1 where there is none."""
        raised = height + _ROUNDING * self.distance
        indices = np.searchsorted(self.faces[:, 0], raised, "right") - 1
        is_outside = (indices < 0) | (raised >= self.faces[np.maximum(indices, 0), 1])
        indices[is_outside] = -1
        return indices.astype(np.intp)


def _nearest(coordinates: NDArray[np.float64]) -> NDArray[np.intp]:
    return np.floor(coordinates + (0.5 + _ROUNDING)).astype(np.intp)


def planes_of_slab(grid: PixelGrid, slab: float, step: float, extent: float) -> Iterator[PixelGrid]:
    """Yield an image, or the parallel ones of its slab.

    Parameters
    ----------
    grid : PixelGrid
        The image in the middle.
    slab : float
        How thick the slab is, in mm.
    step : float
        How far the images are apart, in mm; farther in a slab that is too thick for that.
    extent : float
        Farther than this, in mm, none lies from the middle.
    """
    reach = min(slab / 2, extent)
    for offset in slab_offsets(slab, max(step, 2 * reach / (_MAX_PLANES - 1)), extent).tolist():
        yield grid.moved(offset)


def sample_values(
    volume: Volume, grid: PixelGrid, slab: float, projection: Projection
) -> NDArray[Any]:
    """Return the modality values of a volume at the pixels of an image, or of its slab.

    Returns
    -------
    numpy.ndarray
        Floating-point (rows, columns), NaN outside the volume.
    """
    images = planes_of_slab(grid, slab, min(volume.spacings), volume.extent)
    return project((_sampled(volume, each) for each in images), projection)


def _sampled(volume: Volume, grid: PixelGrid) -> NDArray[Any]:
    origin = volume.planes[0].position
    distances = [grid.along(origin, axis) for axis in volume.axes]
    fixed = [axis for axis, each in enumerate(distances) if each.size == 1]
    is_separable = all(1 in each.shape for each in distances)
    if volume.is_sheared or not is_separable or not fixed:
        return _scattered(volume, grid, distances)
    across = fixed[0]
    lines = [_inside(volume, axis, distances[axis]) for axis in range(3)]
    values = np.full((grid.rows, grid.columns), np.nan, volume.float_dtype)
    (depth, depth_inside) = lines.pop(across)
    if not depth_inside.all() or not all(line.size for line, _ in lines):
        return values
    (x_axis, y_axis) = (axis for axis in range(3) if axis != across)
    # a section has the later of its axes as rows
    (x, x_inside), (y, y_inside) = lines
    section = modality_section(volume, across, float(depth[0]))
    plane = along(along(section, y, 0), x, 1)
    is_turned = distances[x_axis].shape[1] == 1 and distances[y_axis].shape[0] == 1
    if is_turned:
        values[np.ix_(_whole(x_inside, grid.rows), _whole(y_inside, grid.columns))] = plane.T
    else:
        values[np.ix_(_whole(y_inside, grid.rows), _whole(x_inside, grid.columns))] = plane
    return values


def _whole(inside: NDArray[np.bool_], count: int) -> NDArray[np.bool_]:
    """Return which of a number of pixels lie inside; one answer holds for all."""
    return np.broadcast_to(inside, count)


def _inside(
    volume: Volume, axis: int, distances: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the coordinates along an axis of those pixels that lie inside, and which do."""
    line = distances.reshape(-1)
    coordinates = volume.slices_at(line) if axis == SLICE else line / volume.spacings[axis]
    inside, clipped = _clipped(coordinates, volume.shape[axis])
    return clipped[inside], inside


def _clipped(
    coordinates: NDArray[np.float64], count: int
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Return which coordinates lie in a voxel, and the nearest between the outermost centres."""
    reach = 0.5 + _ROUNDING
    inside = (coordinates >= -reach) & (coordinates <= count - 1 + reach)
    return inside, np.clip(coordinates, 0, count - 1)


def _scattered(
    volume: Volume, grid: PixelGrid, distances: list[NDArray[np.float64]]
) -> NDArray[Any]:
    """Sample pixel by pixel, some rows at a time."""
    whole = [np.broadcast_to(each, (grid.rows, grid.columns)) for each in distances]
    values = np.empty((grid.rows, grid.columns), volume.float_dtype)
    band = max(_MAX_SAMPLES // grid.columns, 1)
    for top in range(0, grid.rows, band):
        places = [each[top : top + band].ravel() for each in whole]
        outside = np.zeros(places[0].shape, np.bool_)
        voxels = []
        for axis, coordinates in enumerate(volume.voxels_along(*places)):
            inside, clipped = _clipped(coordinates, volume.shape[axis])
            outside |= ~inside
            voxels.append(clipped)
        voxels[0][outside] = np.nan
        sampled = trilinear(volume, (voxels[0], voxels[1], voxels[2]))
        values[top : top + band] = sampled.reshape(-1, grid.columns)
    return values
