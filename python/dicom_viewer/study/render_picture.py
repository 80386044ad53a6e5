"""Renders a view of a study: its images, what lies above them, and its metadata."""

import time
from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.lut.voi_lut import VoiFunction
from dicom_viewer.rendering.frame import Frame
from dicom_viewer.rendering.picture import Picture
from dicom_viewer.rendering.view import View
from dicom_viewer.study.study import Study


def render_picture(
    study: Study,
    view: View,
    *,
    known_metadata_key: str | None,
    with_layer: bool,
    write: Callable[[NDArray[np.uint8] | bytes], None],
) -> Picture:
    """Render a view whose volume, if it needs one, is prepared.

    Parameters
    ----------
    study : Study
        The study.
    view : View
        What a page asks to see.
    known_metadata_key : str | None
        The key of the metadata that the page has; None if it has none.
    with_layer : bool
        Whether overlays and display shutter are wanted where there are any.
    write : Callable[[NDArray[np.uint8] | bytes], None]
        Called with the RGBA of each image, uint8 (rows, columns, 4), as soon as it is rendered, so
        that one at a time takes memory; then, if it is wanted and there is one, with the layer's;
        last, unless the page has them, with the metadata, `Series.metadata_text` in UTF-8.

    Raises
    ------
    ViewerError
        `decode` if a frame can't be decoded, `memory` if planes would be too large.
    """
    series = study.choose(view.series)
    start = time.perf_counter()
    images = series.images(view)
    decode_seconds = time.perf_counter() - start
    # After decoding, so that a call that waits for its frame describes nothing in vain.
    key = study.metadata_key(view)
    metadata = None if key == known_metadata_key else series.metadata_text(view)
    start = time.perf_counter()
    for frame, _ in images:
        rendered = frame.render(view)
        write(rendered.rgba)
    render_seconds = time.perf_counter() - start
    has_layer = series.has_layer(view)
    if with_layer and has_layer:
        write(series.render_layer(view))
    if metadata is not None:
        write(metadata.encode())
    return Picture(
        images=[image for _, image in images],
        has_layer=has_layer,
        metadata_key=key,
        series=study.clamp(view.series),
        window_center=rendered.window_center,
        window_width=rendered.window_width,
        is_linear=rendered.window is None or rendered.window.function is VoiFunction.LINEAR,
        value_range=_value_range(frame for frame, _ in images),
        decode_ms=decode_seconds * 1000,
        render_ms=render_seconds * 1000,
    )


def _value_range(frames: Iterable[Frame]) -> tuple[float, float]:
    ranges = [frame.value_range for frame in frames]
    return min(low for low, _ in ranges), max(high for _, high in ranges)
