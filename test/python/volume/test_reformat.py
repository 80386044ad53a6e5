"""The pixels of planes through volumes whose values are known everywhere."""

from dataclasses import replace
from math import pi
from unittest.mock import Mock

import numpy as np
import pytest
from numpy.typing import NDArray

from dicom_viewer.geometry.plane_grid import PlaneGrid
from dicom_viewer.volume import oblique
from dicom_viewer.volume.plane_stack import PATIENT_AXES, Plane, PlaneStack, plane_stack
from dicom_viewer.volume.reformat import Reformation, reformat
from dicom_viewer.volume.slab import Projection
from dicom_viewer.volume.volume import Volume
from phantoms import (
    ACQUISITIONS,
    OBLIQUE,
    Acquisition,
    X,
    Y,
    Z,
    expected_values,
    opposite,
    points_of,
    ramp,
    turned,
)

EVERY = pytest.mark.parametrize("acquisition", ACQUISITIONS.values(), ids=ACQUISITIONS)
EVERY_PLANE = pytest.mark.parametrize("plane", Plane)
EVERY_PROJECTION = pytest.mark.parametrize("projection", Projection)
UPRIGHT = {
    "axial": (X, Y),
    "axial, upside down": (opposite(X), Y),
    "coronal": (X, opposite(Z)),
    "sagittal": (Y, opposite(Z)),
    "sagittal from below": (Z, opposite(Y)),
    "turned in its plane": (Y, X),
}
REDUCTIONS = {
    Projection.MEAN: np.nanmean,
    Projection.MAX: np.nanmax,
    Projection.MIN: np.nanmin,
}
TWISTED = turned(turned(PATIENT_AXES, Plane.AXIAL, 0.4), Plane.CORONAL, -0.7)


def modality_values(plane: Reformation) -> NDArray[np.float64]:
    """Return a plane's modality values, NaN outside."""
    if plane.rescale is None:
        return plane.values.astype(np.float64)
    assert plane.inside is None
    return plane.rescale.apply(plane.values).astype(np.float64)


def middle(stack: PlaneStack) -> PlaneGrid:
    """Return the plane in the middle."""
    return stack.grid(len(stack) // 2)


def check(plane: Reformation, expected: NDArray[np.float64], tolerance: float) -> None:
    """Compare a plane with values that are NaN outside."""
    inside = np.isfinite(expected)
    assert inside.any()
    if plane.inside is None:
        assert inside.all()
    else:
        np.testing.assert_array_equal(plane.inside, inside)
    np.testing.assert_allclose(modality_values(plane), expected, rtol=0, atol=tolerance)


@EVERY
@EVERY_PLANE
@pytest.mark.parametrize("axes", [PATIENT_AXES, TWISTED], ids=["patient", "turned"])
def test_a_ramp_in_the_patient_is_reproduced(
    acquisition: Acquisition, plane: Plane, axes: NDArray[np.float64]
) -> None:
    volume = acquisition.scan(ramp)
    stack = plane_stack(volume, plane, axes)
    seen = 0
    for index in range(len(stack)):
        grid = stack.grid(index)
        plane_values = reformat(volume, grid)
        shown = np.ones((grid.rows, grid.columns), np.bool_)
        if plane_values.inside is not None:
            shown = plane_values.inside
        values = modality_values(plane_values)[shown]
        np.testing.assert_allclose(values, ramp(points_of(grid))[shown], rtol=0, atol=1e-4)
        seen += shown.sum()
    assert seen > 0


@EVERY
@EVERY_PLANE
@pytest.mark.parametrize("axes", [PATIENT_AXES, TWISTED], ids=["patient", "turned"])
def test_planes_are_what_the_definition_says(
    acquisition: Acquisition, plane: Plane, axes: NDArray[np.float64]
) -> None:
    volume = acquisition.noise()
    grid = middle(plane_stack(volume, plane, axes))
    check(reformat(volume, grid), expected_values(volume, points_of(grid)), 2e-3)


@pytest.mark.parametrize("directions", UPRIGHT.values(), ids=UPRIGHT)
@EVERY_PLANE
@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.uint16, np.int32, np.float64])
def test_voxels_of_cubes_are_shown_to_the_bit(
    directions: tuple[tuple[float, float, float], ...], plane: Plane, dtype: type
) -> None:
    right, down = directions
    distances = tuple(np.arange(5) * 0.7)
    volume = Acquisition(right, down, (6, 4), (0.7, 0.7), distances).noise(dtype)
    stack = plane_stack(volume, plane)
    for index in range(len(stack)):
        grid = stack.grid(index)
        shown = reformat(volume, grid)
        assert shown.values.dtype == dtype
        assert shown.inside is None
        np.testing.assert_array_equal(shown.values, expected_values(volume, points_of(grid)))


