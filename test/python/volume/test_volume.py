"""Where the voxels of a volume lie in the patient, and what is between them."""

from dataclasses import replace

import numpy as np
import pytest

from dicom_viewer.volume.trilinear import value_at
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
    np.testing.assert_allclose(volume.voxels(volume.points(voxels)), voxels, atol=1e-9)


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
    assert volume.slices_at(np.array([1.0, 8.0, 12.0])).tolist() == [0.5, 3.5, 4.5]


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
