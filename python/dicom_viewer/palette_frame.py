"""The pipeline of PALETTE COLOR: stored values are looked up in the file's own tables."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from dicom_viewer.colormaps import pack
from dicom_viewer.palette import palette_rgb
from dicom_viewer.pixel_description import PixelDescription
from dicom_viewer.rendering import Rendering, View
from dicom_viewer.value_table import ValueTable


class PaletteFrame:
    """A frame of PALETTE COLOR: stored values are indices into the file's own palette."""

    value_range = (0.0, 0.0)

    def __init__(
        self, dataset: Dataset, description: PixelDescription, stored: NDArray[Any]
    ) -> None:
        self._table = ValueTable.of(stored)
        values = self._table.values.astype(np.int64)
        rgb = palette_rgb(dataset, values, signed=description.signed)
        self._pixels = pack(rgb)

    def render(self, view: View) -> Rendering:
        """Render the frame; no window and no colour map applies."""
        return Rendering(self._table.rgba(self._pixels), view.frame, None)

    def value_at(self, x: int, y: int) -> tuple[int, ...]:
        """Return red, green and blue of a pixel."""
        return tuple(self._pixels[self._table.position(x, y)].tobytes()[:3])
