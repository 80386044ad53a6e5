"""The layers that the files of a study make, and their pictures on the images of a view."""

import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.dataset.elements import text
from dicom_viewer.errors import DataError, ErrorCode, ViewerError, WarningCode, warn
from dicom_viewer.geometry.image_plane import image_plane
from dicom_viewer.layers.label_grid import LabelGrid
from dicom_viewer.layers.outline import LayerOutline, LayerPicture, SegmentPlace
from dicom_viewer.layers.pixel_grid import PixelGrid
from dicom_viewer.layers.segmentation import SegmentationReading, segments_of
from dicom_viewer.layers.values import (
    Quantity,
    ValueLayer,
    quantity_of_dose,
    quantity_of_series,
    reading_of,
    window_of_series,
)
from dicom_viewer.layers.volume_labels import VolumeLabels
from dicom_viewer.rendering.view import View
from dicom_viewer.study.instance import Instance
from dicom_viewer.study.series import Series
from dicom_viewer.study.stack_volume import StackVolume
from dicom_viewer.study.study import Study
from dicom_viewer.turns import Unfinished
from dicom_viewer.volume.slab import Projection

SEGMENTATION, DOSE, FUSION = "segmentation", "dose", "fusion"

Layer = LabelGrid | ValueLayer


class _Source:
    """What a layer is made of: a file, or a series of images."""

    def __init__(self, series: Series) -> None:
        self.series = series
        self.instance: Instance = series.frames[0][0]

    @property
    def type(self) -> str:
        if not _is_layer(self.instance):
            return FUSION
        is_dose = text(self.instance.dataset, "Modality") == "RTDOSE"
        return DOSE if is_dose else SEGMENTATION

    @property
    def id(self) -> str:
        keyword = "SeriesInstanceUID" if self.type == FUSION else "SOPInstanceUID"
        return text(self.instance.dataset, keyword) or self.type

    @property
    def name(self) -> str:
        dataset = self.instance.dataset
        keywords = ("SeriesDescription", "ContentDescription", "ContentLabel", "DoseSummationType")
        return next((found for each in keywords if (found := text(dataset, each))), "")


def layer_outlines(study: Study, view: View, source: Study) -> list[LayerOutline]:
    """Return the layers that may lie above what is shown.

    Parameters
    ----------
    study : Study
        What is shown.
    view : View
        How.
    source : Study
        Where the layers come from: of the study itself, its segmentations and doses; of another
        one, also its first series. What has another frame of reference is left out; of another
        study, with a warning.
    """
    shown, _ = study.choose(view.series).seen(view)
    outlines = []
    for each in _sources(source, with_images=source is not study):
        if each.instance is shown:
            continue
        if _lies_in(each.instance, shown):
            outlines.append(_outline(each))
        elif source is not study:
            warn("layer-elsewhere", WarningCode.LAYERS, layer=each.name or each.type)
    return outlines


def layer_of(source: Study, layer_id: str, seconds: float) -> Layer:
    """Return a layer, kept or read now, for a time.

    Parameters
    ----------
    source : Study
        Where it comes from.
    layer_id : str
        The `id` of its outline, or the name under which the source keeps it.
    seconds : float
        How long its frames are read.

    Raises
    ------
    Unfinished
        If frames are still missing then.
    ViewerError
        If it can't be had.
    """
    with _data_errors():
        return _layer(source, layer_id, seconds)


def layer_picture(
    layer: Layer, study: Study, view: View, write: Callable[[NDArray[np.uint8]], None]
) -> LayerPicture:
    """Return a layer as it lies on the images of a view, whose volume is prepared.

    Parameters
    ----------
    layer : Layer
        The layer.
    study : Study
        What is shown.
    view : View
        How.
    write : Callable[[numpy.ndarray], None]
        Called with the bytes of each image's pixels; not at all where the layer can't lie above it.

    Raises
    ------
    ViewerError
        If it isn't known where the images lie.
    """
    series = study.choose(view.series)
    if isinstance(layer, VolumeLabels) and layer.series is not series:
        return LayerPicture([], None, None)
    with _data_errors():
        grids = _pixel_grids(series, view)
    slab = view.slab if view.plane else 0.0
    if isinstance(layer, LabelGrid):
        pictures = [layer.picture(grid, slab) for grid in grids]
        for picture in pictures:
            write(_bytes_of(picture.indices))
        return LayerPicture([picture.table for picture in pictures], None, None)
    for grid in grids:
        write(_bytes_of(layer.values(grid, slab, _projection(view.projection))))
    low, high = layer.window
    return LayerPicture([], low, high)


