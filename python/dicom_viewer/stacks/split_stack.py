"""A stack whose frames are dealt out to several instances, each of several frames."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dicom_viewer.stacks.frame_attributes import FrameAttributes
from dicom_viewer.stacks.stack_sorting import geometries_of, kinds_of, levels_of

MAX_FRAMES = 1 << 14
"""Of how many frames it is found out whether they make one stack: no volume has more."""

_MIN_LEVELS = 2
_MAX_COMPARED = 32
"""With how many stacks a part is compared, so that hostile files end."""


Place = tuple[Hashable, int]
"""A kind of frames, and the rank of a position along the normal."""


@dataclass(frozen=True)
class _Part:
    """A series, of an instance or a concatenation, whose frames may be a part of a stack.

    Attributes
    ----------
    index : int
        Which it is.
    levels : list[int]
        The rank of each frame's position along the normal.
    """

    index: int
    levels: list[int]


@dataclass(frozen=True)
class _Stack:
    """Parts that lie at different places."""

    parts: list[_Part]
    places: set[Place]


def may_be_joined(firsts: Sequence[FrameAttributes], frame_count: int) -> bool:
    """Return whether parts may make a stack, as far as their first frames say.

    The attributes of all frames take long to read. Parts that start at one position, such as the
    phases of a heart, don't complement each other.

    Parameters
    ----------
    firsts : Sequence[FrameAttributes]
        The first frame of each part.
    frame_count : int
        How many frames all parts have.
    """
    if len(firsts) < _MIN_LEVELS or frame_count > MAX_FRAMES:
        return False
    geometries = geometries_of(firsts)
    placed = [index for index, geometry in enumerate(geometries) if geometry is not None]
    for geometry in {geometries[index] for index in placed}:
        same = [index for index in placed if geometries[index] == geometry]
        if len(set(levels_of(firsts, same).values())) >= _MIN_LEVELS:
            return True
    return False


def join_parts(parts: Sequence[Sequence[FrameAttributes]]) -> list[list[tuple[int, int]]]:
    """Join parts of a series whose frames make one stack.

    Parts are joined if they are parallel, of equal spacing and of one *Frame of Reference UID*,
    hold the same kinds of frames (echoes, b-values and the like), and no two frames of a kind
    lie at one position. Each has to be part of a stack itself, or a single frame: what comes in
    several frames at one position, as a cine loop does, stays alone. So does a single frame that
    would be part of more than one stack.

    Parameters
    ----------
    parts : Sequence[Sequence[FrameAttributes]]
        The frames of each part in their stored order; the parts in the order of their numbers.

    Returns
    -------
    list[list[tuple[int, int]]]
        The frames of each stack of more than one part, one with several frames among them, as the
        indices of part and frame: part after part as they are stored, or where parts interleave, by
        position.
    """
    frames = [frame for part in parts for frame in part]
    geometries = geometries_of(frames)
    candidates: dict[Hashable, list[int]] = defaultdict(list)
    starts = _starts(parts)
    for index, part in enumerate(parts):
        found = set(geometries[starts[index] : starts[index] + len(part)])
        if len(found) == 1 and None not in found:
            frame_of_reference = part[0].instance.frame_of_reference_uid
            candidates[(*found, frame_of_reference)].append(index)
    stacks = (_stacks_of(parts, indices) for indices in candidates.values())
    return [_in_order(stack) for group in stacks for stack in group]


def _starts(parts: Sequence[Sequence[FrameAttributes]]) -> list[int]:
    """Return where each part starts in all frames one after the other."""
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part))
    return starts


def _stacks_of(
    parts: Sequence[Sequence[FrameAttributes]], indices: Sequence[int]
) -> list[list[_Part]]:
    """Return the stacks of more than one part that parallel parts make."""
    members = [parts[index] for index in indices]
    frames = [frame for part in members for frame in part]
    levels = levels_of(frames, list(range(len(frames))))
    kinds = kinds_of(frames)
    stacks: dict[Hashable, list[_Stack]] = defaultdict(list)
    placed = zip(indices, members, _starts(members), strict=False)
    for index, part, start in sorted(placed, key=lambda each: -len(each[1])):
        own = range(start, start + len(part))
        own_levels = [levels[place] for place in own]
        places = {(kinds[place], levels[place]) for place in own}
        is_stack = len(set(own_levels)) >= _MIN_LEVELS and len(places) == len(part)
        if is_stack or len(part) == 1:
            of_kinds = stacks[frozenset(kinds[place] for place in own)]
            _add(_Part(index, own_levels), places, of_kinds)
    found = [stack.parts for of_kinds in stacks.values() for stack in of_kinds]
    return [parts for parts in found if len(parts) > 1 and _max_length(parts) > 1]


def _add(part: _Part, places: set[Place], stacks: list[_Stack]) -> None:
    """Add a part to the first stack that has no frames at its places, or to a new one."""
    fitting = [each for each in stacks[:_MAX_COMPARED] if each.places.isdisjoint(places)]
    if len(fitting) == 1 or (fitting and len(part.levels) > 1):
        fitting[0].parts.append(part)
        fitting[0].places.update(places)
    else:
        stacks.append(_Stack([part], places))


def _max_length(parts: Iterable[_Part]) -> int:
    return max(len(part.levels) for part in parts)


def _in_order(parts: list[_Part]) -> list[tuple[int, int]]:
    """Return the frames of a stack in the direction in which its longest part is stored."""
    longest = max(parts, key=lambda part: len(part.levels))
    sign = -1 if longest.levels[0] > longest.levels[-1] else 1
    ordered = sorted(parts, key=lambda part: sign * (min(part.levels) + max(part.levels)))
    bounds = sorted((min(part.levels), max(part.levels)) for part in parts)
    frames = [
        (sign * level, part.index, frame)
        for part in ordered
        for frame, level in enumerate(part.levels)
    ]
    if any(end >= start for (_, end), (start, _) in pairwise(bounds)):
        frames.sort(key=lambda each: each[0])
    return [(index, frame) for _, index, frame in frames]
