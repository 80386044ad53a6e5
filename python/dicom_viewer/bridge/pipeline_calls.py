"""The calls by which a page takes images to a pipeline, and what that made of them back.

The package makes replies of what they return.
"""

import json
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.bridge import calls
from dicom_viewer.bridge.javascript import JsBuffer, MakeBuffer, write_buffer
from dicom_viewer.bridge.wire import from_json, list_from_json
from dicom_viewer.pipeline import inputs
from dicom_viewer.pipeline.processed import processed
from dicom_viewer.rendering.mark import Mark
from dicom_viewer.rendering.pipeline_inputs import PipelineInputs
from dicom_viewer.rendering.view import View
from dicom_viewer.study.study import Study
from dicom_viewer.transfer_syntax.codecs import FramePending
from dicom_viewer.turns import Unfinished, turn


def pipeline_inputs(
    study_number: int, view: str, names: str, marks: str, make_buffer: MakeBuffer
) -> PipelineInputs:
    """Return what a pipeline takes of a view; for a turn at a time, read the volume.

    Parameters
    ----------
    study_number : int
        The study.
    view : str
        A `View` in JSON.
    names : str
        The parameters of the pipeline that are inputs, an array in JSON.
    marks : str
        The `Mark`s on the image, an array in JSON.
    make_buffer : MakeBuffer
        Makes a buffer for each of the arrays.
    """
    asked, wanted = from_json(View, view), json.loads(names)
    study = calls.studies[study_number]
    series = study.choose(asked.series)
    with turn(calls.TURN_SECONDS):
        calls.prepare(series, _of_volume(asked) if "volume" in wanted else asked)
        place, stack = _place(study, asked, wanted)
        drawn = list_from_json(Mark, marks)
        made = inputs.pipeline_inputs(
            series, asked, wanted, drawn, lambda array: write_buffer(_bytes_of(array), make_buffer)
        )
        return replace(made, place=place, stack=stack)


def volume_slices(study_number: int, view: str, first: int, make_buffer: MakeBuffer) -> int:
    """Write modality values of the volume's slices from one on, for a turn; return the next.

    Parameters
    ----------
    study_number : int
        The study, whose volume is prepared.
    view : str
        A `View` in JSON.
    first : int
        The first slice, from 0.
    make_buffer : MakeBuffer
        Makes a buffer for each slice, float32 (rows, columns).
    """
    asked = from_json(View, view)
    series = calls.chosen_series(study_number, asked)
    with turn(calls.TURN_SECONDS):
        calls.prepare(series, _of_volume(asked))
    volume = series.volume
    end = time.monotonic() + calls.TURN_SECONDS
    while volume is not None and first < len(volume.slices) and time.monotonic() < end:
        write_buffer(_bytes_of(inputs.volume_slice(volume, first)), make_buffer)
        first += 1
    return first


def image_parts(study_number: int, name: str, place: str, make_buffer: MakeBuffer) -> int:
    """Write an input of each image at a place, in their order, for a turn; return of how many.

    Parameters
    ----------
    study_number : int
        The study.
    name : str
        `images` for modality values, float32 (rows, columns), or `datasets` for DICOM JSON, UTF-8.
    place : str
        The images whose input is still missing, see `PipelineInputs.place`, in JSON.
    make_buffer : MakeBuffer
        Makes a buffer for each image.
    """
    study = calls.studies[study_number]
    count = 0
    end = time.monotonic() + calls.TURN_SECONDS
    with turn(calls.TURN_SECONDS):
        for image in json.loads(place):
            try:
                part = _part_of(study, name, image)
            except (FramePending, Unfinished):
                if count == 0:
                    raise
                break
            write_buffer(part, make_buffer)
            count += 1
            if time.monotonic() > end:
                break
    return count


def keep_processed(  # noqa: PLR0913, PLR0917 - JavaScript passes arguments by position
    study_number: int, view: str, number: int, dtype: str, shape: str, buffer: JsBuffer
) -> None:
    """Keep what a pipeline made of a view, under a number that `View.processed` names.

    Parameters
    ----------
    study_number : int
        The study.
    view : str
        A `View` in JSON.
    number : int
        A number of the page's own.
    dtype : str
        The type of its elements.
    shape : str
        Its shape in JSON.
    buffer : JsBuffer
        Its bytes.
    """
    asked = from_json(View, view)
    series = calls.chosen_series(study_number, asked)
    array = np.frombuffer(buffer.to_bytes(), np.dtype(dtype)).reshape(json.loads(shape))
    series.keep(number, processed(series, replace(asked, processed=None), array))


def forget_processed(study_number: int, number: int) -> None:
    """Let go of what a pipeline made; what has gone already is no error."""
    for series in calls.all_series(study_number):
        series.forget(number)


def _place(
    study: Study, view: View, names: Sequence[str]
) -> tuple[Sequence[tuple[int, int]] | None, Sequence[int] | None]:
    """Return the images at the place of the shown one and their size, as far as they are inputs."""
    if not {"images", "datasets"} & {*names}:
        return None, None
    from dicom_viewer.pipeline import images  # noqa: PLC0415 - few need it

    place = images.images_of_place(study, view)
    return place, images.stack_size(study, place) if place and "images" in names else None


def _part_of(study: Study, name: str, image: tuple[int, int]) -> NDArray[np.uint8]:
    from dicom_viewer.pipeline import images  # noqa: PLC0415 - few need it

    if name == "datasets":
        return np.frombuffer(images.image_dataset(study, image).encode(), np.uint8)
    return _bytes_of(images.image_values(study, image))


def _of_volume(view: View) -> View:
    """Return a view that needs the volume."""
    return replace(view, plane=view.plane or "axial")


def _bytes_of(array: NDArray[Any]) -> NDArray[np.uint8]:
    return np.ascontiguousarray(array).reshape(-1).view(np.uint8)
