"""The values of a volume between its voxels, wherever they are asked for."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.volume.volume import Volume

ROUNDING = 1e-6
"""What part of a voxel's side coordinates may be off by, from where they lie without rounding."""


def is_inside(coordinates: NDArray[np.float64], count: int) -> NDArray[np.bool_]:
    """Return which coordinates lie between the centres of the first and the last of voxels."""
    return (coordinates >= -ROUNDING) & (coordinates <= count - 1 + ROUNDING)


def is_whole(coordinates: NDArray[np.float64]) -> bool:
    """Return whether all coordinates are those of voxels."""
    return bool((np.abs(coordinates - np.rint(coordinates)) <= ROUNDING).all())


def value_at(volume: Volume, point: NDArray[np.float64] | list[float]) -> float | None:
    """Return the modality value at a point of the patient, or None where there is none."""
    voxel = volume.voxels(np.asarray(point, np.float64)[np.newaxis])
    value: float = trilinear(volume, (voxel[:, 0], voxel[:, 1], voxel[:, 2]))[0].item()
    return None if np.isnan(value) else value


def trilinear(
    volume: Volume, voxels: tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]
) -> NDArray[Any]:
    """Return the modality values at voxel coordinates, linear along each axis between voxels.

    A voxel without a share in a value can't spoil it by not being a number.

    Parameters
    ----------
    volume : Volume
        The volume.
    voxels : tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]
        The columns, rows and slices, each float64 (samples,).

    Returns
    -------
    numpy.ndarray
        `volume.float_dtype`, (samples,); NaN beyond the outermost voxels' centres.
    """
    columns, rows, slices = voxels
    inside = np.logical_and.reduce(
        [is_inside(*axis) for axis in zip(voxels, volume.shape, strict=True)]
    )
    values = np.full(inside.shape, np.nan, volume.float_dtype)
    samples = np.flatnonzero(inside)
    if samples.size:
        # in the order of the slices, so that each of them is read in one go
        lower, upper, _ = neighbours(slices[samples])
        order = (lower + upper).astype(np.min_scalar_type(2 * volume.shape[2]))
        samples = samples[np.argsort(order, kind="stable")]
        values[samples] = _of_sorted(volume, columns[samples], rows[samples], slices[samples])
    return values


def _of_sorted(
    volume: Volume,
    columns: NDArray[np.float64],
    rows: NDArray[np.float64],
    slices: NDArray[np.float64],
) -> NDArray[Any]:
    """Return the values at voxel coordinates that lie inside and in the order of slices."""
    corners, x, y = pixels_around(volume, columns, rows)
    lower, upper, z = neighbours(slices)
    values = between(
        bilinear(_gathered(volume, lower, corners), x, y),
        bilinear(_gathered(volume, upper, corners), x, y),
        z.astype(volume.float_dtype),
    )
    if volume.is_rescaled_alike:
        values *= float(volume.slopes[0])
        values += float(volume.intercepts[0])
    return values


def _gathered(volume: Volume, slices: NDArray[np.intp], corners: NDArray[np.intp]) -> NDArray[Any]:
    """Return the values, (4, samples), of four pixels of a slice for each sample.

    They are modality values where the slices' rescales differ. `slices` never falls.
    """
    gathered = np.empty((4, len(slices)), volume.float_dtype)
    starts = np.concatenate([[0], np.flatnonzero(np.diff(slices)) + 1, [len(slices)]])
    for start, stop in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True):
        pixels = volume.slices[int(slices[start])].reshape(-1)
        gathered[:, start:stop] = pixels[corners[:, start:stop]]
    if not volume.is_rescaled_alike:
        np.multiply(gathered, volume.slopes[slices], out=gathered, casting="same_kind")
        np.add(gathered, volume.intercepts[slices], out=gathered, casting="same_kind")
    return gathered


def neighbours(
    coordinates: NDArray[np.float64],
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
    """Return the voxels before and after coordinates that lie inside, and the latter's share.

    Where that is 0, but for rounding, both are the same, so that there is a latter one at the end.
    """
    before = (coordinates + ROUNDING).astype(np.intp)
    share = coordinates - before
    has_share = share > ROUNDING
    share *= has_share
    return before, before + has_share, share


def pixels_around(
    volume: Volume, columns: NDArray[np.float64], rows: NDArray[np.float64]
) -> tuple[NDArray[np.intp], NDArray[Any], NDArray[Any]]:
    """Return which four pixels of a slice, (4, samples), coordinates lie between, row after row.

    Each is the index of a pixel in its slice. With them come the shares, (samples,), of the pixels
    that are to the right and below.
    """
    left, right, x = neighbours(columns)
    above, below, y = neighbours(rows)
    width = volume.shape[0]
    corners = np.stack([row * width + column for row in (above, below) for column in (left, right)])
    return corners, x.astype(volume.float_dtype), y.astype(volume.float_dtype)


def bilinear(corners: NDArray[Any], x: NDArray[Any], y: NDArray[Any]) -> NDArray[Any]:
    """Return the values between four pixels (4, ..., samples), row after row, by their shares."""
    return between(between(corners[0], corners[1], x), between(corners[2], corners[3], x), y)


def between(before: NDArray[Any], after: NDArray[Any], share: NDArray[Any] | float) -> NDArray[Any]:
    """Return the values between two, by the share of the latter; in place of the latter."""
    after -= before
    after *= share
    after += before
    return after
