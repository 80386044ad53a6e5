"""Which way the edges of an image lie in the patient: A, P, R, L, H and F (PS3.3 C.7.6.1.1.1)."""

import math
from collections.abc import Iterable
from typing import TypedDict

from pydicom.dataset import Dataset

from dicom_viewer.dataset.elements import functional_group, text, texts
from dicom_viewer.geometry.image_plane import ImagePlane

_ALONG = (("L", "R"), ("P", "A"), ("H", "F"))
"""The letters of the patient's axes x, y and z, and of the ways against them."""

_OPPOSITES = str.maketrans("LRPAHF", "RLAPFH")

_MIN_COSINE = 0.05
"""A direction within three degrees of being at right angles to an axis has no letter of it."""


class EdgeLetters(TypedDict):
    """The letters of an image's edges: up to three, the main direction's first."""

    left: str
    right: str
    top: str
    bottom: str


def edge_letters(dataset: Dataset, frame: int, plane: ImagePlane | None) -> EdgeLetters | None:
    """Return the letters of an image's edges.

    Those of its plane, else of *Patient Orientation*. None without either, and for quadrupeds,
    which have letters of their own.
    """
    if text(dataset, "AnatomicalOrientationType") == "QUADRUPED":
        return None
    if plane is not None:
        return orientation_letters(plane.right.tolist(), plane.down.tolist())
    group = functional_group(dataset, frame, "PatientOrientationInFrameSequence")
    holder = dataset if group is None else group
    directions = texts(holder, "PatientOrientation")
    if len(directions) != 2 or not all(map(_is_direction, directions)):  # noqa: PLR2004
        return None
    return _edges(*directions)


def orientation_letters(right: Iterable[float], down: Iterable[float]) -> EdgeLetters:
    """Return the letters of the edges of an image from its directions in the patient.

    Parameters
    ----------
    right, down : Iterable[float]
        The unit vectors (3,) along which columns and rows grow.
    """
    return _edges(_letters(right), _letters(down))


def _letters(direction: Iterable[float]) -> str:
    components = sorted(zip(direction, _ALONG, strict=True), key=lambda each: -abs(each[0]))
    return "".join(
        along if cosine > 0 else against
        for cosine, (along, against) in components
        if math.fabs(cosine) >= _MIN_COSINE
    )


def _is_direction(letters: str) -> bool:
    """Return whether letters name one way along different axes of a biped."""
    axes = [axis for axis in _ALONG for letter in letters if letter in axis]
    return 0 < len(letters) == len(axes) == len(set(axes))


def _edges(right: str, bottom: str) -> EdgeLetters:
    return {
        "left": right.translate(_OPPOSITES),
        "right": right,
        "top": bottom.translate(_OPPOSITES),
        "bottom": bottom,
    }
