"""Modality values to gray levels: windows and VOI LUTs (PS3.3 C.11.2)."""

import math
import sys
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from dicom_viewer.dataset.elements import functional_group, items_of, numbers, text, texts
from dicom_viewer.lut.lookup_table import Lut, read_lut


class VoiFunction(StrEnum):
    """The defined terms of *VOI LUT Function* (0028,1056)."""

    LINEAR = "LINEAR"
    LINEAR_EXACT = "LINEAR_EXACT"
    SIGMOID = "SIGMOID"


@dataclass(frozen=True)
class Window:
    """A window: *Window Center*, *Window Width* and the function that they are parameters of.

    Attributes
    ----------
    center, width : float
        In modality units, as HU.
    function : VoiFunction
        LINEAR unless the file says otherwise.
    explanation : str
        *Window Center & Width Explanation*, or empty.
    """

    center: float
    width: float
    function: VoiFunction = VoiFunction.LINEAR
    explanation: str = ""

    def apply(self, values: NDArray[Any]) -> NDArray[np.float64]:
        """Return the display fraction, 0.0 to 1.0, of values of any shape.

        LINEAR is formula C.11-1 of PS3.3 C.11.2.1.2.1, LINEAR_EXACT C.11.2.1.3.2 and SIGMOID
        C.11.2.1.3.1. NaN comes out as 0.
        """
        x = np.asarray(values, np.float64)
        with np.errstate(over="ignore", invalid="ignore"):
            if self.function is VoiFunction.SIGMOID:
                y = 1 / (1 + np.exp(-4 * (x - self.center) / self.width))
            elif self.function is VoiFunction.LINEAR_EXACT:
                y = x - self.center
                y /= self.width
                y += 0.5
            elif self.width == 1:  # the ramp has no width: a threshold
                y = (x > self.center - 0.5).astype(np.float64)
            else:
                y = x - (self.center - 0.5)
                y /= self.width - 1
                y += 0.5
            np.clip(y, 0.0, 1.0, out=y)
        missing = np.isnan(y)
        if missing.any():
            y[missing] = 0.0
        return y

    @property
    def as_window(self) -> "Window":
        """The window itself."""
        return self

    def with_overrides(self, center: float | None, width: float | None) -> "Window":
        """Return this window with a page's center and width, each where it is valid."""
        if width is not None and not is_valid_width(width, self.function):
            width = None
        return replace(
            self,
            center=self.center if center is None or not math.isfinite(center) else center,
            width=self.width if width is None else width,
        )


@dataclass(frozen=True)
class VoiLut:
    """An item of *VOI LUT Sequence* (0028,3010).

    Attributes
    ----------
    lut : Lut
        Its table.
    explanation : str
        *LUT Explanation*, or empty.
    """

    lut: Lut
    explanation: str = ""

    def apply(self, values: NDArray[Any]) -> NDArray[np.float64]:
        """Return the display fraction, 0.0 to 1.0, of values of any shape."""
        return np.minimum(self.lut.look_up(values) / ((1 << self.lut.bits) - 1), 1.0)

    @property
    def as_window(self) -> Window:
        """The window over the table's input range: where a user who drags starts from."""
        return full_range(self.lut.first, self.lut.first + len(self.lut.entries) - 1, integer=True)


Voi = VoiLut | Window


def is_valid_width(width: float, function: VoiFunction) -> bool:
    """Return whether PS3.3 C.11.2.1.2 and C.11.2.1.3 allow a width: LINEAR from 1, else over 0."""
    least_is_valid = width >= 1 if function is VoiFunction.LINEAR else width > 0
    return math.isfinite(width) and least_is_valid


def full_range(low: float, high: float, *, integer: bool) -> Window:
    """Return the window that maps `low` to black and `high` to white, linearly.

    If the two are equal, everything is black.
    """
    if low == high:
        return Window(low + 0.5, 1.0)
    if integer:
        return Window((low + high + 1) / 2, high - low + 1)
    # halved first and bounded: the sum and the difference of two large floats can overflow
    width = min(high - low, sys.float_info.max)
    return Window(low / 2 + high / 2, width, VoiFunction.LINEAR_EXACT)


def voi_transforms(dataset: Dataset, frame: int, *, signed_input: bool) -> list[Voi]:
    """List what a file offers for a frame: VOI LUTs first, then windows.

    Parameters
    ----------
    dataset : pydicom.dataset.Dataset
        The data set.
    frame : int
        The frame, from 0; its *Frame VOI LUT Sequence* (PS3.3 C.7.6.16.2.10) comes before the
        data set's own elements.
    signed_input : bool
        Whether modality values can be negative.
    """
    macro = functional_group(dataset, frame, "FrameVOILUTSequence")
    source = dataset if macro is None else macro
    luts = [
        VoiLut(lut, text(item, "LUTExplanation"))
        for item in items_of(source, "VOILUTSequence")
        if (lut := read_lut(item, signed_input=signed_input)) is not None
    ]
    return [*luts, *_windows(source)]


def _windows(source: Dataset) -> list[Window]:
    """List the pairs of Window Center and Window Width that are valid."""
    name = text(source, "VOILUTFunction").upper()
    function = VoiFunction(name) if name in set(VoiFunction) else VoiFunction.LINEAR
    explanations = texts(source, "WindowCenterWidthExplanation")
    pairs = zip(numbers(source, "WindowCenter"), numbers(source, "WindowWidth"), strict=False)
    return [
        Window(center, width, function, explanations[i] if i < len(explanations) else "")
        for i, (center, width) in enumerate(pairs)
        if not math.isnan(center) and is_valid_width(width, function)
    ]
