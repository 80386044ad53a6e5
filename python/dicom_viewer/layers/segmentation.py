"""Segmentations: their segments, and the voxels that those cover (PS3.3 A.51 and C.8.20)."""

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from dicom_viewer.colour.cielab import cielab_to_rgb
from dicom_viewer.dataset.elements import (
    functional_groups,
    integer,
    items_of,
    macro_item,
    number,
    numbers,
    text,
)
from dicom_viewer.errors import DataError, ErrorCode, ViewerError
from dicom_viewer.geometry.image_plane import ImagePlane
from dicom_viewer.geometry.slice_spacing import slice_spacing
from dicom_viewer.layers.label_grid import LabelBox, LabelGrid
from dicom_viewer.layers.label_picture import OPAQUE, Cover
from dicom_viewer.layers.outline import SegmentOutline
from dicom_viewer.layers.second_grid import LabelGeometry
from dicom_viewer.study.instance import Instance

_MAX_BYTES = 1 << 29
"""How much the voxels of a segmentation may take."""

_SAME_PLACE = 1e-3
"""How far apart, in mm, frames may be that lie in one slice."""

_PARALLEL = 1e-4
"""What direction cosines of parallel frames may differ by."""

_GAP = 1.5
"""Slices that are farther apart than this times the usual distance have nothing between them."""

_MAX_LABEL = 0xFFFF
"""*Segment Number* is of VR US."""

_LEVELS = 8
"""How many degrees a fractional segment's cover is told in."""


def segments_of(dataset: Dataset) -> list[SegmentOutline]:
    """Return the segments that a file describes, each number once."""
    segments = {}
    for item in items_of(dataset, "SegmentSequence"):
        segment = integer(item, "SegmentNumber")
        if segment is None or segment in segments:
            continue
        categories = items_of(item, "SegmentedPropertyCategoryCodeSequence")
        segments[segment] = SegmentOutline(
            number=segment,
            label=text(item, "SegmentLabel"),
            category=text(categories[0], "CodeMeaning") if categories else "",
            color=_colour(numbers(item, "RecommendedDisplayCIELabValue")),
        )
    return [*segments.values()]


def _colour(cielab: list[float]) -> str | None:
    if len(cielab) != 3 or any(np.isnan(cielab)):  # noqa: PLR2004 - L*, a* and b*
        return None
    return "#" + "".join(f"{level:02x}" for level in cielab_to_rgb(cielab))


