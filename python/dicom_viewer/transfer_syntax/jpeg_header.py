"""The marker segments before a JPEG's first scan (ISO/IEC 10918-1 B.2)."""

from collections.abc import Iterator

_SOI = b"\xff\xd8"
_MARKER, _SOS = 0xFF, 0xDA
_APPLICATION = range(0xE0, 0xF0)
APP14 = 0xEE
FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC} | {0xF7}
"""Start of frame, of any process and of JPEG-LS; the three are tables."""


def precision_of(stream: bytes) -> int | None:
    """Return the sample precision that a JPEG stream's frame header gives; None without one."""
    for marker, start, _ in segments(stream):
        if marker in FRAME:
            return stream[start + 4] if start + 4 < len(stream) else None
    return None


def with_colour_transform(stream: bytes, *, is_ybr: bool) -> bytes:
    """Return a JPEG stream that tells its decoder whether its three components are YCbCr.

    Decoders guess that from application markers, of which medical streams have any or none. They
    give way to one of Adobe's, whose transform is 1 for YCbCr and 0 for RGB (ITU-T T.872 6.5.3).
    """
    if not stream.startswith(_SOI):
        return stream
    adobe = b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00" + bytes([is_ybr])
    kept = [_SOI, adobe]
    position = len(_SOI)
    for marker, start, end in segments(stream):
        if marker not in _APPLICATION:
            kept.append(stream[start:end])
        position = end
    return b"".join([*kept, stream[position:]])


def segments(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield marker, start and end of each segment between the start of image and that of a scan."""
    position = len(_SOI)
    while position + 4 <= len(stream) and stream[position] == _MARKER:
        marker = stream[position + 1]
        if marker == _SOS:
            return
        if marker == _MARKER:  # fill bytes
            position = len(stream) - len(stream[position:].lstrip(b"\xff")) - 1
            continue
        end = position + 2 + int.from_bytes(stream[position + 2 : position + 4], "big")
        yield marker, position, end
        position = end
