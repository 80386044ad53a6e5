"""Lookup tables as Modality LUT and VOI LUT Sequences and palettes hold them (PS3.3 C.11)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from dicom_viewer.dataset.elements import is_little_endian, numbers, value_of
from dicom_viewer.errors import DataError, Message, WarningCode, message, warn
from dicom_viewer.lut.segmented_lut import expand_segments

_MAX_ENTRIES = 1 << 16


@dataclass(frozen=True)
class Lut:
    """A lookup table.

    Attributes
    ----------
    first : int
        The input that the first entry stands for; lower inputs get the first entry, inputs past
        the end the last.
    entries : numpy.ndarray
        uint16 (entries,): the outputs.
    bits : int
        The number of bits of an entry: outputs range from 0 to 2**bits - 1.
    """

    first: int
    entries: NDArray[np.uint16]
    bits: int

    def look_up(self, values: NDArray[Any]) -> NDArray[np.uint16]:
        """Return the entries for an array of inputs of any shape; fractions are rounded."""
        index = np.nan_to_num(np.rint(np.asarray(values, np.float64)) - self.first)
        return self.entries[np.clip(index, 0, len(self.entries) - 1).astype(np.intp)]


def read_lut(
    item: Dataset,
    *,
    signed_input: bool,
    descriptor: str = "LUTDescriptor",
    data: str = "LUTData",
    is_segmented: bool = False,
) -> Lut | None:
    """Read a table from its descriptor and data, as (0028,3002) and (0028,3006).

    Parameters
    ----------
    item : pydicom.dataset.Dataset
        An item of *Modality LUT Sequence* or *VOI LUT Sequence*, or a data set with palettes.
    signed_input : bool
        Whether the table's inputs can be negative, so that the descriptor's second value is to be
        read as signed whatever its value representation says.
    descriptor, data : str
        The keywords of the two elements.
    is_segmented : bool
        Whether the data are segments, as of (0028,1221).

    Returns
    -------
    Lut | None
        The table, or None (with a warning) if the item holds no usable one.
    """
    shape = numbers(item, descriptor)
    content = value_of(item, data)
    if len(shape) != 3 or np.isnan(shape).any() or content is None:  # noqa: PLR2004
        _warn_unusable(message("lut-incomplete"))
        return None
    count, first, bits = (int(value) for value in shape)
    count = (count & 0xFFFF) or _MAX_ENTRIES
    if not 1 <= bits <= 16:  # noqa: PLR2004 - PS3.3 C.11.1.1.1: 8 or 16, in practice 8 to 16
        _warn_unusable(message("lut-bits", bits=bits))
        return None
    if signed_input and first > 0x7FFF:  # noqa: PLR2004
        first -= 0x10000
    elif not signed_input and first < 0:
        first += 0x10000
    words = _words(content, little_endian=is_little_endian(item))
    entries = _entries(words, count, bits, is_segmented=is_segmented)
    if entries.size == 0:
        _warn_unusable(message("lut-empty"))
        return None
    return Lut(first, entries, bits)


def _entries(
    words: NDArray[np.uint16], count: int, bits: int, *, is_segmented: bool
) -> NDArray[np.uint16]:
    """Return the entries that 16-bit words hold, `count` at most."""
    # entries of 8 bits may be packed two to a word, the first in the low byte (PS3.5 8.2)
    in_bytes = words.astype("<u2").view(np.uint8)
    if is_segmented:
        try:
            return expand_segments(in_bytes if bits == 8 else words, count)  # noqa: PLR2004
        except DataError as error:
            _warn_unusable(error.message)
            return words[:0]
    has_two_in_a_word = len(words) == (count + 1) // 2 or (words > 0xFF).any()  # noqa: PLR2004
    is_packed = bits == 8 and len(words) < count and has_two_in_a_word  # noqa: PLR2004
    return (in_bytes if is_packed else words)[:count].astype(np.uint16)


def _words(data: object, *, little_endian: bool) -> NDArray[np.uint16]:
    """Return LUT Data as 16-bit words, from the numbers of VR US or SS or the bytes of VR OW.

    There are none where the data are neither.
    """
    if isinstance(data, bytes):
        dtype = "<u2" if little_endian else ">u2"
        return np.frombuffer(data[: len(data) // 2 * 2], dtype).astype(np.uint16)
    try:
        return np.atleast_1d(np.asarray(data, np.int64)).astype(np.uint16)
    except (TypeError, ValueError, OverflowError):
        return np.empty(0, np.uint16)


def _warn_unusable(why: Message) -> None:
    """Warn that a table isn't used."""
    warn("lut-ignored", WarningCode.METADATA, why=why)
