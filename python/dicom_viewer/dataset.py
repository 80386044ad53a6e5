"""Reading a data set from bytes, and reading its elements without tripping over broken ones."""

import math
import warnings
import zlib
from io import BytesIO
from typing import Any

import pydicom
from pydicom.dataset import Dataset, FileDataset
from pydicom.errors import InvalidDicomError
from pydicom.tag import BaseTag
from pydicom.uid import (
    UID,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

from dicom_viewer.errors import ErrorCode, ViewerError, ViewerWarning, WarningCode

_MAX_REPETITIONS = 8
"""How often one empty element may follow itself: files are not perfect."""

_HEADER_LENGTH = 8
"""The bytes of an element's tag and length, which are all of an empty one (PS3.5 7.1)."""

_ITEM_GROUPS = (b"\xfe\xff", b"\xff\xfe")
"""The group of *Item* in either byte order: items may be empty, and many (PS3.5 7.5)."""

PIXEL_KEYWORDS = ("PixelData", "FloatPixelData", "DoubleFloatPixelData")

Key = str | BaseTag
"""What an element is found by: its keyword, or its tag where its group repeats (PS3.5 7.6)."""


class _Source(BytesIO):
    """Bytes that remember whether a reader wanted more of them than there are.

    They end where one empty element repeats for ever, as zeros would: there is nothing in them,
    and pydicom would read each.
    """

    exhausted = False
    _last = b""
    _repetitions = 0

    def read(self, size: int | None = -1, /) -> bytes:
        if self._repetitions > _MAX_REPETITIONS:
            return b""
        data = super().read(size)
        is_repeated = size == _HEADER_LENGTH and data == self._last and data[:2] not in _ITEM_GROUPS
        self._repetitions = self._repetitions + 1 if is_repeated else 0
        self._last = data
        if size is not None and 0 < len(data) < size:
            self.exhausted = True
        return data


def read_dataset(data: bytes) -> tuple[FileDataset, bool]:
    """Read a data set, with or without the preamble and file meta information of PS3.10.

    Parameters
    ----------
    data : bytes
        The whole file.

    Returns
    -------
    tuple[pydicom.dataset.FileDataset, bool]
        The data set, and whether the file ends before its last element does.

    Raises
    ------
    ViewerError
        `not-dicom` if the bytes aren't a data set, `truncated` if they end before its first
        element does or within a deflated stream, `decode` if they are damaged beyond reading.
    """
    source = _Source(data)
    try:
        dataset = pydicom.dcmread(source)
    except InvalidDicomError:
        return _read_bare_dataset(data)
    except MemoryError:
        raise
    except Exception as error:  # damage makes the reader fail in arbitrary ways
        is_at_end = source.exhausted or source.tell() == len(data)
        if is_at_end or isinstance(error, EOFError | zlib.error):
            raise ViewerError(ErrorCode.TRUNCATED, f"The file is cut short: {error}.") from error
        raise ViewerError(ErrorCode.DECODE, f"The file can't be read: {error}.") from error
    if len(dataset) == 0:
        raise ViewerError(ErrorCode.TRUNCATED, "The file ends before its first data element does.")
    return dataset, source.exhausted


def _read_bare_dataset(data: bytes) -> tuple[FileDataset, bool]:
    """Read a data set that starts without a preamble, if the bytes look like one at all."""
    source = _Source(data)
    try:
        dataset = pydicom.dcmread(source, force=True)
        plausible = "SOPClassUID" in dataset or any(key in dataset for key in PIXEL_KEYWORDS)
    except Exception as error:  # arbitrary bytes make the reader fail in arbitrary ways
        raise _not_dicom() from error
    if not plausible:
        raise _not_dicom()
    return dataset, source.exhausted


def _not_dicom() -> ViewerError:
    return ViewerError(ErrorCode.NOT_DICOM, "This is not a DICOM file.")


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
        return dataset[keyword].value
    except Exception as error:  # noqa: BLE001 - pydicom raises what its converters raise
        message = f"{keyword} can't be read and is ignored: {error}"
        warnings.warn(ViewerWarning(WarningCode.METADATA, message), stacklevel=2)
        return None


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
    return str(value).strip(" \0")


def texts(dataset: Dataset, keyword: str) -> list[str]:
    """Return all of an element's values as stripped text."""
    value = value_of(dataset, keyword)
    if value is None:
        return []
    items = [value] if isinstance(value, str) or not hasattr(value, "__iter__") else value
    return [str(item).strip(" \0") for item in items]


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


def _finite(item: object) -> float:
    try:
        value = float(item)  # type: ignore[arg-type]  # anything may stand in a broken element
    except (TypeError, ValueError, OverflowError):
        return math.nan
    return value if math.isfinite(value) else math.nan
