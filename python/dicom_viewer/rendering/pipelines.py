"""From a frame's stored values to RGBA: the pipelines of PS3.4 N.2 for each kind of image.

A frame is prepared once and rendered for each view.
"""

from pydicom.dataset import FileDataset

from dicom_viewer.colour.icc_profile import icc_profile
from dicom_viewer.colour.palette import supplemental_palette
from dicom_viewer.pixels.decoding import DecodedFrame
from dicom_viewer.pixels.description import PixelDescription
from dicom_viewer.pixels.photometric import MONOCHROME, PALETTE_COLOR
from dicom_viewer.rendering.frame import Frame
from dicom_viewer.rendering.grayscale_transforms import grayscale_transforms
from dicom_viewer.rendering.monochrome import MonochromeFrame
from dicom_viewer.rendering.palette_colour import PaletteFrame
from dicom_viewer.rendering.true_colour import ColourFrame


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
        transforms = grayscale_transforms(dataset, description, frame)
        supplement = None
        if description.photometric_interpretation == "MONOCHROME2":
            supplement = supplemental_palette(dataset, frame, signed=description.signed)
        return MonochromeFrame(stored, transforms, supplement)
    if description.photometric_interpretation == PALETTE_COLOR:
        return PaletteFrame(dataset, description, stored)
    profile = icc_profile(dataset, frame)
    return ColourFrame(stored, photometric_interpretation, description.bits_stored, profile)
