"""The packages that an author's file asks for, in a block of comments (PEP 723)."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_BLOCK = re.compile(r"(?m)^# /// script\s*\n((?:#(?: .*)?\n)*?)# ///\s*$")
_NAME = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)")

_PRESENT = ("numpy", "pydicom")
"""What this Python has, by normalized name."""


class RequirementsError(ValueError):
    """A block that can't be read."""


@dataclass(frozen=True)
class Requirements:
    """What a page has to fetch before a file can be run.

    Attributes
    ----------
    packages : Sequence[str]
        Those that this Python lacks, by their normalized names; versions aren't looked at.
    wheels : Sequence[str]
        URLs of wheels, relative to the file's.
    """

    packages: Sequence[str]
    wheels: Sequence[str]


def requirements_of(source: str) -> Requirements:
    """Read the block of a file; one without a block asks for nothing.

    Raises
    ------
    RequirementsError
        If the block is no TOML, or says something else than lists of texts.
    """
    block = _BLOCK.search(f"{source}\n")
    if block is None:
        return Requirements([], [])
    text = "\n".join(line.removeprefix("#").removeprefix(" ") for line in block[1].splitlines())
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RequirementsError(f"the block of dependencies: {error}") from error
    tool = content.get("tool")
    own = tool.get("dicom-viewer") if isinstance(tool, dict) else None
    names = [_name(each) for each in _texts(content, "dependencies")]
    return Requirements(
        packages=[name for name in dict.fromkeys(names) if name not in _PRESENT],
        wheels=_texts(own, "wheels") if isinstance(own, dict) else [],
    )


def _texts(table: dict[str, Any], key: str) -> list[str]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise RequirementsError(f"the block of dependencies: {key} is no list of texts")
    return value


def _name(dependency: str) -> str:
    """Return the name of a dependency (PEP 508), normalized (PEP 503)."""
    found = _NAME.match(dependency)
    if found is None:
        raise RequirementsError(f"the block of dependencies: {dependency!r} is no package")
    return re.sub(r"[-_.]+", "-", found[1]).lower()
