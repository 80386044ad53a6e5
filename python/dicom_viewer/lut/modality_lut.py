"""Stored values to modality values, as Hounsfield units (PS3.3 C.11.1)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.uid import XRayAngiographicImageStorage, XRayRadiofluoroscopicImageStorage

from dicom_viewer.dataset.elements import functional_group, items_of, number, text
from dicom_viewer.lut.lookup_table import Lut, read_lut

_XRAY_IMAGES = (XRayAngiographicImageStorage, XRayRadiofluoroscopicImageStorage)

_MAX_FACTOR = 1 << 30
"""What a value of 32 bits may be multiplied by within 64 bits."""


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

    def apply(self, stored: NDArray[Any]) -> NDArray[Any]:
        """Return modality values of the shape of `stored`: int64 if all is integer, else float64.

        Integers are widened first, so that no sum overflows the stored values' own type.
        """
        parameters = (self.slope, self.intercept)
        is_integer = all(value.is_integer() and abs(value) < _MAX_FACTOR for value in parameters)
        if is_integer and np.issubdtype(stored.dtype, np.integer):
            return stored.astype(np.int64) * int(self.slope) + int(self.intercept)
        values = stored.astype(np.float64)
        values *= self.slope
        values += self.intercept
        return values


@dataclass(frozen=True)
class ModalityLut:
    """The map of an item of *Modality LUT Sequence* (0028,3000)."""

    lut: Lut
    signed = False

    def apply(self, stored: NDArray[Any]) -> NDArray[Any]:
        """Return modality values, int64, of the shape of `stored`."""
        return self.lut.look_up(stored).astype(np.int64)


def modality_transform(
    dataset: Dataset, frame: int, stored_range: tuple[float, float]
) -> Rescale | ModalityLut:
    """Return the transform that holds for a frame.

    *Modality LUT Sequence* comes first, then the frame's or the shared *Pixel Value
    Transformation Sequence* (PS3.3 C.7.6.16.2.9), then the data set's own rescale. None of them
    holds where it leads back to the intensity of X-Rays instead of on to the display.

    Parameters
    ----------
    dataset : pydicom.dataset.Dataset
        The data set.
    frame : int
        The frame, from 0.
    stored_range : tuple[float, float]
        The least and the greatest stored value that there can be.
    """
    low, high = stored_range
    if _leads_to_intensity(dataset):
        return Rescale(1.0, 0.0, signed=low < 0)
    for item in items_of(dataset, "ModalityLUTSequence")[:1]:
        lut = read_lut(item, signed_input=low < 0)
        if lut is not None:
            return ModalityLut(lut)
    macro = functional_group(dataset, frame, "PixelValueTransformationSequence")
    source = dataset if macro is None else macro
    # a slope of 0 would map the whole image to one value: as good as absent
    slope = number(source, "RescaleSlope") or 1.0
    intercept = number(source, "RescaleIntercept") or 0.0
    lowest = min(low * slope, high * slope) + intercept
    return Rescale(slope, intercept, signed=lowest < 0)


def _leads_to_intensity(dataset: Dataset) -> bool:
    """Return whether the modality LUT of an XA or XRF image isn't for display.

    So PS3.3 C.8.7.1.1.2 and PS3.4 N.2.1.2 where *Pixel Intensity Relationship* (0028,1040) is LOG
    or DISP. Enhanced XA and XRF have another element for it, which no display reads.
    """
    is_xray = text(dataset, "SOPClassUID") in _XRAY_IMAGES
    return is_xray and text(dataset, "PixelIntensityRelationship") in ("LOG", "DISP")
