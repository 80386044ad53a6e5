"""The calls of JavaScript: what they return, and how they change what is open."""

import functools
import json
from collections.abc import Callable
from io import BytesIO
from unittest.mock import Mock

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.uid import UID, DeflatedExplicitVRLittleEndian, ExplicitVRLittleEndian

from datasets import add_overlay, file_bytes, image
from dicom_viewer import Instance, bridge
from dicom_viewer.study import instance, series
from dicom_viewer.transfer_syntax import codecs
from harness import expected, reread, stored_values
from javascript import FILES, Buffers, numbers, opened, picture, ramp, strict, value
from planes import SLICES, VOLUMES, plane_rgba, scan_of
from reference_layer import expected_layer
from slices import enhanced_image, plane_group, position_group

MARK = {"type": "rectangle", "points": [[0, 0], [2, 2]]}


def opened_volume() -> int:
    """Open the slices of a volume as a study; return its number."""
    number = next(numbers)
    for index, dataset in enumerate(VOLUMES["axial"].slices()):
        FILES[number, index] = file_bytes(dataset)
        bridge.add_file(number, index, len(FILES[number, index]), "memory")
    bridge.outline(number)  # which puts them in order
    return number


def test_a_file_for_the_heap_is_needed_no_longer_once_it_is_added() -> None:
    dataset = ramp()
    number = next(numbers)
    FILES[number, 0] = file_bytes(dataset)
    assert value(bridge.add_file(number, 0, len(FILES[number, 0]), "heap")) is None
    del FILES[number, 0]
    buffers = Buffers()
    value(picture(number, json.dumps({"frame": 1}), buffers))
    assert buffers.content == expected(dataset, 1).tobytes()
    bridge.close_study(number)


@pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, DeflatedExplicitVRLittleEndian])
def test_a_file_in_the_heap_comes_back_as_it_came(syntax: UID) -> None:
    dataset = image(stored_values((3, 4), 16).astype(np.uint16), transfer_syntax=syntax)
    number = next(numbers)
    source = FILES[number, 7] = file_bytes(dataset)
    bridge.add_file(number, 7, len(source), "heap")
    buffers = Buffers()
    value(picture(number, "{}", Buffers()))
    assert value(bridge.shown_file(number, "{}", buffers)) == 7
    assert buffers.content == source
    bridge.close_study(number)


def test_of_a_file_that_javascript_keeps_the_index_is_enough() -> None:
    number = opened_volume()
    for view in ({"frame": 2}, {"plane": "mpr", "frame": 2}):
        shown = value(picture(number, json.dumps(view)))
        uid = shown["metadata"]["00080018"]["Value"][0]
        index = value(bridge.shown_file(number, json.dumps(view), Buffers()))
        assert dcmread(BytesIO(FILES[number, index])).SOPInstanceUID == uid
    bridge.close_study(number)


def test_a_small_file_on_disk_is_read_at_once() -> None:
    dataset = image(stored_values((3, 4), 16).astype(np.uint16))
    number = next(numbers)
    FILES[number, 0] = file_bytes(dataset)
    assert value(bridge.add_file(number, 0, len(FILES[number, 0]), "disk")) is None
    del FILES[number, 0]
    buffers = Buffers()
    value(picture(number, "{}", buffers))
    assert buffers.content == expected(dataset).tobytes()
    bridge.drop_caches()
    assert strict(picture(number))["error"]["reason"] == "file-changed"
    bridge.close_study(number)


def test_a_file_is_opened_shown_and_closed() -> None:
    dataset = ramp(RescaleIntercept=-5)
    number = opened(dataset)
    assert value(bridge.study_count()) == 1
    assert value(bridge.outline(number)) == {
        "series": [{"title": "OT", "frameCount": 2}],
        "duplicateCount": 0,
        "layerCount": 0,
    }
    view = json.dumps({"frame": 1})
    buffers = Buffers()
    shown = value(picture(number, view, buffers))
    assert buffers.content == expected(dataset, 1).tobytes()
    metadata = shown.pop("metadata")
    assert metadata["summary"]["frameCount"] == 2
    assert metadata["00280010"] == {"vr": "US", "Value": [3]}
    assert shown.pop("decodeMs") >= 0
    assert shown.pop("renderMs") >= 0
    assert isinstance(shown.pop("metadataKey"), str)
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


