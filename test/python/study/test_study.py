"""A study: its series, and what is decoded before it is asked for."""

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate, generate_frames
from pydicom.uid import RLELossless

from datasets import file_bytes, image
from dicom_viewer import Study, View, ViewerError
from dicom_viewer.study.series import Series
from harness import expected, stored_values
from slices import stack_images


def series_of(*datasets: Dataset) -> Series:
    study = Study()
    for index, dataset in enumerate(datasets):
        study.add(index, file_bytes(dataset))
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
    assert series.frames_ahead() == ahead
    assert all(series.decode_ahead(frame) for frame in ahead)
    assert not series.frames_ahead()
    assert len(decoded_frames) == before + len(ahead)
    for frame in ahead:
        np.testing.assert_array_equal(series.render(View(frame)).rgba, expected(dataset, frame))
    assert len(decoded_frames) == before + len(ahead)


def test_nothing_is_decoded_ahead_before_the_first_frame_and_of_native_pixels() -> None:
    stored = stored_values((4, 10, 10), 8).astype(np.uint8)
    assert not series_of(image(stored, transfer_syntax=RLELossless)).frames_ahead()
    native = series_of(image(stored))
    native.render(View(0))
    assert not native.frames_ahead()


def test_what_is_wrong_with_a_frame_is_told_when_it_is_shown() -> None:
    dataset = image(stored_values((2, 8, 9), 8).astype(np.uint8), transfer_syntax=RLELossless)
    first, _ = generate_frames(dataset.PixelData, number_of_frames=2)
    dataset.PixelData = encapsulate([first, b"\xff" * 64])
    series = series_of(dataset)
    series.render(View(0))
    assert not series.decode_ahead(1)
    with pytest.raises(ViewerError):
        series.render(View(1))


def opened(*datasets: Dataset) -> Study:
    study = Study()
    for index, dataset in enumerate(datasets):
        study.add(index, file_bytes(dataset))
    return study


def tops(study: Study, series: int = 0) -> list[float]:
    """Return the first value of each frame of a series."""
    chosen = study.choose(series)
    return [chosen.pixel_at(View(frame), 0, 0) for frame in range(chosen.frame_count)]


def slices(offsets: list[float], **elements: object) -> list[Dataset]:
    """Make slices of which each is as bright as it lies high."""
    datasets = stack_images(offsets, **elements)
    for offset, dataset in zip(offsets, datasets, strict=True):
        dataset.PixelData = bytes([int(offset)]) * len(dataset.PixelData)
    return datasets


def test_slices_are_sorted_by_where_they_lie_as_they_come() -> None:
    first, *others = slices([20, 0, 30, 10])
    study = opened(first)
    assert tops(study) == [20]
    for index, dataset in enumerate(others, 1):
        study.add(index, file_bytes(dataset))
    assert tops(study) == [20]
    study.arrange()
    assert tops(study) == [0, 10, 20, 30]


def test_files_that_say_nothing_of_their_order_stay_in_the_source_s() -> None:
    study = Study()
    for index in (2, 0, 1):
        dataset = image(np.full((2, 2), index, np.uint8), SeriesInstanceUID="1.2")
        dataset.SOPInstanceUID = f"1.2.{index}"
        study.add(index, file_bytes(dataset))
    assert tops(study) == [0, 1, 2]


def test_a_series_is_chosen_and_clamped() -> None:
    study = opened(
        *slices([7], SeriesInstanceUID="1.9", SeriesNumber=9), *slices([0, 1], SeriesNumber=1)
    )
    assert [tops(study, index) for index in (0, 1, 2, -1)] == [[0, 1], [7], [7], [0, 1]]


def test_the_same_file_twice_is_counted_and_shown_once() -> None:
    low, high = slices([0, 1])
    study = opened(low, high, low)
    assert tops(study) == [0, 1]
    assert study.duplicate_count == 1


def test_the_metadata_are_of_the_shown_slice_and_tell_the_geometry_of_all() -> None:
    datasets = slices([5, 0, 10])
    series = opened(*datasets).choose(0)
    assert series.metadata(View(1))["00080018"]["Value"] == [datasets[0].SOPInstanceUID]
    for frame in range(3):
        geometry = series.metadata(View(frame))["geometry"]
        assert (geometry["slices"], geometry["spacing"]) == (3, [0.5, 0.7, 5])


def test_the_metadata_key_changes_with_the_instance_and_with_what_there_is() -> None:
    datasets = slices([0, 5, 10])
    study = opened(*datasets[:2])
    keys = [study.metadata_key(View(frame)) for frame in (0, 1, 0)]
    assert keys[0] == keys[2] != keys[1]
    study.add(2, file_bytes(datasets[2]))
    assert study.metadata_key(View(0)) == keys[0]
    study.arrange()
    assert study.metadata_key(View(0)) != keys[0]


def test_one_frame_alone_is_ready_though_it_is_of_another_instance() -> None:
    series = opened(*slices([0, 1])).choose(0)
    (first, _), (second, _) = (series.seen(View(frame)) for frame in range(2))
    series.render(View(0))
    series.render(View(1))
    assert first._prepared is None  # noqa: SLF001 - what takes the memory
    assert second._prepared is not None  # noqa: SLF001
