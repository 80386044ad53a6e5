"""The RGBA that a frame must give, worked out from PS3.3 alone, pixel by pixel in float64.

This is the yardstick of the package's tests. It imports nothing of `dicom_viewer` and none of
pydicom's pixel code, and goes another way on purpose: formulas on the whole frame, no tables.
Where the standard leaves room it follows the project's contract.
"""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pydicom.data
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.dataset import Dataset

from reference_icc import srgb
from reference_pixels import FLOAT_FORMATS, bits_stored, is_signed, stored_values
from reference_tables import Table, palette, read_table, values_of

PALETTES = Path(pydicom.data.__file__).parent / "palettes"
PALETTE_FILES = {
    "hot": "hotiron",
    "pet": "pet",
    "hot-metal-blue": "hotmetalblue",
    "pet-20-step": "pet20step",
    "spring": "spring",
    "summer": "summer",
    "fall": "fall",
    "winter": "winter",
}


@dataclass(frozen=True)
class Window:
    """A window and its function."""

    center: float
    width: float
    function: str = "LINEAR"
    explanation: str = ""


def expected_rgba(  # noqa: PLR0913 - a view has this many sides
    dataset: Dataset,
    frame: int = 0,
    *,
    window: Window | None = None,
    voi: int = 0,
    colormap: str = "gray",
    invert: bool = False,
) -> NDArray[np.uint8]:
    """Return uint8 (rows, columns, 4) of a data set as it was read from its file.

    `window` stands for what the page asks; else `voi` chooses among the file's own.
    """
    photometric = dataset.get("PhotometricInterpretation")
    stored = stored_values(dataset, frame)
    if photometric == "PALETTE COLOR":
        return _opaque(_palette_rgb(dataset, stored))
    if stored.ndim == 3:
        rgb = _colour(stored, photometric, bits_stored(dataset), window)
        return _opaque(srgb(rgb, _icc_profile(dataset, frame)))
    values = modality_values(dataset, frame)
    choices = vois(dataset, frame)
    chosen = window or (choices[voi] if choices else whole_range(dataset, frame))
    gray = np.rint(_fraction(values, chosen) * 255)
    if photometric == "MONOCHROME1":
        gray = 255 - gray
    if invert:
        gray = 255 - gray
    rgb = colormap_rgb(colormap)[gray.astype(np.int64)]
    coloured = _coloured(dataset, frame)
    if coloured.any():
        rgb[coloured] = _palette_rgb(dataset, stored[coloured])
    return _opaque(rgb)


def modality_values(dataset: Dataset, frame: int = 0) -> NDArray[np.float64]:
    """Return what a probe reads, float64 (rows, columns) (PS3.3 C.11.1)."""
    stored = stored_values(dataset, frame)
    if _has_intensity_lut(dataset):
        return stored.astype(np.float64)
    if items := dataset.get("ModalityLUTSequence"):
        return read_table(items[0], "LUT", signed=is_signed(dataset))[stored].astype(np.float64)
    slope, intercept = _rescale(dataset, frame)
    return stored * slope + intercept


def vois(dataset: Dataset, frame: int = 0) -> list[Table | Window]:
    """Return the VOI LUTs, then the windows that are valid (PS3.3 C.11.2)."""
    source = _macro(dataset, frame, "FrameVOILUTSequence") or dataset
    signed = _modality_can_be_negative(dataset, frame)
    luts = [read_table(item, "LUT", signed=signed) for item in source.get("VOILUTSequence") or []]
    function = source.get("VOILUTFunction") or "LINEAR"
    explanations = values_of(source.get("WindowCenterWidthExplanation"))
    pairs = zip(
        values_of(source.get("WindowCenter")), values_of(source.get("WindowWidth")), strict=False
    )
    windows = [
        Window(float(c), float(w), function, explanations[i] if i < len(explanations) else "")
        for i, (c, w) in enumerate(pairs)
        if math.isfinite(c) and math.isfinite(w) and (w >= 1 if function == "LINEAR" else w > 0)
    ]
    return [*luts, *windows]


