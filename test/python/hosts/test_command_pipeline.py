"""`python -m dicom_viewer --pipeline`: the file of a page's author, run as the page runs it."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from pydicom import dcmread
from pydicom.dataset import Dataset

from datasets import file_bytes, image, reread
from dicom_viewer.hosts.command import results
from dicom_viewer.hosts.command.command import main
from layered import Grid, images_of, pet_of
from planes import VOLUMES, scan_of
from reference import Window, expected_rgba
from reference_layers import values_at
from slices import slice_image

STORED = np.arange(-600, 1200, dtype=np.int16).reshape(30, 60)
CT = {
    "Modality": "CT",
    "PatientName": "Doe^Jane",
    "RescaleSlope": "2",
    "RescaleIntercept": "-100",
    "WindowCenter": "40",
    "WindowWidth": "400",
    "PixelSpacing": ["0.5", "0.25"],
}
AUTHOR = """
from typing import Annotated, Literal
import numpy as np

def scaled(pixels, factor: Annotated[float, {"min": 0, "max": 4}] = 1, by: int = 0,
           up: bool = True, axis: Literal["rows", "columns"] = "rows", note: str = ""):
    print("note:", note)
    sign = 1 if up else -1
    step = np.arange(pixels.shape[0 if axis == "rows" else 1]) * by
    return sign * (pixels * factor) + (step[:, None] if axis == "rows" else step)

def bright(pixels):
    return pixels > 100

def rows(pixels, spacing):
    return [{"what": "mean", "value": float(pixels.mean())}, {"what": "mm", "value": spacing[0]}]

def told(ds):
    return {"text": f"{ds.Modality} of {ds.PatientName}", "plot": {"x": [0, 1], "y": [2, 3.5]}}

def copied(ds):
    ds.PatientName = "Copy"
    return ds

def projected(volume, frame):
    return volume.max(axis=0)

def thresholded(volume):
    return volume > 100

def growing(pixels):
    for factor in (1, 2, 3):
        yield pixels * factor

def broken(pixels):
    return _deep(pixels)

def _deep(pixels):
    return pixels @ missing
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of its own, with a scan and the author's file."""
    monkeypatch.chdir(tmp_path)
    Path("author.py").write_text(AUTHOR)
    Path("scan.dcm").write_bytes(file_bytes(scan()))
    return tmp_path


def scan() -> Dataset:
    return image(STORED, **CT)


def run(name: str, *more: str) -> int:
    return main(["--pipeline", f"author.py#{name}", "scan.dcm", *more])


def pixels(path: str = "out.png") -> NDArray[np.uint8]:
    with Image.open(path) as picture:
        return np.asarray(picture)


def grays(values: NDArray[np.float64], window: Window) -> NDArray[np.uint8]:
    """Return gray levels of values by the linear function of PS3.3 C.11.2.1.2.1."""
    low = window.center - 0.5
    level = ((values - low) / (window.width - 1) + 0.5) * 255
    return np.floor(np.clip(level, 0, 255) + 0.5).astype(np.uint8)


VALUES = STORED * 2.0 - 100


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ([], VALUES),
        (["factor=0.5"], VALUES * 0.5),
        (["by=3"], VALUES + 3 * np.arange(30)[:, None]),
        (["by=3", "axis=columns"], VALUES + 3 * np.arange(60)),
        (["up=off", "factor=2"], VALUES * -2),
    ],
)
def test_pixels_are_windowed_as_the_image_with_settings_by_their_annotation(
    settings: list[str], expected: NDArray[np.float64]
) -> None:
    options = [part for setting in settings for part in ("--set", setting)]
    assert run("scaled", *options, "-o", "out.png") == 0
    difference = pixels()[..., 0].astype(int) - grays(expected, Window(40, 400))
    assert np.abs(difference).max() <= 1  # float32 where this is float64
    assert np.ptp(grays(expected, Window(40, 400))) == 255


def test_without_a_name_the_first_function_is_run() -> None:
    assert main(["--pipeline", "author.py", "scan.dcm", "-o", "first.png"]) == 0
    assert run("scaled", "-o", "named.png") == 0
    np.testing.assert_array_equal(pixels("first.png"), pixels("named.png"))


def test_the_window_of_the_command_holds_for_what_was_made() -> None:
    run("scaled", "--set", "factor=2", "--wc=0", "--ww=800", "-o", "out.png")
    difference = pixels()[..., 0].astype(int) - grays(VALUES * 2, Window(0, 800))
    assert np.abs(difference).max() <= 1


def test_of_a_generator_the_last_result_is_written() -> None:
    run("growing", "-o", "out.png")
    difference = pixels()[..., 0].astype(int) - grays(VALUES * 3, Window(40, 400))
    assert np.abs(difference).max() <= 1


def test_labels_have_the_colours_of_the_page() -> None:
    page = Path(__file__).parents[3] / "src" / "view" / "layer-state.ts"
    (colors,) = re.findall(r"^const colors = \[(.*)\];$", page.read_text(), re.MULTILINE)
    assert colors == ", ".join(f"'{color}'" for color in results.COLORS)


