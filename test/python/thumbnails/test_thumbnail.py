"""Thumbnails of series: the middle frame, small, of square pixels."""

import numpy as np
import pytest

from datasets import file_bytes, image
from dicom_viewer.rendering.view import View
from dicom_viewer.study.study import Study
from dicom_viewer.thumbnails.thumbnail import SIDE, thumbnail


def study_of(stored: np.ndarray, **elements: object) -> Study:
    study = Study()
    study.add(0, file_bytes(image(stored, **elements)))
    return study


def test_it_is_the_middle_frame_reduced_by_means_over_areas() -> None:
    stored = np.zeros((3, 2 * SIDE, 2 * SIDE), np.uint8)
    stored[1] = np.indices((2 * SIDE, 2 * SIDE)).sum(axis=0) % 2 * 200
    stored[1, :2, :2] = 80
    study = study_of(stored, WindowCenter=128, WindowWidth=256)
    rgba = thumbnail(study.series[0])
    assert rgba.shape == (SIDE, SIDE, 4)
    assert rgba[0, 0].tolist() == [80, 80, 80, 255]
    assert (rgba[1:, 1:, :3] == 100).all()


@pytest.mark.parametrize(
    ("shape", "spacing", "size"),
    [
        ((10, 20), [1, 1], (10, 20)),
        ((400, 200), [1, 1], (96, 48)),
        ((100, 100), [1, 2], (48, 96)),  # pixels twice as wide as high
        ((20, 20), [1, 2], (10, 20)),
        ((100, 100), [2, 1], (96, 48)),
        ((2000, 1000), [1, 1], (96, 48)),
        ((500, 3), [1, 1], (96, 1)),
    ],
)
def test_its_pixels_are_square_and_few(
    shape: tuple[int, int], spacing: list[float], size: tuple[int, int]
) -> None:
    study = study_of(np.ones(shape, np.uint8), PixelSpacing=spacing)
    assert thumbnail(study.series[0]).shape[:2] == size


def test_what_is_shown_stays() -> None:
    stored = np.arange(9, dtype=np.uint8)[:, None, None] * np.ones((1, 4, 4), np.uint8)
    study = study_of(stored)
    series = study.choose(0)
    before = series.render(View(frame=2)).rgba.copy()
    ahead = series.frames_ahead()
    thumbnail(study.series[0])
    assert series.frames_ahead() == ahead
    assert (series.render(View(frame=2)).rgba == before).all()
