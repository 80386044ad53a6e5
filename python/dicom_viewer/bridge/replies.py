"""Turns what a function returns, raises and warns of into a reply: JSON text.

So no Python object and no exception reaches JavaScript. A reply has the `warnings`, and one of

- `value`: what the function returned,
- `error`: why it failed, with `code`, `reason`, `parameters` and `metadata`,
- `pending`: true; a frame is being decoded elsewhere, and the function is to be called again after,
- `unfinished`: true; its turn is over, and the function is to be called again after others.
A warning has a `code`, a `reason` and `parameters`; the page makes sentences of reasons.
"""

import functools
import itertools
import warnings
from collections.abc import Callable, Iterable
from typing import Any, ParamSpec

from dicom_viewer.bridge.wire import to_json
from dicom_viewer.dataset.file_bytes import FileUnreadable
from dicom_viewer.errors import (
    ErrorCode,
    Message,
    ViewerError,
    ViewerWarning,
    WarningCode,
    detail_of,
    message,
)
from dicom_viewer.transfer_syntax.codecs import FramePending
from dicom_viewer.turns import Unfinished

P = ParamSpec("P")

_TOO_BIG = ("array is too big", "Maximum allowed dimension exceeded")

_MAX_WARNINGS = 100
"""How many warnings a reply has at most: nobody reads more."""


def replies(function: Callable[P, Any]) -> Callable[P, str]:
    """Make a function return a reply, see the module."""

    @functools.wraps(function)
    def replying(*args: P.args, **kwargs: P.kwargs) -> str:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            reply = _outcome(function, *args, **kwargs)
        reply["warnings"] = _warnings(caught)
        return to_json(reply)

    return replying


def _outcome(function: Callable[P, Any], *args: P.args, **kwargs: P.kwargs) -> dict[str, Any]:
    try:
        return {"value": function(*args, **kwargs)}
    except FramePending:
        return {"pending": True}
    except Unfinished:
        return {"unfinished": True}
    except FileUnreadable:
        return _error(ErrorCode.NETWORK, message("file-changed"))
    except ViewerError as error:
        return _error(error.code, error.message, error.metadata)
    except Exception as error:  # noqa: BLE001 - the edge: a bug must reach the page as an error too
        return _unexpected(error)


def _unexpected(error: Exception) -> dict[str, Any]:
    """Describe an error that wasn't raised on purpose."""
    # NumPy's error for more bytes than 32 bits count is no MemoryError
    if isinstance(error, MemoryError) or str(error).startswith(_TOO_BIG):
        return _error(ErrorCode.MEMORY, message("out-of-memory"))
    if isinstance(error, RecursionError):
        return _error(ErrorCode.DECODE, message("sequences-too-deep"))
    detail = f"{type(error).__name__}: {detail_of(error)}"
    return _error(ErrorCode.INTERNAL, message("unexpected", detail=detail))


def _error(code: ErrorCode, why: Message, metadata: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"error": {"code": code, **why, "metadata": metadata}}


def _warnings(caught: Iterable[warnings.WarningMessage]) -> list[dict[str, Any]]:
    """Describe warnings, each once: a damaged file may give rise to one for each of its bytes."""
    different = {str(entry.message): entry.message for entry in caught}
    return [_warning(warning) for warning in itertools.islice(different.values(), _MAX_WARNINGS)]


def _warning(warning: Warning | str) -> dict[str, Any]:
    """Describe a warning: ours, else pydicom's of elements' values or NumPy's of the pixels'."""
    if isinstance(warning, ViewerWarning):
        return {"code": warning.code, **warning.message}
    detail = detail_of(warning)
    if isinstance(warning, UserWarning):
        return {"code": WarningCode.METADATA, **message("element-value", detail=detail)}
    return {"code": WarningCode.PIXELS, **message("pixels-other", detail=detail)}
