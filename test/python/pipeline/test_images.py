"""The inputs that are of all images at the place of the shown one."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from datasets import file_bytes, item
from dicom_viewer import Study, View, bridge
from dicom_viewer.errors import ViewerError
from dicom_viewer.pipeline.given import given_inputs
from dicom_viewer.pipeline.images import (
    image_dataset,
    image_values,
    images_of_place,
    stack_size,
)
from dicom_viewer.study import stack_volume
from javascript import FILES, Buffers, numbers, read, strict, value
from slices import CORONAL, OBLIQUE, enhanced_image, plane_group, position_group, slice_image

RESCALE = {"RescaleSlope": "2", "RescaleIntercept": "-5"}
NOISE = np.random.default_rng(1).integers(0, 200, (40, 4, 6), np.uint8)


def study_of(*datasets: Dataset) -> Study:
    study = Study()
    for index, dataset in enumerate(datasets):
        study.add(index, file_bytes(dataset))
    study.arrange()
    return study


def values(study: Study, view: View) -> list[NDArray[np.float32]]:
    return [image_values(study, each) for each in images_of_place(study, view) or []]


def elements(study: Study, view: View, keyword: str) -> list[Any]:
    texts = [image_dataset(study, each) for each in images_of_place(study, view) or []]
    given: Any = given_inputs({"datasets": [json.loads(text) for text in texts]})
    return [dataset.get(keyword) for dataset in given["datasets"]]


def assert_equal(found: Sequence[NDArray[Any]], stored: Sequence[NDArray[Any]]) -> None:
    assert all(each.dtype == np.float32 for each in found)
    expected = np.array([each * 2.0 - 5 for each in stored])
    np.testing.assert_array_equal(np.array(found), expected)


def test_a_time_series_at_one_position_is_in_its_order() -> None:
    times = [90, 30, 60]
    study = study_of(
        *(
            slice_image(stored=NOISE[at], TriggerTime=str(time), **RESCALE)
            for at, time in enumerate(times)
        )
    )
    for frame in range(3):
        assert_equal(values(study, View(frame)), NOISE[[1, 2, 0]])
        assert elements(study, View(frame), "TriggerTime") == [30, 60, 90]


@pytest.mark.parametrize("orientation", [CORONAL, OBLIQUE])
def test_of_slices_with_several_echoes_those_of_the_shown_slice(
    orientation: Sequence[float],
) -> None:
    """Three slices of two echoes are two stacks, which are series to the viewer."""
    normal = np.cross(orientation[:3], orientation[3:])
    study = study_of(
        *(
            slice_image(
                np.array([5.0, -7, 9]) + index * 4 * normal,
                orientation,
                stored=NOISE[3 * echo + index],
                EchoTime=str(10 * echo + 10),
                **RESCALE,
            )
            for index in range(3)
            for echo in range(2)
        )
    )
    assert len(study.series) == 2
    for series in range(2):
        for frame in range(3):
            view = View(frame, series=series)
            assert images_of_place(study, view) == [(0, frame), (1, frame)]
            assert_equal(values(study, view), NOISE[[frame, 3 + frame]])
            assert elements(study, view, "EchoTime") == [10, 20]


def test_what_lies_or_looks_otherwise_is_left_out() -> None:
    place = {"position": (1, 2, 3)}
    shown = slice_image((1, 2, 3), stored=NOISE[0])
    others = [
        slice_image((1, 2, 3.0008), stored=NOISE[1]),  # it was rounded
        slice_image((1, 2, 3.1), stored=NOISE[2]),
        slice_image((1.5, 2, 3), stored=NOISE[3]),
        slice_image(**place, orientation=(1, 0, 0, 0, 0, -1), stored=NOISE[4]),
        slice_image(**place, spacing=(0.7, 0.6), stored=NOISE[5]),
        slice_image(**place, stored=NOISE[6][:, :5]),
        slice_image(**place, stored=NOISE[7], FrameOfReferenceUID="1.2.3"),
        slice_image(**place, stored=NOISE[8], SeriesInstanceUID="1.2.4"),
        slice_image(**place, photometric="RGB"),
        slice_image(None, stored=NOISE[9]),
    ]
    study = study_of(shown, *others)
    [view] = [
        View(index, series=number)
        for number, series in enumerate(study.series)
        for index, (instance, _) in enumerate(series.frames)
        if instance.dataset.SOPInstanceUID == shown.SOPInstanceUID
    ]
    np.testing.assert_array_equal(values(study, view), NOISE[:2])


def test_frames_of_an_enhanced_file_have_their_own_functional_groups() -> None:
    groups = [
        position_group((0, 0, 5 * index), MREchoSequence=item(EffectiveEchoTime=float(echo)))
        for echo in (12, 24, 36, 48)
        for index in range(2)
    ]
    stored = NOISE[:8]
    study = study_of(enhanced_image(groups, plane_group(), stored=stored))
    view = View(5)
    assert images_of_place(study, view) == [(0, 1), (0, 3), (0, 5), (0, 7)]
    np.testing.assert_array_equal(values(study, view), stored[1::2])
    per_frame = elements(study, view, "PerFrameFunctionalGroupsSequence")
    assert [len(each) for each in per_frame] == [1, 1, 1, 1]
    assert [each[0].MREchoSequence[0].EffectiveEchoTime for each in per_frame] == [12, 24, 36, 48]
    shared = elements(study, view, "SharedFunctionalGroupsSequence")
    assert [each[0].PixelMeasuresSequence[0].PixelSpacing for each in shared] == [[0.7, 0.5]] * 4


def test_without_a_place_all_frames_of_the_stack() -> None:
    frames = enhanced_image([Dataset()] * 3, stored=NOISE[:3])
    others = [slice_image(None, stored=NOISE[3]), slice_image((0, 0, 0), stored=NOISE[4])]
    study = study_of(frames, *others)
    np.testing.assert_array_equal(values(study, View(2)), NOISE[:3])


def test_there_are_none_of_planes_and_no_values_of_colours() -> None:
    stack = study_of(*(slice_image((0, 0, index), stored=NOISE[index]) for index in range(4)))
    view = View(0, plane="coronal")
    stack.choose(0).prepare(view)
    assert images_of_place(stack, view) is None
    assert images_of_place(stack, View(1)) == [(0, 1)]
    coloured = study_of(*(slice_image(photometric="RGB") for _ in range(2)))
    place = images_of_place(coloured, View())
    assert place == [(0, 0), (0, 1)]
    assert stack_size(coloured, place) is None


def test_there_is_room_for_as_much_as_of_a_volume(monkeypatch: pytest.MonkeyPatch) -> None:
    study = study_of(*(slice_image(stored=NOISE[index]) for index in range(5)))
    place = images_of_place(study, View())
    assert place is not None
    monkeypatch.setattr(stack_volume, "_MAX_BYTES", 5 * 4 * 6)
    assert stack_size(study, place) == (5, 4, 6)
    monkeypatch.setattr(stack_volume, "_MAX_BYTES", 5 * 4 * 6 - 1)
    with pytest.raises(ViewerError) as caught:
        stack_size(study, place)
    assert caught.value.code == "memory"


def test_data_sets_are_an_authors_own() -> None:
    members = [json.loads(slice_image(EchoTime=str(time)).to_json()) for time in (1, 2)]
    given: Any = given_inputs({"datasets": members})
    first, second = given["datasets"]
    first.Modality = "MR"
    first.PixelSpacing[0] = 9
    first.Rows = 7
    assert (second.Modality, second.PixelSpacing, second.Rows) == ("OT", [0.7, 0.5], 4)
    assert [first.EchoTime, second.EchoTime] == [1, 2]
    assert given_inputs({"datasets": None}) == {"datasets": None}


@pytest.fixture
def number() -> Iterator[int]:
    """Open the study of six images at one place, two of them compressed, as a page does."""
    bridge.register_file_reader(read)
    number = next(numbers)
    for index in range(6):
        stored = slice_image(stored=NOISE[index], TriggerTime=str(index), **RESCALE)
        FILES[number, index] = file_bytes(stored)
        value(bridge.add_file(number, index, len(FILES[number, index]), "memory"))
    yield number
    bridge.close_study(number)


def test_a_page_is_given_the_place_and_then_a_part_for_each(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, buffers = json.dumps(vars(View(3))), Buffers()
    names = json.dumps(["images", "datasets"])
    found: Any = value(bridge.pipeline_inputs(number, view, names, "[]", buffers))
    assert found["place"] == [[0, index] for index in range(6)]
    assert found["stack"] == [6, 4, 6]
    monkeypatch.setattr(bridge.calls, "TURN_SECONDS", 0)  # one image takes a turn
    missing = found["place"]
    made = []
    while missing:
        buffers = Buffers()
        count: Any = value(bridge.image_parts(number, "images", json.dumps(missing), buffers))
        assert count == len(buffers.made) == 1
        made.append(np.frombuffer(buffers.content, np.float32).reshape(4, 6))
        missing = missing[count:]
    assert_equal(made, NOISE[:6])


def test_a_data_set_that_takes_two_turns_comes_whole(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups = [position_group((0, 0, 9), MREchoSequence=item(EffectiveEchoTime=5.0))] * 2
    enhanced = enhanced_image(groups, plane_group(), SeriesInstanceUID="1.2.9", SeriesNumber=9)
    FILES[number, 6] = file_bytes(enhanced)
    value(bridge.add_file(number, 6, len(FILES[number, 6]), "memory"))
    value(bridge.outline(number))
    monkeypatch.setattr(bridge.calls, "TURN_SECONDS", 0)
    place, buffers = json.dumps([[1, 0], [0, 1]]), Buffers()
    assert value(bridge.image_parts(number, "datasets", place, buffers)) == 1
    place, buffers = json.dumps([[0, 1]]), Buffers()
    replies = [strict(bridge.image_parts(number, "datasets", place, buffers)) for _ in range(2)]
    assert replies[0]["unfinished"] is True
    assert replies[1]["value"] == 1
    [item_of_frame] = json.loads(buffers.content)["52009230"]["Value"]
    assert item_of_frame["00189114"]["Value"][0]["00189082"]["Value"] == [5]


def test_others_have_neither_place_nor_stack(number: int) -> None:
    view = json.dumps(vars(View()))
    found: Any = value(bridge.pipeline_inputs(number, view, '["pixels"]', "[]", Buffers()))
    assert (found["place"], found["stack"]) == (None, None)
    datasets: Any = value(bridge.pipeline_inputs(number, view, '["datasets"]', "[]", Buffers()))
    assert datasets["stack"] is None
    assert len(datasets["place"]) == 6
