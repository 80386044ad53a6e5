"""Planes of a series as a page asks for them: their pixels, their places and their crosshair."""

import functools
import json
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from unittest.mock import Mock

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.uid import RLELossless

from datasets import file_bytes, image, item, lut_item
from dicom_viewer import CrosshairChoice, Instance, Study, View, ViewerError
from dicom_viewer.rendering.picture import PictureImage
from dicom_viewer.study import series, stack_volume
from dicom_viewer.study.series import Series
from dicom_viewer.transfer_syntax import codecs
from harness import expected
from planes import COLUMNS, ROWS, SLICES, VOLUMES, WINDOW, Volume, plane_rgba, scan_of
from slices import (
    AXIAL,
    SERIES_UID,
    enhanced_image,
    normal_of,
    plane_group,
    position_group,
    slice_image,
)

PLANES = ["axial", "coronal", "sagittal"]
EVERY_PLANE = pytest.mark.parametrize("plane", PLANES)
EVERY_VOLUME = pytest.mark.parametrize("volume", VOLUMES.values(), ids=VOLUMES)
PATIENT = np.eye(3).tolist()


def study_of(datasets: Sequence[Dataset]) -> Study:
    study = Study()
    for index, dataset in enumerate(datasets):
        study.add(index, file_bytes(dataset))
    return study


def series_of(datasets: Sequence[Dataset]) -> Series:
    return study_of(datasets).choose(0)


def prepared(datasets: Sequence[Dataset], plane: str = "mpr") -> Series:
    chosen = series_of(datasets)
    assert chosen.prepare(View(plane=plane)) == 0
    return chosen


def images_of(chosen: Series, view: View) -> list[PictureImage]:
    """Return the images of a view without their frames."""
    return [each for _, each in chosen.images(view)]


def through(center: object = None, axes: object = None) -> View:
    """Return the view of three planes through a crosshair."""
    return View(plane="mpr", crosshair=CrosshairChoice(center, axes))


def in_order(datasets: Sequence[Dataset]) -> list[Dataset]:
    """Return slices in ascending order along their normal."""
    normal = normal_of([float(each) for each in datasets[0].ImageOrientationPatient])
    return sorted(
        datasets, key=lambda each: np.array(each.ImagePositionPatient, np.float64) @ normal
    )


def rotation(axis: int, angle: float) -> list[list[float]]:
    """Return the patient's axes turned about one of them."""
    j, k = (each for each in range(3) if each != axis)
    turn = np.eye(3)
    turn[j, j] = turn[k, k] = math.cos(angle)
    turn[j, k], turn[k, j] = math.sin(angle), -math.sin(angle)
    return turn.tolist()