@contextmanager
def _data_errors() -> Iterator[None]:
    """Raise what is wrong in the files as an error that a page can be told of."""
    try:
        yield
    except DataError as error:
        why = error.message
        raise ViewerError(ErrorCode.DECODE, why["reason"], **why["parameters"]) from error


def segment_place(
    study: Study, view: View, source: Study, layer_id: str, segment: int
) -> SegmentPlace | None:
    """Return where the middle of a segment is; None unless its layer was shown, and it has any."""
    layer = source.kept.get(layer_id) or source.made.get(layer_id)
    point = layer.middle(segment) if isinstance(layer, LabelGrid) else None
    if point is None:
        return None
    frames = study.choose(view.series).frames
    distances = [_distance(instance, frame, point) for instance, frame in frames]
    return SegmentPlace(point, int(np.argmin(distances)))


def _distance(instance: Instance, frame: int, point: list[float]) -> float:
    plane = instance.attributes[frame].plane
    return (
        np.inf if plane is None else float(abs((np.array(point) - plane.position) @ plane.normal))
    )


def _sources(study: Study, *, with_images: bool) -> Iterator[_Source]:
    is_image_there = False
    for instance in study.instances:
        if _is_layer(instance):
            yield _Source(Series([(instance, frame) for frame in range(instance.frame_count)]))
    for series in study.series:
        is_image = not _is_layer(series.frames[0][0])
        if with_images and is_image and not is_image_there:
            is_image_there = True
            yield _Source(series)


def _lies_in(layer: Instance, shown: Instance) -> bool:
    """Return whether both have the same frame of reference, and say so."""
    of_layer, of_shown = (each.first_attributes.instance for each in (layer, shown))
    return of_layer.frame_of_reference_uid == of_shown.frame_of_reference_uid != ""


def _is_layer(instance: Instance) -> bool:
    return instance.first_attributes.instance.is_layer


def _outline(source: _Source) -> LayerOutline:
    dataset = source.instance.dataset
    unit = ""
    if source.type == FUSION:
        quantity = quantity_of_series(source.series)
        if quantity.why_not is not None:
            warn("layer-without-suv", WarningCode.LAYERS, why=quantity.why_not.message)
        unit = quantity.unit
    elif source.type == DOSE:
        unit = "Gy" if text(dataset, "DoseUnits") == "GY" else ""
    segments = segments_of(dataset) if source.type == SEGMENTATION else []
    return LayerOutline(source.id, source.type, source.name, unit, segments)


def _layer(study: Study, layer_id: str, seconds: float) -> Layer:
    made = study.kept.get(layer_id) or study.made.get(layer_id)
    if isinstance(made, Layer):
        return made
    source = _find(study, layer_id)
    reading = made or _reading(source)
    study.made[layer_id] = reading
    end = time.monotonic() + seconds
    while reading.missing:
        reading.read_next()
        if time.monotonic() > end and reading.missing:
            raise Unfinished
    layer = study.made[layer_id] = _made(reading, source)
    return layer


def _find(study: Study, layer_id: str) -> _Source:
    for source in _sources(study, with_images=True):
        if source.id == layer_id:
            return source
    raise KeyError(layer_id)


def _reading(source: _Source) -> SegmentationReading | StackVolume:
    if source.type == SEGMENTATION:
        return SegmentationReading(source.instance)
    return reading_of(source.series)


def _made(reading: SegmentationReading | StackVolume, source: _Source) -> Layer:
    if isinstance(reading, SegmentationReading):
        return reading.grid()
    quantity: Quantity
    if source.type == DOSE:
        quantity, window = quantity_of_dose(source.instance.dataset), None
    else:
        quantity = quantity_of_series(source.series)
        window = window_of_series(source.series.frames, quantity)
    return ValueLayer(reading.volume(), quantity, window)


def _pixel_grids(series: Series, view: View) -> list[PixelGrid]:
    """Return where the pixels of a view's images lie.

    Raises
    ------
    DataError
        If the file doesn't say.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they come with the picture
        if series.has_planes(view):
            images = [image for _, image in series.images(view)]
            return [
                PixelGrid.of_plane(image.grid, image.columns, image.rows)
                for image in images
                if image.grid is not None
            ]
        instance, frame = series.stored_frame(view)
        plane = image_plane(instance.dataset, frame)
    if plane is None:
        raise DataError("stack-without-position")
    size = instance.summary
    return [PixelGrid.of_frame(plane, size["columns"], size["rows"])]


def _projection(name: str) -> Projection:
    return Projection(name) if name in list(Projection) else Projection.MEAN


def _bytes_of(pixels: NDArray[np.generic]) -> NDArray[np.uint8]:
    return np.ascontiguousarray(pixels).view(np.uint8)
