"""Frames of one instance or of many, in the order in which they are seen."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.frame_attributes import FrameAttributes
from dicom_viewer.instance import Instance
from dicom_viewer.rendering import Frame, Rendering, View
from dicom_viewer.stack import NoStack, Stack, stack_of
from dicom_viewer.stack_geometry import stack_geometry

_FRAMES_AHEAD = 8

SeriesFrame = tuple[Instance, int]
"""An instance, and which of its frames."""


class Series:
    """Frames of one instance or of many, of which one is kept ready for rendering.

    The index of a frame is clamped to those that there are.

    Parameters
    ----------
    frames : Sequence[SeriesFrame]
        At least one, in the order in which they are seen.
    """

    def __init__(self, frames: Sequence[SeriesFrame]) -> None:
        self._frames = frames
        self._shown: int | None = None
        self._step = 1
        self._stack: Stack | NoStack | None = None

    @property
    def frame_count(self) -> int:
        """How many frames there are."""
        return len(self._frames)

    @property
    def title(self) -> str:
        """What a user calls the series by."""
        return self.instance(0).series_title

    def instance(self, index: int) -> Instance:
        """Return the instance that a frame is of."""
        instance, _ = self._frames[self._clamp(index)]
        return instance

    def frame(self, index: int) -> Frame:
        """Return a frame, decoded now or kept from the last call.

        Raises
        ------
        ViewerError
            `decode` if the frame can't be decoded.
        """
        index = self._clamp(index)
        if self._shown is not None and self._shown != index:
            self._step = 1 if index > self._shown else -1
            if self.instance(self._shown) is not self.instance(index):
                self.release()  # gone before the next one takes its memory
        self._shown = index
        instance, frame = self._frames[index]
        return instance.frame(frame)

    def render(self, view: View) -> Rendering:
        """Render what a page asks to see.

        Raises
        ------
        ViewerError
            `decode` if the frame can't be decoded.
        """
        return self.frame(view.frame).render(replace(view, frame=self._clamp(view.frame)))

    def has_layer(self, index: int) -> bool:
        """Return whether anything may lie above a frame: overlays or a display shutter."""
        return self.instance(index).has_layer

    def render_layer(self, index: int) -> NDArray[np.uint8]:
        """Render what lies above a frame, see `Instance.render_layer`."""
        instance, frame = self._frames[self._clamp(index)]
        return instance.render_layer(frame)

    def edge_letters(self, index: int) -> dict[str, str] | None:
        """Return where a frame's edges lie in the patient, see `Instance.edge_letters`."""
        instance, frame = self._frames[self._clamp(index)]
        return instance.edge_letters(frame)

    def pixel_at(self, index: int, x: int, y: int) -> float | tuple[int, ...] | None:
        """Return the modality value or RGB of a pixel, see `Instance.pixel_at`."""
        self.frame(index)  # which lets go of the one before
        instance, frame = self._frames[self._clamp(index)]
        return instance.pixel_at(frame, x, y)

    def metadata(self, index: int) -> dict[str, Any]:
        """Return the metadata of a frame's instance with one more member, `geometry`.

        That is what `StackGeometry.as_json` returns of the stack in which the frame lies, or of the
        frame alone, and None where the file doesn't say where that is.
        """
        geometry = self._geometry(self._clamp(index))
        return {**self.instance(index).metadata, "geometry": geometry}

    def decode_ahead(self) -> bool:
        """Decode a frame that is likely to be asked for next; return whether there was one."""
        if self._shown is None:
            return False
        for distance in range(1, _FRAMES_AHEAD + 1):
            index = self._shown + distance * self._step
            if index != self._clamp(index):
                return False
            instance, frame = self._frames[index]
            if not instance.is_at_hand(frame):
                return instance.decode_ahead(frame)
        return False

    def stack(self, index: int) -> Stack | NoStack:
        """Return the frames that make a volume with one, or why there are none."""
        index = self._clamp(index)
        if isinstance(self._stack, Stack) and index in self._stack.frames:
            return self._stack
        self._stack = stack_of(self._attributes, index)
        return self._stack

    @cached_property
    def _attributes(self) -> Sequence[FrameAttributes]:
        return [instance.attributes[frame] for instance, frame in self._frames]

    def release(self) -> None:
        """Let go of the frame that is kept ready."""
        if self._shown is not None:
            self.instance(self._shown).release()

    def _geometry(self, index: int) -> dict[str, Any] | None:
        attributes = self._attributes[index]
        if attributes.plane is None:
            return None
        stack = self.stack(index)
        planes = stack.planes if isinstance(stack, Stack) else [attributes.plane]
        size = attributes.instance
        return stack_geometry(size.rows, size.columns, planes).as_json()

    def _clamp(self, index: int) -> int:
        return min(max(index, 0), len(self._frames) - 1)
