"""Display shutters: what a file hides of its image (PS3.3 C.7.6.11 and C.7.6.15)."""

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from dicom_viewer.colour.cielab import cielab_to_rgb
from dicom_viewer.dataset.elements import (
    functional_group,
    has_macro,
    integer,
    numbers,
    texts,
)
from dicom_viewer.errors import warn

_FRAME_SHUTTER = "FrameDisplayShutterSequence"
_SHAPES = {"RECTANGULAR", "CIRCULAR", "POLYGONAL", "BITMAP"}

_MAX_VERTICES = 4096
"""More than an outline has: what is hidden must be found out in reasonable time."""


def has_shutter(dataset: Dataset) -> bool:
    """Return whether a file hides something of any of its frames."""
    return bool(_shapes(dataset)) or has_macro(dataset, _FRAME_SHUTTER)


def shutter_of(dataset: Dataset, frame: int) -> Dataset | None:
    """Return what holds the shutter of a frame, from 0: its functional group (C.7.6.16), else all.

    None if there is no shutter.
    """
    shutter = functional_group(dataset, frame, _FRAME_SHUTTER) or dataset
    return shutter if _shapes(shutter) else None


def hidden_pixels(
    shutter: Dataset, rows: int, columns: int, pixel_aspect_ratio: float
) -> NDArray[np.bool_]:
    """Return which pixels of an image lie outside of any of a shutter's shapes.

    The edges, the circle and the outline themselves are seen. A bitmap is none of these shapes:
    see `bitmap_group`. A shape that isn't given as it must be is left out, with a warning.

    Parameters
    ----------
    shutter : pydicom.dataset.Dataset
        What holds the Display Shutter Macro.
    rows, columns : int
        The size of the image.
    pixel_aspect_ratio : float
        The width of a pixel by its height.

    Returns
    -------
    numpy.ndarray
        bool (rows, columns).
    """
    # the upper left pixel is 1\1 (C.7.6.11)
    row = np.arange(1, rows + 1, dtype=np.float64)[:, np.newaxis]
    column = np.arange(1, columns + 1, dtype=np.float64)
    hidden = np.zeros((rows, columns), np.bool_)
    shapes = _shapes(shutter)
    if "RECTANGULAR" in shapes:
        hidden |= ~_rectangle(shutter, row, column)
    if "CIRCULAR" in shapes:
        hidden |= ~_circle(shutter, row, column, pixel_aspect_ratio)
    if "POLYGONAL" in shapes:
        hidden |= ~_polygon(shutter, rows, columns)
    if unknown := shapes - _SHAPES:
        warn("shutter-unknown", shape=min(unknown))
    return hidden


def bitmap_group(shutter: Dataset) -> int | None:
    """Return the group of the overlay that hides pixels, if a shutter is a bitmap (C.7.6.15)."""
    is_bitmap = "BITMAP" in _shapes(shutter)
    return integer(shutter, "ShutterOverlayGroup") if is_bitmap else None


def shutter_colour(shutter: Dataset) -> tuple[int, int, int]:
    """Return red, green and blue, 0 to 255, of what is hidden: black unless the file says.

    A canvas is a colour display, so the CIELab value comes before the gray P-value, of which
    FFFFH is white.
    """
    lab = numbers(shutter, "ShutterPresentationColorCIELabValue")
    if len(lab) == 3 and all(0 <= part <= 0xFFFF for part in lab):  # noqa: PLR2004
        return cielab_to_rgb(lab)
    p_value = min(max(integer(shutter, "ShutterPresentationValue") or 0, 0), 0xFFFF)
    gray = round(p_value / 257)
    return gray, gray, gray


def _shapes(shutter: Dataset) -> set[str]:
    return {shape for shape in texts(shutter, "ShutterShape") if shape}


