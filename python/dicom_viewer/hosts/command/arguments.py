"""What the command is asked for: files, a view, a pipeline and where what comes of it goes."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dicom_viewer.rendering.view import View

STANDARD_OUTPUT = Path("-")


@dataclass(frozen=True)
class PipelineOrder:
    """A function of an author's own, and what it is given.

    Attributes
    ----------
    file : Path
        The author's file.
    function : str | None
        One of its functions; None for the first.
    settings : Mapping[str, str]
        The values of its parameters, as they were typed.
    second : Sequence[Path]
        Files and folders of the second series.
    """

    file: Path
    function: str | None
    settings: Mapping[str, str]
    second: Sequence[Path] = ()


@dataclass(frozen=True)
class Order:
    """What the command is to do.

    Attributes
    ----------
    files : Sequence[Path]
        Files and folders, which make one study.
    output : Path | None
        The file to write: PNG; of a pipeline's results JSON or DICOM, by its ending. None for a PNG
        of the first file's name in the current folder.
    view : View
        What is to be seen.
    with_layer : bool
        Whether overlays and display shutter are drawn where there are any.
    pipeline : PipelineOrder | None
        What the image goes through before it is shown.
    """

    files: Sequence[Path]
    output: Path | None
    view: View
    with_layer: bool
    pipeline: PipelineOrder | None = None


def parse(arguments: Sequence[str] | None) -> Order:
    """Read the command line, `sys.argv` by default.

    Raises
    ------
    SystemExit
        If it can't be read, or help was asked for.
    """
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.output == STANDARD_OUTPUT and given.plane == "mpr":
        parser.error("three planes are three files: -o needs a name")
    if given.set and not given.pipeline:
        parser.error("--set is of a --pipeline")
    if given.second and not given.pipeline:
        parser.error("--second is of a --pipeline")
    pipeline = _pipeline(given) if given.pipeline else None
    return Order(given.files, given.output, _view(given), given.overlays == "on", pipeline)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="python -m dicom_viewer",
        description="Render DICOM files to PNG, as <dicom-viewer> shows them.",
        epilog="Options are the element's attributes. Several files are one series.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a file or a folder")
    output = "the file to write; '-' is the standard output (default: FILE.png in this folder)"
    parser.add_argument("-o", "--output", type=Path, metavar="PNG", help=output)
    _add_pipeline(parser)
    _add_choice(parser)
    _add_gray(parser)
    _add_planes(parser)
    return parser


def _add_pipeline(parser: ArgumentParser) -> None:
    group = parser.add_argument_group(
        "a function of your own",
        "Texts and tables are printed. -o out.json has them in a file, -o out.dcm a data set.",
    )
    group.add_argument("--pipeline", metavar="FILE.py[#NAME]", help="the first one without a name")
    group.add_argument(
        "--set",
        action="append",
        default=[],
        type=_setting,
        metavar="NAME=VALUE",
        help="a parameter",
    )
    second = "a file or folder of the second series, resampled onto the image; again for more"
    group.add_argument(
        "--second", action="append", default=[], type=Path, metavar="FILE", help=second
    )


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise ArgumentTypeError(f"{text} is no NAME=VALUE")
    return name, value


def _pipeline(given: Namespace) -> PipelineOrder:
    file, _, name = given.pipeline.partition("#")
    return PipelineOrder(Path(file), name or None, dict(given.set), given.second)


def _add_choice(parser: ArgumentParser) -> None:
    group = parser.add_argument_group("which image")
    group.add_argument("--series", type=int, default=0, metavar="N", help="from 0")
    group.add_argument(
        "--frame", type=int, metavar="N", help="from 0; of a plane the middle by default"
    )
    group.add_argument("--overlays", choices=["on", "off"], default="on")


def _add_gray(parser: ArgumentParser) -> None:
    group = parser.add_argument_group("which window and colours")
    group.add_argument("--window-center", "--wc", type=float, metavar="HU", help="a modality value")
    group.add_argument("--window-width", "--ww", type=float, metavar="HU")
    group.add_argument("--voi", metavar="N|NAME", help="one of the file's own windows")
    group.add_argument("--preset", metavar="NAME", help="brain, lung, …, auto or full")
    group.add_argument("--colormap", default="gray", metavar="NAME")
    group.add_argument("--invert", action="store_true")


def _add_planes(parser: ArgumentParser) -> None:
    group = parser.add_argument_group("planes of a volume")
    group.add_argument("--plane", choices=["axial", "coronal", "sagittal", "mpr"])
    group.add_argument("--slab", type=float, default=0.0, metavar="MM", help="thickness")
    group.add_argument("--projection", choices=["mean", "max", "min"], default="mean")


def _view(given: Namespace) -> View:
    voi = given.voi
    return View(
        frame=given.frame,
        series=given.series,
        window_center=given.window_center,
        window_width=given.window_width,
        voi=int(voi) if voi is not None and voi.isdecimal() else voi,
        preset=given.preset,
        colormap=given.colormap,
        invert=given.invert,
        plane=given.plane,
        slab=given.slab,
        projection=given.projection,
    )
