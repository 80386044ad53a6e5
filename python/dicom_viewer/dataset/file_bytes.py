"""The bytes of a file, of which only those are read that are asked for."""

from typing import BinaryIO, Protocol, cast

_BLOCK = 1 << 18
"""How many bytes `Blocks` reads at a time: of a `Blob` as many take twice as long as one does."""

_FAR = 1 << 15
_SMALL_BLOCK = 1 << 12
"""How many it reads where those before are so far away that the next will hardly be near."""


class FileUnreadable(BaseException):
    """A file can't be read any more: it was moved, deleted or changed.

    It is no `Exception`, because those are taken for damage that a file survives.
    """


class FileBytes(Protocol):
    """Bytes that lie in memory, or wherever they are read from."""

    @property
    def size(self) -> int:
        """How many there are."""

    @property
    def in_memory(self) -> bool:
        """Whether they are at hand: reading from elsewhere takes much longer than copying."""

    def read(self, start: int, stop: int) -> bytes | memoryview:
        """Return those from `start` on and before `stop`, fewer if they end before.

        Raises
        ------
        FileUnreadable
            If they can't be had.
        """


class MemoryBytes:
    """Bytes in memory, which are not copied."""

    in_memory = True

    def __init__(self, data: bytes) -> None:
        self._view = memoryview(data)
        self.size = len(data)

    def read(self, start: int, stop: int) -> memoryview:
        """Return a view of some of them."""
        return self._view[start:stop]


class ReadAtOnce:
    """Bytes from elsewhere that are held until `let_go`: to read all takes little longer than some.

    Raises
    ------
    FileUnreadable
        If they can't be had.
    """

    in_memory = False

    def __init__(self, file: FileBytes) -> None:
        self._file = file
        self._held: FileBytes = MemoryBytes(bytes(file.read(0, file.size)))
        self.size = file.size

    def read(self, start: int, stop: int) -> bytes | memoryview:
        """Return some of them."""
        return self._held.read(start, stop)

    def let_go(self) -> None:
        """Read them from where they lie from now on."""
        self._held = self._file


class Section:
    """A part of other bytes, from `start` on and before `stop`."""

    def __init__(self, whole: FileBytes, start: int, stop: int) -> None:
        self._whole = whole
        self._start = start
        self.size = max(min(stop, whole.size) - start, 0)

    @property
    def in_memory(self) -> bool:
        """Whether the whole is."""
        return self._whole.in_memory

    def read(self, start: int, stop: int) -> bytes | memoryview:
        """Return some of them; offsets count from the part's start."""
        return self._whole.read(self._start + start, self._start + min(stop, self.size))


class Joined:
    """Bytes that follow each other."""

    def __init__(self, first: FileBytes, second: FileBytes) -> None:
        self._first = first
        self._second = second
        self.size = first.size + second.size

    @property
    def in_memory(self) -> bool:
        """Whether both are."""
        return self._first.in_memory and self._second.in_memory

    def read(self, start: int, stop: int) -> bytes | memoryview:
        """Return some of them, copied only where both have a part in them."""
        border = self._first.size
        if start >= border:
            return self._second.read(start - border, stop - border)
        if stop <= border:
            return self._first.read(start, stop)
        return bytes(self._first.read(start, border)) + self._second.read(0, stop - border)


class Blocks:
    """Bytes that are looked at in small pieces, and read in larger ones."""

    def __init__(self, data: FileBytes) -> None:
        self.data = data
        self.size = data.size
        self.in_memory = data.in_memory
        self._block = b""
        self._start = self._stop = 0

    def after(self, start: int) -> "Blocks":
        """Return the bytes from `start` on, whose offsets count from there."""
        return self if start == 0 else Blocks(Section(self.data, start, self.size))

    def read(self, start: int, stop: int) -> bytes:
        """Return the bytes from `start` on and before `stop`, fewer if they end before."""
        if (
            self._start <= start and stop <= self._stop
        ):  # most often: this is called for each element
            return self._block[start - self._start : stop - self._start]
        stop = min(stop, self.size)
        if start >= stop:
            return b""
        if stop - start > _BLOCK:
            return bytes(self.data.read(start, stop))
        self._hold(start, stop)
        return self._block[start - self._start : stop - self._start]

    def find(self, wanted: bytes, start: int) -> int:
        """Return where bytes occur first from `start` on, or -1."""
        while start + len(wanted) <= self.size:
            self._hold(start, start + len(wanted))
            at = self._block.find(wanted, start - self._start)
            if at >= 0:
                return self._start + at
            start = self._stop - len(wanted) + 1
        return -1

    def _hold(self, start: int, stop: int) -> None:
        """Read the block that begins at `start`, unless what is wanted is there."""
        if start < self._start or stop > self._stop:
            length = _BLOCK if abs(start - self._stop) < _FAR else max(_SMALL_BLOCK, stop - start)
            self._block = bytes(self.data.read(start, start + length))
            self._start, self._stop = start, start + len(self._block)


class Stream:
    """Bytes as a file that is open for reading, which is what pydicom takes."""

    def __init__(self, data: FileBytes) -> None:
        self._data = data
        self._at = 0

    @property
    def binary_io(self) -> BinaryIO:
        """Itself, as pydicom's annotations want it; pydicom reads, seeks and tells only."""
        return cast("BinaryIO", self)

    def read(self, size: int | None = -1, /) -> bytes | memoryview:
        """Return the next bytes, or all that are left."""
        stop = self._data.size if size is None or size < 0 else self._at + size
        data = self._data.read(self._at, stop)
        self._at += len(data)
        return data

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to an offset from the start (0), from here (1) or from the end (2)."""
        self._at = max(offset + (0, self._at, self._data.size)[whence], 0)
        return self._at

    def tell(self) -> int:
        """Return where the next bytes are."""
        return self._at
