"""An author's file: a module of its own, its functions by name, its errors in its own lines."""

import inspect
import sys
from collections.abc import Sequence
from types import CodeType, ModuleType, TracebackType

from dicom_viewer.pipeline.signature import AuthorFunction, author_function

_MODULE = "pipeline_file"


class FunctionMissingError(LookupError):
    """The file has no function that can be run, or none of the name that is asked for."""


class AuthorFile:
    """A file whose functions can be run.

    Parameters
    ----------
    source : str
        Its text.
    name : str
        What errors call it.
    lines : Sequence[str] | None
        The lines that errors quote, by default those of `source`.

    Raises
    ------
    Exception
        Whatever running the file raises.
    """

    def __init__(self, source: str, name: str, lines: Sequence[str] | None = None) -> None:
        self.name = name
        self._lines = source.splitlines() if lines is None else lines
        self._module = ModuleType(_MODULE)
        self._module.__file__ = name
        code: CodeType = compile(source, name, "exec", dont_inherit=True)
        sys.modules[_MODULE] = self._module  # as data classes of the file need it
        exec(code, vars(self._module))  # noqa: S102 - this is what the file is for
        self._functions: dict[str, AuthorFunction] = {}

    @property
    def names(self) -> Sequence[str]:
        """The public functions that the file itself defines, in its order."""
        return [
            name
            for name, value in vars(self._module).items()
            if inspect.isfunction(value)
            and not name.startswith("_")
            and value.__module__ == _MODULE
        ]

    def function(self, name: str | None) -> AuthorFunction:
        """Return a function by its name, or the first.

        Raises
        ------
        FunctionMissingError
            If there is none.
        SignatureError
            If a parameter of it is neither an input nor makes a control.
        """
        names = self.names
        if not names:
            raise FunctionMissingError(f"{self.name} defines no function")
        chosen = name or names[0]
        value = vars(self._module).get(chosen)
        if not callable(value):
            raise FunctionMissingError(f"{self.name} defines no function {chosen}")
        if chosen not in self._functions:
            self._functions[chosen] = author_function(value)
        return self._functions[chosen]

    def explain(self, error: BaseException) -> str:
        """Return an error's type and text, and the lines of this file that led to it."""
        lines = [f"{type(error).__name__}: {error}".rstrip(": ")]
        if isinstance(error, SyntaxError) and error.filename == self.name:
            lines = [f"{type(error).__name__}: {error.msg}", *self._place(error.lineno or 0, None)]
        trace = error.__traceback__
        lines += [line for place in _places(trace, self.name) for line in self._place(*place)]
        return "\n".join(lines)

    def _place(self, number: int, function: str | None) -> list[str]:
        where = f", in {function}" if function not in (None, "<module>") else ""
        text = self._lines[number - 1].strip() if 0 < number <= len(self._lines) else ""
        return [f"{self.name}, line {number}{where}", *([f"  {text}"] if text else [])]


_MAX_PLACES = 6
"""How many calls are listed: of a recursion without end the first and the last."""


def _places(trace: TracebackType | None, name: str) -> list[tuple[int, str]]:
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename == name:
            places.append((trace.tb_lineno, code.co_name))
        trace = trace.tb_next
    half = _MAX_PLACES // 2
    return places if len(places) <= _MAX_PLACES else places[:half] + places[-half:]
