"""The unit of modality values."""

from pydicom.dataset import Dataset

from dicom_viewer.dataset.elements import functional_group, items_of, text

_UNSPECIFIED = ("US", "UNSPECIFIED", "NONE")
"""What *Rescale Type* (PS3.3 C.11.1.1.2) and *Units* say where there is no unit."""

_UNITS = {"BQML": "Bq/ml", "CNTS": "counts", "CPS": "counts/s", "PCNT": "%"}
"""Units of positron emission (PS3.3 C.8.9.1.1.3), as they are written."""


def value_unit(dataset: Dataset, frame: int) -> str:
    """Return the unit of a frame's modality values, as `HU`; empty where the file gives none.

    It is *Modality LUT Type* or *Rescale Type*; HU for CT that says nothing (PS3.3 C.8.2.1.1.2);
    and *Units* of a PET image.
    """
    for item in items_of(dataset, "ModalityLUTSequence")[:1]:
        return _written(text(item, "ModalityLUTType"))
    macro = functional_group(dataset, frame, "PixelValueTransformationSequence")
    stated = text(dataset if macro is None else macro, "RescaleType")
    if stated:
        return _written(stated)
    modality = text(dataset, "Modality")
    if modality == "CT":
        return "HU"
    return _written(text(dataset, "Units")) if modality == "PT" else ""


def _written(stated: str) -> str:
    return "" if stated in _UNSPECIFIED else _UNITS.get(stated, stated)
