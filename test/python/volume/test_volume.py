"""Where the voxels of a volume lie in the patient, and what is between them."""

from dataclasses import replace

import numpy as np
import pytest

from dicom_viewer.volume.trilinear import value_at
from dicom_viewer.volume.volume import Volume
from phantoms import ACQUISITIONS, OBLIQUE, Acquisition, expected_values, ramp

EVERY = pytest.mark.parametrize("acquisition", ACQUISITIONS.values(), ids=ACQUISITIONS)


@EVERY
def test_a_pixel_lies_where_the_image_plane_module_says(acquisition: Acquisition) -> None:
    volume = acquisition.scan(ramp)
    for k, plane in enumerate(acquisition.planes):
        point = volume.points(np.array([4.0, 6.0, k]))
        # PS3.3 C.7.6.2.1.1, equation C.7.6.2.1-1
        expected = (
            plane.position
            + plane.right * plane.column_spacing * 4
            + plane.down * plane.row_spacing * 6
        )
        np.testing.assert_allclose(point, expected, atol=1e-9)


@EVERY
def test_voxels_and_points_lead_back_to_each_other(acquisition: Acquisition) -> None:
    volume = acquisition.scan(ramp)
    voxels = np.random.default_rng(1).uniform(-3, 14, (200, 3))
    found = volume.voxels(volume.points(voxels))
    steps = np.diff(acquisition.distances)
    wide = np.flatnonzero(steps > 1.95 * np.median(steps))
    is_in_gap = np.isin(np.floor(voxels[:, 2]), wide)
    np.testing.assert_allclose(found[~is_in_gap], voxels[~is_in_gap], atol=1e-9)
    assert np.isnan(found[is_in_gap, 2]).all()


@EVERY
def test_a_value_between_voxels_is_trilinear(acquisition: Acquisition) -> None:
    volume = acquisition.noise()
    voxels = np.random.default_rng(2).uniform(-0.5, 6.5, (60, 3))
    points = volume.points(voxels)
    expected = expected_values(volume, points[np.newaxis])[0]
    assert np.isnan(expected).any()
    assert np.isfinite(expected).any()
    for point, value in zip(points, expected, strict=True):
        found = value_at(volume, point.tolist())
        if np.isnan(value):
            assert found is None
        else:
            assert found == pytest.approx(value, abs=2e-3)


def test_the_spacing_between_slices_is_the_median() -> None:
    volume = Acquisition(distances=(0.0, 2.0, 4.0, 6.0, 10.0)).scan(ramp)
    assert volume.spacings == (0.75, 0.5, 2.0)
    assert volume.slices_at(np.array([1.0, 8.0, 12.0])).tolist() == pytest.approx(
        [0.5, np.nan, 4.5], nan_ok=True
    )


def test_a_gap_is_where_one_more_slice_would_fit() -> None:
    volume = Acquisition(distances=(0.0, 2.0, 4.0, 7.5, 9.5, 13.5, 15.5)).scan(ramp)
    assert volume.gaps.tolist() == [False, False, False, False, True, False]
    slices = volume.slices_at(np.array([5.75, 9.5, 9.6, 11.5, 13.4, 13.5, 14.5])).tolist()
    assert slices == pytest.approx([2.5, 4, np.nan, np.nan, np.nan, 5, 5.5], nan_ok=True)


@pytest.mark.parametrize("is_reversed", [False, True])
def test_thicker_slices_that_are_farther_apart_leave_no_gap(*, is_reversed: bool) -> None:
    # a CT of the head: 5 mm at the base, 10 mm above; one slice of each is missing in the second
    thin, thick = [(5.0, 5.0)] * 5, [(10.0, 10.0)] * 4
    between = [(7.5, 0.0)]

    def volume_of(steps: list[tuple[float, float]]) -> Volume:
        ordered = steps[::-1] if is_reversed else steps
        distances = np.concatenate([[0.0], np.cumsum([step for step, _ in ordered])])
        scanned = Acquisition(distances=tuple(distances.tolist())).scan(ramp)
        thicknesses = [5.0] * 6 + [10.0] * (len(distances) - 6)
        if is_reversed:
            thicknesses.reverse()
        planes = [
            replace(plane, thickness=thickness)
            for plane, thickness in zip(scanned.planes, thicknesses, strict=True)
        ]
        return replace(scanned, planes=planes)

    assert not volume_of([*thin, *between, *thick]).gaps.any()
    gaps = volume_of([*thin[:3], (10.0, 0.0), thin[0], *between, (20.0, 0.0), *thick]).gaps
    found = np.flatnonzero(gaps[::-1] if is_reversed else gaps)
    assert found.tolist() == [3, 6]


EVERY_OBLIQUE = pytest.mark.parametrize("name", ["axial", "oblique", "tilted", "slices missing"])


@EVERY_OBLIQUE
def test_the_nearest_point_inside_is_the_nearest(name: str) -> None:
    volume = ACQUISITIONS[name].scan(ramp)
    generator = np.random.default_rng(4)
    last = np.array(volume.shape) - 1.0
    inside = volume.points(generator.uniform(0, last, (20, 3)))
    for point in inside:
        np.testing.assert_array_equal(volume.nearest_inside(point), point)
    for voxel in generator.uniform(-9, 20, (20, 3)):
        point = volume.points(voxel)
        nearest = volume.nearest_inside(point)
        found = volume.nearest_inside(nearest)
        np.testing.assert_allclose(found, nearest, atol=1e-9)
        if not volume.is_sheared:
            clamped = np.clip(voxel, 0, last)
            np.testing.assert_allclose(nearest, volume.points(clamped), atol=1e-9)


def test_positions_of_few_decimals_make_a_regular_volume_that_is_not_sheared() -> None:
    exact = Acquisition(distances=tuple(np.arange(40) / 3)).scan(ramp)
    generator = np.random.default_rng(3)
    planes = [
        replace(plane, position=plane.position + generator.uniform(-2e-4, 2e-4, 3))
        for plane in exact.planes
    ]
    volume = replace(exact, planes=planes)
    np.testing.assert_allclose(np.diff(volume.offsets), volume.offsets[1], rtol=1e-12)
    assert not volume.is_sheared


def test_a_tilted_gantry_shears_a_volume() -> None:
    assert ACQUISITIONS["tilted"].scan(ramp).is_sheared
    assert not OBLIQUE.scan(ramp).is_sheared


def test_slices_of_several_types_are_read_in_one_that_holds_all() -> None:
    volume = Acquisition().noise(np.int16)
    assert volume.float_dtype == np.float32
    slices = [*volume.slices[:-1], volume.slices[-1].astype(np.int32)]
    assert replace(volume, slices=slices).float_dtype == np.float64
