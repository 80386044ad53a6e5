"""Elements of very many values: they are counted before they are read, and then left alone."""

import struct

import numpy as np
import pytest
from pydicom.uid import ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from datasets import element, file_bytes, image, item, reread
from dicom_viewer import Instance, ViewerError
from dicom_viewer.dataset.elements import value_of
from dicom_viewer.dataset.limits import MAX_PARTS, parts_of
from dicom_viewer.file_format import element_source
from harness import opened, outcome

pytestmark = pytest.mark.filterwarnings("ignore")

GRAY = np.zeros((2, 2), np.uint8)


@pytest.mark.parametrize(
    ("keyword", "vr", "value", "parts"),
    [
        ("ImageComments", "LT", "a\\b\\c", 1),
        ("WindowCenter", "DS", ["1", "2", "3"], 3),
        ("LUTData", "OW", b"\\" * 40, 1),
        ("GrayLookupTableData", "US", [1, 2, 3], 4),
        ("PatientName", "PN", "\x1b$B\x1b(B", 17),
        ("PixelSpacing", "DS", None, 1),
    ],
)
def test_the_values_of_an_element_are_counted(
    keyword: str, vr: str, value: object, parts: int
) -> None:
    dataset = reread(image(GRAY, **{keyword: element(keyword, vr, value)}))
    assert parts_of(dataset.get_item(keyword)) == parts
    assert value_of(dataset, keyword) == dataset[keyword].value
    assert parts_of(dataset.get_item(keyword)) == 1


@pytest.mark.parametrize(
    "uid", [ExplicitVRLittleEndian, ExplicitVRBigEndian, ImplicitVRLittleEndian]
)
def test_the_items_of_a_sequence_are_counted_at_every_depth(uid: str) -> None:
    groups = [item(FrameVOILUTSequence=[item(WindowCenter=1)])] * 3
    dataset = image(GRAY, transfer_syntax=uid, SharedFunctionalGroupsSequence=groups)
    raw = reread(dataset).get_item("SharedFunctionalGroupsSequence")
    assert parts_of(raw) == 1 + 2 * len(groups)


def test_pixels_are_not_counted_whatever_they_look_like() -> None:
    pixels = np.full((300, 300), ord("\\"), np.uint8)
    dataset = reread(image(pixels, transfer_syntax=ImplicitVRLittleEndian))
    assert parts_of(dataset.get_item("PixelData")) == 1


def test_metadata_leave_out_what_is_too_many() -> None:
    values = element("UDISequence", "UC", "1\\" * MAX_PARTS)
    with pytest.warns(match=rf"metadata-left-out \(limit={MAX_PARTS}\)"):
        metadata = opened(image(GRAY, UDISequence=values)).metadata
    assert "0018100A" not in metadata
    assert metadata["00280010"]["Value"] == [2]


def test_an_element_of_too_many_values_is_ignored() -> None:
    dataset = reread(image(GRAY, WindowCenter=element("WindowCenter", "UC", "1\\" * MAX_PARTS)))
    with pytest.warns(match=r"element-too-large \(element=WindowCenter, limit="):
        assert value_of(dataset, "WindowCenter") is None


def test_a_file_ends_after_very_many_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    many = b"".join(struct.pack("<HH2sH", 0x0019, number, b"LO", 0) for number in range(1000))
    data = file_bytes(image(GRAY))
    start = data.index(b"\x28\0\x02\0US")
    assert outcome(data[:start] + many + data[start:]) == "shown"
    monkeypatch.setattr(element_source, "_MAX_HEADERS", 900)
    with pytest.raises(ViewerError) as caught:
        Instance.open(data[:start] + many + data[start:])
    assert caught.value.code == "truncated"
