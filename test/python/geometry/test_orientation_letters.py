"""The letters of an image's edges."""

import math

import pytest

from dicom_viewer.geometry.image_plane import image_plane
from dicom_viewer.geometry.orientation_letters import edge_letters, orientation_letters
from slices import AXIAL, CORONAL, FEET_UP, OBLIQUE, SAGITTAL, enhanced_image, item, slice_image


def edges(letters: dict[str, str] | None) -> tuple[str, ...] | None:
    return letters and tuple(letters[edge] for edge in ("left", "right", "top", "bottom"))


@pytest.mark.parametrize(
    ("orientation", "expected"),
    [
        (AXIAL, ("R", "L", "A", "P")),
        (CORONAL, ("R", "L", "H", "F")),
        (SAGITTAL, ("A", "P", "H", "F")),
        (FEET_UP, ("L", "R", "A", "P")),
        (OBLIQUE, ("RA", "LP", "HAL", "FPR")),
    ],
)
def test_letters_follow_the_cosines(
    orientation: tuple[float, ...], expected: tuple[str, ...]
) -> None:
    assert edges(orientation_letters(orientation[:3], orientation[3:])) == expected


@pytest.mark.parametrize(("degrees", "expected"), [(2, "L"), (4, "LP"), (44, "LP"), (46, "PL")])
def test_more_letters_come_with_the_angle(degrees: float, expected: str) -> None:
    angle = math.radians(degrees)
    right = (math.cos(angle), math.sin(angle), 0)
    assert orientation_letters(right, (0, 0, -1))["right"] == expected


def test_a_plane_overrules_what_patient_orientation_says() -> None:
    dataset = slice_image(orientation=CORONAL, PatientOrientation=["A", "F"])
    assert edges(edge_letters(dataset, 0, image_plane(dataset, 0))) == ("R", "L", "H", "F")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (["A", "F"], ("P", "A", "H", "F")),
        (["PL", "FPR"], ("AR", "PL", "HAL", "FPR")),
        (["LE", "RT"], None),
        (["AP", "F"], None),
        (["", "F"], None),
        (["A"], None),
        (None, None),
    ],
)
def test_an_image_without_a_plane_takes_patient_orientation(
    value: list[str] | None, expected: tuple[str, ...] | None
) -> None:
    dataset = slice_image(None)
    dataset.PatientOrientation = value
    assert edges(edge_letters(dataset, 0, None)) == expected


def test_a_frame_may_have_its_own_patient_orientation() -> None:
    groups = [
        item(PatientOrientationInFrameSequence=[item(PatientOrientation=[right, "F"])])
        for right in ("L", "A")
    ]
    letters = [edges(edge_letters(enhanced_image(groups), frame, None)) for frame in (0, 1)]
    assert letters == [("R", "L", "H", "F"), ("P", "A", "H", "F")]


def test_quadrupeds_have_no_letters() -> None:
    dataset = slice_image(AnatomicalOrientationType="QUADRUPED", PatientOrientation=["L", "F"])
    assert edge_letters(dataset, 0, image_plane(dataset, 0)) is None
    assert edge_letters(dataset, 0, None) is None
