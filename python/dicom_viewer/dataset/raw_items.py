"""Items of sequences, read from their bytes (PS3.5 7.5) without a pydicom data set for each.

There may be thousands, as in functional groups, of which most are equal: each is read once.
"""

import re
import struct
from collections.abc import Iterator, MutableSequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydicom.datadict import dictionary_VR
from pydicom.dataelem import DataElement, RawDataElement, convert_raw_data_element
from pydicom.tag import BaseTag
from pydicom.valuerep import EXPLICIT_VR_LENGTH_32, VR

_DELIMITERS = 0xFFFE
"""The group of items and delimiters."""
_ITEM, _ITEM_END, _SEQUENCE_END = 0xE000, 0xE00D, 0xE0DD
_UNDEFINED = 0xFFFFFFFF
_HEADER, _LONG_HEADER = 8, 12
_MAX_DEPTH = 16

MAX_KNOWN = 1 << 10
"""How many sequences are kept in case that others are equal: those of the first frames."""

_KNOWN = {vr.value.encode() for vr in VR}
_LONG = {vr.value.encode() for vr in EXPLICIT_VR_LENGTH_32}

_NUMBERS = {
    "US": "H",
    "SS": "h",
    "UL": "L",
    "SL": "l",
    "FL": "f",
    "FD": "d",
}
"""Of binary numbers, the format of `struct`."""

_TEXTS = {
    "CS": re.compile(r"[A-Z0-9 _]{1,16}"),
    "DA": re.compile(r"\d{8}"),
    "DT": re.compile(r"\d{4,14}(\.\d{1,6})?"),
    "TM": re.compile(r"\d{2,6}(\.\d{1,6})?"),
    "SH": re.compile(r"[!-\[\]-~]([ -\[\]-~]{0,14}[!-\[\]-~])?"),
    "LO": re.compile(r"[!-\[\]-~]([ -\[\]-~]{0,62}[!-\[\]-~])?"),
    "UI": re.compile(r"(?=.{1,64}$)(0|[1-9]\d*)(\.(0|[1-9]\d*)){1,20}"),
}
"""Of texts, values that are as the standard wants them; others are left to pydicom."""

_DECIMAL = re.compile(r" *[+-]?\d+(\.\d+)?([eE][+-]?\d+)? *")
_INTEGER = re.compile(r" *[+-]?\d{1,9} *")


class UnreadableItemError(ValueError):
    """Bytes aren't items: pydicom may make something of them."""


@dataclass(frozen=True)
class Encoding:
    """How the elements of items are encoded.

    Attributes
    ----------
    is_implicit, is_little_endian : bool
        Of the transfer syntax (PS3.5 7.1).
    character_set : str | MutableSequence[str]
        The encodings of *Specific Character Set* by Python's names.
    """

    is_implicit: bool
    is_little_endian: bool
    character_set: str | MutableSequence[str]


@dataclass(frozen=True, slots=True)
class RawElement:
    """An element of an item.

    Attributes
    ----------
    tag : int
        Its tag.
    vr : str
        Its value representation.
    value : bytes
        Its value as it is stored.
    """

    tag: int
    vr: str
    value: bytes


@dataclass(frozen=True, eq=False)
class RawItem:
    """An item, whose elements are converted when they are asked for."""

    elements: dict[int, RawElement] = field(repr=False)
    reader: "ItemReader" = field(repr=False)
    _values: dict[int, Any] = field(default_factory=dict, repr=False)

    def __contains__(self, tag: int) -> bool:
        """Return whether there is an element of a tag."""
        return tag in self.elements

    def value(self, tag: int) -> Any:  # noqa: ANN401 - an element holds any type
        """Return an element's value as pydicom does, a sequence as a list of items; None if absent.

        Raises
        ------
        Exception
            What pydicom raises for a value that it can't convert.
        """
        if tag not in self._values:
            element = self.elements.get(tag)
            self._values[tag] = None if element is None else self._converted(element)
        return self._values[tag]

    def _converted(self, element: RawElement) -> Any:  # noqa: ANN401 - an element holds any type
        if element.vr == VR.SQ:
            return self.reader.items(element.value)
        values = clean_values(element, is_little_endian=self.reader.encoding.is_little_endian)
        if values is None:
            return self.reader.converted(element).value
        return values[0] if len(values) == 1 else values


