"""The functional groups of frames are read one by one, and are what pydicom makes of them."""

from dataclasses import fields, is_dataclass
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.uid import (
    UID,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)

import wheel
from datasets import file_bytes, item
from dicom_viewer import Study, View
from dicom_viewer.dataset import frame_groups as module
from dicom_viewer.dataset.elements import has_macro
from dicom_viewer.dataset.file_bytes import MemoryBytes
from dicom_viewer.dataset.frame_groups import FrameGroups, frame_groups
from dicom_viewer.dataset.raw_items import RawElement, clean_values
from dicom_viewer.file_format.dicom_file import read_dataset
from dicom_viewer.metadata.metadata import json_model
from dicom_viewer.pixels.description import describe_pixels
from dicom_viewer.stacks.frame_attributes import attributes_of_frames, instance_attributes
from dicom_viewer.turns import finish
from harness import outcome
from slices import AXIAL, enhanced_image, plane_group

pytestmark = pytest.mark.filterwarnings("ignore")

ENCODINGS = {
    "implicit": ImplicitVRLittleEndian,
    "explicit": ExplicitVRLittleEndian,
    "big endian": ExplicitVRBigEndian,
}


def group(number: int) -> Dataset:
    """Return the functional groups of a frame of an MR object, of which some are equal in all."""
    return item(
        FrameContentSequence=[
            item(
                FrameAcquisitionNumber=number // 2,
                FrameAcquisitionDateTime=f"20260102030405.{number:06}",
                DimensionIndexValues=[1, number + 1],
                StackID="première" if number == 3 else "A",
                TemporalPositionIndex=number % 2 + 1,
            )
        ],
        PlanePositionSequence=[item(ImagePositionPatient=["-1.50 ", "2", f" {number}.250"])],
        MREchoSequence=[item(EffectiveEchoTime=12.5)],
        MRDiffusionSequence=[
            item(
                DiffusionDirectionality="DIRECTIONAL",
                DiffusionBValue=float(number),
                DiffusionGradientDirectionSequence=[
                    item(DiffusionGradientOrientation=[0.0, 0.6, 0.8])
                ],
            )
        ],
        MRImageFrameTypeSequence=[
            item(FrameType=["ORIGINAL", "PRIMARY"], ComplexImageComponent="MAGNITUDE")
        ],
        CardiacSynchronizationSequence=[item(NominalCardiacTriggerDelayTime=float(number))],
        DerivationImageSequence=[],
        FrameAnatomySequence=[item(FrameLaterality="r bad value that is much too long")],
    )


def enhanced(encoding: UID, *, is_undefined_length: bool, count: int = 6) -> bytes:
    """Return a file of an enhanced object."""
    groups = [group(number) for number in range(count)]
    dataset = enhanced_image(groups, plane_group(AXIAL))
    dataset.SpecificCharacterSet = "ISO_IR 100"
    dataset.file_meta.TransferSyntaxUID = encoding
    if is_undefined_length:
        dataset["PerFrameFunctionalGroupsSequence"].is_undefined_length = True
        for each in groups:
            each.is_undefined_length_sequence_item = True
            for element in each:
                element.is_undefined_length = True
    return file_bytes(dataset)


FILES = {
    f"{name}, {'un' * is_undefined}defined lengths": enhanced(
        encoding, is_undefined_length=is_undefined
    )
    for name, encoding in ENCODINGS.items()
    for is_undefined in (False, True)
}


def plain(value: object) -> object:
    """Return what can be compared: arrays and data classes as tuples."""
    if isinstance(value, np.ndarray):
        return tuple(value.tolist())
    if is_dataclass(value):
        return tuple(plain(getattr(value, each.name)) for each in fields(value))
    return value


def attributes(dataset: Dataset) -> list[object]:
    instance = instance_attributes(dataset, describe_pixels(dataset))
    return [plain(each) for each in finish(attributes_of_frames(dataset, instance))]


