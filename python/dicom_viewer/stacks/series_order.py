"""Which frames make a series, and the order of both."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dicom_viewer.stacks.frame_attributes import FrameAttributes
from dicom_viewer.stacks.stack_sorting import Order, by_instance_number, split_stacks

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
    the instances of a concatenation together (PS3.3 C.7.6.16.2.2.4), and those instances of one
    *Series Instance UID* that divide one volume among them: with parallel frames of one size and
    spacing, no two at one position.

    Series are sorted by *Series Number*, then by arrival; of one *Series Instance UID* what
    comprises most frames is first, and localizers are last.

    Parameters
    ----------
    instances : Mapping[int, FrameAttributes]
        The first frame of each instance by a key of the caller's, in the order of arrival. Where
        positions and instance numbers are missing, that is the order of the frames.
    all_frames : Callable[[int], Sequence[FrameAttributes]]
        Called for instances of several frames that may belong together, as it may take a while.
    """
    keys, duplicates = _without_duplicates(instances)
    by_uid = defaultdict(list)
    for key in keys:
        by_uid[instances[key].instance.series_instance_uid].append(key)
    series = []
    for uid_keys in sorted(by_uid.values(), key=lambda keys: _series_number(instances[keys[0]])):
        series += _of_one_uid({key: instances[key] for key in uid_keys}, all_frames)
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


def _series_number(frame: FrameAttributes) -> tuple[bool, int]:
    number = frame.instance.series_number
    return (number is None, number or 0)


def _of_one_uid(
    instances: Mapping[int, FrameAttributes], all_frames: AllFrames
) -> list[list[SeriesFrame]]:
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
            series += _as_stored(keys, frames, all_frames)
        else:
            stacks = split_stacks(frames)
            series += [[SeriesFrame(keys[index], 0) for index in stack.frames] for stack in stacks]
    return series


def _kind(frame: FrameAttributes) -> Hashable:
    """Return what the instances that may make one series have in common."""
    instance = frame.instance
    if instance.frame_count > 1 or instance.concatenation_uid:
        return _STORED
    return (instance.rows, instance.columns, instance.photometric, instance.is_localizer)


def _as_stored(
    keys: list[int], frames: list[FrameAttributes], all_frames: AllFrames
) -> list[list[SeriesFrame]]:
    """Return the frames of each instance, concatenation or divided volume, as they are stored."""
    first = dict(zip(keys, frames, strict=True))
    numbered = [keys[index] for index in sorted(range(len(keys)), key=by_instance_number(frames))]
    concatenations: dict[Hashable, list[int]] = defaultdict(list)
    for key in numbered:
        concatenations[first[key].instance.concatenation_uid or key].append(key)
    series = [_concatenated(members, first) for members in concatenations.values()]
    groups: dict[Hashable, list[list[SeriesFrame]]] = defaultdict(list)
    for index, each in enumerate(series):
        groups[_volume_kind(first[each[0].instance]) or index].append(each)
    return [each for group in groups.values() for each in _with_volumes_united(group, all_frames)]


def _concatenated(keys: list[int], first: Mapping[int, FrameAttributes]) -> list[SeriesFrame]:
    parts = sorted(keys, key=lambda key: first[key].instance.in_concatenation_number or 0)
    return [
        SeriesFrame(key, frame) for key in parts for frame in range(first[key].instance.frame_count)
    ]


def _volume_kind(first: FrameAttributes) -> Hashable:
    """Return what instances that divide a volume have in common; None if the file has no plane."""
    if first.plane is None:
        return None
    return (first.instance.rows, first.instance.columns, first.instance.photometric)


def _with_volumes_united(
    group: list[list[SeriesFrame]], all_frames: AllFrames
) -> list[list[SeriesFrame]]:
    """Join those series whose frames all belong to one stack."""
    if len(group) == 1:
        return group
    owners = [owner for owner, each in enumerate(group) for _ in each]
    stacks = split_stacks([all_frames(key)[frame] for each in group for key, frame in each])
    stacks_of = defaultdict(set)
    for number, stack in enumerate(stacks):
        for frame in stack.frames:
            stacks_of[owners[frame]].add(number)
    united: dict[Hashable, list[SeriesFrame]] = defaultdict(list)
    for owner, each in enumerate(group):
        number = min(stacks_of[owner])
        is_whole = len(stacks_of[owner]) == 1 and stacks[number].order is Order.POSITION
        united[("stack", number) if is_whole else owner] += each
    return list(united.values())
