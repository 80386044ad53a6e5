"""`demo/pipelines/relaxation.py`."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from datasets import item
from relaxation import t1, t2
from relaxation_series import (
    ECHO_TIMES,
    INVERSION_TIMES,
    echo_signal,
    inversion_signal,
)
from relaxation_series import t1 as true_t1
from relaxation_series import t2 as true_t2

NOISE = 20.0
"""The standard deviation of noise: of a signal of 3000."""


def datasets(keyword: str, times: Sequence[float]) -> list[Dataset]:
    return [item(**{keyword: str(time)}) for time in times]


RECOVERY = datasets("InversionTime", INVERSION_TIMES)
ECHOES = datasets("EchoTime", ECHO_TIMES)


def recovery(index: int, noise: float = 0) -> NDArray[np.float32]:
    """Return the signal of a slice at all inversion times, with its sign."""
    signal = np.stack([inversion_signal(time)[index] for time in INVERSION_TIMES])
    return (signal + np.random.default_rng(2).normal(0, noise, signal.shape)).astype(np.float32)


def echoes(index: int, noise: float = 0) -> NDArray[np.float32]:
    signal = np.stack([echo_signal(time)[index] for time in ECHO_TIMES])
    return (signal + np.random.default_rng(4).normal(0, noise, signal.shape)).astype(np.float32)


@pytest.mark.parametrize("index", [0, 1])
@pytest.mark.parametrize("is_magnitude", [True, False])
def test_t1_of_a_phantom_is_known_to_a_thousandth(index: int, is_magnitude: bool) -> None:
    signal = recovery(index)
    found = t1(np.abs(signal) if is_magnitude else signal, RECOVERY)
    np.testing.assert_allclose(found, true_t1()[index], rtol=1e-3)


@pytest.mark.parametrize("index", [0, 1])
def test_t1_is_where_a_search_finds_least_squares(index: int) -> None:
    """The search tries each T1 in steps of 0.5 ms, and solves for a and b each time."""
    signal = recovery(index, NOISE)
    found = t1(signal, RECOVERY)
    tried = np.arange(100, 4000, 0.5)
    times = np.array(INVERSION_TIMES, np.float64)
    for row, column in [(0, 0), (3, 11), (7, 5), (9, 13)]:
        values = signal[:, row, column].astype(np.float64)
        left = []
        for each in tried:
            matrix = np.stack([np.ones_like(times), np.exp(-times / each)], axis=1)
            solution = np.linalg.lstsq(matrix, values, rcond=None)[0]
            left.append(((values - matrix @ solution) ** 2).sum())
        assert found[row, column] == pytest.approx(tried[np.argmin(left)], rel=2e-3)


def test_signs_of_noisy_magnitudes_are_restored() -> None:
    signal = recovery(1, NOISE)
    found = t1(np.abs(signal), RECOVERY)
    ratio = found / t1(signal, RECOVERY)
    assert (np.abs(ratio - 1) < 1e-5).mean() > 0.97  # noise may hide the sign of the darkest
    assert np.abs(ratio - 1).max() < 0.03
    assert np.median(np.abs(found / true_t1()[1] - 1)) < 0.02


def test_images_need_no_order() -> None:
    order = [3, 0, 5, 1, 4, 2]
    signal = np.abs(recovery(0, NOISE))
    shuffled = t1(signal[order], [RECOVERY[each] for each in order])
    np.testing.assert_array_equal(shuffled, t1(signal, RECOVERY))


@pytest.mark.parametrize("index", [0, 1])
def test_t2_of_a_phantom_is_known_to_a_thousandth(index: int) -> None:
    np.testing.assert_allclose(t2(echoes(index), ECHOES), true_t2()[index], rtol=1e-3)


def test_t2_is_the_slope_of_a_line_weighted_by_the_signal() -> None:
    signal = echoes(1, NOISE)
    found = t2(signal, ECHOES)
    for (row, column), value in np.ndenumerate(found):
        values = signal[:, row, column].astype(np.float64)
        slope, _ = np.polyfit(ECHO_TIMES, np.log(values), 1, w=values)
        assert value == pytest.approx(-1 / slope, rel=1e-4)


def test_times_of_an_enhanced_file_are_in_its_functional_groups() -> None:
    enhanced = [
        item(
            EchoTime="999",
            PerFrameFunctionalGroupsSequence=[
                item(MREchoSequence=[item(EffectiveEchoTime=float(time))])
            ],
        )
        for time in ECHO_TIMES
    ]
    for each in enhanced:
        del each.EchoTime
    np.testing.assert_array_equal(t2(echoes(0), enhanced), t2(echoes(0), ECHOES))
    inverted = [
        item(MRModifierSequence=[item(InversionTimes=[float(time)])]) for time in INVERSION_TIMES
    ]
    np.testing.assert_array_equal(t1(recovery(0), inverted), t1(recovery(0), RECOVERY))


def test_what_is_dark_has_no_time_and_what_is_long_has_the_maximum() -> None:
    signal = echoes(0)
    signal[:, 2, 3] = 10
    signal[:, 4, 5] = 3000  # it doesn't decay
    found = t2(signal, ECHOES, noise=5, maximum=100)
    assert np.isnan(found[2, 3])
    assert np.isfinite(found).sum() == found.size - 1
    assert found[4, 5] == np.nanmax(found) == 100
    inverted = recovery(0)
    inverted[:, 0, 0] = 0
    assert np.isnan(t1(inverted, RECOVERY)[0, 0])
    assert np.nanmax(t1(inverted, RECOVERY, maximum=500)) == 500


def test_says_what_is_missing() -> None:
    assert "three inversion times" in t1(echoes(0), ECHOES)
    assert "two echo times" in t2(echoes(0)[:1], ECHOES[:1])
    assert "two echo times" in t2(None, None)
    some = [*ECHOES[:-1], Dataset()]
    assert "two echo times" in t2(echoes(0), some)
