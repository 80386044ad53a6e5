"""The packages that an author's file asks for, in a block of comments (PEP 723)."""

import platform
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np
import pydicom
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import canonicalize_name

_BLOCK = re.compile(r"(?m)^# /// script\s*\n((?:#(?: .*)?\n)*?)# ///\s*$")

_PRESENT = {"numpy": np.__version__, "pydicom": pydicom.__version__}
"""What this Python has, by normalized name, and of which version."""


class RequirementsError(ValueError):
    """A block that can't be read, or asks for what isn't there."""


@dataclass(frozen=True)
class Requirements:
    """What a page has to fetch before a file can be run.

    Attributes
    ----------
    packages : Sequence[str]
        Those that this Python lacks, by their normalized names.
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
        If the block is no TOML, says something else than lists of texts, or asks for another
        version of Python.
    """
    content = _block(source)
    _check_python(content.get("requires-python", ""))
    names = [str(canonicalize_name(each.name)) for each in _dependencies(content)]
    return Requirements(
        packages=[name for name in dict.fromkeys(names) if name not in _PRESENT],
        wheels=_wheels(content),
    )


def wheels_of(source: str) -> Sequence[str]:
    """Return the URLs of the wheels that a file lists, whatever Python this is.

    Raises
    ------
    RequirementsError
        If the block is no TOML, or they are no list of texts.
    """
    return _wheels(_block(source))


def check_versions(source: str) -> None:
    """Check that what a file asks for is there in a version that it allows.

    Raises
    ------
    RequirementsError
        If a package is there in another version.
    """
    for dependency in _dependencies(_block(source)):
        found = _version(str(canonicalize_name(dependency.name)))
        if found is not None and not dependency.specifier.contains(found, prereleases=True):
            raise RequirementsError(f"the file asks for {dependency}, and {found} is there")


def _version(name: str) -> str | None:
    """Return the version of a package; None of one that doesn't say it."""
    try:
        return _PRESENT.get(name) or version(name)
    except PackageNotFoundError:
        return None


def _block(source: str) -> dict[str, Any]:
    """Return what a file's block says."""
    block = _BLOCK.search(f"{source}\n")
    if block is None:
        return {}
    text = "\n".join(line.removeprefix("#").removeprefix(" ") for line in block[1].splitlines())
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RequirementsError(f"the block of dependencies: {error}") from error


def _wheels(content: dict[str, Any]) -> list[str]:
    tool = content.get("tool")
    own = tool.get("dicom-viewer") if isinstance(tool, dict) else None
    return _texts(own, "wheels") if isinstance(own, dict) else []


def _dependencies(content: dict[str, Any]) -> list[Requirement]:
    """Return the dependencies (PEP 508) whose conditions hold here."""
    try:
        found = [Requirement(each) for each in _texts(content, "dependencies")]
    except InvalidRequirement as error:
        raise RequirementsError(f"the block of dependencies: {error}") from error
    return [each for each in found if each.marker is None or each.marker.evaluate()]


def _check_python(asked: object) -> None:
    here = platform.python_version()
    try:
        is_allowed = SpecifierSet(str(asked)).contains(here, prereleases=True)
    except InvalidSpecifier as error:
        raise RequirementsError(f"the block of dependencies: {error}") from error
    if not is_allowed:
        raise RequirementsError(f"the file asks for Python {asked}, and {here} is there")


def _texts(table: dict[str, Any], key: str) -> list[str]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise RequirementsError(f"the block of dependencies: {key} is no list of texts")
    return value
