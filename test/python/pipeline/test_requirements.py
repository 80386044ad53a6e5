"""The block of dependencies of an author's file (PEP 723)."""

import numpy as np
import pytest

from dicom_viewer.pipeline.requirements import (
    RequirementsError,
    check_versions,
    requirements_of,
)

BLOCK = """#!/usr/bin/env python
# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "SciPy>=1.10", "scikit_image[data] ; python_version > '3'",
#   "numpy", "scipy",
# ]
#
# [tool.dicom-viewer]
# wheels = ["./mine-1.0-py3-none-any.whl#sha256=00"]
# ///
import scipy
"""


def test_names_are_normalized_and_what_is_there_is_left_out() -> None:
    found = requirements_of(BLOCK)
    assert found.packages == ["scipy", "scikit-image"]
    assert found.wheels == ["./mine-1.0-py3-none-any.whl#sha256=00"]


@pytest.mark.parametrize(
    "source",
    [
        "",
        "def f(pixels): pass",
        "# /// other\n# dependencies = ['x']\n# ///\n",
        "# /// script\n# dependencies = ['x']\n",  # without an end it is no block
        "# /// script\n# requires-python = '>=3.11'\n# ///",
    ],
)
def test_without_a_block_nothing_is_needed(source: str) -> None:
    found = requirements_of(source)
    assert (found.packages, found.wheels) == ([], [])


@pytest.mark.parametrize(
    "line",
    [
        "dependencies = [",
        "dependencies = 'scipy'",
        "dependencies = [1]",
        "dependencies = ['>=1']",
        "tool.dicom-viewer.wheels = {}",
    ],
)
def test_a_block_that_cannot_be_read_is_an_error(line: str) -> None:
    with pytest.raises(RequirementsError, match="the block of dependencies: "):
        requirements_of(f"# /// script\n# {line}\n# ///\n")


def _block(*lines: str) -> str:
    return "\n".join(["# /// script", *(f"# {line}" for line in lines), "# ///", ""])


def test_what_is_of_another_platform_is_not_needed() -> None:
    found = requirements_of(
        _block("dependencies = [\"a; sys_platform == 'win32'\", \"b; python_version > '3'\"]")
    )
    assert found.packages == ["b"]


@pytest.mark.parametrize("asked", [">=3.99", "<3", "three"])
def test_another_python_is_an_error(asked: str) -> None:
    with pytest.raises(RequirementsError, match=asked):
        requirements_of(_block(f'requires-python = "{asked}"'))


@pytest.mark.parametrize(
    "dependency",
    ["numpy", "numpy>=2", f"numpy=={np.__version__}", "NumPy<99 ; python_version > '3'"],
)
def test_a_version_that_is_allowed_is_no_error(dependency: str) -> None:
    check_versions(_block(f'dependencies = ["{dependency}", "not-here>=1"]'))


@pytest.mark.parametrize("dependency", ["numpy<2", "pytest>999", "pydicom==2.4"])
def test_another_version_is_named(dependency: str) -> None:
    with pytest.raises(RequirementsError, match=f"asks for {dependency}, and .* is there"):
        check_versions(_block(f'dependencies = ["{dependency}"]'))
