"""The standardized uptake value by body weight (PS3.3 C.8.9.1) of a PET image."""

from datetime import datetime, timedelta

import numpy as np
from pydicom.dataset import Dataset

IMAGE = ["Units", "CorrectedImage", "DecayCorrection", "PatientWeight"]
IMAGE += ["SeriesDate", "SeriesTime", "AcquisitionDate", "AcquisitionTime"]
TRACER = ["RadionuclideTotalDose", "RadionuclideHalfLife", "RadiopharmaceuticalStartTime"]


def suv(pixels: np.ndarray, ds: Dataset) -> dict[str, object] | str:
    """SUV by body weight, or what is missing for it."""
    tracer = (ds.get("RadiopharmaceuticalInformationSequence") or [Dataset()])[0]
    missing = [tag for tag in IMAGE if not ds.get(tag)]
    missing += [tag for tag in TRACER if not tracer.get(tag)]
    if missing:
        return f"Missing for SUV: {', '.join(missing)}."
    if ds.Units != "BQML" or ds.DecayCorrection != "START":
        return "Only Bq/ml, corrected for decay to the start of the scan, can become SUV."
    if not {"ATTN", "DECY"} <= set(ds.CorrectedImage):
        return "The image isn't corrected for attenuation and decay."
    scan = _moment(ds.SeriesDate, ds.SeriesTime)
    if scan > _moment(ds.AcquisitionDate, ds.AcquisitionTime):
        return "The series was made after the scan, whose start isn't known."
    stated = tracer.get("RadiopharmaceuticalStartDateTime")
    if stated:
        elapsed = scan - _moment(stated[:8], stated[8:])
    else:  # the last time before the scan
        given = _moment(ds.SeriesDate, tracer.RadiopharmaceuticalStartTime)
        elapsed = (scan - given) % timedelta(days=1)
    activity = tracer.RadionuclideTotalDose * 2 ** (
        -elapsed.total_seconds() / tracer.RadionuclideHalfLife
    )
    values = pixels * (1000 * ds.PatientWeight / activity)
    return {"pixels": values, "table": {"highest SUV in g/ml": values.max()}}


def _moment(date: str, time: str) -> datetime:
    return datetime.strptime(date + time[:6].ljust(6, "0"), "%Y%m%d%H%M%S")  # noqa: DTZ007 - a place's own
