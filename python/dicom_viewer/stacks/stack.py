"""The frames that a volume is made of: parallel, equally sized, at different positions."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dicom_viewer.errors import Message, Parameter, message
from dicom_viewer.geometry.image_plane import ImagePlane
from dicom_viewer.pixels.photometric import MONOCHROME
from dicom_viewer.stacks.frame_attributes import FrameAttributes
from dicom_viewer.stacks.stack_sorting import Order, split_stacks
from dicom_viewer.turns import Work


@dataclass(frozen=True, eq=False)
class Stack:
    """The frames of a series that make a volume.

    Attributes
    ----------
    frames : list[int]
        Which frames of the series, from 0, in the order of their positions along the normal.
    planes : list[ImagePlane]
        Where they lie: parallel, with the same spacing.
    """

    frames: list[int]
    planes: list[ImagePlane]


@dataclass(frozen=True)
class NoStack:
    """No volume can be made.

    Attributes
    ----------
    why : Message
        The reason.
    """

    why: Message


def stack_of(series: Sequence[FrameAttributes], shown: int) -> Work[Stack | NoStack]:
    """Return the frames of a series that make a volume with the one that is shown.

    Parameters
    ----------
    series : Sequence[FrameAttributes]
        The frames of a series in its order. Those of a multi-frame instance may differ in
        orientation, echo and the like: those that are like the shown frame are taken.
    shown : int
        The shown frame, from 0.
    """
    stacks = yield from split_stacks(series)
    found = next(each for each in stacks if shown in each.frames)
    members = [series[frame] for frame in found.frames]
    why = _why_none(members, found.order)
    if why:
        return NoStack(why)
    planes = [each.plane for each in members if each.plane is not None]
    # Nearly parallel planes were sorted along the normal of one that need not be the first.
    heights = np.stack([plane.position for plane in planes]) @ planes[0].normal
    if np.any(np.diff(heights) <= 0):
        return NoStack(message("stack-not-parallel"))
    return Stack(found.frames, planes)


def _why_none(members: Sequence[FrameAttributes], order: Order) -> Message | None:
    """Return why frames that belong together make no volume; None if they do."""
    if any(each.instance.photometric not in MONOCHROME for each in members):
        return message("stack-in-colour")
    if members[0].plane is None:
        return message("stack-without-position")
    if len(members) == 1:
        return message("stack-of-one-slice")
    sizes = sorted({(each.instance.columns, each.instance.rows) for each in members})
    if len(sizes) > 1:
        described: list[Parameter] = [f"{columns} × {rows}" for columns, rows in sizes[:2]]
        return message("stack-of-sizes", sizes=described)
    if order is Order.TIME:
        return message("stack-at-one-position", count=len(members))
    return None if order is Order.POSITION else message("stack-not-parallel")
