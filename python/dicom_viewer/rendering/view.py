"""What a page asks to see: which frame or planes, by which window, in which colours."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class CrosshairChoice:
    """Where three planes are to cross, and how they are to be turned.

    Attributes
    ----------
    center : Sequence[float] | None
        The point of the patient, in mm, through which the three planes go; None for the middle.
    axes : Sequence[Sequence[float]] | None
        The three directions at right angles that stand for the patient's axes in planes that are
        turned, see `plane_stack`; None for the patient's own.
    """

    center: Sequence[float] | None = None
    axes: Sequence[Sequence[float]] | None = None


@dataclass(frozen=True)
class View:
    """What a page asks to see.

    The page's `ViewState` has the same fields (src/protocol/view.ts).

    Attributes
    ----------
    series : int
    frame : int | None
        From 0; out of range is clamped.
        With `plane`, the frame is the index of that plane, None for the middle one; with all three
        it does nothing.
    window_center, window_width : float | None
        In modality units; None for the file's own.
    voi : int | str | None
        Which of the file's VOI LUTs and windows: an index, or its explanation.
    preset : str | None
        A window by name, see `presets`; it comes before `voi`.
    colormap : str
        One of `colormaps.COLORMAPS`.
    invert : bool
        Whether the gray ramp is inverted after windowing, before the colour map.
    plane : str | None
        `axial`, `coronal` or `sagittal` for a plane through the series' volume, `mpr` for all
        three; None for frames as they are stored.
    slab : float
        The thickness of planes in mm.
    projection : str
        How the voxels within a slab are combined: one of `slab.Projection`.
    crosshair : CrosshairChoice | None
        Where the three planes cross; None for the volume's middle and the patient's own axes.
    processed : int | None
        Which result of a pipeline is seen in the image's place, see `Series.keep`; None for the
        image itself.
    """

    frame: int | None = 0
    series: int = 0
    window_center: float | None = None
    window_width: float | None = None
    voi: int | str | None = None
    preset: str | None = None
    colormap: str = "gray"
    invert: bool = False
    plane: str | None = None
    slab: float = 0.0
    projection: str = "mean"
    crosshair: CrosshairChoice | None = None
    processed: int | None = None