@EVERY_PLANE
@EVERY_VOLUME
def test_each_plane_is_what_the_reference_samples(volume: Volume, plane: str) -> None:
    slices = volume.slices()
    scan = scan_of(slices)
    chosen = prepared(slices)
    count = scan.count(plane)
    for index in (0, count // 3, count - 1):
        view = View(plane=plane, frame=index)
        ((_, picture),) = chosen.images(view)
        assert (picture.plane, picture.frame, picture.frame_count) == (plane, index, count)
        values = scan.plane(plane, index)
        assert (picture.rows, picture.columns) == values.shape
        want = plane_rgba(values, {}).astype(int)
        assert np.abs(chosen.render(view).rgba - want).max() <= 1
        for y, x in ((0, 0), (values.shape[0] // 2, values.shape[1] // 2)):
            value = chosen.pixel_at(view, x, y)
            assert (math.nan if value is None else value) == pytest.approx(
                values[y, x], abs=2e-3, nan_ok=True
            )


@EVERY_PLANE
def test_a_plane_of_no_index_is_the_middle_one(plane: str) -> None:
    slices = next(iter(VOLUMES.values())).slices()
    ((_, picture),) = prepared(slices).images(View(plane=plane, frame=None))
    assert picture.frame == (picture.frame_count - 1) // 2


@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
@pytest.mark.parametrize(
    "wish", [{}, {"invert": True}, {"colormap": "hot"}, {"window-center": 300, "window-width": 99}]
)
def test_all_that_is_asked_of_a_frame_acts_on_each_plane(
    wish: dict[str, object], photometric: str
) -> None:
    slices = VOLUMES["axial"].slices(photometric=photometric, RescaleIntercept=-24)
    scan = scan_of(slices)
    view = View(plane="mpr", **{name.replace("-", "_"): value for name, value in wish.items()})
    images = prepared(slices).images(view)
    assert [each.plane for _, each in images] == PLANES
    assert [each.frame for _, each in images] == [SLICES // 2, ROWS // 2, COLUMNS // 2]
    for frame, each in images:
        values = scan.plane(each.plane, each.frame)
        want = plane_rgba(values, wish, photometric=photometric).astype(int)
        assert np.abs(frame.render(view).rgba - want).max() <= 1


def test_each_slice_has_its_own_rescale() -> None:
    slices = VOLUMES["axial"].slices()
    for index, dataset in enumerate(slices):
        dataset.Modality = "PT"
        dataset.RescaleSlope, dataset.RescaleIntercept = str(0.25 + index / 8), str(index)
    scan = scan_of(slices)
    chosen = prepared(slices)
    for plane in PLANES:
        values = scan.plane(plane, 5)
        shown = [
            chosen.pixel_at(View(plane=plane, frame=5), x, y)
            for x, y in np.ndindex(values.shape[::-1])
        ]
        np.testing.assert_allclose(np.reshape(shown, values.shape[::-1]).T, values, atol=2e-3)


def test_what_a_modality_lut_maps_is_interpolated_after_it() -> None:
    slices = VOLUMES["axial"].slices()
    for dataset in slices:
        dataset.PixelRepresentation = 0
        pixels = np.frombuffer(dataset.PixelData, np.int16).clip(0, 2199)
        dataset.PixelData = pixels.tobytes()
        dataset.ModalityLUTSequence = [lut_item(np.arange(2200)[::-1] * 3)]
    scan = scan_of(slices)
    chosen = prepared(slices)
    for plane in PLANES:
        values = scan.plane(plane, 4)
        view = View(plane=plane, frame=4)
        assert chosen.pixel_at(view, 7, 3) == pytest.approx(values[3, 7], abs=2e-3)
        want = plane_rgba(values, {}).astype(int)
        assert np.abs(chosen.render(view).rgba - want).max() <= 1


def enhanced(echoes: int) -> tuple[Dataset, list[list[Dataset]]]:
    """Make a multi-frame image of interleaved echoes, and the slices that each of them is."""
    stacks = [VOLUMES["axial"].slices(seed) for seed in range(echoes)]
    frames = [stack[index] for index in range(SLICES) for stack in stacks]
    groups = [
        position_group(
            frame.ImagePositionPatient, MREchoSequence=item(EffectiveEchoTime=10.0 + place % echoes)
        )
        for place, frame in enumerate(frames)
    ]
    stored = np.stack(
        [np.frombuffer(frame.PixelData, np.int16).reshape(ROWS, COLUMNS) for frame in frames]
    )
    spacing = VOLUMES["axial"].spacing
    dataset = enhanced_image(groups, plane_group(AXIAL, spacing), stored=stored, **WINDOW)
    return dataset, stacks


def test_the_planes_are_of_the_stack_whose_frame_was_seen_last() -> None:
    dataset, stacks = enhanced(2)
    chosen = series_of([dataset])
    view = View(plane="coronal", frame=8)
    for frame, echo in ((0, 0), (3, 1), (5, 1), (2, 0)):
        chosen.render(View(frame=frame))
        assert chosen.prepare(view) == 0
        values = scan_of(in_order(stacks[echo])).plane("coronal", 8)
        want = plane_rgba(values, {}).astype(int)
        assert np.abs(chosen.render(view).rgba - want).max() <= 1
        assert chosen.metadata(view)["geometry"]["slices"] == SLICES


def test_the_volume_is_read_once_by_and_by(monkeypatch: pytest.MonkeyPatch) -> None:
    read = Mock(wraps=Instance.stored_values)
    monkeypatch.setattr(Instance, "stored_values", functools.partialmethod(read))
    clock = iter(range(1000))
    monkeypatch.setattr(series.time, "monotonic", lambda: next(clock))
    chosen = series_of(VOLUMES["axial"].slices())
    view = View(plane="coronal")
    missing = [chosen.prepare(view, 3.5) for _ in range(5)]
    assert missing == [10, 7, 4, 1, 0]
    assert chosen.prepare(view, 3.5) == 0
    assert read.call_count == SLICES
    chosen.drop_volume()
    assert chosen.prepare(view, 3.5) == 10


def test_frames_as_they_are_stored_need_no_volume() -> None:
    slices = VOLUMES["axial"].slices()
    chosen = series_of(slices)
    assert chosen.prepare(View(frame=3)) == 0
    # until it is there, so does a plane
    ((frame, shown),) = chosen.images(View(plane="coronal", frame=3))
    assert shown.plane is None
    np.testing.assert_array_equal(
        frame.render(View()).rgba, expected(in_order(slices)[shown.frame])
    )


def test_only_the_chosen_series_has_a_volume(monkeypatch: pytest.MonkeyPatch) -> None:
    others = VOLUMES["axial"].slices(SeriesInstanceUID=f"{SERIES_UID}.9")
    study = study_of([*VOLUMES["axial"].slices(), *others])
    view = View(plane="coronal")
    monkeypatch.setattr(stack_volume, "Volume", Mock(wraps=stack_volume.Volume))
    for index in (0, 0, 1, 1, 0):
        study.choose(index).prepare(view)
    assert stack_volume.Volume.call_count == 3


def test_a_slice_that_is_being_decoded_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    slices = VOLUMES["axial"].slices()
    stored_values = Instance.stored_values
    decoded = set()

    def once_it_is_decoded(self: Instance, frame: int) -> NDArray[Any]:
        if self not in decoded:
            decoded.add(self)
            raise codecs.FramePending
        return stored_values(self, frame)

    monkeypatch.setattr(Instance, "stored_values", once_it_is_decoded)
    chosen = series_of(slices)
    view = View(plane="coronal", frame=2)
    with pytest.raises(codecs.FramePending):
        chosen.prepare(view)
    # each call goes on until the next slice is waited for
    assert [chosen.prepare(view) for _ in range(SLICES)] == list(range(SLICES))[::-1]
    want = plane_rgba(scan_of(slices).plane("coronal", 2), {}).astype(int)
    assert np.abs(chosen.render(view).rgba - want).max() <= 1


def test_compressed_slices_make_the_volume_that_others_do() -> None:
    slices = VOLUMES["sagittal"].slices()
    compressed = VOLUMES["sagittal"].slices(transfer_syntax=RLELossless)
    view = View(plane="axial", frame=9)
    np.testing.assert_array_equal(
        prepared(compressed).render(view).rgba, prepared(slices).render(view).rgba
    )


@pytest.mark.parametrize("plane", [*PLANES, "mpr"])
@pytest.mark.parametrize(
    ("datasets", "reason"),
    [
        ([slice_image(**WINDOW)], "stack-of-one-slice"),
        ([image(np.zeros((3, 4, 6), np.uint8))], "stack-without-position"),
        ([slice_image((0, 0, z), photometric="RGB") for z in range(3)], "stack-in-colour"),
    ],
    ids=["one", "nowhere", "colour"],
)
def test_where_there_is_no_volume_frames_are_seen_as_stored_with_a_warning(
    datasets: list[Dataset], reason: str, plane: str
) -> None:
    chosen = series_of(datasets)
    view = View(plane=plane, frame=chosen.frame_count - 1)
    with pytest.warns(match=rf"no-planes \(why={reason}\)") as caught:
        assert chosen.prepare(view) == 0
    assert [each.message.code for each in caught] == ["view"]
    ((_, shown),) = chosen.images(view)
    assert (shown.plane, shown.crosshair, shown.frame) == (None, None, view.frame)
    stored = expected(datasets[view.frame] if len(datasets) > 1 else datasets[0], 0)
    np.testing.assert_array_equal(chosen.render(view).rgba, stored)


def test_a_volume_without_room_is_refused_with_the_figures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stack_volume, "_MAX_BYTES", SLICES * ROWS * COLUMNS * 2 - 1)
    chosen = series_of(VOLUMES["axial"].slices())
    figures = r"volume-too-large \(slices=13, columns=29, rows=21, needed=0, limit=0\)"
    for _ in range(2):
        with pytest.raises(ViewerError, match=figures) as raised:
            chosen.prepare(View(plane="coronal"))
        assert raised.value.code == "memory"
    monkeypatch.setattr(stack_volume, "_MAX_BYTES", SLICES * ROWS * COLUMNS * 2)
    assert chosen.prepare(View(plane="coronal")) == 0


def test_irregular_distances_are_warned_of_with_the_numbers() -> None:
    slices = VOLUMES["axial"].slices()
    del slices[5]
    with pytest.warns(match=r"slices-missing \(.*distance=2\.5, usual=1\.25, missing=1\)"):
        series_of(slices).prepare(View(plane="coronal"))


def test_planes_at_irregular_distances_say_where_each_of_them_lies() -> None:
    slices = VOLUMES["axial"].slices()
    del slices[5]
    chosen = series_of(slices)
    with pytest.warns(match="slices-missing"):
        chosen.prepare(View(plane="mpr"))
    axial, coronal, sagittal = images_of(chosen, View(plane="mpr"))
    steps = [1.25 * index for index in range(SLICES) if index != 5]
    assert axial.grid["offsets"] == pytest.approx(steps)
    assert (coronal.grid["offsets"], sagittal.grid["offsets"]) == (None, None)
    turned = images_of(chosen, through(axes=rotation(0, 0.3)))
    assert [each.grid["offsets"] for each in turned] == [None] * 3


def test_metadata_and_their_key_are_those_of_the_frame_seen_last() -> None:
    slices = VOLUMES["axial"].slices()
    study = study_of(slices)
    chosen = study.choose(0)
    stored = View(frame=4)
    chosen.render(stored)
    before = chosen.metadata(stored), study.metadata_key(stored)
    chosen.prepare(View(plane="mpr"))
    for view in (View(plane="mpr"), View(plane="coronal", frame=11)):
        chosen.images(view)
        assert (chosen.metadata(view), study.metadata_key(view)) == before
    assert chosen.metadata(stored)["geometry"]["slices"] == SLICES


def test_the_three_planes_have_the_crosshair_in_common() -> None:
    slices = VOLUMES["axial"].slices()
    scan = scan_of(slices)
    chosen = prepared(slices)
    # a voxel's centre: column 20, row 4, slice 3
    center = (scan.positions[3] + np.array([20 * 0.5, 4 * 0.75, 0])).tolist()
    view = through(center)
    images = images_of(chosen, view)
    assert [each.frame for each in images] == [3, 4, 20]
    for image_index, picture in enumerate(images):
        place = json.loads(json.dumps(picture.crosshair))
        grid = json.loads(json.dumps(picture.grid))
        assert place["center"] == pytest.approx(center)
        assert place["axes"] == PATIENT
        assert set(place["lines"]) == {*PLANES} - {picture.plane}
        origin, right, down = (np.array(grid[name]) for name in ("origin", "right", "down"))
        at = origin + grid["spacing"] * (place["x"] * right + place["y"] * down)
        np.testing.assert_allclose(at, center, atol=1e-6)
        value = chosen.pixel_at(view, round(place["x"]), round(place["y"]), image_index)
        whole = abs(place["x"] % 1) < 1e-6 and abs(place["y"] % 1) < 1e-6
        if whole:
            assert value == scan.voxels[3, 4, 20]
        # a step on is the next plane
        on = through(np.array(center) + grid["step"] * np.array(grid["forward"]))
        assert images_of(chosen, on)[image_index].frame == picture.frame + 1


@EVERY_PLANE
def test_a_pixel_is_read_in_each_of_the_three_planes(plane: str) -> None:
    slices = VOLUMES["sagittal"].slices()
    scan = scan_of(slices)
    chosen = prepared(slices)
    view = View(plane="mpr")
    place = PLANES.index(plane)
    index = images_of(chosen, view)[place].frame
    values = scan.plane(plane, index)
    rows, columns = values.shape
    for x, y in ((0, 0), (columns - 1, 0), (3, rows - 1), (5, 4)):
        assert chosen.pixel_at(view, x, y, place) == pytest.approx(values[y, x], abs=2e-3)
    assert chosen.pixel_at(view, columns, 0, place) is None
    assert chosen.pixel_at(view, 0, -1, place) is None


def test_a_crosshair_outside_is_brought_to_the_nearest_point_of_the_box() -> None:
    slices = VOLUMES["axial"].slices()
    scan = scan_of(slices)
    chosen = prepared(slices)
    first, last = scan.positions[0], scan.positions[-1] + np.array([28 * 0.5, 20 * 0.75, 0])
    for far, nearest, indices in (
        ([-1e6, -1e6, -1e6], first, [0, 0, 0]),
        ([1e6, 1e6, 1e6], last, [SLICES - 1, ROWS - 1, COLUMNS - 1]),
        ([1e300, first[1], first[2]], [last[0], first[1], first[2]], [0, 0, COLUMNS - 1]),
    ):
        images = images_of(chosen, through(far))
        assert [each.frame for each in images] == indices
        np.testing.assert_allclose(images[0].crosshair["center"], nearest, atol=1e-9)


def test_a_crosshair_beside_an_oblique_volume_is_brought_into_it() -> None:
    slices = VOLUMES["oblique"].slices()
    scan = scan_of(slices)
    chosen = prepared(slices)
    right, down = scan.orientation
    # In the box around the volume, and beside its first column.
    asked = scan.positions[6] + 5 * 0.75 * down - 4 * right
    (image, *_) = images_of(chosen, through(asked.tolist()))
    np.testing.assert_allclose(image.crosshair["center"], asked + 4 * right, atol=1e-9)


@pytest.mark.parametrize(
    "wish",
    [
        {"crosshair": CrosshairChoice(center=[1, 2])},
        {"crosshair": CrosshairChoice(center=[1, None, 3])},
        {"crosshair": CrosshairChoice(center=["a", "b", "c"])},
        {"crosshair": CrosshairChoice(center={"x": 1})},
        {"crosshair": CrosshairChoice(center=[[1], [2, 3], 4])},
        {"crosshair": CrosshairChoice(axes=[[1, 0, 0], [0, 1, 0]])},
        {"crosshair": CrosshairChoice(axes=[[1, 0], [0, 1, 0], [0, 0, 1]])},
        {"crosshair": CrosshairChoice(axes="axes")},
        {"crosshair": CrosshairChoice(axes=np.zeros((3, 3)).tolist())},
        {"crosshair": CrosshairChoice(axes=[[1, 0, 0], [0, 1, 0], [0, 0, -1]])},
        {"crosshair": CrosshairChoice(axes=[[1, 0, 0], [1, 0.1, 0], [0, 0, 1]])},
        {"projection": "median"},
    ],
    ids=str,
)
def test_what_makes_no_sense_is_warned_of_and_left_out(wish: dict[str, object]) -> None:
    chosen = prepared(VOLUMES["axial"].slices())
    usual = [each.crosshair for each in images_of(chosen, View(plane="mpr"))]
    with pytest.warns() as caught:
        shown = [each.crosshair for each in images_of(chosen, replace(through(), **wish))]
    assert {each.message.code for each in caught} == {"view"}
    assert shown == usual


def test_axes_that_are_nearly_at_right_angles_are_made_so() -> None:
    chosen = prepared(VOLUMES["axial"].slices())
    near = np.array(rotation(2, 0.4)) * 1.001
    near[0, 2] += 1e-3
    place = images_of(chosen, through(axes=near.tolist()))[0].crosshair
    axes = np.array(place["axes"])
    np.testing.assert_allclose(axes @ axes.T, np.eye(3), atol=1e-12)
    np.testing.assert_allclose(axes, rotation(2, 0.4), atol=2e-3)


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_a_turn_in_a_plane_leaves_its_pixels_and_turns_the_others(axis: int) -> None:
    chosen = prepared(VOLUMES["axial"].slices())
    plane = [2, 1, 0][axis]
    center = images_of(chosen, View(plane="mpr"))[0].crosshair["center"]
    off = [coordinate + 0.1 for coordinate in center]
    views = [through(off, axes) for axes in (None, rotation(axis, 0.4))]
    before, after = (
        [frame.render(view).rgba.tobytes() for frame, _ in chosen.images(view)] for view in views
    )
    assert [a == b for a, b in zip(before, after, strict=True)] == [i == plane for i in range(3)]


def test_a_turned_plane_goes_through_the_crosshair_itself() -> None:
    chosen = prepared(VOLUMES["axial"].slices())
    view = through([-8.03, 12.02, 38.07], rotation(2, 0.4))
    for picture in images_of(chosen, view):
        grid, place = picture.grid, picture.crosshair
        offset = np.array(place["center"]) - grid["origin"]
        if picture.plane != "axial":
            assert offset @ grid["forward"] == pytest.approx(0, abs=1e-9)
    (single,) = images_of(chosen, replace(view, plane="coronal", frame=3))
    assert (single.frame, single.crosshair) == (3, None)


def test_a_plane_is_reformatted_once() -> None:
    chosen = prepared(VOLUMES["axial"].slices())
    view = View(plane="coronal", frame=3)
    ((frame, _),) = chosen.images(view)
    assert chosen.images(replace(view, window_center=3.0))[0][0] is frame
    for other in ({"frame": 4}, {"slab": 5.0}, {"slab": 5.0, "projection": "max"}):
        assert chosen.images(replace(view, **other))[0][0] is not frame


@pytest.mark.parametrize("projection", ["mean", "max", "min"])
def test_a_slab_is_the_projection_of_the_planes_in_it(projection: str) -> None:
    slices = VOLUMES["axial"].slices()
    scan = scan_of(slices)
    view = View(plane="sagittal", frame=9, slab=2.0, projection=projection)
    planes = [scan.plane("sagittal", index) for index in range(7, 12)]  # 0.5 mm apart
    reduce = {"mean": np.mean, "max": np.max, "min": np.min}[projection]
    want = plane_rgba(reduce(planes, axis=0), {}).astype(int)
    assert np.abs(prepared(slices).render(view).rgba - want).max() <= 1


def test_an_index_is_clamped() -> None:
    chosen = prepared(VOLUMES["axial"].slices())
    for frame, index in ((-4, 0), (999, ROWS - 1)):
        view = View(plane="coronal", frame=frame)
        assert images_of(chosen, view)[0].frame == index


def test_the_edges_have_letters_but_not_of_quadrupeds() -> None:
    slices = VOLUMES["sagittal"].slices()
    axial, coronal, sagittal = (
        each.edges for each in images_of(prepared(slices), View(plane="mpr"))
    )
    assert axial == {"left": "R", "right": "L", "top": "A", "bottom": "P"}
    assert coronal == {"left": "R", "right": "L", "top": "H", "bottom": "F"}
    assert sagittal == {"left": "A", "right": "P", "top": "H", "bottom": "F"}
    dogs = VOLUMES["sagittal"].slices(AnatomicalOrientationType="QUADRUPED")
    assert [each.edges for each in images_of(prepared(dogs), View(plane="mpr"))] == [None] * 3


def test_nothing_lies_above_a_plane() -> None:
    slices = VOLUMES["axial"].slices(
        ShutterShape="RECTANGULAR",
        ShutterLeftVerticalEdge=2,
        ShutterRightVerticalEdge=9,
        ShutterUpperHorizontalEdge=2,
        ShutterLowerHorizontalEdge=9,
    )
    chosen = prepared(slices)
    assert chosen.has_layer(View())
    assert not chosen.has_layer(View(plane="mpr"))