def colormap_rgb(name: str) -> NDArray[np.int64]:
    """Return (256, 3): the colours of the gray levels, from the files of PS3.6 Annex B."""
    levels = np.arange(256)
    if name == "gray":
        return np.stack([levels, levels, levels], axis=-1)
    tables = palette(dcmread(PALETTES / f"{PALETTE_FILES[name]}.dcm"))
    return np.stack([table[levels] for table in tables], axis=-1)


def _fraction(values: NDArray[np.float64], voi: Table | Window) -> NDArray[np.float64]:
    """Return the display fraction, 0 to 1; what isn't a number counts as 0."""
    if isinstance(voi, Table):
        return voi[values] / (2**voi.bits - 1)
    x, c, w = values, voi.center, voi.width
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        if voi.function == "SIGMOID":
            y = 1 / (1 + np.exp(-4 * (x - c) / w))
        elif voi.function == "LINEAR_EXACT":
            below, above = x <= c - w / 2, x > c + w / 2
            y = np.where(below, 0, np.where(above, 1, (x - c) / w + 0.5))
        else:
            below, above = x <= c - 0.5 - (w - 1) / 2, x > c - 0.5 + (w - 1) / 2
            y = np.where(below, 0, np.where(above, 1, (x - (c - 0.5)) / (w - 1) + 0.5))
    return np.where(np.isnan(values), 0, y)


def whole_range(dataset: Dataset, frame: int) -> Window:
    """Return the window over all values of a frame that are neither padding nor infinite.

    Integers take the window of PS3.3 C.11.2.1.2.1 note 4; other numbers lie on a line.
    """
    stored, values = stored_values(dataset, frame), modality_values(dataset, frame)
    low, high = _padding(dataset)
    stored, values = (each[~_coloured(dataset, frame)] for each in (stored, values))
    counted = values[np.isfinite(values) & ~((stored >= low) & (stored <= high))]
    if counted.size == 0:
        counted = values[np.isfinite(values)]
    low, high = (counted.min(), counted.max()) if counted.size else (0.0, 0.0)
    if dataset.get("BitsStored") == 1:  # black and white, whether or not a frame has both
        stored_pair = (-1, 0) if is_signed(dataset) else (0, 1)
        slope, intercept = _rescale(dataset, frame)
        low, high = sorted(slope * value + intercept for value in stored_pair)
    if low == high:
        return Window(low + 0.5, 1)
    if stored.dtype.kind == "i" and all(part == int(part) for part in _rescale(dataset, frame)):
        return Window((low + high + 1) / 2, high - low + 1)
    return Window(low / 2 + high / 2, high - low, "LINEAR_EXACT")


def _padding(dataset: Dataset) -> tuple[float, float]:
    """Return the ends of the range of stored values that is padding (PS3.3 C.7.5.1.1.2)."""
    kind = next((key.removesuffix("PixelData") for key in FLOAT_FORMATS if key in dataset), "")
    value = dataset.get(f"{kind}PixelPaddingValue")
    if value is None:
        return math.inf, -math.inf
    limit = dataset.get(f"{kind}PixelPaddingRangeLimit")
    ends = [value, value if limit is None else limit]
    if is_signed(dataset) and not kind:
        half = 2 ** (dataset.BitsAllocated - 1)
        ends = [end - 2 * half if end >= half else end for end in ends]
    return min(ends), max(ends)


def _colour(
    samples: NDArray[np.generic], photometric: str | None, bits: int, window: Window | None
) -> NDArray[np.float64]:
    """Return the 8-bit channels of colour samples (PS3.3 C.7.6.3.1.2, inverses of its matrices)."""
    white = 2**bits - 1
    rgb = samples.astype(np.float64)
    if str(photometric) in ("YBR_FULL", "YBR_FULL_422", "YBR_PARTIAL_422", "YBR_PARTIAL_420"):
        y, cb, cr = (rgb[..., i] - (0, 2 ** (bits - 1), 2 ** (bits - 1))[i] for i in range(3))
        if str(photometric).startswith("YBR_PARTIAL"):
            # of 8 bits, black is 16 and white 235; chroma goes from 16 to 240 (BT.601: times 2^n)
            y = (y - 16 * 2 ** (bits - 8)) / (219 * 2 ** (bits - 8)) * white
            cb, cr = (c / (224 * 2 ** (bits - 8)) * white for c in (cb, cr))
        red, blue = y + 1.402 * cr, y + 1.772 * cb
        # from the standard's own line Y = 0.299 R + 0.587 G + 0.114 B
        green = (y - 0.299 * red - 0.114 * blue) / 0.587
        rgb = np.clip(np.stack([red, green, blue], axis=-1), 0, white)
    if window is not None:
        return np.rint(_fraction(rgb, window) * 255)
    return np.rint(rgb * 255 / white)


