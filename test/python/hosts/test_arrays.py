"""Arrays as data sets: the values that are seen and probed are the array's."""

from io import BytesIO
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.dataset import Dataset

from dicom_viewer import Study, View
from dicom_viewer.hosts.notebook.arrays import file_of, files_of
from reference import expected_rgba

RNG = np.random.default_rng(0)
TYPES = ("u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8", "?", ">i2", ">f4")


def study_of(values: NDArray[Any], **options: Any) -> Study:  # noqa: ANN401 - of any type
    study = Study()
    for index, make in enumerate(files_of(values, **options)):
        study.add(index, make())
    return study


def random(dtype: str, shape: tuple[int, ...]) -> NDArray[Any]:
    kind = np.dtype(dtype)
    if kind.kind in "iu":
        limits = np.iinfo(np.dtype(f"{kind.kind}{min(kind.itemsize, 4)}"))
        return RNG.integers(limits.min, limits.max, shape, endpoint=True).astype(dtype)
    return (RNG.normal(size=shape) * 100).astype(dtype)


@pytest.mark.parametrize("dtype", TYPES)
def test_a_pixel_has_the_value_of_the_array(dtype: str) -> None:
    values = random(dtype, (3, 5, 7))
    series = study_of(values).choose(0)
    assert series.frame_count == 3
    for frame in range(3):
        seen = [[series.pixel_at(View(frame), x, y) for x in range(7)] for y in range(5)]
        np.testing.assert_array_equal(np.array(seen), values[frame].astype("f8"))


@pytest.mark.parametrize("dtype", ["i8", "u8"])
def test_an_integer_that_no_pixel_holds_is_a_float(dtype: str) -> None:
    values = np.array([[0, 1 << 40]], dtype)
    assert study_of(values).choose(0).pixel_at(View(), 1, 0) == 1 << 40


@pytest.mark.parametrize("dtype", TYPES)
def test_what_is_seen_is_what_the_standard_asks_for(dtype: str) -> None:
    values = random(dtype, (2, 6, 8))
    series = study_of(values).choose(0)
    for frame, make in enumerate(files_of(values)):
        rgba = series.render(View(frame)).rgba
        np.testing.assert_array_equal(rgba, expected_rgba(dcmread(BytesIO(make()))))


def test_the_whole_range_of_all_slices_is_seen() -> None:
    values = np.array([[[-3.0, 0.0]], [[1.0, 5.0]]])
    series = study_of(values).choose(0)
    grays = [series.render(View(frame)).rgba[0, :, 0].tolist() for frame in range(2)]
    assert grays == [[0, 96], [128, 255]]


def test_bytes_are_seen_as_they_are() -> None:
    values = np.arange(20, 220, dtype=np.uint8).reshape(10, 20)
    rgba = study_of(values).choose(0).render(View()).rgba
    np.testing.assert_array_equal(rgba[..., 0], values)


def test_what_is_no_number_has_no_value_and_changes_no_window() -> None:
    values = np.array([[np.nan, -1.0, np.inf, 1.0]])
    series = study_of(values).choose(0)
    assert series.pixel_at(View(), 1, 0) == -1
    assert series.render(View()).rgba[0, 1::2, 0].tolist() == [0, 255]


def test_three_bytes_in_the_last_axis_are_a_colour() -> None:
    values = RNG.integers(0, 255, (2, 4, 5, 3), np.uint8)
    series = study_of(values).choose(0)
    np.testing.assert_array_equal(series.render(View(1)).rgba[..., :3], values[1])
    single = study_of(values[0]).choose(0)
    np.testing.assert_array_equal(single.render(View()).rgba[..., :3], values[0])


def test_with_a_spacing_planes_are_cut() -> None:
    values = RNG.integers(0, 1000, (4, 5, 6), np.int16)
    series = study_of(values, spacing=(2, 0.5, 0.5)).choose(0)
    view = View(plane="coronal", frame=1)
    series.prepare(view)
    # The coronal plane of row 1, seen from the front, begins at the head: the last slice.
    seen = [series.pixel_at(view, x, 0) for x in range(6)]
    assert seen == values[3, 1].tolist()


def test_without_a_spacing_nothing_is_in_millimetres() -> None:
    (make,) = files_of(np.zeros((4, 5), np.int16))
    assert "PixelSpacing" not in dcmread(BytesIO(make()))
    (make,) = files_of(np.zeros((4, 5), np.int16), spacing=(0.5, 0.25))
    assert dcmread(BytesIO(make())).PixelSpacing == [0.5, 0.25]


def test_a_modality_gives_its_presets() -> None:
    values = np.arange(-1000, 1000, dtype=np.int16).reshape(20, 100)
    rendered = study_of(values, modality="CT").choose(0).render(View(preset="lung"))
    assert (rendered.window_center, rendered.window_width) == (-600, 1500)


@pytest.mark.parametrize(
    "values",
    [
        np.zeros(4),
        np.zeros((2, 2, 2, 2)),
        np.zeros((0, 4)),
        np.array([["a"]]),
        np.zeros((2, 2), "c8"),
    ],
    ids=["one axis", "four axes", "empty", "text", "complex"],
)
def test_what_is_no_image_is_refused(values: NDArray[Any]) -> None:
    with pytest.raises(ValueError, match=r"An image has rows|Pixels are numbers"):
        list(files_of(values))


def test_a_spacing_is_two_or_three_numbers() -> None:
    with pytest.raises(ValueError, match="spacing"):
        list(files_of(np.zeros((2, 2)), spacing=[1]))


def test_a_data_set_of_ones_own_becomes_a_file_and_stays_as_it_is() -> None:
    dataset = Dataset()
    dataset.PatientName = "Doe^Jane"
    read = dcmread(BytesIO(file_of(dataset)))
    assert read.PatientName == "Doe^Jane"
    assert [*dataset.keys()] == [0x00100010]
    assert not hasattr(dataset, "file_meta")