def test_a_mask_lies_over_the_image_with_an_outline() -> None:
    assert run("bright", "-o", "out.png") == 0
    below = expected_rgba(reread(scan()))
    mask = VALUES > 100
    np.testing.assert_array_equal(pixels()[~mask], below[~mask])
    assert (pixels()[mask] != below[mask]).any(axis=1).all()
    edge = tuple(np.argwhere(mask)[0])
    assert pixels()[edge].tolist() == [230, 25, 75, 255]
    inside = np.rint(below[-5, 5, :3] + (np.array([230, 25, 75]) - below[-5, 5, :3]) * 0.4)
    assert pixels()[-5, 5, :3].tolist() == inside.tolist()


def test_a_table_is_printed_and_no_picture_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rows") == 0
    mean = f"{VALUES.mean():.6g}"
    assert capsys.readouterr().out == (
        f"what  value\nmean  {mean.rjust(5)}\nmm    {'0.5'.rjust(5)}\n"
    )
    assert not Path("scan.png").exists()


def test_a_json_file_has_table_text_and_plot() -> None:
    assert run("rows", "-o", "out.json") == 0
    assert json.loads(Path("out.json").read_text()) == {
        "table": [{"what": "mean", "value": VALUES.mean()}, {"what": "mm", "value": 0.5}]
    }
    run("told", "-o", "told.json")
    assert json.loads(Path("told.json").read_text())["plot"] == {"x": [0, 1], "y": [2, 3.5]}


def test_texts_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("told") == 0
    assert capsys.readouterr().out == "CT of Doe^Jane\nx    y\n0    2\n1  3.5\n"


