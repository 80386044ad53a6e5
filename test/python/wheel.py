"""The test files of pydicom's wheel, sorted into images and the rest."""

import warnings
from io import BytesIO
from pathlib import Path

import pydicom.data
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    RLELossless,
)

from reference_pixels import transfer_syntax

FILES = Path(pydicom.data.__file__).parent / "test_files"
CHARACTER_SETS = Path(pydicom.data.__file__).parent / "charset_files"
NATIVE = {
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    RLELossless,
    None,
}
UNSHOWN_IMAGES = {
    "MR_truncated.dcm": "truncated",
    "meta_missing_tsyntax.dcm": "decode",
    "nested_priv_SQ.dcm": "decode",
}
"""What has pixel data and a readable syntax, and still no frame: cut short, or without a size."""
NOT_DICOM = {
    "README.txt",
    "crayons.icc",
    "dicomdirtests/README.txt",
    "dicomdirtests/TINY_ALPHA/README",
    "no_meta.dcm",
    "rtplan.dump",
    "rtstruct.dump",
    "test1.json",
    "test_PN.json",
    "zipMR.gz",
}
CUT_SHORT = {"rtplan_truncated.dcm"}


def names() -> list[str]:
    """Return the names of all files, with their folders."""
    return sorted(path.relative_to(FILES).as_posix() for path in FILES.rglob("*") if path.is_file())


def read(name: str) -> Dataset:
    """Read a file that is a data set."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydicom's, of what is odd in them
        return dcmread(BytesIO((FILES / name).read_bytes()), force=True)


def error_codes() -> dict[str, str]:
    """Return the names of the files that can't be shown, each with the code of its error."""
    codes = dict.fromkeys(NOT_DICOM, "not-dicom") | dict.fromkeys(CUT_SHORT, "truncated")
    for name in names():
        if name in codes:
            continue
        dataset = read(name)
        if "PixelData" not in dataset:
            codes[name] = "no-image"
        elif transfer_syntax(dataset) not in NATIVE:
            codes[name] = "transfer-syntax"
    return codes | UNSHOWN_IMAGES


def images() -> list[str]:
    """Return the names of the files that must be shown."""
    unshown = error_codes()
    return [name for name in names() if name not in unshown]
