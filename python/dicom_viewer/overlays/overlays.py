"""Overlay planes: the one-bit graphics and regions that a file lays over its image (PS3.3 C.9)."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import FileDataset
from pydicom.tag import Tag

from dicom_viewer.dataset.elements import bytes_of, integer, numbers, text
from dicom_viewer.dataset.file_bytes import MemoryBytes
from dicom_viewer.errors import warn
from dicom_viewer.pixels.decoding import decode_cells, has_swapped_words, single_bits
from dicom_viewer.pixels.description import PixelDescription

_GROUPS = range(0x6000, 0x6020, 2)
"""The groups that can hold an overlay each (PS3.5 7.6)."""

_ROWS, _COLUMNS, _TYPE, _ORIGIN = 0x0010, 0x0011, 0x0040, 0x0050
_BITS_ALLOCATED, _BIT_POSITION = 0x0100, 0x0102
_FRAMES, _IMAGE_FRAME_ORIGIN = 0x0015, 0x0051
_DESCRIPTION, _LABEL, _DATA = 0x0022, 0x1500, 0x3000

_MAX_SIZE = 0xFFFF
"""The most rows or columns that there can be: they are of VR US."""


@dataclass(frozen=True)
class Overlay:
    """One of a file's overlays.

    Attributes
    ----------
    group : int
        The group of its elements.
    type : str
        `G` for graphics, `R` for a region of interest.
    label, description : str
        What the file calls it; often empty.
    rows, columns : int
        The size of its planes, which need not be the image's.
    origin : tuple[int, int]
        The row and column of the image, from 1, on which its first point lies; may be outside.
    frames : range | None
        The frames of the image, from 0, that have a plane each; None if all have the one plane.
    bit : int | None
        Which bit of the pixel data's cells holds it; None if it has data of its own.
    """

    group: int
    type: str
    label: str
    description: str
    rows: int
    columns: int
    origin: tuple[int, int]
    frames: range | None
    bit: int | None


def describe_overlays(dataset: FileDataset, description: PixelDescription) -> list[Overlay]:
    """Return the overlays of a file; one that can't be shown is left out, with a warning."""
    groups = {tag >> 16 for tag in dataset.keys()}  # noqa: SIM118 - a data set iterates its elements
    found = (_describe(dataset, description, group) for group in _GROUPS if group in groups)
    return [overlay for overlay in found if overlay is not None]


def overlay_plane(
    dataset: FileDataset, description: PixelDescription, overlay: Overlay, frame: int
) -> NDArray[np.bool_]:
    """Return which pixels of a frame an overlay covers, (rows, columns) of the image.

    What of it lies beyond the image is cut off, and what its data don't hold isn't covered.

    Raises
    ------
    ViewerError
        `decode` if it is embedded in a frame that can't be decoded.
    """
    if overlay.bit is not None:
        cells, _ = decode_cells(dataset, description, frame)
        return (cells >> overlay.bit & 1).astype(np.bool_)
    plane = np.zeros((description.rows, description.columns), np.bool_)
    if overlay.frames is not None and frame not in overlay.frames:
        return plane
    index = 0 if overlay.frames is None else frame - overlay.frames.start
    # where the image begins to be covered, from 0, and where that ends
    top, left = overlay.origin[0] - 1, overlay.origin[1] - 1
    first_row, end_row = max(top, 0), min(top + overlay.rows, description.rows)
    first_column, end_column = max(left, 0), min(left + overlay.columns, description.columns)
    if first_row >= end_row or first_column >= end_column:
        return plane
    start, stop = (
        (index * overlay.rows + row - top) * overlay.columns for row in (first_row, end_row)
    )
    key = Tag(overlay.group, _DATA)
    bits = single_bits(
        MemoryBytes(bytes_of(dataset, key)),
        start,
        stop,
        are_words_swapped=has_swapped_words(dataset, key),
    )
    held_rows = -(-bits.size // overlay.columns)
    missing = np.zeros(held_rows * overlay.columns - bits.size, np.uint8)
    points = np.append(bits, missing).reshape(held_rows, overlay.columns)
    covered = points[:, first_column - left : end_column - left]
    plane[first_row : first_row + held_rows, first_column:end_column] = covered
    return plane


def _describe(dataset: FileDataset, description: PixelDescription, group: int) -> Overlay | None:
    data = bytes_of(dataset, Tag(group, _DATA))
    bit = None if data else _embedded_bit(dataset, description, group)
    if bit is None and not data:
        warn("overlay-empty", group=_hexadecimal(group))
        return None
    rows = integer(dataset, Tag(group, _ROWS)) or 0
    columns = integer(dataset, Tag(group, _COLUMNS)) or 0
    if not (0 < rows <= _MAX_SIZE and 0 < columns <= _MAX_SIZE):
        warn("overlay-size", group=_hexadecimal(group), rows=rows, columns=columns)
        return None
    overlay = Overlay(
        group=group,
        type=text(dataset, Tag(group, _TYPE)),
        label=text(dataset, Tag(group, _LABEL)),
        description=text(dataset, Tag(group, _DESCRIPTION)),
        rows=rows,
        columns=columns,
        origin=_origin(dataset, group),
        # embedded, each frame holds its own plane
        frames=_frames(dataset, group) if bit is None else None,
        bit=bit,
    )
    if bit is None:
        _check_length(overlay, len(data))
    return overlay


def _embedded_bit(dataset: FileDataset, description: PixelDescription, group: int) -> int | None:
    """Return which bit of a cell, outside of *Bits Stored*, holds an overlay; None if none does.

    The standard allowed it until 2004 (PS3.3-2004 C.9.2).
    """
    bit = integer(dataset, Tag(group, _BIT_POSITION))
    allocated = integer(dataset, Tag(group, _BITS_ALLOCATED))
    is_possible = description.samples_per_pixel == 1 and not description.is_float
    if bit is None or allocated != description.bits_allocated or not is_possible:
        return None
    lowest = description.high_bit + 1 - description.bits_stored
    is_unused = 0 <= bit < lowest or description.high_bit < bit < description.bits_allocated
    return bit if is_unused else None


def _origin(dataset: FileDataset, group: int) -> tuple[int, int]:
    origin = numbers(dataset, Tag(group, _ORIGIN))
    if len(origin) < 2 or any(math.isnan(part) for part in origin[:2]):  # noqa: PLR2004
        return (1, 1)
    return (int(origin[0]), int(origin[1]))


def _frames(dataset: FileDataset, group: int) -> range | None:
    """Return the frames of a multi-frame overlay, or of one for a single frame (C.9.3.1.1)."""
    count = integer(dataset, Tag(group, _FRAMES))
    first = integer(dataset, Tag(group, _IMAGE_FRAME_ORIGIN))
    if count is None and first is None:
        return None
    start = max(first or 1, 1) - 1
    return range(start, start + max(count or 1, 1))


def _check_length(overlay: Overlay, length: int) -> None:
    count = 1 if overlay.frames is None else overlay.frames.stop - overlay.frames.start
    needed = -(-count * overlay.rows * overlay.columns // 8)
    if length < needed:
        warn("overlay-cut", group=_hexadecimal(overlay.group), needed=needed, found=length)


def _hexadecimal(group: int) -> str:
    return f"{group:04X}"
