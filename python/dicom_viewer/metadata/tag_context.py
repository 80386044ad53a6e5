"""What a tag browser shows beside the elements of an image.

The page's `TagContext` has the same fields (src/protocol/tags.ts).
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class BinaryLength:
    """How long the value of a binary element is, which the JSON model leaves out.

    Attributes
    ----------
    tag : str
        Eight hex digits.
    length : int
        In bytes.
    """

    tag: str
    length: int


@dataclass(frozen=True)
class TagContext:
    """What there is beside the elements of a frame.

    Attributes
    ----------
    file_meta : str
        The file meta information (PS3.10 7.1) as the DICOM JSON model.
    binary_lengths : Sequence[BinaryLength]
        Of the elements that aren't in sequences.
    frame : int
        Which frame of its data set it is, from 0.
    frame_before : int | None
        Which frame of its data set the one before it in the series is; None of the first.
    before : str | None
        The metadata of the frame before, as the DICOM JSON model; None where it is in the same data
        set.
    """

    file_meta: str
    binary_lengths: Sequence[BinaryLength]
    frame: int
    frame_before: int | None
    before: str | None
