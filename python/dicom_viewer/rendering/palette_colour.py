"""The pipeline of PALETTE COLOR: stored values are looked up in the file's own tables."""

from typing import Any

from numpy.typing import NDArray
from pydicom.dataset import Dataset

from dicom_viewer.colour.colormaps import pack
from dicom_viewer.colour.palette import read_palette
from dicom_viewer.errors import ErrorCode, ViewerError
from dicom_viewer.pixels.description import PixelDescription
from dicom_viewer.rendering.frame import RenderedFrame
from dicom_viewer.rendering.value_table import ValueTable
from dicom_viewer.rendering.view import View


class PaletteFrame:
    """A frame of PALETTE COLOR: stored values are indices into the file's own palette.

    Raises
    ------
    ViewerError
        `decode` if the data set has no usable palette.
    """

    value_range = (0.0, 0.0)

    def __init__(
        self, dataset: Dataset, description: PixelDescription, stored: NDArray[Any]
    ) -> None:
        palette = read_palette(dataset, signed=description.signed)
        if palette is None:
            raise ViewerError(ErrorCode.DECODE, "palette-missing")
        self._table = ValueTable.of(stored)
        self._pixels = pack(palette.rgb(self._table.values))

    def render(self, view: View) -> RenderedFrame:
        """Render the frame; no window and no colour map applies."""
        del view
        return RenderedFrame(self._table.rgba(self._pixels), None)

    def value_at(self, x: int, y: int) -> tuple[int, ...]:
        """Return red, green and blue of a pixel."""
        return tuple(self._pixels[self._table.position(x, y)].tobytes()[:3])
