"""The planes of voxels at right angles to an axis of a volume."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.volume.trilinear import between, bilinear, is_inside, neighbours, pixels_around
from dicom_viewer.volume.volume import SLICE, Volume


def section(volume: Volume, across: int, index: int) -> NDArray[Any]:
    """Return the stored values of a plane of voxels.

    Parameters
    ----------
    volume : Volume
        The volume.
    across : int
        The axis that the plane is at right angles to: 0 for columns, 1 for rows, 2 for slices.
    index : int
        Which column, row or slice.

    Returns
    -------
    numpy.ndarray
        By the other two axes, the later of them first: a slice itself, or (slices, columns) or
        (slices, rows).
    """
    if across == SLICE:
        return volume.slices[index]
    if across == 1:
        return np.array([pixels[index] for pixels in volume.slices])
    return np.array([pixels[:, index] for pixels in volume.slices])


def modality_section(volume: Volume, across: int, depth: float) -> NDArray[Any]:
    """Return the modality values of a plane at, or between, voxels; as `section`."""
    before, after, share = neighbours(np.array([depth]))
    values = _rescaled(volume, across, int(before[0]))
    if share[0] == 0:
        return values
    return between(values, _rescaled(volume, across, int(after[0])), float(share[0]))


def line_section(
    volume: Volume, columns: NDArray[np.float64], rows: NDArray[np.float64]
) -> NDArray[Any]:
    """Return the modality values between the pixels of every slice, along one line through them.

    Parameters
    ----------
    volume : Volume
        The volume.
    columns, rows : numpy.ndarray
        The voxel coordinates of the line, float64 (samples,).

    Returns
    -------
    numpy.ndarray
        `volume.float_dtype`, (slices, samples); NaN beyond the outermost pixels' centres.
    """
    width, height, count = volume.shape
    values = np.full((count, len(columns)), np.nan, volume.float_dtype)
    inside = is_inside(columns, width) & is_inside(rows, height)
    corners, x, y = pixels_around(volume, columns[inside], rows[inside])
    around = np.stack([pixels.reshape(-1)[corners] for pixels in volume.slices], axis=1)
    line = bilinear(around.astype(volume.float_dtype), x, y)
    line *= volume.slopes.astype(line.dtype)[:, np.newaxis]
    line += volume.intercepts.astype(line.dtype)[:, np.newaxis]
    values[:, inside] = line
    return values


def _rescaled(volume: Volume, across: int, index: int) -> NDArray[Any]:
    """Return the modality values of `section`, in an array of their own."""
    values = section(volume, across, index).astype(volume.float_dtype)
    slices = slice(index, index + 1) if across == SLICE else slice(None)
    np.multiply(values, volume.slopes[slices, np.newaxis], out=values, casting="same_kind")
    np.add(values, volume.intercepts[slices, np.newaxis], out=values, casting="same_kind")
    return values


def along(values: NDArray[Any], coordinates: NDArray[np.float64], axis: int) -> NDArray[Any]:
    """Sample a plane of values along one of its axes; neighbouring ones come out as a view.

    Parameters
    ----------
    values : numpy.ndarray
        In two dimensions; floating-point ones unless all coordinates are whole.
    coordinates : numpy.ndarray
        float64 (samples,), evenly spaced or not.
    axis : int
        0 or 1.
    """
    before, after, share = neighbours(coordinates)
    if share.any():
        shares = share.astype(values.dtype)
        return between(
            values.take(before, axis),
            values.take(after, axis),
            shares if axis else shares[:, np.newaxis],
        )
    steps = np.diff(before)
    if (steps == 1).all():
        run = slice(before[0], before[-1] + 1)
        return values[:, run] if axis else values[run]
    if (steps == -1).all():
        run = slice(before[-1], before[0] + 1)
        return np.flip(values[:, run] if axis else values[run], axis)
    return values.take(before, axis)
