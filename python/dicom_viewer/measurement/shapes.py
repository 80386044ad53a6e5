"""The geometry of marks in a plane: lengths, angles, areas, and which pixels lie inside."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Inside:
    """The pixels whose centres lie inside a region.

    Attributes
    ----------
    rows, columns : slice
        The part of the image around it.
    mask : numpy.ndarray
        bool (rows, columns) of that part.
    """

    rows: slice
    columns: slice
    mask: NDArray[np.bool_]


def distance(points: NDArray[np.float64]) -> float:
    """Return how far the first of points (n, 2 or 3) lies from the second."""
    return math.hypot(*(points[1] - points[0]).tolist())


def vertex_angle(points: NDArray[np.float64]) -> float | None:
    """Return the angle in degrees at the second of three points; None where two are the same."""
    return _between(points[0] - points[1], points[2] - points[1])


def cobb_angle(points: NDArray[np.float64]) -> float | None:
    """Return the angle in degrees, at most 90, between the lines of two pairs of points.

    Lines have no direction: which end of an endplate was marked first makes no difference.
    """
    angle = _between(points[1] - points[0], points[3] - points[2])
    return None if angle is None else min(angle, 180 - angle)


def area(kind: str, points: NDArray[np.float64]) -> float:
    """Return the area of a region (n, 2).

    That of a polygon is Gauss's: what its outline runs around in the other sense is taken off.
    """
    if kind == "polygon":
        x, y = points.T
        return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2
    width, height = np.abs(points[1] - points[0]).tolist()
    return float(width * height * (math.pi / 4 if kind == "ellipse" else 1.0))


def inside(kind: str, points: NDArray[np.float64], rows: int, columns: int) -> Inside:
    """Return which pixels of an image lie inside a region.

    Parameters
    ----------
    kind : str
        `rectangle` or `ellipse`, which have two opposite corners of a rectangle, and whose outline
        is inside; or `polygon`, which has its corners, and whose inside the even-odd rule tells
        where it crosses itself.
    points : numpy.ndarray
        float64 (n, 2): x and y in pixels; the centre of the top left pixel is at 0.5, 0.5.
    rows, columns : int
        The size of the image.
    """
    low, high = points.min(axis=0), points.max(axis=0)
    across, down = (
        slice(*np.clip([math.floor(low[axis]), math.ceil(high[axis])], 0, size).tolist())
        for axis, size in ((0, columns), (1, rows))
    )
    x = np.arange(across.start, across.stop) + 0.5
    y = np.arange(down.start, down.stop) + 0.5
    return Inside(down, across, _masks[kind](points, x, y))


def _rectangle(
    points: NDArray[np.float64], x: NDArray[np.float64], y: NDArray[np.float64]
) -> NDArray[np.bool_]:
    low, high = points.min(axis=0), points.max(axis=0)
    in_rows, in_columns = (y >= low[1]) & (y <= high[1]), (x >= low[0]) & (x <= high[0])
    mask: NDArray[np.bool_] = np.logical_and.outer(in_rows, in_columns)
    return mask


def _ellipse(
    points: NDArray[np.float64], x: NDArray[np.float64], y: NDArray[np.float64]
) -> NDArray[np.bool_]:
    centre, radii = points.mean(axis=0), np.abs(points[1] - points[0]) / 2
    if not radii.all():
        return np.zeros((len(y), len(x)), np.bool_)
    across, down = ((x - centre[0]) / radii[0]) ** 2, ((y - centre[1]) / radii[1]) ** 2
    mask: NDArray[np.bool_] = np.add.outer(down, across) <= 1
    return mask


def _polygon(
    points: NDArray[np.float64], x: NDArray[np.float64], y: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Return the pixels to the left of which an odd number of edges cross their row."""
    crossings = np.zeros((len(y), len(x) + 1), np.intp)
    for start, end in zip(points, np.roll(points, -1, axis=0), strict=True):
        upper, lower = sorted((start, end), key=lambda point: float(point[1]))
        crossed = np.flatnonzero((y >= upper[1]) & (y < lower[1]))
        part = (y[crossed] - upper[1]) / (lower[1] - upper[1] or 1.0)
        at = np.searchsorted(x, upper[0] + part * (lower[0] - upper[0]))
        crossings[crossed, at] += 1
    mask: NDArray[np.bool_] = np.cumsum(crossings[:, :-1], axis=1) % 2 == 1
    return mask


_masks = {"rectangle": _rectangle, "ellipse": _ellipse, "polygon": _polygon}


def _between(a: NDArray[np.float64], b: NDArray[np.float64]) -> float | None:
    """Return the angle between two vectors; None if one has no length."""
    lengths = math.hypot(*a.tolist()) * math.hypot(*b.tolist())
    if lengths == 0:
        return None
    across = math.sqrt(max(float(a @ a) * float(b @ b) - float(a @ b) ** 2, 0.0))
    return math.degrees(math.atan2(across, float(a @ b)))