def test_a_stored_slice_is_shown_without_a_copy() -> None:
    volume = ACQUISITIONS["isotropic"].noise()
    stack = plane_stack(volume, Plane.AXIAL)
    for index in range(len(stack)):
        values = reformat(volume, stack.grid(index)).values
        assert np.shares_memory(values, volume.slices[index])
        np.testing.assert_array_equal(values, volume.slices[index])


@pytest.mark.parametrize("slab", [0.6, 2.5, 1e9])
@EVERY_PROJECTION
@EVERY_PLANE
@pytest.mark.parametrize("name", ["axial", "sagittal", "isotropic", "oblique", "sheared"])
def test_a_slab_is_the_projection_of_its_planes(
    name: str, plane: Plane, projection: Projection, slab: float
) -> None:
    volume = ACQUISITIONS[name].noise()
    stack = plane_stack(volume, plane)
    grid = middle(stack)
    axis = int(np.abs(volume.axes @ stack.direction).argmax())
    is_upright = name in ("axial", "sagittal", "isotropic")
    step = volume.spacings[axis] if is_upright else min(volume.spacings)
    reach = int(min(slab, 40) / 2 / step + 1e-6)
    offsets = np.arange(-reach, reach + 1) * step
    points = points_of(grid)
    expected = np.stack(
        [expected_values(volume, points + offset * stack.direction) for offset in offsets]
    )
    is_seen = np.isfinite(expected).any(axis=0)
    projected = np.full(is_seen.shape, np.nan)
    projected[is_seen] = REDUCTIONS[projection](expected[:, is_seen], axis=0)
    check(reformat(volume, grid, slab, projection), projected, 4e-3)


@EVERY_PROJECTION
def test_a_slab_of_irregular_slices_is_of_those_that_lie_in_it(projection: Projection) -> None:
    volume = ACQUISITIONS["irregular"].noise()  # at 0, 1, 1.75, 4, 4.5 and 7.5 mm
    stack = plane_stack(volume, Plane.AXIAL)
    shown = reformat(volume, stack.grid(2), 4.5, projection)
    planes = [modality_values(reformat(volume, stack.grid(i))) for i in (0, 1, 2, 3)]
    np.testing.assert_allclose(
        modality_values(shown), REDUCTIONS[projection](planes, axis=0), atol=2e-3
    )


@EVERY_PROJECTION
def test_a_slab_of_voxels_keeps_their_type_but_for_its_mean(projection: Projection) -> None:
    volume = ACQUISITIONS["isotropic"].noise()
    shown = reformat(volume, plane_stack(volume, Plane.CORONAL).grid(4), 2.0, projection)
    assert shown.values.dtype == (np.float32 if projection is Projection.MEAN else np.int16)


@pytest.mark.parametrize("slope", [-2.0, 0.5])
@EVERY_PROJECTION
def test_a_projection_is_of_modality_values(projection: Projection, slope: float) -> None:
    stored = ACQUISITIONS["isotropic"].noise()
    count = len(stored.slices)
    volume = replace(stored, slopes=np.full(count, slope), intercepts=np.full(count, -1000.0))
    grid = plane_stack(volume, Plane.SAGITTAL).grid(4)
    points = points_of(grid)
    expected = [expected_values(volume, points + offset * np.array(X)) for offset in (-0.5, 0, 0.5)]
    shown = modality_values(reformat(volume, grid, 1.0, projection))
    np.testing.assert_allclose(shown, REDUCTIONS[projection](expected, axis=0), atol=2e-3)


