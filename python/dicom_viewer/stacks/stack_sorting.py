"""Frames that belong together: split into stacks, each in the order of its positions or of time."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from operator import attrgetter
from typing import Any

import numpy as np

from dicom_viewer.stacks.frame_attributes import FrameAttributes
from dicom_viewer.turns import Work

_TOLD_APART = ("stack_id", "segment", "echo_number", "echo_time", "b_value", "temporal_position")
"""What makes a stack of its own, in the order in which the stacks are put."""

_TOLD_APART_IN_PLACE = (
    "trigger_time",
    "diffusion_direction",
    "frame_type",
    "acquisition_number",
    "acquisition_time",
    "content_time",
)
"""What makes a stack of its own only where several frames lie at one position."""

_TIMES = ("temporal_position", "trigger_time", "acquisition_time", "content_time")

SAME_POSITION = 1e-3
"""Positions along the normal that are less apart, in mm, are one: they were rounded."""

_SAME_GEOMETRY = 1e-3
"""Directions whose cosines, and spacings whose logarithms, differ by no more were rounded."""

_MANY = 4
"""So many frames that are all different in something aren't split by it.

They are views around an axis, or a counter is mistaken for what it should be.
"""

_MAX_COMPARED = 32
"""With how many geometries another is compared, so that hostile files end."""

Part = list[int]
"""Some of the frames, by index."""

Geometry = tuple[float, ...]
"""The six cosines of an orientation, and the logarithms of both spacings."""


class Order(Enum):
    """What frames are sorted by."""

    POSITION = auto()
    """Along their normal, ascending, no two at one position: they make a volume."""
    TIME = auto()
    """They are parallel and all lie at one position, or there is only one."""
    NUMBER = auto()
    """They don't say where they lie, or aren't parallel: by *Instance Number*, then arrival.

    Without positions, *Slice Location* comes before; it doesn't say along which direction, so that
    there is no volume."""


@dataclass(frozen=True)
class SortedFrames:
    """Frames that belong together, by index, and what they are sorted by."""

    frames: Part
    order: Order


def split_stacks(frames: Sequence[FrameAttributes]) -> Work[list[SortedFrames]]:
    """Split frames into stacks, in which no two lie at one position, and sort them.

    Frames that differ in orientation, spacing or *Frame of Reference UID* are told apart, then
    those that differ in echo, b-value, temporal position and the like. Where several are left at
    one position, they are told apart by the first that can of trigger time, direction of
    diffusion, frame type, acquisition number and times, else by their occurrence. Frames that all
    lie at one position, or don't say where they lie, remain together.

    Parameters
    ----------
    frames : Sequence[FrameAttributes]
        Frames of one size and kind, in the order of their arrival.

    Returns
    -------
    list[SortedFrames]
        Those of the orientation that most have come first.
    """
    geometries = geometries_of(frames)
    parts = [list(range(len(frames)))]
    for value_of in (geometries.__getitem__, _frame_of_reference(frames)):
        parts = [each for part in parts for each in _by_size(_split(part, value_of))]
    yield
    stacks: list[SortedFrames] = []
    for part in parts:
        stacks += yield from _stacks(frames, part, geometries)
    return stacks


def by_instance_number(frames: Sequence[FrameAttributes]) -> Callable[[int], tuple[bool, int]]:
    """Return the key that sorts indices of frames by *Instance Number*, those without one last."""

    def key(index: int) -> tuple[bool, int]:
        number = frames[index].instance.instance_number
        return (number is None, number or 0)

    return key


def kinds_of(frames: Sequence[FrameAttributes]) -> list[Hashable]:
    """Return for each frame what tells it from others of one series, but where it lies."""
    part = list(range(len(frames)))
    values = [_value_of(frames, name) for name in _TOLD_APART]
    telling = [value_of for value_of in values if len(_split(part, value_of)) > 1]
    return [tuple(value_of(index) for value_of in telling) for index in part]


def _stacks(
    frames: Sequence[FrameAttributes], part: Part, geometries: Sequence[int | None]
) -> Work[list[SortedFrames]]:
    numbered = sorted(part, key=by_instance_number(frames))
    if geometries[part[0]] is None:
        return [SortedFrames(_by_slice_location(frames, numbered), Order.NUMBER)]
    if len({geometries[index] for index in part}) > 1:
        return [SortedFrames(numbered, Order.NUMBER)]
    levels = levels_of(frames, numbered)
    yield
    if len(set(levels.values())) == 1:
        return [SortedFrames(_in_time(frames, numbered), Order.TIME)]
    stacks = [numbered]
    for name in _TOLD_APART:
        value_of = _value_of(frames, name)
        stacks = [each for stack in stacks for each in _by_value(_split(stack, value_of))]
    single = [each for stack in stacks for each in _without_repeats(frames, stack, levels)]
    yield
    return [SortedFrames(sorted(each, key=levels.__getitem__), Order.POSITION) for each in single]


def _by_slice_location(frames: Sequence[FrameAttributes], numbered: Part) -> Part:
    """Sort frames by *Slice Location*, those without one last.

    Several at one location are sorted by *Acquisition Number*, and remain sorted by *Instance
    Number*, as all frames do where no two lie at different locations.
    """
    if len({frames[index].slice_location for index in numbered} - {None}) <= 1:
        return numbered

    def key(index: int) -> tuple[bool, float, bool, float]:
        frame = frames[index]
        location, acquisition = frame.slice_location, frame.acquisition_number
        return (location is None, location or 0, acquisition is None, acquisition or 0)

    return sorted(numbered, key=key)


def geometries_of(frames: Sequence[FrameAttributes]) -> list[int | None]:
    """Return a number for each frame, the same for those that are parallel and equally spaced."""
    known: dict[tuple[bytes, bytes, float, float], int] = {}
    representatives: list[Geometry] = []
    geometries: list[int | None] = []
    for frame in frames:
        plane = frame.plane
        if plane is None:
            geometries.append(None)
            continue
        key = (plane.right.tobytes(), plane.down.tobytes(), plane.column_spacing, plane.row_spacing)
        if key not in known:
            spacings = [math.log(plane.column_spacing), math.log(plane.row_spacing)]
            values = (*plane.right.tolist(), *plane.down.tolist(), *spacings)
            known[key] = _geometry(values, representatives)
        geometries.append(known[key])
    return geometries


def _geometry(values: Geometry, representatives: list[Geometry]) -> int:
    """Return the index of the representative that is like a geometry, which may become one."""
    for index, other in enumerate(representatives[:_MAX_COMPARED]):
        if all(abs(a - b) <= _SAME_GEOMETRY for a, b in zip(values, other, strict=True)):
            return index
    representatives.append(values)
    return len(representatives) - 1


def levels_of(frames: Sequence[FrameAttributes], part: Part) -> dict[int, int]:
    """Return the rank of each frame's position along the normal; frames at one share one."""
    planes = [plane for index in part if (plane := frames[index].plane) is not None]
    distances = np.array([plane.position for plane in planes]) @ planes[0].normal
    order = np.argsort(distances, kind="stable")
    steps = np.diff(distances[order], prepend=distances[order[0]]) > SAME_POSITION
    ranks = np.cumsum(steps).tolist()
    return {part[place]: rank for place, rank in zip(order.tolist(), ranks, strict=True)}


