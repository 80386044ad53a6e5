"""What compressed frames say of themselves: the headers of JPEG, JPEG-LS and JPEG 2000 streams."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pydicom.uid import (
    HTJ2K,
    JPEG2000,
    UID,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLossless,
    JPEGLSNearLossless,
    RLELossless,
)

from dicom_viewer.transfer_syntax.families import (
    HIGH_THROUGHPUT_JPEG_2000,
    JPEG_2000,
    JPEG_DCT,
    JPEG_LOSSLESS,
    JPEG_LS,
    JPEG_XL,
    JPEGXL,
)
from dicom_viewer.transfer_syntax.jpeg_header import APP14, FRAME, segments

_JP2 = b"\0\0\0\x0cjP  "
_JPEG_XL = (b"\xff\x0a", b"\0\0\0\x0cJXL ")
_STARTS = (b"\xff\xd8\xff", b"\xff\x4f\xff\x51", _JP2, *_JPEG_XL)
"""How streams of JPEG and JPEG-LS, JPEG 2000 bare and in a JP2 file, and JPEG XL likewise begin."""

_BASELINE, _LOSSLESS, _LS = 0xC0, 0xC3, 0xF7
_DCT = frozenset(range(0xC0, 0xD0)) - {0xC3, 0xC7, 0xCB, 0xCF}
"""Start of frame of the processes with a discrete cosine transform (ISO/IEC 10918-1 table B.1)."""

_PART_15 = 1 << 14
"""The bit of *Rsiz* that tells of high-throughput blocks (ISO/IEC 15444-15 A.2)."""

_MAX_SIDE = 0xFFFF
"""What (0028,0010) *Rows* and (0028,0011) *Columns* hold."""

_KINDS = (
    JPEG_DCT,
    JPEG_LOSSLESS,
    JPEG_LS,
    JPEG_2000,
    HIGH_THROUGHPUT_JPEG_2000,
    JPEG_XL,
    (RLELossless,),
)
"""Transfer syntaxes by the kind of their streams."""

_RLE_HEADER = 64
_MAX_SEGMENTS = 15

START_LENGTH = _RLE_HEADER
"""How many bytes of a stream `starts_stream` and `starts_rle` look at."""

MAX_HEADER = 1 << 20
"""How far into a stream its header is looked for: colour profiles may come before it."""


@dataclass(frozen=True)
class CodestreamHeader:
    """The header of a compressed frame.

    Attributes
    ----------
    rows, columns, components : int
        Its size.
    precision : int
        The bits of a sample.
    is_signed : bool | None
        Whether samples are signed; None where a stream doesn't say.
    photometric_interpretation : str
        The colour space of the samples where only the stream is to be asked.
    transfer_syntax : pydicom.uid.UID
        The most general transfer syntax that has such streams.
    """

    rows: int
    columns: int
    components: int
    precision: int
    is_signed: bool | None
    photometric_interpretation: str
    transfer_syntax: UID


def starts_stream(data: bytes) -> bool:
    """Return whether data start a JPEG, JPEG-LS, JPEG 2000 or JPEG XL stream."""
    return data.startswith(_STARTS)


def header_of(stream: bytes) -> CodestreamHeader | None:
    """Read the header of a stream; None if it has none, or none that DICOM could hold."""
    head = stream[:MAX_HEADER]
    try:
        header = _jpeg_2000_header(head) or _jpeg_header(head)
    except (struct.error, IndexError):
        return None
    if header is None or not (0 < header.rows <= _MAX_SIDE and 0 < header.columns <= _MAX_SIDE):
        return None
    return header


def transfer_syntax_of(stream: bytes) -> UID | None:
    """Return a transfer syntax that has such streams, None if they are of an unknown kind."""
    if (header := header_of(stream)) is not None:
        return header.transfer_syntax
    if starts_rle(stream):
        return RLELossless
    return JPEGXL if stream.startswith(_JPEG_XL) else None


def are_of_one_kind(left: UID, right: UID) -> bool:
    """Return whether two transfer syntaxes have streams of one kind, as far as is known."""
    kinds = [kind for kind in _KINDS if left in kind or right in kind]
    return len(kinds) < 2  # noqa: PLR2004


def signature_of(stream: bytes) -> bytes:
    """Return by which of the known signatures a stream starts, empty if by none."""
    return next((start for start in _STARTS if stream.startswith(start)), b"")


def starts_rle(data: bytes) -> bool:
    """Return whether data start with the header of an RLE frame (PS3.5 G.5)."""
    return rle_length(data) > 0


def rle_length(data: bytes) -> int:
    """Return a length that an RLE frame exceeds: the offset of its last segment; 0 if it is none.

    The header has the number of segments, at most 15, and their offsets from the frame's start.
    """
    if len(data) < _RLE_HEADER:
        return 0
    count, *offsets = struct.unpack_from("<16L", data)
    used, unused = offsets[:count], offsets[count:]
    is_ascending = all(left < right for left, right in pairwise(used))
    is_header = used[:1] == [_RLE_HEADER] and count <= _MAX_SEGMENTS
    return used[-1] if is_header and is_ascending and not any(unused) else 0


def is_cut_rle(data: bytes) -> bool:
    """Return whether data may be the start of an RLE frame that ends within its header."""
    if not 0 < len(data) < _RLE_HEADER or not 0 < data[0] <= _MAX_SEGMENTS:
        return False
    header = struct.pack("<2L", data[0], _RLE_HEADER)
    return header.startswith(data[: len(header)])


def _jpeg_header(stream: bytes) -> CodestreamHeader | None:
    """Read the frame header (ISO/IEC 10918-1 B.2.2 and ISO/IEC 14495-1 C.2.2)."""
    adobe_transform = None
    for marker, start, end in segments(stream) if stream.startswith(_STARTS[0]) else ():
        if marker == APP14 and stream[start + 4 : start + 9] == b"Adobe" and end - start > 15:  # noqa: PLR2004
            adobe_transform = stream[start + 15]
        if marker in FRAME:
            precision, rows, columns, components = struct.unpack_from(">BHHB", stream, start + 4)
            ids = stream[start + 10 : start + 10 + 3 * components : 3]
            if len(ids) < components:
                return None
            return CodestreamHeader(
                rows=rows,
                columns=columns,
                components=components,
                precision=precision,
                is_signed=None,
                photometric_interpretation=_jpeg_colour_space(marker, ids, adobe_transform),
                transfer_syntax=_jpeg_transfer_syntax(marker, precision),
            )
    return None


def _jpeg_colour_space(marker: int, component_ids: bytes, adobe_transform: int | None) -> str:
    """Tell the colour space of a JPEG stream as its decoders guess it."""
    if len(component_ids) == 1:
        return "MONOCHROME2"
    is_rgb = marker not in _DCT or adobe_transform == 0 or component_ids.upper() == b"RGB"
    return "RGB" if is_rgb else "YBR_FULL"


def _jpeg_transfer_syntax(marker: int, precision: int) -> UID:
    if marker == _LS:
        return JPEGLSNearLossless
    if marker == _LOSSLESS:
        return JPEGLossless
    return JPEGBaseline8Bit if marker == _BASELINE and precision == 8 else JPEGExtended12Bit  # noqa: PLR2004


def _jpeg_2000_header(stream: bytes) -> CodestreamHeader | None:
    """Read the SIZ marker segment, which comes first (ISO/IEC 15444-1 A.5.1)."""
    at = next((start for kind, start in _boxes(stream) if kind == b"jp2c"), 0)
    if stream[at : at + 4] != b"\xff\x4f\xff\x51":
        return None
    capabilities, right, bottom, left, top = struct.unpack_from(">H4L", stream, at + 6)
    components, sample = struct.unpack_from(">HB", stream, at + 40)
    return CodestreamHeader(
        rows=bottom - top,
        columns=right - left,
        components=components,
        precision=(sample & 0x7F) + 1,
        is_signed=bool(sample & 0x80),
        photometric_interpretation="MONOCHROME2" if components == 1 else "RGB",
        transfer_syntax=HTJ2K if capabilities & _PART_15 else JPEG2000,
    )


def _boxes(stream: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield type and start of the content of the boxes of a JP2 file (ISO/IEC 15444-1 I.4)."""
    at = 0
    while stream.startswith(_JP2) and at + 8 <= len(stream):
        length, kind = struct.unpack_from(">L4s", stream, at)
        yield kind, at + 8
        at += max(length, 8)
