"""`DicomViewer`: `<dicom-viewer>` as a widget of notebooks."""

from functools import cached_property, partial
from typing import Any

import anywidget
import traitlets

from dicom_viewer.dataset.file_bytes import FileBytes, FileUnreadable, MemoryBytes
from dicom_viewer.hosts.native_codecs import register_native_codecs
from dicom_viewer.hosts.notebook import front_end
from dicom_viewer.hosts.notebook.frames import FramedFile, framed
from dicom_viewer.hosts.notebook.page_code import PageCode, page_code
from dicom_viewer.hosts.notebook.page_results import PageResults
from dicom_viewer.hosts.notebook.sources import SourceFile, sources_of
from dicom_viewer.hosts.reading import read_study
from dicom_viewer.rendering.view import View
from dicom_viewer.study.study import Study

_PIECE = 4 << 20
"""How many bytes a message carries at most: the kernel answers others between two of them."""


def _content(file: SourceFile) -> FileBytes:
    return file.content


def _synced(trait: Any) -> Any:  # noqa: ANN401 - traitlets has no types
    return trait.tag(sync=True)


class DicomViewer(anywidget.AnyWidget):
    """Shows DICOM images in a notebook.

    Its traits are the element's attributes: setting one changes the picture, and what a reader does
    with the picture changes the trait. `None` leaves the choice to the file.

    Parameters
    ----------
    source : path | bytes | pydicom.dataset.Dataset | numpy.ndarray | list of these
        What is shown; a folder stands for all files in it, several files are one study.
    spacing : Sequence[float] | None
        Of arrays: mm between slices, rows and columns.
    modality : str
        Of arrays: *Modality* (0008,0060); with `CT`, values are HU.
    traits : Any
        Any of the traits, by name.

    Attributes
    ----------
    pipeline : path | str | function | None
        What the page makes of images: the path of a file on the kernel's side, with `#` and the
        name of a function of it or without; the text of a file; or a function.
    parameters : dict[str, Any]
        Values of its parameters by name; what isn't named has its default.
    results : dict[str, Any] | None
        What it has come to in the page last.

    Examples
    --------
    >>> viewer = DicomViewer("scan.dcm", window_center=40, window_width=400)
    >>> viewer.frame = 3
    >>> viewer.pipeline, viewer.parameters = "filters.py#sharpen", {"amount": 2}
    """

    _esm = _synced(traitlets.Unicode())
    _own_files = _synced(traitlets.Dict())
    _own_version = _synced(traitlets.Unicode())
    _source_files = _synced(traitlets.List())
    _pipeline = _synced(traitlets.Any(None))
    _results = _synced(traitlets.Any(None))

    pipeline = traitlets.Any(None)
    parameters = _synced(traitlets.Dict())
    results = traitlets.Any(None)
    pipeline_timeout = _synced(traitlets.Float(None, allow_none=True))
    package_index = _synced(traitlets.Unicode(None, allow_none=True))

    series = _synced(traitlets.Int(0))
    frame = _synced(traitlets.Int(None, allow_none=True))
    window_center = _synced(traitlets.Float(None, allow_none=True))
    window_width = _synced(traitlets.Float(None, allow_none=True))
    voi = _synced(traitlets.Unicode(None, allow_none=True))
    preset = _synced(traitlets.Unicode(None, allow_none=True))
    colormap = _synced(traitlets.Unicode("gray"))
    invert = _synced(traitlets.Bool(False))  # noqa: FBT003 - the default
    plane = _synced(traitlets.Unicode(None, allow_none=True))
    slab = _synced(traitlets.Float(0.0))
    projection = _synced(traitlets.Unicode("mean"))
    zoom = _synced(traitlets.Float(1.0))
    rotation = _synced(traitlets.Int(0))
    flip = _synced(traitlets.Bool(False))  # noqa: FBT003 - the default
    tool = _synced(traitlets.Unicode(None, allow_none=True))
    overlays = _synced(traitlets.Unicode("on"))
    interpolation = _synced(traitlets.Unicode("smooth"))
    annotations = _synced(traitlets.List())
    controls = _synced(traitlets.Bool(True))  # noqa: FBT003 - the default
    editable = _synced(traitlets.Bool(True))  # noqa: FBT003 - the default
    info = _synced(traitlets.Bool(False))  # noqa: FBT003 - the default
    info_tab = _synced(traitlets.Unicode("summary"))
    corner_text = _synced(traitlets.Bool(False))  # noqa: FBT003 - the default
    hide_identity = _synced(traitlets.Bool(False))  # noqa: FBT003 - the default
    height = _synced(traitlets.Int(480, allow_none=True))

    def __init__(
        self,
        source: Any = (),  # noqa: ANN401 - see the class
        *,
        spacing: Any = None,  # noqa: ANN401 - of NumPy or a list
        modality: str = "OT",
        **traits: Any,  # noqa: ANN401 - of any type
    ) -> None:
        unknown = [name for name in traits if name.startswith("_") or not self.has_trait(name)]
        if unknown:
            raise TypeError(f"DicomViewer has no trait {unknown[0]!r}.")
        self._files: list[SourceFile] = []
        self._frames: FramedFile | None = None
        self._generation = 0
        self._code: PageCode | None = None
        self._page_results = PageResults()
        super().__init__(
            _esm=front_end.module(),
            _own_files=front_end.files(),
            _own_version=front_end.fingerprint(),
            **traits,
        )
        self.on_msg(self._answer)
        self.show(source, spacing=spacing, modality=modality)

    def show(self, source: Any, *, spacing: Any = None, modality: str = "OT") -> None:  # noqa: ANN401
        """Show something else, in the place of what is shown; the parameters are the class's."""
        self._files = [*sources_of(source, spacing=spacing, modality=modality)]
        self._generation += 1
        self.results = None
        self.__dict__.pop("study", None)
        self._frames = framed(self._files[0].content) if len(self._files) == 1 else None
        syntax = {"transferSyntax": self._frames.transfer_syntax} if self._frames else {}
        self._source_files = [
            {"id": f"{self._generation}.{index}", "name": file.name, **syntax}
            for index, file in enumerate(self._files)
        ]

    @cached_property
    def study(self) -> Study:
        """The same files, read by this kernel.

        Raises
        ------
        ViewerError
            If none of them has an image.
        """
        register_native_codecs()
        study, _ = read_study([(file.name, partial(_content, file)) for file in self._files])
        return study

    @property
    def metadata(self) -> dict[str, Any]:
        """The shown data set as the DICOM JSON model (PS3.18 F), `summary` and `geometry`."""
        return self.study.choose(self.series).metadata(self._view)

    def pixel_at(self, x: int, y: int) -> float | tuple[int, ...] | None:
        """Return the modality value, or red, green and blue, of a pixel; None outside.

        Parameters
        ----------
        x, y : int
            Column and row of the shown frame or plane, from 0.
        """
        series = self.study.choose(self.series)
        series.prepare(self._view)
        return series.pixel_at(self._view, x, y)

    @traitlets.validate("pipeline")
    def _read_pipeline(self, proposal: dict[str, Any]) -> Any:  # noqa: ANN401 - of any type
        """Read the pipeline, also where the same is set again: its file may have changed."""
        self._code = code = page_code(proposal["value"])
        self._pipeline = {"text": code.text, "function": code.function}
        return proposal["value"]

    @traitlets.observe("pipeline")
    def _end_pipeline(self, change: dict[str, Any]) -> None:
        if change["new"] is None:  # which no validation sees
            self._code = self._pipeline = None

    @traitlets.observe("_pipeline")
    def _take_function(self, change: dict[str, Any]) -> None:
        """Name the function of the file that a reader has chosen."""
        code, function = self._code, (change["new"] or {}).get("function")
        self.results = None
        if code and code.path and function not in (None, code.function):
            self.pipeline = f"{code.path}#{function}"

    @traitlets.observe("_results")
    def _take_results(self, change: dict[str, Any]) -> None:
        sent = change["new"]
        self.results = sent and self._page_results.take(sent)

    @property
    def _view(self) -> View:
        voi = self.voi
        return View(
            frame=self.frame if self.plane or self.frame is not None else 0,
            series=self.series,
            window_center=self.window_center,
            window_width=self.window_width,
            voi=int(voi) if voi is not None and voi.isdecimal() else voi,
            preset=self.preset,
            colormap=self.colormap,
            invert=self.invert,
            plane=self.plane,
            slab=self.slab,
            projection=self.projection,
        )

    def _answer(self, _: Any, asked: dict[str, Any], buffers: list[memoryview]) -> None:  # noqa: ANN401
        """Send the piece of a file, or of a part of one, that a page asks for; or why not."""
        if asked.get("type") == "result":
            self._page_results.add(asked["run"], asked["kind"], buffers[0])
        if asked.get("type") != "read":
            return
        reply: dict[str, Any] = {"type": "piece", "id": asked.get("id")}
        try:
            size, piece = self._piece(str(asked["file"]), int(asked["start"]))
        except (Exception, FileUnreadable) as error:  # noqa: BLE001 - the page waits for an answer
            self.send({**reply, "detail": f"{type(error).__name__}: {error}"})
            return
        self.send({**reply, "size": size}, [piece])

    def _piece(self, file: str, start: int) -> tuple[int, bytes | memoryview]:
        """Return the size of a file or a part of one, and its bytes from `start` on."""
        kind, _, name = file.partition(":")
        if kind == "own":
            return front_end.files()[name], front_end.read(name, start, start + _PIECE)
        generation, index, *frame = map(int, name.split("."))
        if generation != self._generation:
            raise KeyError(name)
        content = self._files[index].content if kind == "source" else self._part(kind, *frame)
        return content.size, content.read(start, start + _PIECE)

    def _part(self, kind: str, frame: int = 0) -> FileBytes:
        """Return the metadata or a frame of a file of several frames."""
        if self._frames is None or kind not in {"metadata", "frame"}:
            raise KeyError(kind)
        frames = self._frames
        return MemoryBytes(frames.metadata if kind == "metadata" else frames.frame(frame))
