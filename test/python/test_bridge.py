"""What JavaScript calls: JSON in and out, and pixels through a buffer."""

import itertools
import json
import struct
import sys
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from unittest.mock import Mock

import numpy as np
import pytest
from pydicom.dataset import Dataset

import wheel
from datasets import add_overlay, file_bytes, image
from dicom_viewer import Instance, bridge
from dicom_viewer.errors import DataError
from dicom_viewer.study import instance, series, study
from harness import expected, reread, stored_values
from planes import VOLUMES, plane_rgba, scan_of
from reference_layer import expected_layer

numbers = itertools.count(1)


class Buffer:
    """An ArrayBuffer as Pyodide shows it to Python."""

    def __init__(self, content: bytes | int) -> None:
        self.content = bytearray(content)

    def to_bytes(self) -> bytes:
        """Copy."""
        return bytes(self.content)

    def assign(self, rhs: object, /) -> None:
        """Overwrite, which needs the very length."""
        view = memoryview(rhs)
        assert view.c_contiguous
        assert view.nbytes == len(self.content)
        self.content[:] = view.cast("B")


FILES: dict[tuple[int, int], bytes] = {}
"""What JavaScript lends, by study and index."""


@pytest.fixture(autouse=True)
def _files() -> None:
    bridge.lend_files(read)


@pytest.fixture(autouse=True)
def _nothing_is_left_open() -> Iterator[None]:
    assert value(bridge.study_count()) == 0
    yield
    for number in list(bridge._studies):  # noqa: SLF001 - what a failed test leaves behind
        bridge.close_study(number)


def strict(text: str) -> dict:
    """Parse JSON as a browser does: NaN and Infinity are errors."""

    def refuse(name: str) -> None:
        raise AssertionError(name)

    return json.loads(text, parse_constant=refuse)


def value(text: str) -> object:
    """Return the value of a reply without an error and warnings."""
    reply = strict(text)
    assert reply.keys() == {"value", "warnings"}, reply
    assert reply["warnings"] == []
    return reply["value"]


def opened(dataset: Dataset) -> int:
    number = next(numbers)
    assert value(adding(number, file_bytes(dataset))) is None
    return number


def adding(number: int, content: bytes) -> str:
    """Have the bridge open a file for a study."""
    FILES[number, 0] = content
    return bridge.add_file(number, 0, len(content), "memory")


def read(number: int, index: int, start: int, stop: int) -> Buffer | None:
    """Read a file that is lent, unless it has gone."""
    content = FILES.get((number, index))
    return None if content is None else Buffer(content[start:stop])


class Room:
    """Where JavaScript makes room for pixels; the last that was made."""

    def __call__(self, size: int) -> Buffer:
        """Make room."""
        self.buffer = Buffer(size)
        return self.buffer

    @property
    def content(self) -> bytes:
        """What was put there."""
        return bytes(self.buffer.content)


def ramp(**elements: object) -> Dataset:
    return image(np.arange(24, dtype=np.int16).reshape(2, 3, 4), **elements)


def test_a_file_is_opened_shown_and_closed() -> None:
    dataset = ramp(RescaleIntercept=-5)
    number = opened(dataset)
    assert value(bridge.study_count()) == 1
    assert value(bridge.outline(number)) == {
        "series": [{"title": "OT", "frameCount": 2}],
        "duplicateCount": 0,
    }
    view = json.dumps({"frame": 1})
    metadata = value(bridge.describe(number, view))
    assert metadata["summary"]["frameCount"] == 2
    assert metadata["00280010"] == {"vr": "US", "Value": [3]}

    room = Room()
    shown = value(bridge.render(number, view, room))
    assert room.content == expected(dataset, 1).tobytes()
    assert shown.pop("decodeMs") >= 0
    assert shown.pop("renderMs") >= 0
    assert isinstance(shown.pop("subject"), str)
    assert shown == {
        "images": [
            {
                "rows": 3,
                "columns": 4,
                "pixelAspectRatio": 1,
                "frame": 1,
                "frameCount": 2,
                "edges": None,
                "plane": None,
                "grid": None,
                "crosshair": None,
            }
        ],
        "series": 0,
        "hasLayer": False,
        "windowCenter": 13,
        "windowWidth": 12,
        "isLinear": True,
        "valueRange": [7, 18],
    }

    assert value(bridge.pixel_at(number, view, 0, 0, 0)) == 7
    assert value(bridge.pixel_at(number, view, 9, 0, 0)) is None
    assert value(bridge.close_study(number)) is None
    assert value(bridge.study_count()) == 0


