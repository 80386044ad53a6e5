"""Which fragments of encapsulated pixel data make a frame (PS3.5 A.4)."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pydicom.uid import UID, RLELossless

from dicom_viewer.dataset.file_bytes import Blocks, FileBytes
from dicom_viewer.dataset.limits import MAX_PARTS
from dicom_viewer.transfer_syntax.codestream import (
    MAX_HEADER,
    START_LENGTH,
    header_of,
    is_cut_rle,
    rle_length,
    signature_of,
    starts_stream,
)
from dicom_viewer.transfer_syntax.families import (
    DeflatedImageFrameCompression,
    EncapsulatedUncompressedExplicitVRLittleEndian,
)
from dicom_viewer.transfer_syntax.fragments import Fragments, Span

_OUTPUT = 1 << 16
"""How many bytes are inflated at a time to find where a frame ends."""

_MAX_INFLATED = 1 << 29
"""How many bytes are inflated for that at most: some seconds in a browser."""

Frame = Sequence[Span]
"""Where the fragments of a frame lie."""


@dataclass(frozen=True)
class FrameLayout:
    """What a data set says of the frames of its encapsulated pixel data.

    Attributes
    ----------
    transfer_syntax : pydicom.uid.UID
        How they are encoded.
    claimed : int
        *Number of Frames*, at least 1.
    extended_table : Sequence[int]
        *Extended Offset Table* (PS3.3 C.7.6.3.1.8).
    native_bytes : int
        How many bytes a frame takes that isn't compressed; 0 if that isn't known.
    """

    transfer_syntax: UID
    claimed: int
    extended_table: Sequence[int]
    native_bytes: int


def frames_of(value: Blocks, fragments: Fragments, layout: FrameLayout) -> list[Frame]:
    """Group fragments into frames.

    Each fragment is a frame where there are as many as *Number of Frames*; else the basic or the
    extended offset table is followed if it has as many entries, each that of a fragment; else a
    frame starts where its stream does. Some writers split the frames of transfer syntaxes in which
    a frame is one fragment (PS3.5 A.4.2, A.4.11, A.4.13), too. Empty fragments count only where
    they make up the number.

    Parameters
    ----------
    value : Blocks
        The encapsulated value.
    fragments : Fragments
        Its items.
    layout : FrameLayout
        What the data set says of its frames.
    """
    if len(fragments.spans) == layout.claimed:
        return [[span] for span in fragments.spans]
    filled = [span for span in fragments.spans if span[0] < span[1]]
    offsets = [fragments.offset_of(span) for span in filled]
    for table in (fragments.table, layout.extended_table):
        is_ascending = all(left < right for left, right in pairwise(table))
        if len(table) == layout.claimed and table[0] == 0 and is_ascending:
            entries = set(table)
            firsts = [i for i, offset in enumerate(offsets) if offset in entries]
            if len(firsts) == len(entries):
                return _between(filled, firsts)
    if layout.transfer_syntax == EncapsulatedUncompressedExplicitVRLittleEndian:
        return _by_size(filled, layout)
    if layout.transfer_syntax == DeflatedImageFrameCompression:
        return _between(filled, _deflated_starts(value, filled))
    if layout.transfer_syntax == RLELossless:
        return _between(filled, _rle_starts(value, filled))
    return _between(filled, _codestream_starts(value, filled, layout.claimed))


def _between(spans: Sequence[Span], firsts: Sequence[int]) -> list[Frame]:
    """Return the frames whose first fragments are given by index."""
    return [spans[first:last] for first, last in pairwise([*firsts, len(spans)])]


def head_of(value: FileBytes, spans: Sequence[Span], first: int, length: int) -> bytes:
    """Return the first bytes of the stream that starts with a fragment, fewer if it ends before."""
    head = b""
    for start, stop in spans[first : first + length]:
        head += value.read(start, min(stop, start + length - len(head)))
        if len(head) == length:
            break
    return head


def _codestream_starts(value: Blocks, spans: Sequence[Span], claimed: int) -> list[int]:
    """Return the fragments that start a stream of the kind of the first one.

    Where they are more than there are frames, only streams of the first one's size count: a stream
    may hold another one, such as the thumbnail of a JPEG.
    """
    heads = (head_of(value, spans, i, START_LENGTH) for i in range(len(spans)))
    first = next(heads, b"")
    signature = signature_of(first)
    others = enumerate(heads, start=1)
    starts = [i for i, head in others if starts_stream(head) and head.startswith(signature)]
    if len(starts) < claimed:
        return [0, *starts]
    wanted = header_of(head_of(value, spans, 0, MAX_HEADER))
    if wanted is None:  # nor do the others say their size
        return [0] if claimed == 1 else [0, *starts]
    size = (wanted.rows, wanted.columns)
    headers = ((i, header_of(head_of(value, spans, i, MAX_HEADER))) for i in starts)
    return [0, *(i for i, each in headers if each and (each.rows, each.columns) == size)]


def _rle_starts(value: Blocks, spans: Sequence[Span]) -> list[int]:
    """Return the fragments that start with an RLE header (PS3.5 G.5) after the segments before.

    Where the first one doesn't, each fragment is a frame.
    """
    starts: list[int] = []
    end = 0
    at = 0
    for i, (start, stop) in enumerate(spans):
        if at >= end:  # a frame is longer than the offset of its last segment
            head = head_of(value, spans, i, START_LENGTH)
            length = rle_length(head)
            if length or is_cut_rle(head):
                starts.append(i)
                end = at + length
            elif i == 0:
                return list(range(len(spans)))
        at += stop - start
    return starts


def _deflated_starts(value: Blocks, spans: Sequence[Span]) -> list[int]:
    """Return the fragments that follow the end of a deflated frame (RFC 1951).

    Where one can't be inflated, or all are too much, each fragment is a frame.
    """
    starts = []
    inflater = None
    size = 0
    for i, (start, stop) in enumerate(spans):
        if inflater is None:
            starts.append(i)
            inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for length in _inflated_lengths(inflater, bytes(value.read(start, stop))):
                size += length
                if size > _MAX_INFLATED:
                    return list(range(len(spans)))
        except zlib.error:
            return list(range(len(spans)))
        if inflater.eof:
            inflater = None
    return starts


def _inflated_lengths(inflater: "zlib._Decompress", data: bytes) -> Iterator[int]:
    """Feed an inflater; yield the lengths of its output, which isn't kept."""
    length = _OUTPUT
    # a full output may leave some behind although no input is left
    while (data or length == _OUTPUT) and not inflater.eof:
        length = len(inflater.decompress(data, _OUTPUT))
        data = inflater.unconsumed_tail
        yield length


def _by_size(spans: Sequence[Span], layout: FrameLayout) -> list[Frame]:
    """Return frames of native samples, each of as many bytes; one that isn't whole is left out.

    Fragments are divided only if there are fewer of them than frames.
    """
    size = layout.native_bytes
    if not size or layout.claimed > MAX_PARTS:
        return [[span] for span in spans]
    is_divided = len(spans) < layout.claimed
    frames: list[Frame] = []
    frame: list[Span] = []
    missing = size
    for span in spans:
        at, stop = span
        # what is left of a fragment may be the byte that makes its length even
        while at < stop and (frame or at == span[0] or stop - at > 1):
            end = min(stop, at + missing) if is_divided else stop
            frame.append((at, end))
            missing -= end - at
            at = end
            if missing <= 0:
                frames.append(frame)
                frame, missing = [], size
    return frames
