"""The volume of a stack, read slice by slice."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.errors import ErrorCode, ViewerError
from dicom_viewer.geometry.image_plane import ImagePlane
from dicom_viewer.lut.modality_lut import Rescale
from dicom_viewer.study.instance import Instance
from dicom_viewer.volume.volume import Volume

_MAX_BYTES = 3 << 29
"""How much a volume takes at most: a WebAssembly memory has 4 GiB, and all else needs room, too."""

_Slice = tuple[NDArray[Any], float, float]
"""The values of a slice, and the slope and intercept that lead to modality values."""


class StackVolume:
    """The slices of a stack, until all of them are there.

    Parameters
    ----------
    frames : Sequence[tuple[Instance, int]]
        The slices, each a frame of an instance, of one size, in the order of their planes.
    planes : Sequence[ImagePlane]
        Where each lies, in ascending order along their normal.

    Raises
    ------
    ViewerError
        `memory` if there are more voxels than there is room for.
    """

    def __init__(
        self, frames: Sequence[tuple[Instance, int]], planes: Sequence[ImagePlane]
    ) -> None:
        self._frames = frames
        self._planes = planes
        self._slices: list[_Slice] = []
        check_size(frames)

    @property
    def planes(self) -> Sequence[ImagePlane]:
        """Where the slices lie."""
        return self._planes

    @property
    def middle(self) -> tuple[Instance, int]:
        """The slice in the middle."""
        return self._frames[len(self._frames) // 2]

    @property
    def missing(self) -> int:
        """How many slices aren't there yet."""
        return len(self._frames) - len(self._slices)

    def read_next(self) -> None:
        """Read one more slice.

        Raises
        ------
        ViewerError
            `decode` if it can't be decoded.
        """
        instance, frame = self._frames[len(self._slices)]
        values = instance.stored_values(frame)
        modality = instance.modality(frame)
        if isinstance(modality, Rescale):
            self._slices.append((values, modality.slope, modality.intercept))
        else:
            self._slices.append((modality.apply(values).astype(np.int32), 1.0, 0.0))

    def volume(self) -> Volume:
        """Return the volume of all slices, once none is missing."""
        slices, slopes, intercepts = zip(*self._slices, strict=True)
        return Volume(slices, self._planes, np.array(slopes), np.array(intercepts))


def check_size(frames: Sequence[tuple[Instance, int]]) -> None:
    """Raise an error unless there is room for the values of frames of one size.

    Raises
    ------
    ViewerError
        `memory` if there isn't.
    """
    instance, frame = frames[0]
    rows, columns = instance.summary["rows"], instance.summary["columns"]
    size = sum(each.frame_bytes for each, _ in frames)
    if not isinstance(instance.modality(frame), Rescale):  # what a LUT makes of stored values
        size = max(size, len(frames) * rows * columns * np.dtype(np.int32).itemsize)
    if size > _MAX_BYTES:
        raise ViewerError(
            ErrorCode.MEMORY,
            "volume-too-large",
            slices=len(frames),
            columns=columns,
            rows=rows,
            needed=size >> 20,
            limit=_MAX_BYTES >> 20,
        )
