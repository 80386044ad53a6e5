"""A rendered view: one image or three, and what is shown in them.

The page's `PictureReply` has the same fields (src/protocol/picture.ts), and the pixels, which are
written into buffers of JavaScript's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from dicom_viewer.geometry.orientation_letters import EdgeLetters


class ImageGrid(TypedDict):
    """Where a plane lies in the patient, in mm (PS3.3 C.7.6.2.1.1)."""

    origin: Sequence[float]
    """The centre of its first pixel."""
    right: Sequence[float]
    """The unit vector along which columns grow."""
    down: Sequence[float]
    """The unit vector along which rows grow."""
    spacing: float
    """The side of a pixel."""
    forward: Sequence[float]
    """The unit vector to the next plane."""
    step: float
    """The mean distance between neighbouring planes."""
    offsets: Sequence[float] | None
    """The distance of each plane from the first; None where they are equally far apart."""


class CrosshairPlace(TypedDict):
    """Where the crosshair is in a plane."""

    center: Sequence[float]
    """The point of the patient, in mm, as in a view."""
    axes: Sequence[Sequence[float]]
    """The three directions that stand for the patient's axes, as in a view."""
    x: float
    """The column of the pixel, with its fraction: whole numbers are centres."""
    y: float
    """The row of the pixel."""
    lines: Mapping[str, Sequence[float]]
    """By name of another plane: the direction [x, y] in pixels in which it cuts this one."""


@dataclass(frozen=True)
class PictureImage:
    """One image of a picture: which frame it is, its size and where it lies.

    Attributes
    ----------
    rows, columns : int
        Its size in pixels.
    pixel_aspect_ratio : float
        The width of a pixel by its height.
    frame, frame_count : int
        Which frame or plane it is, from 0, of how many of its kind.
    edges : EdgeLetters | None
        The letters of its edges; None where the file doesn't say.
    plane : str | None
        Which plane it is through a volume; None of a stored frame.
    grid : ImageGrid | None
        Where the plane lies; None of a stored frame.
    crosshair : CrosshairPlace | None
        Where the crosshair is; None of a stored frame or a plane alone.
    """

    rows: int
    columns: int
    pixel_aspect_ratio: float
    frame: int
    frame_count: int
    edges: EdgeLetters | None
    plane: str | None = None
    grid: ImageGrid | None = None
    crosshair: CrosshairPlace | None = None


@dataclass(frozen=True)
class Picture:
    """A rendered view.

    Attributes
    ----------
    images : Sequence[PictureImage]
        One, or three: axial, coronal and sagittal.
    has_layer : bool
        Whether anything may lie above the frame: overlays or a display shutter.
    metadata_key : str
        The key of its metadata: pictures of the same key have the same.
    series : int
        Which series is shown.
    window_center, window_width : float | None
        The window in force, in modality units; None where none acts.
    is_linear : bool
        Whether the function of the window is LINEAR, whose least width is 1 (PS3.3 C.11.2.1.2).
    value_range : tuple[float, float]
        The least and the greatest value that a window can act on.
    decode_ms, render_ms : float
        How long decoding and rendering took.
    """

    images: Sequence[PictureImage]
    has_layer: bool
    metadata_key: str
    series: int
    window_center: float | None
    window_width: float | None
    is_linear: bool
    value_range: tuple[float, float]
    decode_ms: float
    render_ms: float