@EVERY
@EVERY_PLANE
def test_each_slice_has_a_rescale_of_its_own(acquisition: Acquisition, plane: Plane) -> None:
    stored = acquisition.noise(np.uint16)
    count = len(stored.slices)
    volume = replace(
        stored, slopes=np.linspace(0.01, 3.7, count), intercepts=np.linspace(-5, 9, count)
    )
    grid = middle(plane_stack(volume, plane))
    check(reformat(volume, grid), expected_values(volume, points_of(grid)), 4e-3)


@pytest.mark.parametrize("turn", Plane)
@EVERY
@EVERY_PLANE
def test_planes_turned_about_any_axis_are_sampled_right(
    acquisition: Acquisition, plane: Plane, turn: Plane
) -> None:
    stored = acquisition.noise(np.float32)
    stored.slices[3][4, 5] = np.nan
    count = len(stored.slices)
    volume = replace(
        stored, slopes=np.linspace(0.01, 3.7, count), intercepts=np.linspace(-5, 9, count)
    )
    stack = plane_stack(volume, plane, turned(PATIENT_AXES, turn, 0.4))
    for index in (0, len(stack) // 2, len(stack) - 2):
        grid = stack.grid(index)
        shown = modality_values(reformat(volume, grid))
        np.testing.assert_allclose(shown, expected_values(volume, points_of(grid)), atol=4e-3)


@pytest.mark.parametrize("axes", [PATIENT_AXES, TWISTED], ids=["upright", "turned"])
def test_a_turned_slab_is_made_of_so_many_planes_and_no_more(
    axes: NDArray[np.float64], monkeypatch: pytest.MonkeyPatch
) -> None:
    sampled = Mock(wraps=oblique.trilinear)
    monkeypatch.setattr(oblique, "trilinear", sampled)
    volume = OBLIQUE.noise()
    grid = middle(plane_stack(volume, Plane.CORONAL, axes))
    for slab, least in ((0.0, 1), (3.0, 7), (1e9, 10)):
        sampled.reset_mock()
        reformat(volume, grid, slab)
        assert least <= sampled.call_count <= 64
    monkeypatch.setattr(oblique, "_MAX_PLANES", 5)
    sampled.reset_mock()
    reformat(volume, grid, 1e9)
    assert 3 <= sampled.call_count <= 5


def test_a_stored_slice_keeps_its_own_rescale() -> None:
    stored = ACQUISITIONS["isotropic"].noise(np.uint16)
    volume = replace(stored, slopes=np.arange(1.0, 6), intercepts=np.arange(5.0))
    shown = reformat(volume, plane_stack(volume, Plane.AXIAL).grid(3))
    assert shown.values.dtype == np.uint16
    assert shown.rescale is not None
    assert (shown.rescale.slope, shown.rescale.intercept) == (4, 3)


@pytest.mark.parametrize("axes", [PATIENT_AXES, TWISTED], ids=["patient", "turned"])
@EVERY_PLANE
def test_what_is_no_number_spoils_only_what_it_has_a_share_in(
    plane: Plane, axes: NDArray[np.float64]
) -> None:
    volume = ACQUISITIONS["axial"].scan(ramp, np.float32)
    volume.slices[3][4, 5] = np.nan
    stack = plane_stack(volume, plane, axes)
    for index in range(len(stack)):
        grid = stack.grid(index)
        shown = modality_values(reformat(volume, grid))
        np.testing.assert_allclose(shown, expected_values(volume, points_of(grid)), atol=1e-3)


@EVERY_PROJECTION
def test_a_slab_leaves_out_what_is_no_number(projection: Projection) -> None:
    volume = ACQUISITIONS["isotropic"].scan(ramp, np.float32)
    for pixels in volume.slices:
        pixels[3, 2] = np.nan
    volume.slices[1][6, 6] = np.nan
    shown = reformat(volume, plane_stack(volume, Plane.AXIAL).grid(2), 1.0, projection)
    planes = np.stack(volume.slices[1:4])
    missing = np.isnan(planes).all(axis=0)
    expected = REDUCTIONS[projection](planes[:, ~missing], axis=0)
    np.testing.assert_allclose(shown.values[~missing], expected, rtol=1e-6)
    assert shown.values[missing].tolist() == pytest.approx([np.nan], nan_ok=True)


SPHERES = {
    "axial": Acquisition(X, Y, (50, 70), (0.9, 0.6), tuple(np.arange(20) * 2.0)),
    "axial, head first": Acquisition(Y, X, (70, 50), (0.6, 0.9), tuple(np.arange(20) * 2.0)),
    "sagittal": Acquisition(Y, opposite(Z), (50, 70), (0.9, 0.6), tuple(np.arange(20) * 2.0)),
    "coronal": Acquisition(X, opposite(Z), (50, 70), (0.9, 0.6), tuple(np.arange(20) * 2.0)),
    "oblique": replace(OBLIQUE, size=(60, 80), distances=tuple(np.arange(24) * 1.6)),
    "tilted": Acquisition(
        X, (0.0, 0.96, -0.28), (60, 80), (0.7, 0.6), tuple(np.arange(20) * 2.0), (0.0, 0.28 / -0.96)
    ),
    "irregular": Acquisition(
        X, Y, (50, 70), (0.9, 0.6), tuple(z + 0.3 * (z % 3) for z in range(40))
    ),
}


@pytest.mark.parametrize("acquisition", SPHERES.values(), ids=SPHERES)
@EVERY_PLANE
@pytest.mark.parametrize("axes", [PATIENT_AXES, TWISTED], ids=["patient", "turned"])
def test_a_sphere_measures_as_a_sphere(
    acquisition: Acquisition, plane: Plane, axes: NDArray[np.float64]
) -> None:
    radius = 12.0
    blank = acquisition.scan(ramp)
    centre = blank.points((np.array(blank.shape) - 1) / 2)
    volume = acquisition.scan(lambda points: radius - np.linalg.norm(points - centre, axis=-1))
    stack = plane_stack(volume, plane, axes)
    grid = stack.through(centre)
    shown = reformat(volume, grid)
    ball = modality_values(shown) > 0
    y, x = np.nonzero(ball)
    assert ball.sum() * grid.spacing**2 == pytest.approx(pi * radius**2, rel=0.02)
    for pixels in (x, y):
        extent = (np.ptp(pixels) + 1) * grid.spacing
        assert extent == pytest.approx(2 * radius, abs=2 * grid.spacing)
    expected = grid.pixel(centre)
    assert (x.mean(), y.mean()) == pytest.approx(expected, abs=0.3)
    # across the planes, too
    seen = [
        i for i in range(len(stack)) if (modality_values(reformat(volume, stack.grid(i))) > 0).any()
    ]
    assert np.ptp(stack.offsets[seen]) == pytest.approx(2 * radius, abs=2.1 * max(volume.spacings))


LEFT_OUT = (12, 18, 19, 25, 26, 27)
"""Which of 40 slices, 1 mm apart, are left out of a phantom."""
GAPS = ((11, 13), (17, 20), (24, 28))
"""The slices between which they lie."""


@EVERY_PLANE
@pytest.mark.parametrize("axes", [PATIENT_AXES, TWISTED], ids=["patient", "turned"])
@pytest.mark.parametrize("slab", [0.0, 0.8])
@pytest.mark.parametrize("shift", [(0.0, 0.0), (0.1, -0.2)], ids=["upright", "sheared"])
def test_what_is_missing_is_never_made_up(
    plane: Plane, axes: NDArray[np.float64], slab: float, shift: tuple[float, float]
) -> None:
    heights = tuple(float(z) for z in range(40) if z not in LEFT_OUT)
    acquisition = Acquisition(X, Y, (50, 70), (0.6, 0.6), heights, shift, (0.0, 0.0, 0.0))
    volume = acquisition.scan(lambda points: 100 + points[..., 2], np.float64)
    whole = replace(acquisition, distances=tuple(map(float, range(40)))).scan(ramp, np.float64)
    stack = plane_stack(volume, plane, axes)
    black = 0
    for index in range(0, len(stack), 3):
        grid = stack.grid(index)
        shown = reformat(volume, grid, slab, Projection.MAX)
        inside = np.ones((grid.rows, grid.columns), np.bool_)
        if shown.inside is not None:
            inside = shown.inside
        full = reformat(whole, grid, slab).inside
        z = points_of(grid)[..., 2]
        reach = slab / 2 * abs(grid.axes[2][2])  # of the slab along the axis of the slices
        is_missing, is_near_gap = np.zeros_like(inside), np.zeros_like(inside)
        for before, after in GAPS:
            is_missing |= (z - reach > before + 1e-6) & (z + reach < after - 1e-6)
            is_near_gap |= (z + reach > before - 1e-6) & (z - reach < after + 1e-6)
        assert not inside[is_missing].any()
        # and all else is there that a scan without gaps shows
        assert inside[~is_near_gap if full is None else full & ~is_near_gap].all()
        black += is_missing.sum()
    assert black > 0 or (plane is Plane.AXIAL and axes is PATIENT_AXES)


@EVERY_PROJECTION
def test_a_slab_over_a_gap_shows_the_slices_that_are_there(projection: Projection) -> None:
    acquisition = Acquisition(spacing=(0.5, 0.5), distances=(0.0, 1.0, 2.0, 5.0, 6.0, 7.0))
    volume = acquisition.scan(lambda points: points[..., 2] - 10, np.float64)
    stack = plane_stack(volume, Plane.AXIAL)
    shown = reformat(volume, stack.through([0.0, 0.0, 13.5]), 4.0, projection)
    # planes 1 mm apart about 3.5 mm: those at 2.5, 3.5 and 4.5 mm lie in the gap
    expected = {Projection.MEAN: 3.5, Projection.MAX: 5.5, Projection.MIN: 1.5}[projection]
    np.testing.assert_allclose(modality_values(shown), expected)


def beside(volume: Volume, plane: Plane, shift: float) -> PlaneGrid:
    """Return the plane in the middle, moved to the right and down."""
    grid = middle(plane_stack(volume, plane))
    return replace(grid, origin=grid.origin + shift * (grid.right + grid.down))


@EVERY_PLANE
@pytest.mark.parametrize("shift", [0.5, -1.5, 0.3, 1000])
@pytest.mark.parametrize("name", ["axial", "isotropic", "oblique"])
def test_beside_the_volume_there_is_nothing(name: str, plane: Plane, shift: float) -> None:
    volume = ACQUISITIONS[name].noise()
    grid = beside(volume, plane, shift)
    shown = reformat(volume, grid)
    expected = expected_values(volume, points_of(grid))
    assert shown.inside is not None
    np.testing.assert_array_equal(shown.inside, np.isfinite(expected))
    np.testing.assert_allclose(modality_values(shown), expected, atol=2e-3)


def test_planes_beyond_the_ends_are_empty() -> None:
    volume = ACQUISITIONS["axial"].noise()
    stack = plane_stack(volume, Plane.AXIAL)
    shown = reformat(volume, stack.through([0, 0, 500]), 3.0)
    assert shown.inside is not None
    assert not shown.inside.any()


def test_a_large_plane_is_sampled_in_bands(monkeypatch: pytest.MonkeyPatch) -> None:
    volume = ACQUISITIONS["oblique"].noise()
    grid = middle(plane_stack(volume, Plane.AXIAL))
    whole = reformat(volume, grid)
    monkeypatch.setattr("dicom_viewer.volume.oblique._MAX_SAMPLES", 60)
    np.testing.assert_array_equal(reformat(volume, grid).values, whole.values)
