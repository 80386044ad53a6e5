"""The pipeline of colour samples: to RGB, and through a window if the page asks for one."""

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.colormaps import pack
from dicom_viewer.photometric import to_8_bits, to_rgb
from dicom_viewer.rendering import Rendering, View
from dicom_viewer.value_table import as_rgba
from dicom_viewer.voi_lut import full_range


class ColourFrame:
    """A frame of RGB or YBR samples; it is windowed only if the view asks."""

    def __init__(self, stored: NDArray[Any], photometric_interpretation: str, bits: int) -> None:
        self._stored = stored
        self._photometric_interpretation = photometric_interpretation
        self._bits = bits
        self.value_range = (0.0, float((1 << self._bits) - 1))

    def render(self, view: View) -> Rendering:
        """Render the frame; a window acts on each of red, green and blue alike."""
        if view.window_center is None and view.window_width is None:
            return Rendering(as_rgba(self._pixels), view.frame, None)
        whole = full_range(*self.value_range, integer=True)
        window = whole.with_overrides(view.window_center, view.window_width)
        rgb = np.rint(window.apply(self._rgb()) * 255).astype(np.uint8)
        return Rendering(as_rgba(pack(rgb)), view.frame, window)

    def value_at(self, x: int, y: int) -> tuple[int, ...]:
        """Return red, green and blue of a pixel, 0 to 255, without any window."""
        return tuple(self._pixels[y, x].tobytes()[:3])

    @cached_property
    def _pixels(self) -> NDArray[np.uint32]:
        return pack(to_8_bits(self._rgb(), self._bits))

    def _rgb(self) -> NDArray[Any]:
        return to_rgb(self._stored, self._photometric_interpretation, self._bits)
