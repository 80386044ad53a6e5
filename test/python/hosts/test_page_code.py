"""What a widget's pipeline is to a page: text that runs without the notebook."""

import importlib.util
import linecache
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from dicom_viewer.hosts.notebook.page_code import page_code
from dicom_viewer.pipeline.author_file import AuthorFile

FILE = """\
import numpy as np

def first(pixels):
    return pixels

def twice(pixels):
    return np.add(pixels, pixels)
"""
PIXELS = np.arange(6, dtype=np.float32).reshape(2, 3)


def in_cell(code: str, name: str, **names: object) -> Callable[..., Any]:
    """Run a cell of a notebook, and return a function that stands in it."""
    cell = f"<cell {code}>"
    lines = code.splitlines(keepends=True)
    linecache.cache[cell] = (len(code), None, lines, cell)  # as IPython does
    namespace: dict[str, Any] = {"__name__": "__main__", **names}
    exec(compile(code, cell, "exec"), namespace)  # noqa: S102 - what a notebook does
    return namespace[name]


def run(given: object, **parameters: object) -> Any:  # noqa: ANN401 - whatever it returns
    """Run what a page has, where nothing of a notebook is."""
    code = page_code(given)
    function = AuthorFile(code.text, "pipeline.py").function(code.function or None)
    return function.call(pixels=PIXELS, **parameters)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "filters.py"
    path.write_text(FILE)
    return path


def test_a_file_is_read_and_its_function_named(file: Path) -> None:
    assert page_code(file).function == ""
    code = page_code(f"{file}#twice")
    assert (code.text, code.function, code.path) == (FILE, "twice", str(file))
    assert page_code(FILE).text == FILE


def test_a_function_of_a_module_brings_its_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = importlib.util.spec_from_file_location("filters", file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setitem(sys.modules, "filters", module)
    code = page_code(module.twice)
    assert (code.text, code.function, code.path) == (FILE, "twice", str(file))


@pytest.mark.parametrize(
    ("imports", "code"),
    [
        ("import numpy as np", "def f(pixels):\n    return np.add(pixels, 1)\n"),
        ("from numpy import add as plus", "def f(pixels):\n    return plus(pixels, 1)\n"),
        ("import numpy.linalg as la", "def f(pixels):\n    return pixels + la.norm([1])\n"),
        (
            "from typing import Annotated, Literal",
            """def f(pixels, by: Annotated[float, {"min": 0}] = 1, way: Literal["up"] = "up"):
                return pixels + by
            """,
        ),
        (
            "import numpy as np\nfrom functools import cache",
            """def f(pixels):
                @cache
                def one():
                    return np.float32(1)
                return [row + one() for row in pixels]
            """,
        ),
        ("pixels = add = None", "def f(pixels):\n    add = 1\n    return pixels + add\n"),
        ("", "if True:\n    def f(pixels):\n        return f.__name__ and pixels + 1\n"),
    ],
)
def test_a_function_of_a_cell_brings_what_it_imports(imports: str, code: str) -> None:
    function = in_cell(f"{imports}\n{code}", "f")
    assert np.array_equal(run(function), PIXELS + 1)


def test_the_function_of_the_documentation_runs_in_a_page() -> None:
    """docs/notebooks.md has it in a cell."""
    page = Path(__file__).parents[3] / "docs" / "notebooks.md"
    (code,) = re.findall(r"```python\n([^`]*def sharpen[^`]*)```", page.read_text("utf-8"))
    given: dict[str, Any] = {}
    in_cell(code, "sharpen", DicomViewer=lambda _, **traits: given.update(traits))
    made = run(given["pipeline"], **given["parameters"])
    column = np.array([[0, 0, 1, 1, 2, 2], [3, 3, 4, 4, 5, 5]])  # of neighbours, as they lie
    left, right = column[:, [0, 1, 3]], column[:, [2, 4, 5]]
    mean = (PIXELS[[0, 0]] + PIXELS[[1, 1]] + left + right) / 4
    assert np.array_equal(made, 3 * PIXELS - 2 * mean)


@pytest.mark.parametrize(
    ("code", "missing"),
    [
        ("level = 3\ndef f(pixels):\n    return pixels > level\n", "level"),
        ("def one():\n    return 1\ndef f(pixels):\n    return pixels + one()\n", "one"),
        ("def f(pixels, by=[0, 1].index(1) and given): ...\n", "given"),
        (
            "def g(by):\n    def f(pixels):\n        return pixels + by\n    return f\nf = g(1)\n",
            "by",
        ),
    ],
)
def test_what_a_page_has_not_is_named(code: str, missing: str) -> None:
    with pytest.raises(ValueError, match=f"f takes {missing} from the notebook"):
        page_code(in_cell(code, "f", given=7))


def test_without_a_source_the_error_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    namespace: dict[str, Any] = {"__name__": "made"}
    exec("def made(pixels): ...", namespace)  # noqa: S102 - has no source
    monkeypatch.setitem(sys.modules, "made", ModuleType("made"))
    with pytest.raises(ValueError, match="The source of made can't be had"):
        page_code(namespace["made"])
    with pytest.raises(ValueError, match="write the function with def"):
        page_code(lambda pixels: -pixels)
    for given in (7, np.add, print):
        with pytest.raises(TypeError, match=f"no {type(given).__name__}"):
            page_code(given)
    with pytest.raises(FileNotFoundError):
        page_code("nowhere.py#sharpen")


@pytest.mark.parametrize("wheel", ["./mine-1.0-py3-none-any.whl", "https://example.org/mine.whl"])
def test_wheels_beside_a_file_are_refused(wheel: str) -> None:
    python = '# requires-python = ">=4"'  # the page's
    text = f'# /// script\n{python}\n# [tool.dicom-viewer]\n# wheels = ["{wheel}"]\n# ///\n{FILE}'
    if wheel.startswith("https:"):
        assert page_code(text).text == text
        return
    with pytest.raises(ValueError, match=r"can't have \./mine-1\.0-py3-none-any\.whl"):
        page_code(text)
