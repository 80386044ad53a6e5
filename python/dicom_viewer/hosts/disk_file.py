"""Files on disk, of which only those bytes are read that are asked for."""

from collections.abc import Iterator
from pathlib import Path

from dicom_viewer.dataset.file_bytes import FileUnreadable


class DiskFile:
    """A file on disk, opened anew each time: a series may have thousands.

    Raises
    ------
    OSError
        If there is none, or it may not be read.
    """

    in_memory = False

    def __init__(self, path: Path) -> None:
        with path.open("rb"):
            self.size = path.stat().st_size
        self._path = path

    def read(self, start: int, stop: int) -> bytes:
        """Return the bytes from `start` on and before `stop`, fewer if they end before.

        Raises
        ------
        FileUnreadable
            If they can't be had any more.
        """
        try:
            with self._path.open("rb") as stream:
                stream.seek(start)
                return stream.read(max(min(stop, self.size) - start, 0))
        except OSError as error:
            raise FileUnreadable from error


def files_at(path: Path) -> Iterator[tuple[str, Path]]:
    """Yield a file, or all that lie in a folder, each with its name within that."""
    if not path.is_dir():
        yield path.name, path
        return
    for each in sorted(path.rglob("*")):
        if each.is_file():
            yield each.relative_to(path).as_posix(), each
