"""Inflating a deflated data set (PS3.5 A.5) without giving a bomb the memory it asks for."""

import zlib

from dicom_viewer.errors import ErrorCode, ViewerError

MAX_INFLATED = 1 << 30
"""The largest inflated data set, in bytes: what the 4 GB of a WebAssembly heap hold with copies."""

_INPUT, _OUTPUT = 1 << 16, 1 << 20
"""How many bytes are inflated at a time, into at most how many."""


def inflate(deflated: bytes) -> tuple[bytes, bool]:
    """Inflate a raw deflate stream (RFC 1951), after finding out how much it is.

    Parameters
    ----------
    deflated : bytes
        The stream; a padding byte may follow.

    Returns
    -------
    tuple[bytes, bool]
        What it inflates to, and whether the stream ends before its final block does.

    Raises
    ------
    ViewerError
        `memory` if it is more than `MAX_INFLATED`.
    zlib.error
        If the stream is damaged.
    """
    size = _inflated_size(deflated)
    if size > MAX_INFLATED:
        raise ViewerError(ErrorCode.MEMORY, "deflated-too-large", limit=MAX_INFLATED >> 20)
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    # one byte more, so that the end of the stream is read as well
    return inflater.decompress(deflated, size + 1), not inflater.eof


def _inflated_size(deflated: bytes) -> int:
    """Return how many bytes a stream inflates to, or some number above `MAX_INFLATED`."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    size = 0
    for start in range(0, len(deflated), _INPUT):
        waiting = deflated[start : start + _INPUT]
        is_full = False
        # a full output may leave some behind although no input is left
        while (waiting or is_full) and not inflater.eof:
            length = len(inflater.decompress(waiting, _OUTPUT))
            waiting = inflater.unconsumed_tail
            is_full = length == _OUTPUT
            size += length
            if size > MAX_INFLATED:
                return size
        if inflater.eof:
            break
    return size
