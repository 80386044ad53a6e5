"""Reading: any encoding, with or without a preamble, cut short or damaged."""

import gzip
import struct
import warnings
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.filereader import dcmread

from datasets import file_bytes, image
from dicom_viewer import Study, View
from harness import TRANSFER_SYNTAXES, expected, outcome, stored_values

pytestmark = pytest.mark.filterwarnings("ignore")  # pydicom's, of what is missing or cut


def picture() -> Dataset:
    return image(stored_values((2, 8, 9), 12).astype(np.uint16), bits=(16, 12, 11))


@pytest.mark.parametrize("syntax", ["implicit", "explicit", "big-endian"])
def test_a_data_set_needs_neither_preamble_nor_file_meta_information(syntax: str) -> None:
    uid = TRANSFER_SYNTAXES[syntax]
    dataset = image(stored_values((4, 5), 16).astype(np.uint16), transfer_syntax=uid)
    want = expected(dataset)
    del dataset.file_meta
    bare = BytesIO()
    dataset.save_as(bare, implicit_vr=uid.is_implicit_VR, little_endian=uid.is_little_endian)
    study = Study.open(bare.getvalue())
    np.testing.assert_array_equal(study.render(View()).rgba, want)
    assert study.summary["transferSyntaxUID"] == uid


def test_a_transfer_syntax_that_is_missing_is_found_out() -> None:
    dataset = picture()
    data = file_bytes(dataset)
    start = data.index(struct.pack("<HH2s", 0x0002, 0x0010, b"UI"))
    length = struct.unpack_from("<H", data, start + 6)[0] + 8
    group_length = struct.pack("<L", struct.unpack_from("<L", data, 140)[0] - length)
    study = Study.open(data[:140] + group_length + data[144:start] + data[start + length :])
    np.testing.assert_array_equal(study.render(View()).rgba, expected(dataset))
    assert study.summary["transferSyntaxUID"] == TRANSFER_SYNTAXES["explicit"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"DICM",
        bytes(132),
        bytes(10_000),
        b"\xff" * 10_000,
        b"<!doctype html><title>404</title>" * 100,
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        gzip.compress(file_bytes(picture()), mtime=0),
        np.random.default_rng(1).bytes(5000),
    ],
    ids=["nothing", "magic", "zeros", "more zeros", "ones", "html", "png", "gzip", "noise"],
)
def test_what_is_not_dicom_is_told(data: bytes) -> None:
    assert outcome(data) == "not-dicom"


MAGIC = b"\0" * 128 + b"DICM"
SEQUENCE = struct.pack("<HH2sHL", 0x0008, 0x1140, b"SQ", 0, 0xFFFFFFFF)
ITEM = struct.pack("<HHL", 0xFFFE, 0xE000, 0xFFFFFFFF)


@pytest.mark.parametrize(
    ("head", "code"),
    [(b"", "not-dicom"), (MAGIC, "no-image"), (MAGIC + SEQUENCE + ITEM, "decode")],
    ids=["bare", "magic", "item"],
)
def test_zeros_are_given_up_after_a_few_elements(
    head: bytes, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends: list[int] = []

    def observed(source: BytesIO, *args: Any, **options: Any) -> Dataset:  # noqa: ANN401
        try:
            return dcmread(source, *args, **options)
        finally:
            ends.append(source.tell())

    monkeypatch.setattr("dicom_viewer.dataset.pydicom.dcmread", observed)
    assert outcome(head + b"\0" * 16_000_000) == code
    assert 0 < max(ends) < len(head) + 200


@pytest.mark.parametrize("syntax", ["implicit", "explicit", "big-endian"])
def test_a_sequence_may_hold_many_empty_items(syntax: str) -> None:
    stored = stored_values((4, 5), 16).astype(np.uint16)
    dataset = image(stored, transfer_syntax=TRANSFER_SYNTAXES[syntax])
    dataset.ReferencedImageSequence = [Dataset() for _ in range(50)]
    dataset["ReferencedImageSequence"].is_undefined_length = True
    study = Study.open(file_bytes(dataset))
    np.testing.assert_array_equal(study.render(View()).rgba, expected(dataset))


@pytest.mark.parametrize("length", [132, 140, 200, 300])
def test_a_file_that_ends_in_its_head_is_truncated(length: int) -> None:
    assert outcome(file_bytes(picture())[:length]) == "truncated"


@pytest.mark.parametrize("syntax", TRANSFER_SYNTAXES)
def test_a_file_cut_anywhere_is_shown_or_truncated(syntax: str) -> None:
    stored = stored_values((3, 8, 9), 12).astype(np.uint16)
    data = file_bytes(image(stored, bits=(16, 12, 11), transfer_syntax=TRANSFER_SYNTAXES[syntax]))
    codes = [outcome(data[:length]) for length in range(132, len(data), 7)]
    # cut exactly between two elements, a file is whole and merely lacks pixel data
    assert set(codes) <= {"truncated", "no-image", "shown"}
    assert codes[0] == "truncated"
    assert "shown" not in codes or set(codes[codes.index("shown") :]) == {"shown"}
    assert outcome(data) == "shown"


def test_whole_frames_of_a_cut_file_are_shown_with_a_warning() -> None:
    dataset = picture()
    data = file_bytes(dataset)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        study = Study.open(data[:-10])
    assert study.summary["frameCount"] == 1
    np.testing.assert_array_equal(study.render(View()).rgba, expected(dataset))
    assert "truncated" in [getattr(each.message, "code", None) for each in caught]
