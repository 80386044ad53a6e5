"""From a frame's stored values to RGBA: the pipelines of PS3.4 N.2 for each kind of image.

A frame is prepared once and rendered for each view. Single-channel integer frames keep indices
into a table with an entry for each stored value between their extremes: a window then changes the
table alone, and `table[indices]` is the whole cost per pixel (measured against `take` and float
arithmetic on the frame: two to four times faster). Colour, float and wide 32-bit frames go
through the same functions pixel by pixel.
"""

import warnings
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import FileDataset

from dicom_viewer.colormaps import COLORMAPS, colormap, pack
from dicom_viewer.dataset import number
from dicom_viewer.errors import ViewerWarning, WarningCode
from dicom_viewer.modality_lut import modality_transform
from dicom_viewer.photometric import MONOCHROME, PALETTE_COLOR, palette_rgb, to_8_bits, to_rgb
from dicom_viewer.pixel_description import PixelDescription
from dicom_viewer.pixels import DecodedFrame
from dicom_viewer.voi_lut import Voi, Window, full_range, voi_transforms

_MAX_TABLE = 1 << 16


@dataclass(frozen=True)
class View:
    """What a page asks to see.

    Attributes
    ----------
    frame : int
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


def prepare_frame(
    dataset: FileDataset, description: PixelDescription, frame: int, decoded: DecodedFrame
) -> Frame:
    """Prepare a frame, from 0, for rendering.

    Raises
    ------
    ViewerError
        `decode` if the frame's palette isn't what the file says.
    """
    stored, photometric_interpretation = decoded
    if description.photometric_interpretation in MONOCHROME:
        return MonochromeFrame(dataset, description, stored, frame)
    if description.photometric_interpretation == PALETTE_COLOR:
        return PaletteFrame(dataset, description, stored)
    return ColourFrame(stored, photometric_interpretation, description.bits_stored)


class MonochromeFrame:
    """A frame of MONOCHROME1 or MONOCHROME2: modality, VOI, inversion, colour map."""

    def __init__(
        self,
        dataset: FileDataset,
        description: PixelDescription,
        stored: NDArray[Any],
        frame: int,
    ) -> None:
        modality = modality_transform(dataset, frame, description.stored_range)
        self._stored, self._indices = _tabulate(stored)
        self._values = modality.apply(self._stored)
        self._padding = _padding_range(dataset, description)
        self._is_inverse = description.photometric_interpretation == "MONOCHROME1"
        self._vois = voi_transforms(dataset, frame, signed_input=modality.signed)

    @cached_property
    def value_range(self) -> tuple[float, float]:
        """The extremes of the frame's modality values, padding and non-numbers excluded."""
        shown = np.isfinite(self._values) & self._is_present
        if self._padding is not None:
            low, high = self._padding
            unpadded = shown & ((self._stored < low) | (self._stored > high))
            shown = unpadded if unpadded.any() else shown
        values = self._values[shown]
        if values.size == 0:
            return (0.0, 0.0)
        return (values.min().item(), values.max().item())

    def render(self, view: View) -> Rendering:
        """Render the frame; an unknown VOI or colour map warns and gives the default."""
        voi = self._voi(view)
        gray = np.rint(voi.apply(self._values) * 255).astype(np.uint8)
        if self._is_inverse != view.invert:
            gray = np.uint8(255) - gray
        rgba = _rgba(_colormap(view.colormap)[gray], self._indices)
        return Rendering(rgba, view.frame, voi.as_window)

    def value_at(self, x: int, y: int) -> float:
        """Return the modality value of a pixel."""
        at = (y, x) if self._indices is None else self._indices[y, x]
        value: float = self._values[at].item()
        return value

    @cached_property
    def _is_present(self) -> NDArray[np.bool_]:
        """Which of `_values` occur in the frame."""
        present = np.ones(self._values.shape, np.bool_)
        if self._indices is not None:
            present[:] = False
            present[self._indices] = True
        return present

    def _voi(self, view: View) -> Voi:
        chosen = self._chosen_voi(view.voi)
        if view.window_center is None and view.window_width is None:
            return chosen
        return chosen.as_window.with_overrides(view.window_center, view.window_width)

    def _chosen_voi(self, choice: int | str | None) -> Voi:
        """Return the file's VOI of an index or explanation, its first, or the full range."""
        names = [voi.explanation.casefold() for voi in self._vois]
        if isinstance(choice, str):
            choice_index = names.index(choice.casefold()) if choice.casefold() in names else -1
        else:
            choice_index = choice or 0
        if 0 <= choice_index < len(self._vois):
            return self._vois[choice_index]
        if choice not in (None, 0):
            _warn_view(f"The file has no VOI {choice!r}.")
        if self._vois:
            return self._vois[0]
        integer = np.issubdtype(self._values.dtype, np.integer)
        return full_range(*self.value_range, integer=integer)


