"""The controls of a function: one for each parameter that is no input, by its annotation."""

import enum
import inspect
import math
import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Value = bool | int | float | str


class SignatureError(TypeError):
    """A parameter that no control can be made for."""


@dataclass(frozen=True)
class Control:
    """What a page shows of a parameter.

    Attributes
    ----------
    name : str
        The parameter's.
    label : str
        What a visitor reads.
    kind : str
        `number`, `integer`, `switch`, `choice` or `text`.
    default : bool | int | float | str
        The value to begin with; of a choice the text of one of `choices`.
    minimum, maximum : float | None
        The bounds of a number: with both, it is a slider.
    step : float | None
        The step of a number.
    unit : str
        The unit of a number; empty without one.
    choices : Sequence[str]
        What a choice is among.
    """

    name: str
    label: str
    kind: str
    default: Value
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    unit: str = ""
    choices: Sequence[str] = ()


@dataclass(frozen=True)
class Parameter:
    """A parameter of a function.

    Attributes
    ----------
    control : Control
        What a page shows of it.
    members : Mapping[str, object]
        Of a choice, what each of its texts stands for.
    default : object
        Its argument where a page gives none: the function's own default, if it has one.
    """

    control: Control
    members: Mapping[str, Any]
    default: object

    def value(self, given: object) -> object:
        """Return the argument for a value that a page gives, within bounds.

        A value of another kind than the control's gives the default.
        """
        control = self.control
        match control.kind:
            case "choice":
                return self.members.get(str(given), self.default)
            case "switch":
                return given if isinstance(given, bool) else self.default
            case "text":
                return given if isinstance(given, str) else self.default
            case _:
                return self._number(given)

    def _number(self, given: object) -> object:
        control = self.control
        if (
            isinstance(given, bool)
            or not isinstance(given, int | float)
            or not math.isfinite(given)
        ):
            return self.default
        low = -math.inf if control.minimum is None else control.minimum
        high = math.inf if control.maximum is None else control.maximum
        bounded = min(max(given, low), high)
        return round(bounded) if control.kind == "integer" else float(bounded)


def parameter_of(parameter: inspect.Parameter, annotation: object, label: str | None) -> Parameter:
    """Make the control of a parameter.

    Parameters
    ----------
    parameter : inspect.Parameter
        The parameter.
    annotation : object
        Its annotation, evaluated; `inspect.Parameter.empty` without one.
    label : str | None
        What the docstring says of it.

    Raises
    ------
    SignatureError
        If no control fits its annotation, or its default.
    """
    kind, options = _unwrapped(annotation)
    default = parameter.default
    has_default = default is not inspect.Parameter.empty
    if kind is inspect.Parameter.empty and has_default:
        kind = type(default)
    members = _members(kind, options)
    control = _control(parameter, kind, options, members, label)
    if not has_default:
        default = members[str(control.default)] if members else control.default
    return Parameter(control, members, default)


def _control(
    parameter: inspect.Parameter,
    kind: Any,  # noqa: ANN401 - a type
    options: Mapping[str, Any],
    members: Mapping[str, Any],
    label: str | None,
) -> Control:
    default = None if parameter.default is inspect.Parameter.empty else parameter.default
    texts: dict[str, Any] = {
        "name": parameter.name,
        "label": str(options.get("label") or label or _words(parameter.name)),
    }
    if members:
        chosen = next((text for text, value in members.items() if value == default), None)
        if default is not None and chosen is None:
            raise SignatureError(f"parameter {parameter.name}: {default!r} is none of its choices")
        return Control(
            **texts, kind="choice", default=chosen or next(iter(members)), choices=[*members]
        )
    if kind is bool:
        return Control(**texts, kind="switch", default=bool(default))
    if kind is int or kind is float:
        return _number(texts, kind, default, options)
    if kind is str:
        return Control(**texts, kind="text", default="" if default is None else str(default))
    raise SignatureError(
        f"parameter {parameter.name}: it is no input, and has no annotation that makes a control "
        "(float, int, bool, str, Literal or an Enum)"
    )


def _number(
    texts: Mapping[str, Any], kind: type, default: float | None, options: Mapping[str, Any]
) -> Control:
    minimum, maximum = (_bound(options, name) for name in ("min", "max"))
    if default is None:
        default = minimum if minimum is not None else 0
    step = _bound(options, "step")
    if kind is int:
        step = step or 1
    elif step is None and minimum is not None and maximum is not None:
        step = 10 ** math.floor(math.log10(max(maximum - minimum, 1e-9) / 100))
    return Control(
        **texts,
        kind="integer" if kind is int else "number",
        default=kind(default),
        minimum=minimum,
        maximum=maximum,
        step=step,
        unit=str(options.get("unit", "")),
    )


def _bound(options: Mapping[str, Any], name: str) -> float | None:
    value = options.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise SignatureError(f"{name} is {value!r}, and no finite number")
    return value


def _unwrapped(annotation: object) -> tuple[Any, Mapping[str, Any]]:
    """Return a type without `Annotated`, and the first dictionary that came with it."""
    options: Mapping[str, Any] = {}
    if typing.get_origin(annotation) is typing.Annotated:
        annotation, *metadata = typing.get_args(annotation)
        options = next((each for each in metadata if isinstance(each, Mapping)), {})
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        some = [each for each in typing.get_args(annotation) if each is not type(None)]
        annotation = some[0] if len(some) == 1 else annotation
    return annotation, options


def _members(kind: Any, options: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - a type
    """Return what a choice is among, by the text of each; nothing of what is no choice."""
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return {_words(each.name): each for each in kind}
    if typing.get_origin(kind) is typing.Literal:
        return {str(each): each for each in typing.get_args(kind)}
    choices = options.get("choices")
    return {str(each): each for each in choices} if choices else {}


def _words(name: str) -> str:
    words = name.strip("_").replace("_", " ").lower()
    return words[:1].upper() + words[1:]
