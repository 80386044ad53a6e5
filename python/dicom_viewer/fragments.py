"""The items that hold encapsulated pixel data (PS3.5 A.4), also where they are damaged."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dicom_viewer.codestream import starts_rle, starts_stream

ITEM = b"\xfe\xff\x00\xe0"
_ITEM_HEADER = 8
_MISCOUNTS = (0, 1, -1)
"""How far lengths are off that don't count padding that is there, or do where none is."""

_MAX_ATTEMPTS = 1 << 16
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


def parse_fragments(value: bytes) -> Fragments:
    """Find the items of a value.

    One whose length leads to no other reaches up to the next that does, or to the end.
    """
    spans: list[Span] = []
    at, end, is_sound = 0, len(value), True
    attempts = iter(range(_MAX_ATTEMPTS))
    while value.startswith(ITEM, at) and at + _ITEM_HEADER <= end:
        start, at = at + _ITEM_HEADER, _after(value, at)
        if at != end and not value.startswith(ITEM, at):
            is_sound = False
            following = _next_item(value, at - 1 if at < end else start, attempts)
            at = at if following < 0 else following
        spans.append((start, min(at, end)))
    is_cut = at > end + max(_MISCOUNTS)
    has_table = not (starts_stream(value, _ITEM_HEADER) or starts_rle(value, _ITEM_HEADER))
    start, stop = spans.pop(0) if has_table and spans else (0, 0)
    is_sound = is_sound and has_table and at == end and (stop - start) % 4 == 0
    table = struct.unpack_from(f"<{(stop - start) // 4}L", value, start)
    return Fragments(table, spans, is_cut and bool(spans), is_sound)


def _after(value: bytes, at: int) -> int:
    """Return where the item at an offset says that it ends, if not too far beyond the value."""
    length = int.from_bytes(value[at + 4 : at + _ITEM_HEADER], "little")
    # WebAssembly's addresses have 32 bits, and offsets in Python 31
    return min(at + _ITEM_HEADER + length, len(value) + max(_MISCOUNTS) + 1)


def _next_item(value: bytes, at: int, attempts: Iterator[int]) -> int:
    """Return where the next item starts whose length leads to another or to the end, or -1.

    The bytes of an item's tag alone may stand in a fragment as well.
    """
    while (at := value.find(ITEM, at)) >= 0:
        after = _after(value, at)
        if any(after + n == len(value) or value.startswith(ITEM, after + n) for n in _MISCOUNTS):
            return at
        if next(attempts, None) is None:
            break
        at += len(ITEM)
    return -1
