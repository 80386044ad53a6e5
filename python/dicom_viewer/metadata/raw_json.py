"""The DICOM JSON model of elements that are read without pydicom's data sets, as text."""

import json
import math
from collections.abc import Callable
from functools import cache
from typing import Any

from pydicom.dataelem import DataElement
from pydicom.valuerep import VR

from dicom_viewer.dataset.raw_items import (
    MAX_KNOWN,
    ItemReader,
    RawElement,
    RawItem,
    clean_values,
)

_BULK_VRS = {VR.OB, VR.OD, VR.OF, VR.OL, VR.OV, VR.OW, VR.UN}
_CHARACTER_SET = 0x00080005
"""*Specific Character Set*: an item that has its own is left to pydicom."""

_encode = json.JSONEncoder(allow_nan=False, separators=(",", ":")).encode

Model = dict[str, Any]


class Allowance:
    """How many values and items a model may still take.

    Parameters
    ----------
    parts : int
        How many it may take.

    Attributes
    ----------
    is_exceeded : bool
        Whether something was left out.
    """

    def __init__(self, parts: int) -> None:
        self._left = parts
        self.is_exceeded = False

    def takes(self, parts: int) -> bool:
        """Return whether an element of so many values and items can be had, and count it."""
        if parts > self._left:
            self.is_exceeded = True
            return False
        self._left -= parts
        return True


class RawJson:
    """Writes the model of elements and items; equal sequences in them have one text.

    Parameters
    ----------
    reader : ItemReader
        Reads the items of sequences.
    allowance : Allowance
        What they may take.
    convert : Callable[[DataElement], Model]
        Makes the model of an element that pydicom has to convert.
    """

    def __init__(
        self, reader: ItemReader, allowance: Allowance, convert: Callable[[DataElement], Model]
    ) -> None:
        self._reader = reader
        self._allowance = allowance
        self._convert = convert
        self._sequences: dict[bytes, tuple[str, int]] = {}

    def item(self, item: RawItem) -> str:
        """Write the model of an item.

        Raises
        ------
        UnreadableItemError
            If bytes in it aren't elements.
        """
        text, parts = self._item(item)
        return text if self._allowance.takes(parts) else "{}"

    def sequence(self, data: bytes) -> str | None:
        """Write the model of a sequence; None where only pydicom knows what is in it.

        Raises
        ------
        UnreadableItemError
            If its bytes aren't items.
        """
        if not data:
            return _element_text(VR.SQ.value, "[]")
        items = self._reader.items(data)
        if any(map(_is_for_pydicom, items)):
            return None
        return self._sequence(data)[0]

    def _item(self, item: RawItem) -> tuple[str, int]:
        members = []
        total = 1
        for tag in sorted(item.elements):
            text, parts = self._element(item.elements[tag])
            members.append(f'"{_name(tag)}":{text}')
            total += parts
        return f"{{{','.join(members)}}}", total

    def _element(self, element: RawElement) -> tuple[str, int]:
        """Return the model of an element, and how many values and items it has."""
        if element.vr == VR.SQ:
            return self._sequence(element.value)
        if element.vr in _BULK_VRS:
            return _element_text(element.vr), 1
        is_little_endian = self._reader.encoding.is_little_endian
        clean = clean_text(element, is_little_endian=is_little_endian)
        if clean is not None:
            return clean
        return _encode(self._convert(self._reader.converted(element))), 1

    def _sequence(self, data: bytes) -> tuple[str, int]:
        known = self._sequences.get(data)
        if known is None:
            items = [self._item(item) for item in self._reader.items(data)]
            text = _element_text(VR.SQ.value, f"[{','.join(item for item, _ in items)}]")
            known = text, 1 + sum(parts for _, parts in items)
            if len(self._sequences) < MAX_KNOWN:
                self._sequences[data] = known
        return known


def clean_text(element: RawElement, *, is_little_endian: bool) -> tuple[str, int] | None:
    """Write the model of an element whose values are clean, see `clean_values`, or that has none.

    Returns it and how many values there are; None of an element that pydicom has to convert.
    """
    if not element.value:
        return _element_text(element.vr), 1
    values = clean_values(element, is_little_endian=is_little_endian)
    if values is None:
        return None
    if element.vr in (VR.FL, VR.FD, VR.DS):
        values = [value if math.isfinite(value) else None for value in values]
    return _element_text(element.vr, _encode(values)), len(values)


def _is_for_pydicom(item: RawItem) -> bool:
    """Return whether an item has what pydicom alone reads: unknown elements, other characters."""
    if _CHARACTER_SET in item.elements:
        return True
    return any(
        element.vr == VR.UN
        or (element.vr == VR.SQ and any(map(_is_for_pydicom, item.reader.items(element.value))))
        for element in item.elements.values()
    )


def _element_text(vr: str, values: str | None = None) -> str:
    return f'{{"vr":"{vr}"}}' if values is None else f'{{"vr":"{vr}","Value":{values}}}'


@cache
def _name(tag: int) -> str:
    return f"{tag:08X}"
