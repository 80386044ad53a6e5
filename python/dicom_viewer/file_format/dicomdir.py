"""What a DICOMDIR, the directory of a file-set (PS3.3 Annex F), refers to."""

from collections.abc import Iterator, MutableSequence
from itertools import islice

from pydicom.dataset import Dataset, FileDataset
from pydicom.uid import MediaStorageDirectoryStorage

from dicom_viewer.dataset.elements import text, value_of
from dicom_viewer.errors import WarningCode, warn

MAX_RECORDS = 100_000
"""How many directory records are read: some fifty times what a disc of one patient has."""

_INACTIVE = 0x0000
"""The *Record In-use Flag* of a record that was taken out (PS3.3 F.3.2.2)."""


def is_dicomdir(dataset: FileDataset) -> bool:
    """Return whether a data set is a directory, by its class or by what it holds."""
    meta = getattr(dataset, "file_meta", Dataset())
    uid = text(meta, "MediaStorageSOPClassUID")
    return uid == MediaStorageDirectoryStorage or "DirectoryRecordSequence" in dataset


def referenced_files(dataset: Dataset) -> list[str]:
    """Return the files that a directory's active records refer to, in the records' order.

    Records of any type count: what is no image tells so when it is opened. One that names no file
    within the file-set is left out, and warned of.

    Parameters
    ----------
    dataset : pydicom.dataset.Dataset
        The directory: an instance of Media Storage Directory (PS3.3 F.3).

    Returns
    -------
    list[str]
        Each *Referenced File ID* (0004,1500) once, its components joined with ``/``. They are
        relative to the directory's own folder (PS3.10 8.2).
    """
    paths = (_path_of(record) for record in _active_records(dataset))
    return list(dict.fromkeys(path for path in paths if path))


def _active_records(dataset: Dataset) -> Iterator[Dataset]:
    records = value_of(dataset, "DirectoryRecordSequence") or []
    if len(records) > MAX_RECORDS:
        count = len(records)
        warn("records-left-out", WarningCode.METADATA, limit=MAX_RECORDS, count=count)
    for record in islice(records, MAX_RECORDS):
        if value_of(record, "RecordInUseFlag") != _INACTIVE:
            yield record


def _path_of(record: Dataset) -> str | None:
    """Return the path of a record's file, if it has one."""
    file_id = value_of(record, "ReferencedFileID")
    if not file_id:
        return None
    components = file_id if isinstance(file_id, MutableSequence) else [file_id]
    # a component has no slash (PS3.10 8.5), but some write a path as one
    names = [name.strip() for part in components for name in str(part).split("/")]
    if any(name in {"", ".", ".."} for name in names):
        warn("record-without-file", WarningCode.METADATA, path="/".join(names))
        return None
    return "/".join(names)
