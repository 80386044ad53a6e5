"""The size, spacing and orientation of stacks, and what is irregular in them."""

import json
import math
from collections.abc import Sequence

import numpy as np
import pytest

from dicom_viewer.errors import message
from dicom_viewer.geometry.image_plane import ImagePlane
from dicom_viewer.stacks.stack_geometry import StackGeometry, stack_geometry
from slices import AXIAL, CORONAL, FEET_UP, OBLIQUE, ORIENTATIONS, SAGITTAL, normal_of

START = np.array([-12.5, 7.25, 31])


def geometry_of(
    offsets: Sequence[float], orientation: Sequence[float] = AXIAL, *, shear: float = 0
) -> StackGeometry:
    """Measure slices at offsets in mm along the normal, moved down by `shear` times as much."""
    right, down = np.array(orientation[:3]), np.array(orientation[3:])
    way = normal_of(orientation) + shear * down
    planes = [ImagePlane(START + offset * way, right, down, 0.5, 0.7) for offset in offsets]
    return stack_geometry(4, 6, planes)


@pytest.mark.parametrize("orientation", ORIENTATIONS.values(), ids=ORIENTATIONS)
@pytest.mark.parametrize("shear", [0, 0.2])
def test_rows_columns_and_slices_have_their_own_spacing(
    orientation: tuple[float, ...], shear: float
) -> None:
    geometry = geometry_of(np.arange(7) * 2.5 - 3, orientation, shear=shear)
    assert (geometry.rows, geometry.columns, geometry.slices) == (4, 6, 7)
    assert (geometry.column_spacing, geometry.row_spacing) == (0.5, 0.7)
    assert geometry.slice_spacing == pytest.approx(2.5, abs=1e-12)
    assert geometry.orientation == orientation
    assert (geometry.irregular, geometry.warnings()) == ((), [])


@pytest.mark.parametrize(
    ("orientation", "name"),
    [
        (AXIAL, "axial"),
        (FEET_UP, "axial"),
        (CORONAL, "coronal"),
        (SAGITTAL, "sagittal"),
        (OBLIQUE, "oblique"),
        ((1, 0, 0, 0, math.cos(0.15), math.sin(0.15)), "axial"),
        ((1, 0, 0, 0, math.cos(0.2), math.sin(0.2)), "oblique"),
    ],
)
def test_a_plane_is_named_by_its_normal(orientation: tuple[float, ...], name: str) -> None:
    assert geometry_of([0], orientation).plane == name


@pytest.mark.parametrize("degrees", [0, 0.5, 15, -22])
def test_a_tilted_gantry_is_measured(degrees: float) -> None:
    geometry = geometry_of(np.arange(5) * 3.0, shear=math.tan(math.radians(degrees)))
    assert geometry.tilt == pytest.approx(abs(degrees), abs=1e-9)
    assert geometry.slice_spacing == pytest.approx(3)


def test_missing_slices_are_named() -> None:
    geometry = geometry_of([0, 5, 10, 20, 25, 40, 45])
    assert geometry.slice_spacing == 5
    assert geometry.warnings() == [
        message("slices-missing", first=3, second=4, distance=10, usual=5, missing=1),
        message("slices-missing", first=5, second=6, distance=15, usual=5, missing=2),
    ]
    model = geometry.as_json()
    assert model["regular"] is False
    assert model["missingSlices"] == [{"after": 3, "count": 1}, {"after": 5, "count": 2}]
    assert model["offsets"] == pytest.approx([0, 5, 10, 20, 25, 40, 45])


def test_irregular_distances_are_named() -> None:
    geometry = geometry_of([0, 2.5, 5, 8.5, 11, 12, 14.5, 17])
    assert geometry.slice_spacing == 2.5
    assert geometry.warnings() == [
        message("slices-irregular", first=3, second=4, distance=3.5, usual=2.5),
        message("slices-irregular", first=5, second=6, distance=1, usual=2.5),
    ]
    assert geometry.as_json()["missingSlices"] == []


def test_many_irregular_distances_are_counted() -> None:
    steps = np.array([1, 1, 1, 1, 1, 1, 1.3, 1.5, 1.7, 1.2, 1.4, 0.5])
    warnings = geometry_of(np.cumsum(steps)).warnings()
    assert len(warnings) == 4
    assert warnings[-1] == message("slices-irregular-more", count=3)


def test_rounded_positions_are_regular() -> None:
    assert geometry_of(np.round(np.arange(50) * 1.25 + 0.0004, 3)).irregular == ()


def test_a_single_image_has_no_slice_spacing() -> None:
    model = geometry_of([0], CORONAL).as_json()
    assert json.loads(json.dumps(model, allow_nan=False)) == {
        "rows": 4,
        "columns": 6,
        "slices": 1,
        "spacing": [0.5, 0.7, None],
        "position": [-12.5, 7.25, 31],
        "orientation": [1, 0, 0, 0, 0, -1],
        "plane": "coronal",
        "tilt": 0,
        "regular": True,
        "missingSlices": [],
        "offsets": None,
    }