def _icc_profile(dataset: Dataset, frame: int) -> bytes | None:
    """Return the profile of the data set or of the frame's optical path (C.11.15, C.8.12.5)."""
    if profile := dataset.get("ICCProfile"):
        return profile
    group = _macro(dataset, frame, "OpticalPathIdentificationSequence")
    paths = list(dataset.get("OpticalPathSequence") or [])
    own = [
        path
        for path in paths
        if group and path.OpticalPathIdentifier == group.OpticalPathIdentifier
    ]
    return (own or paths)[0].get("ICCProfile") if paths else None


def _palette_rgb(dataset: Dataset, stored: NDArray[np.generic]) -> NDArray[np.int64]:
    return np.stack([table[stored] >> max(table.bits - 8, 0) for table in palette(dataset)], -1)


def _coloured(dataset: Dataset, frame: int) -> NDArray[np.bool_]:
    """Return which pixels a supplemental palette colours (PS3.3 C.8.16.2.1.1.1)."""
    stored = stored_values(dataset, frame)
    presentation = dataset.get("PixelPresentation")
    for name in ("MR", "CT", "PET"):
        frame_type = _macro(
            dataset, frame, f"{name}{'' if name == 'PET' else 'Image'}FrameTypeSequence"
        )
        presentation = (frame_type or {}).get("PixelPresentation") or presentation
    if presentation not in ("COLOR", "MIXED"):
        return np.zeros(stored.shape, np.bool_)
    return stored >= palette(dataset)[0].first


def _has_intensity_lut(dataset: Dataset) -> bool:
    """Whether the modality LUT of an XA or XRF image leads to X-Ray intensity (C.8.7.1.1.2)."""
    is_xa_or_xrf = dataset.get("SOPClassUID") in (
        "1.2.840.10008.5.1.4.1.1.12.1",
        "1.2.840.10008.5.1.4.1.1.12.2",
    )
    return is_xa_or_xrf and dataset.get("PixelIntensityRelationship") in ("LOG", "DISP")


def _rescale(dataset: Dataset, frame: int) -> tuple[float, float]:
    if _has_intensity_lut(dataset):
        return 1.0, 0.0
    source = _macro(dataset, frame, "PixelValueTransformationSequence") or dataset
    return float(source.get("RescaleSlope") or 1), float(source.get("RescaleIntercept") or 0)


def _modality_can_be_negative(dataset: Dataset, frame: int) -> bool:
    """Whether the possible range after the modality LUT has negative values (C.11.2.1.1)."""
    if "ModalityLUTSequence" in dataset and not _has_intensity_lut(dataset):
        return False
    if any(key in dataset for key in FLOAT_FORMATS):
        return True
    slope, intercept = _rescale(dataset, frame)
    bits = bits_stored(dataset)
    low, high = (
        (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if is_signed(dataset) else (0, 2**bits - 1)
    )
    return min(low * slope, high * slope) + intercept < 0


def _macro(dataset: Dataset, frame: int, name: str) -> Dataset | None:
    """Return the item of a functional group: the frame's own, else the shared (C.7.6.16.1)."""
    per_frame = list(dataset.get("PerFrameFunctionalGroupsSequence") or [])[frame : frame + 1]
    shared = list(dataset.get("SharedFunctionalGroupsSequence") or [])
    return next((group[name].value[0] for group in per_frame + shared if group.get(name)), None)


def _opaque(rgb: NDArray[np.generic]) -> NDArray[np.uint8]:
    alpha = np.full((*rgb.shape[:2], 1), 255)
    return np.concatenate([rgb, alpha], axis=-1).astype(np.uint8)
