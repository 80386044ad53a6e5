"""The pipeline of colour samples: to RGB, through a window if the page asks for one, to sRGB."""

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.colour.colormaps import pack
from dicom_viewer.colour.colour_management import to_srgb
from dicom_viewer.lut.voi_lut import full_range
from dicom_viewer.pixels.photometric import to_8_bits, to_rgb
from dicom_viewer.rendering.frame import RenderedFrame
from dicom_viewer.rendering.value_table import as_rgba
from dicom_viewer.rendering.view import View


class ColourFrame:
    """A frame of RGB or YBR samples; it is windowed only if the view asks.

    Parameters
    ----------
    stored : numpy.ndarray
        (rows, columns, 3), unsigned.
    photometric_interpretation : str
        The colour space of `stored`.
    bits : int
        *Bits Stored*.
    profile : bytes | None
        The ICC profile of the colours; None if they are sRGB's.
    """

    def __init__(
        self,
        stored: NDArray[Any],
        photometric_interpretation: str,
        bits: int,
        profile: bytes | None,
    ) -> None:
        self._stored = stored
        self._photometric_interpretation = photometric_interpretation
        self._bits = bits
        self._profile = profile
        self.value_range = (0.0, float((1 << self._bits) - 1))

    def render(self, view: View) -> RenderedFrame:
        """Render the frame; a window acts on each of red, green and blue alike."""
        if view.window_center is None and view.window_width is None:
            return RenderedFrame(as_rgba(self._pixels), None)
        whole = full_range(*self.value_range, integer=True)
        window = whole.with_overrides(view.window_center, view.window_width)
        rgb = np.rint(window.apply(self._rgb()) * 255).astype(np.uint8)
        return RenderedFrame(as_rgba(self._shown(rgb)), window)

    def value_at(self, x: int, y: int) -> tuple[int, ...]:
        """Return red, green and blue of a pixel, 0 to 255, without any window."""
        return tuple(self._pixels[y, x].tobytes()[:3])

    @cached_property
    def _pixels(self) -> NDArray[np.uint32]:
        return self._shown(to_8_bits(self._rgb(), self._bits))

    def _shown(self, rgb: NDArray[np.uint8]) -> NDArray[np.uint32]:
        return pack(rgb if self._profile is None else to_srgb(rgb, self._profile))

    def _rgb(self) -> NDArray[Any]:
        return to_rgb(self._stored, self._photometric_interpretation, self._bits)
