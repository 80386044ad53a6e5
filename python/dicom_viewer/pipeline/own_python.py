"""The functions that JavaScript calls in the Python that is a pipeline's own: JSON in and out.

A reply has what was printed as `log`, and either its value or an `error`: the `text` that tells of
it, and whether Python `isSpent` by it, as after an array that took all memory.
"""

import json
import random
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Protocol

import numpy as np

from dicom_viewer.pipeline.author_file import AuthorFile
from dicom_viewer.pipeline.given import given_inputs
from dicom_viewer.pipeline.outputs import Result
from dicom_viewer.pipeline.run import Run


@dataclass
class _State:
    """What this Python works on: one author's file, and one run of it."""

    file: AuthorFile | None = None
    run: Run | None = None


_state = _State()
_inputs: dict[str, Any] = {}


class JsBuffer(Protocol):
    """An ArrayBuffer of JavaScript's."""

    def assign_to(self, to: object, /) -> None:
        """Copy its bytes into an array."""

    def assign(self, rhs: object, /) -> None:
        """Overwrite its bytes."""


def begin() -> None:
    """Make what the start image holds this Python's own."""
    random.seed()


def requirements(source: str, name: str) -> str:
    """Return the `Requirements` of an author's file."""

    def value() -> dict[str, Any]:
        from dicom_viewer.pipeline.requirements import requirements_of  # noqa: PLC0415 - few need it

        return {"requirements": requirements_of(source)}

    return _replied(value, AuthorFile("", name, source.splitlines()))


def load(source: str, name: str) -> str:
    """Load an author's file; the value is the names of its functions."""
    _state.file = _state.run = None

    def value() -> dict[str, Any]:
        if "# /// script" in source:
            from dicom_viewer.pipeline.requirements import (  # noqa: PLC0415 - few need it
                check_versions,
            )

            check_versions(source)
        _state.file = AuthorFile(source, name)
        return {"functions": _state.file.names}

    return _replied(value, AuthorFile("", name, source.splitlines()))


def describe(function: str | None) -> str:
    """Return the `Signature` of a function, or of the first."""
    file = _loaded()
    return _replied(lambda: {"signature": file.function(function).signature}, file)


def put_array(name: str, dtype: str, shape: str) -> None:
    """Make room for an input, an array of a shape; `put_part` fills it."""
    _inputs[name] = np.empty(json.loads(shape), np.dtype(dtype))


def put_part(name: str, index: int | None, buffer: JsBuffer) -> None:
    """Fill an array of `put_array`, or one of its slices; authors can't change it."""
    array: np.ndarray[Any, Any] = _inputs[name]
    array.flags.writeable = True
    part = array if index is None else array[index]
    buffer.assign_to(part.reshape(-1).view(np.uint8))
    array.flags.writeable = False


def put_values(values: str) -> str:
    """Keep other inputs, and forget those of which none is named: JSON by name, arrays as null."""
    given: dict[str, Any] = json.loads(values)
    for name in [*_inputs]:
        if name not in given:
            del _inputs[name]
    _inputs.update(given_inputs(given))
    return ""


def start(function: str | None, values: str, image: str, volume: str) -> str:
    """Start a run of a function with the inputs that are there; `next_result` goes on."""
    _state.run = None
    file = _loaded()

    def value() -> dict[str, Any]:
        sizes = json.loads(image), json.loads(volume)
        _state.run = Run(file.function(function), _inputs, json.loads(values), *sizes)
        return {}

    return _replied(value, file)


def next_result(make_buffer: Callable[[int], JsBuffer]) -> str:
    """Run until the next result, whose arrays go into buffers that are made for them, in order."""
    run, file = _state.run, _loaded()
    if run is None:
        raise RuntimeError("no run was started")

    def value() -> dict[str, Any]:
        result = run.advance()
        return {"isDone": run.is_done, "result": _described(result, make_buffer)}

    return _replied(value, file, run)


def _described(
    result: Result | None, make_buffer: Callable[[int], JsBuffer]
) -> dict[str, Any] | None:
    if result is None:
        return None
    arrays = []
    for kind, array in result.arrays.items():
        make_buffer(array.nbytes).assign(array.reshape(-1).view(np.uint8))
        arrays.append({"kind": kind, "dtype": array.dtype.name, "shape": array.shape})
    return {"arrays": arrays, "values": result.values}


def _loaded() -> AuthorFile:
    if _state.file is None:
        raise RuntimeError("no file was loaded")
    return _state.file


def _replied(value: Callable[[], dict[str, Any]], file: AuthorFile, run: Run | None = None) -> str:
    """Return a reply: what a function returns, or whatever it raises, also what ends Python."""
    reply: dict[str, Any]
    try:
        reply = value()
    except BaseException as error:  # noqa: BLE001 - SystemExit of an author is an error too
        reply = {"error": {"text": file.explain(error), "isSpent": _is_spent(error)}}
    log = [] if run is None else run.printed
    return json.dumps({"log": log, **reply}, default=asdict, allow_nan=False)


def _is_spent(error: BaseException) -> bool:
    return isinstance(error, MemoryError | RecursionError)
