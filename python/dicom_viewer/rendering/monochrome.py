"""The grayscale pipeline of PS3.4 N.2: modality, VOI, inversion, colour map."""

import math
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.colour.colormaps import COLORMAPS, colormap, pack
from dicom_viewer.colour.palette import Palette
from dicom_viewer.errors import WarningCode, warn
from dicom_viewer.lut.modality_lut import Rescale
from dicom_viewer.lut.voi_lut import Voi, Window, full_range
from dicom_viewer.rendering.frame import RenderedFrame
from dicom_viewer.rendering.grayscale_transforms import GrayscaleTransforms
from dicom_viewer.rendering.presets import AUTO, CT_WINDOWS, FULL, ROBUST_PERCENTILES
from dicom_viewer.rendering.value_table import ValueTable
from dicom_viewer.rendering.view import View


class MonochromeFrame:
    """A frame of MONOCHROME1 or MONOCHROME2: modality, VOI, inversion, colour map.

    Parameters
    ----------
    stored : numpy.ndarray
        The stored values, (rows, columns).
    transforms : GrayscaleTransforms
        What leads from them to gray levels.
    supplement : Palette | None
        The palette of those values that have a colour of their own.
    """

    def __init__(
        self,
        stored: NDArray[Any],
        transforms: GrayscaleTransforms,
        supplement: Palette | None = None,
    ) -> None:
        self._transforms = transforms
        self._table = ValueTable.of(stored)
        self._values = transforms.modality.apply(self._table.values)
        self._is_coloured, self._colours = _supplement(self._table, supplement)

    @cached_property
    def value_range(self) -> tuple[float, float]:
        """The extremes of the frame's gray modality values, padding and non-numbers excluded.

        Of a mask, as a binary segmentation, both values count: where it is full it is white.
        """
        if self._transforms.mask is not None:
            mask_values = self._transforms.modality.apply(np.array(self._transforms.mask))
            return (mask_values.min().item(), mask_values.max().item())
        if self._ends_are_extremes:
            ends = self._values[0].item(), self._values[-1].item()
            if all(map(math.isfinite, ends)):
                return min(ends), max(ends)
        values = self._values[self._is_shown]
        if values.size == 0:
            return (0.0, 0.0)
        return (values.min().item(), values.max().item())

    @cached_property
    def robust_range(self) -> tuple[float, float]:
        """The `ROBUST_PERCENTILES` of the pixels of which `value_range` has the extremes."""
        is_shown = self._is_shown
        values = self._values[is_shown].ravel()
        order = np.argsort(values, kind="stable")
        counts = np.cumsum(self._table.counts[is_shown].ravel()[order])
        if not counts.size:
            return self.value_range
        ranks = np.array(ROBUST_PERCENTILES) / 100 * counts[-1]
        low, high = values[order[np.searchsorted(counts, ranks)]]
        return (low.item(), high.item()) if low < high else self.value_range

    @cached_property
    def _is_shown(self) -> NDArray[np.bool_]:
        """Which entries of the table are gray values of pixels that aren't padding."""
        stored = self._table.values
        shown: NDArray[np.bool_] = (
            np.isfinite(self._values) & self._table.is_present & ~self._is_coloured
        )
        if self._transforms.padding is not None:
            low, high = self._transforms.padding
            unpadded: NDArray[np.bool_] = shown & ((stored < low) | (stored > high))
            return unpadded if unpadded.any() else shown
        return shown

    @property
    def _ends_are_extremes(self) -> bool:
        """Whether the table's ends, which always occur, have the extremes of all that is shown."""
        is_whole = self._transforms.padding is None and not self._is_coloured.any()
        is_linear = isinstance(self._transforms.modality, Rescale)
        return is_whole and is_linear and self._table.indices is not None

    def render(self, view: View) -> RenderedFrame:
        """Render the frame; an unknown VOI or colour map warns and gives the default."""
        voi = self._voi(view)
        levels = voi.apply(self._values)
        levels *= 255
        gray = np.rint(levels, out=levels).astype(np.uint8)
        if self._transforms.is_inverse != view.invert:
            gray = np.uint8(255) - gray
        pixels = _colormap(view.colormap)[gray]
        if self._colours.size:
            pixels[self._is_coloured] = self._colours
        return RenderedFrame(self._table.rgba(pixels), voi.as_window)

    def value_at(self, x: int, y: int) -> float:
        """Return the modality value of a pixel, also of one that a palette colours."""
        value: float = self._values[self._table.position(x, y)].item()
        return value

    def modality_values(self, rows: slice, columns: slice) -> NDArray[Any]:
        """Return the modality values of a part of the frame."""
        if self._table.indices is None:
            part: NDArray[Any] = self._values[rows, columns]
            return part
        return self._values[self._table.indices[rows, columns]]

    def _voi(self, view: View) -> Voi:
        chosen = self._preset(view.preset) or self._chosen_voi(view.voi)
        if view.window_center is None and view.window_width is None:
            return chosen
        return chosen.as_window.with_overrides(view.window_center, view.window_width)

    def _preset(self, name: str | None) -> Window | None:
        """Return the window of a name; an unknown one warns."""
        if name is None:
            return None
        if name in (AUTO, FULL):
            ends = self.robust_range if name == AUTO else self.value_range
            return full_range(*ends, integer=self._transforms.is_integer)
        if name in CT_WINDOWS and self._transforms.is_ct:
            return CT_WINDOWS[name]
        warn("preset-unknown", WarningCode.VIEW, preset=name)
        return None

    def _chosen_voi(self, choice: int | str | None) -> Voi:
        """Return the file's VOI of an index or explanation, its first, or the full range."""
        names = [voi.explanation.casefold() for voi in self._transforms.vois]
        if isinstance(choice, str):
            choice_index = names.index(choice.casefold()) if choice.casefold() in names else -1
        else:
            choice_index = choice or 0
        if 0 <= choice_index < len(self._transforms.vois):
            return self._transforms.vois[choice_index]
        if choice not in (None, 0):
            warn("voi-unknown", WarningCode.VIEW, voi=choice)
        if self._transforms.vois:
            return self._transforms.vois[0]
        return full_range(*self.value_range, integer=self._transforms.is_integer)


def _supplement(
    table: ValueTable, palette: Palette | None
) -> tuple[NDArray[np.bool_], NDArray[np.uint32]]:
    """Return which of a frame's values have a colour of their own, and their packed colours."""
    if palette is None:
        return np.broadcast_to(np.False_, table.values.shape), np.empty(0, np.uint32)
    is_coloured = table.values >= palette.first
    return is_coloured, pack(palette.rgb(table.values[is_coloured]))


def _colormap(name: str) -> NDArray[np.uint32]:
    if name in COLORMAPS:
        return colormap(name)
    warn("colormap-unknown", WarningCode.VIEW, colormap=name)
    return colormap("gray")
