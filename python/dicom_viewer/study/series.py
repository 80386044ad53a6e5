"""Frames of one instance or of many, in the order in which they are seen."""

import json
import math
import time
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.errors import WarningCode, warn
from dicom_viewer.geometry.image_plane import ImagePlane
from dicom_viewer.rendering.frame import Frame, RenderedFrame
from dicom_viewer.rendering.picture import PictureImage
from dicom_viewer.rendering.view import View
from dicom_viewer.stacks.frame_attributes import FrameAttributes
from dicom_viewer.stacks.stack import NoStack, Stack, stack_of
from dicom_viewer.stacks.stack_geometry import StackGeometry, stack_geometry
from dicom_viewer.study.instance import Instance
from dicom_viewer.study.stack_volume import StackVolume
from dicom_viewer.transfer_syntax.codecs import FramePending
from dicom_viewer.turns import Turns
from dicom_viewer.volume.multiplanar import Multiplanar
from dicom_viewer.volume.reformatted_frame import ReformattedFrame
from dicom_viewer.volume.volume import Volume

_FRAMES_AHEAD = 8

SeriesFrame = tuple[Instance, int]
"""An instance, and which of its frames."""

SeriesImage = tuple[Frame, PictureImage]
"""A frame, and what a page is told of it."""


class Processed(Protocol):
    """What a pipeline has made of a series, or of an image of it."""

    def images(self, images: Sequence[SeriesImage], view: View) -> list[SeriesImage]:
        """Return the images of a view with those in their place that were made of them."""


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
        self._turns = Turns()
        self._stacks: dict[int, Stack | NoStack] = {}
        self._geometry_of: tuple[int, str] | None = None
        self._volume_of: Stack | None = None
        self._reading: StackVolume | None = None
        self._multiplanar: Multiplanar | None = None
        self._processed: dict[int, Processed] = {}

    @property
    def frame_count(self) -> int:
        """How many frames there are."""
        return len(self._frames)

    @property
    def frames(self) -> Sequence[SeriesFrame]:
        """The frames in the order in which they are seen."""
        return self._frames

    @property
    def title(self) -> str:
        """What a user calls the series by."""
        instance, _ = self._frames[0]
        return instance.series_title

    def seen(self, view: View) -> SeriesFrame:
        """Return the stored frame that is seen in a view; with planes, that seen last."""
        return self._frames[self._index(view)]

    def seen_before(self, view: View) -> SeriesFrame | None:
        """Return the stored frame before the one that is `seen`; None of the first."""
        index = self._index(view)
        return self._frames[index - 1] if index > 0 else None

    def stored_frame(self, view: View) -> SeriesFrame:
        """Return the stored frame that a view without planes asks for."""
        return self._frames[self._clamp(view.frame or 0)]

    def frame(self, index: int) -> Frame:
        """Return a frame, decoded now or kept from the last call.

        Raises
        ------
        ViewerError
            `decode` if the frame can't be decoded.
        """
        index = self._clamp(index)
        instance, frame = self._frames[index]
        if self._shown is not None and self._shown != index:
            self._step = 1 if index > self._shown else -1
            if self._frames[self._shown][0] is not instance:
                self.release()  # gone before the next one takes its memory
        self._shown = index
        return instance.frame(frame)

    def images(self, view: View) -> list[SeriesImage]:
        """Return the images of a view, each with the frame of which it is rendered.

        That is a stored frame, or a plane of the volume once it is prepared; or what a pipeline has
        made of it.

        Raises
        ------
        ViewerError
            `decode` if a frame can't be decoded, `memory` if planes would be too large.
        """
        images = self._images(view)
        processed = None if view.processed is None else self._processed.get(view.processed)
        return images if processed is None else processed.images(images, view)

    def keep(self, number: int, processed: Processed) -> None:
        """Keep what a pipeline has made, under a number that views name."""
        self._processed[number] = processed

    def forget(self, number: int) -> None:
        """Let go of what was kept under a number, if it was."""
        self._processed.pop(number, None)

    @property
    def volume(self) -> Volume | None:
        """The volume that is prepared."""
        return None if self._multiplanar is None else self._multiplanar.volume

    def _images(self, view: View) -> list[SeriesImage]:
        if self._multiplanar is not None and self.has_planes(view):
            return [*self._multiplanar.images(view)]
        index = self._clamp(view.frame or 0)
        instance, number = self._frames[index]
        frame = self.frame(index)
        image = PictureImage(
            rows=instance.summary["rows"],
            columns=instance.summary["columns"],
            pixel_aspect_ratio=instance.summary["pixelAspectRatio"],
            frame=index,
            frame_count=len(self._frames),
            edges=instance.edge_letters(number),
        )
        return [(frame, image)]

    def has_planes(self, view: View) -> bool:
        """Return whether a view is of planes, of a volume that is prepared."""
        return view.plane is not None and self._multiplanar is not None

    def plane(self, view: View, index: int) -> tuple[ReformattedFrame, PictureImage]:
        """Return one of the planes of a view that `has_planes`; `index` is clamped.

        Raises
        ------
        ViewerError
            `memory` if planes would be too large.
        """
        planes = self._multiplanar.images(view) if self._multiplanar is not None else []
        return planes[min(max(index, 0), len(planes) - 1)]

    def render(self, view: View) -> RenderedFrame:
        """Render the first or only image of a view.

        Raises
        ------
        ViewerError
            See `images`.
        """
        frame, _ = self.images(view)[0]
        return frame.render(view)

    def prepare(self, view: View, seconds: float = math.inf) -> int:
        """Read slices of the volume that a view needs, for a time; return how many are missing.

        The volume is that in which the stored frame lies that was seen last. Where there is none,
        frames are seen as they are stored, with a warning.

        Raises
        ------
        ViewerError
            `decode` if a slice can't be decoded, `memory` if there is no room for the volume.
        """
        if view.plane is None:
            return 0
        stack = self.volume_stack
        if stack is not self._volume_of:
            self.drop_volume()
        if isinstance(stack, NoStack):
            warn("no-planes", WarningCode.VIEW, why=stack.why)
            return 0
        if self._multiplanar is not None:
            return 0
        if self._reading is None:
            self._volume_of = stack
            frames = [self._frames[index] for index in stack.frames]
            self._reading = StackVolume(frames, stack.planes)
        end = time.monotonic() + seconds
        missing = self._reading.missing
        try:
            while self._reading.missing and time.monotonic() < end:
                self._reading.read_next()
        except FramePending:
            if self._reading.missing == missing:
                raise  # else it is asked for again, and what was decoded for it can go
        if not self._reading.missing:
            self._multiplanar = self._planes_of(self._reading)
            self._reading = None
            return 0
        return self._reading.missing

    def has_layer(self, view: View) -> bool:
        """Return whether anything may lie above a view: overlays or a display shutter."""
        instance, _ = self.seen(view)
        return not self.has_planes(view) and instance.has_layer

    def render_layer(self, view: View) -> NDArray[np.uint8]:
        """Render what lies above the frame of a view, see `Instance.render_layer`."""
        instance, frame = self.seen(view)
        return instance.render_layer(frame)

    def pixel_at(
        self, view: View, x: int, y: int, image: int = 0
    ) -> float | tuple[int, ...] | None:
        """Return the modality value or RGB of a pixel; None outside the image or the volume.

        Of three planes, `image` is the index of one: axial, coronal or sagittal.
        """
        images = self.images(view)
        frame, size = images[min(image, len(images) - 1)]
        if not (0 <= x < size.columns and 0 <= y < size.rows):
            return None
        return frame.value_at(x, y)

    def metadata(self, view: View) -> dict[str, Any]:
        """Return the metadata of the instance that is seen, with one more member, `geometry`.

        That is what `StackGeometry.as_json` returns of the stack in which the frame lies, or of the
        frame alone, and None where the file doesn't say where that is. `frames` says which frames
        of the series the slices are, from 0; it is None where all are, in their order.
        """
        metadata: dict[str, Any] = json.loads(self.metadata_text(view))
        return metadata

    def metadata_text(self, view: View) -> str:
        """Return the `metadata` of a view in JSON, made in turns."""
        instance, _ = self.seen(view)
        geometry = self._geometry_text(self._index(view))
        # Last, because it isn't kept: what takes further turns would have it made anew.
        return f'{instance.metadata_text[:-1]},"geometry":{geometry}}}'

    def frames_ahead(self) -> list[int]:
        """Return the frames that are likely to be asked for next and aren't decoded, in order."""
        if self._shown is None:
            return []
        distances = range(self._step, (_FRAMES_AHEAD + 1) * self._step, self._step)
        indices = [self._shown + distance for distance in distances]
        return [
            index for index in indices if index == self._clamp(index) and self._is_wanted(index)
        ]

    def decode_ahead(self, index: int) -> bool:
        """Decode one of the `frames_ahead`; return whether it is kept."""
        if index != self._clamp(index):
            return False
        instance, frame = self._frames[index]
        return instance.decode_ahead(frame)

    def read_ahead(self, seconds: float) -> bool:
        """Read frames that lie in slow files, for a time; return whether there are more.

        All of them are read, the next ones first, since planes need all: but only if they fit in
        beside what is kept, as long as none fails.
        """
        shown = self._shown or 0
        frames = [*self._frames[shown:], *reversed(self._frames[:shown])]
        missing = [each for each in frames if each[0].is_to_be_read(each[1])]
        if not missing or sum(each.frame_bytes for each, _ in missing) > missing[0][0].cache_room:
            return False
        end = time.monotonic() + seconds
        for instance, frame in missing:
            if not instance.decode_ahead(frame):
                return False
            if time.monotonic() > end:
                return True
        return False

    def stack(self, index: int) -> Stack | NoStack:
        """Return the frames that make a volume with one, found in turns, or why there are none."""
        index = self._clamp(index)
        if index not in self._stacks:
            attributes = self.attributes
            stack = self._turns.result(f"stack {index}", lambda: stack_of(attributes, index))
            members = stack.frames if isinstance(stack, Stack) else [index]
            self._stacks |= dict.fromkeys(members, stack)
        return self._stacks[index]

    @property
    def volume_stack(self) -> Stack | NoStack:
        """The frames of the volume, in which the stored frame lies that was seen last."""
        return self.stack(self._shown or 0)

    @cached_property
    def attributes(self) -> Sequence[FrameAttributes]:
        """What tells each frame from the others, found out in turns."""
        return [instance.attributes[frame] for instance, frame in self._frames]

    def drop_volume(self) -> None:
        """Let go of the volume; it is read anew when a plane is asked for."""
        self._volume_of = None
        self._reading = None
        self._multiplanar = None

    def release(self) -> None:
        """Let go of the frame that is kept ready."""
        if self._shown is not None:
            instance, _ = self._frames[self._shown]
            instance.release()

    def _geometry_text(self, index: int) -> str:
        """Return the `_geometry` of a frame in JSON; that of the last is kept for further turns."""
        if self._geometry_of is None or self._geometry_of[0] != index:
            text = json.dumps(self._geometry(index), allow_nan=False)
            self._geometry_of = (index, text)
        return self._geometry_of[1]

    def _geometry(self, index: int) -> dict[str, Any] | None:
        attributes = self.attributes[index]
        if attributes.plane is None:
            return None
        stack = self.stack(index)
        known = stack if isinstance(stack, Stack) else Stack([index], [attributes.plane])
        is_whole = known.frames == [*range(self.frame_count)]
        geometry = self._stack_geometry(known.planes).as_json()
        return geometry | {"frames": None if is_whole else known.frames}

    def _stack_geometry(self, planes: Sequence[ImagePlane]) -> StackGeometry:
        size = self.attributes[0].instance
        return stack_geometry(size.rows, size.columns, planes)

    def _planes_of(self, reading: StackVolume) -> Multiplanar:
        """Return the planes of a volume that was read, and warn of what is irregular in it."""
        instance, frame = reading.middle
        for message in self._stack_geometry(reading.planes).warnings():
            warn(message["reason"], WarningCode.VIEW, **message["parameters"])
        transforms = instance.grayscale_transforms(frame)
        return Multiplanar(reading.volume(), transforms, has_letters=not instance.is_quadruped)

    def _is_wanted(self, index: int) -> bool:
        instance, frame = self._frames[index]
        return not instance.is_at_hand(frame)

    def _index(self, view: View) -> int:
        return (self._shown or 0) if self.has_planes(view) else self._clamp(view.frame or 0)

    def _clamp(self, index: int) -> int:
        return min(max(index, 0), len(self._frames) - 1)
