"""An image as viewers in Python render it: in floats, stacked to RGBA with `np.dstack`."""

from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import dcmread


class Image:
    """All frames of a file, decoded."""

    def __init__(self, content: Any) -> None:  # noqa: ANN401 - a Uint8Array of JavaScript
        dataset = dcmread(BytesIO(content.to_bytes()))
        pixels = dataset.pixel_array
        self._frames = pixels if "NumberOfFrames" in dataset else pixels[np.newaxis]
        self.frame_count, self.rows, self.columns = self._frames.shape[:3]

    def rgba(self, frame: int, center: float, width: float) -> NDArray[np.uint8]:
        """Return a frame, gray ones under a window, (rows, columns, 4)."""
        pixels = self._frames[frame]
        opaque = np.full(pixels.shape[:2], 255, np.uint8)
        if pixels.ndim == 3:
            return np.dstack([pixels, opaque])
        shares = (pixels.astype(np.float64) - (center - width / 2)) / width
        gray = (np.clip(shares, 0, 1) * 255).astype(np.uint8)
        return np.dstack([gray, gray, gray, opaque])
