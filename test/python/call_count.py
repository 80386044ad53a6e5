"""How much a call computes, counted: no clock, and nothing else that runs, has a part in it."""

import math
import sys
from collections.abc import Callable
from types import FrameType


def calls_of(run: Callable[[], object], most: float = math.inf) -> int:
    """Return how many functions are called, Python's and C's.

    Raises
    ------
    AssertionError
        As soon as there are more than `most`, so that what would never end does.
    """
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")
        if calls > most:
            raise AssertionError(f"more than {most} calls")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(before)
    return calls
