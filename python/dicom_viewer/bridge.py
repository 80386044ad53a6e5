"""What JavaScript calls: studies by number, JSON in and out, pixels through a buffer.

Every function returns JSON text, so that no Python object and no exception crosses the boundary:
`{"value": …, "warnings": […]}`, or instead of the value `"error"`, or `"pending": true` if the
function waits for a frame to be decoded and is to be called again. A warning has a `code`, a
`reason` and `parameters`, an error `metadata` as well; the page makes sentences of them.
"""

import functools
import itertools
import json
import math
import time
import warnings
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, ParamSpec, Protocol

import numpy as np
from numpy.typing import NDArray
from pydicom.pixels.decoders.base import DecodeRunner

from dicom_viewer.colour import colour_management
from dicom_viewer.dataset.file_bytes import FileUnreadable
from dicom_viewer.errors import (
    DataError,
    ErrorCode,
    Message,
    ViewerError,
    ViewerWarning,
    WarningCode,
    detail_of,
    message,
)
from dicom_viewer.lut.voi_lut import VoiFunction
from dicom_viewer.pixels.frame_cache import FrameCache
from dicom_viewer.rendering.view import Picture, View
from dicom_viewer.study.study import Study
from dicom_viewer.transfer_syntax import codecs

P = ParamSpec("P")

_TOO_BIG = ("array is too big", "Maximum allowed dimension exceeded")

_MAX_WARNINGS = 100
"""How many warnings a reply brings: nobody reads more."""

_WHILE = 0.05
"""For how many seconds slices are read until others have their turn."""

_MOMENT = 0.008
"""For how many seconds frames are read ahead at a time: whoever asks meanwhile waits as long."""

_studies: dict[int, Study] = {}
_frames = FrameCache()
_lent: dict[str, "JsRead"] = {}


class JsBuffer(Protocol):
    """The part of Pyodide's `JsBuffer` that is used: an ArrayBuffer on the JavaScript side."""

    def to_bytes(self) -> bytes:
        """Copy the buffer into Python."""

    def assign(self, rhs: object, /) -> None:
        """Overwrite the buffer with an object that supports the buffer protocol."""


class JsFrame(Protocol):
    """A `DecodedFrame` of JavaScript's codecs, or as `error` a `Message` in JSON."""

    error: str | None
    samples: JsBuffer
    columns: int
    rows: int
    components: int
    isPlanar: bool  # noqa: N815 - JavaScript's name
    isRgb: bool  # noqa: N815 - JavaScript's name


JsRoom = Callable[[int], JsBuffer | None]
"""Makes room for a number of bytes; None if there is none."""

JsDecode = Callable[[str, bytes, int, int, int, int], JsFrame | None]
"""Of the codec's name, the encoded frame, rows, columns, components and *Bits Allocated*.

None stands for a frame that is being decoded elsewhere."""


JsRead = Callable[[int, int, int, int], JsBuffer | None]
"""Of a study, the index of its file, and where the bytes start and stop.

None stands for bytes that can't be had."""


class _LentFile:
    """A file whose bytes JavaScript keeps until its study is closed.

    No reference to them is held here, so that JavaScript alone says when they go.
    """

    def __init__(self, study: int, index: int, size: int, *, in_memory: bool) -> None:
        self._name = study, index
        self.size = size
        self.in_memory = in_memory

    def read(self, start: int, stop: int) -> bytes:
        """Copy some of its bytes into Python."""
        piece = _lent["read"](*self._name, start, stop)
        if piece is None:
            raise FileUnreadable
        return piece.to_bytes()


def _replies(function: Callable[P, Any]) -> Callable[P, str]:
    """Turn what a function returns or raises, and what it warns of, into a reply."""

    @functools.wraps(function)
    def replying(*args: P.args, **kwargs: P.kwargs) -> str:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            reply = _outcome(function, *args, **kwargs)
        reply["warnings"] = _warnings(caught)
        return json.dumps(reply, allow_nan=False)

    return replying


@_replies
def add_file(number: int, index: int, size: int, place: str) -> list[str] | None:
    """Open a source's file of an index for a study, which begins with its first.

    JavaScript lends the file, of so many bytes; its place is `memory` or `disk`. Returns what a
    DICOMDIR refers to, else None.
    """
    study = _studies.get(number) or Study(_frames)
    file_ids = study.add(index, _LentFile(number, index, size, in_memory=place == "memory"))
    _studies[number] = study
    return file_ids


