"""What an author's function returns, as results: each kind is told by the value."""

import math
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian

KINDS = ("pixels", "mask", "labels", "table", "plot", "text", "contours", "dataset")
"""The keys of a result."""


class OutputError(TypeError):
    """What was returned is no result."""


@dataclass
class Result:
    """What a run has come to, by kind.

    Attributes
    ----------
    arrays : dict[str, numpy.ndarray]
        `pixels`, `mask`, `labels`, of the image or of the volume, and the bytes of a `dataset`.
    values : dict[str, object]
        `table`, `plot`, `text` and `contours`, as JSON has them.
    """

    arrays: dict[str, NDArray[Any]] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)


def result_of(
    value: object,
    image: Sequence[int] | None,
    volume: Sequence[int] | None,
    *,
    labels: bool = False,
) -> Result:
    """Tell what a value is, and check it.

    Parameters
    ----------
    value : object
        What the function returned or yielded.
    image : Sequence[int] | None
        Rows and columns of the image; None where there is none.
    volume : Sequence[int] | None
        Slices, rows and columns of the volume; None if it isn't known.
    labels : bool
        Whether an array of integers is labels.

    Raises
    ------
    OutputError
        If it is nothing that can be shown.
    """
    result = Result()
    if value is None:
        return result
    if isinstance(value, Mapping) and value and all(key in KINDS for key in value):
        for kind, each in value.items():
            if each is not None:
                _add(result, kind, each, image, volume)
    else:
        _add(result, _kind_of(value, labels=labels), value, image, volume)
    return result


def _kind_of(value: object, *, labels: bool) -> str:  # noqa: PLR0911 - a table of types
    if isinstance(value, Dataset):
        return "dataset"
    if isinstance(value, str):
        return "text"
    if isinstance(value, np.ndarray) and value.ndim > 1:
        if value.dtype == np.bool_:
            return "mask"
        return "labels" if labels and np.issubdtype(value.dtype, np.integer) else "pixels"
    if isinstance(value, Mapping):
        return "plot" if {"x", "y"} <= {*value} else "table"
    if isinstance(value, bool | int | float | np.number | np.bool_):
        return "table"
    if isinstance(value, list | tuple) and value and all(isinstance(e, Mapping) for e in value):
        return "table"
    raise OutputError(f"a {type(value).__name__} can't be shown")


def _add(
    result: Result,
    kind: str,
    value: Any,  # noqa: ANN401 - whatever an author returns
    image: Sequence[int] | None,
    volume: Sequence[int] | None,
) -> None:
    if kind in ("pixels", "mask", "labels"):
        array = np.asarray(value)
        _check_shape(kind, array, image, volume)
        result.arrays[kind] = _ARRAYS[kind](array)
    elif kind == "dataset":
        result.arrays[kind] = _file(value)
    else:
        result.values[kind] = _VALUES[kind](value)


def _check_shape(
    kind: str, array: NDArray[Any], image: Sequence[int] | None, volume: Sequence[int] | None
) -> None:
    """Raise an error unless an array is of the size of the image or of the volume."""
    shape = array.shape
    if image is not None and shape == tuple(image):
        return
    is_painted = kind == "pixels" and array.dtype == np.uint8 and shape[-1:] != ()
    if is_painted and image is not None and shape[:2] == tuple(image) and shape[2:] in ((3,), (4,)):
        return
    if volume is not None and shape == tuple(volume):
        return
    wanted = " or ".join(_size(each) for each in (image, volume) if each is not None)
    raise OutputError(f"{kind} are {_size(shape)}, and not of the image's size, {wanted}")


def _size(shape: Sequence[int]) -> str:
    return " × ".join(map(str, shape)) or "a single value"


