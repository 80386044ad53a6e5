"""A small picture of a series: its middle frame, as its file wants it to be seen."""

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.rendering.view import View
from dicom_viewer.study.series import Series

SIDE = 96
"""The greater side of a thumbnail in pixels, at most."""


def thumbnail(series: Series) -> NDArray[np.uint8]:
    """Return the RGBA of a series' middle frame, uint8 (rows, columns, 4), reduced to `SIDE`.

    Its pixels are square. What is shown doesn't change by it.

    Raises
    ------
    ViewerError
        `decode` if the frame can't be decoded.
    """
    instance, frame = series.stored_frame(View(frame=series.frame_count // 2))
    rgba = instance.frame(frame).render(View()).rgba
    instance.release()
    return _reduced(rgba, instance.summary["pixelAspectRatio"])


def _reduced(rgba: NDArray[np.uint8], ratio: float) -> NDArray[np.uint8]:
    """Reduce an image whose pixels are wider than high by a ratio, by means over areas."""
    rows, columns = rgba.shape[:2]
    scale = min(SIDE / max(rows, columns * ratio), 1, 1 / ratio)
    step = max(max(rows, columns) // (4 * SIDE), 1)  # large images take no more memory than this
    values = rgba[::step, ::step].astype(np.float32)
    for axis, side in enumerate((rows * scale, columns * ratio * scale)):
        count = values.shape[axis]
        parts = min(max(round(side), 1), count)
        starts = np.arange(parts) * count // parts
        sums = np.add.reduceat(values, starts, axis=axis)
        shape = (-1, 1, 1) if axis == 0 else (1, -1, 1)
        values = sums / np.diff(starts, append=count).reshape(shape)
    return np.rint(values).astype(np.uint8)
