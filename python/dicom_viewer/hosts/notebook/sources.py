"""What a widget is given, as files whose bytes are read when a page asks for them."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from pydicom.dataset import Dataset

from dicom_viewer.dataset.file_bytes import FileBytes, MemoryBytes
from dicom_viewer.hosts.disk_file import DiskFile, files_at
from dicom_viewer.hosts.notebook.arrays import file_of, files_of


@dataclass(frozen=True)
class SourceFile:
    """A file, by the name that messages have for it."""

    name: str
    content: FileBytes


class MadeFile:
    """A file that is made when it is first read, and kept until its end was read."""

    in_memory = False

    def __init__(self, make: Callable[[], bytes]) -> None:
        self._make = make
        self._made: bytes | None = None
        self._size: int | None = None

    @property
    def size(self) -> int:
        """How many bytes there are."""
        if self._size is None:
            self._made = self._make()
            self._size = len(self._made)
        return self._size

    def read(self, start: int, stop: int) -> memoryview:
        """Return the bytes from `start` on and before `stop`, fewer if they end before."""
        made = self._made = self._made or self._make()
        self._size = len(made)
        if stop >= len(made):
            self._made = None
        return memoryview(made)[start:stop]


def sources_of(given: Any, **options: Any) -> Iterator[SourceFile]:  # noqa: ANN401 - see the widget
    """Yield the files of what a widget is given.

    Parameters
    ----------
    given : path | bytes | pydicom.dataset.Dataset | numpy.ndarray | Iterable of these
        A folder stands for all files in it.
    options : Any
        Of arrays, see `files_of`.

    Raises
    ------
    OSError
        If there is no file, or it may not be read.
    TypeError
        If it is nothing of that.
    ValueError
        If an array can't be an image.
    """
    match given:
        case str() | os.PathLike():
            yield from (SourceFile(name, DiskFile(path)) for name, path in files_at(Path(given)))
        case bytes() | bytearray() | memoryview():
            yield SourceFile("bytes", MemoryBytes(bytes(given)))
        case Dataset():
            name = str(given.get("SOPInstanceUID", "data set"))
            yield SourceFile(name, MadeFile(lambda: file_of(given)))
        case np.ndarray():
            for index, make in enumerate(files_of(given, **options)):
                yield SourceFile(f"slice {index}", MadeFile(make))
        case Iterable():
            for each in given:
                yield from sources_of(each, **options)
        case _:
            raise TypeError(
                "DicomViewer shows a path, bytes, a pydicom Dataset, a NumPy array, or a list of "
                f"these, not {type(given).__name__}."
            )
