"""`demo/pipelines/threshold.py`."""

import numpy as np
import pytest

from threshold import threshold

RAMP = np.arange(4 * 5 * 6, dtype=np.float32).reshape(4, 5, 6)


def test_counts_the_voxels_of_both_bounds_and_between() -> None:
    result = threshold(RAMP, (2, 0.5, 0.25), low=10, high=49)
    assert isinstance(result, dict)
    assert result["table"] == {
        "voxels": 40,
        "volume in ml": pytest.approx(0.01),  # 40 × 0.25 mm³
    }
    marked = [value for value, is_in in zip(range(120), result["mask"].flat, strict=True) if is_in]
    assert marked == list(range(10, 50))


def test_is_the_volume_of_a_sphere() -> None:
    z, y, x = np.ogrid[-12:12:24j, -12:12:48j, -12:12:48j]
    ball = np.where(x**2 + y**2 + z**2 < 10**2, 120, -850).astype(np.float32)
    result = threshold(ball, (24 / 23, 24 / 47, 24 / 47), low=0, high=500)
    assert isinstance(result, dict)
    assert result["table"]["volume in ml"] == pytest.approx(4 / 3 * np.pi, rel=0.02)  # 10 mm


def test_of_a_single_image_says_what_it_takes() -> None:
    assert threshold(None, (1, 1, 1)) == "A volume needs several parallel slices."
