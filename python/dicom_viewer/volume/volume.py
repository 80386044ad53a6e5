"""A stack of parallel slices as a volume in the patient, and where its voxels lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.geometry.image_plane import ImagePlane
from dicom_viewer.geometry.slice_spacing import has_gaps, slice_spacing

SLICE = 2
"""Which of a volume's axes, and of voxel coordinates, runs across its slices."""

_ALIGNED = 1e-4
"""What direction cosines may differ by for two axes to be one: half a pixel in 5000."""

_ROUNDING = 1e-9

_NEGLIGIBLE = 1e-3
"""The part of a slice's distance, or of a pixel, that positions may be off by: their decimals."""


@dataclass(frozen=True, eq=False)
class Volume:
    """At least two slices of one orientation and spacing, in ascending order along their normal.

    They may lie at irregular distances, and each shifted against the last, as a tilted gantry
    leaves them. Voxel coordinates are (column, row, slice), whole numbers at the voxels' centres;
    between two slices the third grows in proportion to the distance. Where slices are missing, in a
    gap, there is nothing.

    Attributes
    ----------
    slices : Sequence[numpy.ndarray]
        The stored values of each, (rows, columns) in native byte order; they are never copied into
        one array. What a modality LUT has mapped comes in as modality values.
    planes : Sequence[ImagePlane]
        Where each lies; *Image Position (Patient)* along the normal is strictly ascending.
    slopes, intercepts : numpy.ndarray
        float64 (slices,): the rescale of each to modality values, as of PET (PS3.3 C.8.9.1.1.7);
        1 and 0 of slices that are modality values already.
    """

    slices: Sequence[NDArray[Any]]
    planes: Sequence[ImagePlane]
    slopes: NDArray[np.float64]
    intercepts: NDArray[np.float64]

    @cached_property
    def shape(self) -> tuple[int, int, int]:
        """How many columns, rows and slices there are."""
        rows, columns = self.slices[0].shape
        return columns, rows, len(self.planes)

    @cached_property
    def axes(self) -> NDArray[np.float64]:
        """The unit vectors, float64 (3, 3), along which columns, rows and slices grow."""
        plane = self.planes[0]
        return np.stack([plane.right, plane.down, plane.normal])

    @cached_property
    def spacings(self) -> tuple[float, float, float]:
        """The distances in mm between columns, between rows and, the median, between slices."""
        plane = self.planes[0]
        between_slices = slice_spacing(np.diff(self.offsets))
        return plane.column_spacing, plane.row_spacing, between_slices

    @property
    def pixel_spacing(self) -> float:
        """The side in mm of the square pixels in which reformatted planes are sampled."""
        return min(self.spacings[:2])

    @cached_property
    def offsets(self) -> NDArray[np.float64]:
        """The distances in mm, float64 (slices,), from the first slice along the normal.

        What differs from regular by no more than the decimals of the positions is regular.
        """
        offsets = self._displacements @ self.axes[2]
        regular = np.linspace(0.0, offsets[-1], len(offsets))
        is_regular = np.abs(offsets - regular).max() <= _NEGLIGIBLE * regular[1]
        return regular if is_regular else offsets

    @cached_property
    def shifts(self) -> NDArray[np.float64]:
        """How far in mm, float64 (slices, 2), each slice is moved along rows and columns.

        All zero unless the gantry was tilted: by more than the decimals of the positions, and by
        more than directions may differ by for axes to be one.
        """
        shifts = self._displacements @ self.axes[:2].T
        visible = max(_NEGLIGIBLE * self.pixel_spacing, _ALIGNED * self.offsets[-1])
        return shifts if np.abs(shifts).max() > visible else np.zeros_like(shifts)

    @cached_property
    def is_sheared(self) -> bool:
        """Whether slices are shifted against each other."""
        return bool(self.shifts.any())

    @cached_property
    def is_rescaled_alike(self) -> bool:
        """Whether one rescale holds for all slices."""
        first = self.slopes[0], self.intercepts[0]
        return bool((self.slopes == first[0]).all() and (self.intercepts == first[1]).all())

    @cached_property
    def float_dtype(self) -> np.dtype[Any]:
        """The type of interpolated values: float32, or float64 where that would round voxels."""
        return np.result_type(np.float32, *{values.dtype for values in self.slices})

    @cached_property
    def corners(self) -> NDArray[np.float64]:
        """The centres of all slices' corner pixels, float64 (4 × slices, 3), in the patient."""
        columns, rows, count = self.shape
        return self.points(
            np.array(
                [(x, y, z) for z in range(count) for y in (0, rows - 1) for x in (0, columns - 1)],
                np.float64,
            )
        )

    @cached_property
    def extent(self) -> float:
        """More mm than any two of the voxels' centres are apart."""
        return float(np.ptp(self.corners, axis=0).sum())

    def centres(self, axis: int) -> NDArray[np.float64]:
        """Return how far in mm along one of `axes` the voxels' centres lie from the first."""
        if axis == SLICE:
            return self.offsets
        return np.arange(self.shape[axis], dtype=np.float64) * self.spacings[axis]

    def alignment(self, directions: NDArray[np.float64]) -> NDArray[np.float64] | None:
        """Return which of `axes` directions are, or None if they are others.

        Parameters
        ----------
        directions : numpy.ndarray
            float64 (3, 3), orthonormal.

        Returns
        -------
        numpy.ndarray | None
            float64 (3, 3): for each direction a row with 1 or −1, if it is opposite, at its axis.
        """
        cosines = directions @ self.axes.T
        alignment = np.rint(cosines)
        is_aligned = not self.is_sheared and np.abs(cosines - alignment).max() < _ALIGNED
        return alignment if is_aligned else None

    def points(self, voxels: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return where in the patient, in mm, voxel coordinates (..., 3) lie, also outside."""
        slices = voxels[..., 2]
        below = self._slice_below(np.floor(slices))
        part = slices - below
        distance = self.offsets[below] + part * np.diff(self.offsets)[below]
        shift = self.shifts[below] + part[..., np.newaxis] * np.diff(self.shifts, axis=0)[below]
        along = np.concatenate(
            [voxels[..., :2] * self.spacings[:2] + shift, distance[..., np.newaxis]], axis=-1
        )
        points: NDArray[np.float64] = self.planes[0].position + along @ self.axes
        return points

    def voxels(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the voxel coordinates of points (..., 3) of the patient, also outside."""
        right, down, distance = np.moveaxis(self.along_axes(points), -1, 0)
        return np.stack(self.voxels_along(right, down, distance), axis=-1)

    def along_axes(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return how far in mm points (..., 3) lie along `axes` from the first pixel's centre."""
        along: NDArray[np.float64] = (points - self.planes[0].position) @ self.axes.T
        return along

    def voxels_along(
        self,
        right: NDArray[np.float64],
        down: NDArray[np.float64],
        distance: NDArray[np.float64],
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Return columns, rows and slices of what lies that far in mm along `axes`."""
        slices = self.slices_at(distance)
        if self.is_sheared:
            below = self._slice_below(np.floor(np.nan_to_num(slices)))
            part = slices - below
            steps = np.diff(self.shifts, axis=0)
            right = right - self.shifts[below, 0] - part * steps[below, 0]
            down = down - self.shifts[below, 1] - part * steps[below, 1]
        return right / self.spacings[0], down / self.spacings[1], slices

    def slices_at(self, distance: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the slice coordinates of distances in mm along the normal from the first.

        NaN in a gap: between two slices where others are missing.
        """
        if self._is_regular:
            return distance / self.spacings[SLICE]
        below = self._slice_below(np.searchsorted(self.offsets, distance, "right") - 1)
        part: NDArray[np.float64] = (distance - self.offsets[below]) / np.diff(self.offsets)[below]
        part[self.gaps[below] & (part > _ROUNDING) & (part < 1 - _ROUNDING)] = np.nan
        return below + part

    def nearest_inside(self, point: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return a point of the patient, or the nearest one between the outermost voxels' centres.

        A gap is inside.
        """
        right, down, distance = self.along_axes(point)
        height = np.clip(distance, 0, self.offsets[-1])
        shift = [np.interp(height, self.offsets, self.shifts[:, axis]) for axis in range(2)]
        ends = [(self.shape[axis] - 1) * self.spacings[axis] for axis in range(2)]
        x, y = (
            np.clip(along, shift[axis], shift[axis] + ends[axis])
            for axis, along in enumerate((right, down))
        )
        moved = np.array([x - right, y - down, height - distance])
        nearest: NDArray[np.float64] = point + moved @ self.axes if moved.any() else point
        return nearest

    @cached_property
    def gaps(self) -> NDArray[np.bool_]:
        """Between which neighbouring slices others are missing, bool (slices - 1,)."""
        return has_gaps(np.diff(self.offsets), [plane.thickness for plane in self.planes])

    @cached_property
    def _is_regular(self) -> bool:
        return bool(np.ptp(np.diff(self.offsets)) <= _ROUNDING * self.spacings[SLICE])

    @cached_property
    def _displacements(self) -> NDArray[np.float64]:
        """How far, float64 (slices, 3), each slice's first pixel lies from the first slice's."""
        return np.stack([plane.position for plane in self.planes]) - self.planes[0].position

    def _slice_below(self, slices: NDArray[Any]) -> NDArray[np.intp]:
        """Return the lower of the two slices between which, or beyond which, coordinates lie."""
        return np.clip(slices, 0, len(self.planes) - 2).astype(np.intp)
