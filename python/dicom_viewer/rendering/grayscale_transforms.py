"""What a data set says of the way from stored values to gray levels (PS3.4 N.2.1)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from pydicom.dataset import Dataset

from dicom_viewer.dataset.elements import text
from dicom_viewer.lut.modality_lut import ModalityLut, Rescale, modality_transform
from dicom_viewer.lut.voi_lut import Voi, voi_transforms
from dicom_viewer.pixels.description import PixelDescription
from dicom_viewer.pixels.padding import padding_range


@dataclass(frozen=True)
class GrayscaleTransforms:
    """What holds for a frame of MONOCHROME1 or MONOCHROME2, or for a plane through such frames.

    Attributes
    ----------
    modality : Rescale | ModalityLut
        From stored values to modality values.
    vois : Sequence[Voi]
        What leads on to gray levels, the first unless another is asked for.
    padding : tuple[float, float] | None
        The least and the greatest stored value that is padding.
    mask : tuple[float, float] | None
        The two stored values of a mask of one bit, which make its range.
    is_integer : bool
        Whether modality values are integers: a window over all of them is LINEAR then, and
        LINEAR_EXACT else, also where a plane's are interpolated.
    is_inverse : bool
        Whether low values are white. *Photometric Interpretation* alone says so. *Presentation LUT
        Shape* of an image (PS3.3 C.8.11.3 and C.11.6) says no more: INVERSE goes with MONOCHROME1,
        IDENTITY with MONOCHROME2, and both that what comes out are P-Values. A *Presentation LUT
        Sequence* is of presentation states, not of images.
    is_ct : bool
        Whether *Modality* is CT, for whose values windows have names.
    """

    modality: Rescale | ModalityLut
    vois: Sequence[Voi]
    padding: tuple[float, float] | None
    mask: tuple[float, float] | None
    is_integer: bool
    is_inverse: bool
    is_ct: bool = False

    def after_modality(self) -> "GrayscaleTransforms":
        """Return what holds for modality values in place of stored ones."""
        return replace(
            self,
            modality=Rescale(1.0, 0.0, signed=True),
            padding=self._as_modality_values(self.padding),
            mask=self._as_modality_values(self.mask),
        )

    def _as_modality_values(self, ends: tuple[float, float] | None) -> tuple[float, float] | None:
        if ends is None:
            return None
        values = self.modality.apply(np.array(ends))
        return values.min().item(), values.max().item()


def grayscale_transforms(
    dataset: Dataset, description: PixelDescription, frame: int
) -> GrayscaleTransforms:
    """Read what holds for a frame, from 0."""
    stored_range = description.stored_range
    modality = modality_transform(dataset, frame, stored_range)
    zero = np.zeros(1, np.float64 if description.is_float else np.int64)
    return GrayscaleTransforms(
        modality=modality,
        vois=voi_transforms(dataset, frame, signed_input=modality.signed),
        padding=padding_range(dataset, description),
        mask=stored_range if description.bits_stored == 1 else None,
        is_integer=np.issubdtype(modality.apply(zero).dtype, np.integer),
        is_inverse=description.photometric_interpretation == "MONOCHROME1",
        is_ct=text(dataset, "Modality") == "CT",
    )
