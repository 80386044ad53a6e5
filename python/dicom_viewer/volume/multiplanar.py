"""Planes through a volume as a page asks to see them: one, or three through a crosshair."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.errors import WarningCode, warn
from dicom_viewer.geometry.orientation_letters import orientation_letters
from dicom_viewer.geometry.plane_grid import PlaneGrid
from dicom_viewer.rendering.grayscale_transforms import GrayscaleTransforms
from dicom_viewer.rendering.picture import CrosshairPlace, PictureImage
from dicom_viewer.rendering.view import CrosshairChoice, View
from dicom_viewer.volume.plane_stack import PATIENT_AXES, Plane, PlaneStack, crosshair, plane_stack
from dicom_viewer.volume.reformat import reformat
from dicom_viewer.volume.reformatted_frame import ReformattedFrame
from dicom_viewer.volume.slab import Projection
from dicom_viewer.volume.volume import Volume

MPR = "mpr"
"""What a page calls all three planes."""


@dataclass(frozen=True)
class _Cut:
    """Which plane a frame is: frames of equal cuts are the same."""

    origin: tuple[float, ...]
    axes: bytes
    slab: float
    projection: str


class Multiplanar:
    """Planes through a volume, of which the last of each kind is kept.

    Parameters
    ----------
    volume : Volume
        The volume.
    transforms : GrayscaleTransforms
        What holds for the slice in its middle.
    has_letters : bool
        Whether the edges of planes have letters: those of quadrupeds have none.

    Attributes
    ----------
    volume : Volume
        The volume.
    """

    def __init__(
        self, volume: Volume, transforms: GrayscaleTransforms, *, has_letters: bool
    ) -> None:
        self.volume = volume
        self._transforms = transforms
        self._has_letters = has_letters
        self._axes = PATIENT_AXES
        self._stacks: dict[Plane, PlaneStack] = {}
        self._frames: dict[Plane, tuple[_Cut, ReformattedFrame]] = {}

    def images(self, view: View) -> list[tuple[ReformattedFrame, PictureImage]]:
        """Return the images of a view, each with the frame of which it is rendered.

        That is a plane by its index, or three through the crosshair.

        Raises
        ------
        ViewerError
            `memory` if planes would be larger than can be shown.
        """
        choice = view.crosshair or CrosshairChoice()
        self._turn(_orthonormal(choice.axes))
        if view.plane != MPR:
            plane = Plane(view.plane or Plane.AXIAL)
            stack = self._stack(plane)
            last = len(stack) - 1
            index = last // 2 if view.frame is None else min(max(view.frame, 0), last)
            return [self._image(plane, stack.grid(index), index, view, None)]
        center = self._center(choice)
        stacks = {plane: self._stack(plane) for plane in Plane}
        places = crosshair(stacks, center)
        images = []
        for plane, stack in stacks.items():
            place = places[plane]
            grid = stack.grid(place["index"])
            if self._axes is not PATIENT_AXES and self.volume.alignment(grid.axes) is None:
                grid = stack.through(center)  # what is turned has no planes of voxels to keep to
            shown = CrosshairPlace(
                center=center,
                axes=self._axes.tolist(),
                x=place["x"],
                y=place["y"],
                lines=place["lines"],
            )
            images.append(self._image(plane, grid, place["index"], view, shown))
        return images

    def _center(self, choice: CrosshairChoice) -> list[float]:
        """Return the crosshair's point in the patient: the volume's middle unless it is given.

        It doesn't leave the volume.
        """
        low, high = self.volume.corners.min(axis=0), self.volume.corners.max(axis=0)
        center = (low + high) / 2
        if choice.center is not None:
            asked = _numbers(choice.center, center.shape)
            if asked is None:
                warn("crosshair-center", WarningCode.VIEW)
            else:
                reach = self.volume.extent  # beyond it, digits would be lost
                near = np.clip(asked, low - reach, high + reach)
                center = self.volume.nearest_inside(near)
        return [float(each) for each in center]

    def _turn(self, axes: NDArray[np.float64]) -> None:
        if not np.array_equal(axes, self._axes):
            self._axes = axes
            self._stacks = {}

    def _stack(self, plane: Plane) -> PlaneStack:
        if plane not in self._stacks:
            self._stacks[plane] = plane_stack(self.volume, plane, self._axes)
        return self._stacks[plane]

    def _image(
        self, plane: Plane, grid: PlaneGrid, index: int, view: View, place: CrosshairPlace | None
    ) -> tuple[ReformattedFrame, PictureImage]:
        stack = self._stack(plane)
        step = float(np.ptp(stack.offsets)) / max(len(stack) - 1, 1)
        image = PictureImage(
            rows=grid.rows,
            columns=grid.columns,
            pixel_aspect_ratio=1.0,
            frame=index,
            frame_count=len(stack),
            plane=plane,
            edges=orientation_letters(grid.right, grid.down) if self._has_letters else None,
            grid={
                "origin": grid.origin.tolist(),
                "right": grid.right.tolist(),
                "down": grid.down.tolist(),
                "spacing": grid.spacing,
                "forward": stack.direction.tolist(),
                "step": step,
                "offsets": None if stack.is_regular else stack.offsets.tolist(),
            },
            crosshair=place,
        )
        return self._frame(plane, grid, view), image

    def _frame(self, plane: Plane, grid: PlaneGrid, view: View) -> ReformattedFrame:
        """Return a plane, reformatted now or kept from the last call."""
        cut = _Cut(tuple(grid.origin.tolist()), grid.axes.tobytes(), view.slab, view.projection)
        if plane in self._frames:
            kept, frame = self._frames[plane]
            if kept == cut:
                return frame
        reformation = reformat(self.volume, grid, view.slab, _projection(view.projection))
        frame = ReformattedFrame(reformation, self._transforms)
        self._frames[plane] = cut, frame
        return frame


def _projection(name: str) -> Projection:
    if name in list(Projection):
        return Projection(name)
    warn("projection-unknown", WarningCode.VIEW, projection=name)
    return Projection.MEAN


def _orthonormal(axes: Sequence[Sequence[float]] | None) -> NDArray[np.float64]:
    """Return the nearest axes at right angles; the patient's where there are none."""
    if axes is None:
        return PATIENT_AXES
    matrix = _numbers(axes, PATIENT_AXES.shape)
    if matrix is None:
        warn("crosshair-axes", WarningCode.VIEW)
        return PATIENT_AXES
    u, sizes, v = np.linalg.svd(matrix)
    nearest: NDArray[np.float64] = u @ v
    if sizes.min() < 0.5 or np.linalg.det(nearest) < 0:  # noqa: PLR2004 - far from right angles
        warn("crosshair-angles", WarningCode.VIEW)
        return PATIENT_AXES
    return PATIENT_AXES if np.array_equal(nearest, PATIENT_AXES) else nearest


def _numbers(values: object, shape: tuple[int, ...]) -> NDArray[np.float64] | None:
    """Return what a page has given as an array of finite numbers, or None if it isn't one."""
    try:
        numbers = np.array(values, np.float64)
    except (TypeError, ValueError):
        return None
    return numbers if numbers.shape == shape and np.isfinite(numbers).all() else None
