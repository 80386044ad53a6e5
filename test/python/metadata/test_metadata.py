"""The DICOM JSON model (PS3.18 Annex F), character sets, invalid values, the pixel's shape."""

import struct
import warnings

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset

import wheel
from datasets import element, file_bytes, image, item, lut_item
from dicom_viewer import Instance, ViewerWarning
from dicom_viewer.metadata.metadata import json_model
from harness import opened

PATIENT_NAME = "00100010"
CLEAN_FILES = ["CT_small.dcm", "MR_small.dcm", "examples_palette.dcm", "examples_overlay.dcm"]


def without_bulk(model: dict) -> dict:
    """Drop the values of binary value representations, also in sequences."""
    out = {}
    for tag, entry in model.items():
        if entry["vr"] == "SQ":
            items = [without_bulk(each) for each in entry.get("Value", [])]
            out[tag] = {"vr": "SQ", "Value": items}
        else:
            out[tag] = {key: value for key, value in entry.items() if key != "InlineBinary"}
    return out


@pytest.mark.parametrize("name", CLEAN_FILES)
def test_the_model_is_pydicoms_but_for_bulk_data(name: str) -> None:
    metadata = dict(Instance.open((wheel.FILES / name).read_bytes()).metadata)
    summary = metadata.pop("summary")
    assert summary["rows"] > 0
    assert metadata == without_bulk(wheel.read(name).to_json_dict())


def without_padding(model: dict) -> dict:
    """Drop trailing spaces of code strings, which mean nothing (PS3.5 6.2)."""
    out = {}
    for tag, entry in model.items():
        values = entry.get("Value", [])
        if entry["vr"] == "SQ":
            values = [without_padding(each) for each in values]
        elif entry["vr"] == "CS":
            values = [each.rstrip() for each in values]
        out[tag] = entry | ({"Value": values} if values else {})
    return out


