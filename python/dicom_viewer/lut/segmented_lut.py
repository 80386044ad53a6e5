"""*Segmented Palette Color Lookup Table Data*: tables as a series of segments (PS3.3 C.7.9.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.errors import DataError

_DISCRETE, _LINEAR, _INDIRECT = range(3)


@dataclass(frozen=True)
class _Segment:
    """A segment: its opcode and length, the numbers after them, and where the next one is."""

    opcode: int
    length: int
    operands: list[int]
    end: int


def expand_segments(data: NDArray[np.unsignedinteger], count: int) -> NDArray[np.uint16]:
    """Expand segments into the entries that they stand for.

    Parameters
    ----------
    data : numpy.ndarray
        The segments as numbers of the entries' width, uint8 or uint16 (n,).
    count : int
        How many entries the table has; what is beyond is left out.

    Returns
    -------
    numpy.ndarray
        uint16 (entries,): as many as there are, `count` at most. What lies on a line between two
        entries is rounded to the nearest.

    Raises
    ------
    DataError
        If a segment isn't one, or is where it can't be.
    """
    entries: list[int] = []
    # no more segments than entries: one that adds none is of no use, and could keep us for ever
    for segment in islice(_direct_segments(data), count):
        if segment.opcode == _DISCRETE:
            entries += segment.operands
        elif entries:
            entries += _line(entries[-1], segment.operands[0], segment.length)
        else:
            raise DataError("lut-first-segment")
        if len(entries) >= count:
            break
    return np.array(entries[:count], np.uint16)


def _direct_segments(data: NDArray[np.unsignedinteger]) -> Iterator[_Segment]:
    """Yield the discrete and linear segments, also those that an indirect one stands for."""
    at = 0
    while at + 1 < len(data):  # a last byte alone is padding
        segment = _segment_at(data, at)
        at = segment.end
        if segment.opcode != _INDIRECT:
            yield segment
            continue
        # a byte offset of 32 bits, the low part first
        parts = enumerate(segment.operands)
        offset = sum(part << 8 * data.itemsize * i for i, part in parts) // data.itemsize
        for _ in range(segment.length):
            copied = _segment_at(data, offset)
            if copied.opcode == _INDIRECT:
                raise DataError("lut-indirect-segment")
            yield copied
            offset = copied.end


def _segment_at(data: NDArray[np.unsignedinteger], at: int) -> _Segment:
    if at + 1 >= len(data):
        raise DataError("lut-segment-missing")
    opcode, length = data[at : at + 2].tolist()
    sizes = {_DISCRETE: length, _LINEAR: 1, _INDIRECT: 4 // data.itemsize}
    if opcode not in sizes:
        raise DataError("lut-segment-type", type=opcode)
    end = at + 2 + sizes[opcode]
    if end > len(data):
        raise DataError("lut-segment-cut")
    return _Segment(opcode, length, data[at + 2 : end].tolist(), end)


def _line(start: int, end: int, length: int) -> list[int]:
    """Return the entries after `start` on the line to `end`, which is the last of them."""
    steps = np.arange(1.0, length + 1)  # not integers, whose product could overflow
    line: list[int] = np.rint(start + (end - start) * steps / max(length, 1)).astype(int).tolist()
    return line
