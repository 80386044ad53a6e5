"""An instance: its frames, summary and probe, and that a frame is decoded when it is asked for."""

import numpy as np
import pytest
from pydicom.uid import (
    MPEG2MPML,
    ExplicitVRLittleEndian,
    RLELossless,
    RTPlanStorage,
)

from datasets import element, file_bytes, image
from dicom_viewer import Instance, View, ViewerError, ViewerWarning
from dicom_viewer.pixels.frame_cache import FrameCache
from harness import expected, opened, stored_values


def test_one_frame_is_decoded_when_it_is_asked_for(decoded_frames: list[int]) -> None:
    instance = opened(
        image(stored_values((9, 6, 7), 8).astype(np.uint8), transfer_syntax=RLELossless)
    )
    assert decoded_frames == []
    instance.render(View(frame=7))
    assert len(decoded_frames) == 1


def test_a_frame_is_decoded_once_for_all_its_windows_and_probes(decoded_frames: list[int]) -> None:
    instance = opened(
        image(stored_values((3, 6, 7), 8).astype(np.uint8), transfer_syntax=RLELossless)
    )
    for center in range(20):
        instance.render(View(frame=1, window_center=center, window_width=50, invert=center > 9))
    instance.pixel_at(1, 0, 0)
    assert len(decoded_frames) == 1
    instance.pixel_at(2, 0, 0)
    instance.render(View(frame=1))
    assert len(decoded_frames) == 2


def test_decoded_frames_are_kept_within_their_bytes(decoded_frames: list[int]) -> None:
    dataset = image(stored_values((4, 10, 10), 8).astype(np.uint8), transfer_syntax=RLELossless)
    instance = Instance.open(file_bytes(dataset), FrameCache(max_bytes=250))
    for frame in (0, 1, 0, 2, 0, 1, 3):
        np.testing.assert_array_equal(instance.render(View(frame)).rgba, expected(dataset, frame))
    # 2 took the place of 1, which wasn't used for longest, then 1 that of 2 and 3 that of 0
    assert len(decoded_frames) == 5


def test_a_frame_that_is_larger_than_the_cache_is_shown_and_not_kept(
    decoded_frames: list[int],
) -> None:
    dataset = image(stored_values((2, 10, 10), 8).astype(np.uint8), transfer_syntax=RLELossless)
    instance = Instance.open(file_bytes(dataset), FrameCache(max_bytes=99))
    for frame in (0, 1, 0):
        np.testing.assert_array_equal(instance.render(View(frame)).rgba, expected(dataset, frame))
    assert len(decoded_frames) == 3
    assert not instance.decode_ahead(1)


def test_a_closed_study_leaves_its_room_to_others(decoded_frames: list[int]) -> None:
    dataset = image(stored_values((2, 10, 10), 8).astype(np.uint8), transfer_syntax=RLELossless)
    cache = FrameCache(max_bytes=200)
    first, second = (Instance.open(file_bytes(dataset), cache) for _ in range(2))
    first.render(View(0))
    second.render(View(0))
    first.drop_frames()
    second.render(View(1))
    second.render(View(0))
    assert len(decoded_frames) == 3


def test_frames_that_were_dropped_are_decoded_anew(decoded_frames: list[int]) -> None:
    dataset = image(stored_values((3, 10, 10), 8).astype(np.uint8), transfer_syntax=RLELossless)
    instance = opened(dataset)
    for frame in (0, 1):
        instance.render(View(frame))
    instance.drop_frames()
    for frame in (1, 0):
        np.testing.assert_array_equal(instance.render(View(frame)).rgba, expected(dataset, frame))
    assert len(decoded_frames) == 4


def test_a_broken_frame_is_an_error_and_the_others_are_shown() -> None:
    dataset = image(stored_values((3, 8, 9), 8).astype(np.uint8), transfer_syntax=RLELossless)
    want = expected(dataset, 2)
    header = (1).to_bytes(4, "little") + (64).to_bytes(4, "little")
    second = dataset.PixelData.find(header, dataset.PixelData.find(header) + 1)
    broken = bytearray(dataset.PixelData)
    broken[second : second + 4] = b"\xff" * 4
    dataset.PixelData = bytes(broken)
    instance = opened(dataset)
    with pytest.raises(ViewerError) as caught:
        instance.render(View(1))
    assert caught.value.code == "decode"
    np.testing.assert_array_equal(instance.render(View(2)).rgba, want)


@pytest.mark.parametrize(
    ("frame", "clamped"), [(-5, 0), (0, 0), (3, 3), (4, 3), (10**9, 3)], ids=str
)
def test_a_frame_out_of_range_is_clamped(frame: int, clamped: int) -> None:
    dataset = image(stored_values((4, 3, 3), 8).astype(np.uint8))
    rendering = opened(dataset).render(View(frame))
    np.testing.assert_array_equal(rendering.rgba, expected(dataset, clamped))
    assert opened(dataset).pixel_at(frame, 1, 1) == opened(dataset).pixel_at(clamped, 1, 1)


@pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, RLELossless], ids=["native", "rle"])
@pytest.mark.parametrize("number", [None, "", "0", "-3"])
def test_without_a_number_of_frames_there_is_one(number: str | None, syntax: str) -> None:
    dataset = image(stored_values((1, 5, 5), 8).astype(np.uint8), transfer_syntax=syntax)
    dataset["NumberOfFrames"] = element("NumberOfFrames", "IS", number)
    if number is None:
        del dataset.NumberOfFrames
    instance = opened(dataset)
    assert instance.summary["frameCount"] == 1
    np.testing.assert_array_equal(instance.render(View(3)).rgba, expected(dataset))


def test_frames_that_the_file_does_not_hold_are_not_counted() -> None:
    dataset = image(stored_values((3, 5, 5), 16).astype(np.uint16), NumberOfFrames=8)
    with pytest.warns(ViewerWarning, match=r"frames-missing \(found=3, count=8\)"):
        instance = opened(dataset)
    assert instance.summary["frameCount"] == 3
    np.testing.assert_array_equal(instance.render(View(7)).rgba, expected(dataset, 2))


def test_encapsulated_frames_that_the_file_does_not_hold_are_not_counted() -> None:
    dataset = image(
        stored_values((3, 5, 5), 8).astype(np.uint8), transfer_syntax=RLELossless, NumberOfFrames=8
    )
    with pytest.warns(ViewerWarning, match=r"frames-missing \(found=3, count=8\)"):
        instance = opened(dataset)
    assert instance.summary["frameCount"] == 3
    np.testing.assert_array_equal(instance.render(View(7)).rgba, expected(dataset, 2))


def test_a_number_of_frames_less_than_the_data_hold_counts() -> None:
    dataset = image(stored_values((3, 5, 5), 16).astype(np.uint16), NumberOfFrames=2)
    assert opened(dataset).summary["frameCount"] == 2


@pytest.mark.parametrize(("x", "y"), [(-1, 0), (0, -1), (4, 0), (0, 3), (10**6, 10**6)])
def test_there_is_no_pixel_outside_the_image(x: int, y: int) -> None:
    assert opened(image(np.zeros((3, 4), np.uint8))).pixel_at(0, x, y) is None


def test_x_is_the_column_and_y_the_row_of_a_pixel() -> None:
    instance = opened(image(np.arange(12, dtype=np.int16).reshape(3, 4), RescaleIntercept=-1000))
    assert instance.pixel_at(0, 3, 0) == -997
    assert instance.pixel_at(0, 0, 2) == -992


def test_the_summary_says_what_a_page_needs() -> None:
    dataset = image(np.zeros((2, 3, 4), np.int16), bits=(16, 12, 11), Modality="CT")
    summary = opened(dataset).summary
    assert {key: summary[key] for key in ("rows", "columns", "frameCount", "modality")} == {
        "rows": 3,
        "columns": 4,
        "frameCount": 2,
        "modality": "CT",
    }
    assert summary["transferSyntaxUID"] == "1.2.840.10008.1.2.1"
    assert summary["transferSyntaxName"] == "Explicit VR Little Endian"
    assert (summary["bitsAllocated"], summary["bitsStored"], summary["signed"]) == (16, 12, True)


@pytest.mark.usefixtures("native_decoders_only")
def test_a_compressed_transfer_syntax_is_an_error_that_names_it() -> None:
    dataset = image(np.zeros((2, 2), np.uint8), transfer_syntax=RLELossless)
    dataset.file_meta.TransferSyntaxUID = MPEG2MPML
    with pytest.raises(ViewerError, match=r"MPEG2.*1\.2\.840\.10008\.1\.2\.4\.100") as caught:
        opened(dataset)
    assert caught.value.code == "transfer-syntax"


def test_nothing_of_a_study_is_shared_with_another() -> None:
    one = opened(image(np.array([[1, 2]], np.uint8)))
    other = opened(image(np.array([[5, 9]], np.uint8)))
    assert isinstance(one, Instance)
    assert (one.pixel_at(0, 1, 0), other.pixel_at(0, 1, 0)) == (2, 9)


@pytest.mark.parametrize(
    ("elements", "code"),
    [
        ({"PixelData": None, "SOPClassUID": RTPlanStorage}, "no-image"),
        ({"Rows": 0}, "decode"),
        ({"Rows": 65535, "Columns": 65535}, "memory"),
    ],
)
def test_what_has_no_image_to_show_still_tells_of_itself(elements: dict, code: str) -> None:
    dataset = image(np.zeros((2, 2), np.uint8), PatientName="Doe^Jane", **elements)
    with pytest.raises(ViewerError) as caught:
        opened(dataset)
    assert caught.value.code == code
    metadata = caught.value.metadata
    assert metadata["00100010"]["Value"] == [{"Alphabetic": "Doe^Jane"}]
    assert metadata["summary"]["sopClassUID"] == dataset.SOPClassUID
    assert metadata["summary"]["frameCount"] == metadata["summary"]["rows"] == 0


def test_what_is_no_dicom_has_no_metadata() -> None:
    with pytest.raises(ViewerError) as caught:
        Instance.open(b"a text")
    assert caught.value.metadata is None
