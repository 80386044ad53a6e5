"""The closed lists of error and warning codes that a page can meet, and what carries them."""

import math
import warnings
from enum import StrEnum
from typing import Any, TypeAlias, TypedDict


class ErrorCode(StrEnum):
    """Why a source can't be shown. `src/errors.ts` adds the codes that arise outside Python."""

    NETWORK = "network"
    """The file can't be read any more, or a module of Python can't be fetched."""
    NOT_DICOM = "not-dicom"
    TRUNCATED = "truncated"
    NO_IMAGE = "no-image"
    TRANSFER_SYNTAX = "transfer-syntax"
    DECODE = "decode"
    MEMORY = "memory"
    INTERNAL = "internal"


class WarningCode(StrEnum):
    """What was off in a source that is shown all the same."""

    METADATA = "metadata"
    """An element's value breaks its value representation; it is ignored or shown raw."""
    PIXELS = "pixels"
    """The pixel data and their description disagree; the image is the best reading of both."""
    TRUNCATED = "truncated"
    """The file ends early; the frames that it holds whole are shown."""
    LAYERS = "layers"
    """A layer can't be shown, or not in the unit that it might have; the image is as it is."""
    VIEW = "view"
    """The page asked for a VOI or a colour map that doesn't exist; the default is shown."""


class Message(TypedDict):
    """Why something is so: a page says it in its reader's language (`src/languages`)."""

    reason: str
    """The key of a sentence."""
    parameters: dict[str, "Parameter"]
    """What stands in the sentence, by name."""


Parameter: TypeAlias = "float | str | Message | list[Parameter]"
"""What JSON can carry: numbers stay numbers, so that each language writes them in its own way.

A text that isn't this package's, such as that of pydicom's exceptions, is named `detail`; another
sentence that explains the first is named `why`.
"""


def message(reason: str, /, **parameters: Parameter) -> Message:
    """Return a reason with its parameters; JSON has no infinite numbers: they become text."""
    finite = {
        name: str(value) if isinstance(value, float) and not math.isfinite(value) else value
        for name, value in parameters.items()
    }
    return {"reason": reason, "parameters": finite}


class ViewerError(Exception):
    """A source, or a frame of it, that can't be shown.

    Attributes
    ----------
    code : ErrorCode
        What kind of error it is.
    message : Message
        Why the source can't be shown.
    metadata : dict[str, Any] | None
        The metadata of the data set, as `Instance.metadata`, if they could be read.
    """

    def __init__(self, code: ErrorCode, reason: str, /, **parameters: Parameter) -> None:
        super().__init__(code, reason, parameters)
        self.code = code
        self.message = message(reason, **parameters)
        self.metadata: dict[str, Any] | None = None

    def __str__(self) -> str:
        """Return code, reason and parameters, for whoever reads a traceback."""
        return f"{self.code}: {_plain(self.message)}"


class DataError(ValueError):
    """Some data that can't be used. Whether that is an error or a warning, the caller decides.

    Attributes
    ----------
    message : Message
        Why the data can't be used.
    """

    def __init__(self, reason: str, /, **parameters: Parameter) -> None:
        super().__init__(reason, parameters)
        self.message = message(reason, **parameters)

    def __str__(self) -> str:
        """Return reason and parameters, for whoever reads a traceback."""
        return _plain(self.message)


class ViewerWarning(UserWarning):
    """Something in a source is wrong, see `warn`.

    Attributes
    ----------
    code : WarningCode
        What kind of warning it is.
    message : Message
        What is wrong.
    """

    def __init__(self, code: WarningCode, message: Message) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        """Return code, reason and parameters, for whoever reads a log."""
        return f"{self.code}: {_plain(self.message)}"


def warn(reason: str, /, code: WarningCode = WarningCode.PIXELS, **parameters: Parameter) -> None:
    """Warn of something that is wrong in a source; the bridge collects it for the page."""
    warnings.warn(ViewerWarning(code, message(reason, **parameters)), stacklevel=2)


def detail_of(error: Exception | str) -> str:
    """Return the text of an exception that isn't this package's, without its full stop."""
    return str(error).rstrip(".")


def _plain(value: Parameter) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_plain(each) for each in value)}]"
    if not isinstance(value, dict):
        return str(value)
    parameters = [f"{name}={_plain(each)}" for name, each in value["parameters"].items()]
    return f"{value['reason']} ({', '.join(parameters)})" if parameters else value["reason"]