class ItemReader:
    """Reads items of one encoding; items of equal bytes are one."""

    def __init__(self, encoding: Encoding) -> None:
        self.encoding = encoding
        order = "<" if encoding.is_little_endian else ">"
        self._header = struct.Struct(f"{order}HH2sH")
        self._implicit_header = struct.Struct(f"{order}HHL")
        self._length = struct.Struct(f"{order}L")
        self._sequence_delimiter = self._implicit_header.pack(_DELIMITERS, _SEQUENCE_END, 0)
        self._known: dict[bytes, list[RawItem]] = {}

    def spans(self, data: bytes) -> list[tuple[int, int]]:
        """Return where the contents of the items of a sequence start and stop.

        Raises
        ------
        UnreadableItemError
            If the bytes aren't items.
        """
        spans, at = [], 0
        try:
            while at < len(data):
                start, stop, at = self._item(data, at, 0)
                if start < 0:
                    break
                spans.append((start, stop))
        except struct.error as error:
            raise UnreadableItemError from error
        return spans

    def sequence_end(self, data: bytes) -> tuple[int, int]:
        """Return where the items of a sequence of undefined length stop, and its delimiter.

        Raises
        ------
        UnreadableItemError
            If the bytes aren't items, or end before.
        """
        try:
            return self._sequence_end(data, 0, 0)
        except struct.error as error:
            raise UnreadableItemError from error

    def item(self, data: bytes, start: int, stop: int) -> RawItem:
        """Return the item whose content starts and stops there; it isn't kept.

        Raises
        ------
        UnreadableItemError
            If the bytes aren't elements.
        """
        try:
            found = {
                tag: RawElement(tag, vr, data[first:last])
                for tag, vr, first, last in self._elements(data, start, stop, 0)
            }
        except struct.error as error:
            raise UnreadableItemError from error
        return RawItem(found, self)

    def elements(self, data: bytes, start: int, stop: int) -> list[tuple[int, str, int, int]]:
        """Return tag, value representation, start and stop of the elements that end there.

        Raises
        ------
        UnreadableItemError
            If the bytes aren't elements.
        """
        try:
            found = list(self._elements(data, start, stop, 0))
        except struct.error as error:
            raise UnreadableItemError from error
        end = found[-1][3] if found else start
        if end != stop and data[end:stop] != self._sequence_delimiter:
            raise UnreadableItemError
        return found

    def items(self, data: bytes) -> list[RawItem]:
        """Return the items of a sequence; those of the first sequences are kept.

        Raises
        ------
        UnreadableItemError
            If the bytes aren't items.
        """
        known = self._known.get(data)
        if known is None:
            known = [self.item(data, start, stop) for start, stop in self.spans(data)]
            if len(self._known) < MAX_KNOWN:
                self._known[data] = known
        return known

    def converted(self, element: RawElement) -> DataElement:
        """Return an element as pydicom converts it."""
        encoding = self.encoding
        raw = RawDataElement(
            BaseTag(element.tag),
            element.vr,
            len(element.value),
            element.value,
            0,
            encoding.is_implicit,
            encoding.is_little_endian,
        )
        return convert_raw_data_element(raw, encoding=encoding.character_set)

    def _item(self, data: bytes, at: int, depth: int) -> tuple[int, int, int]:
        """Return where an item's content starts and stops, and the next item; -1 at the end."""
        group, number, length = self._implicit_header.unpack_from(data, at)
        at += _HEADER
        if group != _DELIMITERS or number not in (_ITEM, _SEQUENCE_END):
            raise UnreadableItemError
        if number == _SEQUENCE_END:
            return -1, -1, at
        if length != _UNDEFINED:
            if at + length > len(data):
                raise UnreadableItemError
            return at, at + length, at + length
        stop = at
        for _tag, _vr, _start, end in self._elements(data, at, len(data), depth):
            stop = end
        return at, *self._after(data, stop)

    def _after(self, data: bytes, at: int) -> tuple[int, int]:
        """Return where the content of an item of undefined length stops, and its delimiter."""
        group, number, _ = self._implicit_header.unpack_from(data, at)
        if (group, number) == (_DELIMITERS, _SEQUENCE_END):  # that of its last sequence
            at += _HEADER
            group, number, _ = self._implicit_header.unpack_from(data, at)
        if (group, number) != (_DELIMITERS, _ITEM_END):
            raise UnreadableItemError
        return at, at + _HEADER

    def _elements(
        self, data: bytes, at: int, stop: int, depth: int
    ) -> Iterator[tuple[int, str, int, int]]:
        """Yield tag, value representation, start and stop of elements, up to a delimiter."""
        is_implicit = self.encoding.is_implicit
        while at < stop:
            if is_implicit:
                group, number, length = self._implicit_header.unpack_from(data, at)
                if group == _DELIMITERS:
                    return
                vr, at = dictionary_vr(group << 16 | number), at + _HEADER
            else:
                group, number, name, length = self._header.unpack_from(data, at)
                if group == _DELIMITERS:
                    return
                vr, is_long = _explicit_vr(name)
                if is_long:
                    (length,) = self._length.unpack_from(data, at + _HEADER)
                at += _LONG_HEADER if is_long else _HEADER
            if length == _UNDEFINED:
                if vr != VR.SQ or depth == _MAX_DEPTH:
                    raise UnreadableItemError
                end, after = self._sequence_end(data, at, depth + 1)
            else:
                end = after = at + length
            if end > stop:
                raise UnreadableItemError
            yield group << 16 | number, vr, at, end
            at = after

    def _sequence_end(self, data: bytes, at: int, depth: int) -> tuple[int, int]:
        """Return where the items of a sequence of undefined length stop, and its delimiter."""
        while True:
            start, _stop, after = self._item(data, at, depth)
            if start < 0:
                return at, after
            at = after


