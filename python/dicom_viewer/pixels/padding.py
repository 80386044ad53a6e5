"""*Pixel Padding Value* and *Range Limit*: stored values that aren't image (PS3.3 C.7.5.1.1.2)."""

from pydicom.dataset import Dataset

from dicom_viewer.dataset.elements import number
from dicom_viewer.pixels.description import PixelDescription


def padding_range(dataset: Dataset, description: PixelDescription) -> tuple[float, float] | None:
    """Return the least and greatest stored value that is padding, or None."""
    prefix = description.keyword.removesuffix("PixelData")
    value = number(dataset, f"{prefix}PixelPaddingValue")
    if value is None:
        return None
    limit = number(dataset, f"{prefix}PixelPaddingRangeLimit")
    ends = (value, value if limit is None else limit)
    if not description.is_float:
        ends = tuple(_as_stored(int(end), description) for end in ends)  # type: ignore[assignment]
    return min(ends), max(ends)


def _as_stored(value: int, description: PixelDescription) -> int:
    """Read a number whose value representation may have the wrong sign as a stored value."""
    value &= (1 << description.bits_allocated) - 1
    sign = 1 << (description.bits_allocated - 1)
    return value - 2 * sign if description.signed and value & sign else value
