"""DICOMDIR: which files its records refer to."""

import gc
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydicom.dataset import Dataset
from pydicom.fileset import FileSet

import wheel
from datasets import file_bytes, image
from dicom_viewer.dataset.file_bytes import MemoryBytes
from dicom_viewer.file_format import dicomdir
from dicom_viewer.file_format.dicom_file import read_dataset
from dicom_viewer.file_format.dicomdir import is_dicomdir, referenced_files
from harness import stored_values

pytestmark = pytest.mark.filterwarnings("ignore:Invalid value for VR CS")

FILE_SETS = wheel.FILES / "dicomdirtests"


@pytest.fixture(autouse=True)
def _file_sets_end_with_the_test() -> Iterator[None]:
    """Collect pydicom's file-sets: the folder of one warns when that happens, in any other test."""
    yield
    gc.collect()


def read(path: Path) -> Dataset:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydicom's, of what is odd
        dataset, _ = read_dataset(MemoryBytes(path.read_bytes()))
    return dataset


def records(*fields: dict[str, Any]) -> Dataset:
    dataset = Dataset()
    dataset.DirectoryRecordSequence = []
    for each in fields:
        record = Dataset()
        for keyword, value in each.items():
            setattr(record, keyword, value)
        dataset.DirectoryRecordSequence.append(record)
    return dataset


def file_at(*components: str, in_use: int = 0xFFFF, kind: str = "IMAGE") -> dict[str, Any]:
    return {
        "RecordInUseFlag": in_use,
        "DirectoryRecordType": kind,
        "ReferencedFileID": list(components),
    }


@pytest.mark.parametrize(
    "name",
    ["DICOMDIR", "DICOMDIR-bigEnd", "DICOMDIR-implicit", "DICOMDIR-reordered", "TINY_ALPHA"],
)
def test_the_files_of_a_directory_are_those_that_lie_beside_it(name: str) -> None:
    path = FILE_SETS / name
    if path.is_dir():
        path = path / "DICOMDIR"
    dataset = read(path)
    paths = referenced_files(dataset)
    assert is_dicomdir(dataset)
    assert paths
    assert len(paths) == len(set(paths))
    beside = {each.relative_to(path.parent).as_posix() for each in path.parent.rglob("*")}
    assert set(paths) <= beside


@pytest.mark.parametrize("name", ["DICOMDIR", "TINY_ALPHA/DICOMDIR"])
def test_they_are_those_that_the_file_set_lists(name: str) -> None:
    path = FILE_SETS / name
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        instances = [Path(instance.path) for instance in FileSet(path)]
    want = {each.relative_to(path.parent).as_posix() for each in instances}
    assert set(referenced_files(read(path))) == want


def test_a_new_file_set_is_read(tmp_path: Path) -> None:
    file_set = FileSet()
    for number in range(3):
        dataset = image(stored_values((4, 4), 8).astype("u1"), InstanceNumber=number)
        dataset.SOPInstanceUID = f"1.2.3.4.{number}"
        dataset.PatientID, dataset.PatientName = "1", "A"
        dataset.StudyDate, dataset.StudyTime, dataset.StudyID = "20260101", "120000", "1"
        dataset.StudyInstanceUID, dataset.SeriesInstanceUID = "1.2.3", "1.2.3.4"
        dataset.Modality, dataset.SeriesNumber = "OT", 1
        file_set.add(dataset)
    file_set.write(tmp_path)
    paths = referenced_files(read(tmp_path / "DICOMDIR"))
    assert len(paths) == 3
    assert all((tmp_path / path).is_file() for path in paths)


def test_an_image_is_no_directory() -> None:
    data = file_bytes(image(stored_values((4, 4), 8).astype("u1")))
    dataset, _ = read_dataset(MemoryBytes(data))
    assert not is_dicomdir(dataset)
    assert referenced_files(dataset) == []


def test_an_empty_directory_is_one_without_files() -> None:
    dataset = read(FILE_SETS / "DICOMDIR-empty.dcm")
    assert is_dicomdir(dataset)
    assert referenced_files(dataset) == []


def test_records_keep_their_order_and_name_a_file_once() -> None:
    dataset = records(
        {"DirectoryRecordType": "PATIENT", "RecordInUseFlag": 0xFFFF},
        file_at("IMAGES", "IM2"),
        file_at("IMAGES", "IM1"),
        file_at("SR", "DOC", kind="SR DOCUMENT"),
        file_at("IMAGES", "IM2", kind="MRDR"),
    )
    assert referenced_files(dataset) == ["IMAGES/IM2", "IMAGES/IM1", "SR/DOC"]


def test_an_inactive_record_does_not_count() -> None:
    dataset = records(file_at("A", in_use=0), file_at("B"), {"ReferencedFileID": "C"})
    assert referenced_files(dataset) == ["B", "C"]


@pytest.mark.parametrize(
    "components", [("..", "A"), ("A", "..", "..", "B"), ("../A",), ("/etc", "A"), (".",)]
)
def test_a_file_outside_of_the_file_set_is_left_out_and_warned_of(
    components: tuple[str, ...],
) -> None:
    dataset = records(file_at(*components), file_at("B"))
    with pytest.warns(match=r"record-without-file \(path="):
        assert referenced_files(dataset) == ["B"]


def test_a_path_in_one_component_is_taken_apart() -> None:
    assert referenced_files(records(file_at("DICOM/IM1 "))) == ["DICOM/IM1"]


def test_records_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dicomdir, "MAX_RECORDS", 2)
    with pytest.warns(match=r"records-left-out \(limit=2, count=3\)"):
        assert referenced_files(records(*(file_at(name) for name in "ABC"))) == ["A", "B"]
