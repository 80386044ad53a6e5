"""`demo/pipelines/vesselness.py`."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from vesselness import SCALES, vesselness

SPACING = (1.5, 0.75)
FINE = (0.6, 0.4)
NOISE = np.random.default_rng(8).normal(0, 200, (36, 44)).astype(np.float32)


def line(turned: float, sigma: float, height: float) -> NDArray[np.float32]:
    """Return a line through the middle whose profile is a Gaussian, sigma in mm."""
    y, x = np.mgrid[-30:31, -60:61] * np.array(FINE).reshape(2, 1, 1)
    away = x * math.sin(turned) - y * math.cos(turned)
    return (height * np.exp(-(away**2) / (2 * sigma**2))).astype(np.float32)


def mirrored(index: int, count: int) -> int:
    """Return the pixel in place of one beyond the edge, of which the last is the axis."""
    index = abs(index)
    return 2 * (count - 1) - index if index >= count else index


def smoothed(image: NDArray[np.float64], sigma: float, axis: int) -> NDArray[np.float64]:
    """Return an image after a Gaussian along an axis, sum by sum."""
    reach = (round(8 * sigma + 1) | 1) // 2  # as far as OpenCV's for float32
    weights = np.array([math.exp(-(k**2) / (2 * sigma**2)) for k in range(-reach, reach + 1)])
    weights /= weights.sum()
    count = image.shape[axis]
    lines = [
        sum(
            weight * image.take(mirrored(at + k, count), axis)
            for k, weight in zip(range(-reach, reach + 1), weights, strict=True)
        )
        for at in range(count)
    ]
    return np.stack(lines, axis)


def expected_at(
    image: NDArray[np.float32], place: tuple[int, int], sigmas: list[float], contrast: float
) -> float:
    """Return the vesselness of a pixel in percent, by eigenvalues of its Hessian matrix."""
    row, column = place
    most = 0.0
    for sigma in sigmas:
        down, right = sigma / SPACING[0], sigma / SPACING[1]
        part = smoothed(smoothed(image.astype(np.float64), down, 0), right, 1)
        part = part[row - 1 : row + 2, column - 1 : column + 2]
        binomial, bend, slope = np.array([[1, 2, 1], [4, -8, 4], [-2, 0, 2]]) / 4
        hessian = np.array(
            [
                [right**2 * (binomial @ part @ bend), right * down * (slope @ part @ slope)],
                [right * down * (slope @ part @ slope), down**2 * (bend @ part @ binomial)],
            ]
        )
        smaller, greater = sorted(np.linalg.eigvalsh(hessian), key=abs)
        if greater < 0:
            round_ = math.exp(-((smaller / greater) ** 2) / (2 * 0.5**2))
            strong = 1 - math.exp(-(smaller**2 + greater**2) / (2 * contrast**2))
            most = max(most, round_ * strong)
    return 100 * most


def test_is_what_the_paper_defines() -> None:
    sigmas = [1.5 * (4 / 1.5) ** (k / (SCALES - 1)) for k in range(SCALES)]
    found = vesselness(NOISE, SPACING, narrow=1.5, wide=4, contrast=30)
    assert found.dtype == np.float32
    places = [(2, 2), (7, 30), (12, 9), (18, 22), (20, 21), (25, 40), (33, 3)]
    expected = [expected_at(NOISE, place, sigmas, 30) for place in places]
    assert max(expected) > 20
    np.testing.assert_allclose([found[place] for place in places], expected, atol=0.01)


@pytest.mark.parametrize("turned", [0, 0.4, math.pi / 2, 2.5])
def test_a_line_in_any_direction_is_one(turned: float) -> None:
    """The second derivative of a Gaussian profile that is smoothed by as much is known."""
    image = line(turned, sigma=3, height=400)
    found = vesselness(image, FINE, narrow=3, wide=3, contrast=150)
    # Both are as wide: height · s² · s / (s² + s²)^1.5 at the crest
    bend = 400 / (2 * math.sqrt(2))
    expected = 100 * (1 - math.exp(-(bend**2) / (2 * 150**2)))
    assert found[30, 60] == pytest.approx(expected, rel=0.03)
    dark = vesselness(-image, FINE, narrow=3, wide=3, contrast=150)
    assert dark[30, 60] == 0


def test_a_round_spot_is_less_than_a_line() -> None:
    y, x = np.mgrid[-30:31, -60:61] * np.array(FINE).reshape(2, 1, 1)
    spot = (400 * np.exp(-(x**2 + y**2) / 18)).astype(np.float32)
    found = vesselness(spot, FINE, narrow=3, wide=3, contrast=10)
    assert found[30, 60] == pytest.approx(100 * math.exp(-2), rel=0.02)  # both bend as much


def test_says_that_it_is_not_of_colours() -> None:
    assert "gray" in vesselness(np.zeros((4, 5, 3), np.uint8), None)
