"""What a page asks to see of a frame, and what it is given."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.voi_lut import Window


@dataclass(frozen=True)
class View:
    """What a page asks to see.

    Attributes
    ----------
    series, frame : int
        From 0; out of range is clamped.
    window_center, window_width : float | None
        In modality units; None for the file's own.
    voi : int | str | None
        Which of the file's VOI LUTs and windows: an index, or its explanation.
    colormap : str
        One of `colormaps.COLORMAPS`.
    invert : bool
        Whether the gray ramp is inverted after windowing, before the colour map.
    """

    frame: int = 0
    series: int = 0
    window_center: float | None = None
    window_width: float | None = None
    voi: int | str | None = None
    colormap: str = "gray"
    invert: bool = False


@dataclass(frozen=True)
class Rendering:
    """A rendered frame.

    Attributes
    ----------
    rgba : numpy.ndarray
        uint8 (rows, columns, 4), opaque.
    frame : int
        Which frame it is.
    window : Window | None
        The window in force; of a VOI LUT the one over its input range; None where none acts.
    """

    rgba: NDArray[np.uint8]
    frame: int
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

    def render(self, view: View) -> Rendering:
        """Render the frame."""

    def value_at(self, x: int, y: int) -> float | tuple[int, ...]:
        """Return the modality value, or red, green and blue, of the pixel in column x, row y."""
