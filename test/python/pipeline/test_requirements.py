"""The block of dependencies of an author's file (PEP 723)."""

import pytest

from dicom_viewer.pipeline.requirements import RequirementsError, requirements_of

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
