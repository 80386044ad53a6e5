"""What there is beside the elements of an image: file meta, lengths, the slice before."""

import json

import pytest
from pydicom.dataset import Dataset

import wheel
from datasets import file_bytes
from dicom_viewer import Study, View
from dicom_viewer.dataset.frame_groups import FrameGroups
from dicom_viewer.metadata.tag_context import TagContext
from dicom_viewer.tags.context import tag_context
from slices import AXIAL, enhanced_image, plane_group, position_group, slice_image


def study_of(*datasets: Dataset | bytes) -> Study:
    """Return a study of files."""
    study = Study()
    for index, each in enumerate(datasets):
        study.add(index, file_bytes(each) if isinstance(each, Dataset) else each)
    return study


def context_of(study: Study, frame: int = 0) -> TagContext:
    """Return what there is beside a frame of its first series."""
    return tag_context(study.choose(0), View(frame=frame))


def test_the_file_meta_information_is_pydicoms() -> None:
    data = (wheel.FILES / "CT_small.dcm").read_bytes()
    expected = wheel.read("CT_small.dcm").file_meta.to_json_dict()
    found = json.loads(context_of(study_of(data)).file_meta)
    assert found.keys() == expected.keys()
    assert found["00020010"] == expected["00020010"]
    assert found["00020001"] == {"vr": "OB"}


def test_binary_elements_have_their_lengths() -> None:
    data = (wheel.FILES / "CT_small.dcm").read_bytes()
    dataset = wheel.read("CT_small.dcm")
    expected = {
        f"{element.tag:08X}": len(element.value)
        for element in (*dataset.file_meta, *dataset)
        if element.VR in ("OB", "OW") and element.value
    }
    lengths = context_of(study_of(data)).binary_lengths
    assert {each.tag: each.length for each in lengths} == expected
    assert expected["7FE00010"] == 128 * 128 * 2


def test_frames_are_not_read_for_lengths(monkeypatch: pytest.MonkeyPatch) -> None:
    study = study_of(enhanced_image([plane_group(AXIAL)], None))
    monkeypatch.setattr(FrameGroups, "value", property(lambda _: pytest.fail("made data sets")))
    assert context_of(study).binary_lengths


def test_the_slice_before_is_that_of_the_series() -> None:
    datasets = [slice_image(position=(0, 0, number), InstanceNumber=number) for number in (3, 1, 2)]
    study = study_of(*datasets)
    first, second = (context_of(study, frame) for frame in (0, 1))
    assert (first.frame, first.frame_before, first.before) == (0, None, None)
    assert (second.frame, second.frame_before) == (0, 0)
    assert second.before is not None
    assert json.loads(second.before)["00200013"]["Value"] == [1]


def test_frames_of_one_data_set_name_the_frame_before() -> None:
    groups = [plane_group(AXIAL) for _ in range(3)]
    for number, group in enumerate(groups):
        group.update(position_group([0, 0, 5.0 * number]))
    context = context_of(study_of(enhanced_image(groups, None)), 2)
    assert (context.frame, context.frame_before, context.before) == (2, 1, None)
