"""What a page runs as a widget's pipeline: a file on the kernel's side, its text, or a function."""

import inspect
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from symtable import SymbolTable, symtable
from textwrap import dedent
from types import FunctionType, ModuleType
from typing import Any
from urllib.parse import urlsplit

from dicom_viewer.pipeline.requirements import wheels_of


@dataclass(frozen=True)
class PageCode:
    """A pipeline as a page has it.

    Attributes
    ----------
    text : str
        The text of its file.
    function : str
        Which function of it is run; empty for the first.
    path : str | None
        Where the file is, if it is one.
    """

    text: str
    function: str = ""
    path: str | None = None


def page_code(given: Any) -> PageCode:  # noqa: ANN401 - see the widget
    """Return what a page runs.

    Parameters
    ----------
    given : path | str | function
        The path of a file, with `#` and the name of a function of it or without; the text of a
        file, of several lines; or a function.

    Raises
    ------
    OSError
        If there is no file, or it may not be read.
    TypeError
        If it is nothing of that.
    ValueError
        If a function has no source, or takes from the notebook what a page doesn't have, or if the
        file lists wheels that lie beside it.
    """
    match given:
        case str() if "\n" in given:
            code = PageCode(given)
        case str() | os.PathLike():
            path, _, function = os.fspath(given).partition("#")
            code = PageCode(Path(path).read_text(encoding="utf-8"), function, path)
        case FunctionType():
            code = _code_of_function(given)
        case _:
            raise TypeError(
                "A pipeline is the path of a file, its text or a function written with def: "
                f"no {type(given).__name__}."
            )
    for wheel in wheels_of(code.text):
        if not urlsplit(wheel).scheme:
            raise ValueError(f"A page can't have {wheel}: wheels beside the file aren't sent.")
    return code


def _code_of_function(function: FunctionType) -> PageCode:
    """Return the file of a function, or where it stands in a notebook, its source alone."""
    name = function.__name__
    if name == "<lambda>":
        raise ValueError("A lambda has no source of its own: write the function with def.")
    module = sys.modules.get(function.__module__)
    path = getattr(module, "__file__", None)
    try:
        if path and function.__module__ != "__main__" and getattr(module, name, None) is function:
            return PageCode(inspect.getsource(module), name, path)  # type: ignore[arg-type]
        source = dedent(inspect.getsource(function))
    except (OSError, TypeError) as error:
        raise ValueError(f"The source of {name} can't be had: {error}.") from error
    if function.__code__.co_freevars:
        raise _missing(name, function.__code__.co_freevars[0])
    imports = "".join(f"{line}\n" for line in _imports(source, function))
    return PageCode(imports + source, name)


def _imports(source: str, function: FunctionType) -> Iterator[str]:
    """Yield what imports the names that a function takes from its notebook."""
    for name in sorted(_global_names(symtable(source, function.__name__, "exec"))):
        if name not in function.__globals__ or name == function.__name__:
            continue
        value = function.__globals__[name]
        own, module = str(getattr(value, "__name__", "")), str(getattr(value, "__module__", ""))
        if isinstance(value, ModuleType):
            yield f"import {own} as {name}"
        elif module != "__main__" and getattr(sys.modules.get(module), own, None) is value:
            yield f"from {module} import {own} as {name}"
        else:
            raise _missing(function.__name__, name)


def _global_names(scope: SymbolTable) -> set[str]:
    names = {each.get_name() for each in scope.get_symbols() if each.is_global()}
    return names.union(*(_global_names(child) for child in scope.get_children()))


def _missing(function: str, name: str) -> ValueError:
    return ValueError(
        f"{function} takes {name} from the notebook, and a page has the function alone: "
        "write or import it inside the function, or put both into a file."
    )
