"""Writes .cache/bench/series: a CT of 200 slices as a scanner leaves it, and the same as a zip.

And .cache/bench/long-series: the same with 800 slices more.
"""

import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.uid import CTImageStorage

from datasets import file_bytes, image, item
from slices import AXIAL

FOLDER = Path(__file__).parents[2] / ".cache" / "bench"
COUNT, LONG_COUNT = 200, 1000
SIZE = 512
PIXEL_SPACING, SLICE_SPACING = 0.703125, 1.25

INTERCEPT = -1024
AIR, LUNG, TISSUE, BONE = -1000, -850, 40, 700
"""In Hounsfield units."""

NOISE = 12

STUDY_UID = "1.2.826.0.1.3680043.8.498.7"


def ct_slice(index: int) -> Dataset:
    """Make a slice, from 0 at the head, of 12 bits and with the attributes that CTs have."""
    z = -index * SLICE_SPACING
    corner = -PIXEL_SPACING * SIZE / 2
    return image(
        _values(index),
        bits=(16, 12, 11),
        SOPClassUID=CTImageStorage,
        SOPInstanceUID=f"{STUDY_UID}.1.{index + 1}",
        StudyInstanceUID=STUDY_UID,
        SeriesInstanceUID=f"{STUDY_UID}.1",
        FrameOfReferenceUID=f"{STUDY_UID}.2",
        InstanceNumber=index + 1,
        ImagePositionPatient=[corner, corner, z],
        ImageOrientationPatient=list(AXIAL),
        SliceLocation=z,
        TablePosition=z,
        ContentTime=f"12{index // 60:02}{index % 60:02}",
        **_common(),
    )


def _common() -> dict[str, Any]:
    """Return the elements that all slices share."""
    return {
        "SpecificCharacterSet": "ISO_IR 100",
        "ImageType": ["ORIGINAL", "PRIMARY", "AXIAL"],
        "StudyDate": "20260102",
        "SeriesDate": "20260102",
        "AcquisitionDate": "20260102",
        "ContentDate": "20260102",
        "StudyTime": "120000",
        "SeriesTime": "120000",
        "AcquisitionTime": "120000",
        "AccessionNumber": "1",
        "Modality": "CT",
        "Manufacturer": "dicom-viewer-element",
        "ManufacturerModelName": "Phantom",
        "InstitutionName": "Nowhere",
        "StudyDescription": "Thorax",
        "SeriesDescription": "Thorax 1.25 mm",
        "ReferencedImageSequence": [
            item(
                ReferencedSOPClassUID=CTImageStorage,
                ReferencedSOPInstanceUID=f"{STUDY_UID}.3.{number}",
            )
            for number in (1, 2)
        ],
        "PatientName": "Phantom^Thorax",
        "PatientID": "1",
        "PatientBirthDate": "19700101",
        "PatientSex": "O",
        "PatientAge": "055Y",
        "BodyPartExamined": "CHEST",
        "ScanOptions": "HELICAL MODE",
        "SliceThickness": SLICE_SPACING,
        "KVP": 120,
        "DataCollectionDiameter": 500,
        "SoftwareVersions": "1",
        "ProtocolName": "Thorax",
        "ReconstructionDiameter": PIXEL_SPACING * SIZE,
        "DistanceSourceToDetector": 949.075,
        "DistanceSourceToPatient": 541,
        "GantryDetectorTilt": 0,
        "TableHeight": 160,
        "RotationDirection": "CW",
        "ExposureTime": 500,
        "XRayTubeCurrent": 300,
        "Exposure": 150,
        "FilterType": "BODY FILTER",
        "GeneratorPower": 36000,
        "FocalSpots": 0.7,
        "ConvolutionKernel": "STANDARD",
        "PatientPosition": "HFS",
        "RevolutionTime": 0.5,
        "SingleCollimationWidth": 0.625,
        "TotalCollimationWidth": 40,
        "TableSpeed": 78.75,
        "SpiralPitchFactor": 0.984375,
        "CTDIvol": 9.8,
        "StudyID": "1",
        "SeriesNumber": 2,
        "AcquisitionNumber": 1,
        "PositionReferenceIndicator": "SN",
        "PixelSpacing": [PIXEL_SPACING, PIXEL_SPACING],
        "WindowCenter": 40,
        "WindowWidth": 400,
        "RescaleIntercept": INTERCEPT,
        "RescaleSlope": 1,
        "RescaleType": "HU",
    }


def _values(index: int) -> NDArray[np.uint16]:
    """Make the stored values of a slice: a chest whose lungs and spine change with its height."""
    y, x = np.mgrid[-1 : 1 : SIZE * 1j, -1 : 1 : SIZE * 1j]
    height = 2 * index / COUNT - 1
    units = np.full((SIZE, SIZE), AIR, np.float64)
    units[(x / 0.85) ** 2 + (y / 0.6) ** 2 < 1] = TISSUE
    for side in (-0.4, 0.4):
        units[((x - side) / 0.28) ** 2 + (y / 0.4) ** 2 + height**2 < 1] = LUNG
    units[x**2 + (y - 0.42 - 0.04 * np.cos(20 * height)) ** 2 < 0.01] = BONE
    units += np.random.default_rng(index).normal(scale=NOISE, size=units.shape)
    return np.clip(np.rint(units) - INTERCEPT, 0, 4095).astype(np.uint16)


def main() -> None:
    """Write the files, the archive of the short series, and its slices as links in the long one."""
    folder = FOLDER / "series"
    folder.mkdir(parents=True, exist_ok=True)
    archive = zipfile.ZipFile(FOLDER / "series.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1)
    with archive:
        for index in range(COUNT):
            content = file_bytes(ct_slice(index))
            name = f"{index:03}.dcm"
            (folder / name).write_bytes(content)
            archive.writestr(name, content)
    long_folder = FOLDER / "long-series"
    long_folder.mkdir(exist_ok=True)
    for index in range(LONG_COUNT):
        path = long_folder / f"{index:03}.dcm"
        path.unlink(missing_ok=True)
        if index < COUNT:
            path.hardlink_to(folder / path.name)
        else:
            path.write_bytes(file_bytes(ct_slice(index)))


if __name__ == "__main__":
    main()
