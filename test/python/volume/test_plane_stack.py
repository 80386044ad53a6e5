"""Which planes a volume has, how they lie on the screen, and where a point of the patient is."""

import json
from math import floor, pi, radians

import numpy as np
import pytest

from dicom_viewer import ViewerError
from dicom_viewer.geometry.plane_grid import PlaneGrid
from dicom_viewer.volume.plane_stack import PATIENT_AXES, Plane, crosshair, plane_stack
from phantoms import ACQUISITIONS, OBLIQUE, Acquisition, X, Y, Z, opposite, ramp, turned

EVERY = pytest.mark.parametrize("acquisition", ACQUISITIONS.values(), ids=ACQUISITIONS)
EVERY_PLANE = pytest.mark.parametrize("plane", Plane)
CONVENTIONS = {  # right, down and which coordinate the index grows with
    Plane.AXIAL: (X, Y, 2),
    Plane.CORONAL: (X, opposite(Z), 1),
    Plane.SAGITTAL: (Y, opposite(Z), 0),
}


@EVERY
@EVERY_PLANE
def test_planes_are_the_patients_whatever_the_acquisition(
    acquisition: Acquisition, plane: Plane
) -> None:
    stack = plane_stack(acquisition.scan(ramp), plane)
    right, down, axis = CONVENTIONS[plane]
    np.testing.assert_allclose(stack.first.right, right, atol=1e-12)
    np.testing.assert_allclose(stack.first.down, down, atol=1e-12)
    coordinates = [stack.grid(i).origin[axis] for i in range(len(stack))]
    assert (np.diff(coordinates) > 0).all()


@EVERY
@EVERY_PLANE
def test_planes_cover_the_volume_in_square_pixels(acquisition: Acquisition, plane: Plane) -> None:
    volume = acquisition.scan(ramp)
    stack = plane_stack(volume, plane)
    assert stack.first.spacing == 0.5
    last = stack.grid(len(stack) - 1)
    ends = np.array([stack.first.origin, last.point(last.columns - 1, last.rows - 1)])
    low, high = volume.corners.min(axis=0), volume.corners.max(axis=0)
    np.testing.assert_array_less(low - 1e-9, ends.min(axis=0))
    np.testing.assert_array_less(ends.max(axis=0), high + 1e-9)
    # less than a sample is left out at an end
    np.testing.assert_array_less(high - low - np.ptp(ends, axis=0), max(volume.spacings))


@pytest.mark.parametrize(
    ("name", "sizes"),
    [
        # 11 columns of 0.75 mm, 9 rows of 0.5 mm and 7 slices of 1.25 mm, in pixels of 0.5 mm
        ("axial", {"axial": (16, 9, 7), "coronal": (16, 16, 9), "sagittal": (9, 16, 11)}),
        ("coronal", {"axial": (16, 16, 9), "coronal": (16, 9, 7), "sagittal": (16, 9, 11)}),
        ("sagittal", {"axial": (16, 16, 9), "coronal": (16, 9, 11), "sagittal": (16, 9, 7)}),
        ("irregular", {"axial": (16, 9, 6), "coronal": (16, 16, 9), "sagittal": (9, 16, 11)}),
    ],
)
def test_there_is_a_plane_for_each_voxel_where_the_axes_are_the_patients(
    name: str, sizes: dict[str, tuple[int, int, int]]
) -> None:
    volume = ACQUISITIONS[name].scan(ramp)
    for plane, (columns, rows, count) in sizes.items():
        stack = plane_stack(volume, Plane(plane))
        assert (stack.first.columns, stack.first.rows, len(stack)) == (columns, rows, count)


def test_planes_of_slices_at_irregular_distances_lie_where_the_slices_do() -> None:
    acquisition = ACQUISITIONS["irregular"]
    stack = plane_stack(acquisition.scan(ramp), Plane.AXIAL)
    heights = [stack.grid(i).origin[2] for i in range(len(stack))]
    np.testing.assert_allclose(heights, [plane.position[2] for plane in acquisition.planes])


def test_a_volume_that_is_nearly_upright_is_taken_for_upright() -> None:
    tilt = 0.9e-4
    near = Acquisition(right=(1.0, tilt, 0.0), down=(-tilt, 1.0, 0.0), spacing=(0.5, 0.5))
    stack = plane_stack(near.scan(ramp), Plane.CORONAL)
    assert len(stack) == 9
    np.testing.assert_array_equal(stack.first.right, near.planes[0].right)
    off = Acquisition(right=(1.0, 3e-4, 0.0), down=(-3e-4, 1.0, 0.0), spacing=(0.5, 0.5))
    np.testing.assert_array_equal(plane_stack(off.scan(ramp), Plane.CORONAL).first.right, X)


def test_an_index_is_clamped_and_found_again() -> None:
    stack = plane_stack(ACQUISITIONS["irregular"].scan(ramp), Plane.AXIAL)
    assert [stack.index(stack.grid(i).point(3, 4)) for i in range(len(stack))] == [*range(6)]
    np.testing.assert_array_equal(stack.grid(-3).origin, stack.grid(0).origin)
    np.testing.assert_array_equal(stack.grid(99).origin, stack.grid(5).origin)
    assert stack.index([0, 0, -1e9]) == 0
    assert stack.index([0, 0, 1e9]) == 5


@EVERY
@EVERY_PLANE
def test_a_plane_through_a_point_has_it(acquisition: Acquisition, plane: Plane) -> None:
    volume = acquisition.scan(ramp)
    axes = turned(PATIENT_AXES, Plane.SAGITTAL, 0.3)
    point = volume.points(np.array([3.3, 4.4, 2.2]))
    for stack in (plane_stack(volume, plane), plane_stack(volume, plane, axes)):
        grid = stack.through(point)
        np.testing.assert_allclose(grid.point(*grid.pixel(point)), point, atol=1e-9)
        assert (grid.columns, grid.rows) == (stack.first.columns, stack.first.rows)