def _value_of(frames: Sequence[FrameAttributes], name: str) -> Callable[[int], Any]:
    get = attrgetter(name)
    return lambda index: get(frames[index])


def _frame_of_reference(frames: Sequence[FrameAttributes]) -> Callable[[int], str]:
    """Return a function for what positions refer to: nothing of a frame that has none."""

    def value_of(index: int) -> str:
        frame = frames[index]
        return "" if frame.plane is None else frame.instance.frame_of_reference_uid

    return value_of


def _groups(part: Part, value_of: Callable[[int], Any]) -> dict[Any, Part]:
    groups = defaultdict(list)
    for index in part:
        groups[value_of(index)].append(index)
    return groups


def _split(part: Part, value_of: Callable[[int], Any]) -> dict[Any, Part]:
    """Split frames by a value, unless it tells many all apart."""
    groups = _groups(part, value_of)
    is_unique = len(groups) == len(part) >= _MANY
    return {None: part} if is_unique else groups


def _by_size(groups: dict[Any, Part]) -> list[Part]:
    return sorted(groups.values(), key=len, reverse=True)


def _by_value(groups: dict[Any, Part]) -> list[Part]:
    """Return groups in the order of their values, of one type, with what has none first."""
    return [groups[value] for value in sorted(groups, key=lambda value: (value is not None, value))]


def _in_time(frames: Sequence[FrameAttributes], part: Part) -> Part:
    """Sort frames by the first time that all have and none shares, else leave them."""
    for name in _TIMES:
        value_of = _value_of(frames, name)
        values = {value_of(index) for index in part}
        if len(values) == len(part) and not values & {None, ""}:
            return sorted(part, key=value_of)
    return part


def _without_repeats(
    frames: Sequence[FrameAttributes], stack: Part, levels: dict[int, int]
) -> list[Part]:
    """Split a stack, in the order of instance numbers, until no two frames share a level."""
    repeats = _repeats(stack, levels)
    if repeats == 1:
        return [stack]
    for name in _TOLD_APART_IN_PLACE:
        groups = _groups(stack, _value_of(frames, name))
        # more groups than a position has frames would be fragments, as of the time of each frame
        if 1 < len(groups) <= repeats and all(
            _repeats(group, levels) < repeats for group in groups.values()
        ):
            parts = _by_value(groups)
            return [each for part in parts for each in _without_repeats(frames, part, levels)]
    return _by_occurrence(stack, levels)


def _repeats(stack: Part, levels: dict[int, int]) -> int:
    return max(Counter(levels[index] for index in stack).values())


def _by_occurrence(stack: Part, levels: dict[int, int]) -> list[Part]:
    """Return the first frames of each level, the second ones, and so on."""
    seen: Counter[int] = Counter()
    occurrences: list[Part] = []
    for index in stack:
        level = levels[index]
        if seen[level] == len(occurrences):
            occurrences.append([])
        occurrences[seen[level]].append(index)
        seen[level] += 1
    return occurrences
