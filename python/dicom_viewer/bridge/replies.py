"""Turns what a function returns, raises and warns of into a reply: JSON text.

So no Python object and no exception reaches JavaScript. A reply has the `warnings`, and one of

- `value`: what the function returned,
- `error`: why it failed, with `code`, `message` and `metadata`,
- `pending`: true; a frame is being decoded elsewhere, and the function is to be called again after,
- `unfinished`: true; its turn is over, and the function is to be called again after others.
"""

import functools
import itertools
import warnings
from collections.abc import Callable, Iterable
from typing import Any, ParamSpec

from dicom_viewer.bridge.wire import to_json
from dicom_viewer.dataset.file_bytes import FileUnreadable
from dicom_viewer.errors import ErrorCode, ViewerError, ViewerWarning, WarningCode
from dicom_viewer.transfer_syntax.codecs import FramePending

P = ParamSpec("P")

_TOO_BIG = ("array is too big", "Maximum allowed dimension exceeded")

_MAX_WARNINGS = 100
"""How many warnings a reply has at most: nobody reads more."""

_UNREADABLE = "The file can't be read any more: was it moved, deleted or changed?"


class Unfinished(BaseException):
    """A function has worked for its turn and isn't finished: it is to be called again.

    It is no `Exception`, so that nothing in between takes it for a failure.
    """


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
        return _error(ErrorCode.NETWORK, _UNREADABLE)
    except ViewerError as error:
        return _error(error.code, error.message, error.metadata)
    except Exception as error:  # noqa: BLE001 - the edge: a bug must reach the page as an error too
        return _unexpected(error)


def _unexpected(error: Exception) -> dict[str, Any]:
    """Describe an error that wasn't raised on purpose."""
    # NumPy's error for more bytes than 32 bits count is no MemoryError
    if isinstance(error, MemoryError) or str(error).startswith(_TOO_BIG):
        return _error(ErrorCode.MEMORY, "The file needs more memory than Python can have here.")
    if isinstance(error, RecursionError):
        return _error(ErrorCode.DECODE, "The file's sequences are nested too deeply.")
    return _error(ErrorCode.INTERNAL, f"{type(error).__name__}: {error}")


def _error(code: ErrorCode, message: str, metadata: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"error": {"code": code, "message": message, "metadata": metadata}}


def _warnings(caught: Iterable[warnings.WarningMessage]) -> list[dict[str, str]]:
    """Describe warnings, each once: a damaged file may give rise to one for each of its bytes."""
    different = {str(entry.message): entry.message for entry in caught}
    return [_warning(message) for message in itertools.islice(different.values(), _MAX_WARNINGS)]


def _warning(message: Warning | str) -> dict[str, str]:
    """Describe a warning: ours, else pydicom's of elements' values or NumPy's of the pixels'."""
    if isinstance(message, ViewerWarning):
        code = message.code
    else:
        code = WarningCode.METADATA if isinstance(message, UserWarning) else WarningCode.PIXELS
    return {"code": code, "message": str(message)}
