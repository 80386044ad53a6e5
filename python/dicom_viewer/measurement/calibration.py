"""How large the pixels of an image are in the patient, and what says so (PS3.3 10.7.1)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pydicom.dataset import Dataset

from dicom_viewer.dataset.elements import functional_group, number, numbers, text
from dicom_viewer.measurement.ultrasound_regions import ultrasound_regions


@dataclass(frozen=True)
class Calibration:
    """The size of pixels.

    Attributes
    ----------
    column_spacing, row_spacing : float
        The distance between the centres of neighbouring columns, and of rows.
    unit : str
        Of both: `mm`, or `px` where the file doesn't say how large pixels are; then one is the
        other by the pixel's aspect ratio, and the row spacing is 1.
    source : str | None
        What the spacing comes from: `PixelSpacing`, `ImagerPixelSpacing`, `UltrasoundRegion` or
        None.
    """

    column_spacing: float
    row_spacing: float
    unit: str
    source: str | None


def calibration(
    dataset: Dataset, frame: int, points: Sequence[Sequence[float]], pixel_aspect_ratio: float
) -> Calibration:
    """Return how large the pixels are that points lie on.

    Of an ultrasound image with regions, theirs hold and nothing else. *Pixel Spacing* holds where
    it was calibrated, as *Pixel Spacing Calibration Type* says or its being another than *Imager
    Pixel Spacing* shows. An *Imager Pixel Spacing* is that at the detector: divided by *Estimated
    Radiographic Magnification Factor*, where the file gives it, it is that in the patient.

    Parameters
    ----------
    dataset : pydicom.dataset.Dataset
        The data set of an image.
    frame : int
        The frame, from 0.
    points : Sequence[Sequence[float]]
        [x, y] in pixels, [0, 0] being the top left corner of the top left pixel.
    pixel_aspect_ratio : float
        The width of a pixel by its height.
    """
    unknown = Calibration(pixel_aspect_ratio, 1.0, "px", None)
    regions = ultrasound_regions(dataset)
    if regions:
        holding = [region for region in regions if region.holds(points)]
        if not holding or (spacing := min(holding, key=lambda each: each.rank).spacing) is None:
            return unknown
        return Calibration(*spacing, "mm", "UltrasoundRegion")
    measures = functional_group(dataset, frame, "PixelMeasuresSequence")
    patient = _pair(numbers(dataset if measures is None else measures, "PixelSpacing"))
    detector = _pair(numbers(dataset, "ImagerPixelSpacing"))
    is_calibrated = text(dataset, "PixelSpacingCalibrationType") != "" or patient != detector
    if patient is not None and (detector is None or is_calibrated):
        return Calibration(*patient, "mm", "PixelSpacing")
    if detector is None:
        return unknown
    factor = number(dataset, "EstimatedRadiographicMagnificationFactor") or 1.0
    if factor < 1:  # no object lies behind the detector
        factor = 1.0
    return Calibration(detector[0] / factor, detector[1] / factor, "mm", "ImagerPixelSpacing")


def _pair(spacing: Sequence[float]) -> tuple[float, float] | None:
    """Return the distances of columns and of rows: an element has the latter first (10.7.1.3)."""
    if len(spacing) != 2 or not all(0 < each < math.inf for each in spacing):  # noqa: PLR2004
        return None
    return spacing[1], spacing[0]
