"""Pseudo-colour: the colour palettes of PS3.6 Annex B, from pydicom's copies of them."""

from functools import cache

import numpy as np
import pydicom
from numpy.typing import NDArray
from pydicom.data import get_palette_files
from pydicom.pixels.processing import apply_color_lut

_ALPHA = np.uint32(0xFF000000)

_PALETTE_FILES = {
    "hot": "hotiron.dcm",
    "pet": "pet.dcm",
    "hot-metal-blue": "hotmetalblue.dcm",
    "pet-20-step": "pet20step.dcm",
    "spring": "spring.dcm",
    "summer": "summer.dcm",
    "fall": "fall.dcm",
    "winter": "winter.dcm",
}

COLORMAPS = ("gray", *_PALETTE_FILES)
"""The names that the attribute `colormap` takes; `hot` is the standard's Hot Iron."""


def pack(rgb: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """Pack RGB bytes (..., 3) into opaque pixels (...) that are R, G, B, A in memory."""
    red, green, blue = (rgb[..., i].astype(np.uint32) for i in range(3))
    return _ALPHA | blue << np.uint32(16) | green << np.uint32(8) | red


@cache
def colormap(name: str) -> NDArray[np.uint32]:
    """Return a colour map as packed pixels, uint32 (256,), for the gray levels 0 to 255.

    Raises
    ------
    KeyError
        If `name` isn't one of `COLORMAPS`.
    """
    if name == "gray":
        return _ALPHA | np.arange(256, dtype=np.uint32) * np.uint32(0x010101)
    (path,) = get_palette_files(_PALETTE_FILES[name])
    return pack(apply_color_lut(np.arange(256, dtype=np.uint8), pydicom.dcmread(path)))