def test_three_planes_come_one_after_the_other() -> None:
    slices = VOLUMES["axial"].slices()
    number = next(numbers)
    for index, dataset in enumerate(slices):
        FILES[number, index] = file_bytes(dataset)
        bridge.add_file(number, index, len(FILES[number, index]), "memory")
    bridge.outline(number)  # which puts them in order
    view = json.dumps({"plane": "mpr"})
    assert value(bridge.prepare(number, view)) == 0
    rooms: list[Buffer] = []

    def room(size: int) -> Buffer:
        rooms.append(Buffer(size))
        return rooms[-1]

    shown = value(bridge.render(number, view, room))
    scan = scan_of(slices)
    planes = [scan.plane(each["plane"], each["frame"]) for each in shown["images"]]
    for image_, plane, buffer in zip(shown["images"], planes, rooms, strict=True):
        assert (image_["rows"], image_["columns"]) == plane.shape
        assert image_["pixelAspectRatio"] == 1
        assert image_["frameCount"] == scan.count(image_["plane"])
        assert image_["grid"].keys() == {
            *("origin", "right", "down", "spacing", "forward", "step", "offsets")
        }
        assert image_["crosshair"].keys() == {"center", "axes", "x", "y", "lines"}
        want = plane_rgba(plane, {}).reshape(-1).astype(int)
        assert np.abs(np.frombuffer(buffer.content, np.uint8) - want).max() <= 1
    ends = [min(plane.min() for plane in planes), max(plane.max() for plane in planes)]
    assert shown["valueRange"] == pytest.approx(ends, abs=1e-2)
    assert (shown["windowCenter"], shown["windowWidth"]) == (1000, 2400)
    values = [value(bridge.pixel_at(number, view, 3, 4, index)) for index in range(3)]
    assert values == pytest.approx([plane[4, 3] for plane in planes], abs=1e-2)
    bridge.drop_caches()
    assert value(bridge.prepare(number, view)) == 0


def test_a_volume_says_how_much_of_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    number = opened(ramp())
    monkeypatch.setattr(series.Series, "prepare", lambda *_: 7)
    assert value(bridge.prepare(number, "{}")) == 7


def test_what_was_dropped_is_decoded_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    decode = Mock(wraps=instance.decode_frame)
    monkeypatch.setattr(instance, "decode_frame", decode)
    number = opened(ramp())
    for _ in range(2):
        bridge.render(number, json.dumps({"frame": 1}), Buffer(3 * 4 * 4))
    assert value(bridge.drop_caches()) is None
    assert decode.call_count == 1
    bridge.render(number, json.dumps({"frame": 1}), Buffer(3 * 4 * 4))
    assert decode.call_count == 2


def test_the_layer_above_a_frame_fills_its_buffer() -> None:
    dataset = add_overlay(ramp(), np.eye(3, 4)[np.newaxis], image_frame=2)
    number = opened(dataset)
    for frame in (1, 0):
        room = Room()
        assert value(bridge.render_layer(number, json.dumps({"frame": frame}), room)) is None
        assert room.content == expected_layer(reread(dataset), frame).tobytes()


def test_every_field_of_a_view_crosses() -> None:
    dataset = ramp(photometric="MONOCHROME1", WindowCenter=[3, 9], WindowWidth=[4, 8])
    view = {
        "series": 0,
        "frame": 0,
        "window_center": None,
        "window_width": None,
        "voi": 1,
        "colormap": "pet",
        "invert": True,
    }
    room = Room()
    value(bridge.render(opened(dataset), json.dumps(view), room))
    want = expected(dataset, voi=1, colormap="pet", invert=True)
    assert room.content == want.tobytes()