@_replies
def outline(number: int) -> dict[str, Any]:
    """Arrange what was added to a study so far, and return what a page lists of it.

    That are its `series`, of each the `title` and `frameCount`, and its `duplicateCount`.
    """
    study = _studies[number]
    study.arrange()
    series = [{"title": each.title, "frameCount": each.frame_count} for each in study.series]
    return {"series": series, "duplicateCount": study.duplicate_count}


def lend_files(read: JsRead) -> None:
    """Take what reads the files that JavaScript lends; the function is kept."""
    _lent["read"] = read


def lend_codecs(decode: JsDecode) -> None:
    """Make the transfer syntaxes decodable whose codecs JavaScript has; the function is kept.

    Among them is the colour transform for ICC profiles.
    """
    codecs.lend(functools.partial(_call_codec, decode))
    colour_management.lend(functools.partial(_call_colour_transform, decode))


@_replies
def prepare(number: int, view: str) -> int:
    """Read slices of the volume that a view needs, for a while; return how many are missing."""
    study, wish = _wish(number, view)
    return study.choose(wish.series).prepare(wish, _WHILE)


@_replies
def render(number: int, view: str, room: JsRoom) -> dict[str, Any]:
    """Render a view, given as JSON with the fields of `View`, into room that is made for its RGBA.

    Returns what is shown: the `images`, of each what `Picture` has; of which `series`;
    `windowCenter`, `windowWidth`, `isLinear` and `valueRange`; `hasLayer`, whether anything may lie
    above it; `subject`, which tells its metadata from others'; and how long decoding and rendering
    took, `decodeMs` and `renderMs`.
    """
    study, wish = _wish(number, view)
    series = study.choose(wish.series)
    start = time.perf_counter()
    pictures = series.pictures(wish)
    decoded = time.perf_counter()
    for picture in pictures:
        rendering = picture.frame.render(replace(wish, frame=picture.index))
        _hand_over(rendering.rgba, room)
    ranges = [picture.frame.value_range for picture in pictures]
    return {
        "images": [_described(picture) for picture in pictures],
        "series": study.clamp(wish.series),
        "hasLayer": series.has_layer(wish),
        "subject": study.subject(wish),
        "windowCenter": rendering.window_center,
        "windowWidth": rendering.window_width,
        "isLinear": rendering.window is None or rendering.window.function is VoiFunction.LINEAR,
        "valueRange": (min(low for low, _ in ranges), max(high for _, high in ranges)),
        "decodeMs": (decoded - start) * 1000,
        "renderMs": (time.perf_counter() - decoded) * 1000,
    }


@_replies
def render_layer(number: int, view: str, room: JsRoom) -> None:
    """Render what lies above the frame of a view, its shutter and overlays, as `render` does."""
    study, wish = _wish(number, view)
    _hand_over(study.choose(wish.series).render_layer(wish), room)


@_replies
def describe(number: int, view: str) -> dict[str, Any]:
    """Return the metadata of what is seen in a view."""
    study, wish = _wish(number, view)
    return study.choose(wish.series).metadata(wish)


@_replies
def pixel_at(number: int, view: str, x: int, y: int, image: int) -> float | tuple[int, ...] | None:
    """Return the modality value or RGB of a pixel of an image; None outside or if not a number."""
    study, wish = _wish(number, view)
    value = study.choose(wish.series).pixel_at(wish, x, y, image)
    return None if isinstance(value, float) and not math.isfinite(value) else value


@_replies
def close_study(number: int) -> None:
    """Forget a study; closing one twice is no error."""
    if (study := _studies.pop(number, None)) is not None:
        study.drop_frames()


@_replies
def drop_caches() -> None:
    """Let go of what is kept only so that it needn't be made again."""
    for study in _studies.values():
        study.drop_frames()


@_replies
def frames_ahead(number: int) -> list[int]:
    """Return which frames of a study's shown series are likely to be asked for next."""
    return _studies[number].frames_ahead() if number in _studies else []


@_replies
def decode_ahead(number: int, frame: int) -> bool:
    """Decode one of the `frames_ahead`; return whether it is kept."""
    return number in _studies and _studies[number].decode_ahead(frame)


