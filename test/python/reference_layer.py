"""The layer above a frame that a file must give, worked out pixel by pixel from PS3.3 alone.

Like `reference`, of which this is the other half: nothing of `dicom_viewer` is used, and pydicom
only finds the elements. Places are rows and columns from 1, as in the standard.
"""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from reference_pixels import byte_order, transfer_syntax
from reference_tables import values_of

OVERLAY = (255, 90, 0, 255)
Place = tuple[int, int]


def expected_layer(
    dataset: Dataset, frame: int = 0, shutter_colour: tuple[int, int, int] = (0, 0, 0)
) -> NDArray[np.uint8]:
    """Return uint8 (rows, columns, 4) of a data set as it was read from its file."""
    shutter = _shutter(dataset, frame)
    bitmap = shutter.get("ShutterOverlayGroup")
    groups = [group for group in range(0x6000, 0x6020, 2) if (group, 0x0010) in dataset]
    layer = np.zeros((dataset.Rows, dataset.Columns, 4), np.uint8)
    for row in range(1, dataset.Rows + 1):
        for column in range(1, dataset.Columns + 1):
            place = (row, column)
            covering = {group for group in groups if _covers(dataset, group, frame, place)}
            if covering - {bitmap}:
                layer[row - 1, column - 1] = OVERLAY
            elif bitmap in covering or not _is_seen(shutter, place, _pixel_shape(dataset)):
                layer[row - 1, column - 1] = (*shutter_colour, 255)
    return layer


def _covers(dataset: Dataset, group: int, frame: int, place: Place) -> bool:
    """Whether the bit of an overlay for a place of a frame, from 0, is set (C.9.2, C.9.3)."""
    rows, columns = (dataset[group, each].value for each in (0x0010, 0x0011))
    if (group, 0x3000) not in dataset:
        return _cell(dataset, frame, place) >> dataset[group, 0x0102].value & 1 == 1
    origin = dataset[group, 0x0050].value
    row, column = place[0] - origin[0], place[1] - origin[1]
    plane = 0
    if (group, 0x0015) in dataset or (group, 0x0051) in dataset:
        first = dataset[group, 0x0051].value if (group, 0x0051) in dataset else 1
        count = dataset[group, 0x0015].value if (group, 0x0015) in dataset else 1
        plane = frame + 1 - first
        if not 0 <= plane < count:
            return False
    if not (0 <= row < rows and 0 <= column < columns):
        return False
    at = (plane * rows + row) * columns + column
    element = dataset[group, 0x3000]
    byte = at // 8
    if byte_order(dataset) == ">" and element.VR == "OW":
        byte += 1 if byte % 2 == 0 else -1
    return byte < len(element.value) and element.value[byte] >> at % 8 & 1 == 1


def _cell(dataset: Dataset, frame: int, place: Place) -> int:
    """Return a cell of native pixel data (PS3.5 8.1.1)."""
    assert not str(transfer_syntax(dataset)).startswith("1.2.840.10008.1.2.4")
    at = (frame * dataset.Rows + place[0] - 1) * dataset.Columns + place[1] - 1
    width = dataset.BitsAllocated // 8
    order = "big" if byte_order(dataset) == ">" else "little"
    return int.from_bytes(dataset.PixelData[at * width : (at + 1) * width], order)


def _shutter(dataset: Dataset, frame: int) -> Dataset:
    """Return what holds a frame's shutter: its functional group, the shared one, or all."""
    groups = list(dataset.get("PerFrameFunctionalGroupsSequence") or [])[frame : frame + 1]
    groups += list(dataset.get("SharedFunctionalGroupsSequence") or [])
    for group in groups:
        if group.get("FrameDisplayShutterSequence"):
            return group.FrameDisplayShutterSequence[0]
    return dataset


def _pixel_shape(dataset: Dataset) -> Fraction:
    """Return the height of a pixel by its width: *Pixel Spacing* has that of rows first."""
    down, across = dataset.get("PixelSpacing") or (1, 1)
    return Fraction(str(down)) / Fraction(str(across))


def _is_seen(shutter: Dataset, place: Place, height: Fraction) -> bool:
    """Whether a place lies within all of a shutter's shapes, edges included (C.7.6.11)."""
    row, column = place
    shapes = values_of(shutter.get("ShutterShape"))
    seen = True
    if "RECTANGULAR" in shapes:
        seen &= shutter.ShutterLeftVerticalEdge <= column <= shutter.ShutterRightVerticalEdge
        seen &= shutter.ShutterUpperHorizontalEdge <= row <= shutter.ShutterLowerHorizontalEdge
    if "CIRCULAR" in shapes:
        center_row, center_column = (int(each) for each in shutter.CenterOfCircularShutter)
        down, across = (row - center_row) * height, column - center_column
        seen &= down * down + across * across <= int(shutter.RadiusOfCircularShutter) ** 2
    if "POLYGONAL" in shapes:
        places = [int(each) for each in shutter.VerticesOfThePolygonalShutter]
        seen &= _is_inside(list(zip(places[::2], places[1::2], strict=True)), place)
    return seen


def _is_inside(vertices: list[Place], place: Place) -> bool:
    """Whether a place lies on a polygon's edge, or below an odd number of its edges."""
    row, column = place
    above = 0
    for (row_a, column_a), (row_b, column_b) in zip(
        vertices, vertices[1:] + vertices[:1], strict=True
    ):
        cross = (column_b - column_a) * (row - row_a) - (row_b - row_a) * (column - column_a)
        is_between = min(row_a, row_b) <= row <= max(row_a, row_b)
        is_between &= min(column_a, column_b) <= column <= max(column_a, column_b)
        if cross == 0 and is_between:
            return True
        if (column_a <= column) != (column_b <= column):
            slope = Fraction(row_b - row_a, column_b - column_a)
            above += row_a + slope * (column - column_a) < row
    return above % 2 == 1
