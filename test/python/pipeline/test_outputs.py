"""Each kind of result is told by the value."""

from io import BytesIO

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, SecondaryCaptureImageStorage

from dicom_viewer.pipeline.outputs import OutputError, result_of

IMAGE = (2, 3)
VOLUME = (4, 2, 3)


def kinds(value: object, *, labels: bool = False) -> dict[str, object]:
    """Return what a value is, arrays by type and shape."""
    result = result_of(value, IMAGE, VOLUME, labels=labels)
    arrays = {kind: (array.dtype.name, array.shape) for kind, array in result.arrays.items()}
    return arrays | result.values


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (np.zeros(IMAGE), {"pixels": ("float32", IMAGE)}),
        (np.zeros(IMAGE, np.int64), {"pixels": ("int32", IMAGE)}),
        (np.zeros(IMAGE, np.uint16), {"pixels": ("uint16", IMAGE)}),
        (np.zeros((*IMAGE, 3), np.uint8), {"pixels": ("uint8", (*IMAGE, 3))}),
        (np.zeros((*IMAGE, 4), np.uint8), {"pixels": ("uint8", (*IMAGE, 4))}),
        (np.zeros(IMAGE, bool), {"mask": ("uint8", IMAGE)}),
        (np.zeros(VOLUME), {"pixels": ("float32", VOLUME)}),
        (np.zeros(VOLUME, bool), {"mask": ("uint8", VOLUME)}),
        (None, {}),
        (3.5, {"table": [{"value": 3.5}]}),
        (np.float32(0.5), {"table": [{"value": 0.5}]}),
        ({"a": 1, "b": np.int16(2)}, {"table": [{"a": 1, "b": 2}]}),
        ([{"a": 1}, {"a": float("inf")}], {"table": [{"a": 1}, {"a": "inf"}]}),
        ({"x": [0, 1], "y": np.array([2, np.nan])}, {"plot": {"x": [0, 1], "y": [2, None]}}),
        ({"x": [0], "y": {"a": [1], "b": [2]}}, {"plot": {"x": [0], "y": {"a": [1], "b": [2]}}}),
        ("<b>", {"text": "<b>"}),
        (
            {"mask": np.ones(IMAGE, bool), "table": {"n": 6}, "text": None},
            {"mask": ("uint8", IMAGE), "table": [{"n": 6}]},
        ),
        ({"contours": [np.array([[0, 1], [2, 3]])]}, {"contours": [[[0, 1], [2, 3]]]}),
    ],
)
def test_tells_what_a_value_is(value: object, expected: dict[str, object]) -> None:
    assert kinds(value) == expected


def test_integers_are_labels_where_the_function_says_so() -> None:
    assert kinds(np.zeros(IMAGE, int), labels=True) == {"labels": ("uint16", IMAGE)}
    assert kinds(np.zeros(IMAGE, float), labels=True) == {"pixels": ("float32", IMAGE)}


def test_keeps_values() -> None:
    pixels = np.arange(6).reshape(IMAGE) * 1.5
    assert np.array_equal(result_of(pixels.T.copy().T, IMAGE, None).arrays["pixels"], pixels)
    mask = pixels > 3
    assert np.array_equal(result_of(mask, IMAGE, None).arrays["mask"], mask)


def test_a_dataset_is_a_file() -> None:
    dataset = Dataset()
    dataset.SOPClassUID, dataset.SOPInstanceUID = SecondaryCaptureImageStorage, "1.2"
    dataset.PatientName = "A^B"
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    file = result_of(dataset, IMAGE, None).arrays["dataset"]
    assert dcmread(BytesIO(file.tobytes())).PatientName == "A^B"


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (np.zeros((5, 5)), "5 × 5, and not of the image's size, 2 × 3 or 4 × 2 × 3"),
        (np.zeros(IMAGE, complex), "complex128"),
        ({"x": [0, 1], "y": [1]}, "as many values"),
        (object(), "object can't be shown"),
        ([], "list can't be shown"),
        ({"labels": np.full(IMAGE, -1)}, "between 0 and 65535"),
    ],
)
def test_refuses_what_is_no_result(value: object, why: str) -> None:
    with pytest.raises(OutputError, match=why):
        result_of(value, IMAGE, VOLUME)


def test_the_data_set_of_an_input_can_be_saved_and_stays_as_it_is() -> None:
    dataset = Dataset()  # as a viewer gives it: without file meta
    dataset.SOPClassUID, dataset.SOPInstanceUID = SecondaryCaptureImageStorage, "1.2.3"
    (saved,) = result_of(dataset, IMAGE, None).arrays.values()
    assert dcmread(BytesIO(saved.tobytes())).SOPInstanceUID == "1.2.3"
    assert not hasattr(dataset, "file_meta")
