"""The call by which a page has a small picture of a series.

The package makes replies of what they return.
"""

from dicom_viewer.bridge import calls
from dicom_viewer.bridge.javascript import MakeBuffer, write_buffer
from dicom_viewer.thumbnails.thumbnail import thumbnail as thumbnail_of
from dicom_viewer.turns import turn


def thumbnail(study_number: int, series: int, make_buffer: MakeBuffer) -> int:
    """Render a small picture of a series, change nothing of what is shown, and return its columns.

    Parameters
    ----------
    study_number : int
        The study.
    series : int
        Which of its series, from 0.
    make_buffer : MakeBuffer
        Makes a buffer for the RGBA.
    """
    study = calls.studies[study_number]
    with turn(calls.TURN_SECONDS):
        rgba = thumbnail_of(study.series[study.clamp(series)])
    write_buffer(rgba, make_buffer)
    return rgba.shape[1]
