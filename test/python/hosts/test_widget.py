"""The kernel's side of the widget: files travel when they are asked for, piece by piece."""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom.uid import ExplicitVRLittleEndian

import dicom_viewer
from datasets import file_bytes, image, reread
from dicom_viewer import DicomViewer
from dicom_viewer.errors import ViewerError
from dicom_viewer.hosts.notebook import frames, front_end, widget

RAMP = np.arange(-600, 1200, dtype=np.int16).reshape(30, 60)


@pytest.fixture(autouse=True)
def dist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have a front end of a few bytes."""
    folder = tmp_path / "dist"
    (folder / "codecs").mkdir(parents=True)
    (folder / "notebook.js").write_text("export default {};")
    (folder / "dicom-viewer.js").write_bytes(b"element")
    (folder / "codecs" / "rle.js").write_bytes(b"codec")
    (folder / "dicom-viewer.d.ts").write_bytes(b"types")
    monkeypatch.setattr(front_end, "_FOLDERS", (tmp_path / "nowhere", folder))
    for function in (front_end._folder, front_end.files, front_end.fingerprint):  # noqa: SLF001
        function.cache_clear()
    return folder


class Page:
    """What a widget sends to its page."""

    def __init__(self, viewer: DicomViewer, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sent: list[tuple[dict[str, Any], list[bytes]]] = []
        monkeypatch.setattr(viewer, "send", self._receive)
        self._viewer = viewer

    def ask(self, file: str, start: int = 0) -> tuple[dict[str, Any], list[bytes]]:
        """Ask for a piece of a file, as the page does; return the answer."""
        message = {"type": "read", "id": "7", "file": file, "start": start}
        self._viewer._handle_custom_msg(message, [])  # noqa: SLF001 - what ipywidgets calls
        return self.sent[-1]

    def read(self, file: str) -> bytes:
        """Ask for a file from its beginning to its end."""
        read = b""
        while True:
            reply, pieces = self.ask(file, len(read))
            read += b"".join(pieces)
            if len(read) >= reply["size"]:
                return read

    def _receive(self, content: dict[str, Any], buffers: list[Any] = ()) -> None:
        self.sent.append((content, [bytes(each) for each in buffers]))


def source(viewer: DicomViewer, index: int = 0) -> str:
    return f"source:{viewer._source_files[index]['id']}"  # noqa: SLF001 - what a page reads


def test_a_page_is_sent_the_front_end_that_came_with_the_package(
    monkeypatch: pytest.MonkeyPatch, dist: Path
) -> None:
    viewer = DicomViewer(b"DICM")
    page = Page(viewer, monkeypatch)
    assert viewer._esm == "export default {};"  # noqa: SLF001 - what a page reads
    assert viewer._own_files == {"codecs/rle.js": 5, "dicom-viewer.js": 7}  # noqa: SLF001
    assert page.ask("own:codecs/rle.js") == ({"type": "piece", "id": "7", "size": 5}, [b"codec"])
    version = viewer._own_version  # noqa: SLF001
    (dist / "codecs" / "rle.js").write_bytes(b"other")
    front_end.fingerprint.cache_clear()
    assert DicomViewer(b"DICM")._own_version != version  # noqa: SLF001


@pytest.mark.parametrize(
    "name",
    ["own:../secret", "own:dicom-viewer.d.ts", "source:1.5", "source:x", "source:9.0", "", "own"],
)
def test_nothing_else_is_sent(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reply, pieces = Page(DicomViewer(b"DICM"), monkeypatch).ask(name)
    assert "detail" in reply
    assert pieces == []


def test_files_travel_in_pieces(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(widget, "_PIECE", 100)
    data = file_bytes(image(RAMP))
    (tmp_path / "scan.dcm").write_bytes(data)
    viewer = DicomViewer(tmp_path / "scan.dcm")
    page = Page(viewer, monkeypatch)
    reply, pieces = page.ask(source(viewer), 50)
    assert (reply["size"], pieces) == (len(data), [data[50:150]])
    assert page.read(source(viewer)) == data


@pytest.mark.parametrize("kind", ["path", "text", "folder", "bytes", "data set", "list", "array"])
def test_what_is_given_is_read_by_page_and_kernel(
    kind: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dataset = image(RAMP)
    data = file_bytes(dataset)
    (tmp_path / "scans").mkdir()
    path = tmp_path / "scans" / "scan.dcm"
    path.write_bytes(data)
    given = {
        "path": path,
        "text": str(path),
        "folder": path.parent,
        "bytes": data,
        "data set": reread(dataset),
        "list": [path],
        "array": RAMP,
    }
    viewer = DicomViewer(given[kind])
    read = Page(viewer, monkeypatch).read(source(viewer))
    assert dicom_viewer.Instance.open(read).pixel_at(0, 7, 9) == RAMP[9, 7]
    assert viewer.pixel_at(7, 9) == RAMP[9, 7]
    assert viewer.metadata["summary"]["rows"] == 30


def test_a_slice_is_made_when_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    monkeypatch.setattr(
        "dicom_viewer.hosts.notebook.arrays._written", lambda _: made.append(1) or b"file"
    )
    viewer = DicomViewer(np.zeros((5, 4, 4)))
    page = Page(viewer, monkeypatch)
    assert made == []
    page.read(source(viewer, 3))
    assert made == [1]


def test_the_kernel_computes_what_the_traits_ask_for() -> None:
    volume = np.random.default_rng(0).integers(0, 99, (4, 5, 6), np.int16)
    viewer = DicomViewer(volume, spacing=(2, 1, 1), frame=2)
    assert viewer.pixel_at(5, 3) == volume[2, 3, 5]
    viewer.plane, viewer.frame = "coronal", 1
    assert viewer.pixel_at(5, 0) == volume[3, 1, 5]
    viewer.show(volume + 1000)
    viewer.plane, viewer.frame = None, None
    assert viewer.pixel_at(5, 3) == volume[0, 3, 5] + 1000


def test_frames_of_a_long_file_travel_apart(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(frames, "LEAST_BYTES", 0)
    path = tmp_path / "clip.dcm"
    path.write_bytes(file_bytes(image(RAMP, NumberOfFrames=3, Rows=10)))
    viewer = DicomViewer(path)
    page = Page(viewer, monkeypatch)
    file = viewer._source_files[0]  # noqa: SLF001 - what the page has
    assert file["transferSyntax"] == ExplicitVRLittleEndian
    (model,) = json.loads(page.read(f"metadata:{file['id']}"))
    assert (model["00280008"]["Value"], "7FE00010" in model) == ([3], False)
    sent = [page.read(f"frame:{file['id']}.{frame}") for frame in (2, 0, 1)]
    assert sent == [RAMP[start : start + 10].tobytes() for start in (20, 0, 10)]
    assert page.read(f"source:{file['id']}") == path.read_bytes()
    assert "detail" in page.ask(f"frame:{file['id']}.3")[0]
    viewer.show(RAMP)
    assert "detail" in page.ask(f"frame:{viewer._source_files[0]['id']}.0")[0]  # noqa: SLF001


def test_a_pipeline_is_sent_as_text_and_its_function_follows_the_page(tmp_path: Path) -> None:
    file = tmp_path / "filters.py"
    file.write_text("def a(pixels): ...\ndef b(pixels): ...\n")
    viewer = DicomViewer(b"DICM", pipeline=f"{file}#a", parameters={"amount": 2})
    state = viewer.get_state()
    assert state["_pipeline"] == {"text": file.read_text(), "function": "a"}
    assert state["parameters"] == {"amount": 2}
    assert "pipeline" not in state
    viewer.set_state({"_pipeline": {**state["_pipeline"], "function": "b"}})
    assert viewer.pipeline == f"{file}#b"
    file.write_text("def b(pixels): return pixels\n")
    viewer.pipeline = f"{file}#b"
    assert viewer.get_state()["_pipeline"] == {"text": file.read_text(), "function": "b"}
    viewer.pipeline = None
    assert viewer.get_state()["_pipeline"] is None
    assert DicomViewer(b"DICM").get_state()["_pipeline"] is None


def test_a_pipeline_that_cannot_be_had_leaves_the_one_before(tmp_path: Path) -> None:
    viewer = DicomViewer(b"DICM", pipeline="def a(pixels): ...\n")
    with pytest.raises(FileNotFoundError):
        viewer.pipeline = tmp_path / "nowhere.py"
    with pytest.raises(FileNotFoundError):
        DicomViewer(b"DICM", pipeline="nowhere.py#a")
    assert viewer.pipeline == "def a(pixels): ...\n"
    assert viewer.get_state()["_pipeline"]["text"] == viewer.pipeline


def test_results_come_from_the_page_until_something_else_is_shown() -> None:
    viewer = DicomViewer(b"DICM", pipeline="def a(pixels): ...\n")
    seen: list[Any] = []
    viewer.observe(lambda change: seen.append(change.new), names="results")
    mask = {"kind": "mask", "dtype": "uint8", "shape": [1, 2]}

    def send(run: str, values: dict[str, Any]) -> None:
        content = {"type": "result", "run": run, "kind": "mask"}
        viewer._handle_custom_msg(content, [memoryview(b"\1\0")])  # noqa: SLF001 - what ipywidgets calls
        viewer.set_state({"_results": {"run": run, "values": values, "arrays": [mask]}})

    send("v.1", {"text": "one"})
    assert viewer.results["text"] == "one"
    assert viewer.results["mask"].tolist() == [[True, False]]
    viewer.show(b"other")
    assert viewer.results is None
    send("v.2", {})
    assert [*viewer.results] == ["mask"]
    viewer.pipeline = "def b(pixels): ...\n"
    assert viewer.results is None
    send("v.3", {})
    viewer.set_state({"_results": None})
    assert viewer.results is None
    assert [value is None for value in seen] == [False, True, False, True, False, True]


def test_what_was_shown_before_is_sent_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    viewer = DicomViewer(b"one")
    page, before = Page(viewer, monkeypatch), source(viewer)
    viewer.show(b"other")
    assert "detail" in page.ask(before)[0]
    assert page.read(source(viewer)) == b"other"


def test_a_file_that_has_gone_is_told_of(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "scan.dcm").write_bytes(b"DICM")
    viewer = DicomViewer(tmp_path / "scan.dcm")
    (tmp_path / "scan.dcm").unlink()
    assert "detail" in Page(viewer, monkeypatch).ask(source(viewer))[0]


def test_what_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        DicomViewer(tmp_path / "nowhere.dcm")
    with pytest.raises(TypeError, match="shows a path, bytes"):
        DicomViewer(7)
    with pytest.raises(TypeError, match="no trait 'widow_center'"):
        DicomViewer(b"DICM", widow_center=40)
    with pytest.raises(ViewerError, match="not-dicom"):
        _ = DicomViewer(b"no image").metadata


def test_without_the_front_end_the_error_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(front_end, "_FOLDERS", (tmp_path,))
    front_end._folder.cache_clear()  # noqa: SLF001
    with pytest.raises(FileNotFoundError, match="npm run build"):
        DicomViewer(b"DICM")


def test_without_anywidget_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "dicom_viewer.hosts.notebook.widget")
    monkeypatch.setitem(sys.modules, "anywidget", None)
    with pytest.raises(ImportError, match=r"pip install \"dicom-viewer\[notebook\]\""):
        _ = dicom_viewer.DicomViewer
    with pytest.raises(AttributeError, match="no attribute 'DicomView'"):
        _ = dicom_viewer.DicomView
