"""Frames that are dealt out to several instances make one series, if they make one stack."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from pydicom.dataset import Dataset

from arranged import attributes_of
from datasets import file_bytes
from dicom_viewer import View
from dicom_viewer.stacks.series_order import arrange
from dicom_viewer.stacks.split_stack import MAX_FRAMES
from dicom_viewer.study.study import Study
from slices import (
    CORONAL,
    OBLIQUE,
    enhanced_image,
    item,
    normal_of,
    plane_group,
    position_group,
    slice_image,
    stack_images,
)


def part(
    heights: Sequence[float],
    orientation: tuple[float, ...] = OBLIQUE,
    spacing: tuple[float, float] = (0.7, 0.5),
    macros: dict[str, Dataset] | None = None,
    **elements: object,
) -> Dataset:
    """Make an enhanced image of frames at heights in mm along the normal."""
    groups = [
        position_group(height * normal_of(orientation), **(macros or {})) for height in heights
    ]
    return enhanced_image(groups, plane_group(orientation, spacing), **elements)


def series_of(datasets: Sequence[Dataset]) -> list[list[tuple[int, int]]]:
    """Return the series of data sets, each frame by its data set and number."""
    frames = {key: attributes_of(each) for key, each in enumerate(datasets)}
    series = arrange({key: each[0] for key, each in frames.items()}, frames.__getitem__).series
    return [[tuple(frame) for frame in each] for each in series]


def test_parts_of_a_stack_are_one_series_in_the_order_of_positions() -> None:
    parts = [part([6, 8]), part([0, 2, 4]), part([10])]
    assert series_of(parts) == [[(1, 0), (1, 1), (1, 2), (0, 0), (0, 1), (2, 0)]]


def test_parts_that_are_stored_downwards_follow_each_other_downwards() -> None:
    parts = [part([4, 2, 0]), part([10, 8, 6])]
    assert series_of(parts) == [[(1, 0), (1, 1), (1, 2), (0, 0), (0, 1), (0, 2)]]


def test_parts_that_interleave_are_ordered_frame_by_frame() -> None:
    parts = [part([0, 4, 8]), part([2, 6, 10])]
    assert series_of(parts) == [[(0, 0), (1, 0), (0, 1), (1, 1), (0, 2), (1, 2)]]


def test_slices_of_one_frame_complete_a_stack() -> None:
    datasets = [*stack_images([8, 6], OBLIQUE, start=(0, 0, 0)), part([0, 2, 4])]
    assert series_of(datasets) == [[(2, 0), (2, 1), (2, 2), (1, 0), (0, 0)]]


def test_slices_of_one_frame_alone_are_split_as_ever() -> None:
    datasets = [*stack_images([0, 2]), *stack_images([4, 6], EchoTime="90"), part([0, 2], CORONAL)]
    assert series_of(datasets) == [[(0, 0), (1, 0)], [(2, 0), (3, 0)], [(4, 0), (4, 1)]]


def test_echoes_that_each_part_has_stay_together() -> None:
    def both(heights: Sequence[float]) -> Dataset:
        groups = [
            position_group((0, 0, z), MREchoSequence=item(EffectiveEchoTime=echo))
            for z in heights
            for echo in (10.0, 90.0)
        ]
        return enhanced_image(groups, plane_group())

    first, second = [(0, n) for n in range(4)], [(1, n) for n in range(4)]
    assert series_of([both([0, 2]), both([4, 6])]) == [[*first, *second]]


def test_a_counter_of_all_frames_splits_no_stack() -> None:
    contents = [item(TemporalPositionIndex=n) for n in range(1, 7)]
    groups = [
        position_group((0, 0, n), FrameContentSequence=each) for n, each in enumerate(contents)
    ]
    parts = [enhanced_image(groups[at : at + 3], plane_group()) for at in (0, 3)]
    assert series_of(parts) == [[(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)]]


@pytest.mark.parametrize(
    "other",
    [
        part([0, 2]),
        part([2, 4]),
        part([4, 6], CORONAL),
        part([4, 6], spacing=(0.7, 0.6)),
        part([4, 6], FrameOfReferenceUID="1.2.7"),
        part([4, 6], SeriesInstanceUID="1.2.9"),
        part([4, 6], macros={"MREchoSequence": item(EffectiveEchoTime=90.0)}),
        part([4, 6], macros={"FrameContentSequence": item(StackID="2")}),
        part([4, 4, 4]),
        part([4, 6], stored=np.zeros((2, 5, 5), np.uint8)),
        enhanced_image([Dataset(), Dataset()]),
    ],
    ids=[
        *("at the same positions", "overlapping", "not parallel", "spaced otherwise"),
        *("of another frame of reference", "of another series", "of another echo"),
        *("of another stack", "a cine loop", "of another size", "without positions"),
    ],
)
def test_other_instances_of_several_frames_stay_apart(other: Dataset) -> None:
    series = series_of([part([0, 2]), other])
    assert [{instance for instance, _ in each} for each in series] == [{0}, {1}]


def test_phases_of_halves_are_told_apart_by_occurrence() -> None:
    parts = [part([0, 2]), part([4, 6]), part([0, 2]), part([4, 6])]
    series = series_of(parts)
    assert [[instance for instance, _ in each] for each in series] == [[0, 0, 1, 1], [2, 2, 3, 3]]


def test_a_slice_that_would_be_part_of_more_than_one_stack_stays_alone() -> None:
    for single in ([6], [0]):
        parts = [part(single), part([2, 4]), part([2, 4])]
        series = [{instance for instance, _ in each} for each in series_of(parts)]
        assert sorted(map(tuple, series)) == [(0,), (1,), (2,)]


def test_what_has_two_frames_at_one_position_is_no_part() -> None:
    series = series_of([part([0, 2, 2]), part([4, 6])])
    assert [[instance for instance, _ in each] for each in series] == [[0, 0, 0], [1, 1]]


def test_concatenations_are_parts_too() -> None:
    parts = [
        part([2], ConcatenationUID="1.2.7", InConcatenationNumber=2),
        part([0, 1], ConcatenationUID="1.2.7", InConcatenationNumber=1),
        part([3, 4], ConcatenationUID="1.2.8", InConcatenationNumber=1),
    ]
    assert series_of(parts) == [[(1, 0), (1, 1), (0, 0), (2, 0), (2, 1)]]


def test_frames_are_only_asked_for_where_they_may_make_a_stack() -> None:
    asked: list[int] = []

    def starts(datasets: Sequence[Dataset], frame_count: int = 2) -> list[int]:
        asked.clear()
        frames = {key: attributes_of(each) for key, each in enumerate(datasets)}
        firsts = {
            key: replace(each[0], instance=replace(each[0].instance, frame_count=frame_count))
            for key, each in frames.items()
        }

        def frames_of(key: int) -> list:
            asked.append(key)
            return frames[key]

        arrange(firsts, frames_of)
        return asked

    assert starts([part([0, 2])]) == []
    assert starts([part([0, 2]), part([0, 2])]) == []
    assert starts([part([0, 2]), part([4, 6], CORONAL)]) == []
    assert starts([slice_image(), *stack_images([2, 4])], frame_count=1) == []
    assert starts([part([0, 2]), part([4, 6])], frame_count=MAX_FRAMES) == []
    assert set(starts([part([0, 2]), part([4, 6])])) == {0, 1}


@pytest.mark.parametrize("by", ["nothing", "concatenation"])
@pytest.mark.parametrize("arrival", [(0, 1, 2), (2, 0, 1)])
def test_planes_go_through_all_parts_of_a_stack(arrival: tuple[int, ...], by: str) -> None:
    """The volume is 9 × 4 × 6 voxels of 1 mm, each of another value."""
    voxels = np.arange(9 * 4 * 6, dtype=np.uint8).reshape(9, 4, 6)
    study = Study()
    for place in arrival:
        heights = range(3 * place, 3 * place + 3)
        groups = [position_group((0, 0, height)) for height in heights]
        elements = {"ConcatenationUID": "1.2.7", "InConcatenationNumber": place + 1}
        dataset = enhanced_image(
            groups,
            plane_group(spacing=(1, 1)),
            stored=voxels[3 * place : 3 * place + 3],
            **(elements if by == "concatenation" else {}),
        )
        study.add(place, file_bytes(dataset))
    assert len(study.series) == 1
    series = study.choose(0)
    assert series.frame_count == 9
    for frame in range(9):
        assert series.pixel_at(View(frame=frame), 5, 3) == voxels[frame, 3, 5]
    geometry = series.metadata(View())["geometry"]
    assert geometry["slices"] == 9
    assert geometry["spacing"] == [1, 1, 1]
    assert geometry["regular"]
    view = View(plane="coronal", frame=2)
    while series.prepare(view, 1.0):
        pass
    # a coronal plane is seen from the front, the head up (PS3.3 C.7.6.2.1.1)
    for x in range(6):
        for y in range(9):
            assert series.pixel_at(view, x, y) == voxels[8 - y, 2, x]
