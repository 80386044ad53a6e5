"""The regions of an ultrasound image, each of which has its own scale (PS3.3 C.8.5.5)."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydicom.dataset import Dataset

from dicom_viewer.dataset.elements import integer, items_of, number

_CENTIMETRES = 3
"""*Physical Units X Direction* and *Y Direction* (C.8.5.5.1.15)."""

_LOW_PRIORITY = 1
"""Bit 0 of *Region Flags* (C.8.5.5.1.3): other regions lie above this one."""

_PLACE = (
    "RegionLocationMinX0",
    "RegionLocationMinY0",
    "RegionLocationMaxX1",
    "RegionLocationMaxY1",
)


@dataclass(frozen=True)
class UltrasoundRegion:
    """A rectangle of an image.

    Attributes
    ----------
    left, top, right, bottom : int
        Its first column and row, and its last ones.
    is_low : bool
        Whether regions of high priority lie above it.
    spacing : tuple[float, float] | None
        How far columns, and rows, are apart in mm; None where they count something else, as time.
    """

    left: int
    top: int
    right: int
    bottom: int
    is_low: bool
    spacing: tuple[float, float] | None

    @property
    def rank(self) -> tuple[bool, int]:
        """What orders regions that lie on each other: the uppermost and smallest comes first."""
        return self.is_low, (self.right - self.left) * (self.bottom - self.top)

    def holds(self, points: Sequence[Sequence[float]]) -> bool:
        """Return whether points [x, y], of pixels' corners, all lie on its pixels."""
        return all(
            self.left <= x <= self.right + 1 and self.top <= y <= self.bottom + 1 for x, y in points
        )


def ultrasound_regions(dataset: Dataset) -> list[UltrasoundRegion]:
    """Return the items of *Sequence of Ultrasound Regions* that say where they are."""
    regions = (_region(item) for item in items_of(dataset, "SequenceOfUltrasoundRegions"))
    return [region for region in regions if region is not None]


def _region(item: Dataset) -> UltrasoundRegion | None:
    place = [each for keyword in _PLACE if (each := integer(item, keyword)) is not None]
    if len(place) < len(_PLACE):
        return None
    left, top, right, bottom = place
    is_low = bool((integer(item, "RegionFlags") or 0) & _LOW_PRIORITY)
    return UltrasoundRegion(left, top, right, bottom, is_low, _spacing(item))


def _spacing(item: Dataset) -> tuple[float, float] | None:
    units = [integer(item, f"PhysicalUnits{axis}Direction") for axis in "XY"]
    right, down = (abs(number(item, f"PhysicalDelta{axis}") or 0.0) * 10 for axis in "XY")
    if units != [_CENTIMETRES, _CENTIMETRES] or not (right and down):
        return None
    return right, down
