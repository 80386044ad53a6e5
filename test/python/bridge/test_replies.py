"""Replies: errors with their codes, warnings, and JSON that every browser can read."""

import struct

import numpy as np
import pytest
from pydicom.dataset import Dataset

import wheel
from datasets import file_bytes, image
from dicom_viewer import bridge
from dicom_viewer.bridge.replies import replies
from dicom_viewer.errors import warn
from dicom_viewer.study import study
from dicom_viewer.transfer_syntax.codecs import FramePending
from dicom_viewer.turns import Unfinished
from javascript import adding, numbers, opened, picture, ramp, strict, value


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<html>", "not-dicom"),
        ((wheel.FILES / "MR_truncated.dcm").read_bytes(), "truncated"),
        ((wheel.FILES / "rtplan.dcm").read_bytes(), "no-image"),
        (file_bytes(ramp(Rows=60000, Columns=60000)), "memory"),
        (file_bytes(ramp(BitsAllocated=24)), "decode"),
    ],
    ids=["not-dicom", "truncated", "no-image", "memory", "decode"],
)
def test_an_error_is_a_reply_with_its_code(content: bytes, code: str) -> None:
    reply = strict(adding(next(numbers), content))
    assert reply.keys() == {"error", "warnings"}
    assert reply["error"].keys() == {"code", "reason", "parameters", "metadata"}
    assert reply["error"]["code"] == code
    assert (reply["error"]["metadata"] is None) == (code == "not-dicom")
    assert value(bridge.study_count()) == 0


@pytest.mark.parametrize(
    ("error", "code"),
    [(MemoryError(), "memory"), (RecursionError(), "decode"), (KeyError("x"), "internal")],
    ids=["memory", "recursion", "bug"],
)
def test_an_unforeseen_exception_is_a_reply_too(
    error: Exception, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise error

    monkeypatch.setattr(study, "read_dataset", fail)
    assert strict(adding(1, b""))["error"]["code"] == code


def test_an_unknown_study_and_an_unknown_field_are_internal_errors() -> None:
    assert strict(bridge.pixel_at(10**6, "{}", 0, 0, 0))["error"]["code"] == "internal"
    reply = strict(picture(opened(ramp()), '{"zoom": 2}'))
    assert reply["error"]["code"] == "internal"


def test_an_array_beyond_32_bits_is_an_error_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """2**64 bytes are to this Python as 2**32 are to WebAssembly's."""
    monkeypatch.setattr(study, "read_dataset", lambda *_: np.empty((1 << 40, 1 << 40)))
    assert strict(adding(1, b""))["error"]["code"] == "memory"


@pytest.mark.parametrize(
    ("reason", "member"), [(FramePending, "pending"), (Unfinished, "unfinished")], ids=str
)
def test_a_call_that_is_to_be_made_again_says_why_and_keeps_its_warnings(
    reason: type[BaseException], member: str
) -> None:
    @replies
    def call() -> None:
        warn("fragments-wrong")
        raise reason

    warning = {"code": "pixels", "reason": "fragments-wrong", "parameters": {}}
    assert strict(call()) == {member: True, "warnings": [warning]}


def test_warnings_travel_with_the_reply() -> None:
    number = opened(ramp())
    reply = strict(picture(number, '{"voi": "BONE"}'))
    assert reply["value"]["images"][0]["frame"] == 0
    assert [warning["code"] for warning in reply["warnings"]] == ["view"]
    reply = strict(adding(number, file_bytes(ramp(NumberOfFrames=5))))
    assert reply["warnings"] == [
        {"code": "truncated", "reason": "frames-missing", "parameters": {"found": 2, "count": 5}}
    ]


def test_a_reply_has_each_warning_once_and_not_very_many() -> None:
    data = file_bytes(ramp())
    start = data.index(b"\x28\0\x02\0US")
    odd = [struct.pack("<HH2sH", 0x0019, 0x1000 + i, b"US", 3) + b"abc" for i in range(300)]
    for elements, count in ((odd[0] * 2, 1), (b"".join(odd), 100)):
        number = next(numbers)
        adding(number, data[:start] + elements + data[start:])
        warnings = strict(picture(number))["warnings"]
        assert len(warnings) == count
        assert {warning["reason"] for warning in warnings} <= {"element-raw", "element-value"}
        assert len({warning["parameters"]["detail"] for warning in warnings}) == count


@pytest.mark.parametrize(
    "dataset",
    [
        image(np.full((2, 2), np.nan)),
        image(np.array([[np.inf, -np.inf]], np.float32)),
        image(np.array([[-1.7e308, 1.7e308]])),
        image(np.array([[0, 1]], np.uint8), RescaleSlope="1e308", RescaleIntercept="1e308"),
        image(np.array([[0, 1]], np.uint8), DiffusionBValue=float("nan")),
        image(np.array([[0, 1]], np.uint8), PixelSpacing=["1e-300", "1e300"]),
        image(np.array([[0, 1]], np.uint8), WindowCenter="1e308", WindowWidth="1e308"),
    ],
    ids=["nan", "infinite", "huge", "overflow", "metadata", "aspect", "window"],
)
@pytest.mark.parametrize(
    "view", ["{}", '{"windowCenter": 1e999}', '{"windowCenter": NaN, "windowWidth": 1e999}']
)
def test_replies_are_json_whatever_the_numbers(dataset: Dataset, view: str) -> None:
    number = next(numbers)
    strict(adding(number, file_bytes(dataset)))
    shown = strict(picture(number, view))
    assert shown["value"]["images"][0]["frame"] == 0
    assert shown["value"]["metadata"]["summary"]["frameCount"] == 1
    assert "value" in strict(bridge.pixel_at(number, view, 0, 0, 0))
