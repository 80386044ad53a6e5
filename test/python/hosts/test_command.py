"""`python -m dicom_viewer`: it writes what the standard asks for, and says what is off."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from pydicom.dataset import Dataset

import corpus
from datasets import add_overlay, file_bytes, image, reread
from dicom_viewer.hosts.command.command import main
from planes import scan_of
from reference import Window, expected_rgba
from reference_layer import expected_layer
from slices import stack_images

ENCODINGS = {file.encoding.name: file for file in corpus.files() if file.encoding.is_lossless}
RAMP = np.arange(-600, 1200, dtype=np.int16).reshape(30, 60)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ct(**elements: object) -> Dataset:
    return image(RAMP, Modality="CT", WindowCenter=40, WindowWidth=400, **elements)


def written(dataset: Dataset, name: str = "scan.dcm") -> str:
    Path(name).write_bytes(file_bytes(dataset))
    return name


def pixels(path: str = "out.png") -> NDArray[np.uint8]:
    with Image.open(path) as picture:
        return np.asarray(picture)


@pytest.mark.parametrize("name", ENCODINGS)
def test_every_lossless_encoding_gives_the_pixels_that_went_in(name: str, folder: Path) -> None:
    file = ENCODINGS[name]
    path = file.write(folder)
    assert main([str(path), "-o", "out.png", "--overlays", "off"]) == 0
    np.testing.assert_array_equal(pixels(), expected_rgba(reread(file.picture.dataset())))


@pytest.mark.parametrize(
    ("options", "wish"),
    [
        ([], {}),
        (["--window-center", "-100", "--window-width", "50"], {"window": Window(-100, 50)}),
        (["--wc=-100", "--ww=50"], {"window": Window(-100, 50)}),
        (["--preset", "lung"], {"window": Window(-600, 1500)}),
        (["--voi", "1"], {"voi": 1}),
        (["--voi", "BONE"], {"voi": 1}),
        (["--colormap", "hot", "--invert"], {"colormap": "hot", "invert": True}),
    ],
)
def test_an_option_is_the_attribute_of_its_name(
    options: list[str], wish: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    names = ["SOFT", "BONE"]
    dataset = image(
        RAMP,
        Modality="CT",
        WindowCenter=[40, 400],
        WindowWidth=[400, 1800],
        WindowCenterWidthExplanation=names,
    )
    assert main([written(dataset), "-o", "out.png", *options]) == 0
    np.testing.assert_array_equal(pixels(), expected_rgba(reread(dataset), **wish))
    assert capsys.readouterr() == ("out.png\n", "")


def test_a_frame_is_chosen() -> None:
    dataset = image(np.arange(3 * 4 * 5, dtype=np.uint8).reshape(3, 4, 5))
    main([written(dataset), "-o", "out.png", "--frame", "2"])
    np.testing.assert_array_equal(pixels(), expected_rgba(reread(dataset), 2))


def test_several_files_and_a_folder_of_them_are_one_series(folder: Path) -> None:
    slices = stack_images([0, 2, 4], stored=None, bits=None)
    for index, each in enumerate(slices):
        each.PixelData = bytes([index * 40]) * len(each.PixelData)
        each.WindowCenter, each.WindowWidth = 50, 100
    (folder / "series").mkdir()
    names = [written(each, f"series/{index}") for index, each in enumerate(reversed(slices))]
    main([*names, "--frame", "0", "-o", "files.png"])
    main(["series", "--frame", "0", "-o", "folder.png"])
    np.testing.assert_array_equal(pixels("files.png"), expected_rgba(reread(slices[0])))
    np.testing.assert_array_equal(pixels("folder.png"), pixels("files.png"))


def test_a_series_is_chosen(folder: Path) -> None:
    (folder / "study").mkdir()
    for index in range(2):
        uids = {"SeriesInstanceUID": f"1.2.{index}", "SOPInstanceUID": f"1.2.{index}.1"}
        dataset = image(RAMP + index, SeriesNumber=index + 1, **uids)
        dataset.WindowCenter, dataset.WindowWidth = 0, 400
        written(dataset, f"study/{index}")
    main(["study", "--series", "1", "-o", "out.png"])
    np.testing.assert_array_equal(pixels(), expected_rgba(reread(dataset)))


def test_a_plane_is_cut_through_the_series(folder: Path) -> None:
    rng = np.random.default_rng(0)
    (folder / "stack").mkdir()
    slices = stack_images([0, 2, 4, 6])
    for index, each in enumerate(slices):
        each.PixelData = rng.integers(0, 255, each.Rows * each.Columns, np.uint8).tobytes()
        written(each, f"stack/{index}")
    scan = scan_of([reread(each) for each in slices])
    options = ["--plane", "coronal", "--window-center", "128", "--window-width", "256"]
    main(["stack", *options, "--frame", "1", "-o", "out.png"])
    plane = scan.plane("coronal", 1)
    assert pixels().shape[:2] == plane.shape
    gray = np.clip(np.floor((plane - 127.5) / 255 * 255 + 127.5 + 0.5), 0, 255)
    assert np.abs(pixels()[..., 0] - gray).max() <= 1


def test_three_planes_are_three_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "stack").mkdir()
    for index, each in enumerate(stack_images([0, 2, 4, 6])):
        written(each, f"stack/{index}")
    assert main(["stack", "--plane", "mpr", "-o", "out.png"]) == 0
    names = ["out-axial.png", "out-coronal.png", "out-sagittal.png"]
    assert capsys.readouterr().out.split() == names
    assert all(Path(name).exists() for name in names)


def test_overlays_are_drawn_unless_they_are_off() -> None:
    dataset = add_overlay(ct(), np.eye(30, 60, dtype=np.uint8))
    frame = expected_rgba(reread(dataset))
    layer = expected_layer(reread(dataset))
    main([written(dataset), "-o", "on.png"])
    main([written(dataset), "-o", "off.png", "--overlays", "off"])
    np.testing.assert_array_equal(pixels("on.png"), np.where(layer[..., 3:] > 0, layer, frame))
    np.testing.assert_array_equal(pixels("off.png"), frame)


def test_without_a_name_the_file_has_that_of_the_first_and_replaces_none(
    capsys: pytest.CaptureFixture[str],
) -> None:
    name = written(ct())
    assert main([name]) == 0
    assert capsys.readouterr().out == "scan.png\n"
    assert main([name]) == 1
    assert capsys.readouterr().err == "error: scan.png can't be written: File exists.\n"
    assert main([name, "-o", "scan.png"]) == 0


def test_what_is_no_dicom_file_has_the_code_and_the_sentence_of_the_page(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("letter.txt").write_text("Dear colleague")
    assert main(["letter.txt", "-o", "out.png"]) == 1
    assert capsys.readouterr().err == (
        "error (not-dicom): This is not a DICOM file. Choose a DICOM file.\n"
    )
    assert not Path("out.png").exists()


def test_a_file_that_is_missing_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nowhere.dcm"]) == 1
    assert capsys.readouterr().err.startswith("error (network): nowhere.dcm can't be read.")


def test_an_empty_folder_has_no_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "empty").mkdir()
    assert main(["empty"]) == 1
    assert capsys.readouterr().err.startswith("error (not-dicom): There is no file.")


def test_files_that_are_not_shown_are_warned_of(capsys: pytest.CaptureFixture[str]) -> None:
    Path("letter.txt").write_text("Dear colleague")
    assert main([written(ct()), "letter.txt", "-o", "out.png"]) == 0
    assert capsys.readouterr().err == (
        "warning (files): 1 of 2 files can't be shown. letter.txt: This is not a DICOM file.\n"
    )


def test_where_none_is_shown_the_reasons_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("letter.txt").write_text("Dear colleague")
    assert main(["letter.txt", "nowhere"]) == 1
    assert capsys.readouterr().err.startswith(
        "error (network): None of 2 files can be shown. letter.txt: This is not a DICOM file. "
        "nowhere: nowhere can't be read."
    )


def test_a_preset_that_does_not_exist_is_warned_of(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([written(ct()), "--preset", "nose", "-o", "out.png"]) == 0
    assert capsys.readouterr().err.startswith("warning (view): ")


def test_three_planes_do_not_go_to_the_standard_output() -> None:
    with pytest.raises(SystemExit) as caught:
        main(["x.dcm", "--plane", "mpr", "-o", "-"])
    assert caught.value.code == 2


def test_as_a_module_it_writes_to_the_standard_output(folder: Path) -> None:
    dataset = ct()
    command = [sys.executable, "-m", "dicom_viewer", written(dataset), "-o", "-"]
    output = subprocess.run(  # noqa: S603 - written here
        command, capture_output=True, check=True, cwd=folder
    ).stdout
    Path("out.png").write_bytes(output)
    np.testing.assert_array_equal(pixels(), expected_rgba(reread(dataset)))
