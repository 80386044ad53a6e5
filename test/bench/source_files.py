"""Writes .cache/bench: what the benchmarks show, like CT, radiographs and ultrasound."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.uid import JPEG2000Lossless, JPEGLosslessSV1, JPEGLSLossless, RLELossless

from datasets import file_bytes
from encoders import Encode, by_gdcm, by_pydicom
from enhanced_files import Enhanced
from pictures import Picture

FOLDER = Path(__file__).parents[2] / ".cache" / "bench"

NOISE = 16
"""Standard deviation of a radiograph's noise in stored values: it compresses to half its size."""


@dataclass(frozen=True)
class Radiograph(Picture):
    """A gray picture of 16 bits whose noise is of its lowest bits alone."""

    bits: int = 16
    size: tuple[int, int] | None = (2048, 2048)

    @property
    def values(self) -> NDArray[Any]:
        """The stored values, (1, rows, columns), from 0 to 65535."""
        rows, columns = self._size
        y, x = np.mgrid[:rows, :columns] / min(rows, columns)
        shadows = np.sin(5 * x) * np.cos(7 * y) + x - y
        bones = ((3 * x + 2 * y) % 1 < 0.2) * 0.5
        picture = shadows + bones
        shares = (picture - picture.min()) / (picture.max() - picture.min())
        noise = np.random.default_rng(0).normal(scale=NOISE, size=shares.shape)
        values = np.rint(np.clip(shares * 65535 + noise, 0, 65535)).astype(np.uint16)
        values.flat[:2] = 0, 65535
        return values[np.newaxis]


def ct() -> Dataset:
    """Make a CT slice of 12 bits with its window."""
    return Picture(bits=12, size=(512, 512)).dataset(
        Modality="CT", RescaleIntercept=-1024, RescaleSlope=1, WindowCenter=40, WindowWidth=400
    )


def radiograph(encode: Encode = Radiograph.dataset, size: int = 2048) -> Dataset:
    """Make a radiograph, encoded, with a window over most of its values."""
    dataset = encode(Radiograph(size=(size, size)))
    dataset.WindowCenter, dataset.WindowWidth = 32768, 50000
    return dataset


def gray_frames(count: int = 200) -> Dataset:
    """Make frames of 512 × 512 and 16 bits, each a little brighter than the one before."""
    dataset = radiograph(size=512)
    first = Radiograph(size=(512, 512)).values // 2
    return _with_frames(dataset, [first + np.uint16(frame) for frame in range(count)])


def colour_frames(count: int = 100) -> Dataset:
    """Make frames of 640 × 480 RGB, each a pixel further to the right than the one before."""
    picture = Picture("RGB", size=(480, 640))
    first = picture.values
    return _with_frames(
        picture.dataset(), [np.roll(first, frame, axis=2) for frame in range(count)]
    )


FILES = {
    "ct-512": ct,
    "radiograph-512": lambda: radiograph(size=512),
    "radiograph-2048": radiograph,
    "gray-frames": gray_frames,
    "colour-frames": colour_frames,
    "enhanced-2000": Enhanced(2_000).dataset,
    "enhanced-16000": Enhanced(16_000).dataset,
    "rle": lambda: radiograph(by_gdcm(RLELossless)),
    "jpeg-lossless": lambda: radiograph(by_gdcm(JPEGLosslessSV1)),
    "jpeg-ls": lambda: radiograph(by_pydicom(JPEGLSLossless, "pyjpegls")),
    "jpeg-2000": lambda: radiograph(by_pydicom(JPEG2000Lossless, "pylibjpeg")),
}


def main() -> None:
    """Write the files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, make in FILES.items():
        (FOLDER / f"{name}.dcm").write_bytes(file_bytes(make()))


def _with_frames(dataset: Dataset, frames: list[NDArray[Any]]) -> Dataset:
    dataset.PixelData = b"".join(frame.tobytes() for frame in frames)
    dataset.NumberOfFrames = len(frames)
    return dataset


if __name__ == "__main__":
    main()
