"""Lengths of sequences and items that are wrong (PS3.5 7.5), found by what they hold.

Such a length hides what follows it, the pixel data too. Tags ascend within a data set and within
an item (PS3.5 7.1), and items and delimiters have tags of their own: so the end of an item is found
without its length.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pydicom.datadict import dictionary_VR
from pydicom.uid import UID
from pydicom.valuerep import EXPLICIT_VR_LENGTH_32, STANDARD_VR, VR

from dicom_viewer.dataset.file_bytes import Blocks, FileBytes
from dicom_viewer.transfer_syntax.fragments import follow_items

_ITEM = 0xFFFEE000
_ITEM_END = 0xFFFEE00D
_SEQUENCE_END = 0xFFFEE0DD
_DELIMITERS = (_ITEM_END, _SEQUENCE_END)
_FIRST_OF_ITEMS = 0xFFFE0000

_UNDEFINED = 0xFFFFFFFF
_SHORT_HEADER, _LONG_HEADER = 8, 12
_ENCAPSULATED = (VR.OB, VR.OW, VR.UN)

_MAX_DEPTH = 16
"""How deep sequences may lie in each other."""

_MAX_HEADERS = 1 << 19
"""How many headers are read, as of a file that is read."""

Patches = dict[int, bytes]
"""What replaces bytes of a file, by where they start."""


class PatchedBytes:
    """Bytes of which some are replaced by as many others."""

    def __init__(self, data: FileBytes, patches: Mapping[int, bytes]) -> None:
        self._data = data
        self._patches = sorted(patches.items())
        self.size = data.size

    @property
    def in_memory(self) -> bool:
        """Whether the bytes are at hand."""
        return self._data.in_memory

    def read(self, start: int, stop: int) -> bytes | memoryview:
        """Return the bytes from `start` on and before `stop`, with their replacements."""
        data = self._data.read(start, stop)
        stop = start + len(data)
        near = [(at, new) for at, new in self._patches if at < stop and at + len(new) > start]
        if not near:
            return data
        patched = bytearray(data)
        for at, new in near:
            first, last = max(at, start), min(at + len(new), stop)
            patched[first - start : last - start] = new[first - at : last - at]
        return bytes(patched)


def repair_lengths(data: Blocks, encoding: UID) -> FileBytes | None:
    """Set the lengths of sequences and items right.

    Parameters
    ----------
    data : Blocks
        A data set, from its first element on.
    encoding : pydicom.uid.UID
        One of the native transfer syntaxes in which its elements are encoded.

    Returns
    -------
    FileBytes | None
        The data set with the right lengths; None if none is wrong.
    """
    repair = _Repair(data, is_implicit=encoding.is_implicit_VR, is_little=encoding.is_little_endian)
    repair.elements(0, 0)
    return PatchedBytes(data.data, repair.patches) if repair.patches else None


@dataclass(frozen=True)
class _Header:
    """The tag of an element, its value representation, and where its value lies."""

    tag: int
    vr: str
    length: int
    value: int

    @property
    def end(self) -> int:
        """Where the value ends, if its length is defined."""
        return self.value + self.length


class _Repair:
    """Reads the headers of a data set, and notes which lengths to replace."""

    def __init__(self, data: Blocks, *, is_implicit: bool, is_little: bool) -> None:
        self.patches: Patches = {}
        self._data = data
        self._is_implicit = is_implicit
        self._order = "little" if is_little else "big"
        self._headers = 0

    def elements(self, at: int, above: int, said: int | None = None, depth: int = 0) -> int:
        """Read the elements of the data set or of an item; return where they end.

        Parameters
        ----------
        at : int
            Where the first one starts.
        above : int
            The tag of the sequence that holds the item, 0 of the data set itself.
        said : int | None
            Where the item says that it ends; None if it doesn't say.
        """
        last = 0
        while at != said:
            header = self._header(at)
            if header is None or not last < header.tag < _FIRST_OF_ITEMS:
                break
            end = self._after(header, depth)
            if end > self._data.size:
                break
            if said is not None and at < said < end:
                # the length leads into an element: to the nearer of its ends that can be the item's
                if said - at < end - said and self._may_follow(at, above):
                    break
                if self._may_follow(end, above):
                    return end
                said = None
            at, last = end, header.tag
        return at

    def _after(self, header: _Header, depth: int) -> int:
        """Return where the element after one starts."""
        is_undefined = header.length == _UNDEFINED
        if header.vr == VR.SQ or (is_undefined and not self._is_pixel_data(header)):
            if depth == _MAX_DEPTH:
                return self._data.size + 1
            before = self._is_implicit
            self._is_implicit = before or header.vr == VR.UN  # whatever is around it (PS3.5 6.2.2)
            end = self._sequence(header, depth)
            self._is_implicit = before
            return end
        if is_undefined:
            _, end = follow_items(self._data, header.value)
            return end + _SHORT_HEADER if end >= 0 else self._data.size
        return header.end

    def _sequence(self, header: _Header, depth: int) -> int:
        """Read the items of a sequence; return where it ends."""
        said = None if header.length == _UNDEFINED else header.end
        at = header.value
        while at != said and (item := self._header(at)) is not None and item.tag == _ITEM:
            at = self._item(item, header.tag, depth, said)
        return self._end(header, at, said, _SEQUENCE_END)

    def _item(self, item: _Header, above: int, depth: int, sequence_end: int | None) -> int:
        """Read an item; return where it ends."""
        said = None if item.length == _UNDEFINED else item.end
        end = self.elements(item.value, above, said, depth + 1)
        if end == said and not self._may_end(end, sequence_end):
            # elements go on behind its length: do they lead to the end of the sequence?
            known = dict(self.patches)
            longer = self.elements(item.value, above, None, depth + 1)
            if self._may_end(longer, sequence_end):
                end = longer
            else:
                self.patches = known
        return self._end(item, end, said, _ITEM_END)

    def _end(self, header: _Header, at: int, said: int | None, delimiter: int) -> int:
        """Return where a sequence or an item ends whose content does, and set its length right."""
        following = None if at == said else self._header(at)
        if following is not None and following.tag == delimiter:
            at += _SHORT_HEADER
            if said not in (None, at):
                self._patch(header, _UNDEFINED)
        elif at != said:
            self._patch(header, at - header.value)
        return at

    def _may_end(self, at: int, sequence_end: int | None) -> bool:
        """Return whether an item may end here, by what its sequence says and what follows."""
        following = self._header(at)
        is_item = following is not None and following.tag in (_ITEM, *_DELIMITERS)
        return is_item or sequence_end in (None, at)

    def _may_follow(self, at: int, above: int) -> bool:
        """Return whether what starts here may follow an item of a sequence."""
        if at == self._data.size:
            return True
        header = self._header(at)
        return header is not None and (
            header.tag in (_ITEM, *_DELIMITERS) or above < header.tag < _FIRST_OF_ITEMS
        )

    def _header(self, at: int) -> _Header | None:
        """Return the header of an element or an item; None where there can't be one."""
        self._headers += 1
        head = self._data.read(at, at + _LONG_HEADER)
        if len(head) < _SHORT_HEADER or self._headers > _MAX_HEADERS:
            return None
        tag = self._number(head[:2]) << 16 | self._number(head[2:4])
        if tag >= _FIRST_OF_ITEMS:
            known = tag in (_ITEM, *_DELIMITERS)
            length = self._number(head[4:8])
            return _Header(tag, "", length, at + _SHORT_HEADER) if known else None
        if self._is_implicit:
            length, value, vr = self._number(head[4:8]), at + _SHORT_HEADER, _dictionary_vr(tag)
        else:
            vr = head[4:6].decode("latin-1")
            if vr not in STANDARD_VR:
                return None
            is_long = vr in EXPLICIT_VR_LENGTH_32
            length = self._number(head[8:12] if is_long else head[6:8])
            value = at + (_LONG_HEADER if is_long else _SHORT_HEADER)
        is_possible = length == _UNDEFINED or vr == VR.SQ or value + length <= self._data.size
        return _Header(tag, vr, length, value) if is_possible else None

    def _is_pixel_data(self, header: _Header) -> bool:
        """Return whether an element of undefined length holds fragments, not a sequence."""
        return header.tag == 0x7FE00010 and header.vr in _ENCAPSULATED  # noqa: PLR2004

    def _patch(self, header: _Header, length: int) -> None:
        """Replace a length, whose four bytes lie before the value."""
        self.patches[header.value - 4] = length.to_bytes(4, self._order)  # type: ignore[arg-type]

    def _number(self, data: bytes) -> int:
        return int.from_bytes(data, self._order)  # type: ignore[arg-type]


def _dictionary_vr(tag: int) -> str:
    try:
        return dictionary_VR(tag)[:2]
    except KeyError:
        return "UN"
