"""A function's signature: its inputs, and the controls of its other parameters."""

from __future__ import annotations

import enum
from typing import Annotated, Any, Literal

import pytest

from dicom_viewer.pipeline.controls import SignatureError
from dicom_viewer.pipeline.signature import author_function


class Mode(enum.Enum):
    """A choice."""

    FAST = 1
    VERY_SLOW = 2


def control(function: Any) -> Any:  # noqa: ANN401 - what a test looks at
    """Return the only control of a function."""
    (only,) = author_function(function).signature.controls
    return only


def test_tells_inputs_from_controls() -> None:
    def blur(pixels, spacing, sigma: float = 1.0): ...  # noqa: ANN001, ANN202

    signature = author_function(blur).signature
    assert signature.inputs == ["pixels", "spacing"]
    assert [each.name for each in signature.controls] == ["sigma"]


def test_bounds_make_a_slider() -> None:
    def blur(sigma: Annotated[float, {"min": 0, "max": 6, "step": 0.1, "unit": "mm"}] = 1): ...  # noqa: ANN202

    slider = control(blur)
    assert (slider.kind, slider.default, slider.unit) == ("number", 1.0, "mm")
    assert (slider.minimum, slider.maximum, slider.step) == (0, 6, 0.1)


def test_a_step_is_a_hundredth_of_the_bounds_or_less() -> None:
    def blur(sigma: Annotated[float, {"min": 0, "max": 6}] = 1): ...  # noqa: ANN202

    assert control(blur).step == pytest.approx(0.01)


def test_kinds_follow_annotations_or_else_defaults() -> None:
    def many(  # noqa: ANN202, PLR0913, PLR0917
        a: int = 1,
        b: bool = True,  # noqa: FBT002
        c: Literal["x", "y"] = "y",
        d: Mode = Mode.VERY_SLOW,
        e: str = "text",
        f=0.5,  # noqa: ANN001
    ): ...

    controls = author_function(many).signature.controls
    kinds = [(each.kind, each.default) for each in controls]
    assert kinds == [
        ("integer", 1),
        ("switch", True),
        ("choice", "y"),
        ("choice", "Very slow"),
        ("text", "text"),
        ("number", 0.5),
    ]
    assert controls[3].choices == ["Fast", "Very slow"]


def test_labels_come_from_the_docstring() -> None:
    def blur(sigma: float = 1, size: int = 3):  # noqa: ANN202
        """Blur the image.

        Parameters
        ----------
        sigma : float
            Width of the blur. In mm.

        Returns
        -------
        numpy.ndarray
            Something.
        """

    signature = author_function(blur).signature
    assert signature.title == "Blur the image"
    assert [each.label for each in signature.controls] == ["Width of the blur", "Size"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [(99, 6.0), (-1, 0.0), (2, 2.0), ("3", 1.0), (None, 1.0), (float("nan"), 1.0), (True, 1.0)],
)
def test_values_stay_within_bounds(given: object, expected: float) -> None:
    def blur(sigma: Annotated[float, {"min": 0, "max": 6}] = 1): ...  # noqa: ANN202

    assert author_function(blur).arguments({}, {"sigma": given}) == {"sigma": expected}


def test_what_a_page_does_not_give_has_the_default_of_the_function() -> None:
    def blur(  # noqa: ANN202, PLR0913, PLR0917 - one of each kind
        pixels: object,
        spacing: object = (1.0, 1.0),
        window: object = None,
        sigma: float | None = None,
        size: Annotated[int, {"max": 3}] = 5,
        mode: Mode | None = None,
        *,
        rounded: bool = True,
        radius: Annotated[float, {"min": 2}],
    ): ...

    function = author_function(blur)
    own = {"sigma": None, "size": 5, "mode": None, "rounded": True, "radius": 2.0}
    assert function.arguments({"spacing": None}, {}) == {"pixels": None} | own
    given = {"sigma": 2, "size": 9, "mode": "Fast", "rounded": "no"}
    assert function.arguments({"spacing": (2.0, 3.0)}, given) == {
        "pixels": None,
        "spacing": (2.0, 3.0),
        "sigma": 2.0,
        "size": 3,
        "mode": Mode.FAST,
        "rounded": True,
        "radius": 2.0,
    }


def test_choices_are_what_they_stand_for() -> None:
    def choose(mode: Mode = Mode.FAST, n: Literal[1, 2] = 1): ...  # noqa: ANN202

    function = author_function(choose)
    assert function.arguments({}, {"mode": "Very slow", "n": "2"}) == {
        "mode": Mode.VERY_SLOW,
        "n": 2,
    }
    assert function.arguments({}, {"mode": "none such"})["mode"] is Mode.FAST


def test_labels_are_told_by_the_annotation_of_what_is_returned() -> None:
    def plain(pixels): ...  # noqa: ANN001, ANN202
    def labels(pixels) -> Labels: ...  # type: ignore[name-defined]  # noqa: ANN001, F821
    def quoted(pixels) -> "Labels": ...  # type: ignore[name-defined]  # noqa: ANN001, F821, UP037

    assert [author_function(each).returns_labels for each in (plain, labels, quoted)] == [
        False,
        True,
        True,
    ]


def test_a_parameter_without_control_is_an_error() -> None:
    def wrong(thing): ...  # noqa: ANN001, ANN202

    with pytest.raises(SignatureError, match="parameter thing"):
        author_function(wrong)
