"""What becomes of a command: a picture, a file of results, and lines for a terminal."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dicom_viewer.hosts.command.arguments import Order
from dicom_viewer.hosts.command.picture import Image
from dicom_viewer.hosts.command.pipeline import PipelineError
from dicom_viewer.pipeline.outputs import Result

_JSON, _DICOM = ".json", ".dcm"

_SEEN = ("pixels", "mask", "labels", "contours")


class WritingError(Exception):
    """Why a file can't be written."""


@dataclass
class Made:
    """What a command has made.

    Attributes
    ----------
    images : Sequence[Image]
        The images that are to be written as PNG.
    result : Result | None
        What the author's function came to; None without one.
    failure : PipelineError | None
        Why it failed, if it did.
    """

    images: Sequence[Image] = field(default_factory=list)
    result: Result | None = None
    failure: PipelineError | None = None


def wants_picture(order: Order, result: Result) -> bool:
    """Return whether a picture is to be written: asked for by name, or else worth it."""
    if order.output is not None:
        return order.output.suffix.lower() not in (_JSON, _DICOM)
    is_text = result.values or "dataset" in result.arrays
    return not is_text or any(kind in {**result.arrays, **result.values} for kind in _SEEN)


def write(order: Order, made: Made) -> list[Path]:
    """Write what was made; return the files.

    Raises
    ------
    WritingError
        If a file can't be written, or there is nothing that it could hold.
    """
    result = made.result
    suffix = order.output.suffix.lower() if order.output is not None else ""
    path = order.output or Path(f"{order.files[0].resolve().stem}.png")
    try:
        if result is not None and order.output is not None and suffix in (_JSON, _DICOM):
            path.write_bytes(_content(result, suffix))
            return [path]
        if result is not None and not wants_picture(order, result):
            if "dataset" in result.arrays:
                raise WritingError("The result is a data set: name a file for it, -o out.dcm.")
            return []
        return _pictures(made.images, path, may_replace=order.output is not None)
    except OSError as error:
        where = error.filename or path
        raise WritingError(f"{where} can't be written: {error.strerror}.") from error


def _content(result: Result, suffix: str) -> bytes:
    if suffix == _JSON:
        return json.dumps(result.values, indent=2).encode() + b"\n"
    if "dataset" not in result.arrays:
        raise WritingError("The result has no data set that could be written to a DICOM file.")
    return result.arrays["dataset"].tobytes()


def _pictures(images: Sequence[Image], path: Path, *, may_replace: bool) -> list[Path]:
    try:
        from dicom_viewer.hosts.command.png import write_images  # noqa: PLC0415 - it is optional
    except ImportError as error:
        reason = 'PNG files are written by Pillow: pip install "dicom-viewer[png]".'
        raise WritingError(reason) from error
    return write_images(images, path, may_replace=may_replace)
