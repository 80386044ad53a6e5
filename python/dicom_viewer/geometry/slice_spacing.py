"""How far apart slices lie."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def slice_spacing(distances: NDArray[np.floating[Any]]) -> float:
    """Return the median of the distances between neighbouring slices, at least one.

    `np.median` and `statistics` give the same, but import more than the start image has room for.
    """
    ordered = np.sort(distances)
    return float(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
