"""The calls by which a page shows tags.

The package makes replies of what they return.
"""

import json

from dicom_viewer.bridge import calls
from dicom_viewer.bridge.wire import from_json
from dicom_viewer.metadata.tag_context import TagContext
from dicom_viewer.rendering.view import View
from dicom_viewer.tags.context import tag_context as context_of
from dicom_viewer.tags.names import name_of
from dicom_viewer.turns import turn


def tag_names(tags: str) -> list[tuple[str, str]]:
    """Return keyword and name of elements, see `name_of`.

    Parameters
    ----------
    tags : str
        Of each element its tag, eight hex digits, and the creator of its block or null; an array in
        JSON.
    """
    return [name_of(int(tag, 16), creator) for tag, creator in json.loads(tags)]


def tag_context(study_number: int, view: str) -> TagContext:
    """Return what there is beside the elements of the stored frame that a view shows.

    Parameters
    ----------
    study_number : int
        The study.
    view : str
        A `View` in JSON.
    """
    asked = from_json(View, view)
    with turn(calls.TURN_SECONDS):
        return context_of(calls.chosen_series(study_number, asked), asked)
