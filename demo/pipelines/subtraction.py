"""What two series differ by, as before and after a contrast agent."""

from typing import Annotated

import numpy as np


def subtraction(
    pixels: np.ndarray,
    second: np.ndarray | None,
    factor: Annotated[float, {"min": 0, "max": 2, "step": 0.05}] = 1,
) -> np.ndarray | str:
    """Subtract the second series.

    It has been resampled onto the image; there is no difference outside of it.

    Parameters
    ----------
    factor : float
        Factor of the second series.
    """
    if second is None:
        return "There is no second series of the same place."
    return pixels - np.float32(factor) * second
