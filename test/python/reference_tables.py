"""Lookup tables and palettes, worked out from PS3.3 alone: a part of `reference`."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from reference_pixels import byte_order, is_signed

CHANNELS = ("Red", "Green", "Blue")


@dataclass(frozen=True)
class Table:
    """A lookup table: the input of its first entry, its entries and how many bits they have."""

    first: int
    entries: NDArray[np.int64]
    bits: int
    explanation: str = ""

    def __getitem__(self, values: NDArray[np.generic]) -> NDArray[np.int64]:
        """Return the entries of inputs; those past an end get the entry there (C.11.2.1.1)."""
        last = len(self.entries) - 1
        return self.entries[np.clip(np.rint(values) - self.first, 0, last).astype(np.int64)]


def palette(dataset: Dataset) -> list[Table]:
    """Return the red, green and blue tables of a data set (PS3.3 C.7.6.3.1.5 and C.7.9.2)."""
    signed = is_signed(dataset)
    return [
        read_table(dataset, f"{name}PaletteColorLookupTable", signed=signed) for name in CHANNELS
    ]


def read_table(source: Dataset, name: str, *, signed: bool) -> Table:
    """Read a table from `name`Descriptor and `name`Data, or the segmented data."""
    count, first, bits = source[f"{name}Descriptor"].value
    count = count % 65536 or 65536
    first = first % 65536
    if signed and first >= 32768:
        first -= 65536
    if source.get(f"Segmented{name}Data") is not None:
        numbers = _numbers(source, f"Segmented{name}Data", as_bytes=bits == 8)
        entries = _expanded(numbers, as_bytes=bits == 8)
    else:
        words = _numbers(source, f"{name}Data", as_bytes=False)
        packed = bits == 8 and len(words) < count
        entries = _numbers(source, f"{name}Data", as_bytes=True) if packed else words
    explanation = source.get("LUTExplanation") or ""
    return Table(first, np.array(entries[:count], np.int64), bits, explanation)


def _numbers(source: Dataset, keyword: str, *, as_bytes: bool) -> list[int]:
    """Return 16-bit words, or the bytes in them with the low one first (PS3.5 8.1.1)."""
    value = source[keyword].value
    if isinstance(value, bytes):
        order = "big" if byte_order(source) == ">" else "little"
        value = [int.from_bytes(value[i : i + 2], order) for i in range(0, len(value), 2)]
    words = [number % 65536 for number in values_of(value)]
    return [byte for word in words for byte in (word % 256, word // 256)] if as_bytes else words


def _expanded(data: list[int], *, as_bytes: bool) -> list[int]:
    """Expand segments (PS3.3 C.7.9.2): entries (0), a line to one (1), earlier segments again (2).

    The standard doesn't say how points of a line are rounded: here to the nearest.
    """
    starts = [0]
    while starts[-1] + 1 < len(data):
        opcode, length = data[starts[-1] : starts[-1] + 2]
        starts.append(starts[-1] + 2 + {0: length, 1: 1, 2: 4 if as_bytes else 2}[opcode])
    out: list[int] = []
    for start in starts[:-1]:
        opcode, length, *content = data[start:]
        if opcode == 2:
            parts = (
                content[:4] if as_bytes else [p for n in content[:2] for p in divmod(n, 256)[::-1]]
            )
            target = int.from_bytes(bytes(parts), "little")
            first = starts.index(target if as_bytes else target // 2)
            for other in starts[first : first + length]:
                out += _segment(data[other:], out[-1])
        else:
            out += _segment(data[start:], out[-1] if out else 0)
    return out


def _segment(data: list[int], before: int) -> list[int]:
    opcode, length, *content = data
    if opcode == 0:
        return content[:length]
    return [
        round(before + Fraction((content[0] - before) * i, length)) for i in range(1, length + 1)
    ]


def values_of(value: object) -> list:
    """Return the values of an element as a list, whatever its multiplicity."""
    if value is None or value == "":
        return []
    return [value] if isinstance(value, str) or not hasattr(value, "__iter__") else list(value)
