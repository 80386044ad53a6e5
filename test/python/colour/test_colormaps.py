"""Pseudo-colour: the palettes of PS3.6 Annex B."""

import numpy as np
import pytest

from datasets import image
from dicom_viewer import View
from dicom_viewer.colour.colormaps import COLORMAPS
from harness import expected, shown
from reference import PALETTE_FILES, PALETTES

RAMP = image(np.arange(256, dtype=np.uint8).reshape(16, 16))


@pytest.mark.parametrize("name", COLORMAPS)
def test_a_colour_map_is_the_palette_of_its_file(name: str) -> None:
    np.testing.assert_array_equal(shown(RAMP, View(colormap=name)), expected(RAMP, colormap=name))


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("gray", [(0, 0, 0), (255, 255, 255)]),
        ("hot", [(0, 0, 0), (255, 255, 255)]),
        ("spring", [(255, 0, 255), (255, 255, 0)]),
        ("fall", [(255, 255, 0), (255, 0, 0)]),
        ("winter", [(0, 0, 255), (127, 255, 128)]),
    ],
)
def test_a_colour_map_starts_and_ends_in_its_colours(name: str, ends: list) -> None:
    rgba = shown(RAMP, View(colormap=name))
    assert [tuple(rgba[0, 0, :3]), tuple(rgba[-1, -1, :3])] == ends


def test_every_standard_palette_is_offered() -> None:
    assert ("gray", *PALETTE_FILES) == COLORMAPS
    assert len(COLORMAPS) == len(list(PALETTES.glob("*.dcm"))) + 1


def test_a_colour_map_acts_on_every_depth() -> None:
    dataset = image(np.linspace(-3.0, 5.0, 64).reshape(8, 8))
    rgba = shown(dataset, View(colormap="pet"))
    np.testing.assert_array_equal(rgba, expected(dataset, colormap="pet"))