def _rectangle(
    shutter: Dataset, row: NDArray[np.float64], column: NDArray[np.float64]
) -> NDArray[np.bool_]:
    sides = ("LeftVertical", "RightVertical", "UpperHorizontal", "LowerHorizontal")
    edges = [place for side in sides for place in _places(shutter, f"Shutter{side}Edge")]
    if len(edges) != len(sides) or edges[0] > edges[1] or edges[2] > edges[3]:
        return _everywhere("RECTANGULAR")
    left, right, upper, lower = edges
    return (left <= column) & (column <= right) & (upper <= row) & (row <= lower)


def _circle(
    shutter: Dataset,
    row: NDArray[np.float64],
    column: NDArray[np.float64],
    pixel_aspect_ratio: float,
) -> NDArray[np.bool_]:
    center = _places(shutter, "CenterOfCircularShutter")
    radius = _places(shutter, "RadiusOfCircularShutter")
    if len(center) != 2 or len(radius) != 1 or radius[0] < 0:  # noqa: PLR2004
        return _everywhere("CIRCULAR")
    # the radius counts pixels along a row, so heights are measured in widths
    down, right = (row - center[0]) / pixel_aspect_ratio, column - center[1]
    # compared, not summed, for want of a whole image of sums
    return right**2 <= radius[0] ** 2 - down**2


def _polygon(shutter: Dataset, rows: int, columns: int) -> NDArray[np.bool_]:
    places = _places(shutter, "VerticesOfThePolygonalShutter")
    vertices = list(zip(places[::2], places[1::2], strict=False))
    if len(places) % 2 or not 3 <= len(vertices) <= _MAX_VERTICES:  # noqa: PLR2004
        return _everywhere("POLYGONAL")
    outline = np.zeros((rows, columns), np.bool_)
    crossings = np.zeros((rows, columns + 1), np.bool_)
    for edge in zip(vertices, [*vertices[1:], vertices[0]], strict=True):
        start, end = sorted(edge)
        _trace(start, end, outline, crossings)
    # inside is what is reached from the left by crossing an odd number of edges
    inside: NDArray[np.bool_] = np.logical_xor.accumulate(crossings[:, :columns], axis=1)
    return outline | inside


def _trace(
    start: tuple[float, float],
    end: tuple[float, float],
    outline: NDArray[np.bool_],
    crossings: NDArray[np.bool_],
) -> None:
    """Mark the pixels on an edge, and in each row the first pixel that is not left of it.

    `start` and `end` are row and column, from 1, and `start` isn't below `end`. `crossings` has a
    column more than `outline`, for what no pixel is right of.
    """
    (top, top_column), (bottom, bottom_column) = start, end
    rows, columns = outline.shape
    row = np.arange(max(top, 1), min(bottom, rows) + 1).astype(np.intp)
    if top == bottom:
        outline[row - 1, int(max(top_column, 1)) - 1 : int(max(bottom_column, 0))] = True
        return
    column = top_column + (row - top) * (bottom_column - top_column) / (bottom - top)
    is_pixel = (column == np.rint(column)) & (column >= 1) & (column <= columns)
    outline[row[is_pixel] - 1, column[is_pixel].astype(np.intp) - 1] = True
    is_crossed = row < bottom  # an end that two edges share is crossed once
    reached = np.clip(np.ceil(column[is_crossed]) - 1, 0, columns).astype(np.intp)
    crossings[row[is_crossed] - 1, reached] ^= True


def _places(shutter: Dataset, keyword: str) -> list[float]:
    """Return rows, columns or pixels; none if one of them is no integer string (PS3.5 6.2)."""
    places = numbers(shutter, keyword)
    is_given = all(abs(place) < 1 << 31 and place.is_integer() for place in places)
    return places if is_given else []


def _everywhere(shape: str) -> NDArray[np.bool_]:
    """Return a shape that hides nothing, in place of one that isn't given as it must be."""
    warn("shutter-ignored", shape=shape)
    return np.ones((1, 1), np.bool_)
