"""The command: from files to PNG, with what is off said in English."""

import json
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from dicom_viewer.bridge.replies import replies
from dicom_viewer.errors import Message
from dicom_viewer.hosts.command.arguments import STANDARD_OUTPUT, Order, parse
from dicom_viewer.hosts.command.picture import render
from dicom_viewer.hosts.command.pipeline import Pipeline, PipelineError
from dicom_viewer.hosts.command.results import painted, shown_view, texts
from dicom_viewer.hosts.command.writing import Made, WritingError, wants_picture, write
from dicom_viewer.hosts.disk_file import DiskFile, files_at
from dicom_viewer.hosts.native_codecs import register_native_codecs
from dicom_viewer.hosts.reading import read_study
from dicom_viewer.hosts.sentences import advice, sentence
from dicom_viewer.study.study import Study


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what a command line asks for; return 0, or 1 if nothing can be shown or written."""
    order = parse(arguments)
    register_native_codecs()
    made = Made()
    try:
        pipeline = Pipeline(order.pipeline) if order.pipeline else None
        reply = json.loads(replies(_render)(order, pipeline, made))
        for warning in reply["warnings"]:
            _say(f"warning ({warning['code']}): {sentence(warning)}")
        if error := reply.get("error"):
            return _failed(f"{sentence(error)} {advice(error['code'])}".strip(), error["code"])
        if made.failure:
            raise made.failure
        if reply["value"]:
            _say(f"warning (files): {sentence(reply['value'])}")
        paths = write(order, made)
    except PipelineError as error:
        return _failed(str(error), "pipeline")
    except WritingError as error:
        return _failed(str(error))
    lines = [*texts(made.result.values), *map(str, paths)] if made.result else [*map(str, paths)]
    for line in lines:
        stream = sys.stderr if order.output == STANDARD_OUTPUT else sys.stdout
        stream.write(f"{line}\n")
    return 0


def _render(order: Order, pipeline: Pipeline | None, made: Made) -> Message | None:
    """Make what is to be written; return which files aren't shown."""
    study, left_out = _read(order.files)
    if pipeline is None or order.pipeline is None:
        made.images = render(study, order.view, with_layer=order.with_layer)
        return left_out
    series = study.choose(order.view.series)
    second, _ = _read(order.pipeline.second) if order.pipeline.second else (None, None)
    try:
        made.result = pipeline.run(study, order.view, second)
    except PipelineError as error:
        made.failure = error
        return left_out
    finally:
        for text in pipeline.printed:
            _say(text.rstrip("\n"))
    if wants_picture(order, made.result):
        view = shown_view(series, order.view, made.result)
        images = render(study, view, with_layer=order.with_layer)
        made.images = painted(images, series, view, made.result)
    return left_out


def _read(paths: Sequence[Path]) -> tuple[Study, Message | None]:
    files = [found for path in paths for found in files_at(path)]
    return read_study([(name, partial(DiskFile, path)) for name, path in files])


def _failed(text: str, code: Any = None) -> int:  # noqa: ANN401 - of JSON
    _say(f"error ({code}): {text}" if code else f"error: {text}")
    return 1


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
