"""Reading the elements of a data set without tripping over broken ones."""

import math
from collections.abc import MutableSequence
from collections.abc import Sequence as SequenceOf
from functools import cache, lru_cache
from typing import Any

from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset, FileDataset
from pydicom.sequence import Sequence
from pydicom.tag import BaseTag, Tag
from pydicom.uid import (
    UID,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from dicom_viewer.dataset.frame_groups import frame_groups
from dicom_viewer.dataset.limits import MAX_PARTS, parts_of
from dicom_viewer.dataset.raw_items import RawElement, RawItem, clean_values, dictionary_vr
from dicom_viewer.errors import WarningCode, detail_of, warn

PIXEL_KEYWORDS = ("PixelData", "FloatPixelData", "DoubleFloatPixelData")

Holder = Dataset | RawItem
"""What holds elements: a data set, or an item that is read without one."""

_SHORT = 1 << 8
"""How many bytes a value has at most that is kept, because instances of a series are alike."""

Key = str | BaseTag
"""What an element is found by: its keyword, or its tag where its group repeats (PS3.5 7.6)."""


def transfer_syntax(dataset: FileDataset) -> UID:
    """Return *Transfer Syntax UID*, or where it is missing the encoding that the reader found."""
    file_meta = getattr(dataset, "file_meta", None)
    uid = text(file_meta, "TransferSyntaxUID") if file_meta is not None else None
    if uid:
        return UID(uid)
    is_implicit, is_little_endian = dataset.original_encoding
    if is_implicit:
        return ImplicitVRLittleEndian
    return ExplicitVRLittleEndian if is_little_endian else ExplicitVRBigEndian


def is_little_endian(dataset: Dataset) -> bool:
    """Return whether a data set, or an item of a sequence, was read as little endian."""
    return dataset.original_encoding[1] is not False


def value_of(dataset: Holder, keyword: Key) -> Any:  # noqa: ANN401 - an element holds any type
    """Return an element's value, or None if it is absent, empty or can't be converted."""
    tag = _tag(keyword)
    if tag not in (dataset if isinstance(dataset, RawItem) else dataset.keys()):
        return None
    name = str(keyword)
    try:
        if isinstance(dataset, RawItem):
            return dataset.value(tag)
        element = dataset.get_item(tag, keep_deferred=True)
        if isinstance(element, RawDataElement):
            value = clean_value(element)
            if value is not None:
                return value
        if parts_of(element) > MAX_PARTS:
            warn("element-too-large", WarningCode.METADATA, element=name, limit=MAX_PARTS)
            return None
        return dataset[tag].value
    except Exception as error:  # noqa: BLE001 - pydicom raises what its converters raise
        detail = detail_of(error)
        warn("element-unreadable", WarningCode.METADATA, element=name, detail=detail)
        return None


def clean_value(element: RawDataElement) -> Any:  # noqa: ANN401 - an element holds any type
    """Return a short element's one value or its list, see `clean_values`; None of any other."""
    value = element.value
    if not isinstance(value, bytes) or not 0 < len(value) <= _SHORT:
        return None
    vr = element.VR or dictionary_vr(element.tag)
    return _clean_value(vr, value, element.is_little_endian)


def bytes_of(dataset: Holder, keyword: Key) -> bytes:
    """Return an element's binary value, empty if it is absent or of another kind."""
    value = value_of(dataset, keyword)
    return value if isinstance(value, bytes) else b""


def numbers(dataset: Holder, keyword: Key) -> list[float]:
    """Return an element's values as finite numbers; one that isn't a finite number is NaN.

    An absent or empty element has no values.
    """
    value = value_of(dataset, keyword)
    if value is None or value == "":
        return []
    items = [value] if isinstance(value, str | bytes) or not hasattr(value, "__iter__") else value
    return [_finite(item) for item in items]


def number(dataset: Holder, keyword: Key) -> float | None:
    """Return an element's first value as a finite number, or None."""
    values = numbers(dataset, keyword)
    return values[0] if values and not math.isnan(values[0]) else None


def number_at(dataset: Holder, keyword: Key, index: int) -> float | None:
    """Return one of an element's values, from 0, as a finite number, or None."""
    value = value_of(dataset, keyword)
    items = value if isinstance(value, MutableSequence) else [value]
    if not 0 <= index < len(items):
        return None
    found = _finite(items[index])
    return None if math.isnan(found) else found


def integer(dataset: Holder, keyword: Key) -> int | None:
    """Return an element's first value as an integer, or None."""
    value = number(dataset, keyword)
    return None if value is None else int(value)


def text(dataset: Holder, keyword: Key) -> str:
    """Return an element's first value as stripped text, empty if there is none."""
    value = value_of(dataset, keyword)
    if value is None:
        return ""
    if not isinstance(value, str) and hasattr(value, "__getitem__"):
        value = value[0] if len(value) else ""
    return _stripped(value)


def texts(dataset: Holder, keyword: str) -> list[str]:
    """Return all of an element's values as stripped text."""
    value = value_of(dataset, keyword)
    if value is None:
        return []
    items = [value] if isinstance(value, str) or not hasattr(value, "__iter__") else value
    return [_stripped(item) for item in items]


def items_of(dataset: Holder, keyword: str) -> list[Dataset]:
    """Return the items of a sequence, none if it is absent or isn't a sequence."""
    value = value_of(dataset, keyword)
    if value is None or isinstance(value, str | bytes) or not hasattr(value, "__iter__"):
        return []
    return [item for item in value if isinstance(item, Dataset)]


def item_at(dataset: Holder, keyword: str, index: int) -> Any:  # noqa: ANN401 - as its holder
    """Return one of the items of a sequence, from 0, or None."""
    value = value_of(dataset, keyword)
    if not isinstance(value, Sequence | list) or not 0 <= index < len(value):
        return None
    item = value[index]
    return item if isinstance(item, Dataset | RawItem) else None


def functional_group(dataset: Dataset, frame: int, macro: str) -> Dataset | None:
    """Return the item of a functional group macro that holds for a frame (PS3.3 C.7.6.16.1).

    Parameters
    ----------
    dataset : pydicom.dataset.Dataset
        The data set of an enhanced multi-frame object, or any other.
    frame : int
        The frame, from 0.
    macro : str
        The keyword of the macro's sequence, as `FrameVOILUTSequence`.

    Returns
    -------
    pydicom.dataset.Dataset | None
        The frame's own item, else the shared one, else None.
    """
    item = macro_item(functional_groups(dataset, frame), macro)
    return item if isinstance(item, Dataset) else None


def functional_groups(dataset: Dataset, frame: int) -> list[Dataset]:
    """Return what holds a frame's functional group macros: its own item, then the shared one."""
    own: Dataset | None
    groups = frame_groups(dataset)
    if groups is None:
        own = item_at(dataset, "PerFrameFunctionalGroupsSequence", frame)
    else:
        own = groups.item(frame)
    shared = item_at(dataset, "SharedFunctionalGroupsSequence", 0)
    return [group for group in (own, shared) if group is not None]


def has_macro(dataset: Dataset, macro: str) -> bool:
    """Return whether the functional groups of any frame, or of all, have a macro."""
    shared = items_of(dataset, "SharedFunctionalGroupsSequence")[:1]
    groups = frame_groups(dataset)
    if groups is not None:
        return any(macro in item for item in shared) or groups.has_macro(_tag(macro))
    own = items_of(dataset, "PerFrameFunctionalGroupsSequence")
    return any(macro in item for item in [*shared, *own])


def macro_item(groups: SequenceOf[Holder], macro: str) -> Any:  # noqa: ANN401 - as its group
    """Return the item of a macro in the first of the functional groups that has it, or None."""
    return next((item for group in groups if (item := item_at(group, macro, 0)) is not None), None)


@lru_cache(maxsize=1 << 12)
def _clean_value(vr: str, value: bytes, is_little_endian: bool) -> Any:  # noqa: ANN401, FBT001
    values = clean_values(RawElement(0, vr, value), is_little_endian=is_little_endian)
    return values[0] if values is not None and len(values) == 1 else values


@lru_cache(maxsize=1 << 12)
def base_tag(tag: int) -> BaseTag:
    """Return pydicom's tag, most often the same one: it takes long to compare others."""
    return BaseTag(tag)


@cache
def _tag(keyword: Key) -> BaseTag:
    """Return the tag of an element: pydicom looks it up in three steps, each time."""
    return base_tag(int(Tag(keyword)))


def _stripped(item: object) -> str:
    """Return one value as text; an item of a sequence is none, whatever it holds."""
    return "" if isinstance(item, Dataset) else str(item).strip(" \0")


def _finite(item: object) -> float:
    try:
        value = float(item)  # type: ignore[arg-type]  # anything may stand in a broken element
    except (TypeError, ValueError, OverflowError):
        return math.nan
    return value if math.isfinite(value) else math.nan