def clean_values(element: RawElement, *, is_little_endian: bool) -> list[Any] | None:
    """Return an element's values, if pydicom would convert them without a word; else None.

    Texts have no trailing spaces then; *DS* are floats and *IS* integers.
    """
    vr, value = element.vr, element.value
    if not value:
        return None
    code = _NUMBERS.get(vr)
    if code is not None:
        size = struct.calcsize(f"={code}")
        if len(value) % size:
            return None
        order = "<" if is_little_endian else ">"
        return list(struct.unpack(f"{order}{len(value) // size}{code}", value))
    pattern = {"DS": _DECIMAL, "IS": _INTEGER}.get(vr) or _TEXTS.get(vr)
    if pattern is None:
        return None
    values = value.decode("latin-1").rstrip("\0 ").split("\\")
    if not all(map(pattern.fullmatch, values)):
        return None
    convert = {"DS": float, "IS": int}.get(vr)
    return [convert(each) for each in values] if convert else [each.rstrip() for each in values]


@cache
def _explicit_vr(name: bytes) -> tuple[str, bool]:
    """Return a value representation, and whether its length takes 32 bits.

    Raises
    ------
    UnreadableItemError
        If there is none of that name: the element may be an implicit one.
    """
    if name not in _KNOWN:
        raise UnreadableItemError
    return name.decode("latin-1"), name in _LONG


@cache
def dictionary_vr(tag: int) -> str:
    """Return the value representation of a tag, `UN` if it isn't known."""
    try:
        return dictionary_VR(tag)
    except KeyError:
        return "UN"
