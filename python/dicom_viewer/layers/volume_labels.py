"""Labels of the voxels of a series' volume, as a pipeline makes them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.geometry.slice_spacing import has_gaps, slice_spacing
from dicom_viewer.layers.label_grid import LabelBox, LabelGrid
from dicom_viewer.layers.label_picture import OPAQUE
from dicom_viewer.layers.second_grid import LabelGeometry
from dicom_viewer.stacks.stack import NoStack
from dicom_viewer.study.series import Series


@dataclass(frozen=True, eq=False)
class VolumeLabels(LabelGrid):
    """Labels of a series' own voxels, which cover these whole.

    Attributes
    ----------
    series : Series | None
        The series: they lie over no other. None where its volume has changed since they were made.
    """

    series: Series | None


def volume_labels(series: Series, labels: NDArray[np.unsignedinteger[Any]]) -> VolumeLabels:
    """Return the labels of a series' volume, which are not copied.

    Parameters
    ----------
    series : Series
        The series.
    labels : numpy.ndarray
        uint8 or uint16 (slices, rows, columns), in the order of the volume: 0 for nothing. If
        they are of another size, files have come since they were made: they lie over nothing.
    """
    stack = series.volume_stack
    size = series.frames[0][0].summary
    rows, columns = size["rows"], size["columns"]
    planes = [] if isinstance(stack, NoStack) else stack.planes
    if isinstance(stack, NoStack) or labels.shape != (len(planes), rows, columns):
        return VolumeLabels(LabelGeometry([], 0, 0, 0.0, np.zeros(0, np.bool_)), [], None)
    distances = np.diff(np.stack([plane.position for plane in planes]) @ planes[0].normal)
    geometry = LabelGeometry(
        planes,
        columns=columns,
        rows=rows,
        distance=slice_spacing(distances),
        gaps=has_gaps(distances, [plane.thickness for plane in planes]),
    )
    covers = [(label, OPAQUE) for label in range(1, int(labels.max()) + 1)]
    box = LabelBox((0, 0, 0), labels, covers)
    return VolumeLabels(geometry, [box], series)
