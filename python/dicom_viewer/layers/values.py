"""Layers of values: a second series, and a dose."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from dicom_viewer.dataset.elements import number, text
from dicom_viewer.errors import DataError
from dicom_viewer.layers.pixel_grid import PixelGrid
from dicom_viewer.layers.second_grid import sample_values
from dicom_viewer.layers.suv import UNIT as SUV
from dicom_viewer.layers.suv import suv_factor
from dicom_viewer.lut.voi_lut import Window
from dicom_viewer.measurement.value_unit import value_unit
from dicom_viewer.stacks.stack import NoStack
from dicom_viewer.study.instance import Instance
from dicom_viewer.study.series import Series
from dicom_viewer.study.stack_volume import StackVolume
from dicom_viewer.volume.slab import Projection
from dicom_viewer.volume.volume import Volume

_SUV_WINDOW = (0.0, 10.0)
"""Where the window of SUV begins and ends unless a page says otherwise."""


@dataclass(frozen=True)
class Quantity:
    """What values stand for.

    Attributes
    ----------
    unit : str
        Their unit; empty where the file gives none.
    factor : float
        What the file's modality values are multiplied by.
    why_not : DataError | None
        Why it isn't the standardized uptake value of a PET image.
    """

    unit: str
    factor: float = 1.0
    why_not: DataError | None = None


def quantity_of_series(series: Series) -> Quantity:
    """Return what the values of a series stand for: SUVbw of a PET image where that can be."""
    instance, frame = series.frames[0]
    stated = value_unit(instance.dataset, frame)
    if text(instance.dataset, "Modality") != "PT":
        return Quantity(stated)
    datasets = {id(each): each.dataset for each, _ in series.frames}
    try:
        return Quantity(SUV, suv_factor([*datasets.values()]))
    except DataError as error:
        return Quantity(stated, why_not=error)


def quantity_of_dose(dataset: Dataset) -> Quantity:
    """Return what the values of a dose stand for (PS3.3 C.8.8.3).

    Raises
    ------
    DataError
        If *Dose Grid Scaling* is missing or isn't positive.
    """
    scaling = number(dataset, "DoseGridScaling")
    if not scaling or scaling <= 0:
        raise DataError("element-missing", element="DoseGridScaling")
    return Quantity("Gy" if text(dataset, "DoseUnits") == "GY" else "", scaling)


def reading_of(series: Series) -> StackVolume:
    """Return the slices of the volume that the first frame of a series lies in, to be read.

    Raises
    ------
    DataError
        If there is no volume.
    ViewerError
        `memory` if there is no room for it.
    """
    stack = series.stack(0)
    if isinstance(stack, NoStack):
        raise DataError(stack.why["reason"], **stack.why["parameters"])
    return StackVolume([series.frames[index] for index in stack.frames], stack.planes)


class ValueLayer:
    """A volume whose values are laid over an image.

    Parameters
    ----------
    volume : Volume
        The volume.
    quantity : Quantity
        What its values stand for.
    window : tuple[float, float] | None
        Where their window begins and ends; None for all values.
    """

    def __init__(
        self, volume: Volume, quantity: Quantity, window: tuple[float, float] | None
    ) -> None:
        self._volume = replace(
            volume,
            slopes=volume.slopes * quantity.factor,
            intercepts=volume.intercepts * quantity.factor,
        )
        self.window = window or self._extremes()

    def values(self, grid: PixelGrid, slab: float, projection: Projection) -> NDArray[np.float32]:
        """Return the values at the pixels of an image, float32 (rows, columns), NaN outside."""
        return sample_values(self._volume, grid, slab, projection).astype(np.float32)

    def _extremes(self) -> tuple[float, float]:
        volume = self._volume
        ends = [
            slope * end + intercept
            for values, slope, intercept in zip(
                volume.slices, volume.slopes, volume.intercepts, strict=True
            )
            for end in (np.nanmin(values), np.nanmax(values))
        ]
        return float(min(ends)), float(max(ends))


def window_of_series(
    frames: Sequence[tuple[Instance, int]], quantity: Quantity
) -> tuple[float, float] | None:
    """Return where the window of a series begins and ends: the file's first, but of SUV."""
    if quantity.unit == SUV:
        return _SUV_WINDOW
    instance, frame = frames[len(frames) // 2]
    vois = instance.grayscale_transforms(frame).vois
    windows = [voi for voi in vois if isinstance(voi, Window)]
    if not windows:
        return None
    center, half = windows[0].center, windows[0].width / 2
    return center - half, center + half
