"""A run of an author's function: what it prints, and each result that it returns or yields."""

import contextlib
import inspect
import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dicom_viewer.pipeline.outputs import Result, result_of
from dicom_viewer.pipeline.signature import AuthorFunction


class Run:
    """A function that is run until it returns; a generator is run from one result to the next.

    Parameters
    ----------
    function : AuthorFunction
        The function.
    inputs : Mapping[str, Any]
        What a viewer fills in, by name.
    values : Mapping[str, Any]
        What a page gives for the other parameters.
    image, volume : Sequence[int] | None
        The sizes that results may have, see `result_of`.
    """

    def __init__(
        self,
        function: AuthorFunction,
        inputs: Mapping[str, Any],
        values: Mapping[str, Any],
        image: Sequence[int] | None,
        volume: Sequence[int] | None,
    ) -> None:
        self._function = function
        self._arguments = function.arguments(inputs, values)
        self._sizes = image, volume
        self._rest: Iterator[Any] | None = None
        self.is_done = False
        self.printed: list[str] = []
        """What was printed and warned of since the last call of `advance`."""

    def advance(self) -> Result | None:
        """Run until the next result; return None if a generator ends without another.

        Raises
        ------
        Exception
            Whatever the function raises; `OutputError` if what it returns is no result.
        """
        self.printed = []
        text = io.StringIO()
        with (
            contextlib.redirect_stdout(text),
            contextlib.redirect_stderr(text),
            warnings.catch_warnings(record=True) as caught,
        ):
            warnings.simplefilter("always")
            try:
                return self._next()
            finally:
                told = {f"{each.category.__name__}: {each.message}" for each in caught}
                self.printed = [*filter(None, [text.getvalue()]), *sorted(told)]

    def _next(self) -> Result | None:
        image, volume = self._sizes
        if self._rest is None:
            value = self._function.call(**self._arguments)
            if not inspect.isgenerator(value):
                self.is_done = True
                return result_of(value, image, volume, labels=self._function.returns_labels)
            self._rest = value
        try:
            value = next(self._rest)
        except StopIteration:
            self.is_done = True
            return None
        return result_of(value, image, volume, labels=self._function.returns_labels)
