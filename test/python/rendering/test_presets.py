"""Windows by name: those of CT, and those that the values give."""

import numpy as np
import pytest
from pydicom.dataset import Dataset

from datasets import image
from dicom_viewer import View, ViewerWarning
from harness import rendered

CT = [
    ("brain", 40, 80),
    ("stroke", 40, 40),
    ("subdural", 75, 215),
    ("bone", 400, 1800),
    ("soft-tissue", 50, 400),
    ("mediastinum", 50, 350),
    ("lung", -600, 1500),
    ("abdomen", 50, 400),
    ("liver", 30, 150),
    ("spine", 50, 250),
    ("angio", 300, 600),
]


def window(dataset: Dataset, **view: object) -> tuple[float | None, float | None]:
    """Return the center and the width in force."""
    rendering = rendered(dataset, View(**view))  # type: ignore[arg-type]
    return rendering.window_center, rendering.window_width


def ct(values: np.ndarray) -> Dataset:
    """Return an image of CT whose values are HU."""
    return image(values, Modality="CT", WindowCenter=1, WindowWidth=2)


@pytest.mark.parametrize(("name", "center", "width"), CT)
def test_ct_has_windows_by_name(name: str, center: float, width: float) -> None:
    assert window(ct(np.array([[0, 100]], np.int16)), preset=name) == (center, width)


def test_a_window_by_name_comes_before_the_files_own_and_after_a_pages() -> None:
    dataset = ct(np.array([[0, 100]], np.int16))
    assert window(dataset, preset="lung", voi=0) == (-600, 1500)
    assert window(dataset, preset="lung", window_width=300) == (-600, 300)


def test_only_ct_has_them_and_an_unknown_name_warns() -> None:
    mr = image(np.array([[0, 100]], np.int16), Modality="MR", WindowCenter=5, WindowWidth=6)
    for name in ("lung", "LUNG", "nothing"):
        with pytest.warns(ViewerWarning, match=r"preset-unknown \(preset="):
            assert window(mr, preset=name) == (5, 6)


def test_full_is_from_the_least_to_the_greatest_value_that_is_no_padding() -> None:
    values = np.array([[-2000, 10, 60, 30]], np.int16)
    dataset = image(values, WindowCenter=1, WindowWidth=2, PixelPaddingValue=-2000)
    assert window(dataset, preset="full") == ((10 + 60 + 1) / 2, 60 - 10 + 1)


@pytest.mark.parametrize("dtype", [np.int16, np.float32])
def test_auto_is_from_the_1st_to_the_99th_percentile(dtype: type) -> None:
    rng = np.random.default_rng(1)
    values = rng.normal(500, 100, (100, 100)).round().astype(dtype)
    values[0, :50] = 30_000  # half a percent of bright pixels
    dataset = image(values)
    center, width = window(dataset, preset="auto")
    low, high = np.percentile(values, [1, 99], method="inverted_cdf").tolist()
    extra = 1 if dtype is np.int16 else 0
    assert (center, width) == ((low + high + extra) / 2, high - low + extra)


def test_auto_leaves_padding_out() -> None:
    values = np.arange(1000, dtype=np.int16).reshape(20, 50)
    values[:10] = -2000
    dataset = image(values, PixelPaddingValue=-2000)
    center, width = window(dataset, preset="auto")
    low, high = np.percentile(values[10:], [1, 99], method="inverted_cdf").tolist()
    assert (center, width) == ((low + high + 1) / 2, high - low + 1)


def test_auto_of_a_nearly_constant_image_is_its_full_range() -> None:
    values = np.full((20, 20), 7, np.int16)
    values[0, 0] = 9
    assert window(image(values), preset="auto") == ((7 + 9 + 1) / 2, 3)


def test_a_colour_image_has_no_window_by_name() -> None:
    dataset = image(np.zeros((2, 2, 3), np.uint8), photometric="RGB")
    assert window(dataset, preset="auto") == (None, None)