def test_metadata_come_unless_the_page_has_those_of_their_key() -> None:
    number = opened(ramp())
    first = value(picture(number))
    again = value(picture(number, known_key=first["metadataKey"]))
    assert (again["metadataKey"], again["metadata"]) == (first["metadataKey"], None)
    assert value(picture(number, known_key="of another"))["metadata"] == first["metadata"]


def test_three_planes_come_one_after_the_other() -> None:
    number = opened_volume()
    view = json.dumps({"plane": "mpr"})
    buffers = Buffers()
    shown = value(picture(number, view, buffers))
    scan = scan_of(VOLUMES["axial"].slices())
    planes = [scan.plane(each["plane"], each["frame"]) for each in shown["images"]]
    for image_, plane, buffer in zip(shown["images"], planes, buffers.made, strict=True):
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


@pytest.mark.parametrize(
    "call",
    [
        lambda number, view: picture(number, view, known_key="none"),
        lambda number, view: bridge.pixel_at(number, view, 3, 4, 0),
        lambda number, view: bridge.measure(number, view, 0, "[]"),
    ],
    ids=["picture", "pixel", "measure"],
)
def test_a_call_that_needs_a_volume_is_unfinished_until_all_its_slices_are_read(
    call: Callable[[int, str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    number, view = opened_volume(), json.dumps({"plane": "coronal"})
    monkeypatch.setattr(bridge.calls, "TURN_SECONDS", 3.5)
    seconds = iter(range(100))
    monkeypatch.setattr(series, "time", Mock(monotonic=lambda: next(seconds)))
    read = Mock(wraps=Instance.stored_values)
    monkeypatch.setattr(Instance, "stored_values", functools.partialmethod(read))
    counts = []
    while strict(reply := call(number, view)) == {"unfinished": True, "warnings": []}:
        counts.append(read.call_count)
    assert counts == [3, 6, 9, 12]
    assert read.call_count == SLICES
    assert strict(reply).keys() == {"value", "warnings"}


def test_dropped_frames_and_volumes_are_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    decode = Mock(wraps=instance.decode_frame)
    monkeypatch.setattr(instance, "decode_frame", decode)
    number, view = opened(ramp()), json.dumps({"frame": 1})
    for _ in range(2):
        picture(number, view)
    assert value(bridge.drop_caches()) is None
    assert decode.call_count == 1
    picture(number, view)
    assert decode.call_count == 2


def test_the_layer_above_a_frame_fills_the_last_buffer_if_it_is_wanted() -> None:
    dataset = add_overlay(ramp(), np.eye(3, 4)[np.newaxis], image_frame=2)
    number = opened(dataset)
    for frame in (1, 0):
        view = json.dumps({"frame": frame})
        buffers = Buffers()
        assert value(picture(number, view, buffers, with_layer=True))["hasLayer"]
        image_, layer = buffers.made
        assert image_.to_bytes() == expected(dataset, frame).tobytes()
        assert layer.to_bytes() == expected_layer(reread(dataset), frame).tobytes()
        buffers = Buffers()
        assert value(picture(number, view, buffers))["hasLayer"]
        assert len(buffers.made) == 1


def test_an_image_without_a_layer_has_no_buffer_for_one() -> None:
    buffers = Buffers()
    assert not value(picture(opened(ramp()), make_buffer=buffers, with_layer=True))["hasLayer"]
    assert len(buffers.made) == 1


def test_every_field_of_a_view_acts() -> None:
    dataset = ramp(photometric="MONOCHROME1", WindowCenter=[3, 9], WindowWidth=[4, 8])
    view = {
        "series": 0,
        "frame": 0,
        "windowCenter": None,
        "windowWidth": None,
        "voi": 1,
        "colormap": "pet",
        "invert": True,
        "crosshair": None,
    }
    buffers = Buffers()
    value(picture(opened(dataset), json.dumps(view), buffers))
    want = expected(dataset, voi=1, colormap="pet", invert=True)
    assert buffers.content == want.tobytes()


def test_the_crosshair_of_a_view_is_that_of_its_planes() -> None:
    number = opened_volume()
    first, *_ = value(picture(number, json.dumps({"plane": "mpr"})))["images"]
    x, y, z = first["crosshair"]["center"]
    view = {"plane": "mpr", "crosshair": {"center": [x + 1, y, z], "axes": None}}
    moved, *_ = value(picture(number, json.dumps(view)))["images"]
    assert moved["crosshair"]["center"] == pytest.approx([x + 1, y, z])
    assert moved["crosshair"]["axes"] == first["crosshair"]["axes"]


def test_pixels_without_memory_for_their_buffer_are_an_error_of_memory() -> None:
    reply = strict(picture(opened(ramp()), make_buffer=lambda _size: None))
    assert reply["error"]["code"] == "memory"


def test_closing_twice_is_no_error() -> None:
    number = opened(ramp())
    assert value(bridge.close_study(number)) is None
    assert value(bridge.close_study(number)) is None


def test_a_pixel_of_colour_is_a_list_and_of_no_number_null() -> None:
    colour = opened(image(stored_values((2, 2, 3), 8).astype(np.uint8), photometric="RGB"))
    assert value(bridge.pixel_at(colour, "{}", 0, 0, 0))[:2] == [0, 255]
    floats = opened(image(np.array([[np.nan, np.inf, -np.inf, 1.5]])))
    values = [value(bridge.pixel_at(floats, "{}", x, 0, 0)) for x in range(4)]
    assert values == [None, None, None, 1.5]


def test_elements_are_named_without_a_study() -> None:
    tags = [["00100010", None], ["00291010", "SIEMENS CSA HEADER"], ["00080003", None]]
    assert value(bridge.tag_names(json.dumps(tags))) == [
        ["PatientName", "Patient's Name"],
        ["", "CSA Image Header Info"],
        ["", ""],
    ]


def test_what_is_beside_the_elements_is_of_the_frame_that_is_seen() -> None:
    number = opened_volume()
    context = value(bridge.tag_context(number, '{"frame": 2}'))
    assert (context["frame"], context["frameBefore"]) == (0, 0)
    before = json.loads(context["before"])
    assert (
        before["00200032"]["Value"]
        != json.loads(value(bridge.tag_context(number, '{"frame": 3}'))["before"])["00200032"][
            "Value"
        ]
    )
    assert "00020010" in json.loads(context["fileMeta"])
    tags = [each["tag"] for each in context["binaryLengths"]]
    assert tags == ["00020001", "7FE00010"]
    bridge.close_study(number)


def test_a_thumbnail_is_of_the_middle_frame() -> None:
    number = opened(dataset := ramp())
    buffers = Buffers()
    assert value(bridge.thumbnail(number, 0, buffers)) == dataset.Columns
    assert buffers.content == expected(dataset, dataset.NumberOfFrames // 2).tobytes()
    bridge.close_study(number)


def test_marks_are_measured_in_their_order() -> None:
    number = opened(ramp(PixelSpacing=[2, 3], RescaleIntercept=-5))
    length = {"type": "length", "points": [[0, 0], [1, 0]]}
    measured = value(bridge.measure(number, '{"frame": 1}', 0, json.dumps([length, MARK])))
    assert [name for name, each in measured[0].items() if each is not None] == ["length"]
    assert measured[0]["length"] == {"value": 3, "unit": "mm", "from": "PixelSpacing"}
    assert measured[1]["standardDeviation"] == pytest.approx(np.std([7, 8, 11, 12]))
    assert (measured[1]["count"], measured[1]["mean"]) == (4, 9.5)
    assert measured[1]["area"] == {"value": 24, "unit": "mm²"}


@pytest.mark.parametrize(
    "decode",
    [
        picture,
        lambda number: bridge.pixel_at(number, "{}", 0, 0, 0),
        lambda number: bridge.measure(number, "{}", 0, json.dumps([MARK])),
    ],
    ids=["picture", "pixel", "measure"],
)
def test_a_frame_that_is_being_decoded_makes_its_call_pending_which_describes_nothing(
    decode: Callable[[int], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def wait(*_: object) -> None:
        raise codecs.FramePending

    number = opened(ramp())
    for reading in ("frame", "stored_values"):
        monkeypatch.setattr(Instance, reading, wait)
    monkeypatch.setattr(Instance, "metadata_text", property(describe := Mock()))
    assert strict(decode(number)) == {"pending": True, "warnings": []}
    assert describe.call_count == 0


def test_many_frames_are_described_in_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    groups = [position_group((0, 0, height)) for height in range(40)]
    dataset = enhanced_image(groups, plane_group())
    number = opened(dataset)
    at_once = value(picture(number))
    monkeypatch.setattr(bridge.calls, "TURN_SECONDS", 0)
    in_turns = opened(dataset)
    turns = 0
    while (reply := strict(picture(in_turns))).get("unfinished"):
        turns += 1
        assert value(bridge.outline(number))["series"][0]["frameCount"] == 40
    assert 40 < turns < 2 * 40 + 5  # each frame twice: where it lies, and its metadata
    assert reply["value"]["metadata"] == at_once["metadata"]
