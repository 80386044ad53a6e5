"""Maps of T1 and T2 in ms, of the images of a series that lie at one place."""

from typing import Annotated, Any

import numpy as np
from pydicom.dataset import Dataset

GRID = np.geomspace(10, 6000, 200)
"""The T1 in ms that are tried."""

Noise = Annotated[float, {"min": 0, "max": 50, "unit": "%"}]


def t1(
    images: np.ndarray | None,
    datasets: list[Dataset] | None,
    noise: Noise = 5,
    maximum: Annotated[int, {"min": 100, "max": 6000, "step": 100, "unit": "ms"}] = 4000,
) -> np.ndarray | str:
    """T1 of an inversion recovery: one image for each inversion time.

    The fit of Barral et al., Magnetic Resonance in Medicine 64 (2010): of a + b exp(-TI / T1),
    least squares say a and b for each T1 that is tried. Where the images are magnitudes, those
    before the darkest one are negative, and that one is tried as both.

    Parameters
    ----------
    noise : float
        Darkest signal, of the brightest.
    maximum : int
        Longest T1.
    """
    times = _times(datasets, "InversionTime", "InversionTimes")
    if images is None or len(set(times)) < 3:  # noqa: PLR2004 - as many as unknowns
        return "T1 needs images of three inversion times at one place."
    order = np.argsort(times)
    is_seen = _is_seen(images, noise)
    signals = images[order][:, is_seen].T  # pixels × times
    found = np.full(is_seen.shape, np.nan, np.float32)
    is_magnitude = images.min() >= 0
    parts = [
        _fitted(times[order], part, _signs(part) if is_magnitude else [np.float32(1)])
        for part in np.array_split(signals, len(is_seen))
    ]
    found[is_seen] = np.minimum(np.concatenate(parts), maximum)
    return found


def t2(
    images: np.ndarray | None,
    datasets: list[Dataset] | None,
    noise: Noise = 5,
    maximum: Annotated[int, {"min": 20, "max": 2000, "step": 20, "unit": "ms"}] = 500,
) -> np.ndarray | str:
    """T2 of several echoes: one image for each echo time.

    The logarithm of the signal falls along a line. Noise moves it by so much more the darker the
    signal is, so that the squares of the signal are the weights.

    Parameters
    ----------
    noise : float
        Darkest signal, of the brightest.
    maximum : int
        Longest T2.
    """
    times = _times(datasets, "EchoTime", "EffectiveEchoTime")
    if images is None or len(set(times)) < 2:  # noqa: PLR2004 - as many as unknowns
        return "T2 needs images of two echo times at one place."
    signals = np.maximum(images.astype(np.float64), 1e-6)
    weights = signals**2 / (signals**2).sum(axis=0)
    x = times[:, np.newaxis, np.newaxis] - np.tensordot(times, weights, 1)
    falling = -(weights * x * np.log(signals)).sum(axis=0)
    square = (weights * x**2).sum(axis=0)
    found = square / np.maximum(falling, square / maximum)
    return np.where(_is_seen(images, noise), found, np.nan).astype(np.float32)


def _times(datasets: list[Dataset] | None, *keywords: str) -> np.ndarray:
    """Return the time in ms of each image, also of an enhanced one; none if one has none."""
    found = []
    for ds in datasets or []:
        values = [each.value for each in ds.iterall() if each.keyword in keywords]
        if not values:
            return np.array([])
        found.append(float(np.ravel(values[0])[0]))
    return np.array(found)


def _is_seen(images: np.ndarray, noise: float) -> np.ndarray:
    """Return where not all images are dark."""
    brightest = np.abs(images).max(axis=0)
    return brightest > noise / 100 * brightest.max()


def _fitted(times: np.ndarray, signals: np.ndarray, several: list[Any]) -> np.ndarray:
    """Return the T1 in ms with which, with one of several signs, least of signals is left over."""
    recovery = np.exp(-times[:, np.newaxis] / GRID)
    recovery -= recovery.mean(axis=0)  # so that a needs no fit
    recovery /= np.sqrt((recovery**2).sum(axis=0))
    least = np.full(len(signals), np.inf)
    found = np.empty(len(signals))
    for signs in several:
        signed = signals * signs
        explained = np.square(signed @ recovery.astype(np.float32), dtype=np.float64)
        top = np.clip(explained.argmax(axis=1), 1, len(GRID) - 2)
        before, at, after = (explained[np.arange(len(top)), top + step] for step in (-1, 0, 1))
        left = ((signed - signed.mean(axis=1, keepdims=True)) ** 2).sum(axis=1) - at
        aside = (before - after) / np.minimum(2 * (before - 2 * at + after), -1e-12)
        between = GRID[top] * (GRID[1] / GRID[0]) ** np.clip(aside, -1, 1)
        found = np.where(left < least, between, found)
        least = np.minimum(left, least)
    return found


def _signs(signals: np.ndarray) -> list[np.ndarray]:
    """Return which signs magnitudes may have: what comes before the darkest is negative."""
    place = np.arange(signals.shape[1])
    darkest = signals.argmin(axis=1)[:, np.newaxis]
    return [np.where(place < darkest + more, -1, 1).astype(signals.dtype) for more in (0, 1)]
