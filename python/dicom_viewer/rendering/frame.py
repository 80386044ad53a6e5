"""A decoded frame, and its pixels once it is rendered."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.lut.voi_lut import Window
from dicom_viewer.rendering.view import View


@dataclass(frozen=True)
class RenderedFrame:
    """The pixels of a frame, rendered for a view.

    Attributes
    ----------
    rgba : numpy.ndarray
        uint8 (rows, columns, 4), opaque.
    window : Window | None
        The window in force; of a VOI LUT the one over its input range; None where none acts.
    """

    rgba: NDArray[np.uint8]
    window: Window | None

    @property
    def window_center(self) -> float | None:
        """The window's center in modality units."""
        return None if self.window is None else self.window.center

    @property
    def window_width(self) -> float | None:
        """The window's width in modality units."""
        return None if self.window is None else self.window.width


class Frame(Protocol):
    """A decoded frame, ready to be rendered for any view."""

    @property
    def value_range(self) -> tuple[float, float]:
        """The least and the greatest value that a window can act on."""

    def render(self, view: View) -> RenderedFrame:
        """Render the frame."""

    def value_at(self, x: int, y: int) -> float | tuple[int, ...] | None:
        """Return the modality value, or red, green and blue, of the pixel in column x, row y.

        None stands for a pixel of a reformatted plane that lies outside the volume.
        """