class SegmentationReading:
    """The frames of a segmentation, read one after the other until all are there.

    Parameters
    ----------
    instance : Instance
        A segmentation.

    Raises
    ------
    DataError
        If it isn't told where its frames lie, or they are not parallel.
    """

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        self._is_label_map = text(instance.dataset, "SegmentationType") == "LABELMAP"
        self._levels = _levels(instance.dataset)
        attributes = instance.attributes
        planes = [frame.plane for frame in attributes]
        placed = [plane for plane in planes if plane is not None]
        if not placed or len(placed) < len(planes):
            raise DataError("stack-without-position")
        self._geometry, self._slices = _geometry_of(instance, placed)
        self._segments = [0 if frame.segment is None else frame.segment for frame in attributes]
        self._read = 0
        self._bytes = 0
        self._crops: dict[int, list[_Crop]] = {}

    @property
    def missing(self) -> int:
        """How many frames aren't read yet."""
        return len(self._segments) - self._read

    def read_next(self) -> None:
        """Read one more frame.

        Raises
        ------
        ViewerError
            `decode` if it can't be decoded, `memory` if there is no room for what it holds.
        """
        values = self._instance.stored_values(self._read)
        index, segment = self._slices[self._read], self._segments[self._read]
        crop = _cropped(self._ranks(values), index)
        self._read += 1
        if crop is None:
            return
        self._bytes += crop.ranks.nbytes
        _check_size(self._bytes)
        self._crops.setdefault(0 if self._is_label_map else segment, []).append(crop)

    def grid(self) -> LabelGrid:
        """Return the labels, once no frame is missing.

        Raises
        ------
        ViewerError
            `memory` if there is no room for them.
        """
        extents = {segment: _extent(crops) for segment, crops in self._crops.items()}
        itemsize = 2 if self._is_label_map else 1
        _check_size(sum(int(np.prod(end - first)) * itemsize for first, end in extents.values()))
        boxes = []
        for segment in [*self._crops]:
            first, end = extents[segment]
            box = _box(self._crops.pop(segment), first, end)
            column, row, index = first[::-1].tolist()
            boxes.append(_labelled((column, row, index), box, self._covers(segment)))
        return LabelGrid(self._geometry, boxes)

    def _ranks(self, values: NDArray[np.integer]) -> NDArray[np.integer]:
        """Return the values of a frame as ranks: of a label map they are still its labels."""
        if self._is_label_map:
            labels: NDArray[np.uint16] = np.clip(values, 0, _MAX_LABEL).astype(np.uint16)
            return labels
        if self._levels is not None:
            levels: NDArray[np.uint8] = self._levels[np.clip(values, 0, OPAQUE)]
            return levels
        covered: NDArray[np.uint8] = (values != 0).astype(np.uint8)
        return covered

    def _covers(self, segment: int) -> list[Cover] | None:
        """Return what the values of a segment stand for; None of a label map."""
        if self._is_label_map:
            return None
        if self._levels is None:
            return [(segment, OPAQUE)]
        return [(segment, OPAQUE * level // _LEVELS) for level in range(1, _LEVELS + 1)]


class _Crop:
    """What a frame holds that isn't zero, and where.

    Attributes
    ----------
    first : tuple[int, int, int]
        Its slice, and the row and column of its first value.
    ranks : numpy.ndarray
        (rows, columns).
    """

    def __init__(self, first: tuple[int, int, int], ranks: NDArray[np.integer]) -> None:
        self.first = first
        self.ranks = ranks


def _check_size(size: int) -> None:
    if size > _MAX_BYTES:
        raise ViewerError(ErrorCode.MEMORY, "out-of-memory")


def _levels(dataset: Dataset) -> NDArray[np.uint8] | None:
    """Return the level of each value of a fractional segmentation; None of any other."""
    if text(dataset, "SegmentationType") != "FRACTIONAL":
        return None
    most = min(max(integer(dataset, "MaximumFractionalValue") or OPAQUE, 1), OPAQUE)
    fractions = np.minimum(np.arange(OPAQUE + 1) / most, 1)
    levels: NDArray[np.uint8] = np.rint(fractions * _LEVELS).astype(np.uint8)
    return levels


def _geometry_of(instance: Instance, planes: list[ImagePlane]) -> tuple[LabelGeometry, list[int]]:
    """Return where voxels lie, and the slice of each frame."""
    first = planes[0]
    axes = np.stack([first.right, first.down])
    for plane in planes:
        turned = np.abs(np.stack([plane.right, plane.down]) - axes).max() > _PARALLEL
        sizes = plane.column_spacing, plane.row_spacing
        if turned or sizes != (first.column_spacing, first.row_spacing):
            raise DataError("stack-not-parallel")
    heights = np.stack([plane.position for plane in planes]) @ first.normal
    order = np.argsort(heights, kind="stable")
    slices = np.zeros(len(planes), np.intp)
    slices[order] = np.cumsum(np.diff(heights[order], prepend=heights[order[0]]) > _SAME_PLACE)
    _, frames = np.unique(slices, return_index=True)
    ordered = [planes[frame] for frame in frames.tolist()]
    distance = _distance(instance.dataset, heights[frames], first)
    geometry = LabelGeometry(
        ordered,
        columns=instance.summary["columns"],
        rows=instance.summary["rows"],
        distance=distance,
        gaps=np.diff(heights[frames]) > _GAP * distance,
    )
    return geometry, slices.tolist()


def _distance(dataset: Dataset, heights: NDArray[np.float64], plane: ImagePlane) -> float:
    """Return how far slices are usually apart, in mm; the thickness of one alone."""
    measures = macro_item(functional_groups(dataset, 0), "PixelMeasuresSequence")
    stated = None if measures is None else number(measures, "SpacingBetweenSlices")
    if stated and stated > 0:
        return stated
    if len(heights) > 1:
        return slice_spacing(np.diff(heights))
    return plane.thickness or 1.0


def _cropped(values: NDArray[np.integer], index: int) -> _Crop | None:
    rows = np.flatnonzero(values.any(axis=1))
    if not rows.size:
        return None
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    columns = np.flatnonzero(values[top:bottom].any(axis=0))
    left, right = int(columns[0]), int(columns[-1]) + 1
    return _Crop((index, top, left), values[top:bottom, left:right].copy())


def _extent(crops: list[_Crop]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the slice, row and column where crops begin, and where they end."""
    firsts = np.array([crop.first for crop in crops])
    ends = firsts + np.array([(1, *crop.ranks.shape) for crop in crops])
    return firsts.min(axis=0), ends.max(axis=0)


def _box(crops: list[_Crop], first: NDArray[np.intp], end: NDArray[np.intp]) -> NDArray[np.integer]:
    box = np.zeros(end - first, crops[0].ranks.dtype)
    for crop in crops:
        index, top, left = (np.array(crop.first) - first).tolist()
        rows, columns = crop.ranks.shape
        # frames of one segment and slice, which the standard doesn't forbid, are joined
        held = box[index, top : top + rows, left : left + columns]
        np.maximum(held, crop.ranks, out=held)
    return box


def _labelled(
    first: tuple[int, int, int], box: NDArray[np.integer], covers: list[Cover] | None
) -> LabelBox:
    """Return a box; of a label map, whose values are segment numbers, with ranks in their place."""
    if covers is not None:
        return LabelBox(first, box, covers)
    labels = np.flatnonzero(np.bincount(box.ravel()))
    labels = labels[labels > 0]
    ranks = np.zeros(int(labels.max(initial=0)) + 1, np.uint16)
    ranks[labels] = np.arange(1, len(labels) + 1)
    return LabelBox(first, ranks[box], [(label, OPAQUE) for label in labels.tolist()])
