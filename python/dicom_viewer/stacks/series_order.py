"""Which frames make a series, and the order of both."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dicom_viewer.stacks.frame_attributes import FrameAttributes
from dicom_viewer.stacks.split_stack import join_parts, may_be_joined
from dicom_viewer.stacks.stack_sorting import by_instance_number, split_stacks
from dicom_viewer.turns import finish

_STORED = "stored"
"""The kind of what comes in several frames and keeps its stored order."""


class SeriesFrame(NamedTuple):
    """A frame of a series: the key of its instance, and which of its frames it is, from 0."""

    instance: int
    frame: int


@dataclass(frozen=True)
class Arrangement:
    """Instances, put in order.

    Attributes
    ----------
    series : list[list[SeriesFrame]]
        The frames of each series.
    duplicates : list[int]
        The instances that are left out, for their *SOP Instance UID* was there before.
    """

    series: list[list[SeriesFrame]]
    duplicates: list[int]


AllFrames = Callable[[int], Sequence[FrameAttributes]]
"""Of the key of an instance, the attributes of all its frames."""


def arrange(instances: Mapping[int, FrameAttributes], all_frames: AllFrames) -> Arrangement:
    """Group instances into series and sort them.

    Instances of one frame make a series with those of the same *Series Instance UID*, size and
    photometric interpretation, as far as `split_stacks` doesn't tell them apart; localizers don't
    mix with others. An instance of several frames is a series by itself in its stored order, as are
    the instances of a concatenation together (PS3.3 C.7.6.16.2.2.4); several that make one stack
    are a series together, see `split_stack`.

    Series are sorted by *Series Number*, then by arrival, layers after all others; of one *Series
    Instance UID* what comprises most frames is first, and localizers are last.

    Parameters
    ----------
    instances : Mapping[int, FrameAttributes]
        The first frame of each instance by a key of the caller's, in the order of arrival. Where
        positions and instance numbers are missing, that is the order of the frames.
    all_frames : Callable[[int], Sequence[FrameAttributes]]
        Called only for instances that may make one stack, as it may take a while.
    """
    keys, duplicates = _without_duplicates(instances)
    by_uid = defaultdict(list)
    for key in keys:
        by_uid[instances[key].instance.series_instance_uid].append(key)
    series = []
    for uid_keys in sorted(by_uid.values(), key=lambda keys: _series_number(instances[keys[0]])):
        of_one_uid = _of_one_uid({key: instances[key] for key in uid_keys})
        series += _with_stacks_joined(of_one_uid, instances, all_frames)
    return Arrangement(series, duplicates)


def _without_duplicates(instances: Mapping[int, FrameAttributes]) -> tuple[list[int], list[int]]:
    seen: set[str] = set()
    unique: list[int] = []
    duplicates: list[int] = []
    for key, frame in instances.items():
        uid = frame.instance.sop_instance_uid
        (duplicates if uid and uid in seen else unique).append(key)
        seen.add(uid)
    return unique, duplicates


def _series_number(frame: FrameAttributes) -> tuple[bool, bool, int]:
    number = frame.instance.series_number
    return (frame.instance.is_layer, number is None, number or 0)


def _of_one_uid(instances: Mapping[int, FrameAttributes]) -> list[list[SeriesFrame]]:
    kinds: dict[Hashable, list[int]] = defaultdict(list)
    for key, frame in instances.items():
        kinds[_kind(frame)].append(key)

    def rank(kind: Hashable) -> tuple[bool, int]:
        members = [instances[key].instance for key in kinds[kind]]
        return (members[0].is_localizer, -sum(member.frame_count for member in members))

    series = []
    for kind in sorted(kinds, key=rank):
        keys = kinds[kind]
        frames = [instances[key] for key in keys]
        if kind == _STORED:
            series += _as_stored(keys, frames)
        else:
            stacks = finish(split_stacks(frames))
            series += [[SeriesFrame(keys[index], 0) for index in stack.frames] for stack in stacks]
    return series


def _kind(frame: FrameAttributes) -> Hashable:
    """Return what the instances that may make one series have in common."""
    instance = frame.instance
    if instance.frame_count > 1 or instance.concatenation_uid:
        return _STORED
    return _appearance(frame)


def _appearance(frame: FrameAttributes) -> Hashable:
    instance = frame.instance
    return (instance.rows, instance.columns, instance.photometric, instance.is_localizer)


def _as_stored(keys: list[int], frames: list[FrameAttributes]) -> list[list[SeriesFrame]]:
    """Return the frames of each instance, or of each concatenation, in their stored order."""
    concatenations: dict[Hashable, list[int]] = defaultdict(list)
    for index in sorted(range(len(frames)), key=by_instance_number(frames)):
        concatenations[frames[index].instance.concatenation_uid or keys[index]].append(index)

    def part(index: int) -> int:
        return frames[index].instance.in_concatenation_number or 0

    return [
        [
            SeriesFrame(keys[index], frame)
            for index in sorted(indices, key=part)
            for frame in range(frames[index].instance.frame_count)
        ]
        for indices in concatenations.values()
    ]


def _with_stacks_joined(
    series: list[list[SeriesFrame]], instances: Mapping[int, FrameAttributes], all_frames: AllFrames
) -> list[list[SeriesFrame]]:
    """Put series together whose frames make one stack, if one is of an instance of several."""
    alike: dict[Hashable, list[int]] = defaultdict(list)
    for index, frames in enumerate(series):
        alike[_appearance(instances[frames[0].instance])].append(index)
    result = dict(enumerate(series))
    for indices in alike.values():
        firsts = [instances[series[index][0].instance] for index in indices]
        is_multi_frame = any(first.instance.frame_count > 1 for first in firsts)
        frame_count = sum(len(series[index]) for index in indices)
        if not is_multi_frame or not may_be_joined(firsts, frame_count):
            continue
        parts = [[all_frames(key)[frame] for key, frame in series[index]] for index in indices]
        for stack in join_parts(parts):
            members = {indices[part] for part, _ in stack}
            for member in members:
                del result[member]
            result[min(members)] = [series[indices[part]][frame] for part, frame in stack]
    return [result[index] for index in sorted(result)]