def test_a_data_set_is_saved(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("copied") == 1
    assert capsys.readouterr().err == (
        "error: The result is a data set: name a file for it, -o out.dcm.\n"
    )
    assert run("copied", "-o", "out.dcm") == 0
    saved = dcmread("out.dcm")
    assert (saved.PatientName, saved.Modality) == ("Copy", "CT")
    assert run("rows", "-o", "rows.dcm") == 1
    assert "no data set" in capsys.readouterr().err


def test_a_volume_is_a_functions_and_its_mask_is_drawn_on_the_frame(folder: Path) -> None:
    (folder / "stack").mkdir()
    slices = VOLUMES["axial"].slices()
    for index, each in enumerate(slices):
        (folder / "stack" / str(index)).write_bytes(file_bytes(each))
    voxels = scan_of(slices).voxels
    options = ["stack", "--frame", "1", "--wc=500", "--ww=1000"]
    assert main(["--pipeline", "author.py#projected", *options, "-o", "out.png"]) == 0
    difference = pixels()[..., 0].astype(int) - grays(voxels.max(axis=0), Window(500, 1000))
    assert np.abs(difference).max() <= 1
    Path("half.py").write_text(f"def half(volume):\n    return volume > {np.median(voxels)}\n")
    main([*options, "-o", "plain.png"])
    main(["--pipeline", "half.py", *options, "-o", "mask.png"])
    changed = (pixels("mask.png") != pixels("plain.png")).any(axis=2)
    found = [bool((changed == (each > np.median(voxels))).all()) for each in voxels]
    assert sum(found) == 1


def test_what_is_printed_is_no_part_of_the_results(capsys: pytest.CaptureFixture[str]) -> None:
    run("scaled", "--set", "note=a = b", "-o", "out.png")
    assert capsys.readouterr() == ("out.png\n", "note: a = b\n")


@pytest.mark.parametrize(
    ("setting", "why"),
    [
        ("factor=much", "factor is a number, and not 'much'."),
        ("factor=nan", "factor is a number, and not 'nan'."),
        ("factor=5", "factor is at most 4, and not 5."),
        ("factor=-1", "factor is at least 0, and not -1."),
        ("by=1.5", "by is a whole number, and not '1.5'."),
        ("up=maybe", "up is true or false, and not 'maybe'."),
        ("axis=both", "axis is one of rows, columns, and not 'both'."),
        ("sigma=1", "scaled has no parameter sigma to set; it has factor, by, up, axis, note."),
    ],
)
def test_a_setting_that_is_none_is_refused(
    setting: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("scaled", "--set", setting) == 1
    assert capsys.readouterr().err == f"error (pipeline): {why}\n"


def test_an_error_has_the_lines_of_the_authors_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("broken") == 1
    number = AUTHOR.splitlines().index("    return pixels @ missing") + 1
    assert capsys.readouterr().err == (
        "error (pipeline): NameError: name 'missing' is not defined\n"
        f"author.py, line {number - 3}, in broken\n  return _deep(pixels)\n"
        f"author.py, line {number}, in _deep\n  return pixels @ missing\n"
    )


def test_a_file_that_cannot_be_run_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    Path("author.py").write_text("def f(:\n")
    assert run("f") == 1
    assert "SyntaxError" in capsys.readouterr().err
    Path("author.py").write_text("x = 1\n")
    assert run("f") == 1
    assert "author.py defines no function" in capsys.readouterr().err
    assert main(["--pipeline", "nowhere.py", "scan.dcm"]) == 1
    assert capsys.readouterr().err.startswith("error (pipeline): nowhere.py can't be read: ")


def test_a_setting_needs_a_pipeline_and_a_value() -> None:
    for arguments in (["--set", "a=1"], ["--pipeline", "author.py", "--set", "a"]):
        with pytest.raises(SystemExit) as caught:
            main([*arguments, "scan.dcm"])
        assert caught.value.code == 2


def test_images_at_one_place_come_with_their_data_sets(folder: Path) -> None:
    (folder / "echoes").mkdir()
    for index in range(4):
        echo = slice_image((0, 0, index // 2), stored=STORED + index, EchoTime=str(index % 2))
        (folder / "echoes" / str(index)).write_bytes(file_bytes(echo))
    Path("echoes.py").write_text(
        "def echoes(images, datasets):\n"
        "    means = images.mean(axis=(1, 2))\n"
        "    return [{'te': d.EchoTime, 'mean': float(m)} for d, m in zip(datasets, means)]\n"
        "def planes(images, datasets):\n"
        "    return {'images': str(images), 'datasets': str(datasets)}\n"
    )
    options = ["echoes", "--frame", "1", "-o", "out.json"]
    assert main(["--pipeline", "echoes.py", *options]) == 0
    mean = float(STORED.mean())
    assert json.loads(Path("out.json").read_text())["table"] == [
        {"te": 0, "mean": mean + 2},
        {"te": 1, "mean": mean + 3},
    ]
    assert main(["--pipeline", "echoes.py#planes", *options, "--plane", "coronal"]) == 0
    none = {"images": "None", "datasets": "None"}
    assert json.loads(Path("out.json").read_text())["table"] == [none]


SECOND = """
import numpy as np

def above(pixels, second):
    if second is None:
        return {"text": "none"}
    return {"plot": {"x": np.arange(second.size), "y": second.ravel()}, "text": second.dtype.name}
"""


@pytest.mark.parametrize(
    ("options", "place"), [([], "frame"), (["--plane", "coronal", "--slab", "0"], "plane")]
)
def test_a_second_series_is_resampled_onto_the_image(
    folder: Path, options: list[str], place: str
) -> None:
    images, grid = Grid((5, 9, 12)), Grid((6, 8, 9), (-9.2, -7.1, 29.4), spacing=(0.9, 0.7))
    stored = np.random.default_rng(3).integers(0, 900, grid.size, np.int16)
    for name, datasets in (("ct", images_of(images)), ("pet", pet_of(grid, stored))):
        (folder / name).mkdir()
        for index, each in enumerate(datasets):
            (folder / name / str(index)).write_bytes(file_bytes(each))
    Path("second.py").write_text(SECOND)
    command = ["--pipeline", "second.py", "ct", "--frame", "3", *options, "-o", "out.json"]
    assert main([*command, "--second", "pet"]) == 0
    result = json.loads(Path("out.json").read_text())
    assert result["text"] == "float32"
    # 70 kg, and what is left of 370 MBq after an hour; half of the stored values is Bq/ml
    uptake = stored * 0.5 * 70_000 / (3.7e8 * 0.5 ** (3600 / 6586.2))
    points = images.points(3)
    if place == "plane":  # of square pixels: its rows run from the head to the feet
        z = 30 + 4 * 1.25 - np.arange(11) * 0.5
        x = np.arange(12) * 0.5 - 10
        y = np.array(-8 + 3 * 0.75)
        points = np.stack(np.broadcast_arrays(x, y, z[:, np.newaxis]), axis=-1)
    expected = values_at(grid, uptake, points)
    assert np.isnan(expected).any()
    found = np.array(result["plot"]["y"], np.float64)
    np.testing.assert_allclose(found, expected.ravel(), rtol=1e-5)
    assert main(command) == 0
    assert json.loads(Path("out.json").read_text()) == {"text": "none"}


def test_a_second_series_elsewhere_is_none_with_a_warning(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, uid in (("ct", "1.2.3"), ("pet", "1.2.4")):
        (folder / name).mkdir()
        for index, each in enumerate(images_of(Grid((2, 4, 4)), FrameOfReferenceUID=uid)):
            (folder / name / str(index)).write_bytes(file_bytes(each))
    Path("second.py").write_text(SECOND)
    assert main(["--pipeline", "second.py", "ct", "--second", "pet"]) == 0
    said = capsys.readouterr()
    assert said.out == "none\n"
    assert said.err.startswith("warning (layers): ")


def test_a_second_series_needs_a_pipeline() -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--second", "pet", "scan.dcm"])
    assert caught.value.code == 2


def test_contours_are_drawn_over_the_image() -> None:
    Path("outline.py").write_text(
        "def outline(pixels): return {'contours': [[(10, 5), (40, 5), (40, 20)]]}\n"
    )
    assert main(["--pipeline", "outline.py", "scan.dcm"]) == 0
    below = expected_rgba(reread(scan()))
    drawn = np.zeros(STORED.shape, bool)
    drawn[5, 10:41] = drawn[5:21, 40] = True
    found = pixels("scan.png")
    np.testing.assert_array_equal(found[~drawn], below[~drawn])
    assert (found[drawn] == [230, 25, 75, 255]).all()
