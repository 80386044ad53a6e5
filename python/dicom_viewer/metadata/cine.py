"""When the frames of an image follow each other: the Cine Module (PS3.3 C.7.6.5)."""

from dataclasses import dataclass
from typing import Literal

from pydicom.dataset import Dataset
from pydicom.tag import Tag

from dicom_viewer.dataset.elements import integer, number, numbers

_SHORTEST, _LONGEST = 5.0, 1000.0
"""Between these times, in ms, frames are seen to move: 200 of them in a second to one."""

_SWEEPING = 1


@dataclass(frozen=True)
class Cine:
    """How a file wants its frames to be played.

    Attributes
    ----------
    frame_time : float | None
        The time from each frame to the next in ms; None if it varies or the file doesn't say.
    frame_times : list[float] | None
        Where it varies, of each frame the time in ms since the one before; that of the first is 0.
    first, last : int | None
        The frames, from 0, that are played and all between; None if the file doesn't say.
    sequencing : str
        What follows the last frame: `loop`, the first one, or `sweep`, the way back to it.
    """

    frame_time: float | None
    frame_times: list[float] | None
    first: int | None
    last: int | None
    sequencing: Literal["loop", "sweep"]


def cine_of(dataset: Dataset, frame_count: int) -> Cine:
    """Return how a data set of so many frames wants them to be played.

    Times that aren't positive, or too short or too long for a movement to be seen, count as absent.
    """
    frame_time = _watchable(number(dataset, "FrameTime"))
    frame_times = None
    increments = _increments(dataset, frame_count)
    if increments and (frame_time is None or _points_at_increments(dataset)):
        if min(increments) == max(increments):
            frame_time = increments[0]
        else:
            frame_time, frame_times = None, [0.0, *increments]
    elif frame_time is None:
        frame_time = _nominal_time(dataset)
    first, last = _trims(dataset, frame_count)
    is_swept = integer(dataset, "PreferredPlaybackSequencing") == _SWEEPING
    return Cine(frame_time, frame_times, first, last, "sweep" if is_swept else "loop")


def _points_at_increments(dataset: Dataset) -> bool:
    """Return whether (0028,0009) *Frame Increment Pointer* names *Frame Time Vector*."""
    return Tag("FrameTimeVector") in numbers(dataset, "FrameIncrementPointer")


def _increments(dataset: Dataset, frame_count: int) -> list[float]:
    """Return the times between frames by (0018,1065) *Frame Time Vector*, or none (C.7.6.5.1.2)."""
    increments = numbers(dataset, "FrameTimeVector")[1:frame_count]  # the first frame's is 0
    if not increments or len(increments) != frame_count - 1:
        return []
    is_watchable = _watchable(sum(increments) / len(increments)) is not None
    return increments if is_watchable and all(time > 0 for time in increments) else []


def _nominal_time(dataset: Dataset) -> float | None:
    """Return the time between frames by their rate, else by how long one was acquired."""
    for keyword in ("RecommendedDisplayFrameRate", "CineRate"):
        rate = number(dataset, keyword)
        if rate and (time := _watchable(1000 / rate)):
            return time
    return _watchable(number(dataset, "ActualFrameDuration"))


def _watchable(time: float | None) -> float | None:
    """Return a time between frames if a movement is seen in it."""
    return time if time is not None and _SHORTEST <= time <= _LONGEST else None


def _trims(dataset: Dataset, frame_count: int) -> tuple[int | None, int | None]:
    """Return *Start Trim* and *Stop Trim*, counted from 0, unless they are no frames in order."""
    start, stop = (integer(dataset, keyword) for keyword in ("StartTrim", "StopTrim"))
    first, last = 1 if start is None else start, frame_count if stop is None else stop
    if not 1 <= first <= last <= frame_count:
        return None, None
    return (None if start is None else first - 1), (None if stop is None else last - 1)
