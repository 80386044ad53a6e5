"""Which frames make a series, and in which order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from pydicom.dataset import Dataset

from arranged import arranged, arrangement_of, attributes_of, keys_of
from call_count import calls_of
from datasets import element
from dicom_viewer.geometry.image_plane import ImagePlane
from dicom_viewer.stacks.frame_attributes import FrameAttributes
from dicom_viewer.stacks.series_order import arrange
from dicom_viewer.stacks.stack import NoStack, stack_of
from dicom_viewer.turns import finish
from slices import (
    AXIAL,
    CORONAL,
    ORIENTATIONS,
    SAGITTAL,
    enhanced_image,
    plane_group,
    position_group,
    slice_image,
    stack_images,
)


def shuffled(count: int, seed: int = 0) -> list[int]:
    return np.random.default_rng(seed).permutation(count).tolist()


def series_of(*lengths: int) -> list[list[int]]:
    """Return consecutive indices in parts of given lengths."""
    ends = np.cumsum(lengths)
    return [list(range(end - length, end)) for end, length in zip(ends, lengths, strict=True)]


def with_elements(datasets: Sequence[Dataset], **elements: Sequence[object]) -> list[Dataset]:
    """Give each of data sets its own value of elements."""
    for keyword, values in elements.items():
        for dataset, value in zip(datasets, values, strict=True):
            setattr(dataset, keyword, value)
    return list(datasets)


@pytest.mark.parametrize("orientation", ORIENTATIONS.values(), ids=ORIENTATIONS)
@pytest.mark.parametrize("shear", [0, 0.3])
def test_slices_ascend_along_their_normal(orientation: tuple[float, ...], shear: float) -> None:
    slices = stack_images(np.arange(-12, 18, 2.5), orientation, shear=shear)
    with_elements(slices, InstanceNumber=range(12, 0, -1))
    assert arranged(slices, shuffled(12)) == series_of(12)


def test_positions_come_before_instance_numbers_and_arrival() -> None:
    slices = with_elements(stack_images([0, 1, 2]), InstanceNumber=[2, 3, 1])
    assert arranged(slices, [2, 0, 1]) == [[0, 1, 2]]


def test_without_positions_instance_numbers_count_then_arrival() -> None:
    images = [slice_image(None) for _ in range(5)]
    with_elements(images, InstanceNumber=[10, 9, None, 2, None])
    with_elements(images, FrameOfReferenceUID=["1.2.1"] * 2 + ["1.2.2"] * 3)
    assert arranged(images, [4, 0, 1, 2, 3]) == [[3, 1, 0, 4, 2]]


@pytest.mark.parametrize(
    "elements",
    [
        {"SeriesInstanceUID": "1.2.9"},
        {"size": (4, 5)},
        {"size": (6, 4)},
        {"photometric": "RGB"},
        {"photometric": "MONOCHROME1"},
        {"orientation": CORONAL},
        {"spacing": (0.5, 0.7)},
        {"FrameOfReferenceUID": "1.2.8"},
        {"ImageType": ["ORIGINAL", "PRIMARY", "LOCALIZER"]},
        {"position": None},
        {"EchoTime": "90"},
        {"DiffusionBValue": 1000.0},
    ],
    ids=lambda elements: next(iter(elements)),
)
def test_what_differs_is_a_series_of_its_own(elements: dict[str, object]) -> None:
    main = stack_images([0, 1, 2, 3])
    others = [slice_image(**{"position": (0, 0, z), **elements}) for z in (0, 1, 2)]
    series = arranged([*main, *others], [0, 4, 1, 5, 6, 2, 3])
    assert series == [[0, 1, 2, 3], [4, 5, 6]]


def test_rounded_directions_and_spacings_are_the_same() -> None:
    slices = stack_images([0, 1, 2])
    slices[1].ImageOrientationPatient = [1, 0.0002, 0, -0.0002, 1, 0]
    slices[2].PixelSpacing = ["0.7000001", "0.4999"]
    assert arranged(slices, [1, 2, 0]) == [[0, 1, 2]]


def test_a_localizer_of_three_planes_stays_apart_from_the_slices() -> None:
    scouts = [slice_image((0, 0, 0), each) for each in (CORONAL, SAGITTAL)]
    series = arranged([*stack_images([0, 1, 2]), *scouts], [3, 0, 4, 1, 2])
    assert series == [[0, 1, 2], [3], [4]]


def test_views_around_an_axis_stay_together() -> None:
    angles = np.arange(0, np.pi, 0.1)
    views = [
        slice_image((0, 0, 0), (np.cos(angle), np.sin(angle), 0, 0, 0, -1)) for angle in angles
    ]
    with_elements(views, InstanceNumber=range(len(views)))
    assert arranged(views, shuffled(len(views))) == series_of(len(views))


def test_a_frame_of_reference_for_each_slice_splits_nothing() -> None:
    slices = stack_images(range(5))
    with_elements(slices, FrameOfReferenceUID=[f"1.2.{n}" for n in range(1, 6)])
    assert arranged(slices, [4, 2, 0, 1, 3]) == series_of(5)


@pytest.mark.parametrize(
    ("keyword", "values"),
    [
        ("TemporalPositionIdentifier", [1, 2, 10]),
        ("TriggerTime", ["0", "40", "800"]),
        ("EchoNumbers", [1, 2, 3]),
        ("EchoTime", ["4.6", "9.2", "13.8"]),
        ("DiffusionBValue", [0.0, 500.0, 1000.0]),
        ("AcquisitionNumber", [1, 2, 10]),
        ("AcquisitionTime", ["100000", "100000.5", "110000"]),
        ("AcquisitionDateTime", ["20260101100000", "20260101100000.5", "20260102"]),
        ("ContentTime", ["100000", "100000.5", "110000"]),
    ],
)
def test_slices_at_the_same_positions_are_told_apart(keyword: str, values: list[object]) -> None:
    slices = stack_images([*range(5)] * 3)
    with_elements(slices, **{keyword: np.repeat(np.array(values, object), 5).tolist()})
    assert arranged(slices, shuffled(15)) == series_of(5, 5, 5)


def test_directions_of_diffusion_are_told_apart() -> None:
    slices = stack_images([*range(4)] * 2)
    directions = [[1.0, 0.0, 0.0]] * 4 + [[0.0, 1.0, 0.0]] * 4
    with_elements(slices, DiffusionGradientOrientation=directions)
    assert [sorted(each) for each in arranged(slices, shuffled(8))] == [[4, 5, 6, 7], [0, 1, 2, 3]]


def test_two_differences_make_four_series() -> None:
    slices = stack_images([*range(3)] * 4)
    with_elements(
        slices,
        EchoNumbers=[1] * 6 + [2] * 6,
        ImageType=([["ORIGINAL", "PRIMARY", "M"]] * 3 + [["ORIGINAL", "PRIMARY", "P"]] * 3) * 2,
    )
    assert arranged(slices, shuffled(12)) == series_of(3, 3, 3, 3)


def test_times_of_single_slices_tell_no_stacks_apart() -> None:
    slices = stack_images([*range(5)] * 3)
    with_elements(
        slices,
        TriggerTime=[str(n) for n in range(15)],
        AcquisitionTime=[f"1000{n}" for n in range(10, 25)],
        InstanceNumber=range(15),
    )
    assert arranged(slices, shuffled(15)) == series_of(5, 5, 5)


def test_without_a_difference_occurrence_by_instance_number_counts() -> None:
    slices = with_elements(stack_images([0, 0, 1, 1, 2, 2]), InstanceNumber=range(6))
    assert arranged(slices, shuffled(6)) == [[0, 2, 4], [1, 3, 5]]


@pytest.mark.filterwarnings("ignore")
def test_broken_values_split_nothing_and_lose_nothing() -> None:
    slices = stack_images([0, 1, 2] * 2)
    for each in slices:
        each["DiffusionGradientOrientation"] = element("DiffusionGradientOrientation", "LO", "nan")
        each["AcquisitionNumber"] = element("AcquisitionNumber", "LO", "1e999")
        each["InstanceNumber"] = element("InstanceNumber", "LO", "first")
    assert arranged(slices) == [[0, 1, 2], [3, 4, 5]]


def test_a_slice_that_is_there_twice_is_a_series_of_its_own() -> None:
    slices = with_elements(stack_images([0, 1, 2, 1]), InstanceNumber=range(4))
    assert arranged(slices, [3, 2, 1, 0]) == [[0, 1, 2], [3]]


@pytest.mark.parametrize(
    "elements",
    [
        {"InstanceNumber": range(6)},
        {"TriggerTime": ["0", "40", "80", "120", "800", "1000"]},
        {"TemporalPositionIdentifier": [1, 2, 3, 10, 11, 12], "InstanceNumber": [1] * 6},
        {"AcquisitionTime": ["095959", "100000", "100000.5", "100001", "100002", "110000"]},
        {"EchoTime": ["5", "10", "15", "20", "25", "30"], "InstanceNumber": range(6)},
        {"DiffusionBValue": [0.0, 0.0, 0.0, 500.0, 500.0, 500.0], "InstanceNumber": range(6)},
    ],
    ids=lambda elements: next(iter(elements)),
)
def test_frames_at_one_position_stay_one_series_in_time(
    elements: dict[str, Sequence[object]],
) -> None:
    frames = with_elements(stack_images([3.0] * 6), **elements)
    assert arranged(frames, shuffled(6)) == series_of(6)


def test_series_come_by_number_then_arrival() -> None:
    images = [slice_image(SeriesInstanceUID=f"1.2.{n}") for n in range(1, 5)]
    with_elements(images, SeriesNumber=[None, 10, 2, None])
    assert arranged(images, [3, 1, 0, 2]) == [[2], [1], [3], [0]]


def test_the_largest_comes_first_in_a_series_uid_and_localizers_last() -> None:
    localizers = stack_images(range(4), CORONAL)
    with_elements(localizers, ImageType=[["ORIGINAL", "PRIMARY", "LOCALIZER"]] * 4)
    images = [*localizers, slice_image(size=(4, 5)), *stack_images(range(3)), slice_image(None)]
    assert arranged(images) == [[5, 6, 7], [8], [4], [0, 1, 2, 3]]


def test_the_order_is_the_same_whatever_the_arrival() -> None:
    slices = stack_images([*range(6)] * 2)
    with_elements(slices, EchoNumbers=[1] * 6 + [2] * 6, InstanceNumber=range(12))
    assert {str(arranged(slices, shuffled(12, seed))) for seed in range(5)} == {
        str(series_of(6, 6))
    }


def test_series_stay_in_their_order_while_files_arrive() -> None:
    slices = stack_images([*range(4)] * 2)
    with_elements(slices, EchoNumbers=[1] * 4 + [2] * 4)
    for count in range(5, 9):
        first, second = arranged(slices[:count], range(count)[::-1])
        assert first == [0, 1, 2, 3]
        assert second == list(range(4, count))


def test_an_instance_that_comes_twice_is_left_out() -> None:
    slices = with_elements(stack_images([0, 1, 2]), SOPInstanceUID=["1.2.1", "1.2.2", "1.2.1"])
    arrangement = arrangement_of(slices)
    assert arrangement.series == [[(0, 0), (1, 0)]]
    assert arrangement.duplicates == [2]


def test_instances_without_a_uid_are_no_duplicates() -> None:
    slices = stack_images([0, 1])
    for each in slices:
        each.SOPInstanceUID = ""
    first = {key: attributes_of(each)[0] for key, each in enumerate(slices)}
    first = {key: frame for key, frame in first.items() if not frame.instance.sop_instance_uid}
    assert keys_of(first) == [[0, 1]]


def multi_frame(heights: Sequence[float], **elements: object) -> Dataset:
    return enhanced_image(
        [position_group((0, 0, height)) for height in heights], plane_group(AXIAL), **elements
    )


def test_instances_of_several_frames_keep_their_stored_order() -> None:
    datasets = [
        slice_image(),
        multi_frame([3, 1, 2], InstanceNumber=5),
        multi_frame([2, 3], InstanceNumber=4),
    ]
    series = arrangement_of(datasets).series
    assert series == [[(2, 0), (2, 1)], [(1, 0), (1, 1), (1, 2)], [(0, 0)]]


def test_instances_of_several_frames_that_divide_a_volume_make_one_series() -> None:
    datasets = [multi_frame([6, 8, 10], InstanceNumber=2), multi_frame([0, 2, 4], InstanceNumber=1)]
    series = arrangement_of(datasets).series
    assert series == [[(1, 0), (1, 1), (1, 2), (0, 0), (0, 1), (0, 2)]]


def test_two_volumes_are_each_united_from_their_instances() -> None:
    datasets = [
        multi_frame(heights, InstanceNumber=number, EchoNumbers=echo)
        for number, (heights, echo) in enumerate(
            [([0, 1], 1), ([2, 3], 1), ([0, 1], 2), ([2, 3], 2)], start=1
        )
    ]
    series = arrangement_of(datasets).series
    assert series == [
        [(0, 0), (0, 1), (1, 0), (1, 1)],
        [(2, 0), (2, 1), (3, 0), (3, 1)],
    ]


def test_instances_of_several_frames_without_positions_stay_apart() -> None:
    clips = [slice_image(NumberOfFrames=2), slice_image(NumberOfFrames=2)]
    for number, clip in enumerate(clips, start=1):
        clip.PixelData *= 2
        clip.InstanceNumber = number
        del clip.ImagePositionPatient
    assert arrangement_of(clips).series == [[(0, 0), (0, 1)], [(1, 0), (1, 1)]]


def test_instances_of_a_concatenation_follow_each_other() -> None:
    datasets = [
        multi_frame([3], ConcatenationUID="1.2.7", InConcatenationNumber=3),
        multi_frame([1, 2], ConcatenationUID="1.2.7", InConcatenationNumber=1),
        multi_frame([5, 6], ConcatenationUID="1.2.8", InConcatenationNumber=1),
        multi_frame([2, 3], ConcatenationUID="1.2.7", InConcatenationNumber=2),
    ]
    series = arrangement_of(datasets).series
    assert series == [[(1, 0), (1, 1), (3, 0), (3, 1), (0, 0)], [(2, 0), (2, 1)]]


def many_instances(kind: str, count: int) -> dict[int, FrameAttributes]:
    (frame,) = attributes_of(slice_image())
    frames = {}
    for key, place in enumerate(shuffled(count)):
        angle = place * 0.003 if kind == "every one at an angle" else 0
        level = place % 50 if kind == "four dimensions" else place
        plane = ImagePlane(
            position=np.array([0.0, 0.0, level]),
            right=np.array([np.cos(angle), np.sin(angle), 0]),
            down=np.array([-np.sin(angle), np.cos(angle), 0]),
            column_spacing=0.5,
            row_spacing=0.7,
        )
        instance = replace(frame.instance, sop_instance_uid=str(place), instance_number=place)
        frames[key] = replace(frame, instance=instance, plane=plane)
    return frames


def ordered(frames: Mapping[int, FrameAttributes]) -> list[list[tuple[int, int]]]:
    """Arrange instances of one frame."""
    return arrange(frames, lambda key: [frames[key]]).series


@pytest.mark.parametrize("kind", ["a stack", "four dimensions", "every one at an angle"])
def test_the_work_of_ordering_grows_as_the_number_of_instances_does(kind: str) -> None:
    few, many = many_instances(kind, 500), many_instances(kind, 2000)
    assert sum(map(len, ordered(many))) == 2000
    # 4 times as much; 16 times if each were compared with each
    assert calls_of(lambda: ordered(many)) < 5 * calls_of(lambda: ordered(few))


def located(locations: Sequence[float | None], **elements: Sequence[object]) -> list[Dataset]:
    """Return slices that have no position, but a *Slice Location*."""
    slices = with_elements(stack_images([*range(len(locations))]), **elements)
    for each, location in zip(slices, locations, strict=True):
        del each.ImagePositionPatient
        if location is not None:
            each.SliceLocation = location
    return slices


def test_slices_without_positions_are_sorted_by_slice_location() -> None:
    assert arranged(located([10, -2.5, 100, 9])) == [[1, 3, 0, 2]]


def test_slices_at_one_location_are_sorted_by_acquisition_and_instance_number() -> None:
    slices = located([5, 5, 5, 0], AcquisitionNumber=[2, 1, 1, 3], InstanceNumber=[1, 3, 2, 9])
    assert arranged(slices) == [[3, 2, 1, 0]]


def test_slices_without_a_location_come_after_those_with_one() -> None:
    slices = located([None, 2, 1, None], InstanceNumber=[2, 3, 4, 1])
    assert arranged(slices) == [[2, 1, 3, 0]]


def test_slices_that_have_only_a_location_make_no_volume() -> None:
    frames = [attributes_of(each)[0] for each in located([1, 2, 3])]
    assert isinstance(finish(stack_of(frames, 0)), NoStack)


def test_without_positions_slice_locations_order_as_numbers() -> None:
    images = located(["-35", "100", "-4e0", "9.5", "-40.0"])
    assert arranged(images, shuffled(5)) == [[4, 0, 2, 3, 1]]


def test_slice_locations_come_before_instance_numbers() -> None:
    images = located(["3", "1", "2"], InstanceNumber=[1, 2, 3])
    assert arranged(images, [2, 0, 1]) == [[1, 2, 0]]


def test_slices_of_one_location_come_by_acquisition_then_instance_number() -> None:
    images = located(
        ["5", "5", "0", "5", "0", "5"],
        AcquisitionNumber=[10, 2, 2, 2, 1, None],
        InstanceNumber=[1, 4, 5, 3, 6, 2],
    )
    assert arranged(images, shuffled(6)) == [[4, 2, 3, 1, 0, 5]]


@pytest.mark.parametrize("location", ["5", None])
def test_one_slice_location_of_all_orders_nothing(location: str | None) -> None:
    images = located([location] * 3, AcquisitionNumber=[3, 1, 2], InstanceNumber=[2, 3, 1])
    assert arranged(images) == [[2, 0, 1]]


def test_slices_without_a_location_or_a_number_come_last() -> None:
    images = located(["2", None, "1", None], InstanceNumber=[4, 3, None, 1])
    assert arranged(images) == [[2, 0, 3, 1]]


@pytest.mark.filterwarnings("ignore")
def test_a_slice_location_that_is_no_number_is_none() -> None:
    images = located(["2", "1", "1"])
    for each, value in zip(images, ["x", "1e999", "4"], strict=True):
        each["SliceLocation"] = element("SliceLocation", "LO", value)
    with_elements(images, InstanceNumber=[2, 1, 3])
    assert arranged(images) == [[1, 0, 2]]


def test_slices_with_positions_stay_apart_from_those_with_locations() -> None:
    positioned = stack_images([3, 1, 2])
    for each, location in zip(positioned, ["1", "2", "3"], strict=True):
        each.SliceLocation = location  # which says nothing beside a position
    images = [*positioned, *located(["7", "5"])]
    assert arranged(images, shuffled(5)) == [[1, 2, 0], [4, 3]]
