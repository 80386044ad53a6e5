"""The DICOM JSON model of items that are read without pydicom's data sets."""

import math
from collections.abc import Callable
from functools import cache
from typing import Any

from pydicom.dataelem import DataElement
from pydicom.valuerep import VR

from dicom_viewer.dataset.frame_groups import FrameGroups
from dicom_viewer.dataset.raw_items import MAX_KNOWN, RawElement, RawItem, clean_values

_BULK_VRS = {VR.OB, VR.OD, VR.OF, VR.OL, VR.OV, VR.OW, VR.UN}

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
    """Makes the model of functional groups; equal sequences in them have one model.

    Parameters
    ----------
    groups : FrameGroups
        The functional groups of all frames.
    allowance : Allowance
        What they may take.
    convert : Callable[[DataElement], Model]
        Makes the model of an element that pydicom has to convert.
    """

    def __init__(
        self, groups: FrameGroups, allowance: Allowance, convert: Callable[[DataElement], Model]
    ) -> None:
        self._groups = groups
        self._allowance = allowance
        self._convert = convert
        self._sequences: dict[bytes, tuple[Model, int]] = {}

    def item(self, frame: int) -> Model:
        """Return the model of the item of a frame, from 0.

        Raises
        ------
        UnreadableItemError
            If its bytes aren't elements.
        """
        model, parts = self._item(self._groups.raw_item(frame))
        return model if self._allowance.takes(parts) else {}

    def _item(self, item: RawItem) -> tuple[Model, int]:
        model: Model = {}
        total = 1
        for tag in sorted(item.elements):
            element = item.elements[tag]
            model[_name(tag)], parts = self._element(element)
            total += parts
        return model, total

    def _element(self, element: RawElement) -> tuple[Model, int]:
        """Return the model of an element, and how many values and items it has."""
        if element.vr == VR.SQ:
            return self._sequence(element.value)
        if element.vr in _BULK_VRS:
            return {"vr": element.vr}, 1
        is_little_endian = self._groups.reader.encoding.is_little_endian
        values = clean_values(element, is_little_endian=is_little_endian)
        if values is not None:
            if element.vr in (VR.FL, VR.FD, VR.DS):
                values = [value if math.isfinite(value) else None for value in values]
            return {"vr": element.vr, "Value": values}, len(values)
        if not element.value:
            return {"vr": element.vr}, 1
        return self._convert(self._groups.reader.converted(element)), 1

    def _sequence(self, data: bytes) -> tuple[Model, int]:
        known = self._sequences.get(data)
        if known is None:
            items = [self._item(item) for item in self._groups.reader.items(data)]
            model = {"vr": "SQ", "Value": [item for item, _ in items]}
            known = model, 1 + sum(parts for _, parts in items)
            if len(self._sequences) < MAX_KNOWN:
                self._sequences[data] = known
        return known


@cache
def _name(tag: int) -> str:
    return f"{tag:08X}"
