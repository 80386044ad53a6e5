"""Planes through a volume: its voxels where they lie in the plane, else trilinear samples."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.geometry.plane_grid import PlaneGrid
from dicom_viewer.lut.modality_lut import Rescale
from dicom_viewer.volume.oblique import oblique_planes
from dicom_viewer.volume.section import along, modality_section, section
from dicom_viewer.volume.slab import Projection, project, slab_offsets
from dicom_viewer.volume.trilinear import ROUNDING, is_inside, is_whole
from dicom_viewer.volume.volume import SLICE, Volume


@dataclass(frozen=True, eq=False)
class Reformation:
    """A reformatted plane.

    Attributes
    ----------
    values : numpy.ndarray
        (rows, columns): stored values in their own type where each is a voxel, possibly a view of
        a slice; else modality values, float32 or float64, NaN where there is none.
    inside : numpy.ndarray | None
        bool (rows, columns): where there is a value; None if everywhere.
    rescale : Rescale | None
        What leads from stored values to modality values; None of modality values.
    """

    values: NDArray[Any]
    inside: NDArray[np.bool_] | None
    rescale: Rescale | None


def reformat(
    volume: Volume,
    grid: PlaneGrid,
    slab: float = 0.0,
    projection: Projection = Projection.MEAN,
) -> Reformation:
    """Return a plane through a volume.

    Parameters
    ----------
    volume : Volume
        The volume.
    grid : PlaneGrid
        Which plane.
    slab : float
        How thick the plane is, in mm. Projected are the planes of voxels whose centres lie in it,
        where the plane itself is one of these; else planes as far apart as voxels are, or, of a
        very thick slab that is turned, farther.
    projection : Projection
        What becomes of the planes of a slab.
    """
    alignment = volume.alignment(grid.axes)
    if alignment is None:
        return _of_modality_values(project(oblique_planes(volume, grid, slab), projection))
    return _aligned(volume, grid, alignment, slab, projection)


def _of_modality_values(values: NDArray[Any]) -> Reformation:
    inside = ~np.isnan(values)
    return Reformation(values, None if inside.all() else inside, None)


def _aligned(
    volume: Volume,
    grid: PlaneGrid,
    alignment: NDArray[np.float64],
    slab: float,
    projection: Projection,
) -> Reformation:
    """Return a plane whose axes are the volume's, in any order and direction."""
    x_axis, y_axis, across = (int(axis) for axis in np.abs(alignment).argmax(axis=1))
    origin = volume.along_axes(grid.origin)
    right = alignment[0, x_axis] * grid.spacing * np.arange(grid.columns)
    down = alignment[1, y_axis] * grid.spacing * np.arange(grid.rows)
    x, x_inside = _inside(volume, x_axis, origin[x_axis] + right)
    y, y_inside = _inside(volume, y_axis, origin[y_axis] + down)
    depths = _depths(volume, across, origin[across], slab)
    is_covered = bool(x_inside.all() and y_inside.all())
    rescale = _common_rescale(volume, across, depths, projection)
    is_exact = all(is_whole(coordinates) for coordinates in (x, y, depths))

    def sampled(plane: NDArray[Any]) -> NDArray[Any]:
        """Sample a section, whose rows are along the later of its axes, at `x` and `y`."""
        if x_axis > y_axis:
            return along(along(plane, x, 0), y, 1).T
        return along(along(plane, y, 0), x, 1)

    if rescale is not None and is_exact and is_covered:
        voxels = (sampled(section(volume, across, round(depth))) for depth in depths.tolist())
        return Reformation(project(voxels, projection), None, rescale)
    values = np.full((grid.rows, grid.columns), np.nan, volume.float_dtype)
    if x.size and y.size and depths.size:
        planes = (sampled(modality_section(volume, across, depth)) for depth in depths.tolist())
        values[np.ix_(y_inside, x_inside)] = project(planes, projection)
    return _of_modality_values(values)


def _inside(
    volume: Volume, axis: int, distances: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the voxel coordinates of distances in mm along an axis that lie inside, and which."""
    if axis == SLICE:
        coordinates = volume.slices_at(distances)
    else:
        coordinates = distances / volume.spacings[axis]
    inside = is_inside(coordinates, volume.shape[axis])
    return coordinates[inside], inside


def _depths(volume: Volume, across: int, distance: float, slab: float) -> NDArray[np.float64]:
    """Return the voxel coordinates across a plane of all planes of its slab that lie inside."""
    coordinate, _ = _inside(volume, across, np.array([distance]))
    if slab > 0 and coordinate.size and is_whole(coordinate):
        off_centre = np.abs(volume.centres(across) - distance)
        in_slab = off_centre <= slab / 2 + ROUNDING * volume.spacings[across]
        return np.flatnonzero(in_slab).astype(np.float64)
    offsets = slab_offsets(slab, volume.spacings[across], volume.extent)
    return _inside(volume, across, distance + offsets)[0]


def _common_rescale(
    volume: Volume, across: int, depths: NDArray[np.float64], projection: Projection
) -> Rescale | None:
    """Return the rescale to apply after a projection of stored values, None if before it."""
    if depths.size == 1:
        if across != SLICE and not volume.is_rescaled_alike:
            return None
        index = round(depths[0]) if across == SLICE else 0
    elif volume.is_rescaled_alike and projection is not Projection.MEAN and volume.slopes[0] > 0:
        index = 0
    else:
        return None
    slope, intercept = float(volume.slopes[index]), float(volume.intercepts[index])
    return Rescale(slope, intercept, signed=True)
