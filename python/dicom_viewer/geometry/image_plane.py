"""Where a frame lies in the patient: the Image Plane Module (PS3.3 C.7.6.2)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from dicom_viewer.dataset.elements import (
    Holder,
    functional_groups,
    item_at,
    macro_item,
    number,
    number_at,
    numbers,
)
from dicom_viewer.errors import WarningCode, warn

_MAX_DEVIATION = 0.01
"""How far the cosines of a direction may be from a unit vector, and two from a right angle.

Cosines with two decimal places are as far.
"""

_MAX_POSITION = 1e6
"""No frame lies further from the origin, in mm: a kilometre."""

_MIN_SPACING, _MAX_SPACING = 1e-6, 1e4
"""No pixels are closer or further apart, in mm: a nanometre, ten metres."""

_SAME_POSITION = 1e-3
"""How far apart, in mm, two numbers for the same position may be."""


@dataclass(frozen=True, eq=False)
class ImagePlane:
    """The position, orientation and spacing of a frame, in the patient's coordinates in mm.

    Those grow to the patient's left, back and head (PS3.3 C.7.6.2.1.1).

    Attributes
    ----------
    position : numpy.ndarray
        The centre of the first pixel, float64 (3,): *Image Position (Patient)*.
    right, down : numpy.ndarray
        The unit vectors, float64 (3,), along which columns and rows grow, at right angles: the
        first and the second half of *Image Orientation (Patient)*.
    column_spacing, row_spacing : float
        The distance between the centres of neighbouring columns, and of rows: the second value of
        *Pixel Spacing*, and the first.
    thickness : float | None
        *Slice Thickness*; None where it isn't known.
    """

    position: NDArray[np.float64]
    right: NDArray[np.float64]
    down: NDArray[np.float64]
    column_spacing: float
    row_spacing: float
    thickness: float | None = None

    @property
    def normal(self) -> NDArray[np.float64]:
        """The unit vector, float64 (3,), at right angles to both: `right` × `down`."""
        return np.cross(self.right, self.down).astype(np.float64)


def image_plane(
    dataset: Dataset, frame: int, groups: Sequence[Holder] | None = None
) -> ImagePlane | None:
    """Return where a frame lies.

    Position, orientation and spacing come from the functional groups of the frame (PS3.3
    C.7.6.16.2.1, 3 and 4), from the data set, or from the detector of a nuclear medicine image.

    Parameters
    ----------
    dataset : pydicom.dataset.Dataset
        The data set of an image.
    frame : int
        The frame, from 0.
    groups : Sequence[Holder] | None
        Its functional groups, if they are known already.

    Returns
    -------
    ImagePlane | None
        None if a value that it takes is missing, isn't finite, is zero or absurd; with a warning
        if directions or offsets are there and contradict the standard.
    """
    detector = item_at(dataset, "DetectorInformationSequence", 0)
    place = dataset if detector is None or "ImagePositionPatient" in dataset else detector
    if groups is None:
        groups = functional_groups(dataset, frame)
    measures = _macro(groups, "PixelMeasuresSequence", dataset)
    plane = _plane(
        numbers(_macro(groups, "PlanePositionSequence", place), "ImagePositionPatient"),
        numbers(_macro(groups, "PlaneOrientationSequence", place), "ImageOrientationPatient"),
        numbers(measures, "PixelSpacing"),
        number(measures, "SliceThickness"),
    )
    if plane is None:
        return None
    offset = _offset(dataset, frame, plane)
    if offset is None or not abs(offset) <= _MAX_POSITION:
        return None
    return replace(plane, position=plane.position + offset * plane.normal) if offset else plane


def _macro(groups: Sequence[Holder], macro: str, otherwise: Dataset) -> Holder:
    item = macro_item(groups, macro)
    return otherwise if item is None else item


def _plane(
    position: list[float], orientation: list[float], spacing: list[float], thickness: float | None
) -> ImagePlane | None:
    if (len(position), len(orientation), len(spacing)) != (3, 6, 2):
        return None
    if not all(abs(coordinate) <= _MAX_POSITION for coordinate in position):
        return None
    if not all(_MIN_SPACING <= distance <= _MAX_SPACING for distance in spacing):
        return None
    if any(math.isnan(cosine) for cosine in orientation):
        return None
    directions = _directions(*orientation)
    if directions is None:
        warn("orientation-ignored", WarningCode.METADATA)
        return None
    row_spacing, column_spacing = spacing
    known = thickness if thickness and _MIN_SPACING <= thickness <= _MAX_SPACING else None
    return ImagePlane(np.array(position), *directions, column_spacing, row_spacing, known)


@lru_cache
def _directions(*cosines: float) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    """Return the unit vectors that are exactly at right angles, if the cosines nearly are."""
    right, down = cosines[:3], cosines[3:]
    lengths = math.hypot(*right), math.hypot(*down)
    cosine = sum(a * b for a, b in zip(right, down, strict=True))
    deviations = (lengths[0] - 1, lengths[1] - 1, cosine)
    if not all(abs(deviation) <= _MAX_DEVIATION for deviation in deviations):
        return None
    unit = np.array(right) / lengths[0]
    across = np.array(down)
    across -= (across @ unit) * unit
    return unit, across / math.hypot(*across.tolist())


def _offset(dataset: Dataset, frame: int, plane: ImagePlane) -> float | None:
    """Return how far, in mm along the normal, a frame lies from the position that is given."""
    if "GridFrameOffsetVector" in dataset:
        return _dose_offset(dataset, frame, plane)
    if "SliceVector" in dataset:
        return _reconstructed_offset(dataset, frame)
    return 0.0


def _dose_offset(dataset: Dataset, frame: int, plane: ImagePlane) -> float | None:
    """Read *Grid Frame Offset Vector* (PS3.3 C.8.8.3.2).

    It begins with zero and holds distances, or with the z coordinate of the first frame and holds
    those of all; the latter only where columns and rows grow along x and y.
    """
    first = number_at(dataset, "GridFrameOffsetVector", 0)
    offset = number_at(dataset, "GridFrameOffsetVector", frame)
    if first is None or offset is None:
        return None
    if first == 0:
        return offset
    height = float(plane.position[2])
    if abs(first - height) <= _SAME_POSITION and plane.normal[2] > 1 - _SAME_POSITION:
        return offset - height
    warn("frame-offsets-ignored", WarningCode.METADATA)
    return None


def _reconstructed_offset(dataset: Dataset, frame: int) -> float | None:
    """Read the slice of a reconstructed nuclear medicine image (PS3.3 C.8.4.8 and C.8.4.15).

    *Spacing Between Slices* is negative where slices are stacked against the normal.
    """
    position = number_at(dataset, "SliceVector", frame)
    spacing = number(dataset, "SpacingBetweenSlices")
    return None if position is None or spacing is None else (position - 1) * spacing
