"""The calls about studies, which JavaScript names by numbers of its own.

A call that would take long works for a turn, raises `Unfinished`, and goes on when it is called
again with the same arguments: other calls have their turns between.
"""

import math
from collections.abc import Sequence

from dicom_viewer.bridge.javascript import MakeBuffer, OpenFile, write_buffer
from dicom_viewer.bridge.replies import replies
from dicom_viewer.bridge.wire import from_json
from dicom_viewer.dataset.file_bytes import FileBytes, MemoryBytes, ReadAtOnce
from dicom_viewer.pixels.frame_cache import FrameCache
from dicom_viewer.rendering.picture import Picture
from dicom_viewer.rendering.view import View
from dicom_viewer.study.outline import Outline, outline_of
from dicom_viewer.study.render_picture import render_picture
from dicom_viewer.study.series import Series
from dicom_viewer.study.study import Study
from dicom_viewer.turns import Unfinished, turn

TURN_SECONDS = 0.07
"""How long a call works until other calls have their turn: they are answered within 0.1 s."""

READ_AHEAD_SECONDS = 0.008
"""How long frames are read ahead at a time; another call waits for as long."""

READ_AT_ONCE = 1 << 20
"""How many bytes a file on disk has at most that is read at once: a slice of a series."""

studies: dict[int, Study] = {}
_frames = FrameCache()


@replies
def add_file(study_number: int, index: int, size: int, place: str) -> list[str] | None:
    """Open a file of a study's source; the study begins with its first file.

    Its bytes stay with JavaScript, see `OpenFile`, unless they are to be copied into the heap.
    Returns the file IDs to which a DICOMDIR refers, and None for any other file.

    Parameters
    ----------
    study_number : int
        The study.
    index : int
        Which file of the source it is, from 0.
    size : int
        Its length in bytes.
    place : str
        Where JavaScript keeps it: in `memory` or on `disk`; or `heap`, if it keeps it no longer.
    """
    study = studies.get(study_number) or Study(_frames)
    file: FileBytes
    file = kept = OpenFile(study_number, index, size, in_memory=place != "disk")
    if place == "heap":
        file = MemoryBytes(kept.read(0, size))
    elif place == "disk" and size <= min(READ_AT_ONCE, _frames.room):
        file = ReadAtOnce(kept)
    file_ids = study.add(index, file)
    studies[study_number] = study
    return file_ids


@replies
def outline(study_number: int) -> Outline:
    """Arrange the files that were added to a study so far, and return its outline."""
    with turn(TURN_SECONDS):
        return outline_of(studies[study_number])


@replies
def picture(
    study_number: int,
    view: str,
    known_metadata_key: str | None,
    with_layer: bool,  # noqa: FBT001 - JavaScript passes arguments by position
    make_buffer: MakeBuffer,
) -> Picture:
    """Render a view; for a turn at a time, read the slices of the volume and the metadata.

    Parameters
    ----------
    study_number : int
        The study.
    view : str
        A `View` in JSON.
    known_metadata_key : str | None
        The key of the metadata that the page has; None if it has none.
    with_layer : bool
        Whether overlays and display shutter are wanted where there are any.
    make_buffer : MakeBuffer
        Makes a buffer for the RGBA of each image, then for that of the layer, last for the metadata
        in JSON, UTF-8, unless their key is the known one.
    """
    study, asked = studies[study_number], from_json(View, view)
    with turn(TURN_SECONDS):
        prepare(study.choose(asked.series), asked)
        return render_picture(
            study,
            asked,
            known_metadata_key=known_metadata_key,
            with_layer=with_layer,
            write=lambda content: write_buffer(content, make_buffer),
        )


@replies
def pixel_at(
    study_number: int, view: str, x: int, y: int, image: int
) -> float | tuple[int, ...] | None:
    """Return the modality value or RGB of a pixel of a view; None outside or if not a number.

    Parameters
    ----------
    study_number : int
        The study.
    view : str
        A `View` in JSON.
    x, y : int
        Column and row, from 0.
    image : int
        Which of the view's images, from 0.
    """
    asked = from_json(View, view)
    series = chosen_series(study_number, asked)
    with turn(TURN_SECONDS):
        prepare(series, asked)
        value = series.pixel_at(asked, x, y, image)
    return None if isinstance(value, float) and not math.isfinite(value) else value


@replies
def shown_file(study_number: int, view: str, make_buffer: MakeBuffer) -> int:
    """Return the index of the file that a view's metadata are of.

    Parameters
    ----------
    study_number : int
        The study.
    view : str
        A `View` in JSON.
    make_buffer : MakeBuffer
        Makes a buffer for the file as it came, if its bytes are in the heap: JavaScript has others.
    """
    with turn(TURN_SECONDS):
        index, file = studies[study_number].file_of(from_json(View, view))
    if isinstance(file, MemoryBytes):
        write_buffer(file.read(0, file.size), make_buffer)
    return index


@replies
def close_study(study_number: int) -> None:
    """Forget a study; closing one twice is no error."""
    if (study := studies.pop(study_number, None)) is not None:
        study.drop_frames()


@replies
def drop_caches() -> None:
    """Free the memory of all that can be made again: decoded frames and volumes."""
    for study in studies.values():
        study.drop_frames()


@replies
def frames_ahead(study_number: int) -> list[int]:
    """Return which frames of a study's shown series are likely to be asked for next."""
    return studies[study_number].frames_ahead() if study_number in studies else []


@replies
def decode_ahead(study_number: int, frame: int) -> bool:
    """Decode one of the `frames_ahead`; return whether it is kept."""
    return study_number in studies and studies[study_number].decode_ahead(frame)


@replies
def read_ahead(study_number: int) -> bool:
    """Read frames of a study's shown series for a short time; return whether there are more."""
    return study_number in studies and studies[study_number].read_ahead(READ_AHEAD_SECONDS)


@replies
def study_count() -> int:
    """Return how many studies are open."""
    return len(studies)


def chosen_series(study_number: int, view: View) -> Series:
    """Return the series of a study that a view is of."""
    return studies[study_number].choose(view.series)


def all_series(study_number: int) -> Sequence[Series]:
    """Return the series of a study; none of one that is closed."""
    return studies[study_number].series if study_number in studies else ()


def prepare(series: Series, view: View) -> None:
    """Read slices of the volume that a view needs, for a turn.

    Raises
    ------
    Unfinished
        If slices are missing after it.
    """
    if series.prepare(view, TURN_SECONDS):
        raise Unfinished
