"""An image as viewers in Python render it: in floats, stacked to RGBA with `np.dstack`."""

from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom import dcmread


class Image:
    """Frames, all decoded."""

    def __init__(self, frames: NDArray[Any]) -> None:
        self._frames = frames
        self.frame_count, self.rows, self.columns = frames.shape[:3]

    def coronal(self) -> "Image":
        """Return the coronal planes of axial frames, with the head up."""
        return Image(np.moveaxis(self._frames, 0, 1)[:, ::-1])

    def rgba(self, frame: int, center: float, width: float) -> NDArray[np.uint8]:
        """Return a frame, gray ones under a window, (rows, columns, 4)."""
        pixels = self._frames[frame]
        opaque = np.full(pixels.shape[:2], 255, np.uint8)
        if pixels.ndim == 3:
            return np.dstack([pixels, opaque])
        shares = (pixels.astype(np.float64) - (center - width / 2)) / width
        gray = (np.clip(shares, 0, 1) * 255).astype(np.uint8)
        return np.dstack([gray, gray, gray, opaque])


def open_file(content: Any) -> Image:  # noqa: ANN401 - a Uint8Array of JavaScript
    """Read a file."""
    dataset = dcmread(BytesIO(content.to_bytes()))
    pixels = dataset.pixel_array
    return Image(pixels if "NumberOfFrames" in dataset else pixels[np.newaxis])


def open_series(contents: Any) -> Image:  # noqa: ANN401 - an array of Uint8Arrays
    """Read files of a slice each, and stack them from the feet to the head."""
    datasets = [dcmread(BytesIO(content.to_bytes())) for content in contents]
    datasets.sort(key=lambda dataset: dataset.ImagePositionPatient[2])
    return Image(np.stack([dataset.pixel_array for dataset in datasets]))
