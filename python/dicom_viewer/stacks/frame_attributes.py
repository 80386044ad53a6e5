"""What is told of a frame when series are put in order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pydicom.dataset import Dataset

from dicom_viewer.dataset.elements import (
    Holder,
    functional_groups,
    integer,
    item_at,
    items_of,
    macro_item,
    number,
    number_at,
    numbers,
    text,
    texts,
)
from dicom_viewer.dataset.frame_groups import frame_groups
from dicom_viewer.dataset.raw_items import UnreadableItemError
from dicom_viewer.geometry.image_plane import ImagePlane, image_plane
from dicom_viewer.pixels.description import PixelDescription
from dicom_viewer.pixels.photometric import COLOUR
from dicom_viewer.turns import Work

_FRAME_TYPES = (
    "MRImageFrameTypeSequence",
    "CTImageFrameTypeSequence",
    "PETFrameTypeSequence",
)

_LAYERS = ("SEG", "RTDOSE")
"""The modalities of what is made to lie above other images."""

_BY_FRAME = (
    "PerFrameFunctionalGroupsSequence",
    "GridFrameOffsetVector",
    "SliceVector",
    "TimeSlotVector",
)
"""What tells frames of one instance apart."""

_MAX_FRAMES = 1 << 14
"""Of how many frames attributes are read: twice what functional groups can have, see `parts`."""


@dataclass(frozen=True, eq=False)
class InstanceAttributes:
    """What all frames of an instance share.

    Attributes
    ----------
    sop_instance_uid, series_instance_uid, frame_of_reference_uid : str
        Empty where the file has none.
    series_number, instance_number : int | None
        *Series Number* and *Instance Number*.
    rows, columns, frame_count : int
        The size of a frame, and how many there are.
    photometric : str
        The photometric interpretation; `RGB` for all in colour.
    is_localizer : bool
        Whether value 3 of *Image Type* says so.
    is_layer : bool
        Whether it is made to lie above other images: a segmentation or a dose.
    concatenation_uid : str
        *Concatenation UID* (PS3.3 C.7.6.16.2.2.4), empty without one.
    in_concatenation_number : int | None
        Which part of the concatenation the instance is, from 1.
    """

    sop_instance_uid: str
    series_instance_uid: str
    frame_of_reference_uid: str
    series_number: int | None
    instance_number: int | None
    rows: int
    columns: int
    frame_count: int
    photometric: str
    is_localizer: bool
    is_layer: bool
    concatenation_uid: str
    in_concatenation_number: int | None


@dataclass(frozen=True, eq=False)
class FrameAttributes:
    """What tells a frame from the others of its series.

    Each comes from the frame's functional groups (PS3.3 C.7.6.16), else from the data set, and is
    None, empty text or an empty tuple where neither has it.

    Attributes
    ----------
    instance : InstanceAttributes
        Those of its instance.
    plane : ImagePlane | None
        Where it lies.
    stack_id, segment
        *Stack ID*; *Referenced Segment Number*.
    temporal_position : float | None
        *Temporal Position Index*, *Temporal Position Identifier*, *Temporal Position Time Offset*
        or *Time Slot Vector*.
    echo_number, echo_time : float | None
        *Echo Number(s)*; *Effective Echo Time* or *Echo Time* in ms.
    b_value : float | None
        *Diffusion b-value* in s/mm².
    trigger_time : float | None
        *Nominal Cardiac Trigger Delay Time* or *Trigger Time*, in ms.
    diffusion_direction : tuple
        *Diffusion Directionality*, and *Diffusion Gradient Orientation* if there is one.
    frame_type : tuple[str, ...]
        *Frame Type* with *Complex Image Component*, or *Image Type*.
    acquisition_number : float | None
        *Frame Acquisition Number* or *Acquisition Number*.
    slice_location : float | None
        *Slice Location* in mm, from a point that the file doesn't give.
    acquisition_time, content_time : str
        Date and time, in the order of which texts sort.
    """

    instance: InstanceAttributes
    plane: ImagePlane | None
    stack_id: str
    segment: int | None
    temporal_position: float | None
    echo_number: float | None
    echo_time: float | None
    b_value: float | None
    trigger_time: float | None
    diffusion_direction: tuple[str | float, ...]
    frame_type: tuple[str, ...]
    acquisition_number: float | None
    slice_location: float | None
    acquisition_time: str
    content_time: str


def instance_attributes(dataset: Dataset, description: PixelDescription) -> InstanceAttributes:
    """Return what all frames of a data set share; its pixels are as `describe_pixels` says."""
    image_type = texts(dataset, "ImageType")
    photometric = description.photometric_interpretation
    return InstanceAttributes(
        sop_instance_uid=text(dataset, "SOPInstanceUID"),
        series_instance_uid=text(dataset, "SeriesInstanceUID"),
        frame_of_reference_uid=text(dataset, "FrameOfReferenceUID"),
        series_number=integer(dataset, "SeriesNumber"),
        instance_number=integer(dataset, "InstanceNumber"),
        rows=description.rows,
        columns=description.columns,
        frame_count=description.frame_count,
        photometric="RGB" if photometric in COLOUR else photometric,
        is_localizer=image_type[2:3] == ["LOCALIZER"],
        is_layer=text(dataset, "Modality") in _LAYERS,
        concatenation_uid=text(dataset, "ConcatenationUID"),
        in_concatenation_number=integer(dataset, "InConcatenationNumber"),
    )


def frame_attributes(
    dataset: Dataset,
    instance: InstanceAttributes,
    frame: int,
    groups: Sequence[Holder] | None = None,
) -> FrameAttributes:
    """Return what tells a frame, from 0, from the others; nothing broken in it raises.

    Its functional groups are looked up unless they are given.
    """
    if groups is None:
        groups = functional_groups(dataset, frame)

    def holder(macro: str) -> Holder:
        """Return what holds the frame's elements of a macro: without the macro, the data set."""
        item = macro_item(groups, macro)
        return dataset if item is None else item

    content = holder("FrameContentSequence")
    echo = holder("MREchoSequence")
    diffusion = holder("MRDiffusionSequence")
    trigger = holder("CardiacSynchronizationSequence")
    temporal = holder("TemporalPositionSequence")
    return FrameAttributes(
        instance=instance,
        plane=image_plane(dataset, frame, groups),
        stack_id=text(content, "StackID"),
        segment=integer(holder("SegmentIdentificationSequence"), "ReferencedSegmentNumber"),
        temporal_position=_first_of(
            number(content, "TemporalPositionIndex"),
            number(dataset, "TemporalPositionIdentifier"),
            number(temporal, "TemporalPositionTimeOffset"),
            number_at(dataset, "TimeSlotVector", frame),  # gated nuclear medicine (PS3.3 C.8.4.8)
        ),
        echo_number=number(dataset, "EchoNumbers"),
        echo_time=_first_of(number(echo, "EffectiveEchoTime"), number(dataset, "EchoTime")),
        b_value=number(diffusion, "DiffusionBValue"),
        trigger_time=_first_of(
            number(trigger, "NominalCardiacTriggerDelayTime"), number(dataset, "TriggerTime")
        ),
        diffusion_direction=_diffusion_direction(diffusion),
        frame_type=_frame_type(dataset, groups),
        acquisition_number=_first_of(
            number(content, "FrameAcquisitionNumber"), number(dataset, "AcquisitionNumber")
        ),
        slice_location=number(dataset, "SliceLocation"),
        acquisition_time=text(content, "FrameAcquisitionDateTime")
        or text(dataset, "AcquisitionDateTime")
        or text(dataset, "AcquisitionDate") + text(dataset, "AcquisitionTime"),
        content_time=text(dataset, "ContentDate") + text(dataset, "ContentTime"),
    )


