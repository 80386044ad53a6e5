"""Files as one study, with what is wrong with some of them."""

from collections.abc import Callable, Sequence

from dicom_viewer.dataset.file_bytes import FileBytes, ReadAtOnce
from dicom_viewer.errors import ErrorCode, Message, Parameter, ViewerError, message
from dicom_viewer.study.study import Study

READ_AT_ONCE = 1 << 20
"""How many bytes a file has at most that is read at once: a slice of a series."""

_MOST_REASONS = 5
"""How many of many reasons a message has: nobody reads more."""


NamedFile = tuple[str, Callable[[], FileBytes]]
"""A file's name, and what opens it; that may raise OSError."""


def read_study(files: Sequence[NamedFile]) -> tuple[Study, Message | None]:
    """Read files; return the study, and what says which of them aren't shown.

    Raises
    ------
    ViewerError
        If no file has an image.
    """
    study = Study()
    failures: list[tuple[str, ViewerError]] = []
    count = 0
    for index, file in enumerate(files):
        try:
            count += _add(study, index, file)
        except ViewerError as error:
            failures.append((file[0], error))
    if not count:
        raise _nothing_to_show(failures, is_empty=not files)
    if not failures:
        return study, None
    why = _reasons(failures)
    return study, message("files-not-shown", left=len(failures), count=len(files), why=why)


def _add(study: Study, index: int, named: NamedFile) -> bool:
    """Add a file; return whether it has an image: a DICOMDIR has none."""
    name, open_file = named
    try:
        file = open_file()
    except OSError as error:
        raise ViewerError(ErrorCode.NETWORK, "file-unopened", name=name) from error
    is_small = not file.in_memory and file.size <= READ_AT_ONCE
    return study.add(index, ReadAtOnce(file) if is_small else file) is None


def _nothing_to_show(failures: list[tuple[str, ViewerError]], *, is_empty: bool) -> ViewerError:
    errors = [error for _, error in failures]
    if is_empty:
        return ViewerError(ErrorCode.NOT_DICOM, "no-file")
    if not errors:
        return ViewerError(ErrorCode.NO_IMAGE, "dicomdir-alone")
    if len(errors) == 1:
        return errors[0]
    other = (error for error in errors if error.code is not ErrorCode.NOT_DICOM)
    worst = next(other, errors[0])
    return ViewerError(worst.code, "none-shown", count=len(errors), why=_reasons(failures))


def _reasons(failures: list[tuple[str, ViewerError]]) -> list[Parameter]:
    reasons: list[Parameter] = [
        message("file-not-shown", name=name, why=error.message) for name, error in failures
    ]
    left = len(reasons) - _MOST_REASONS
    if left > 0:
        return [*reasons[:_MOST_REASONS], message("more-files", count=left)]
    return reasons
