"""Planes that lie anyhow in a volume, of trilinear samples."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.geometry.plane_grid import PlaneGrid
from dicom_viewer.volume.section import along, line_section
from dicom_viewer.volume.slab import slab_offsets
from dicom_viewer.volume.trilinear import is_inside, trilinear
from dicom_viewer.volume.volume import SLICE, Volume

_MAX_SAMPLES = 1 << 20
"""How many samples are computed at a time where each needs its own place: 100 bytes each."""

_MAX_PLANES = 64
"""How many planes a slab is made of at most: each of them is sampled anew."""

_ROUNDING = 1e-9


def oblique_planes(volume: Volume, grid: PlaneGrid, slab: float) -> Iterator[NDArray[Any]]:
    """Sample a plane, or those of its slab that meet the volume.

    Parameters
    ----------
    volume : Volume
        The volume.
    grid : PlaneGrid
        The plane in the middle.
    slab : float
        How thick the slab is, in mm; 0 of a plane.

    Yields
    ------
    numpy.ndarray
        The modality values, `volume.float_dtype`, (rows, columns), NaN outside the volume.
    """
    # seen along the volume's axes, in mm from its first voxel
    origin = volume.along_axes(grid.origin)
    right, down, normal = grid.axes @ volume.axes.T
    for offset in _offsets(volume, grid, slab).tolist():
        start = origin + offset * normal
        if _is_across_slices(volume, down):
            yield _upright(volume, grid, start, right, down[SLICE])
        elif _is_across_slices(volume, right):
            flipped = PlaneGrid(
                grid.origin, grid.down, grid.right, grid.spacing, grid.rows, grid.columns
            )
            yield _upright(volume, flipped, start, down, right[SLICE]).T
        else:
            yield _scattered(volume, grid, start, right, down)


def _offsets(volume: Volume, grid: PlaneGrid, slab: float) -> NDArray[np.float64]:
    """Return how far in mm from a plane those of its slab lie that meet the volume, and it."""
    heights = (volume.corners - grid.origin) @ grid.axes[2]
    low, high = min(heights.min(), 0.0), max(heights.max(), 0.0)
    met = min(high, slab / 2) - max(low, -slab / 2)
    step = max(min(volume.spacings), met / (_MAX_PLANES - 1))
    offsets = slab_offsets(slab, step, volume.extent)
    kept: NDArray[np.float64] = offsets[(offsets >= low) & (offsets <= high)]
    return kept


def _is_across_slices(volume: Volume, direction: NDArray[np.float64]) -> bool:
    return not volume.is_sheared and abs(direction[SLICE]) > 1 - _ROUNDING


def _upright(
    volume: Volume,
    grid: PlaneGrid,
    start: NDArray[np.float64],
    right: NDArray[np.float64],
    down: float,
) -> NDArray[Any]:
    """Sample a plane whose columns go straight through the slices: one line of each slice."""
    line = start + np.outer(np.arange(grid.columns) * grid.spacing, right)
    columns, rows = line[:, 0] / volume.spacings[0], line[:, 1] / volume.spacings[1]
    slices = volume.slices_at(start[SLICE] + np.arange(grid.rows) * grid.spacing * down)
    inside = is_inside(slices, volume.shape[SLICE])
    plane = np.full((grid.rows, grid.columns), np.nan, volume.float_dtype)
    plane[inside] = along(line_section(volume, columns, rows), slices[inside], 0)
    return plane


def _scattered(
    volume: Volume,
    grid: PlaneGrid,
    start: NDArray[np.float64],
    right: NDArray[np.float64],
    down: NDArray[np.float64],
) -> NDArray[Any]:
    """Sample a plane pixel by pixel."""
    steps = np.arange(grid.columns)[:, np.newaxis] * grid.spacing * right
    band = max(_MAX_SAMPLES // grid.columns, 1)
    plane = np.empty((grid.rows, grid.columns), volume.float_dtype)
    for top in range(0, grid.rows, band):
        rows = plane[top : top + band]
        starts = start + np.arange(top, top + len(rows))[:, np.newaxis] * grid.spacing * down
        places = (np.add.outer(starts[:, i], steps[:, i]).ravel() for i in range(3))
        rows[...] = trilinear(volume, volume.voxels_along(*places)).reshape(rows.shape)
    return plane