def to_json_dict(name: str) -> dict | None:
    """Return pydicom's model of a file; None where pydicom warns of what is in it, or gives up."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            dataset = dcmread(wheel.FILES / name)
            return without_bulk(dataset.to_json_dict())
        except Exception:  # noqa: BLE001 - pydicom raises what its converters raise
            return None


def test_elements_that_pydicom_need_not_convert_have_its_model() -> None:
    expected = {name: to_json_dict(name) for name in wheel.names()}
    clean = {name: model for name, model in expected.items() if model is not None}
    assert {*CLEAN_FILES} < clean.keys()
    for name, model in clean.items():
        found = json_model(dcmread(wheel.FILES / name))
        assert without_padding(found) == without_padding(model), name


def test_pydicom_converts_only_what_is_not_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = wheel.read("CT_small.dcm")
    converted = []
    convert = Dataset.__getitem__
    monkeypatch.setattr(
        Dataset, "__getitem__", lambda self, tag: converted.append(tag) or convert(self, tag)
    )
    model = json_model(dataset)
    assert 0 < len(converted) < len(model) / 5


def test_sequences_are_nested_and_their_bulk_data_left_out() -> None:
    lut = lut_item([1, 2, 3], explanation="curve")
    groups = [item(FrameVOILUTSequence=[item(WindowCenter=1, WindowWidth=2)])]
    dataset = image(
        np.zeros((2, 2), np.uint8), VOILUTSequence=[lut], SharedFunctionalGroupsSequence=groups
    )
    metadata = opened(dataset).metadata
    (entry,) = metadata["00283010"]["Value"]
    assert entry["00283006"] == {"vr": "OW"}
    assert entry["00283003"]["Value"] == ["curve"]
    (group,) = metadata["52009229"]["Value"]
    assert group["00289132"]["Value"][0]["00281050"] == {"vr": "DS", "Value": [1.0]}


@pytest.mark.parametrize(
    ("name", "patient"),
    [
        ("chrX1.dcm", {"Alphabetic": "Wang^XiaoDong", "Ideographic": "王^小東"}),
        ("chrX2.dcm", {"Alphabetic": "Wang^XiaoDong", "Ideographic": "王^小东"}),
        (
            "chrH31.dcm",
            {
                "Alphabetic": "Yamada^Tarou",
                "Ideographic": "山田^太郎",
                "Phonetic": "やまだ^たろう",
            },
        ),
        (
            "chrH32.dcm",
            {
                "Alphabetic": "ﾔﾏﾀﾞ^ﾀﾛｳ",
                "Ideographic": "山田^太郎",
                "Phonetic": "やまだ^たろう",
            },
        ),
        (
            "chrI2.dcm",
            {
                "Alphabetic": "Hong^Gildong",
                "Ideographic": "洪^吉洞",
                "Phonetic": "홍^길동",
            },
        ),
        ("chrGreek.dcm", {"Alphabetic": "Διονυσιος"}),
        ("chrRuss.dcm", {"Alphabetic": "Люкceмбypг"}),  # noqa: RUF001 - as the file has it
        ("chrGerm.dcm", {"Alphabetic": "Äneas^Rüdiger"}),
        ("chrArab.dcm", {"Alphabetic": "قباني^لنزار"}),
        ("chrHbrw.dcm", {"Alphabetic": "שרון^דבורה"}),
    ],
)
def test_names_are_read_in_their_character_set(name: str, patient: dict[str, str]) -> None:
    model = json_model(dcmread(wheel.CHARACTER_SETS / name))
    assert model[PATIENT_NAME] == {"vr": "PN", "Value": [patient]}


@pytest.mark.parametrize(
    ("character_set", "name"),
    [
        ("GB18030", "Wang^XiaoDong=王^小东"),
        (["", "ISO 2022 IR 87"], "Yamada^Tarou=山田^太郎=やまだ^たろう"),
        ("ISO_IR 192", "Ünï^Cödé=漢^字=かん^じ"),
    ],
    ids=["GB18030", "ISO 2022 JP", "UTF-8"],
)
def test_an_images_own_names_have_their_groups(character_set: str | list[str], name: str) -> None:
    dataset = image(
        np.zeros((2, 2), np.uint8), SpecificCharacterSet=character_set, PatientName=name
    )
    (patient,) = opened(dataset).metadata[PATIENT_NAME]["Value"]
    assert list(patient.values()) == name.split("=")


def test_text_of_a_file_is_only_text() -> None:
    name = "<script>alert(1)</script>"
    dataset = image(np.zeros((2, 2), np.uint8), PatientName=name)
    assert opened(dataset).metadata[PATIENT_NAME]["Value"] == [{"Alphabetic": name}]


def file_with_value(keyword: str, vr: str, value: str) -> bytes:
    """Return the file of an image with an element of any text, which pydicom would not write."""
    dataset = image(np.zeros((2, 2), np.uint8))
    dataset[keyword] = element(keyword, vr, "1" * len(value))
    data = file_bytes(dataset)
    tag = dataset[keyword].tag
    header = struct.pack("<HH2sH", tag.group, tag.element, vr.encode(), len(value))
    start = data.index(header) + len(header)
    return data[:start] + value.encode() + data[start + len(value) :]


@pytest.mark.parametrize(
    ("keyword", "tag", "vr", "value"),
    [
        ("SliceThickness", "00180050", "DS", "thin  "),
        ("ImagePositionPatient", "00200032", "DS", "1\\two\\3 "),
        ("InstanceNumber", "00200013", "IS", "1A"),
        ("NumberOfFrames", "00280008", "IS", "1A"),
    ],
)
def test_an_invalid_value_is_raw_with_a_warning(
    keyword: str, tag: str, vr: str, value: str
) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        metadata = Instance.open(file_with_value(keyword, vr, value)).metadata
    assert metadata[tag] == {"vr": vr, "Value": value.strip().split("\\")}
    assert metadata["00280010"]["Value"] == [2]
    ours = [each.message for each in caught if isinstance(each.message, ViewerWarning)]
    assert any(each.code == "metadata" for each in ours)


def test_numbers_that_json_has_not_are_null() -> None:
    dataset = image(
        np.zeros((2, 2), np.uint8),
        RecommendedDisplayFrameRateInFloat=float("nan"),
        PresentationPixelMagnificationRatio=float("-inf"),
        DiffusionBValue=float("inf"),
    )
    metadata = opened(dataset).metadata
    assert metadata["00089459"] == {"vr": "FL", "Value": [None]}
    assert metadata["00700103"] == {"vr": "FL", "Value": [None]}
    assert metadata["00189087"] == {"vr": "FD", "Value": [None]}


@pytest.mark.parametrize(
    ("elements", "ratio"),
    [
        ({}, 1),
        ({"PixelSpacing": [2.0, 1.0]}, 0.5),
        ({"PixelSpacing": [0.5, 0.75]}, 1.5),
        ({"ImagerPixelSpacing": [1.0, 2.0]}, 2),
        ({"NominalScannedPixelSpacing": [2.0, 5.0]}, 2.5),
        ({"PixelAspectRatio": ["4", "3"]}, 0.75),
        ({"PixelSpacing": [3.0, 6.0], "PixelAspectRatio": ["4", "3"]}, 2),
        ({"PixelSpacing": [0.0, 1.0], "PixelAspectRatio": ["1", "2"]}, 2),
        ({"PixelSpacing": ""}, 1),
        ({"PixelSpacing": [1.0]}, 1),
    ],
    ids=str,
)
def test_the_shape_of_a_pixel_is_its_width_by_its_height(elements: dict, ratio: float) -> None:
    # PS3.3 10.7.1.3: the spacing of rows, which is the height, comes first
    dataset = image(np.zeros((2, 2), np.uint8), **elements)
    assert opened(dataset).summary["pixelAspectRatio"] == pytest.approx(ratio)


def test_the_shape_of_a_pixel_may_stand_in_a_functional_group() -> None:
    groups = [item(PixelMeasuresSequence=[item(PixelSpacing=[1.0, 3.0])])]
    dataset = image(np.zeros((2, 2, 2), np.uint8), SharedFunctionalGroupsSequence=groups)
    assert opened(dataset).summary["pixelAspectRatio"] == 3
