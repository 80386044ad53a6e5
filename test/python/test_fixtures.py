"""The files for other tests: all there, the same each time, shown as the standard says."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from pydicom import dcmread

import generate
from datasets import file_bytes
from dicom_viewer import Instance, View, ViewerError
from reference import expected_rgba
from reference_layer import expected_layer

CODES = generate.NOT_SHOWN | {"part-2": "transfer-syntax"}  # whose codec a browser has


@pytest.mark.filterwarnings("ignore::dicom_viewer.ViewerWarning")
@pytest.mark.parametrize("name", sorted(generate.CATALOGUE.keys() - CODES.keys()))
def test_a_fixture_is_shown_as_the_standard_says(name: str) -> None:
    data = file_bytes(generate.CATALOGUE[name]())
    instance = Instance.open(data)
    for frame in {0, instance.summary["frameCount"] - 1}:
        want = expected_rgba(dcmread(BytesIO(data)), frame)
        np.testing.assert_array_equal(instance.render(View(frame)).rgba, want)


@pytest.mark.parametrize(
    ("name", "shutter_gray"), [("overlays", 64), ("overlay-frames", 0), ("overlay-embedded", 0)]
)
def test_the_layer_of_a_fixture_is_as_the_standard_says(name: str, shutter_gray: int) -> None:
    data = file_bytes(generate.CATALOGUE[name]())
    instance = Instance.open(data)
    for frame in range(instance.summary["frameCount"]):
        want = expected_layer(dcmread(BytesIO(data)), frame, (shutter_gray,) * 3)
        np.testing.assert_array_equal(instance.render_layer(frame), want)


@pytest.mark.usefixtures("native_decoders_only")
@pytest.mark.parametrize(("name", "code"), sorted(CODES.items()))
def test_a_fixture_of_an_error_gives_its_code(name: str, code: str) -> None:
    with pytest.raises(ViewerError) as caught:
        Instance.open(file_bytes(generate.CATALOGUE[name]()))
    assert caught.value.code == code


def test_the_generator_writes_the_same_files_each_time(tmp_path: Path) -> None:
    generate.write(tmp_path / "one")
    subprocess.run(  # noqa: S603 - our own script
        [sys.executable, generate.__file__, tmp_path / "two"], check=True
    )
    one, two = (sorted((tmp_path / name).iterdir()) for name in ("one", "two"))
    assert [path.name for path in one] == [path.name for path in two]
    assert len(one) == len(generate.CATALOGUE) + 3
    assert all(a.read_bytes() == b.read_bytes() for a, b in zip(one, two, strict=True))
