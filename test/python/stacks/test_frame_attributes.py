"""What is read of a frame to put series in order."""

import warnings

import numpy as np
import pytest

import wheel
from arranged import attributes_of
from datasets import element, image, item
from dicom_viewer.errors import ViewerError
from dicom_viewer.pixels.description import describe_pixels
from dicom_viewer.stacks.frame_attributes import frame_attributes, instance_attributes
from slices import enhanced_image, plane_group, position_group, slice_image


def test_a_classic_image_tells_of_itself_in_its_data_set() -> None:
    (frame,) = attributes_of(
        slice_image(
            SOPInstanceUID="1.2.3",
            FrameOfReferenceUID="1.2.4",
            SeriesNumber=3,
            InstanceNumber=7,
            ImageType=["ORIGINAL", "PRIMARY", "LOCALIZER"],
            EchoNumbers=2,
            EchoTime="11.5",
            DiffusionBValue=800.0,
            DiffusionGradientOrientation=[0.0, 1.0, 0.0],
            DiffusionDirectionality="DIRECTIONAL",
            TemporalPositionIdentifier=5,
            TriggerTime="40",
            AcquisitionNumber=0,
            AcquisitionDate="20260102",
            AcquisitionTime="112233.5",
            ContentDate="20260103",
            ContentTime="10",
        )
    )
    instance = frame.instance
    assert (instance.sop_instance_uid, instance.frame_of_reference_uid) == ("1.2.3", "1.2.4")
    assert (instance.series_number, instance.instance_number) == (3, 7)
    assert (instance.rows, instance.columns, instance.frame_count) == (4, 6, 1)
    assert (instance.photometric, instance.is_localizer) == ("MONOCHROME2", True)
    assert frame.plane is not None
    assert (frame.echo_number, frame.echo_time, frame.b_value) == (2, 11.5, 800)
    assert frame.diffusion_direction == ("DIRECTIONAL", 0, 1, 0)
    assert (frame.temporal_position, frame.trigger_time, frame.acquisition_number) == (5, 40, 0)
    assert (frame.acquisition_time, frame.content_time) == ("20260102112233.5", "2026010310")


def test_frames_of_an_enhanced_image_tell_of_themselves_in_their_groups() -> None:
    groups = [
        position_group(
            (0, 0, z),
            FrameContentSequence=item(
                StackID="A",
                TemporalPositionIndex=3,
                FrameAcquisitionNumber=4,
                FrameAcquisitionDateTime="20260102",
            ),
            MREchoSequence=item(EffectiveEchoTime=z + 0.5),
            MRDiffusionSequence=item(
                DiffusionBValue=500.0 * z,
                DiffusionDirectionality="DIRECTIONAL",
                DiffusionGradientDirectionSequence=[
                    item(DiffusionGradientOrientation=[0.0, 0.0, 1.0])
                ],
            ),
            CardiacSynchronizationSequence=item(NominalCardiacTriggerDelayTime=12.0),
            SegmentIdentificationSequence=item(ReferencedSegmentNumber=9),
            MRImageFrameTypeSequence=item(
                FrameType=["ORIGINAL", "PRIMARY"], ComplexImageComponent="PHASE"
            ),
        )
        for z in (0, 1)
    ]
    frames = attributes_of(
        enhanced_image(groups, plane_group(), ConcatenationUID="1.2.5", InConcatenationNumber=2)
    )
    assert [frame.echo_time for frame in frames] == [0.5, 1.5]
    assert [frame.b_value for frame in frames] == [0, 500]
    for frame in frames:
        assert (frame.stack_id, frame.segment, frame.temporal_position) == ("A", 9, 3)
        assert (frame.trigger_time, frame.acquisition_number) == (12, 4)
        assert frame.acquisition_time == "20260102"
        assert frame.diffusion_direction == ("DIRECTIONAL", 0, 0, 1)
        assert frame.frame_type == ("ORIGINAL", "PRIMARY", "PHASE")
        assert (frame.instance.concatenation_uid, frame.instance.in_concatenation_number) == (
            "1.2.5",
            2,
        )


def test_gated_reconstructions_tell_the_time_slot_of_each_frame() -> None:
    dataset = image(np.zeros((4, 4, 6), np.uint16), TimeSlotVector=[1, 1, 2, 2])
    assert [frame.temporal_position for frame in attributes_of(dataset)] == [1, 1, 2, 2]


def test_what_is_not_there_is_nothing() -> None:
    (frame,) = attributes_of(slice_image(None, SeriesInstanceUID=""))
    assert frame.plane is None
    assert (frame.instance.series_instance_uid, frame.instance.series_number) == ("", None)
    assert (frame.echo_number, frame.b_value, frame.trigger_time) == (None, None, None)
    assert (frame.stack_id, frame.segment, frame.acquisition_time) == ("", None, "")


def test_frames_that_are_all_alike_are_read_once() -> None:
    dataset = slice_image(NumberOfFrames=3, PixelData=bytes(3 * 4 * 6))
    first, *others = attributes_of(dataset)
    assert first.plane is not None
    assert others == [first] * 2


def test_of_very_many_frames_no_places_are_told() -> None:
    count = 1 << 15
    frames = attributes_of(slice_image(size=(1, 1), NumberOfFrames=count, PixelData=bytes(count)))
    assert len(frames) == count
    assert {frame.plane for frame in frames} == {None}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("value", ["", "nan", "x\\y", "1e999", "\\" * 300_000])
def test_nothing_broken_raises(value: str) -> None:
    dataset = slice_image()
    description = describe_pixels(dataset)
    for keyword in (
        "SeriesNumber",
        "InstanceNumber",
        "ImageType",
        "EchoTime",
        "DiffusionGradientOrientation",
        "FrameContentSequence",
        "MRDiffusionSequence",
        "PerFrameFunctionalGroupsSequence",
        "TimeSlotVector",
    ):
        dataset[keyword] = element(keyword, "UT", value)
    instance = instance_attributes(dataset, description)
    frame = frame_attributes(dataset, instance, 0)
    assert (instance.series_number, frame.echo_time, frame.temporal_position) == (None, None, None)


def test_no_image_of_the_wheel_raises() -> None:
    count = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in wheel.images():
            dataset = wheel.read(name)
            try:
                instance = instance_attributes(dataset, describe_pixels(dataset))
            except ViewerError:
                continue  # a transfer syntax without a decoder here
            count += len([frame_attributes(dataset, instance, frame) for frame in range(2)])
    assert count > 50
