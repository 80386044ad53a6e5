"""How a file wants its frames to be played (PS3.3 C.7.6.5), as `metadata.summary.cine` says."""

import math
from typing import Any

import numpy as np
import pytest
from pydicom.tag import Tag

import wheel
from datasets import element, image, item
from dicom_viewer import Instance
from harness import opened

SILENT = {
    "frameTime": None,
    "frameTimes": None,
    "first": None,
    "last": None,
    "sequencing": "loop",
}
VECTOR = [0, 40, 80, 40, 120]
TO_TIME, TO_VECTOR, TO_SLICES = (
    Tag(keyword) for keyword in ("FrameTime", "FrameTimeVector", "SliceLocationVector")
)


def cine(frames: int = 5, **elements: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return what is said of a file with these elements."""
    dataset = image(np.zeros((frames, 2, 2), np.uint8), **elements)
    return dict(opened(dataset).summary["cine"])


@pytest.mark.parametrize(
    ("elements", "frame_time"),
    [
        ({"FrameTime": 33.3}, 33.3),
        ({"RecommendedDisplayFrameRate": 25}, 40),
        ({"CineRate": 10}, 100),
        ({"ActualFrameDuration": 50}, 50),
        ({"FrameTimeVector": [0, 40, 40, 40, 40]}, 40),
        ({"FrameTime": 50, "RecommendedDisplayFrameRate": 25, "CineRate": 10}, 50),
        ({"RecommendedDisplayFrameRate": 25, "CineRate": 10, "ActualFrameDuration": 50}, 40),
        ({"CineRate": 10, "ActualFrameDuration": 50}, 100),
        ({"FrameTime": 50, "FrameTimeVector": VECTOR}, 50),
        ({"FrameTime": 50, "FrameTimeVector": VECTOR, "FrameIncrementPointer": TO_TIME}, 50),
        ({"FrameTime": 50, "FrameIncrementPointer": [TO_VECTOR]}, 50),
        ({"FrameTime": 50, "FrameIncrementPointer": TO_SLICES}, 50),
    ],
    ids=str,
)
def test_the_time_between_frames(elements: dict[str, Any], frame_time: float) -> None:
    assert cine(**elements) == SILENT | {"frameTime": pytest.approx(frame_time)}


@pytest.mark.parametrize(
    "elements",
    [
        {"FrameTimeVector": VECTOR},
        {"FrameTimeVector": VECTOR, "FrameTime": 50, "FrameIncrementPointer": TO_VECTOR},
        {
            "FrameTimeVector": VECTOR,
            "FrameTime": 50,
            "FrameIncrementPointer": [TO_SLICES, TO_VECTOR],
        },
        {"FrameTimeVector": [*VECTOR, 7], "CineRate": 10},
    ],
    ids=str,
)
def test_the_times_between_frames_where_they_vary(elements: dict[str, Any]) -> None:
    assert cine(**elements) == SILENT | {"frameTimes": VECTOR}


@pytest.mark.parametrize("frame_time", ["", 0, -40, 4.9, 1001, 1e300], ids=str)
@pytest.mark.parametrize("keyword", ["FrameTime", "ActualFrameDuration"])
def test_a_time_in_which_nothing_is_seen_to_move_counts_as_absent(
    keyword: str,
    frame_time: Any,  # noqa: ANN401
) -> None:
    value = int(min(frame_time, 2e9)) if keyword != "FrameTime" and frame_time else frame_time
    assert cine(**{keyword: value}) == SILENT
    assert cine(**{keyword: value, "CineRate": 20})["frameTime"] == 50


@pytest.mark.parametrize("rate", ["", 0, -25, 201, 10**9], ids=str)
@pytest.mark.parametrize("keyword", ["RecommendedDisplayFrameRate", "CineRate"])
def test_a_rate_at_which_nothing_is_seen_counts_as_absent(keyword: str, rate: int | str) -> None:
    assert cine(**{keyword: rate}) == SILENT
    assert cine(**{keyword: rate, "ActualFrameDuration": 50})["frameTime"] == 50


@pytest.mark.parametrize(
    "vector",
    [[], [0], [0, 40, 80, 40], [0, 40, 0, 40, 40], [0, 40, -40, 40, 40], [0, 1, 2, 3, 4]],
    ids=str,
)
def test_a_vector_that_does_not_fit_counts_as_absent(vector: list[float]) -> None:
    elements = {"FrameTimeVector": vector, "FrameIncrementPointer": TO_VECTOR}
    assert cine(**elements) == SILENT
    assert cine(**elements, CineRate=25)["frameTime"] == 40


def test_numbers_that_are_none_count_as_absent() -> None:
    nan = math.nan
    assert cine(FrameTime=nan, FrameTimeVector=[0, 40, nan, 40, 40]) == SILENT


@pytest.mark.parametrize(
    ("elements", "trims"),
    [
        ({"StartTrim": 2, "StopTrim": 4}, (1, 3)),
        ({"StartTrim": 2}, (1, None)),
        ({"StopTrim": 4}, (None, 3)),
        ({"StartTrim": 1, "StopTrim": 5}, (0, 4)),
        ({"StartTrim": 3, "StopTrim": 3}, (2, 2)),
        ({"StartTrim": 4, "StopTrim": 2}, (None, None)),
        ({"StartTrim": 0, "StopTrim": 2}, (None, None)),
        ({"StartTrim": 2, "StopTrim": 6}, (None, None)),
        ({"StartTrim": -1}, (None, None)),
        ({"StopTrim": 0}, (None, None)),
    ],
    ids=str,
)
def test_trims_are_frames_from_0(
    elements: dict[str, Any], trims: tuple[int | None, int | None]
) -> None:
    said = cine(**elements)
    assert (said["first"], said["last"]) == trims


@pytest.mark.parametrize(("value", "sequencing"), [(0, "loop"), (1, "sweep"), (2, "loop")])
def test_what_follows_the_last_frame(value: int, sequencing: str) -> None:
    assert cine(PreferredPlaybackSequencing=value)["sequencing"] == sequencing


def test_elements_of_the_wrong_kind_are_left_out() -> None:
    keywords = ("FrameIncrementPointer", "FrameTime", "FrameTimeVector", "StartTrim")
    broken = {keyword: element(keyword, "SQ", [item(FrameTime=40)]) for keyword in keywords}
    assert cine(**broken) == SILENT


def test_the_wheel_has_an_ultrasound_run_of_30_frames_in_a_second() -> None:
    ultrasound = Instance.open((wheel.FILES / "examples_ybr_color.dcm").read_bytes())
    assert ultrasound.summary["cine"] == SILENT | {"frameTime": 33.333}


def test_the_wheel_has_a_whole_body_scan_that_took_twenty_minutes() -> None:
    scan = Instance.open((wheel.FILES / "JPGExtended.dcm").read_bytes())
    assert scan.summary["cine"] == SILENT


@pytest.mark.parametrize("name", ["badVR.dcm", "rtdose.dcm"])
def test_the_wheel_has_pointers_at_other_things(name: str) -> None:
    assert Instance.open((wheel.FILES / name).read_bytes()).summary["cine"] == SILENT