@_replies
def read_ahead(number: int) -> bool:
    """Read frames of a study's shown series ahead, for a moment; return whether there are more."""
    return number in _studies and _studies[number].read_ahead(_MOMENT)


@_replies
def study_count() -> int:
    """Return how many studies are kept."""
    return len(_studies)


def _wish(number: int, view: str) -> tuple[Study, View]:
    return _studies[number], View(**json.loads(view))


def _described(picture: Picture) -> dict[str, Any]:
    return {
        "rows": picture.rows,
        "columns": picture.columns,
        "pixelAspectRatio": picture.pixel_aspect_ratio,
        "frame": picture.index,
        "frameCount": picture.frame_count,
        "edges": picture.edges,
        "plane": picture.plane,
        "grid": picture.grid,
        "crosshair": picture.crosshair,
    }


def _hand_over(rgba: NDArray[np.uint8], room: JsRoom) -> None:
    buffer = room(rgba.nbytes)
    if buffer is None:
        raise MemoryError
    buffer.assign(rgba)


def _call_codec(
    decode: JsDecode, name: str, encoded: bytes, runner: DecodeRunner
) -> codecs.CodecFrame:
    samples, bits = runner.samples_per_pixel, runner.bits_allocated
    frame = _decoded(decode(name, encoded, runner.rows, runner.columns, samples, bits))
    return codecs.CodecFrame(
        samples=frame.samples.to_bytes(),
        columns=frame.columns,
        rows=frame.rows,
        components=frame.components,
        is_planar=frame.isPlanar,
        is_rgb=frame.isRgb,
    )


def _call_colour_transform(decode: JsDecode, profile: bytes, rgb: bytes) -> bytes:
    pixels = len(rgb) // 3
    frame = _decoded(decode(colour_management.NAME, rgb + profile, 1, pixels, 3, 8))
    return frame.samples.to_bytes()


def _decoded(frame: JsFrame | None) -> JsFrame:
    if frame is None:
        raise codecs.FramePending
    if frame.error:
        failure: Message = json.loads(frame.error)
        raise DataError(failure["reason"], **failure["parameters"])
    return frame


def _outcome(function: Callable[P, Any], *args: P.args, **kwargs: P.kwargs) -> dict[str, Any]:
    try:
        return {"value": function(*args, **kwargs)}
    except codecs.FramePending:
        return {"pending": True}
    except FileUnreadable:
        return _error(ErrorCode.NETWORK, message("file-changed"))
    except ViewerError as error:
        return _error(error.code, error.message, error.metadata)
    except Exception as error:  # noqa: BLE001 - the edge: a bug must reach the page as an error too
        return _unexpected(error)


def _unexpected(error: Exception) -> dict[str, Any]:
    """Describe what wasn't raised on purpose."""
    # NumPy's word for more bytes than 32 bits count is no MemoryError
    if isinstance(error, MemoryError) or str(error).startswith(_TOO_BIG):
        return _error(ErrorCode.MEMORY, message("out-of-memory"))
    if isinstance(error, RecursionError):
        return _error(ErrorCode.DECODE, message("sequences-too-deep"))
    detail = f"{type(error).__name__}: {detail_of(error)}"
    return _error(ErrorCode.INTERNAL, message("unexpected", detail=detail))


def _error(code: ErrorCode, why: Message, metadata: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"error": {"code": code, **why, "metadata": metadata}}


def _warnings(caught: Iterable[warnings.WarningMessage]) -> list[dict[str, Any]]:
    """Describe warnings, each once: a damaged file may give rise to one for each of its bytes."""
    different = {str(entry.message): entry.message for entry in caught}
    return [_warning(warning) for warning in itertools.islice(different.values(), _MAX_WARNINGS)]


def _warning(warning: Warning | str) -> dict[str, Any]:
    """Describe a warning: ours, else pydicom's of elements' values or NumPy's of the pixels'."""
    if isinstance(warning, ViewerWarning):
        return {"code": warning.code, **warning.message}
    detail = detail_of(warning)
    if isinstance(warning, UserWarning):
        return {"code": WarningCode.METADATA, **message("element-value", detail=detail)}
    return {"code": WarningCode.PIXELS, **message("pixels-other", detail=detail)}
