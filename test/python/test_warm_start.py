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

LATE_MODULE = "late_module"


class Archive:
    """A folder of modules that the path lacks until one of them is asked for."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[str] = []
        self._folder = folder
        self._monkeypatch = monkeypatch
        (folder / f"{LATE_MODULE}.py").write_text("IS_LATE = True")

    def fetch(self, name: str) -> bool:
        """Put the folder on the path, the first time that its module is asked for."""
        self.asked.append(name)
        if name != LATE_MODULE or str(self._folder) in sys.path:
            return False
        self._monkeypatch.syspath_prepend(self._folder)
        return True


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    """Go on from an image that has no module `LATE_MODULE`."""
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    archive = Archive(tmp_path, monkeypatch)
    warm_start.resume(archive.fetch)
    yield archive
    sys.modules.pop(LATE_MODULE, None)


def test_an_archive_is_fetched_when_a_module_of_it_is_missed(archive: Archive) -> None:
    importlib.import_module("json")
    assert archive.asked == []
    assert importlib.import_module(LATE_MODULE).IS_LATE
    assert archive.asked == [LATE_MODULE]


def test_a_module_that_no_archive_holds_is_not_found(archive: Archive) -> None:
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("no_such_module")
    assert archive.asked == ["no_such_module"]


def test_a_module_is_found_that_another_brought(archive: Archive) -> None:
    importlib.import_module(LATE_MODULE)
    del sys.modules[LATE_MODULE]
    assert importlib.import_module(LATE_MODULE).IS_LATE
    assert archive.asked == [LATE_MODULE, LATE_MODULE]


def test_a_fetch_that_fails_is_tried_again_when_a_module_is_missed_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    outcomes = iter([OSError("no network"), None])

    def fetch(name: str) -> bool:
        if (outcome := next(outcomes)) is not None:
            raise outcome
        return archive.fetch(name)

    warm_start.resume(fetch)
    with pytest.raises(OSError, match="no network"):
        importlib.import_module(LATE_MODULE)
    assert importlib.import_module(LATE_MODULE).IS_LATE


@pytest.mark.usefixtures("archive")
def test_two_pages_do_not_draw_the_same_numbers() -> None:
    random.seed(1)
    state = random.getstate()
    warm_start.resume(lambda _name: False)
    assert random.getstate() != state


def test_what_showing_an_image_needs_is_there_beforehand() -> None:
    warm_start.prepare()
    assert bridge.calls.studies == {}  # the image holds no file
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
