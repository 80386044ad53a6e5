"""Long work in turns: between two of them other calls are answered."""

import math
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")

Work = Generator[None, None, T]
"""Work that yields after each small piece, and returns its result."""

_end_of_turn = [math.inf]


class Unfinished(BaseException):
    """The turn is over, and the work isn't finished: the call is to be made again.

    It is no `Exception`, so that nothing in between takes it for a failure.
    """


@contextmanager
def turn(seconds: float) -> Iterator[None]:
    """Limit the work that is done within: after that time `Turns.result` raises `Unfinished`."""
    _end_of_turn[0] = time.monotonic() + seconds
    try:
        yield
    finally:
        _end_of_turn[0] = math.inf


class Turns:
    """Work that goes on from turn to turn, by name."""

    def __init__(self) -> None:
        self._begun: dict[str, Work[Any]] = {}

    def result(self, name: str, begin: Callable[[], Work[T]]) -> T:
        """Begin some work, or go on with it, and return its result.

        Raises
        ------
        Unfinished
            If the turn is over before, by one piece at most.
        """
        work = self._begun.pop(name, None) or begin()
        try:
            next(work)
            while time.monotonic() < _end_of_turn[0]:
                next(work)
        except StopIteration as finished:
            result: T = finished.value
            return result
        self._begun[name] = work
        raise Unfinished


def finish(work: Work[T]) -> T:
    """Do work to its end, without turns."""
    while True:
        try:
            next(work)
        except StopIteration as finished:
            result: T = finished.value
            return result
