"""`demo/pipelines/line_profile.py`."""

import numpy as np
import pytest

from line_profile import histogram, line_profile

IMAGE = np.array([[0, 1, 2, 3], [10, 11, 12, 13], [20, 25, 22, 23]], np.float32)
NOTHING = np.zeros(IMAGE.shape, bool)


@pytest.mark.parametrize(
    ("height", "row", "values"),
    [(0, 0, [0, 1, 2, 3]), (50, 1, [10, 11, 12, 13]), (100, 2, [20, 25, 22, 23])],
)
def test_is_a_row_with_its_millimetres(height: float, row: int, values: list[int]) -> None:
    result = line_profile(IMAGE, (3, 0.5), height)
    plot = result["plot"]
    assert isinstance(plot, dict)
    assert [*plot["x"]] == [0, 0.5, 1, 1.5]
    assert [*plot["y"]] == values
    assert (plot["title"], plot["xlabel"]) == (f"Row {row}", "mm")
    assert np.argwhere(result["mask"]).tolist() == [[row, column] for column in range(4)]


def test_counts_pixels_where_their_size_is_unknown() -> None:
    plot = line_profile(IMAGE, None)["plot"]
    assert isinstance(plot, dict)
    assert [*plot["x"]] == [0, 1, 2, 3]
    assert plot["xlabel"] == "pixels"


def test_histogram_counts_each_value_once() -> None:
    plot = histogram(IMAGE, NOTHING, bins=5)  # 0 to 25: five bars of 5
    assert [*plot["x"]] == [2.5, 7.5, 12.5, 17.5, 22.5]
    assert [*plot["y"]] == [4, 0, 4, 0, 4]


def test_histogram_is_of_what_is_drawn() -> None:
    drawn = NOTHING.copy()
    drawn[1] = True
    plot = histogram(IMAGE, drawn, bins=3)
    assert [*plot["y"]] == [1, 1, 2]  # 13 is the end of the last bar
