"""The marker segments before a JPEG's first scan (ISO/IEC 10918-1 B.2)."""

_SOI = b"\xff\xd8"
_MARKER, _APP0, _APP15, _SOS = 0xFF, 0xE0, 0xEF, 0xDA


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
    while position + 4 <= len(stream) and stream[position] == _MARKER:
        marker = stream[position + 1]
        if marker == _MARKER:  # a fill byte
            position += 1
            continue
        if marker == _SOS:
            break
        end = position + 2 + int.from_bytes(stream[position + 2 : position + 4], "big")
        if not _APP0 <= marker <= _APP15:
            kept.append(stream[position:end])
        position = end
    return b"".join([*kept, stream[position:]])
