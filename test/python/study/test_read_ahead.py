"""Frames of files that aren't in memory are read before planes, or a user, ask for them."""

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.uid import RLELossless

from datasets import file_bytes
from dicom_viewer import Study, View
from dicom_viewer.dataset.file_bytes import FileUnreadable, MemoryBytes, ReadAtOnce
from dicom_viewer.pixels.frame_cache import FrameCache
from dicom_viewer.study import instance
from dicom_viewer.study.series import Series
from harness import expected
from slices import stack_images

COUNT, SIZE = 5, (16, 20)
FRAME_BYTES = SIZE[0] * SIZE[1] * 2
ALL = 60.0
"""Seconds that suffice for all frames."""


class DiskFile(MemoryBytes):
    """A file whose pixel data are read slowly: the reads of at least a frame are counted."""

    in_memory = False
    is_gone = False
    reads = 0

    def read(self, start: int, stop: int) -> memoryview:
        if self.is_gone:
            raise FileUnreadable
        self.reads += stop - start == FRAME_BYTES
        return super().read(start, stop)


def slices(*, bits: tuple[int, int, int] | None = None) -> list[Dataset]:
    """Make a CT's slices, each of other values, which fill their cells or have 12 bits."""
    datasets = stack_images(range(COUNT), size=SIZE)
    for number, dataset in enumerate(datasets):
        values = np.random.default_rng(number).integers(0, 4096, SIZE).astype("<u2")
        dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = bits or (16, 16, 15)
        dataset.PixelData = values.tobytes()
        dataset["PixelData"].VR = "OW"
    return datasets


def opened(
    datasets: list[Dataset], cache: FrameCache | None = None
) -> tuple[Series, list[DiskFile]]:
    """Open slices on a disk, the first of which is shown."""
    study = Study(cache)
    files = [DiskFile(file_bytes(dataset)) for dataset in datasets]
    for index, file in enumerate(files):
        study.add(index, file)
    series = study.choose(0)
    series.render(View(0))
    return series, files


def test_a_frame_that_was_read_with_its_file_isnt_read_again_as_long_as_there_is_room() -> None:
    datasets = slices()
    study = Study(FrameCache(2 * FRAME_BYTES))
    files = [DiskFile(file_bytes(dataset)) for dataset in datasets]
    for index, file in enumerate(files):
        study.add(index, ReadAtOnce(file))
    series = study.choose(0)
    for index in range(COUNT):
        assert series.render(View(index)).rgba.tobytes() == expected(datasets[index]).tobytes()
    assert reads(files) == [0, 0, 1, 1, 1]


@pytest.mark.parametrize("bits", [None, (16, 12, 11)], ids=["16 bits", "12 bits"])
def test_planes_of_files_in_memory_decode_nothing_and_hold_nothing_twice(
    bits: tuple[int, int, int] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = Study()
    contents = [np.frombuffer(file_bytes(dataset), np.uint8) for dataset in slices(bits=bits)]
    for index, content in enumerate(contents):
        study.add(index, MemoryBytes(content.data))
    monkeypatch.setattr(instance, "decode_frame", None)
    assert study.choose(0).prepare(View(plane="coronal")) == 0
    for seen in (study.choose(0).seen(View(index)) for index in range(COUNT)):
        values = seen[0].stored_values(0)
        assert any(np.shares_memory(values, content) for content in contents)


def reads(files: list[DiskFile]) -> list[int]:
    return [file.reads for file in files]


def read_all(series: Series) -> None:
    assert series.read_ahead(ALL) is False


@pytest.mark.parametrize("bits", [None, (16, 12, 11)], ids=["16 bits", "12 bits"])
def test_all_slices_are_read_once_for_scrolling_and_for_planes(
    bits: tuple[int, int, int] | None,
) -> None:
    datasets = slices(bits=bits)
    series, files = opened(datasets)
    assert reads(files) == [1, 0, 0, 0, 0]
    read_all(series)
    assert reads(files) == [1] * COUNT
    for index, dataset in enumerate(datasets):
        np.testing.assert_array_equal(series.render(View(index)).rgba, expected(dataset, 0))
    coronal = View(plane="coronal", window_center=2048, window_width=4096)
    assert series.prepare(coronal) == 0
    assert series.images(coronal)[0][1].frame_count == SIZE[0]
    assert reads(files) == [1] * COUNT


def test_the_next_slices_are_read_first_a_moment_at_a_time() -> None:
    series, files = opened(slices())
    series.render(View(3))
    orders = []
    while series.read_ahead(0):
        orders.append(reads(files))
    assert orders == [[1, 0, 0, 1, 1], [1, 0, 1, 1, 1], [1, 1, 1, 1, 1]]


def test_what_does_not_fit_in_is_not_read() -> None:
    cache = FrameCache(max_bytes=(COUNT - 1) * FRAME_BYTES)
    series, files = opened(slices(), cache)
    read_all(series)
    assert reads(files) == [1, 0, 0, 0, 0]
    for index in range(COUNT):
        series.render(View(index))
    assert (
        cache.room == 0
    )  # the first frames stay: no other is let go for one that need only be read
    assert series.render(View(0)).rgba.shape == (*SIZE, 4)
    assert reads(files) == [1] * COUNT


def test_a_file_in_memory_is_not_kept_twice() -> None:
    cache = FrameCache()
    before = cache.room
    study = Study(cache)
    for index, dataset in enumerate(slices()):
        study.add(index, file_bytes(dataset))
    series = study.choose(0)
    series.render(View(0))
    read_all(series)
    assert cache.room == before


def test_compressed_frames_are_not_all_decoded_ahead() -> None:
    datasets = slices()
    for dataset in datasets:
        dataset.compress(RLELossless)
    series, _ = opened(datasets)
    read_all(series)
    assert series.frames_ahead() == [1, 2, 3, 4]


def test_a_file_that_has_gone_is_told_of_when_it_is_shown() -> None:
    series, files = opened(slices())
    files[2].is_gone = True
    read_all(series)
    assert reads(files) == [1, 1, 0, 0, 0]
    with pytest.raises(FileUnreadable):
        series.render(View(2))
