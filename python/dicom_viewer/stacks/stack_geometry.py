"""The size, spacing and orientation of a stack of slices, and what is irregular in it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.errors import Message, message
from dicom_viewer.geometry.image_plane import ImagePlane
from dicom_viewer.geometry.slice_spacing import (
    SAME_DISTANCE,
    has_gaps,
    slice_spacing,
)

_NORMALS = ("sagittal", "coronal", "axial")
"""The planes at right angles to the patient's axes x, y and z."""

_MAX_OBLIQUITY = 10.0
"""How far, in degrees, the normal of an axial plane may be from the patient's axis."""

_MIN_TILT = 0.05
"""What positions are off the normal by less, in degrees, was rounded."""

_MAX_NAMED = 3
"""How many irregular distances are named, so that the warnings can be read."""


@dataclass(frozen=True)
class Step:
    """Two neighbouring slices that aren't as far apart as the others.

    Attributes
    ----------
    after : int
        The slice before the step, from 1.
    distance : float
        How far the next one is along the normal, in mm.
    missing : int
        How many slices fit between them, 0 if it isn't a whole number, or if these are thicker.
    """

    after: int
    distance: float
    missing: int


@dataclass(frozen=True)
class StackGeometry:
    """The geometry of a stack, or of a single image.

    Attributes
    ----------
    rows, columns, slices : int
        The size in pixels.
    column_spacing, row_spacing : float
        The distances of neighbouring columns and rows, in mm.
    slice_spacing : float | None
        The median distance of neighbouring slices along the normal, in mm; None of one slice.
    position : tuple[float, ...]
        The centre of the first slice's first pixel, in mm.
    orientation : tuple[float, ...]
        The six cosines of *Image Orientation (Patient)*.
    plane : str
        `axial`, `coronal`, `sagittal` or `oblique`.
    tilt : float
        The angle in degrees between the normal and the line from the first to the last position: a
        gantry's.
    irregular : tuple[Step, ...]
        Where slices aren't one slice spacing apart.
    offsets : tuple[float, ...]
        How far each slice lies from the first along the normal, in mm.
    """

    rows: int
    columns: int
    slices: int
    column_spacing: float
    row_spacing: float
    slice_spacing: float | None
    position: tuple[float, ...]
    orientation: tuple[float, ...]
    plane: str
    tilt: float
    irregular: tuple[Step, ...]
    offsets: tuple[float, ...]

    def as_json(self) -> dict[str, Any]:
        """Return what a page is told.

        `spacing` is that between columns, between rows and between slices. `missingSlices` has the
        number `after` which slices are missing, and their `count`. `offsets` is None where all are
        one slice spacing apart.
        """
        return {
            "rows": self.rows,
            "columns": self.columns,
            "slices": self.slices,
            "spacing": [self.column_spacing, self.row_spacing, self.slice_spacing],
            "position": list(self.position),
            "orientation": list(self.orientation),
            "plane": self.plane,
            "tilt": self.tilt,
            "regular": not self.irregular,
            "missingSlices": [
                {"after": step.after, "count": step.missing}
                for step in self.irregular
                if step.missing
            ],
            "offsets": list(self.offsets) if self.irregular else None,
        }

    def warnings(self) -> list[Message]:
        """Return where slices aren't one slice spacing apart, for warnings."""
        messages = [
            _described(step, self.slice_spacing or 0) for step in self.irregular[:_MAX_NAMED]
        ]
        if (more := len(self.irregular) - _MAX_NAMED) > 0:
            messages.append(message("slices-irregular-more", count=more))
        return messages


def stack_geometry(rows: int, columns: int, planes: Sequence[ImagePlane]) -> StackGeometry:
    """Measure a stack.

    Parameters
    ----------
    rows, columns : int
        The size of its slices.
    planes : Sequence[ImagePlane]
        Where they lie, parallel and in the order of their positions along the normal; at least one.
    """
    first = planes[0]
    positions = np.array([plane.position for plane in planes])
    offsets = (positions - positions[0]) @ first.normal
    distances = np.diff(offsets)
    spacing = slice_spacing(distances) if len(distances) else None
    return StackGeometry(
        rows=rows,
        columns=columns,
        slices=len(planes),
        column_spacing=first.column_spacing,
        row_spacing=first.row_spacing,
        slice_spacing=spacing,
        position=tuple(first.position.tolist()),
        orientation=(*first.right.tolist(), *first.down.tolist()),
        plane=_plane_name(first.normal),
        tilt=_tilt(positions[-1] - positions[0], first.normal),
        irregular=_irregular(distances, [plane.thickness for plane in planes]),
        offsets=tuple(offsets.tolist()),
    )


def _plane_name(normal: NDArray[np.float64]) -> str:
    axis = int(np.argmax(np.abs(normal)))
    obliquity = math.degrees(math.acos(min(abs(float(normal[axis])), 1)))
    return _NORMALS[axis] if obliquity <= _MAX_OBLIQUITY else "oblique"


def _tilt(way: NDArray[np.float64], normal: NDArray[np.float64]) -> float:
    along = float(way @ normal)
    across = math.hypot(*(way - along * normal).tolist())
    tilt = math.degrees(math.atan2(across, along)) if along else 0.0
    return tilt if tilt >= _MIN_TILT else 0.0


def _irregular(
    distances: NDArray[np.float64], thicknesses: Sequence[float | None]
) -> tuple[Step, ...]:
    if not len(distances):
        return ()
    spacing = slice_spacing(distances)
    gaps = has_gaps(distances, thicknesses)
    tolerance = SAME_DISTANCE * spacing
    places = np.flatnonzero(np.abs(distances - spacing) > tolerance).tolist()
    steps = []
    for place in places:
        distance = float(distances[place])
        times = round(distance / spacing)
        is_whole = abs(distance - times * spacing) <= tolerance
        missing = times - 1 if is_whole and times > 1 and gaps[place] else 0
        steps.append(Step(place + 1, distance, missing))
    return tuple(steps)


def _described(step: Step, spacing: float) -> Message:
    first, second = step.after, step.after + 1
    distance, usual = _rounded(step.distance), _rounded(spacing)
    if not step.missing:
        return message(
            "slices-irregular", first=first, second=second, distance=distance, usual=usual
        )
    return message(
        "slices-missing",
        first=first,
        second=second,
        distance=distance,
        usual=usual,
        missing=step.missing,
    )


def _rounded(distance: float) -> float:
    return float(f"{distance:.4g}")
