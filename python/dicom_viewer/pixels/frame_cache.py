"""Decoded frames that are kept for when they are asked for again, within a number of bytes."""

from collections import OrderedDict

from dicom_viewer.pixels.decoding import DecodedFrame


class FrameCache:
    """The decoded frames of one instance or of many; those that weren't used for longest go first.

    Parameters
    ----------
    max_bytes : int
        How much all frames take at most; by default 250 of 512 × 512 pixels and 16 bits fit in.
    """

    def __init__(self, max_bytes: int = 128 << 20) -> None:
        self._max_bytes = max_bytes
        self._frames: OrderedDict[tuple[object, int], DecodedFrame] = OrderedDict()
        self._bytes = 0

    @property
    def room(self) -> int:
        """How many bytes fit in without letting go of any frame."""
        return self._max_bytes - self._bytes

    def has(self, instance: object, index: int) -> bool:
        """Return whether a frame of an instance is kept."""
        return (instance, index) in self._frames

    def get(self, instance: object, index: int) -> DecodedFrame | None:
        """Return a frame of an instance if it is kept."""
        key = (instance, index)
        if key not in self._frames:
            return None
        self._frames.move_to_end(key)
        return self._frames[key]

    def keep(self, instance: object, index: int, frame: DecodedFrame) -> None:
        """Keep a frame of an instance, and let go of as many others as that takes."""
        size = frame[0].nbytes
        if size > self._max_bytes:
            return
        while self._bytes + size > self._max_bytes:
            _, (values, _) = self._frames.popitem(last=False)
            self._bytes -= values.nbytes
        self._frames[instance, index] = frame
        self._bytes += size

    def drop(self, instance: object) -> None:
        """Let go of all frames of an instance."""
        for key in [key for key in self._frames if key[0] is instance]:
            values, _ = self._frames.pop(key)
            self._bytes -= values.nbytes