def attributes_of_frames(
    dataset: Dataset, instance: InstanceAttributes
) -> Work[list[FrameAttributes]]:
    """Find out what tells each frame of a data set from the others.

    Of more than `_MAX_FRAMES` frames, which no volume has, it isn't told where they lie.
    """
    first = frame_attributes(dataset, instance, 0)
    if instance.frame_count > _MAX_FRAMES:
        return [replace(first, plane=None)] * instance.frame_count
    if not any(keyword in dataset for keyword in _BY_FRAME):
        return [first] * instance.frame_count
    groups = _groups_of_frames(dataset)
    attributes = [first]
    for frame in range(1, instance.frame_count):
        attributes.append(frame_attributes(dataset, instance, frame, groups(frame)))
        yield
    return attributes


def _groups_of_frames(dataset: Dataset) -> Callable[[int], Sequence[Holder]]:
    """Return a function for the functional groups of a frame, read as fast as can be."""
    own = frame_groups(dataset)
    if own is None:
        return lambda frame: functional_groups(dataset, frame)
    shared = items_of(dataset, "SharedFunctionalGroupsSequence")[:1]

    def groups(frame: int) -> Sequence[Holder]:
        try:
            return [own.raw_item(frame), *shared] if frame < own.count else shared
        except UnreadableItemError:
            return functional_groups(dataset, frame)

    return groups


def _first_of(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)


def _diffusion_direction(diffusion: Holder) -> tuple[str | float, ...]:
    item = item_at(diffusion, "DiffusionGradientDirectionSequence", 0)
    cosines = numbers(diffusion if item is None else item, "DiffusionGradientOrientation")
    return (text(diffusion, "DiffusionDirectionality"), *cosines)


def _frame_type(dataset: Dataset, groups: Sequence[Holder]) -> tuple[str, ...]:
    items = (macro_item(groups, macro) for macro in _FRAME_TYPES)
    item = next((item for item in items if item is not None), None)
    if item is None:
        return tuple(texts(dataset, "ImageType"))
    return (*texts(item, "FrameType"), text(item, "ComplexImageComponent"))
