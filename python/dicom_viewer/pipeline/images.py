"""The images of the shown series at the place of the shown one: of several times or echoes."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.pixels.photometric import MONOCHROME
from dicom_viewer.rendering.view import View
from dicom_viewer.stacks.frame_attributes import FrameAttributes
from dicom_viewer.stacks.stack_sorting import SAME_POSITION, geometries_of
from dicom_viewer.study.series import Series
from dicom_viewer.study.stack_volume import check_size
from dicom_viewer.study.study import Study

ImageOfPlace = tuple[int, int]
"""Which series of a study, from 0, and which of its frames, from 0."""


def images_of_place(study: Study, view: View) -> list[ImageOfPlace] | None:
    """Return the images of the shown series that lie where the shown one does.

    They have its size, orientation, spacing and position within rounding, and its frame of
    reference. An image whose file doesn't say where it lies has with it all of its stack that are
    so. Frames that were split into several stacks, as by their echoes, are of one series if they
    have the same *Series Instance UID*.

    Parameters
    ----------
    study : Study
        The study.
    view : View
        What is seen.

    Returns
    -------
    list[tuple[int, int]] | None
        At least the shown one, by series and frame as the viewer numbers them; None of planes
        through a volume, which are no images of a series.
    """
    shown_series = study.choose(view.series)
    if shown_series.has_planes(view):
        return None
    frame = min(max(view.frame or 0, 0), shown_series.frame_count - 1)
    shown = shown_series.attributes[frame]
    return [
        (number, index)
        for number, series in enumerate(study.series)
        if series is shown_series or _is_of_series(series, shown)
        for index in _frames_at(series.attributes, shown)
    ]


def image_values(study: Study, image: ImageOfPlace) -> NDArray[np.float32]:
    """Return the modality values of an image that isn't in colour, float32 (rows, columns).

    Raises
    ------
    ViewerError
        `decode` if the frame can't be decoded.
    """
    series, frame = image
    instance, number = study.series[series].frames[frame]
    values = instance.modality_values(number, slice(None), slice(None))
    return np.ascontiguousarray(values, np.float32)


def image_dataset(study: Study, image: ImageOfPlace) -> str:
    """Return the data set of an image in DICOM JSON (PS3.18 F), without binary values.

    That of a file of several frames has the functional groups of its own frame alone.
    """
    series, frame = image
    instance, number = study.series[series].frames[frame]
    return instance.metadata_text_of(number)


def stack_size(study: Study, images: Sequence[ImageOfPlace]) -> tuple[int, int, int] | None:
    """Return how many images there are, and their rows and columns; None of images in colour.

    Raises
    ------
    ViewerError
        `memory` if there is no room for the values of all.
    """
    frames = [study.series[series].frames[frame] for series, frame in images]
    size = frames[0][0].first_attributes.instance
    if size.photometric not in MONOCHROME:
        return None
    check_size(frames)
    return len(images), size.rows, size.columns


def _is_of_series(series: Series, shown: FrameAttributes) -> bool:
    """Return whether a stack is of the series of the shown image, which says where it lies."""
    instance, _ = series.frames[0]
    uid = instance.first_attributes.instance.series_instance_uid
    return shown.plane is not None and uid == shown.instance.series_instance_uid != ""


def _frames_at(frames: Sequence[FrameAttributes], shown: FrameAttributes) -> list[int]:
    """Return which frames look like the shown one and lie at its place."""
    alike = [index for index, each in enumerate(frames) if _look(each) == _look(shown)]
    if shown.plane is None:
        return alike
    planes = [(index, plane) for index in alike if (plane := frames[index].plane) is not None]
    if not planes:
        return []
    positions = np.array([plane.position for _, plane in planes])
    distances = np.abs(positions - shown.plane.position).max(axis=1)
    near = [planes[each][0] for each in np.flatnonzero(distances <= SAME_POSITION)]
    geometry, *geometries = geometries_of([shown, *(frames[index] for index in near)])
    return [index for index, each in zip(near, geometries, strict=True) if each == geometry]


def _look(frame: FrameAttributes) -> tuple[int, int, bool, bool, str]:
    instance = frame.instance
    is_grayscale = instance.photometric in MONOCHROME
    has_place = frame.plane is not None
    reference = instance.frame_of_reference_uid if has_place else ""
    return instance.rows, instance.columns, is_grayscale, has_place, reference
