"""The English sentences of `src/languages/en`, of which the wheel has a copy."""

import re
from functools import cache
from pathlib import Path

from dicom_viewer.errors import Message, Parameter

_FILES = ("messages.ts", "worker-messages.ts")
_FOLDERS = (
    Path(__file__).parent / "en",  # of the wheel
    Path(__file__).parents[3] / "src" / "languages" / "en",  # of a checkout
)
_ENTRY = re.compile(
    r"""^\ \ (?:'([\w-]+)'|(\w+)):\s+(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"),$""",
    re.MULTILINE | re.VERBOSE,
)
"""A key and its text between quotes: the files hold nothing else."""


def sentence(message: Message) -> str:
    """Return the English sentence of a message; its reason alone, if there is none."""
    template = _sentences().get(message["reason"], message["reason"])
    parameters = message["parameters"]
    return re.sub(
        r"{(\w+)}",
        lambda name: _text(parameters[name[1]]) if name[1] in parameters else name[0],
        template,
    )


def advice(code: str) -> str:
    """Return what a person can do about an error; nothing, if there is no advice."""
    return _advices().get(code, "")


@cache
def _sentences() -> dict[str, str]:
    texts: dict[str, str] = {}
    for name in _FILES:
        texts |= _entries(_source(name).split("export const advice")[0])
    return texts


@cache
def _advices() -> dict[str, str]:
    return _entries(_source(_FILES[0]).split("export const advice")[1])


def _source(name: str) -> str:
    folder = next(folder for folder in _FOLDERS if (folder / name).exists())
    return (folder / name).read_text(encoding="utf-8")


def _entries(source: str) -> dict[str, str]:
    found = _ENTRY.findall(source)
    return {
        key or bare: re.sub(r"\\(.)", r"\1", single or double)
        for key, bare, single, double in found
    }


def _text(parameter: Parameter) -> str:
    """Write a parameter as the page does in English."""
    match parameter:
        case str():
            return parameter
        case list() if all(isinstance(part, dict) for part in parameter):
            return " ".join(map(_text, parameter))
        case list():
            return _listed([_text(part) for part in parameter])
        case dict():
            return sentence(parameter)
        case number:
            return _number(number)


def _number(value: float) -> str:
    text = f"{value:,.3f}".rstrip("0").removesuffix(".")
    return "0" if text == "-0" else text


def _listed(parts: list[str]) -> str:
    *others, last = parts or [""]
    if len(others) > 1:
        return f"{', '.join(others)}, and {last}"
    return " and ".join([*others, last])
