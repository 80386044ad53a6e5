"""Every file of pydicom's wheel: its pixels, or the code that says why there are none."""

import json
from collections.abc import Iterator

import numpy as np
import pytest
from pydicom.valuerep import STANDARD_VR

import wheel
from dicom_viewer import Instance, View, ViewerError
from reference import expected_rgba
from reference_pixels import frame_count, transfer_syntax

pytestmark = pytest.mark.filterwarnings("ignore")  # the files are odd on purpose

IMAGES = wheel.images()
ERRORS = wheel.error_codes()


@pytest.mark.parametrize("name", IMAGES)
def test_the_first_and_the_last_frame_are_those_of_the_standard(name: str) -> None:
    instance = Instance.open((wheel.FILES / name).read_bytes())
    last = frame_count(wheel.read(name)) - 1
    assert instance.summary["frameCount"] == last + 1
    for frame in {0, last}:
        rgba = instance.render(View(frame)).rgba
        np.testing.assert_array_equal(rgba, expected_rgba(wheel.read(name), frame))


@pytest.mark.usefixtures("native_decoders_only")
@pytest.mark.parametrize(("name", "code"), sorted(ERRORS.items()))
def test_what_is_no_image_has_the_code_that_says_why(name: str, code: str) -> None:
    with pytest.raises(ViewerError) as caught:
        Instance.open((wheel.FILES / name).read_bytes())
    assert caught.value.code == code


def test_no_file_drops_out() -> None:
    assert len(wheel.names()) >= 170
    assert set(IMAGES) | ERRORS.keys() == set(wheel.names())
    assert len(IMAGES) >= 61
    codes = list(ERRORS.values())
    assert codes.count("transfer-syntax") >= 30
    assert codes.count("no-image") >= 60


def test_every_transfer_syntax_and_photometric_interpretation_of_the_issue_is_among_them() -> None:
    datasets = [wheel.read(name) for name in IMAGES]
    assert {transfer_syntax(dataset) for dataset in datasets} >= wheel.NATIVE - {None}
    assert {dataset.PhotometricInterpretation for dataset in datasets} == {
        "MONOCHROME1",
        "MONOCHROME2",
        "PALETTE COLOR",
        "RGB",
        "YBR_FULL_422",
    }
    assert {dataset.BitsAllocated for dataset in datasets} == {1, 8, 16, 32}


@pytest.mark.parametrize(
    ("same", "others"),
    [
        ("MR_small.dcm", ["MR_small_RLE.dcm", "MR_small_bigendian.dcm", "MR_small_implicit.dcm"]),
        ("rtdose.dcm", ["rtdose_expb.dcm", "rtdose_rle.dcm"]),
        ("liver_1frame.dcm", ["liver_expb_1frame.dcm"]),
    ],
)
def test_one_image_in_several_encodings_looks_the_same(same: str, others: list[str]) -> None:
    want = Instance.open((wheel.FILES / same).read_bytes()).render(View(frame=2)).rgba
    for other in others:
        rgba = Instance.open((wheel.FILES / other).read_bytes()).render(View(frame=2)).rgba
        np.testing.assert_array_equal(rgba, want)


@pytest.mark.parametrize("name", IMAGES)
def test_the_metadata_are_json_without_bulk_data(name: str) -> None:
    metadata = Instance.open((wheel.FILES / name).read_bytes()).metadata
    assert "InlineBinary" not in json.dumps(metadata, allow_nan=False)
    assert metadata["7FE00010"].keys() == {"vr"}
    assert {entry["vr"] for entry in elements(metadata)} <= set(map(str, STANDARD_VR))


def elements(model: dict) -> Iterator[dict]:
    """Yield the elements of a model, also those in sequences."""
    for tag, entry in model.items():
        if tag == "summary":
            continue
        yield entry
        if entry["vr"] == "SQ":
            for each in entry["Value"]:
                yield from elements(each)
