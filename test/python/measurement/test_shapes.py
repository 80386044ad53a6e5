"""Lengths, angles and areas against closed forms, insides against brute force."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from dicom_viewer.measurement.shapes import (
    area,
    cobb_angle,
    distance,
    inside,
    vertex_angle,
)

ROWS, COLUMNS = 23, 31


def points(*values: tuple[float, ...]) -> NDArray[np.float64]:
    """Return points as an array."""
    return np.array(values, np.float64)


def mask_of(kind: str, corners: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return what is inside a region, of the whole image."""
    found = inside(kind, corners, ROWS, COLUMNS)
    mask = np.zeros((ROWS, COLUMNS), np.bool_)
    mask[found.rows, found.columns] = found.mask
    return mask


def winding_is_odd(corners: NDArray[np.float64], x: float, y: float) -> bool:
    """Return whether a ray to the right of a point crosses an odd number of edges."""
    crossings = 0
    for (x0, y0), (x1, y1) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
            crossings += 1
    return crossings % 2 == 1


def holds(kind: str, corners: NDArray[np.float64], x: float, y: float) -> bool:
    """Return whether a point lies inside, by the definition of the shape."""
    (x0, y0), (x1, y1) = corners[:2]
    if kind == "rectangle":
        return min(x0, x1) <= x <= max(x0, x1) and min(y0, y1) <= y <= max(y0, y1)
    if kind == "ellipse":
        a, b = (x1 - x0) / 2, (y1 - y0) / 2
        return ((x - (x0 + x1) / 2) / a) ** 2 + ((y - (y0 + y1) / 2) / b) ** 2 <= 1
    return winding_is_odd(corners, x, y)


@pytest.mark.parametrize("kind", ["rectangle", "ellipse", "polygon"])
@pytest.mark.parametrize("seed", range(20))
def test_inside_are_the_pixels_whose_centres_are(kind: str, seed: int) -> None:
    generator = np.random.default_rng(seed)
    count = 2 if kind != "polygon" else int(generator.integers(3, 9))
    # also beyond the image, and polygons that cross themselves
    corners = generator.uniform((-6, -6), (COLUMNS + 6, ROWS + 6), (count, 2))
    expected = [
        [holds(kind, corners, column + 0.5, row + 0.5) for column in range(COLUMNS)]
        for row in range(ROWS)
    ]
    assert mask_of(kind, corners).tolist() == expected


def test_a_rectangle_from_corner_to_corner_of_the_image_holds_all_of_it() -> None:
    assert mask_of("rectangle", points((0, 0), (COLUMNS, ROWS))).all()
    assert mask_of("rectangle", points((COLUMNS, 0), (0, ROWS))).all()


def test_neighbouring_polygons_share_no_pixel_and_leave_none_out() -> None:
    left = mask_of("polygon", points((0, 0), (12.5, 0), (7.5, ROWS), (0, ROWS)))
    right = mask_of("polygon", points((12.5, 0), (COLUMNS, 0), (COLUMNS, ROWS), (7.5, ROWS)))
    assert (left ^ right).all()


@pytest.mark.parametrize("kind", ["rectangle", "ellipse", "polygon"])
def test_outside_of_the_image_nothing_is_inside(kind: str) -> None:
    assert not mask_of(
        kind, points((-9, -9), (-3, -9), (-3, -2))[: 3 if kind == "polygon" else 2]
    ).any()


def test_an_ellipse_without_width_holds_nothing() -> None:
    assert not mask_of("ellipse", points((4.5, 2), (4.5, 9))).any()


def test_areas_are_those_of_closed_forms() -> None:
    assert area("rectangle", points((5, 7), (2, 1))) == 18
    assert area("ellipse", points((1, 1), (7, 5))) == pytest.approx(math.pi * 3 * 2)
    assert area("polygon", points((0, 0), (4, 0), (4, 3))) == 6
    hexagon = [(math.cos(turn * math.pi / 3), math.sin(turn * math.pi / 3)) for turn in range(6)]
    assert area("polygon", points(*hexagon)) == pytest.approx(1.5 * math.sqrt(3))
    assert area("polygon", points(*hexagon[::-1])) == pytest.approx(1.5 * math.sqrt(3))


def test_distances_are_those_of_pythagoras() -> None:
    assert distance(points((1, 1), (4, 5))) == 5
    assert distance(points((0, 0, 0), (2, 3, 6))) == 7


@pytest.mark.parametrize("degrees", [0.0, 1e-5, 30.0, 90.0, 137.5, 180.0])
def test_an_angle_is_that_at_its_vertex(degrees: float) -> None:
    turn = math.radians(degrees)
    arms = points((7, 3), (2, 3), (2 + 3 * math.cos(turn), 3 + 3 * math.sin(turn)))
    assert vertex_angle(arms) == pytest.approx(degrees, abs=1e-6)


@pytest.mark.parametrize("degrees", [0.0, 12.0, 45.0, 90.0, 135.0, 168.0])
@pytest.mark.parametrize("flip", [False, True])
def test_a_cobb_angle_is_that_of_the_lines_whichever_end_is_first(
    degrees: float, flip: bool
) -> None:
    turn = math.radians(degrees)
    first = [(1, 1), (5, 1)]
    second = [(2, 9), (2 + 4 * math.cos(turn), 9 + 4 * math.sin(turn))]
    lines = points(*first, *(second[::-1] if flip else second))
    assert cobb_angle(lines) == pytest.approx(min(degrees, 180 - degrees), abs=1e-6)


def test_points_that_are_the_same_make_no_angle() -> None:
    assert vertex_angle(points((1, 1), (1, 1), (2, 2))) is None
    assert cobb_angle(points((1, 1), (1, 1), (2, 2), (3, 3))) is None
