"""`demo/pipelines/subtraction.py`."""

import numpy as np
import pytest

from subtraction import subtraction

PIXELS = np.random.default_rng(5).normal(100, 40, (6, 7)).astype(np.float32)


@pytest.mark.parametrize("factor", [0, 0.5, 1])
def test_is_the_difference_pixel_by_pixel(factor: float) -> None:
    second = np.arange(42, dtype=np.float32).reshape(6, 7)
    found = subtraction(PIXELS, second, factor)
    assert found.dtype == np.float32
    for (row, column), value in np.ndenumerate(PIXELS):
        expected = float(value) - factor * (7 * row + column)
        assert found[row, column] == pytest.approx(expected, abs=1e-4)


def test_is_none_outside_of_the_second_series() -> None:
    second = np.where(np.arange(7) < 3, np.nan, 5.0) * np.ones((6, 1), np.float32)
    found = subtraction(PIXELS, second.astype(np.float32))
    np.testing.assert_array_equal(np.isnan(found), np.isnan(second))


def test_says_that_there_is_no_second_series() -> None:
    assert "no second series" in subtraction(PIXELS, None)
