"""A reformatted plane, shown by the grayscale pipeline."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.lut.modality_lut import ModalityLut
from dicom_viewer.rendering.frame import RenderedFrame
from dicom_viewer.rendering.grayscale_transforms import GrayscaleTransforms
from dicom_viewer.rendering.monochrome import MonochromeFrame
from dicom_viewer.rendering.view import View
from dicom_viewer.volume.reformat import Reformation

_BLACK = np.array([0, 0, 0, 255], np.uint8).view(np.uint32)[0]


class ReformattedFrame:
    """A plane through a volume; where the volume isn't, it is black.

    Parameters
    ----------
    plane : Reformation
        What `reformat` returned.
    transforms : GrayscaleTransforms
        What holds for the slice in the middle of the volume. Its VOIs are the plane's; of its
        padding what is left after interpolation doesn't count for the range of the values shown.
    """

    def __init__(self, plane: Reformation, transforms: GrayscaleTransforms) -> None:
        if plane.rescale is None or isinstance(transforms.modality, ModalityLut):
            transforms = transforms.after_modality()
        else:
            transforms = replace(transforms, modality=plane.rescale)
        self._inside = plane.inside
        self._frame = MonochromeFrame(plane.values, transforms)

    @property
    def value_range(self) -> tuple[float, float]:
        """The extremes of the plane's modality values, padding and what is outside excluded."""
        return self._frame.value_range

    def render(self, view: View) -> RenderedFrame:
        """Render the plane; an unknown VOI or colour map warns and gives the default."""
        rendered = self._frame.render(view)
        if self._inside is not None:
            rendered.rgba.view(np.uint32)[~self._inside] = _BLACK
        return rendered

    def modality_values(self, rows: slice, columns: slice) -> NDArray[np.float64]:
        """Return the modality values of a part of the plane, NaN outside the volume."""
        return self._frame.modality_values(rows, columns).astype(np.float64)

    def value_at(self, x: int, y: int) -> float | None:
        """Return the modality value of a pixel, or None outside the volume."""
        if self._inside is not None and not self._inside[y, x]:
            return None
        return self._frame.value_at(x, y)