def test_pixels_and_points_lead_back_to_each_other() -> None:
    right = np.array([0.8, 0.6, 0.0])
    grid = PlaneGrid(np.array([1.0, 2.0, 3.0]), right, np.array([0.0, 0.0, -1.0]), 0.5, 20, 10)
    assert grid.point(2, 4) == pytest.approx([1.8, 2.6, 1.0])
    assert grid.pixel([1.8, 2.6, 1.0]) == pytest.approx((2, 4))
    assert grid.pixel([1.8 - 6, 2.6 + 8, 1.0]) == pytest.approx((2, 4))  # in front of the plane


@pytest.mark.parametrize("plane", Plane)
@pytest.mark.parametrize("angle", [0.2, -1.0, pi / 2, 3.0])
def test_turning_a_crosshair_leaves_its_own_plane_as_it_is(plane: Plane, angle: float) -> None:
    volume = OBLIQUE.scan(ramp)
    axes = turned(PATIENT_AXES, plane, angle)
    np.testing.assert_allclose(axes @ axes.T, np.eye(3), atol=1e-12)
    assert np.linalg.det(axes) == pytest.approx(1)
    before, after = plane_stack(volume, plane), plane_stack(volume, plane, axes)
    np.testing.assert_allclose(after.first.axes, before.first.axes, atol=1e-12)
    np.testing.assert_allclose(after.first.origin, before.first.origin, atol=1e-9)


def test_a_crosshair_turns_clockwise() -> None:
    axes = turned(PATIENT_AXES, Plane.AXIAL, radians(30))
    volume = ACQUISITIONS["isotropic"].scan(ramp)
    stacks = {plane: plane_stack(volume, plane, axes) for plane in Plane}
    lines = crosshair(stacks, [1.0, 1.0, 1.0])["axial"]["lines"]
    # the coronal line, which ran to the right, now runs down by half
    coronal = np.array(lines["coronal"])
    np.testing.assert_allclose(coronal * np.sign(coronal[0]), [3**0.5 / 2, 0.5], atol=1e-12)
    sagittal = np.array(lines["sagittal"])
    np.testing.assert_allclose(sagittal * np.sign(sagittal[1]), [-0.5, 3**0.5 / 2], atol=1e-12)
    # and what it cuts out is seen with its line to the right and the feet below
    coronal_plane = stacks[Plane.CORONAL].first
    np.testing.assert_allclose(coronal_plane.right, [3**0.5 / 2, 0.5, 0], atol=1e-12)
    np.testing.assert_allclose(coronal_plane.down, opposite(Z), atol=1e-12)


def test_planes_that_are_turned_right_over_are_still_orthonormal() -> None:
    volume = ACQUISITIONS["isotropic"].scan(ramp)
    axes = turned(PATIENT_AXES, Plane.AXIAL, pi)
    first = plane_stack(volume, Plane.CORONAL, axes).first
    np.testing.assert_allclose(first.axes @ first.axes.T, np.eye(3), atol=1e-12)
    np.testing.assert_allclose(first.down, opposite(Z), atol=1e-12)


def test_a_crosshair_is_at_one_place_in_all_planes() -> None:
    volume = ACQUISITIONS["axial"].scan(ramp)
    stacks = {plane: plane_stack(volume, plane) for plane in Plane}
    point = volume.points(np.array([6.0, 5.0, 3.0])).tolist()
    places = crosshair(stacks, point)
    assert json.loads(json.dumps(places)) == places
    for plane, place in places.items():
        grid = stacks[Plane(plane)].grid(place["index"])
        np.testing.assert_allclose(grid.point(place["x"], place["y"]), point, atol=1e-9)
    assert [places[plane]["index"] for plane in ("axial", "coronal", "sagittal")] == [3, 5, 6]
    # 6 × 0.75 mm to the right, 5 × 0.5 mm down, in pixels of 0.5 mm
    assert (places["axial"]["x"], places["axial"]["y"]) == pytest.approx((9, 5))
    # three slices of 1.25 mm below the topmost, which is 7.5 mm up
    assert (places["coronal"]["x"], places["coronal"]["y"]) == pytest.approx((9, 7.5))
    assert (places["sagittal"]["x"], places["sagittal"]["y"]) == pytest.approx((5, 7.5))
    upright = places["coronal"]["lines"]["sagittal"]
    assert np.abs(upright) == pytest.approx([0, 1])


@pytest.mark.parametrize(
    "distances", [(0.0, 1.0, 1e9), (0.0, 1.0, 16000.0), (0.0, 1.0, 1e300)], ids=str
)
def test_planes_too_large_to_show_are_refused(distances: tuple[float, ...]) -> None:
    volume = Acquisition(distances=distances, size=(3000, 2)).scan(
        lambda points: points[..., 0] * 0
    )
    assert len(plane_stack(volume, Plane.AXIAL)) == 3
    with pytest.raises(ViewerError, match=r"planes-too-(large|many) \(") as raised:
        plane_stack(volume, Plane.CORONAL)
    assert raised.value.code == "memory"


@pytest.mark.parametrize("ratio", [1.0, 2.5, 0.4, 1 / 3])
@pytest.mark.parametrize("size", [2, 7, 40])
def test_samples_reach_to_the_last_centre(ratio: float, size: int) -> None:
    distances = tuple(np.arange(size) * 0.5 * ratio)
    volume = Acquisition(spacing=(0.5, 0.5), distances=distances).scan(ramp)
    rows = plane_stack(volume, Plane.CORONAL).first.rows
    assert rows == floor((size - 1) * ratio + 1e-6) + 1
