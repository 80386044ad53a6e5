"""What a viewer fills into the parameters of an author's function."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.geometry.image_plane import ImagePlane, image_plane
from dicom_viewer.measurement.shapes import inside
from dicom_viewer.rendering.mark import Mark
from dicom_viewer.rendering.picture import ImageGrid
from dicom_viewer.rendering.pipeline_inputs import ArrayInput, PipelineInputs
from dicom_viewer.rendering.view import View
from dicom_viewer.study.series import Series
from dicom_viewer.volume.reformatted_frame import ReformattedFrame
from dicom_viewer.volume.volume import Volume

_REGIONS = ("rectangle", "ellipse", "polygon")


def pipeline_inputs(
    series: Series,
    view: View,
    names: Sequence[str],
    marks: Sequence[Mark],
    write: Callable[[NDArray[Any]], None],
) -> PipelineInputs:
    """Return the inputs that are asked for, of the first image of a view.

    Parameters
    ----------
    series : Series
        The series, whose volume is prepared if it is asked for.
    view : View
        What is seen.
    names : Sequence[str]
        The parameters.
    marks : Sequence[Mark]
        What a visitor drew on the image.
    write : Callable[[NDArray[Any]], None]
        Called with each array, in their order.

    Raises
    ------
    ViewerError
        `decode` if the frame can't be decoded.
    """
    frame, image = series.images(view)[0]
    size = image.rows, image.columns
    plane = isinstance(frame, ReformattedFrame)
    volume = series.volume if "volume" in names else None
    arrays: dict[str, NDArray[Any]] = {}
    if "pixels" in names:
        arrays["pixels"] = (
            frame.modality_values(slice(None), slice(None)).astype(np.float32)
            if isinstance(frame, ReformattedFrame)
            else stored_pixels(series, view)
        )
    if "stored" in names and not plane:
        instance, number = series.stored_frame(view)
        arrays["stored"] = np.ascontiguousarray(instance.stored_values(number))
    if "mask" in names:
        arrays["mask"] = _mask(marks, *size)
    if "ds" in names:
        text = series.metadata_text(view).encode()
        arrays["ds"] = np.frombuffer(text, np.uint8)
    for array in arrays.values():
        write(array)
    if volume is not None:
        place = _volume_place(volume)
    elif image.grid is not None:
        place = _grid_place(image.grid)
    else:
        place = _stored_place(series, view)
    spacing, affine = place
    window = frame.render(view).window if "window" in names else None
    return PipelineInputs(
        arrays=[ArrayInput(name, a.dtype.name, a.shape) for name, a in arrays.items()],
        spacing=spacing,
        affine=affine,
        frame=image.frame,
        window=None if window is None else (window.center, window.width),
        points=[
            [each - 0.5 for each in point[:2]]
            for mark in marks
            if mark.type == "point"
            for point in mark.points
        ],
        image=size,
        volume=None if volume is None else volume.shape[::-1],
    )


def stored_pixels(series: Series, view: View) -> NDArray[Any]:
    """Return modality values, float32 (rows, columns), or RGB, uint8 (rows, columns, 3).

    Raises
    ------
    ViewerError
        `decode` if the frame can't be decoded.
    """
    instance, number = series.stored_frame(view)
    values = instance.modality_values(number, slice(None), slice(None))
    if values is not None:
        return values.astype(np.float32)
    rendered = instance.frame(number).render(View())
    return np.ascontiguousarray(rendered.rgba[..., :3])


def volume_slice(volume: Volume, index: int) -> NDArray[np.float32]:
    """Return the modality values of a slice, (rows, columns)."""
    values = volume.slices[index] * np.float32(volume.slopes[index])
    values += np.float32(volume.intercepts[index])
    return np.ascontiguousarray(values, np.float32)


def _mask(marks: Sequence[Mark], rows: int, columns: int) -> NDArray[np.bool_]:
    """Return which pixels lie inside any of the regions."""
    mask = np.zeros((rows, columns), np.bool_)
    for mark in marks:
        points = np.array(mark.points, np.float64)
        if mark.type in _REGIONS and points.ndim == 2 and points.shape[1] == 2:  # noqa: PLR2004 - x, y
            part = inside(mark.type, points, rows, columns)
            mask[part.rows, part.columns] |= part.mask
    return mask


Place = tuple[Sequence[float] | None, Sequence[Sequence[float]] | None]


def _stored_place(series: Series, view: View) -> Place:
    instance, number = series.stored_frame(view)
    plane = image_plane(instance.dataset, number)
    if plane is None:
        ratio = instance.dataset.get("PixelSpacing") or instance.dataset.get("ImagerPixelSpacing")
        return (None if ratio is None else [float(each) for each in ratio]), None
    forward = plane.normal * (plane.thickness or 1.0)
    return [plane.row_spacing, plane.column_spacing], _affine(plane, forward)


def _volume_place(volume: Volume) -> Place:
    between_columns, between_rows, between_slices = volume.spacings
    last = len(volume.planes) - 1
    forward = (volume.planes[last].position - volume.planes[0].position) / max(last, 1)
    spacing = [between_slices, between_rows, between_columns]
    return spacing, _affine(volume.planes[0], forward)


def _grid_place(grid: ImageGrid) -> Place:
    spacing = grid["spacing"]
    columns = [
        np.multiply(grid["right"], spacing),
        np.multiply(grid["down"], spacing),
        np.multiply(grid["forward"], grid["step"] or 1.0),
        np.array(grid["origin"]),
    ]
    return [spacing, spacing], _matrix(columns)


def _affine(plane: ImagePlane, forward: NDArray[np.float64]) -> Sequence[Sequence[float]]:
    """Return the matrix of PS3.3 Equation C.7.6.2.1-1, with a step to the next slice."""
    right, down = plane.right * plane.column_spacing, plane.down * plane.row_spacing
    return _matrix([right, down, forward, plane.position])


def _matrix(columns: Sequence[NDArray[np.float64]]) -> Sequence[Sequence[float]]:
    rows: list[list[float]] = np.stack(columns, axis=1).tolist()
    return [*rows, [0.0, 0.0, 0.0, 1.0]]
