"""A mark on an image, and what is measured of it.

The page's `MarkShape` and `MeasurementReply` have the same fields (src/protocol/measurement.ts).
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """A mark that is to be measured.

    Attributes
    ----------
    type : str
        `length`, `angle`, `cobb`, `rectangle`, `ellipse`, `polygon` or `probe`.
    points : Sequence[Sequence[float]]
        On a stored frame [x, y] in pixels, [0, 0] being the top left corner of the top left pixel
        (*Graphic Annotation Units* PIXEL, PS3.3 C.10.5.1.2); on a plane [x, y, z] in the patient in
        mm.
    """

    type: str
    points: Sequence[Sequence[float]]


@dataclass(frozen=True)
class Quantity:
    """A number with its unit."""

    value: float
    unit: str


@dataclass(frozen=True)
class Length:
    """A length with its unit, `mm` or `px`, and what the spacing comes from; None without one."""

    value: float
    unit: str
    from_: str | None


@dataclass(frozen=True)
class Measurement:
    """What is measured of a mark; None stands for what doesn't apply to it.

    Attributes
    ----------
    length : Length | None
        Of a `length`.
    angle : Quantity | None
        Of an `angle`, 0 to 180°, and of a `cobb`, 0 to 90°.
    mean, standard_deviation, minimum, maximum : float | None
        Of the modality values of those pixels whose centres lie inside a region, or of a probe's
        pixel; the standard deviation is that of a population.
    count : int | None
        How many pixels those are.
    unit : str | None
        The unit of these values, as `HU`; empty where the file gives none.
    area : Quantity | None
        Of a region's shape, in `mm²` or `px²`.
    """

    length: Length | None = None
    angle: Quantity | None = None
    mean: float | None = None
    standard_deviation: float | None = None
    minimum: float | None = None
    maximum: float | None = None
    count: int | None = None
    unit: str | None = None
    area: Quantity | None = None
