"""Files and folders on disk as one study."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from dicom_viewer.dataset.file_bytes import ReadAtOnce
from dicom_viewer.errors import ErrorCode, Message, Parameter, ViewerError, message
from dicom_viewer.hosts.disk_file import DiskFile
from dicom_viewer.study.study import Study

READ_AT_ONCE = 1 << 20
"""How many bytes a file has at most that is read at once: a slice of a series."""

_MOST_REASONS = 5
"""How many of many reasons a message has: nobody reads more."""


def study_of(paths: Iterable[Path]) -> tuple[Study, Message | None]:
    """Read files, and those of folders; return the study, and what says which aren't shown.

    Raises
    ------
    ViewerError
        If no file has an image.
    """
    study = Study()
    files = [*_files_of(paths)]
    failures: list[tuple[str, ViewerError]] = []
    count = 0
    for index, path in enumerate(files):
        try:
            count += _add(study, index, path)
        except ViewerError as error:
            failures.append((path.name, error))
    if not count:
        raise _nothing_to_show(failures, is_empty=not files)
    if not failures:
        return study, None
    why = _reasons(failures)
    return study, message("files-not-shown", left=len(failures), count=len(files), why=why)


def _files_of(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from (each for each in sorted(path.rglob("*")) if each.is_file())
        else:
            yield path


def _add(study: Study, index: int, path: Path) -> bool:
    """Add a file; return whether it has an image: a DICOMDIR has none."""
    try:
        file = DiskFile(path)
    except OSError as error:
        raise ViewerError(ErrorCode.NETWORK, "file-unopened", name=str(path)) from error
    return study.add(index, ReadAtOnce(file) if file.size <= READ_AT_ONCE else file) is None


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
