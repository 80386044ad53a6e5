"""The inputs that a page takes from an image to a pipeline.

The page's `PipelineInputs` has the same fields (src/protocol/pipeline.ts).
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class ArrayInput:
    """An array that a page takes from Python to a pipeline.

    Attributes
    ----------
    name : str
        The parameter.
    dtype : str
        The type of its elements.
    shape : Sequence[int]
        Its shape.
    """

    name: str
    dtype: str
    shape: Sequence[int]


@dataclass(frozen=True)
class PipelineInputs:
    """The inputs of a function that takes an image.

    Attributes
    ----------
    arrays : Sequence[ArrayInput]
        Those that are written into buffers; `ds` is DICOM JSON (PS3.18 F), UTF-8.
    spacing : Sequence[float] | None
        In mm, between rows and between columns; before, between slices where there is a volume.
    affine : Sequence[Sequence[float]] | None
        4 × 4: from (column, row, slice, 1) to the patient in mm.
    frame : int
        Which frame, or plane, from 0.
    window : Sequence[float] | None
        Center and width of the window in force; None where none acts.
    points : Sequence[Sequence[float]]
        (column, row) of the points that a visitor drew, [0, 0] being the centre of the first pixel.
    image : Sequence[int]
        Rows and columns.
    volume : Sequence[int] | None
        Slices, rows and columns of the volume, if it is an input and there is one.
    place : Sequence[tuple[int, int]] | None
        The images at the place of the shown one, if they or their data sets are an input: of each
        the series and the frame, from 0. None of planes.
    stack : Sequence[int] | None
        How many these are, their rows and columns; None if their values are no input, or colours.
    """

    arrays: Sequence[ArrayInput]
    spacing: Sequence[float] | None
    affine: Sequence[Sequence[float]] | None
    frame: int
    window: Sequence[float] | None
    points: Sequence[Sequence[float]]
    image: Sequence[int]
    volume: Sequence[int] | None
    place: Sequence[tuple[int, int]] | None = None
    stack: Sequence[int] | None = None