def with_groups(data: bytes) -> tuple[Dataset, FrameGroups]:
    dataset, _ = read_dataset(MemoryBytes(data))
    groups = frame_groups(dataset)
    assert groups is not None
    return dataset, groups


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_each_item_is_what_pydicom_reads(data: bytes) -> None:
    _, groups = with_groups(data)
    expected = dcmread(BytesIO(data)).PerFrameFunctionalGroupsSequence
    assert groups.count == len(expected)
    assert [groups.item(frame) for frame in range(groups.count)] == list(expected)
    assert list(groups.value) == list(expected)
    assert groups.item(-1) is groups.item(groups.count) is None


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_what_sorts_frames_is_the_same_as_from_data_sets(data: bytes) -> None:
    dataset, _ = with_groups(data)
    found = attributes(dataset)
    assert found == attributes(dcmread(BytesIO(data)))
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_the_json_model_is_the_same_as_from_data_sets(data: bytes) -> None:
    dataset, _ = with_groups(data)
    assert json_model(dataset) == json_model(dcmread(BytesIO(data)))


ENHANCED = [
    name for name in wheel.names() if b"\x00\x52\x30\x92" in (wheel.FILES / name).read_bytes()
]


@pytest.mark.parametrize("name", ENHANCED)
def test_files_of_others_are_read_the_same(name: str) -> None:
    data = (wheel.FILES / name).read_bytes()
    dataset, _ = read_dataset(MemoryBytes(data))
    expected = dcmread(BytesIO(data))
    assert json_model(dataset) == json_model(expected)
    assert attributes(dataset) == attributes(expected)


@pytest.fixture
def data_sets(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list to which the sizes of items are added of which data sets are made."""
    sizes: list[int] = []
    read = module.read_dataset

    def counted(file: BytesIO, *args: Any, **options: Any) -> Dataset:  # noqa: ANN401
        sizes.append(len(file.getvalue()))
        return read(file, *args, **options)

    monkeypatch.setattr(module, "read_dataset", counted)
    return sizes


@pytest.mark.parametrize("is_undefined_length", [False, True])
def test_opening_makes_data_sets_of_few_frames(
    data_sets: list[int], *, is_undefined_length: bool
) -> None:
    data = enhanced(ExplicitVRLittleEndian, is_undefined_length=is_undefined_length, count=300)
    study = Study()
    study.add(0, data)
    series = study.series[0]
    series.images(View())
    metadata = series.metadata(View())
    assert len(metadata["52009230"]["Value"]) == 300
    assert metadata["geometry"]["slices"] >= 100
    assert len(data_sets) < 5


def test_a_macro_of_any_frame_is_found() -> None:
    groups = [group(number) for number in range(3)]
    groups[2].FrameDisplayShutterSequence = [item(ShutterShape="CIRCULAR")]
    dataset, _ = with_groups(file_bytes(enhanced_image(groups, plane_group(AXIAL))))
    assert has_macro(dataset, "FrameDisplayShutterSequence")
    assert has_macro(dataset, "PixelMeasuresSequence")
    assert not has_macro(dataset, "FrameVOILUTSequence")


def test_a_file_cut_or_damaged_within_the_groups_is_shown_or_an_error() -> None:
    data = enhanced(ExplicitVRLittleEndian, is_undefined_length=True)
    start = data.index(b"\x00\x52\x30\x92")
    end = data.rindex(b"\xe0\x7f\x10\x00")
    generator = np.random.default_rng(5)
    for _ in range(200):
        damaged = bytearray(data)
        for at in generator.integers(start, end, 3):
            damaged[at] = generator.integers(256)
        assert outcome(bytes(damaged)) in ("shown", "truncated", "decode", "no-image")
    for length in range(start, len(data), 101):
        assert outcome(data[:length]) in ("shown", "truncated", "no-image")


@pytest.mark.parametrize(
    ("vr", "value"),
    [
        ("DS", b"1.5\\"),
        ("DS", b"one"),
        ("DS", b"nan "),
        ("IS", b"1.5 "),
        ("IS", b"12345678901 "),
        ("US", b"\0\0\0"),
        ("CS", b"lower case"),
        ("DT", b"tomorrow"),
        ("SH", b"caf\xe9"),
        ("UI", b"1.02"),
        ("PN", b"A^B"),
        ("CS", b""),
    ],
)
def test_what_pydicom_would_warn_of_or_convert_otherwise_is_left_to_it(
    vr: str, value: bytes
) -> None:
    assert clean_values(RawElement(0, vr, value), is_little_endian=True) is None
