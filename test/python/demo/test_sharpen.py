"""`demo/pipelines/sharpen.py`."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from sharpen import edges, unsharp

NOISE = np.random.default_rng(7).normal(100, 40, (9, 12)).astype(np.float32)


def smoothed_at(image: NDArray[np.float32], row: int, column: int, sigma: float) -> float:
    """Return the mean of the pixels around one, weighted by their distance, in one sum."""
    reach = math.ceil(3 * sigma)
    total = weights = 0.0
    for down in range(-reach, reach + 1):
        for right in range(-reach, reach + 1):
            weight = math.exp(-(down**2 + right**2) / (2 * sigma**2))
            y = min(max(row + down, 0), image.shape[0] - 1)
            x = min(max(column + right, 0), image.shape[1] - 1)
            total += weight * float(image[y, x])
            weights += weight
    return total / weights


@pytest.mark.parametrize("sigma", [0.5, 1.5])
def test_unsharp_adds_what_smoothing_takes_away(sigma: float) -> None:
    sharp = unsharp(NOISE, amount=2, sigma=sigma)
    for (row, column), value in np.ndenumerate(NOISE):
        expected = 3 * float(value) - 2 * smoothed_at(NOISE, row, column, sigma)
        assert sharp[row, column] == pytest.approx(expected, abs=1e-3)


def test_unsharp_by_nothing_is_the_image() -> None:
    np.testing.assert_array_equal(unsharp(NOISE, amount=0), NOISE)


def test_edges_are_the_slope_of_a_ramp() -> None:
    y, x = np.mgrid[:30, :40]
    slope = edges((3 * y + 4 * x).astype(np.float32), sigma=1)
    assert slope.shape == (30, 40)
    np.testing.assert_allclose(slope[4:-4, 4:-4], 5, rtol=1e-6)


def test_edges_of_a_step_are_highest_beside_it() -> None:
    step = np.where(np.arange(20) < 10, 0, 1000) * np.ones((8, 1))
    slope = edges(step, sigma=1)
    assert sorted(np.argsort(slope[4])[-2:]) == [9, 10]
    before, after = (smoothed_at(step, 4, column, 1) for column in (8, 10))
    assert slope[4, 9] == pytest.approx((after - before) / 2)
    assert slope[4, 2] == pytest.approx(0, abs=1e-9)
