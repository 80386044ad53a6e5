"""The headers of data elements and items, in each of the native encodings (PS3.5 7.1 and 7.5)."""

import struct
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from pydicom.datadict import dictionary_has_tag, get_entry
from pydicom.uid import UID, ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian
from pydicom.valuerep import EXPLICIT_VR_LENGTH_32, VR

from dicom_viewer.dataset.file_bytes import Blocks

UNDEFINED_LENGTH = 0xFFFFFFFF
ITEM, ITEM_DELIMITER, SEQUENCE_DELIMITER = 0xFFFEE000, 0xFFFEE00D, 0xFFFEE0DD
DELIMITERS = (ITEM, ITEM_DELIMITER, SEQUENCE_DELIMITER)

ITEM_HEADER = 8
"""The bytes of the tag and the length of an item or a delimiter, which have no VR."""

_LONG_HEADER = 12
_VRS = {vr.value.encode() for vr in VR if len(vr.value) == 2}  # noqa: PLR2004 - not "US or SS"
_LONG_VRS = {vr.value.encode() for vr in EXPLICIT_VR_LENGTH_32}


class ElementHeader(NamedTuple):
    """The header of an element, an item or a delimiter.

    Attributes
    ----------
    tag : int
        Group and element.
    vr : bytes
        Its value representation; empty where it is implicit.
    start, value : int
        Where the header starts, and where the value does.
    length : int
        The length of the value, `UNDEFINED_LENGTH` for one that a delimiter ends.
    """

    tag: int
    vr: bytes
    start: int
    value: int
    length: int

    @property
    def claimed_end(self) -> int | None:
        """Where the value ends by its length; None where that is undefined."""
        return None if self.length == UNDEFINED_LENGTH else self.value + self.length


@dataclass(frozen=True)
class ElementEncoding:
    """How elements are encoded."""

    is_implicit: bool
    is_little_endian: bool

    @property
    def transfer_syntax(self) -> UID:
        """The native transfer syntax of it."""
        if self.is_implicit:
            return ImplicitVRLittleEndian
        return ExplicitVRLittleEndian if self.is_little_endian else ExplicitVRBigEndian

    @cached_property
    def _tag(self) -> struct.Struct:
        return struct.Struct("<HH" if self.is_little_endian else ">HH")

    @cached_property
    def _length(self) -> struct.Struct:
        return struct.Struct("<L" if self.is_little_endian else ">L")

    @cached_property
    def _short_length(self) -> struct.Struct:
        return struct.Struct("<H" if self.is_little_endian else ">H")

    @cached_property
    def _delimiters(self) -> dict[bytes, int]:
        return {self.tag_bytes(tag): tag for tag in DELIMITERS}

    def tag_bytes(self, tag: int) -> bytes:
        """Return the bytes of a tag."""
        return self._tag.pack(tag >> 16, tag & 0xFFFF)

    def delimiter_at(self, data: Blocks, at: int) -> int | None:
        """Return the tag of an item or a delimiter at an offset, None of anything else."""
        head = data.read(at, at + ITEM_HEADER)
        return self._delimiters.get(head[:4]) if len(head) == ITEM_HEADER else None

    def header_at(self, data: Blocks, at: int) -> ElementHeader | None:
        """Read the header at an offset; None if there is none that a data set could have."""
        head = data.read(at, at + _LONG_HEADER)
        if len(head) < ITEM_HEADER:
            return None
        group, element = self._tag.unpack_from(head)
        tag = group << 16 | element
        if self.is_implicit or tag in DELIMITERS:
            (length,) = self._length.unpack_from(head, 4)
            header = ElementHeader(tag, b"", at, at + ITEM_HEADER, length)
            is_possible = tag in DELIMITERS or _is_known(tag) or self._leads_on(data, header)
            return header if is_possible else None
        vr = head[4:6]
        if vr not in _VRS or group == 0:
            return None
        if vr not in _LONG_VRS:
            (length,) = self._short_length.unpack_from(head, 6)
            return ElementHeader(tag, vr, at, at + ITEM_HEADER, length)
        if len(head) < _LONG_HEADER:
            return None
        (length,) = self._length.unpack_from(head, 8)
        return ElementHeader(tag, vr, at, at + _LONG_HEADER, length)

    def _leads_on(self, data: Blocks, header: ElementHeader) -> bool:
        """Return whether an element that isn't in the dictionary is followed by one that is."""
        end = header.claimed_end
        if end is None or header.tag >> 16 == 0:
            return False
        following = data.read(end, end + ITEM_HEADER)
        if len(following) < ITEM_HEADER:
            return end == data.size
        group, element = self._tag.unpack_from(following)
        tag = group << 16 | element
        return tag in DELIMITERS or (tag > header.tag and _is_known(tag))

    def header_bytes(self, tag: int, vr: bytes, length: int) -> bytes:
        """Return the bytes of a header; items and delimiters have an empty `vr`."""
        if not vr:
            return self.tag_bytes(tag) + self._length.pack(length)
        if vr in _LONG_VRS:
            return self.tag_bytes(tag) + vr + b"\0\0" + self._length.pack(length)
        return self.tag_bytes(tag) + vr + self._short_length.pack(length)


IMPLICIT = ElementEncoding(is_implicit=True, is_little_endian=True)
EXPLICIT = ElementEncoding(is_implicit=False, is_little_endian=True)
_BIG_ENDIAN = ElementEncoding(is_implicit=False, is_little_endian=False)


def encoding_at(data: Blocks, at: int) -> ElementEncoding | None:
    """Return the encoding of the element at an offset; None if it makes sense in none."""
    # any bytes may be a length, so that implicit value representations come last
    for encoding in (EXPLICIT, _BIG_ENDIAN, IMPLICIT):
        header = encoding.header_at(data, at)
        if header is not None and header.tag not in DELIMITERS and _is_known(header.tag):
            return encoding
    return None


def encoding_of_item(data: Blocks, at: int, encoding: ElementEncoding) -> ElementEncoding:
    """Return how the item at an offset is encoded, in a data set of an encoding.

    Some items have implicit value representations in a data set of explicit ones, and the reverse.
    """
    if not encoding.is_implicit and encoding.header_at(data, at) is None:
        implicit = replace(encoding, is_implicit=True)
        return implicit if implicit.header_at(data, at) else encoding
    if encoding.is_implicit and EXPLICIT.header_at(data, at):
        return replace(encoding, is_implicit=False)
    return encoding


def dictionary_vr(tag: int) -> str:
    """Return the value representation of a tag in the dictionary (PS3.6), empty if it has none."""
    return str(get_entry(tag)[0]) if dictionary_has_tag(tag) else ""


def _is_known(tag: int) -> bool:
    """Return whether a tag is in the dictionary, a private one, a group's length, or repeats."""
    group, element = tag >> 16, tag & 0xFFFF
    is_repeating = group & 0xFF00 in (0x5000, 0x6000)
    return group > 0 and (group % 2 == 1 or element == 0 or is_repeating or dictionary_has_tag(tag))
