"""The items that hold encapsulated pixel data (PS3.5 A.4), also where they are damaged."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dicom_viewer.dataset.file_bytes import Blocks
from dicom_viewer.transfer_syntax.codestream import START_LENGTH, starts_rle, starts_stream

ITEM = b"\xfe\xff\x00\xe0"
_DELIMITER = b"\xfe\xff\xdd\xe0"
_ITEM_HEADER = 8
_MISCOUNTS = (0, 1, -1)
"""How far lengths are off that don't count padding that is there, or do where none is."""

_MAX_ATTEMPTS = 1 << 12
"""How many tags of items that lead nowhere are met before the rest is given up."""

Span = tuple[int, int]
"""Where the bytes of a fragment start and stop."""


@dataclass(frozen=True)
class Fragments:
    """The items of an encapsulated value.

    Attributes
    ----------
    table : Sequence[int]
        The basic offset table, counted from the first fragment's item.
    spans : Sequence[Span]
        The fragments.
    is_cut : bool
        Whether the value ends within the last one.
    is_sound : bool
        Whether there are a table and fragments, one after the other, and nothing else.
    """

    table: Sequence[int]
    spans: Sequence[Span]
    is_cut: bool
    is_sound: bool

    def offset_of(self, span: Span) -> int:
        """Return where a fragment's item starts, as offset tables count."""
        return span[0] - self.spans[0][0]


def follow_items(value: Blocks, start: int) -> tuple[list[Span], int]:
    """Follow items from one to the next, by the lengths that they say, up to a delimiter.

    Parameters
    ----------
    value : Blocks
        What the items lie in.
    start : int
        Where the first one starts.

    Returns
    -------
    tuple[list[Span], int]
        Where their values lie, counted from `start`; and where the delimiter is, -1 without one.
        Where the last item doesn't lead to it, it is the first in or after that.
    """
    items: list[Span] = []
    at = start
    while (header := value.read(at, at + _ITEM_HEADER))[:4] == ITEM and len(header) == _ITEM_HEADER:
        at += _ITEM_HEADER + _length(header)
        items.append((at - _length(header) - start, at - start))
    if header[:4] == _DELIMITER:
        return items, at
    last = items[-1][0] - _ITEM_HEADER if items else 0
    return items, value.find(_DELIMITER, start + last)


def parse_fragments(value: Blocks, known: Sequence[Span] = ()) -> Fragments:
    """Find the items of a value.

    One whose length leads to no other reaches up to the next that does, or to the end.

    Parameters
    ----------
    value : Blocks
        The value.
    known : Sequence[Span]
        The items that `follow_items` has found.
    """
    spans = list(known[:-1])  # each of which leads to another
    at, end, is_sound = spans[-1][1] if spans else 0, value.size, True
    attempts = iter(range(_MAX_ATTEMPTS))
    header = value.read(at, at + _ITEM_HEADER)
    while header[:4] == ITEM and len(header) == _ITEM_HEADER:
        start = at + _ITEM_HEADER
        at = start + _length(header)
        header = value.read(at, at + _ITEM_HEADER)
        if at != end and header[:4] != ITEM:
            is_sound = False
            following = _next_item(value, at - 1 if at < end else start, attempts)
            if following >= 0:
                at = following
                header = value.read(at, at + _ITEM_HEADER)
        spans.append((start, min(at, end)))
    is_cut = at > end + max(_MISCOUNTS)
    first = value.read(_ITEM_HEADER, _ITEM_HEADER + START_LENGTH)
    has_table = not (starts_stream(first) or starts_rle(first))
    start, stop = spans.pop(0) if has_table and spans else (0, 0)
    is_sound = is_sound and has_table and at == end and (stop - start) % 4 == 0
    table = struct.unpack_from(f"<{(stop - start) // 4}L", value.read(start, stop))
    return Fragments(table, spans, is_cut and bool(spans), is_sound)


def _length(header: bytes) -> int:
    return int.from_bytes(header[4:], "little")


def _next_item(value: Blocks, at: int, attempts: Iterator[int]) -> int:
    """Return where the next item starts whose length leads to another or to the end, or -1.

    The bytes of an item's tag alone may stand in a fragment as well.
    """
    while (at := value.find(ITEM, at)) >= 0:
        after = at + _ITEM_HEADER + _length(value.read(at, at + _ITEM_HEADER))
        beyond = value.read(after + min(_MISCOUNTS), after + max(_MISCOUNTS) + len(ITEM))
        if any(after + n == value.size for n in _MISCOUNTS) or ITEM in beyond:
            return at
        if next(attempts, None) is None:
            break
        at += len(ITEM)
    return -1
