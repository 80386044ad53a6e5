"""Stored values to modality values, as Hounsfield units (PS3.3 C.11.1)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from dicom_viewer.dataset import functional_group, items_of, number
from dicom_viewer.lut import Lut, read_lut


@dataclass(frozen=True)
class Rescale:
    """The linear map `stored * slope + intercept`.

    Attributes
    ----------
    slope, intercept : float
        *Rescale Slope* (0028,1053) and *Rescale Intercept* (0028,1052).
    signed : bool
        Whether modality values can be negative.
    """

    slope: float
    intercept: float
    signed: bool

    def apply(self, stored: NDArray[np.generic]) -> NDArray[np.generic]:
        """Return modality values of the shape of `stored`: int64 where all is integer, else float64.

        Integers are widened first, so that no sum overflows the stored values' own type.
        """
        if not np.issubdtype(stored.dtype, np.integer):
            return stored.astype(np.float64) * self.slope + self.intercept
        if self.slope.is_integer() and self.intercept.is_integer():
            return stored.astype(np.int64) * int(self.slope) + int(self.intercept)
        return stored * self.slope + self.intercept


@dataclass(frozen=True)
class ModalityLut:
    """The map of an item of *Modality LUT Sequence* (0028,3000)."""

    lut: Lut
    signed = False

    def apply(self, stored: NDArray[np.generic]) -> NDArray[np.generic]:
        """Return modality values, int64, of the shape of `stored`."""
        return self.lut.look_up(stored).astype(np.int64)


def modality_transform(dataset: Dataset, frame: int, *, signed: bool) -> Rescale | ModalityLut:
    """Return the transform that holds for a frame.

    *Modality LUT Sequence* comes first, then the frame's or the shared *Pixel Value
    Transformation Sequence* (PS3.3 C.7.6.16.2.9), then the data set's own rescale.

    Parameters
    ----------
    dataset : pydicom.dataset.Dataset
        The data set.
    frame : int
        The frame, from 0.
    signed : bool
        Whether stored values are signed.
    """
    for item in items_of(dataset, "ModalityLUTSequence")[:1]:
        lut = read_lut(item, signed_input=signed)
        if lut is not None:
            return ModalityLut(lut)
    macro = functional_group(dataset, frame, "PixelValueTransformationSequence")
    source = dataset if macro is None else macro
    # a slope of 0 would map the whole image to one value: as good as absent
    slope = number(source, "RescaleSlope") or 1.0
    intercept = number(source, "RescaleIntercept") or 0.0
    return Rescale(slope, intercept, signed or intercept < 0)
