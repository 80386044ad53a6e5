"""The calls about layers.

The package makes replies of what they return.
"""

import json

import numpy as np

from dicom_viewer.bridge import calls
from dicom_viewer.bridge.javascript import JsBuffer, MakeBuffer, write_buffer
from dicom_viewer.bridge.wire import from_json
from dicom_viewer.colour.colormaps import colormap
from dicom_viewer.layers import of_study
from dicom_viewer.layers.outline import LayerOutline, LayerPicture, SegmentPlace
from dicom_viewer.layers.volume_labels import volume_labels
from dicom_viewer.rendering.view import View
from dicom_viewer.turns import turn


def layers(study_number: int, view: str, source_number: int) -> list[LayerOutline]:
    """Return the layers of a source that may lie above a view.

    Parameters
    ----------
    study_number : int
        The study.
    view : str
        A `View` in JSON.
    source_number : int
        The study that the layers are of: the same, or another one.
    """
    with turn(calls.TURN_SECONDS):
        shown, source = calls.studies[study_number], calls.studies[source_number]
        return of_study.layer_outlines(shown, from_json(View, view), source)


def layer_picture(
    study_number: int, view: str, source_number: int, layer: str, make_buffer: MakeBuffer
) -> LayerPicture:
    """Return a layer as it lies on the images of a view; for a turn at a time, read its frames.

    Parameters
    ----------
    study_number : int
        The study.
    view : str
        A `View` in JSON.
    source_number : int
        The study that the layer is of.
    layer : str
        The `id` of its outline.
    make_buffer : MakeBuffer
        Makes a buffer for its pixels on each image.
    """
    study, asked = calls.studies[study_number], from_json(View, view)
    with turn(calls.TURN_SECONDS):
        calls.prepare(study.choose(asked.series), asked)
        shown = of_study.layer_of(calls.studies[source_number], layer, calls.TURN_SECONDS)
        return of_study.layer_picture(
            shown, study, asked, lambda content: write_buffer(content, make_buffer)
        )


def segment_place(
    study_number: int, view: str, source_number: int, layer: str, segment: int
) -> SegmentPlace | None:
    """Return where the middle of a segment is, see `of_study.segment_place`."""
    study, source = calls.studies[study_number], calls.studies[source_number]
    with turn(calls.TURN_SECONDS):
        return of_study.segment_place(study, from_json(View, view), source, layer, segment)


def keep_labels(  # noqa: PLR0913, PLR0917 - JavaScript passes arguments by position
    study_number: int, series: int, layer: str, dtype: str, shape: str, buffer: JsBuffer
) -> None:
    """Keep labels of a series' volume that a pipeline made, as a layer of the study.

    Parameters
    ----------
    study_number : int
        The study.
    series : int
        Which of its series, from 0; out of range is clamped.
    layer : str
        By what name `layer_picture` and `segment_place` find them.
    dtype : str
        The type of their elements.
    shape : str
        Their shape in JSON.
    buffer : JsBuffer
        Their bytes.
    """
    study = calls.studies[study_number]
    with turn(calls.TURN_SECONDS):
        array = np.frombuffer(buffer.to_bytes(), np.dtype(dtype)).reshape(json.loads(shape))
        study.kept[layer] = volume_labels(study.series[study.clamp(series)], array)


def forget_labels(study_number: int, layer: str) -> None:
    """Let go of labels; what has gone already is no error."""
    if study_number in calls.studies:
        calls.studies[study_number].kept.pop(layer, None)


def colormap_colors(name: str) -> list[int]:
    """Return the 256 colours of a colour map as pixels that are R, G, B, A in memory.

    Raises
    ------
    KeyError
        If there is none of that name.
    """
    colours: list[int] = colormap(name).tolist()
    return colours
