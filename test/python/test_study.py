"""A study: its series, and what is decoded before it is asked for."""

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate, generate_frames
from pydicom.uid import RLELossless

from datasets import file_bytes, image
from dicom_viewer import Study, View, ViewerError
from dicom_viewer.series import Series
from harness import expected, stored_values


def series_of(*datasets: Dataset) -> Series:
    study = Study()
    for dataset in datasets:
        study.add(file_bytes(dataset))
    return study.choose(0)


@pytest.mark.parametrize(
    ("shown", "ahead"), [([0], [1, 2, 3]), ([3, 2], [1, 0]), ([0, 2], [3])], ids=str
)
def test_the_next_frames_are_decoded_ahead(
    shown: list[int], ahead: list[int], decoded_frames: list[int]
) -> None:
    dataset = image(stored_values((4, 10, 10), 8).astype(np.uint8), transfer_syntax=RLELossless)
    series = series_of(dataset)
    for frame in shown:
        series.render(View(frame))
    before = len(decoded_frames)
    assert [series.decode_ahead() for _ in range(len(ahead) + 1)] == [*[True] * len(ahead), False]
    assert len(decoded_frames) == before + len(ahead)
    for frame in ahead:
        np.testing.assert_array_equal(series.render(View(frame)).rgba, expected(dataset, frame))
    assert len(decoded_frames) == before + len(ahead)


def test_nothing_is_decoded_ahead_before_the_first_frame_and_of_native_pixels() -> None:
    stored = stored_values((4, 10, 10), 8).astype(np.uint8)
    assert not series_of(image(stored, transfer_syntax=RLELossless)).decode_ahead()
    native = series_of(image(stored))
    native.render(View(0))
    assert not native.decode_ahead()


def test_what_is_wrong_with_a_frame_is_told_when_it_is_shown() -> None:
    dataset = image(stored_values((2, 8, 9), 8).astype(np.uint8), transfer_syntax=RLELossless)
    first, _ = generate_frames(dataset.PixelData, number_of_frames=2)
    dataset.PixelData = encapsulate([first, b"\xff" * 64])
    series = series_of(dataset)
    series.render(View(0))
    assert not series.decode_ahead()
    with pytest.raises(ViewerError):
        series.render(View(1))
