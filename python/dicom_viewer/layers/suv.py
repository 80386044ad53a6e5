"""The standardized uptake value by body weight of a PET image (PS3.3 C.8.9.1; QIBA's profile)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from pydicom.dataset import Dataset

from dicom_viewer.dataset.elements import item_at, number, text, texts
from dicom_viewer.errors import DataError

UNIT = "SUVbw"

_BODY_WEIGHT = "BW"


def suv_factor(images: Sequence[Dataset]) -> float:
    """Return what leads from the modality values of a series to SUVbw in g/ml.

    Parameters
    ----------
    images : Sequence[pydicom.dataset.Dataset]
        All images of the series: that which was acquired first counts.

    Raises
    ------
    DataError
        If the files don't say what it takes, or say that it can't be.
    """
    image = images[0]
    units = text(image, "Units")
    if units == "GML" and text(image, "SUVType") in ("", _BODY_WEIGHT):
        return 1.0
    if units != "BQML":
        raise DataError("element-unfit", element="Units", value=units)
    missing = {"ATTN", "DECY"} - set(texts(image, "CorrectedImage"))
    if missing:
        found = "\\".join(texts(image, "CorrectedImage"))
        raise DataError("element-unfit", element="CorrectedImage", value=found)
    weight = number(image, "PatientWeight")
    if not weight or weight <= 0:
        raise DataError("element-missing", element="PatientWeight")
    return weight * 1000 / _dose(images)


def _dose(images: Sequence[Dataset]) -> float:
    """Return the activity in Bq to which the values of the images are corrected for decay."""
    image = images[0]
    tracer = item_at(image, "RadiopharmaceuticalInformationSequence", 0)
    dose = None if tracer is None else number(tracer, "RadionuclideTotalDose")
    if tracer is None or not dose or dose <= 0:
        raise DataError("element-missing", element="RadionuclideTotalDose")
    correction = text(image, "DecayCorrection")
    if correction == "ADMIN":
        return dose
    if correction != "START":
        raise DataError("element-unfit", element="DecayCorrection", value=correction)
    half_life = number(tracer, "RadionuclideHalfLife")
    if not half_life or half_life <= 0:
        raise DataError("element-missing", element="RadionuclideHalfLife")
    scan = _scan_start(images)
    elapsed = (scan - _injection(tracer, scan)).total_seconds()
    if elapsed < 0:
        began = f"{scan:%Y-%m-%d %H:%M:%S}"
        raise DataError("element-unfit", element="AcquisitionTime", value=began)
    return float(dose * 2 ** (-elapsed / half_life))


def _scan_start(images: Sequence[Dataset]) -> datetime:
    """Return when the series was begun.

    A series that was made later of another one has a later time: then the first acquisition counts.
    """
    begun = _moment(text(images[0], "SeriesDate"), text(images[0], "SeriesTime"))
    acquired = [
        moment
        for image in images
        if (moment := _moment(text(image, "AcquisitionDate"), text(image, "AcquisitionTime")))
    ]
    first = min(acquired, default=None)
    if first is None or (begun is not None and begun <= first):
        if begun is None:
            raise DataError("element-missing", element="SeriesTime")
        return begun
    return first


def _injection(tracer: Dataset, scan: datetime) -> datetime:
    """Return when the tracer was given: on a date, or the last time before the scan."""
    stated = text(tracer, "RadiopharmaceuticalStartDateTime")
    if stated:
        moment = _moment(stated[:8], stated[8:].split("+")[0].split("-")[0])
    else:
        moment = _moment(f"{scan:%Y%m%d}", text(tracer, "RadiopharmaceuticalStartTime"))
        if moment is not None and moment > scan:
            moment -= timedelta(days=1)  # before midnight
    if moment is None:
        raise DataError("element-missing", element="RadiopharmaceuticalStartTime")
    return moment


def _moment(date: str, time: str) -> datetime | None:
    """Return a date (DA) and a time (TM), which may have no seconds; None if either isn't one."""
    whole, _, fraction = time.partition(".")
    if not whole:
        return None
    whole = whole.ljust(6, "0")
    try:
        moment = datetime.strptime(date + whole, "%Y%m%d%H%M%S")  # noqa: DTZ007 - a place's own
        return moment + timedelta(seconds=float(f"0.{fraction or 0}"))
    except ValueError:
        return None
