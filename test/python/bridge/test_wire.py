"""Data classes as JSON objects: names in camelCase, whatever the fields are."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from dicom_viewer.bridge.wire import from_json, to_json


@dataclass(frozen=True)
class Point:
    """A data class within another."""

    from_left: float = 0.0


@dataclass(frozen=True)
class Mark:
    """A data class with all kinds of fields that cross."""

    at: Point | None = None
    is_long_name: bool = False
    points: Sequence[Point] = ()
    title: str | None = None


def test_fields_cross_under_names_in_camel_case_also_within_others() -> None:
    mark = Mark(Point(1), is_long_name=True, points=[Point(2), Point(3)], title="a_b")
    assert json.loads(to_json({"value": mark})) == {
        "value": {
            "at": {"fromLeft": 1},
            "isLongName": True,
            "points": [{"fromLeft": 2}, {"fromLeft": 3}],
            "title": "a_b",
        }
    }


def test_an_object_becomes_a_data_class_with_defaults_for_what_is_missing() -> None:
    text = '{"at": {"fromLeft": 2}, "isLongName": true}'
    assert from_json(Mark, text) == Mark(Point(2), is_long_name=True)
    assert from_json(Mark, '{"at": null}') == Mark()


@pytest.mark.parametrize("text", ['{"color": 1}', '{"at": {"top": 1}}'], ids=["own", "nested"])
def test_a_member_that_is_no_field_is_refused(text: str) -> None:
    with pytest.raises(TypeError):
        from_json(Mark, text)


def test_neither_infinity_nor_another_object_can_cross() -> None:
    with pytest.raises(ValueError, match="Out of range"):
        to_json(float("inf"))
    with pytest.raises(TypeError, match="set is no data class"):
        to_json({1})