def test_pixels_without_room_are_an_error_of_memory() -> None:
    reply = strict(bridge.render(opened(ramp()), "{}", lambda _size: None))
    assert reply["error"]["code"] == "memory"


def test_closing_twice_is_no_error() -> None:
    number = opened(ramp())
    assert value(bridge.close_study(number)) is None
    assert value(bridge.close_study(number)) is None


def test_a_probe_of_colour_is_a_list_and_of_no_number_null() -> None:
    colour = opened(image(stored_values((2, 2, 3), 8).astype(np.uint8), photometric="RGB"))
    assert value(bridge.pixel_at(colour, "{}", 0, 0, 0))[:2] == [0, 255]
    floats = opened(image(np.array([[np.nan, np.inf, -np.inf, 1.5]])))
    assert [value(bridge.pixel_at(floats, "{}", x, 0, 0)) for x in range(4)] == [
        None,
        None,
        None,
        1.5,
    ]


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
    reply = strict(bridge.render(opened(ramp()), '{"zoom": 2}', Room()))
    assert reply["error"]["code"] == "internal"


def test_an_array_beyond_32_bits_is_an_error_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """What 2**32 bytes are to WebAssembly's Python, 2**64 are to this one."""
    monkeypatch.setattr(study, "read_dataset", lambda *_: np.empty((1 << 40, 1 << 40)))
    assert strict(adding(1, b""))["error"]["code"] == "memory"


def test_warnings_travel_with_the_reply() -> None:
    number = opened(ramp())
    reply = strict(bridge.render(number, '{"voi": "BONE"}', Room()))
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
        warnings = strict(bridge.describe(number, "{}"))["warnings"]
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
    "view", ["{}", '{"window_center": 1e999}', '{"window_center": NaN, "window_width": 1e999}']
)
def test_replies_are_json_whatever_the_numbers(dataset: Dataset, view: str) -> None:
    number = next(numbers)
    strict(adding(number, file_bytes(dataset)))
    shown = strict(bridge.render(number, view, Room()))
    assert shown["value"]["images"][0]["frame"] == 0
    assert "value" in strict(bridge.describe(number, view))
    assert "value" in strict(bridge.pixel_at(number, view, 0, 0, 0))


@pytest.mark.parametrize(
    "decode",
    [
        lambda number: bridge.render(number, "{}", Room()),
        lambda number: bridge.pixel_at(number, "{}", 0, 0, 0),
    ],
    ids=["render", "pixel"],
)
def test_a_frame_that_is_pending_is_a_reply(
    decode: Callable[[int], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def wait(*_: object) -> None:
        raise bridge.codecs.FramePending

    number = opened(ramp())
    monkeypatch.setattr(Instance, "frame", wait)
    assert strict(decode(number)) == {"pending": True, "warnings": []}


def test_a_javascript_codec_is_told_of_the_frame_and_its_reply_or_error_comes_back() -> None:
    calls = []

    def decode(*args: object) -> SimpleNamespace:
        calls.append(args)
        size = {"columns": 4, "rows": 3, "components": 1}
        flags = {"isPlanar": False, "isRgb": True}
        return SimpleNamespace(error=None, samples=Buffer(b"samples"), **size, **flags)

    runner = SimpleNamespace(rows=3, columns=4, samples_per_pixel=1, bits_allocated=16)
    frame = bridge._call_codec(decode, "rle", b"encoded", runner)  # noqa: SLF001 - as it is lent
    assert calls == [("rle", b"encoded", 3, 4, 1, 16)]
    assert frame == bridge.codecs.CodecFrame(b"samples", 4, 3, 1, is_planar=False, is_rgb=True)
    failure = SimpleNamespace(error='{"reason": "rle-header", "parameters": {"found": 3}}')
    with pytest.raises(DataError, match=r"rle-header \(found=3\)"):
        bridge._call_codec(lambda *_: failure, "rle", b"", runner)  # noqa: SLF001
    with pytest.raises(bridge.codecs.FramePending):
        bridge._call_codec(lambda *_: None, "rle", b"", runner)  # noqa: SLF001


def test_the_bridge_needs_no_javascript_to_be_imported() -> None:
    assert "js" not in sys.modules
    assert "pyodide" not in sys.modules
