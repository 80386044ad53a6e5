"""`demo/pipelines/suv.py`."""

import math
from typing import Any

import numpy as np
import pytest

from layered import Grid, pet_of
from suv import suv

PIXELS = np.array([[0, 5000], [10000, 20000]], np.float32)
HALF_LIFE = 6586.2


def suv_of(tracer: dict[str, Any] | None = None, **elements: Any) -> Any:  # noqa: ANN401
    """Return what becomes of 70 kg, 370 MBq an hour before the scan, unless otherwise said."""
    grid = Grid((1, 2, 2))
    [dataset] = pet_of(grid, np.zeros(grid.size, np.int16), **elements)
    for name, value in (tracer or {}).items():
        setattr(dataset.RadiopharmaceuticalInformationSequence[0], name, value)
    return suv(PIXELS, dataset)


def expected(hours: float) -> float:
    """Return the highest value: what 70 kg of water would have of it, decayed since."""
    left = 3.7e8 * math.exp(-math.log(2) * hours * 3600 / HALF_LIFE)
    return 20000 / (left / 70_000)


@pytest.mark.parametrize(
    ("hours", "tracer"),
    [
        (1, {}),
        (11, {"RadiopharmaceuticalStartTime": "231500"}),  # before midnight
        (25, {"RadiopharmaceuticalStartDateTime": "20260101091500.00"}),
        (1.25, {"RadiopharmaceuticalStartTime": "0900"}),
    ],
)
def test_is_the_share_of_the_dose_that_is_left(hours: float, tracer: dict[str, Any]) -> None:
    result = suv_of(tracer)
    assert result["table"]["highest SUV in g/ml"] == pytest.approx(expected(hours), rel=1e-6)
    np.testing.assert_allclose(result["pixels"], PIXELS / 20000 * expected(hours), rtol=1e-6)


def test_says_what_is_missing() -> None:
    assert suv_of(PatientWeight=0) == "Missing for SUV: PatientWeight."
    said = suv_of({"RadionuclideTotalDose": None}, SeriesTime="")
    assert said == "Missing for SUV: SeriesTime, RadionuclideTotalDose."


@pytest.mark.parametrize(
    ("elements", "said"),
    [
        ({"Units": "CNTS"}, "Only Bq/ml"),
        ({"DecayCorrection": "NONE"}, "Only Bq/ml"),
        ({"CorrectedImage": ["DECY"]}, "attenuation"),
        ({"SeriesTime": "113000"}, "after the scan"),
    ],
)
def test_says_what_does_not_fit(elements: dict[str, Any], said: str) -> None:
    assert said in suv_of(**elements)
