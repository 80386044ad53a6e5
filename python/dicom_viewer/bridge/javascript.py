"""Adapters to JavaScript's objects: buffers for pixels, open files, and the codecs."""

import functools
import json
from collections.abc import Callable
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray
from pydicom.pixels.decoders.base import DecodeRunner

from dicom_viewer.colour import colour_management
from dicom_viewer.dataset.file_bytes import FileUnreadable
from dicom_viewer.errors import DataError, Message
from dicom_viewer.transfer_syntax import codecs


class JsBuffer(Protocol):
    """The part of Pyodide's `JsBuffer` that is used: an ArrayBuffer of JavaScript's."""

    def to_bytes(self) -> bytes:
        """Copy the buffer into Python."""

    def assign(self, rhs: object, /) -> None:
        """Overwrite the buffer with an object that supports the buffer protocol."""


class JsFrame(Protocol):
    """A `DecodedFrame` of JavaScript's codecs, or only a `Message` in JSON as `error`."""

    error: str | None
    samples: JsBuffer
    columns: int
    rows: int
    components: int
    isPlanar: bool  # noqa: N815 - JavaScript's name
    isRgb: bool  # noqa: N815 - JavaScript's name


MakeBuffer = Callable[[int], JsBuffer | None]
"""Makes a buffer of a number of bytes; None if there is no memory for it."""

Decode = Callable[[str, bytes, int, int, int, int], JsFrame | None]
"""Of the codec's name, the encoded frame, rows, columns, components and *Bits Allocated*.

None stands for a frame that is being decoded elsewhere."""

ReadFile = Callable[[int, int, int, int], JsBuffer | Literal[False] | None]
"""Of a study's number, the index of its file, and the offsets where the bytes start and stop.

None stands for bytes that can't be read, False for those of a frame that hasn't come."""

_reader: dict[str, ReadFile] = {}


class OpenFile:
    """A file whose bytes JavaScript keeps until its study is closed.

    No reference to them is held here, so that JavaScript alone decides when they are freed.
    """

    def __init__(self, study_number: int, index: int, size: int, *, in_memory: bool) -> None:
        self._name = study_number, index
        self.size = size
        self.in_memory = in_memory

    def read(self, start: int, stop: int) -> bytes:
        """Copy some of its bytes into Python.

        Raises
        ------
        FileUnreadable
            If they can't be read.
        FramePending
            If they haven't come.
        """
        piece = _reader["read"](*self._name, start, stop)
        if piece is None:
            raise FileUnreadable
        if piece is False:
            raise codecs.FramePending
        return piece.to_bytes()


def register_file_reader(read: ReadFile) -> None:
    """Make a function the one that reads the files that JavaScript keeps."""
    _reader["read"] = read


def register_codecs(decode: Decode) -> None:
    """Make the transfer syntaxes decodable whose codecs JavaScript has.

    Among the codecs is the colour transform for ICC profiles.
    """
    codecs.register(functools.partial(_call_codec, decode))
    colour_management.register(functools.partial(_call_colour_transform, decode))


def write_buffer(content: NDArray[np.uint8] | bytes | memoryview, make_buffer: MakeBuffer) -> None:
    """Copy bytes into a buffer of JavaScript's.

    Raises
    ------
    MemoryError
        If there is no memory for the buffer.
    """
    buffer = make_buffer(len(content) if isinstance(content, bytes) else content.nbytes)
    if buffer is None:
        raise MemoryError
    buffer.assign(content)


def _call_codec(
    decode: Decode, name: str, encoded: bytes, runner: DecodeRunner
) -> codecs.CodecFrame:
    samples, bits = runner.samples_per_pixel, runner.bits_allocated
    frame = _decoded(decode(name, encoded, runner.rows, runner.columns, samples, bits))
    return codecs.CodecFrame(
        samples=frame.samples.to_bytes(),
        columns=frame.columns,
        rows=frame.rows,
        components=frame.components,
        is_planar=frame.isPlanar,
        is_rgb=frame.isRgb,
    )


def _call_colour_transform(decode: Decode, profile: bytes, rgb: bytes) -> bytes:
    pixels = len(rgb) // 3
    frame = _decoded(decode(colour_management.NAME, rgb + profile, 1, pixels, 3, 8))
    return frame.samples.to_bytes()


def _decoded(frame: JsFrame | None) -> JsFrame:
    if frame is None:
        raise codecs.FramePending
    if frame.error:
        failure: Message = json.loads(frame.error)
        raise DataError(failure["reason"], **failure["parameters"])
    return frame
