"""The command: from files to PNG, with what is off said in English."""

import json
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from dicom_viewer.bridge.replies import replies
from dicom_viewer.errors import Message
from dicom_viewer.hosts.command.arguments import Order, parse
from dicom_viewer.hosts.command.picture import Image, render
from dicom_viewer.hosts.disk_file import DiskFile, files_at
from dicom_viewer.hosts.native_codecs import register_native_codecs
from dicom_viewer.hosts.reading import read_study
from dicom_viewer.hosts.sentences import advice, sentence

_NO_PILLOW = 'PNG files are written by Pillow: pip install "dicom-viewer[png]".'


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what a command line asks for; return 0, or 1 if nothing can be shown or written."""
    order = parse(arguments)
    try:
        from dicom_viewer.hosts.command.png import write_images  # noqa: PLC0415 - it is optional
    except ImportError:
        return _failed(_NO_PILLOW)
    register_native_codecs()
    images: list[Image] = []
    reply = json.loads(replies(_render)(order, images))
    for warning in reply["warnings"]:
        _say(f"warning ({warning['code']}): {sentence(warning)}")
    if error := reply.get("error"):
        return _failed(f"{sentence(error)} {advice(error['code'])}".strip(), error["code"])
    if reply["value"]:
        _say(f"warning (files): {sentence(reply['value'])}")
    path = order.output or Path(f"{order.files[0].resolve().stem}.png")
    try:
        paths = write_images(images, path, may_replace=order.output is not None)
    except OSError as error:
        return _failed(f"{error.filename or path} can't be written: {error.strerror}.")
    for each in paths:
        sys.stdout.write(f"{each}\n")
    return 0


def _render(order: Order, images: list[Image]) -> Message | None:
    """Add what is to be written to the images; return which files aren't shown."""
    files = [found for path in order.files for found in files_at(path)]
    study, left_out = read_study([(name, partial(DiskFile, path)) for name, path in files])
    images.extend(render(study, order.view, with_layer=order.with_layer))
    return left_out


def _failed(text: str, code: Any = None) -> int:  # noqa: ANN401 - of JSON
    _say(f"error ({code}): {text}" if code else f"error: {text}")
    return 1


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