def _pixels(array: NDArray[Any]) -> NDArray[Any]:
    """Return pixels in a type that crosses: integers of at most 32 bits, or float32."""
    if array.dtype == np.bool_:
        array = array.astype(np.uint8)
    if np.issubdtype(array.dtype, np.integer):
        if array.dtype.itemsize <= np.dtype(np.int32).itemsize and array.dtype != np.uint32:
            return np.ascontiguousarray(array, array.dtype.newbyteorder("="))
        low, high = (int(array.min()), int(array.max())) if array.size else (0, 0)
        limits = np.iinfo(np.int32)
        if limits.min <= low and high <= limits.max:
            return np.ascontiguousarray(array, np.int32)
    if np.issubdtype(array.dtype, np.integer) or np.issubdtype(array.dtype, np.floating):
        with np.errstate(over="ignore"):
            return np.ascontiguousarray(array, np.float32)
    raise OutputError(f"pixels of {array.dtype} can't be shown")


def _mask(array: NDArray[Any]) -> NDArray[Any]:
    return np.ascontiguousarray(array != 0, np.uint8)


def _label_map(array: NDArray[Any]) -> NDArray[Any]:
    if not np.issubdtype(array.dtype, np.integer):
        raise OutputError(f"labels are integers, and not {array.dtype}")
    limits = np.iinfo(np.uint16)
    if array.size and (int(array.min()) < 0 or int(array.max()) > limits.max):
        raise OutputError(f"labels lie between 0 and {limits.max}")
    return np.ascontiguousarray(array, np.uint16)


_ARRAYS = {"pixels": _pixels, "mask": _mask, "labels": _label_map}


def _file(value: object) -> NDArray[np.uint8]:
    if not isinstance(value, Dataset):
        raise OutputError(f"a dataset is pydicom's Dataset, and no {type(value).__name__}")
    file = BytesIO()
    meta = FileMetaDataset(getattr(value, "file_meta", {}))
    meta.setdefault("TransferSyntaxUID", ExplicitVRLittleEndian)  # that of a viewer's `ds` is gone
    whole = copy(value)
    whole.file_meta = meta
    whole.save_as(file, enforce_file_format=True)
    return np.frombuffer(file.getvalue(), np.uint8)


def _table(value: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - whatever an author returns
    if isinstance(value, Mapping):
        value = [value]
    elif not isinstance(value, list | tuple):
        value = [{"value": value}]
    return [{str(name): _cell(each) for name, each in row.items()} for row in value]


def _cell(value: Any) -> Any:  # noqa: ANN401 - what JSON can carry
    """Return a value as JSON carries it: a number that is none becomes text."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value if isinstance(value, bool | int | float | str) or value is None else str(value)


def _plot(value: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever an author returns
    if not isinstance(value, Mapping) or not {"x", "y"} <= {*value}:
        raise OutputError("a plot is a dictionary with x and y")
    plot: dict[str, Any] = {str(name): _cell(each) for name, each in value.items()}
    plot["x"] = _numbers(value["x"], "x")
    lines = value["y"]
    if isinstance(lines, Mapping):
        plot["y"] = {str(name): _numbers(each, str(name)) for name, each in lines.items()}
    else:
        plot["y"] = _numbers(lines, "y")
    several = plot["y"].values() if isinstance(plot["y"], dict) else [plot["y"]]
    if any(len(each) != len(plot["x"]) for each in several):
        raise OutputError("a plot has as many values in y as in x")
    return plot


def _numbers(value: object, name: str) -> list[float | None]:
    try:
        numbers = np.asarray(value, np.float64)
    except (TypeError, ValueError) as error:
        raise OutputError(f"{name} of a plot is no sequence of numbers") from error
    if numbers.ndim != 1:
        raise OutputError(f"{name} of a plot has {numbers.ndim} dimensions instead of one")
    return [each if math.isfinite(each) else None for each in numbers.tolist()]


def _contours(value: Any) -> list[list[list[float]]]:  # noqa: ANN401 - whatever an author returns
    contours = [np.asarray(each, np.float64) for each in value]
    if any(each.shape[1:] != (2,) or not np.isfinite(each).all() for each in contours):
        raise OutputError("each contour is an array of points (n, 2)")
    return [each.tolist() for each in contours]


_VALUES: Mapping[str, Callable[[Any], Any]] = {
    "table": _table,
    "plot": _plot,
    "text": str,
    "contours": _contours,
}
