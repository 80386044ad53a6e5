"""The layer above an image: its display shutter, and its overlays above that."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import FileDataset

from dicom_viewer.colour.colormaps import pack
from dicom_viewer.errors import warn
from dicom_viewer.overlays.overlays import Overlay, overlay_plane
from dicom_viewer.overlays.shutters import bitmap_group, hidden_pixels, shutter_colour, shutter_of
from dicom_viewer.pixels.description import PixelDescription
from dicom_viewer.rendering.value_table import as_rgba

OVERLAY_COLOUR = (255, 90, 0)
"""An orange: no gray of an image hides it, and it stands out from white as well as from black."""


def render_layer(
    dataset: FileDataset,
    description: PixelDescription,
    overlays: Sequence[Overlay],
    frame: int,
    *,
    pixel_aspect_ratio: float,
) -> NDArray[np.uint8]:
    """Render what lies above a frame.

    Parameters
    ----------
    dataset : pydicom.dataset.FileDataset
        The data set.
    description : PixelDescription
        What `describe_pixels` made of it.
    overlays : Sequence[Overlay]
        What `describe_overlays` found in it.
    frame : int
        The frame, from 0.
    pixel_aspect_ratio : float
        The width of a pixel by its height.

    Returns
    -------
    numpy.ndarray
        RGBA, uint8 (rows, columns, 4): opaque where something is, else zero.

    Raises
    ------
    ViewerError
        `decode` if an overlay is embedded in a frame that can't be decoded.
    """
    rows, columns = description.rows, description.columns
    pixels = np.zeros((rows, columns), np.uint32)
    graphics = {overlay.group: overlay for overlay in overlays}
    if (shutter := shutter_of(dataset, frame)) is not None:
        hidden = hidden_pixels(shutter, rows, columns, pixel_aspect_ratio)
        if (group := bitmap_group(shutter)) is not None:
            # an overlay that hides pixels is not shown itself (C.7.6.15)
            bitmap = graphics.pop(group, None)
            if bitmap is None:
                warn("shutter-overlay-missing", group=f"{group:04X}")
            else:
                hidden |= overlay_plane(dataset, description, bitmap, frame)
        pixels[hidden] = _packed(shutter_colour(shutter))
    for overlay in graphics.values():
        pixels[overlay_plane(dataset, description, overlay, frame)] = _packed(OVERLAY_COLOUR)
    return as_rgba(pixels)


def _packed(rgb: tuple[int, int, int]) -> NDArray[np.uint32]:
    return pack(np.array(rgb, np.uint8))
