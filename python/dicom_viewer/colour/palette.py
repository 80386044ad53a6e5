"""*Palette Color Lookup Tables* (PS3.3 C.7.6.3.1.5 and C.7.6.3.1.6)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from dicom_viewer.dataset.elements import functional_group, text, value_of
from dicom_viewer.lut.lookup_table import Lut, read_lut

_FRAME_TYPES = (
    "MRImageFrameTypeSequence",
    "CTImageFrameTypeSequence",
    "PETFrameTypeSequence",
)
"""The functional groups that say how a frame of an enhanced object is to be presented."""


@dataclass(frozen=True)
class Palette:
    """The red, green and blue tables of a data set.

    Attributes
    ----------
    red, green, blue : Lut
        Their entries have 8 or 16 bits. Of 16-bit entries the high byte counts: the tables of many
        files hold 8-bit levels shifted up, whose white a rescaling would darken.
    """

    red: Lut
    green: Lut
    blue: Lut

    @property
    def first(self) -> int:
        """The least stored value that has an entry of its own."""
        return self.red.first

    def rgb(self, stored: NDArray[np.generic]) -> NDArray[np.uint8]:
        """Return the colours of stored values of any shape, uint8 (..., 3)."""
        luts = (self.red, self.green, self.blue)
        # by what the tables hold, not by what a frame uses: dark frames have small entries only
        is_wide = max(int(lut.entries.max()) for lut in luts) > 0xFF  # noqa: PLR2004
        channels = [lut.look_up(stored) >> (8 if is_wide else 0) for lut in luts]
        return np.stack([channel.astype(np.uint8) for channel in channels], axis=-1)


def read_palette(dataset: Dataset, *, signed: bool) -> Palette | None:
    """Read the palette of a data set; None (with a warning) if it has no usable one.

    *Alpha Palette Color Lookup Table Data* count where images are blended, not here.

    Parameters
    ----------
    dataset : pydicom.dataset.Dataset
        The data set, whose tables are whole or segmented.
    signed : bool
        Whether stored values are.
    """
    luts = []
    for name in ("Red", "Green", "Blue"):
        lut = _read_channel(dataset, name, signed=signed)
        if lut is None:
            return None
        luts.append(lut)
    return Palette(*luts)


def supplemental_palette(dataset: Dataset, frame: int, *, signed: bool) -> Palette | None:
    """Read the palette that colours a frame of MONOCHROME2 from its first input upwards.

    Values below pass through the grayscale pipeline (PS3.3 C.7.6.19 and C.8.16.2.1.1.1).

    Returns
    -------
    Palette | None
        The palette, or None if *Pixel Presentation* (0008,9205) of the frame, or where it has
        none of the image, doesn't ask for colour.
    """
    if "RedPaletteColorLookupTableDescriptor" not in dataset:
        return None
    groups = [functional_group(dataset, frame, name) for name in _FRAME_TYPES]
    sources = [*(group for group in groups if group is not None), dataset]
    terms = [text(source, "PixelPresentation") for source in sources]
    presentation = next((term for term in terms if term), "")
    # MIXED is an image's word for frames that differ, here for one that doesn't say how
    if presentation not in ("COLOR", "MIXED"):
        return None
    return read_palette(dataset, signed=signed)


def _read_channel(dataset: Dataset, colour: str, *, signed: bool) -> Lut | None:
    name = f"{colour}PaletteColorLookupTable"
    is_segmented = value_of(dataset, f"{name}Data") is None
    return read_lut(
        dataset,
        signed_input=signed,
        descriptor=f"{name}Descriptor",
        data=f"Segmented{name}Data" if is_segmented else f"{name}Data",
        is_segmented=is_segmented,
    )
