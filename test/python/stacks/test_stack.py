"""Which frames of a series make a volume, or why none do."""

from collections.abc import Sequence

import pytest
from pydicom.dataset import Dataset

import wheel
from arranged import attributes_of
from dicom_viewer.errors import Message, message
from dicom_viewer.stacks.frame_attributes import FrameAttributes
from dicom_viewer.stacks.stack import NoStack, Stack, stack_of
from dicom_viewer.turns import finish
from slices import (
    AXIAL,
    CORONAL,
    OBLIQUE,
    SAGITTAL,
    enhanced_image,
    item,
    plane_group,
    position_group,
    slice_image,
    stack_images,
)


def frames_of(datasets: Sequence[Dataset]) -> list[FrameAttributes]:
    return [frame for dataset in datasets for frame in attributes_of(dataset)]


def frames_in_stack(series: Sequence[FrameAttributes], shown: int) -> list[int]:
    stack = finish(stack_of(series, shown))
    assert isinstance(stack, Stack)
    assert stack.planes == [series[frame].plane for frame in stack.frames]
    heights = [plane.position @ plane.normal for plane in stack.planes]
    assert heights == sorted(set(heights))
    return stack.frames


def why(series: Sequence[FrameAttributes], shown: int = 0) -> Message:
    found = finish(stack_of(series, shown))
    assert isinstance(found, NoStack)
    return found.why


def test_a_sorted_series_is_its_own_stack() -> None:
    assert frames_in_stack(frames_of(stack_images([0, 2.5, 5], CORONAL)), 1) == [0, 1, 2]


def test_frames_of_an_enhanced_image_are_sorted_by_position() -> None:
    groups = [position_group((0, 0, z)) for z in (4, 0, 2)]
    assert frames_in_stack(frames_of([enhanced_image(groups, plane_group())]), 0) == [1, 2, 0]


@pytest.mark.parametrize("shown", [0, 7, 19])
def test_the_echo_of_the_shown_frame_is_taken(shown: int) -> None:
    groups = [
        position_group((0, 0, -z), MREchoSequence=item(EffectiveEchoTime=echo))
        for z in range(10)
        for echo in (10.0, 90.0)
    ]
    series = frames_of([enhanced_image(groups, plane_group())])
    assert frames_in_stack(series, shown) == list(range(18 + shown % 2, -1, -2))


def test_the_stack_and_time_of_the_shown_frame_are_taken() -> None:
    groups = [
        position_group(
            (0, 0, z), FrameContentSequence=item(StackID=stack, TemporalPositionIndex=index)
        )
        for stack in "12"
        for index in (1, 2)
        for z in (0, 1, 2)
    ]
    series = frames_of([enhanced_image(groups, plane_group())])
    assert frames_in_stack(series, 4) == [3, 4, 5]
    assert frames_in_stack(series, 6) == [6, 7, 8]


def test_the_orientation_of_the_shown_frame_is_taken() -> None:
    groups = [
        position_group(
            (0, n, n), PlaneOrientationSequence=item(ImageOrientationPatient=list(orientation))
        )
        for orientation in (AXIAL, CORONAL)
        for n in range(3)
    ]
    shared = item(PixelMeasuresSequence=[item(PixelSpacing=[1, 1])])
    series = frames_of([enhanced_image(groups, shared)])
    assert frames_in_stack(series, 1) == [0, 1, 2]
    assert frames_in_stack(series, 5) == [3, 4, 5]


def test_parts_of_a_concatenation_make_one_stack() -> None:
    parts = [
        enhanced_image([position_group((0, 0, z)) for z in heights], plane_group())
        for heights in ((3, 1), (2, 0))
    ]
    assert frames_in_stack(frames_of(parts), 0) == [3, 1, 2, 0]


def test_a_dose_of_the_wheel_is_a_stack() -> None:
    series = attributes_of(wheel.read("rtdose.dcm"))
    assert frames_in_stack(series, 3) == list(range(15))


@pytest.mark.parametrize(
    ("datasets", "expected"),
    [
        ([slice_image()], message("stack-of-one-slice")),
        ([slice_image(None)] * 2, message("stack-without-position")),
        (
            [slice_image(None, SliceLocation=z) for z in "123"],
            message("stack-without-position"),
        ),
        (stack_images([1, 1, 1]), message("stack-at-one-position", count=3)),
        (stack_images([0, 1], photometric="RGB"), message("stack-in-colour")),
        (
            [slice_image(), slice_image((0, 0, 1), size=(9, 8))],
            message("stack-of-sizes", sizes=["6 × 4", "8 × 9"]),
        ),
        (
            [slice_image(orientation=each) for each in (AXIAL, CORONAL, SAGITTAL, OBLIQUE)],
            message("stack-not-parallel"),
        ),
    ],
)
def test_there_is_a_reason_where_there_is_no_stack(
    datasets: list[Dataset], expected: Message
) -> None:
    assert why(frames_of(datasets)) == expected


def test_a_frame_without_a_partner_has_no_stack() -> None:
    series = frames_of([*stack_images([0, 1, 2]), slice_image(orientation=CORONAL)])
    assert why(series, 3) == message("stack-of-one-slice")
    assert frames_in_stack(series, 0) == [0, 1, 2]


def test_nearly_parallel_frames_in_another_order_along_the_lowest_are_no_stack() -> None:
    tilted = (1.0, 0.0, 8e-4, 0.0, 1.0, 0.0)
    series = frames_of(
        [
            slice_image((1000, 0, 0), InstanceNumber=2),
            slice_image((500, 0, 0), InstanceNumber=3),
            slice_image((0, 0, 0), InstanceNumber=4),
            slice_image((0, 0, 5), tilted, InstanceNumber=1),
        ]
    )
    assert [why(series, shown) for shown in range(4)] == [message("stack-not-parallel")] * 4
