"""A frame's values as a table and indices into it, so that a window changes the table alone."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MAX_ENTRIES = 1 << 16


@dataclass(frozen=True)
class ValueTable:
    """The stored values of a frame, each of which may stand for many pixels.

    `table[indices]` is then the whole cost per pixel (measured against `take` and float arithmetic
    on the frame: two to four times faster).

    Attributes
    ----------
    values : numpy.ndarray
        All integers between the frame's extremes, int64 (n,); the frame itself where the table
        would be larger than `_MAX_ENTRIES` or values aren't integers.
    indices : numpy.ndarray | None
        For each pixel where it lies in `values`, intp (rows, columns); None if `values` is the
        frame.
    """

    values: NDArray[Any]
    indices: NDArray[np.intp] | None

    @classmethod
    def of(cls, stored: NDArray[Any]) -> "ValueTable":
        """Make the table of a frame (rows, columns)."""
        if not np.issubdtype(stored.dtype, np.integer):
            return cls(stored, None)
        low, high = int(stored.min()), int(stored.max())
        if high - low >= _MAX_ENTRIES:
            return cls(stored, None)
        # in the unsigned type of the same width, where a difference can't overflow
        unsigned = stored.view(f"u{stored.dtype.itemsize}")
        first = unsigned.dtype.type(low % (1 << 8 * stored.dtype.itemsize))
        values = np.arange(low, high + 1, dtype=np.int64)
        return cls(values, (unsigned - first).astype(np.intp))

    @property
    def is_present(self) -> NDArray[np.bool_]:
        """Which of `values` occur in the frame, of their shape."""
        return self.counts > 0

    @property
    def counts(self) -> NDArray[np.intp]:
        """How many pixels have each of `values`, of their shape."""
        if self.indices is None:
            return np.ones(self.values.shape, np.intp)
        return np.bincount(self.indices.ravel(), minlength=len(self.values))

    def rgba(self, pixels: NDArray[np.uint32]) -> NDArray[np.uint8]:
        """Return the frame, uint8 (rows, columns, 4), by the packed pixel of each of `values`."""
        return as_rgba(pixels if self.indices is None else pixels[self.indices])

    def position(self, x: int, y: int) -> Any:  # noqa: ANN401 - an index of either array
        """Return where in `values` the pixel in column x, row y lies."""
        return (y, x) if self.indices is None else self.indices[y, x]


def as_rgba(frame: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """Return packed pixels (rows, columns) as bytes (rows, columns, 4)."""
    return np.ascontiguousarray(frame).view(np.uint8).reshape(*frame.shape, 4)
