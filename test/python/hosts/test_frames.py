"""Frames of files as the kernel sends them, against pydicom and the bytes of the files."""

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.encaps import generate_frames

from datasets import file_bytes, image
from dicom_viewer.dataset.file_bytes import MemoryBytes
from dicom_viewer.hosts.disk_file import DiskFile
from dicom_viewer.hosts.notebook import frames
from dicom_viewer.hosts.notebook.sources import MadeFile
from wheel import FILES

ENCAPSULATED = ("SC_rgb_rle_2frame.dcm", "examples_ybr_color.dcm", "rtdose_rle.dcm")
NATIVE = ("rtdose.dcm", "rtdose_expb.dcm")


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of tests are short."""
    monkeypatch.setattr(frames, "LEAST_BYTES", 0)


@pytest.mark.parametrize("name", ENCAPSULATED)
def test_encapsulated_frames_are_those_of_pydicom(name: str) -> None:
    file = frames.framed(DiskFile(FILES / name))
    dataset = dcmread(FILES / name)
    expected = list(generate_frames(dataset.PixelData, number_of_frames=dataset.NumberOfFrames))
    assert file is not None
    assert [file.frame(index) for index in reversed(range(file.count))] == expected[::-1]


@pytest.mark.parametrize("name", NATIVE)
def test_native_frames_are_parts_of_the_pixel_data(name: str) -> None:
    file = frames.framed(DiskFile(FILES / name))
    data = dcmread(FILES / name).PixelData
    assert file is not None
    assert (
        b"".join(map(file.frame, range(file.count))) == data[: len(data) // file.count * file.count]
    )


def test_what_a_page_had_better_have_whole() -> None:
    single = file_bytes(image(np.zeros((4, 4), np.uint16)))
    bit = image(np.zeros((3, 5), np.uint8), NumberOfFrames=3, Rows=1, BitsAllocated=1, BitsStored=1)
    cut = DiskFile(FILES / "rtdose.dcm")
    half = MemoryBytes(bytes(cut.read(0, cut.size - 3000)))
    made = MadeFile((FILES / "rtdose.dcm").read_bytes)
    for file in (
        MemoryBytes(single),
        MemoryBytes(file_bytes(bit)),
        half,
        made,
        MemoryBytes(b"no image"),
    ):
        assert frames.framed(file) is None


def test_a_short_file_is_sent_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "LEAST_BYTES", 1 << 20)
    assert frames.framed(DiskFile(FILES / "rtdose.dcm")) is None
