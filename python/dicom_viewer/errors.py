"""The closed lists of error and warning codes that a page can meet, and what carries them."""

import warnings
from enum import StrEnum
from typing import Any


class ErrorCode(StrEnum):
    """Why a source can't be shown. `src/errors.ts` adds the codes that arise outside Python."""

    NETWORK = "network"
    """The file can't be read any more: it was moved, deleted or changed."""
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
    VIEW = "view"
    """The page asked for a VOI or a colour map that doesn't exist; the default is shown."""


class ViewerError(Exception):
    """A source, or a frame of it, that can't be shown.

    Attributes
    ----------
    code : ErrorCode
        Why.
    message : str
        A sentence that says why.
    metadata : dict[str, Any] | None
        What the data set says all the same, as `Instance.metadata`, if it could be read.
    """

    def __init__(self, code: ErrorCode, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.metadata: dict[str, Any] | None = None


class ViewerWarning(UserWarning):
    """Something in a source is off, see `warn`."""

    def __init__(self, code: WarningCode, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def warn(message: str, code: WarningCode = WarningCode.PIXELS) -> None:
    """Tell of something in a source that is off; the bridge collects it for the page."""
    warnings.warn(ViewerWarning(code, message), stacklevel=2)
