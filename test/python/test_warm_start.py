"""What is done before the image of Python's memory is taken, and after."""

import importlib
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from datasets import file_bytes
from dicom_viewer import bridge, warm_start
from slices import stack_images

LATE_MODULE = "colorsys"


@pytest.fixture
def fetches(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Go on from an image that has no module `LATE_MODULE`; return the fetches of modules."""
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    monkeypatch.delitem(sys.modules, LATE_MODULE, raising=False)
    fetched: list[str] = []
    warm_start.resume(lambda: fetched.append("modules"))
    yield fetched
    sys.modules.pop(LATE_MODULE, None)


def test_modules_are_fetched_when_the_first_is_missed(fetches: list[str]) -> None:
    importlib.import_module("json")
    assert fetches == []
    assert importlib.import_module(LATE_MODULE).__name__ == LATE_MODULE
    assert fetches == ["modules"]
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("no_such_module")
    assert fetches == ["modules"]


def test_a_fetch_that_fails_is_tried_again_with_the_next_module(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    monkeypatch.delitem(sys.modules, LATE_MODULE, raising=False)
    outcomes = iter([OSError("no network"), None])

    def fetch() -> None:
        if (outcome := next(outcomes)) is not None:
            raise outcome

    warm_start.resume(fetch)
    with pytest.raises(OSError, match="no network"):
        importlib.import_module(LATE_MODULE)
    assert importlib.import_module(LATE_MODULE).__name__ == LATE_MODULE


@pytest.mark.usefixtures("fetches")
def test_two_pages_do_not_draw_the_same_numbers() -> None:
    random.seed(1)
    state = random.getstate()
    warm_start.resume(lambda: None)
    assert random.getstate() != state


def test_what_showing_an_image_needs_is_there_beforehand() -> None:
    warm_start.prepare()
    assert bridge.calls._studies == {}  # noqa: SLF001 - the image holds no file
    assert {"encodings.gb18030", "pydicom.pixels.decoders.rle"} <= sys.modules.keys()


SHOW_A_SERIES = """
import sys
from dicom_viewer import Study, View, warm_start

warm_start.prepare()
before = set(sys.modules)
study = Study()
for index, path in enumerate(sys.argv[1:]):
    with open(path, "rb") as file:
        study.add(index, file.read())
series = study.choose(0)
for view in (View(), View(plane="coronal"), View(plane="mpr", slab=2.0)):
    series.prepare(view)
    for frame, _ in series.images(view):
        frame.render(view)
    series.metadata(view)
print(*sorted(set(sys.modules) - before))
"""


def test_no_module_is_fetched_for_a_series_and_its_planes(tmp_path: Path) -> None:
    paths = []
    for index, dataset in enumerate(stack_images(range(3))):
        path = tmp_path / f"{index}.dcm"
        path.write_bytes(file_bytes(dataset))
        paths.append(str(path))
    result = subprocess.run(  # noqa: S603 - a process of its own, which has imported nothing yet
        [sys.executable, "-c", SHOW_A_SERIES, *paths], capture_output=True, text=True, check=True
    )
    assert result.stdout.split() == []
