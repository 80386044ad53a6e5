"""Names on the wire: camelCase, as in TypeScript, for the snake_case of data classes.

A field of a data class crosses under its name and no other list of fields: adding one to `View` or
`Picture` adds it to the wire.
"""

import json
import typing
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any, TypeVar

T = TypeVar("T")


def to_json(value: object) -> str:
    """Return JSON text; data classes, also within others, become objects of their fields."""
    return json.dumps(value, default=_members, allow_nan=False)


def from_json(cls: type[T], text: str) -> T:
    """Return an instance of a data class, whose fields stand in a JSON object.

    A field that is missing has its default. A field of another data class is an object, too.

    Raises
    ------
    TypeError
        If the object has a member that is no field.
    """
    instance: T = _instance(cls, json.loads(text))
    return instance


def list_from_json(cls: type[T], text: str) -> list[T]:
    """Return the instances of a data class that a JSON array holds, each as by `from_json`."""
    return [_instance(cls, members) for members in json.loads(text)]


def wire_name(name: str) -> str:
    """Return the name of a field on the wire: `windowCenter` for `window_center`."""
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


def _members(value: object) -> dict[str, Any]:
    """Return the fields of a data class by their names on the wire, for `json.dumps`."""
    cls: Any = type(value)
    return {wire: getattr(value, name) for wire, name in _names(cls).items()}


def _instance(cls: Any, members: dict[str, Any]) -> Any:  # noqa: ANN401 - of any class
    names, nested = _names(cls), _nested(cls)
    arguments = {
        names.get(wire, wire): _instance(nested[wire], value)
        if wire in nested and value is not None
        else value
        for wire, value in members.items()
    }
    return cls(**arguments)


@lru_cache
def _names(cls: type) -> dict[str, str]:
    """Return the names of a data class's fields by their names on the wire."""
    if not is_dataclass(cls):
        raise TypeError(f"{cls.__name__} is no data class")
    return {wire_name(field.name): field.name for field in fields(cls)}


@lru_cache
def _nested(cls: type) -> dict[str, type]:
    """Return the fields that are of a data class or None, by their names on the wire."""
    hints = typing.get_type_hints(cls)
    return {
        wire_name(name): each
        for name, hint in hints.items()
        for each in (hint, *typing.get_args(hint))
        if is_dataclass(each) and isinstance(each, type)
    }
