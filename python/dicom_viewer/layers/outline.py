"""What a page knows of a layer above an image, and of its picture there.

The page's interfaces of the same names have the same fields (src/protocol/layer.ts).
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class SegmentOutline:
    """A segment of a segmentation.

    Attributes
    ----------
    number : int
        *Segment Number*.
    label, category : str
        *Segment Label*; the meaning of *Segmented Property Category Code*.
    color : str | None
        *Recommended Display CIELab Value* as `#rrggbb`; None where the file gives none.
    """

    number: int
    label: str
    category: str
    color: str | None


@dataclass(frozen=True)
class LayerOutline:
    """A layer that may lie above what is shown.

    Attributes
    ----------
    id : str
        A UID of the file, or of the series, that it is made of: the same each time.
    type : str
        `segmentation`, `dose` or `fusion`.
    name : str
        What a user calls it by; may be empty.
    unit : str
        The unit of its values; empty of a segmentation, and where it isn't known.
    segments : Sequence[SegmentOutline]
        Of a segmentation.
    """

    id: str
    type: str
    name: str
    unit: str
    segments: Sequence[SegmentOutline]


@dataclass(frozen=True)
class LayerPicture:
    """A layer as it lies on the images of a view.

    Its pixels are written into a buffer for each image: of a segmentation an index into `table`,
    uint8, or uint16 where there are more entries than 256; of any other layer values, float32 and
    NaN where it isn't.

    Attributes
    ----------
    tables : Sequence[Sequence[Sequence[int]]]
        Of a segmentation, for each image and each index the segments that cover a pixel: the number
        of each, followed by how much of the pixel it covers, from 1 to 255.
    low, high : float | None
        Where the values' window begins and ends unless a page says otherwise; None of a
        segmentation.
    """

    tables: Sequence[Sequence[Sequence[int]]]
    low: float | None
    high: float | None


@dataclass(frozen=True)
class SegmentPlace:
    """Where the middle of a segment is.

    Attributes
    ----------
    point : Sequence[float]
        In the patient, in mm.
    frame : int
        The stored frame of the view's series that is nearest to it.
    """

    point: Sequence[float]
    frame: int
