"""A file on disk, of which only those bytes are read that are asked for."""

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
