"""Labels on a grid of their own: boxes of voxels, each around what one or more segments cover."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.layers.label_picture import Cover, LabelPicture
from dicom_viewer.layers.pixel_grid import PixelGrid
from dicom_viewer.layers.second_grid import LabelGeometry, planes_of_slab
from dicom_viewer.volume.volume import SLICE


@dataclass(frozen=True, eq=False)
class LabelBox:
    """Voxels of a box, and what they stand for.

    Attributes
    ----------
    first : tuple[int, int, int]
        The column, row and slice of the box's first voxel.
    ranks : numpy.ndarray
        uint8 or uint16 (slices, rows, columns): 0 for nothing, else 1 + the index in `covers`.
    covers : list[Cover]
        A segment with how much it covers, for each rank.
    """

    first: tuple[int, int, int]
    ranks: NDArray[Any]
    covers: list[Cover]


@dataclass(frozen=True, eq=False)
class LabelGrid:
    """Labels in the patient. Boxes may overlap, and so may segments.

    Attributes
    ----------
    geometry : LabelGeometry
        Where the voxels lie.
    boxes : list[LabelBox]
        What they hold.
    """

    geometry: LabelGeometry
    boxes: list[LabelBox]

    def picture(self, grid: PixelGrid, slab: float = 0.0) -> LabelPicture:
        """Return which segments cover the pixels of an image, or are anywhere in its slab."""
        geometry = self.geometry
        first = geometry.planes[0]
        step = min(first.column_spacing, first.row_spacing, geometry.distance)
        size = geometry.columns * first.column_spacing, geometry.rows * first.row_spacing
        extent = float(sum(size) + geometry.faces[-1, 1] - geometry.faces[0, 0])
        picture = LabelPicture(grid.rows, grid.columns)
        for image in planes_of_slab(grid, slab, step, extent):
            voxels = geometry.voxels(image)
            for box in self.boxes:
                _add(picture, box, voxels)
        return picture

    def middle(self, segment: int) -> list[float] | None:
        """Return a point in mm in the middle slice of a segment, within it; None of an empty one.

        That is the slice with as many before it as after it of those that the segment is in; the
        point is that of its voxels that is nearest to the middle of them.
        """
        slices = sorted({index for box in self.boxes for index in _slices(box, segment)})
        if not slices:
            return None
        index = slices[(len(slices) - 1) // 2]
        inside = np.concatenate([_places(box, segment, index) for box in self.boxes])
        distances = np.square(inside - inside.mean(axis=0)).sum(axis=1)
        row, column = inside[distances.argmin()].tolist()
        return self.geometry.point(column, row, index)


def _ranks(box: LabelBox, segment: int) -> list[int]:
    return [rank for rank, (number, _) in enumerate(box.covers, 1) if number == segment]


def _slices(box: LabelBox, segment: int) -> list[int]:
    """Return the slices of a grid in which a box holds a segment."""
    ranks = _ranks(box, segment)
    slices = enumerate(box.ranks, box.first[SLICE])
    return [index for index, each in slices if any((each == rank).any() for rank in ranks)]


def _places(box: LabelBox, segment: int, index: int) -> NDArray[np.intp]:
    """Return rows and columns, (voxels, 2), of a slice of a grid where a box holds a segment."""
    column, row, first = box.first
    if not first <= index < first + len(box.ranks):
        return np.zeros((0, 2), np.intp)
    inside = np.isin(box.ranks[index - first], _ranks(box, segment))
    places: NDArray[np.intp] = np.argwhere(inside) + np.array([row, column])
    return places


def _add(picture: LabelPicture, box: LabelBox, voxels: tuple[NDArray[np.intp], ...]) -> None:
    """Add to a picture what a box holds at voxels, one for each pixel."""
    rows, columns = np.broadcast_shapes(*(each.shape for each in voxels))
    places, insides = [], []
    for axis, indices in enumerate(voxels):
        place = indices - box.first[axis]
        places.append(place)
        insides.append((place >= 0) & (place < box.ranks.shape[SLICE - axis]))
    part = _part(insides, rows, columns)
    if part is None:
        return
    column, row, index = (
        np.clip(_within(place, part), 0, box.ranks.shape[SLICE - axis] - 1)
        for axis, place in enumerate(places)
    )
    ranks = box.ranks[index, row, column]
    for inside in insides:
        ranks = ranks * _within(inside, part)
    picture.add(part, ranks, box.covers)


def _part(insides: list[NDArray[np.bool_]], rows: int, columns: int) -> tuple[slice, slice] | None:
    """Return the rows and columns that reach into a box on all axes; None if there are none."""
    row_inside, column_inside = np.ones(rows, np.bool_), np.ones(columns, np.bool_)
    for inside in insides:
        row_inside &= inside.any(axis=1)
        column_inside &= inside.any(axis=0)
    row_indices, column_indices = np.flatnonzero(row_inside), np.flatnonzero(column_inside)
    if not (row_indices.size and column_indices.size):
        return None
    return (
        slice(int(row_indices[0]), int(row_indices[-1]) + 1),
        slice(int(column_indices[0]), int(column_indices[-1]) + 1),
    )


def _within(values: NDArray[Any], part: tuple[slice, slice]) -> NDArray[Any]:
    """Return a part of values of one row or column, or of all."""
    rows, columns = part
    return values[rows if values.shape[0] > 1 else slice(None)][
        :, columns if values.shape[1] > 1 else slice(None)
    ]
