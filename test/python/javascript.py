"""JavaScript's side of the bridge: its buffers and files, and replies as it reads them."""

import itertools
import json

import numpy as np
from pydicom.dataset import Dataset

from datasets import file_bytes, image
from dicom_viewer import bridge

numbers = itertools.count(1)
"""Numbers for studies."""

FILES: dict[tuple[int, int], bytes] = {}
"""The files that JavaScript keeps, by study and index."""


class Buffer:
    """An ArrayBuffer as Pyodide shows it to Python."""

    def __init__(self, content: bytes | int) -> None:
        self.content = bytearray(content)

    def to_bytes(self) -> bytes:
        """Copy."""
        return bytes(self.content)

    def assign(self, rhs: object, /) -> None:
        """Overwrite; the lengths must be equal."""
        view = memoryview(rhs)
        assert view.c_contiguous
        assert view.nbytes == len(self.content)
        self.content[:] = view.cast("B")


class Buffers:
    """Makes buffers for pixels, and keeps them."""

    def __init__(self) -> None:
        self.made: list[Buffer] = []

    def __call__(self, size: int) -> Buffer:
        """Make a buffer."""
        self.made.append(Buffer(size))
        return self.made[-1]

    @property
    def content(self) -> bytes:
        """The bytes of the last buffer."""
        return self.made[-1].to_bytes()


def read(number: int, index: int, start: int, stop: int) -> Buffer | None:
    """Read a file, unless it has gone."""
    content = FILES.get((number, index))
    return None if content is None else Buffer(content[start:stop])


def ramp(**elements: object) -> Dataset:
    """Make a data set of two frames of 3 × 4 pixels, whose values ascend."""
    return image(np.arange(24, dtype=np.int16).reshape(2, 3, 4), **elements)


def strict(text: str) -> dict:
    """Parse JSON as a browser does: NaN and Infinity are errors."""

    def refuse(name: str) -> None:
        raise AssertionError(name)

    return json.loads(text, parse_constant=refuse)


def value(text: str) -> object:
    """Return the value of a reply without an error and warnings."""
    reply = strict(text)
    assert reply.keys() == {"value", "warnings"}, reply
    assert reply["warnings"] == []
    return reply["value"]


def adding(number: int, content: bytes) -> str:
    """Open a file for a study; return the reply."""
    FILES[number, 0] = content
    return bridge.add_file(number, 0, len(content), "memory")


def opened(dataset: Dataset) -> int:
    """Open a data set as a study; return its number."""
    number = next(numbers)
    assert value(adding(number, file_bytes(dataset))) is None
    return number


def picture(
    number: int,
    view: str = "{}",
    make_buffer: object = None,
    *,
    known_key: str | None = None,
    with_layer: bool = False,
) -> str:
    """Render a view of a study; return the reply, with the metadata that are in a buffer."""
    buffers = make_buffer or Buffers()
    text = bridge.picture(number, view, known_key, with_layer, buffers)
    reply = strict(text)
    if "value" not in reply or not isinstance(buffers, Buffers):
        return text
    is_known = reply["value"]["metadataKey"] == known_key
    metadata = None if is_known else strict(buffers.made.pop().to_bytes().decode())
    return json.dumps(reply | {"value": reply["value"] | {"metadata": metadata}})