class PaletteFrame:
    """A frame of PALETTE COLOR: stored values are indices into the file's own palette."""

    value_range = (0.0, 0.0)

    def __init__(
        self, dataset: FileDataset, description: PixelDescription, stored: NDArray[Any]
    ) -> None:
        values, self._indices = _tabulate(stored)
        rgb = palette_rgb(dataset, values.astype(np.int64), signed=description.signed)
        self._pixels = pack(rgb)

    def render(self, view: View) -> Rendering:
        """Render the frame; no window and no colour map applies."""
        return Rendering(_rgba(self._pixels, self._indices), view.frame, None)

    def value_at(self, x: int, y: int) -> tuple[int, ...]:
        """Return red, green and blue of a pixel."""
        at = (y, x) if self._indices is None else self._indices[y, x]
        return tuple(self._pixels[at].tobytes()[:3])


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
            return Rendering(_rgba(self._pixels, None), view.frame, None)
        whole = full_range(*self.value_range, integer=True)
        window = whole.with_overrides(view.window_center, view.window_width)
        rgb = np.rint(window.apply(self._rgb()) * 255).astype(np.uint8)
        return Rendering(_rgba(pack(rgb), None), view.frame, window)

    def value_at(self, x: int, y: int) -> tuple[int, ...]:
        """Return red, green and blue of a pixel, 0 to 255, without any window."""
        return tuple(self._pixels[y, x].tobytes()[:3])

    @cached_property
    def _pixels(self) -> NDArray[np.uint32]:
        return pack(to_8_bits(self._rgb(), self._bits))

    def _rgb(self) -> NDArray[Any]:
        return to_rgb(self._stored, self._photometric_interpretation, self._bits)


def _tabulate(
    stored: NDArray[Any],
) -> tuple[NDArray[Any], NDArray[np.intp] | None]:
    """Split integer values into a table of all between their extremes and indices into it.

    Returns
    -------
    tuple[numpy.ndarray, numpy.ndarray | None]
        The table (n,) and intp indices of the shape of `stored`; or `stored` itself and None
        where a table would be larger than `_MAX_TABLE` or the values aren't integers.
    """
    if not np.issubdtype(stored.dtype, np.integer):
        return stored, None
    low, high = int(stored.min()), int(stored.max())
    if high - low >= _MAX_TABLE:
        return stored, None
    # in the unsigned type of the same width, where a difference can't overflow
    unsigned = stored.view(f"u{stored.dtype.itemsize}")
    first = unsigned.dtype.type(low % (1 << 8 * stored.dtype.itemsize))
    return np.arange(low, high + 1, dtype=np.int64), (unsigned - first).astype(np.intp)


def _rgba(pixels: NDArray[np.uint32], indices: NDArray[np.intp] | None) -> NDArray[np.uint8]:
    """Return packed pixels, looked up by indices if there are any, as bytes (..., 4)."""
    frame = pixels if indices is None else pixels[indices]
    return frame.view(np.uint8).reshape(*frame.shape, 4)


def _padding_range(
    dataset: FileDataset, description: PixelDescription
) -> tuple[float, float] | None:
    """Return the least and greatest stored value that is padding (PS3.3 C.7.5.1.1.2), or None."""
    prefix = description.keyword.removesuffix("PixelData")
    value = number(dataset, f"{prefix}PixelPaddingValue")
    if value is None:
        return None
    limit = number(dataset, f"{prefix}PixelPaddingRangeLimit")
    ends = (value, value if limit is None else limit)
    if not description.is_float:
        ends = tuple(_as_stored(int(end), description) for end in ends)  # type: ignore[assignment]
    return min(ends), max(ends)


def _as_stored(value: int, description: PixelDescription) -> int:
    """Read a number whose value representation may have the wrong sign as a stored value."""
    value &= (1 << description.bits_allocated) - 1
    sign = 1 << (description.bits_allocated - 1)
    return value - 2 * sign if description.signed and value & sign else value


def _colormap(name: str) -> NDArray[np.uint32]:
    if name in COLORMAPS:
        return colormap(name)
    _warn_view(f"There is no colour map {name!r}.")
    return colormap("gray")


def _warn_view(message: str) -> None:
    warnings.warn(ViewerWarning(WarningCode.VIEW, message), stacklevel=3)
