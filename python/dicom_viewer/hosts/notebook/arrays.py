"""NumPy arrays as DICOM files in memory, whose modality values are the array's."""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from functools import partial
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filewriter import dcmwrite
from pydicom.uid import (
    ExplicitVRLittleEndian,
    ParametricMapStorage,
    SecondaryCaptureImageStorage,
    generate_uid,
)
from pydicom.valuerep import DSfloat

_COLOURS = 3


def files_of(
    values: NDArray[Any], *, spacing: Sequence[float] | None = None, modality: str = "OT"
) -> Iterator[Callable[[], bytes]]:
    """Yield what makes a file of each slice; all are of one series.

    Parameters
    ----------
    values : numpy.ndarray
        (rows, columns), (slices, rows, columns), or either with a last axis of 3 of uint8: colour.
    spacing : Sequence[float] | None
        mm between slices, rows and columns, or between rows and columns of a single slice. With it,
        slices lie axially in the patient, from the feet up, and planes can be cut through them.
    modality : str
        *Modality* (0008,0060): with `CT`, values are HU and the presets of CT are offered.

    Raises
    ------
    ValueError
        If an array has another shape or type.
    """
    array = _storable(np.asarray(values))
    is_colour = array.dtype == np.uint8 and array.ndim in (3, 4) and array.shape[-1] == _COLOURS
    slices = array if array.ndim == 3 + is_colour else array[np.newaxis]
    if slices.ndim != 3 + is_colour or 0 in slices.shape:
        raise ValueError(f"An image has rows and columns: no array of shape {array.shape}.")
    if spacing is not None and len(spacing) not in (2, 3):
        raise ValueError("The spacing is that of rows and columns, or of slices, rows and columns.")
    shared = _shared(slices, modality, is_colour=is_colour)
    for index, image in enumerate(slices):
        yield partial(_file, shared, image, index, spacing)


def file_of(dataset: Dataset) -> bytes:
    """Return a data set as a file; what a file needs besides is added to a copy.

    Raises
    ------
    ValueError
        If its pixel data are compressed and it doesn't say how.
    """
    return _written(deepcopy(dataset))


def _written(dataset: Dataset) -> bytes:
    if not hasattr(dataset, "file_meta"):
        dataset.file_meta = FileMetaDataset()
    dataset.file_meta.setdefault("TransferSyntaxUID", ExplicitVRLittleEndian)
    dataset.setdefault("SOPClassUID", SecondaryCaptureImageStorage)
    dataset.setdefault("SOPInstanceUID", generate_uid())
    stream = BytesIO()
    dcmwrite(stream, dataset, enforce_file_format=True)
    return stream.getvalue()


def _storable(values: NDArray[Any]) -> NDArray[Any]:
    """Return the values in a type that pixel data can be of."""
    kind, size = values.dtype.kind, values.dtype.itemsize
    if kind == "b":
        return values.astype(np.uint8)
    if kind in "iu" and size > 4:  # noqa: PLR2004 - bytes
        narrow = np.uint32 if kind == "u" else np.int32
        limits = np.iinfo(narrow)
        fits = values.size == 0 or (limits.min <= values.min() and values.max() <= limits.max)
        return values.astype(narrow if fits else np.float64)
    if kind == "f":
        return values.astype(np.float64 if size > 4 else np.float32)  # noqa: PLR2004 - bytes
    if kind not in "iu":
        raise ValueError(f"Pixels are numbers, not {values.dtype}.")
    return values


def _shared(slices: NDArray[Any], modality: str, *, is_colour: bool) -> Dataset:
    """Make what all slices have in common."""
    dataset = Dataset()
    is_float = slices.dtype.kind == "f"
    dataset.SOPClassUID = ParametricMapStorage if is_float else SecondaryCaptureImageStorage
    dataset.StudyInstanceUID, dataset.SeriesInstanceUID = generate_uid(), generate_uid()
    dataset.FrameOfReferenceUID = generate_uid()
    dataset.Modality, dataset.SeriesDescription = modality, "NumPy array"
    dataset.PatientName, dataset.PatientID = "", ""
    dataset.Rows, dataset.Columns = slices.shape[1:3]
    dataset.SamplesPerPixel = _COLOURS if is_colour else 1
    dataset.PhotometricInterpretation = "RGB" if is_colour else "MONOCHROME2"
    dataset.BitsAllocated = 8 * slices.dtype.itemsize
    if is_colour:
        dataset.PlanarConfiguration = 0
    else:
        _add_window(dataset, slices)
    if not is_float:
        dataset.BitsStored, dataset.HighBit = dataset.BitsAllocated, dataset.BitsAllocated - 1
        dataset.PixelRepresentation = int(slices.dtype.kind == "i")
    return dataset


def _add_window(dataset: Dataset, slices: NDArray[Any]) -> None:
    """Give all slices one window: bytes are seen as they are, else the whole range is."""
    low, high = 0.0, 255.0
    if slices.dtype != np.uint8:
        finite = slices[np.isfinite(slices)]
        low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    dataset.WindowCenter = DSfloat((low + high) / 2, auto_format=True)
    dataset.WindowWidth = DSfloat(high - low or 1.0, auto_format=True)
    dataset.VOILUTFunction = "LINEAR_EXACT"


def _file(
    shared: Dataset, image: NDArray[Any], index: int, spacing: Sequence[float] | None
) -> bytes:
    dataset = deepcopy(shared)
    dataset.SOPInstanceUID = generate_uid(entropy_srcs=[shared.SeriesInstanceUID, str(index)])
    dataset.InstanceNumber = index + 1
    if spacing is not None:
        *between, rows, columns = (float(each) for each in spacing)
        dataset.PixelSpacing = [DSfloat(each, auto_format=True) for each in (rows, columns)]
        if between:
            height = DSfloat(index * between[0], auto_format=True)
            dataset.ImagePositionPatient = [0, 0, height]
            dataset.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
            dataset.SliceThickness = DSfloat(between[0], auto_format=True)
    data = np.ascontiguousarray(image, image.dtype.newbyteorder("<")).tobytes()
    if image.dtype.kind == "f":
        keyword = "FloatPixelData" if image.dtype.itemsize == 4 else "DoubleFloatPixelData"  # noqa: PLR2004 - bytes
        setattr(dataset, keyword, data)
    else:
        dataset.PixelData = data + b"\0" * (len(data) % 2)
        dataset["PixelData"].VR = "OB" if image.dtype.itemsize == 1 else "OW"
    return _written(dataset)
