"""The call by which a page measures marks.

The package makes replies of what they return.
"""

from dicom_viewer.bridge import calls
from dicom_viewer.bridge.wire import from_json, list_from_json
from dicom_viewer.measurement.measure import measure as measure_marks
from dicom_viewer.rendering.mark import Mark, Measurement
from dicom_viewer.rendering.view import View
from dicom_viewer.turns import turn


def measure(study_number: int, view: str, image: int, marks: str) -> list[Measurement]:
    """Measure marks on an image of a view, and change nothing of what is shown.

    Parameters
    ----------
    study_number : int
        The study.
    view : str
        A `View` in JSON.
    image : int
        Which of the view's images, from 0.
    marks : str
        The `Mark`s, an array in JSON.
    """
    asked = from_json(View, view)
    series = calls.chosen_series(study_number, asked)
    with turn(calls.TURN_SECONDS):
        calls.prepare(series, asked)
        return measure_marks(series, asked, image, list_from_json(Mark, marks))
