"""What a page asks to see of a frame, and what it is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.lut.voi_lut import Window


@dataclass(frozen=True)
class View:
    """What a page asks to see.

    Attributes
    ----------
    series, frame : int
        From 0; out of range is clamped.
        With `plane`, the frame is the index of that plane, and with all three it does nothing.
    window_center, window_width : float | None
        In modality units; None for the file's own.
    voi : int | str | None
        Which of the file's VOI LUTs and windows: an index, or its explanation.
    colormap : str
        One of `colormaps.COLORMAPS`.
    invert : bool
        Whether the gray ramp is inverted after windowing, before the colour map.
    plane : str | None
        `axial`, `coronal` or `sagittal` for a plane through the series' volume, `mpr` for all
        three; None for frames as they are stored.
    slab : float
        How thick planes are, in mm.
    projection : str
        What becomes of a slab: one of `slab.Projection`.
    center : Sequence[float] | None
        The point of the patient, in mm, through which the three planes go; None for the middle.
    axes : Sequence[Sequence[float]] | None
        The three directions at right angles that stand for the patient's axes in planes that are
        turned, see `plane_stack`; None for the patient's own.
    """

    frame: int = 0
    series: int = 0
    window_center: float | None = None
    window_width: float | None = None
    voi: int | str | None = None
    colormap: str = "gray"
    invert: bool = False
    plane: str | None = None
    slab: float = 0.0
    projection: str = "mean"
    center: Sequence[float] | None = None
    axes: Sequence[Sequence[float]] | None = None


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

    def value_at(self, x: int, y: int) -> float | tuple[int, ...] | None:
        """Return the modality value, or red, green and blue, of the pixel in column x, row y.

        None stands for a pixel of a reformatted plane that lies outside the volume.
        """


@dataclass(frozen=True)
class Picture:
    """A frame as it is seen in a view, and where it lies.

    Attributes
    ----------
    frame : Frame
        What is rendered.
    index, frame_count : int
        Which it is, from 0, of how many of its kind.
    rows, columns : int
        Its size in pixels.
    pixel_aspect_ratio : float
        The width of a pixel by its height.
    edges : Mapping[str, str] | None
        The letters of its edges, see `orientation_letters`.
    plane : str | None
        Which plane it is through a volume; None of a stored frame.
    grid : Mapping[str, Any] | None
        Of a plane: `origin`, the point of its first pixel, `right` and `down`, the directions of
        its rows and columns, `spacing`, that of its pixels in mm; `forward`, the direction to the
        next plane, and `step`, how far away that is on average; `offsets`, how far each plane lies
        from the first where they aren't equally far apart, else None.
    crosshair : Mapping[str, Any] | None
        Where the crosshair is: its `center` in the patient and its `axes`, as in a view, and where
        that is in the plane, see `plane_stack.crosshair`; None of a plane alone.
    """

    frame: Frame
    index: int
    frame_count: int
    rows: int
    columns: int
    pixel_aspect_ratio: float
    edges: Mapping[str, str] | None
    plane: str | None = None
    grid: Mapping[str, Any] | None = None
    crosshair: Mapping[str, Any] | None = None
