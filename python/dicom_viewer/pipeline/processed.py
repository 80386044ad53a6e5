"""What a pipeline has made, in the image's place: windowed, probed and saved as images are."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.errors import ErrorCode, ViewerError
from dicom_viewer.lut.modality_lut import Rescale
from dicom_viewer.pixels.photometric import MONOCHROME
from dicom_viewer.rendering.frame import Frame, RenderedFrame
from dicom_viewer.rendering.grayscale_transforms import GrayscaleTransforms
from dicom_viewer.rendering.monochrome import MonochromeFrame
from dicom_viewer.rendering.view import View
from dicom_viewer.stacks.stack import NoStack
from dicom_viewer.study.series import Series, SeriesImage
from dicom_viewer.volume.multiplanar import Multiplanar
from dicom_viewer.volume.volume import Volume

_NOTHING = GrayscaleTransforms(
    modality=Rescale(1.0, 0.0, signed=True),
    vois=(),
    padding=None,
    mask=None,
    is_integer=False,
    is_inverse=False,
)
"""What holds for values that were made of colours."""

_SPACE_DIMENSIONS = 3


def processed(
    series: Series, view: View, array: NDArray[Any]
) -> "ProcessedImage | ProcessedVolume":
    """Return what shows an array in place of the image of a view, or of the whole volume.

    Parameters
    ----------
    series : Series
        The series; of a volume it is prepared.
    view : View
        What the array was made of.
    array : numpy.ndarray
        Values (rows, columns) or (slices, rows, columns), or painted pixels, uint8
        (rows, columns, 3 or 4).

    Raises
    ------
    ViewerError
        `internal` if it is of another size.
    """
    transforms = _transforms(series, view, array)
    _, image = series.images(view)[0]
    size = image.rows, image.columns
    volume = series.volume
    if array.shape[:2] == size and array.ndim <= _SPACE_DIMENSIONS:
        return ProcessedImage(array, transforms)
    if volume is not None and array.shape == volume.shape[::-1]:
        return ProcessedVolume(series, view, array, transforms)
    raise ViewerError(ErrorCode.INTERNAL, "unexpected", detail=f"a result is {array.shape}")


class ProcessedImage:
    """An image in place of another.

    Parameters
    ----------
    array : numpy.ndarray
        Its values (rows, columns), or painted pixels, uint8 (rows, columns, 3 or 4).
    transforms : GrayscaleTransforms
        What leads from values to gray levels.
    """

    def __init__(self, array: NDArray[Any], transforms: GrayscaleTransforms) -> None:
        self._array = array
        self._frame = None if array.ndim > 2 else MonochromeFrame(array, transforms)  # noqa: PLR2004

    def images(self, images: Sequence[SeriesImage], view: View) -> list[SeriesImage]:
        """Return the images of a view with this one in the place of the first."""
        del view
        (frame, image), *others = images
        if self._array.shape[:2] != (image.rows, image.columns):
            return [*images]
        return [(self._frame or PaintedFrame(self._array, frame), image), *others]


class ProcessedVolume:
    """A volume in place of another: its slices as they are stored, and planes through it.

    Parameters
    ----------
    series : Series
        The series, whose volume is prepared.
    view : View
        A view of it.
    array : numpy.ndarray
        The values (slices, rows, columns), in the order of the volume.
    transforms : GrayscaleTransforms
        What leads from values to gray levels.
    """

    def __init__(
        self, series: Series, view: View, array: NDArray[Any], transforms: GrayscaleTransforms
    ) -> None:
        volume = series.volume
        stack = series.stack(view.frame or 0)
        if volume is None or isinstance(stack, NoStack):
            raise ViewerError(ErrorCode.INTERNAL, "unexpected", detail="there is no volume")
        instance, _ = series.stored_frame(view)
        count = len(array)
        self._array = array
        self._transforms = transforms
        self._slices = {frame: index for index, frame in enumerate(stack.frames)}
        self._kept: tuple[int, MonochromeFrame] | None = None
        self._multiplanar = Multiplanar(
            Volume([*array], volume.planes, np.ones(count), np.zeros(count)),
            transforms,
            has_letters=not instance.is_quadruped,
        )

    def images(self, images: Sequence[SeriesImage], view: View) -> list[SeriesImage]:
        """Return the images of a view: planes through this volume, or one of its slices."""
        _, image = images[0]
        if image.plane is not None:
            return [*self._multiplanar.images(view)]
        index = self._slices.get(image.frame)
        return [*images] if index is None else [(self._slice(index), image)]

    def _slice(self, index: int) -> MonochromeFrame:
        if self._kept is None or self._kept[0] != index:
            self._kept = index, MonochromeFrame(self._array[index], self._transforms)
        return self._kept[1]


class PaintedFrame:
    """Painted pixels; what isn't opaque lies over the image.

    Parameters
    ----------
    painted : numpy.ndarray
        uint8 (rows, columns, 3 or 4).
    below : Frame
        The image.
    """

    def __init__(self, painted: NDArray[np.uint8], below: Frame) -> None:
        self._painted = painted
        self._below = below
        self.value_range = below.value_range

    def render(self, view: View) -> RenderedFrame:
        """Render the image with what is painted over it."""
        colours = self._painted[..., :3]
        if self._painted.shape[2] == colours.shape[2]:
            alpha = np.full((*colours.shape[:2], 1), 255, np.uint8)
            return RenderedFrame(np.concatenate([colours, alpha], axis=2), None)
        rendered = self._below.render(view)
        opacity = self._painted[..., 3:] / np.float32(255)
        rgb = rendered.rgba[..., :3]
        rendered.rgba[..., :3] = np.rint(rgb + (colours - rgb.astype(np.float32)) * opacity)
        return rendered

    def value_at(self, x: int, y: int) -> tuple[int, ...]:
        """Return red, green and blue as they were painted."""
        return tuple(self._painted[y, x, :3].tolist())


def _transforms(series: Series, view: View, array: NDArray[Any]) -> GrayscaleTransforms:
    instance, frame = series.stored_frame(view)
    is_integer = bool(np.issubdtype(array.dtype, np.integer))
    if instance.summary["photometricInterpretation"] not in MONOCHROME:
        return replace(_NOTHING, is_integer=is_integer)
    of_file = instance.grayscale_transforms(frame).after_modality()
    return replace(of_file, mask=None, is_integer=is_integer)
