"""Writes .cache/bench/layers: ten segments, and a PET series, that lie in the CT series."""

import zipfile

import numpy as np
from numpy.typing import NDArray

from layered import Grid, bytes_of, pet_of, segmentation_of
from series_files import COUNT, FOLDER, PIXEL_SPACING, SIZE, SLICE_SPACING, STUDY_UID

SEGMENTS = 10

FRAME_OF_REFERENCE = f"{STUDY_UID}.2"

CORNER = (-PIXEL_SPACING * SIZE / 2,) * 2

LABELS = Grid(
    (COUNT // 2, SIZE, SIZE),
    (*CORNER, -(COUNT - 1) * SLICE_SPACING),
    spacing=(PIXEL_SPACING,) * 2,
    distance=2 * SLICE_SPACING,
)
"""Slices of the series' own size, twice as far apart."""

VALUES = Grid((75, 128, 128), (*CORNER, -250.0), spacing=(2.8,) * 2, distance=3.3)


def masks() -> NDArray[np.bool_]:
    """Return ten columns, of which each overlaps the next, through all slices."""
    y, x = np.mgrid[:SIZE, :SIZE]
    found = np.zeros((*LABELS.size, SEGMENTS), np.bool_)
    for segment in range(SEGMENTS):
        angle = 2 * np.pi * segment / SEGMENTS
        row, column = SIZE / 2 + SIZE / 4 * np.array([np.sin(angle), np.cos(angle)])
        found[..., segment] = np.hypot(y - row, x - column) < SIZE / 11
    return found


def uptake() -> NDArray[np.int16]:
    """Return stored values that change from voxel to voxel."""
    index, row, column = np.indices(VALUES.size)
    return (1000 + 900 * np.sin(index / 5) * np.sin(row / 7) * np.sin(column / 9)).astype(np.int16)


def main() -> None:
    """Write the files."""
    folder = FOLDER / "layers"
    folder.mkdir(parents=True, exist_ok=True)
    segmentation = segmentation_of(LABELS, masks(), frame_of_reference=FRAME_OF_REFERENCE)
    (folder / "segmentation.dcm").write_bytes(bytes_of(segmentation))
    with zipfile.ZipFile(folder / "pet.zip", "w") as archive:
        slices = pet_of(VALUES, uptake(), FrameOfReferenceUID=FRAME_OF_REFERENCE)
        for index, each in enumerate(slices):
            archive.writestr(f"{index:02}.dcm", bytes_of(each))


if __name__ == "__main__":
    main()
