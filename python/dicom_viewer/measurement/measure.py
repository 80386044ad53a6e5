"""Measures marks on what is shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.measurement.calibration import Calibration, calibration
from dicom_viewer.measurement.shapes import (
    Inside,
    area,
    cobb_angle,
    distance,
    inside,
    vertex_angle,
)
from dicom_viewer.measurement.value_unit import value_unit
from dicom_viewer.rendering.mark import Length, Mark, Measurement, Quantity
from dicom_viewer.rendering.view import View
from dicom_viewer.study.instance import Instance
from dicom_viewer.study.series import Series

_POINTS = {"length": (2, 2), "angle": (3, 3), "cobb": (4, 4), "probe": (1, 1)} | {
    "rectangle": (2, 2),
    "ellipse": (2, 2),
    "polygon": (3, None),
}
"""The least and the greatest number of points by type."""

_MAX_COORDINATE = 1e6
"""No point lies further from an image, in pixels, or from the patient's origin, in mm."""

Values = Callable[[slice, slice], NDArray[np.float64] | None]
"""The modality values of some rows and columns, NaN where there are none; None of colours."""


@dataclass(frozen=True, eq=False)
class _Place:
    """A mark on an image.

    Attributes
    ----------
    pixels : numpy.ndarray
        Its points, float64 (n, 2), in pixels from the corner of the first one.
    points : numpy.ndarray
        The same, float64 (n, 2 or 3), in the unit of the calibration.
    calibration : Calibration
        How large pixels are.
    """

    pixels: NDArray[np.float64]
    points: NDArray[np.float64]
    calibration: Calibration


@dataclass(frozen=True, eq=False)
class _Image:
    """What marks are measured on.

    Attributes
    ----------
    rows, columns : int
        Its size.
    values : Values
        Its modality values.
    unit : str
        Their unit.
    place : Callable[[numpy.ndarray], _Place | None]
        Where a mark lies on it; None if its points are of another kind.
    """

    rows: int
    columns: int
    values: Values
    unit: str
    place: Callable[[NDArray[np.float64]], _Place | None]


def measure(series: Series, view: View, image: int, marks: Sequence[Mark]) -> list[Measurement]:
    """Measure marks on an image of a view whose volume, if it needs one, is prepared.

    What is shown doesn't change by it.

    Parameters
    ----------
    series : Series
        The series.
    view : View
        What is asked to be seen: of stored frames any one, of planes the one that is shown.
    image : int
        Which of the view's images, from 0.
    marks : Sequence[Mark]
        The marks; one that has another number of points than its type has no measurement.

    Raises
    ------
    ViewerError
        `decode` if the frame can't be decoded.
    """
    on = _plane(series, view, image) if series.has_planes(view) else _stored(series, view)
    return [_measurement(on, mark) for mark in marks]


def _stored(series: Series, view: View) -> _Image:
    instance, frame = series.stored_frame(view)
    return _Image(
        instance.summary["rows"],
        instance.summary["columns"],
        lambda rows, columns: instance.modality_values(frame, rows, columns),
        value_unit(instance.dataset, frame),
        lambda points: _place_on_frame(instance, frame, points),
    )


def _place_on_frame(instance: Instance, frame: int, points: NDArray[np.float64]) -> _Place | None:
    if points.shape[1] != 2:  # noqa: PLR2004
        return None
    ratio = instance.summary["pixelAspectRatio"]
    scale = calibration(instance.dataset, frame, points.tolist(), ratio)
    return _Place(points, points * (scale.column_spacing, scale.row_spacing), scale)


def _plane(series: Series, view: View, image: int) -> _Image:
    plane, shown = series.plane(view, image)
    instance, frame = series.seen(view)
    grid = shown.grid
    assert grid is not None  # noqa: S101 - a plane has one
    axes = np.array([grid["right"], grid["down"]])
    side = grid["spacing"]

    def place(points: NDArray[np.float64]) -> _Place | None:
        if points.shape[1] != 3:  # noqa: PLR2004
            return None
        pixels = (points - np.array(grid["origin"])) @ axes.T / side + 0.5
        return _Place(pixels, points, Calibration(side, side, "mm", "PixelSpacing"))

    unit = value_unit(instance.dataset, frame)
    return _Image(shown.rows, shown.columns, plane.modality_values, unit, place)


def _measurement(image: _Image, mark: Mark) -> Measurement:
    least, most = _POINTS.get(mark.type, (1, 0))
    points = _array(mark.points)
    if points is None or not least <= len(points) <= (len(points) if most is None else most):
        return Measurement()
    place = image.place(points)
    if place is None:
        return Measurement()
    if mark.type == "length":
        return Measurement(length=_length(place))
    if mark.type in ("angle", "cobb"):
        angle = (cobb_angle if mark.type == "cobb" else vertex_angle)(place.points)
        return Measurement(angle=None if angle is None else Quantity(angle, "°"))
    if mark.type == "probe":
        x, y = np.floor(place.pixels[0]).astype(int).tolist()
        corners = np.array([(x, y), (x + 1, y + 1)], np.float64)
        return _statistics(image, inside("rectangle", corners, image.rows, image.columns), None)
    region = inside(mark.type, place.pixels, image.rows, image.columns)
    return _statistics(image, region, _area(mark.type, place))


def _array(points: Sequence[Sequence[float]]) -> NDArray[np.float64] | None:
    """Return what a page has given as points (n, 2 or 3), or None if they aren't any."""
    try:
        array = np.array(points, np.float64)
    except (TypeError, ValueError):
        return None
    is_near = array.ndim == 2 and bool((np.abs(array) <= _MAX_COORDINATE).all())  # noqa: PLR2004
    return array if is_near else None


def _length(place: _Place) -> Length:
    scale = place.calibration
    points = place.points if scale.unit == "mm" else place.pixels
    return Length(distance(points), scale.unit, scale.source)


def _area(kind: str, place: _Place) -> Quantity:
    scale = place.calibration
    pixels = area(kind, place.pixels)
    if scale.unit == "px":
        return Quantity(pixels, "px²")
    return Quantity(pixels * scale.column_spacing * scale.row_spacing, f"{scale.unit}²")


def _statistics(image: _Image, region: Inside, shape: Quantity | None) -> Measurement:
    """Return the statistics of those pixels of a region that have a value."""
    values = image.values(region.rows, region.columns) if region.mask.any() else np.empty((0, 0))
    if values is None:
        return Measurement(area=shape)
    found = values[region.mask] if values.size else values.ravel()
    found = found[np.isfinite(found)]
    if not found.size:
        return Measurement(count=0, unit=image.unit, area=shape)
    return Measurement(
        mean=float(found.mean()),
        standard_deviation=float(found.std()),
        minimum=float(found.min()),
        maximum=float(found.max()),
        count=int(found.size),
        unit=image.unit,
        area=shape,
    )
