"""A function's signature: which inputs it takes, and which controls its other parameters are."""

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dicom_viewer.pipeline.controls import Control, Parameter, SignatureError, parameter_of

INPUTS = (
    "pixels",
    "stored",
    "volume",
    "images",
    "datasets",
    "second",
    "ds",
    "spacing",
    "affine",
    "frame",
    "mask",
    "points",
    "window",
)
"""The names of parameters that a viewer fills."""


@dataclass(frozen=True)
class Signature:
    """What a page knows of a function.

    Attributes
    ----------
    name : str
        The function's.
    title : str
        The first line of its docstring, or else its name in words.
    inputs : Sequence[str]
        Which of `INPUTS` it takes.
    controls : Sequence[Control]
        Those of its other parameters.
    """

    name: str
    title: str
    inputs: Sequence[str]
    controls: Sequence[Control]


@dataclass(frozen=True)
class AuthorFunction:
    """A function of an author's file, ready to be called.

    Attributes
    ----------
    call : Callable
        The function.
    signature : Signature
        What a page knows of it.
    parameters : Mapping[str, Parameter]
        Its parameters that are controls.
    optional_inputs : Sequence[str]
        Its inputs that have defaults of their own.
    returns_labels : bool
        Whether integers that it returns are labels.
    """

    call: Callable[..., Any]
    signature: Signature
    parameters: Mapping[str, Parameter]
    optional_inputs: Sequence[str]
    returns_labels: bool

    def arguments(self, inputs: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
        """Return its arguments: inputs by name, and the values that a page gives for the others.

        An input that isn't there is None, unless the function has a default for it.
        """
        found = {name: inputs.get(name) for name in self.signature.inputs}
        return {
            name: value
            for name, value in found.items()
            if value is not None or name not in self.optional_inputs
        } | {
            name: each.value(values[name]) if name in values else each.default
            for name, each in self.parameters.items()
        }


def author_function(function: Callable[..., Any]) -> AuthorFunction:
    """Read a function's signature.

    Raises
    ------
    SignatureError
        If a parameter is neither an input nor makes a control.
    """
    parameters = inspect.signature(function).parameters
    variable = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    names = [name for name, each in parameters.items() if each.kind not in variable]
    positional = [n for n in names if parameters[n].kind is inspect.Parameter.POSITIONAL_ONLY]
    if positional:
        raise SignatureError(f"parameter {positional[0]}: it can't be given by name")
    docstring = inspect.getdoc(function) or ""
    labels = _labels(docstring)
    space = getattr(function, "__globals__", {})
    controls = {
        name: parameter_of(
            parameters[name], _evaluated(parameters[name].annotation, space), labels.get(name)
        )
        for name in names
        if name not in INPUTS
    }
    first = docstring.partition("\n")[0].strip().rstrip(".")
    signature = Signature(
        name=function.__name__,
        title=first or function.__name__.replace("_", " ").capitalize(),
        inputs=[name for name in names if name in INPUTS],
        controls=[each.control for each in controls.values()],
    )
    returned = inspect.signature(function).return_annotation
    optional = [
        name for name in signature.inputs if parameters[name].default is not inspect.Parameter.empty
    ]
    return AuthorFunction(function, signature, controls, optional, _is_labels(returned))


def _evaluated(annotation: Any, space: Mapping[str, Any]) -> Any:  # noqa: ANN401 - of any kind
    """Return an annotation, which may be text (`from __future__ import annotations`)."""
    if not isinstance(annotation, str):
        return annotation
    try:
        return eval(annotation, dict(space))  # noqa: S307 - the author's own file, as all of it
    except Exception as error:
        raise SignatureError(f"the annotation {annotation} can't be read: {error}") from error


def _is_labels(annotation: object) -> bool:
    name = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", "")
    return str(name).strip("'\"").rpartition(".")[2] == "Labels"


def _labels(docstring: str) -> dict[str, str]:
    """Return what a NumPy-style docstring says of parameters: the first sentence of each."""
    _, _, section = docstring.partition("Parameters\n----------\n")
    labels: dict[str, str] = {}
    names: list[str] = []
    for line in section.splitlines():
        if re.fullmatch(r"-{3,}", line.strip()):
            break
        if line and not line[0].isspace():
            names = [name.strip() for name in line.partition(":")[0].split(",")]
        elif line.strip():
            for name in names:
                labels.setdefault(name, re.split(r"[.;](?:\s|$)", line.strip())[0])
    return labels
