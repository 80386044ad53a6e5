"""Reading the elements of a data set without tripping over broken ones."""

import math
from typing import Any

from pydicom.dataset import Dataset, FileDataset
from pydicom.tag import BaseTag
from pydicom.uid import (
    UID,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from dicom_viewer.errors import WarningCode, warn
from dicom_viewer.parts import check_parts

PIXEL_KEYWORDS = ("PixelData", "FloatPixelData", "DoubleFloatPixelData")

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


def value_of(dataset: Dataset, keyword: Key) -> Any:  # noqa: ANN401 - an element holds any type
    """Return an element's value, or None if it is absent, empty or can't be converted."""
    if keyword not in dataset:
        return None
    try:
        check_parts(dataset.get_item(keyword, keep_deferred=True))
        return dataset[keyword].value
    except Exception as error:  # noqa: BLE001 - pydicom raises what its converters raise
        message = f"{keyword} can't be read and is ignored: {error}"
        warn(message, WarningCode.METADATA)
        return None


def bytes_of(dataset: Dataset, keyword: Key) -> bytes:
    """Return an element's binary value, empty if it is absent or of another kind."""
    value = value_of(dataset, keyword)
    return value if isinstance(value, bytes) else b""


def numbers(dataset: Dataset, keyword: Key) -> list[float]:
    """Return an element's values as finite numbers; one that isn't a finite number is NaN.

    An absent or empty element has no values.
    """
    value = value_of(dataset, keyword)
    if value is None or value == "":
        return []
    items = [value] if isinstance(value, str | bytes) or not hasattr(value, "__iter__") else value
    return [_finite(item) for item in items]


def number(dataset: Dataset, keyword: Key) -> float | None:
    """Return an element's first value as a finite number, or None."""
    values = numbers(dataset, keyword)
    return values[0] if values and not math.isnan(values[0]) else None


def integer(dataset: Dataset, keyword: Key) -> int | None:
    """Return an element's first value as an integer, or None."""
    value = number(dataset, keyword)
    return None if value is None else int(value)


def text(dataset: Dataset, keyword: Key) -> str:
    """Return an element's first value as stripped text, empty if there is none."""
    value = value_of(dataset, keyword)
    if value is None:
        return ""
    if not isinstance(value, str) and hasattr(value, "__getitem__"):
        value = value[0] if len(value) else ""
    return _stripped(value)


def texts(dataset: Dataset, keyword: str) -> list[str]:
    """Return all of an element's values as stripped text."""
    value = value_of(dataset, keyword)
    if value is None:
        return []
    items = [value] if isinstance(value, str) or not hasattr(value, "__iter__") else value
    return [_stripped(item) for item in items]


def items_of(dataset: Dataset, keyword: str) -> list[Dataset]:
    """Return the items of a sequence, none if it is absent or isn't a sequence."""
    value = value_of(dataset, keyword)
    if value is None or isinstance(value, str | bytes) or not hasattr(value, "__iter__"):
        return []
    return [item for item in value if isinstance(item, Dataset)]


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
    groups = items_of(dataset, "PerFrameFunctionalGroupsSequence")[frame : frame + 1]
    groups += items_of(dataset, "SharedFunctionalGroupsSequence")[:1]
    return next((items[0] for group in groups if (items := items_of(group, macro))), None)


def _stripped(item: object) -> str:
    """Return one value as text; an item of a sequence is none, whatever it holds."""
    return "" if isinstance(item, Dataset) else str(item).strip(" \0")


def _finite(item: object) -> float:
    try:
        value = float(item)  # type: ignore[arg-type]  # anything may stand in a broken element
    except (TypeError, ValueError, OverflowError):
        return math.nan
    return value if math.isfinite(value) else math.nan
