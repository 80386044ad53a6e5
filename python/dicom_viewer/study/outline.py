"""What a page lists of a study: its series."""

from collections.abc import Sequence
from dataclasses import dataclass

from dicom_viewer.study.study import Study


@dataclass(frozen=True)
class SeriesOutline:
    """What a page lists of a series.

    Attributes
    ----------
    title : str
        What a user calls it by.
    frame_count : int
        How many frames it has.
    """

    title: str
    frame_count: int


@dataclass(frozen=True)
class Outline:
    """What a page lists of a study.

    The page's `Outline` has the same fields (src/protocol/messages.ts).

    Attributes
    ----------
    series : Sequence[SeriesOutline]
        The series in order.
    duplicate_count : int
        How many files were left out because they are the same as others.
    layer_count : int
        How many files may lie above others as layers.
    """

    series: Sequence[SeriesOutline]
    duplicate_count: int
    layer_count: int


def outline_of(study: Study) -> Outline:
    """Arrange what was added to a study so far, and return its outline."""
    study.arrange()
    series = [SeriesOutline(each.title, each.frame_count) for each in study.series]
    return Outline(series, study.duplicate_count, study.layer_count)
