"""Stored values to modality values: rescale, tables and functional groups (PS3.3 C.11.1)."""

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.uid import (
    DigitalXRayImageStorageForPresentation,
    ExplicitVRBigEndian,
    XRayAngiographicImageStorage,
    XRayRadiofluoroscopicImageStorage,
)

from datasets import image, item, lut_item
from dicom_viewer import View
from harness import TRANSFER_SYNTAXES, expected, opened, reread, stored_values
from reference import modality_values

RESCALES = [
    (1, -1024),
    (1, 1e10),
    (2, 0),
    (-1, 0),
    (-3, 65535),
    (0.5, 0),
    (-0.001, 4.25),
    (1.22e-5, -0.4),
    (1e6, 1),
]
TABLES = {
    "8 bits packed": {"bits": 8, "packed": True},
    "8 bits in words": {"bits": 8},
    "16 bits": {"bits": 16},
    "16 bits as US": {"bits": 16, "vr": "US"},
}


def assert_shown_and_probed(dataset: Dataset, frames: int = 1) -> None:
    instance = opened(dataset)
    for frame in range(frames):
        np.testing.assert_array_equal(instance.render(View(frame)).rgba, expected(dataset, frame))
        want = modality_values(reread(dataset), frame)
        got = [
            [instance.pixel_at(frame, x, y) for x in range(want.shape[1])] for y in range(len(want))
        ]
        assert got == want.tolist()


@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.int16, np.uint32, np.int32])
@pytest.mark.parametrize(("slope", "intercept"), RESCALES)
def test_rescale_gives_the_values_that_are_windowed_and_probed(
    slope: float, intercept: float, dtype: type, photometric: str
) -> None:
    kind = np.dtype(dtype)
    stored = stored_values((6, 5), kind.itemsize * 8, signed=kind.kind == "i").astype(dtype)
    dataset = image(
        stored, photometric=photometric, RescaleSlope=str(slope), RescaleIntercept=str(intercept)
    )
    assert_shown_and_probed(dataset)
    dataset.WindowCenter, dataset.WindowWidth = 40, 400
    assert_shown_and_probed(dataset)


@pytest.mark.parametrize(
    ("elements", "values"),
    [
        ({"RescaleSlope": 0, "RescaleIntercept": 5}, [6, 7, 8]),
        ({"RescaleIntercept": -5}, [-4, -3, -2]),
        ({"RescaleSlope": 3}, [3, 6, 9]),
        ({"RescaleSlope": "", "RescaleIntercept": ""}, [1, 2, 3]),
        ({}, [1, 2, 3]),
    ],
    ids=["slope 0", "no slope", "no intercept", "empty", "neither"],
)
def test_half_a_rescale_is_completed(elements: dict, values: list[int]) -> None:
    instance = opened(image(np.array([[1, 2, 3]], np.uint16), **elements))
    assert [instance.pixel_at(0, x, 0) for x in range(3)] == values


def test_float_pixel_data_are_rescaled_too() -> None:
    stored = np.array([[0.5, 1.5, -2.0]], np.float32)
    assert_shown_and_probed(image(stored, RescaleSlope=2, RescaleIntercept=1))


@pytest.mark.parametrize("signed", [False, True], ids=["unsigned", "signed"])
@pytest.mark.parametrize("first", [-20, 0, 30])
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("syntax", TRANSFER_SYNTAXES)
def test_every_kind_of_modality_lut_is_looked_up(
    *, syntax: str, table: str, first: int, signed: bool
) -> None:
    first = max(first, -20 if signed else 0)
    uid = TRANSFER_SYNTAXES[syntax]
    entries = np.random.default_rng(5).integers(0, 1 << TABLES[table]["bits"], 77)
    lut = lut_item(entries, first=first, big_endian=uid == ExplicitVRBigEndian, **TABLES[table])
    dataset = image(
        stored_values((5, 6), 8, signed=signed).astype(np.int8 if signed else np.uint8),
        transfer_syntax=uid,
        ModalityLUTSequence=[lut],
        RescaleSlope=7,
    )
    assert_shown_and_probed(dataset)


def test_a_modality_lut_feeds_a_voi_lut() -> None:
    # the first input 40000 of the VOI LUT is unsigned, although stored values are signed
    dataset = image(
        stored_values((9, 9), 8, signed=True).astype(np.int8),
        transfer_syntax=TRANSFER_SYNTAXES["implicit"],
        ModalityLUTSequence=[lut_item(np.arange(256) * 250, first=-128)],
        VOILUTSequence=[lut_item(np.arange(20000) * 3, first=40000)],
    )
    assert_shown_and_probed(dataset)


def enhanced(**shared: object) -> Dataset:
    stored = np.arange(3 * 20, dtype=np.uint16).reshape(3, 4, 5)
    dataset = image(stored)
    if shared:
        dataset.SharedFunctionalGroupsSequence = [item(**shared)]
    return dataset


def rescale(slope: float, intercept: float) -> list[Dataset]:
    return [item(RescaleSlope=slope, RescaleIntercept=intercept, RescaleType="US")]


def window(center: float, width: float, **elements: object) -> list[Dataset]:
    return [item(WindowCenter=center, WindowWidth=width, **elements)]


def test_shared_functional_groups_hold_for_every_frame() -> None:
    dataset = enhanced(
        PixelValueTransformationSequence=rescale(2, -7), FrameVOILUTSequence=window(0, 60)
    )
    dataset.RescaleSlope, dataset.WindowCenter, dataset.WindowWidth = 9, 9, 9
    assert_shown_and_probed(dataset, frames=3)


def test_per_frame_functional_groups_hold_for_their_frame() -> None:
    dataset = enhanced()
    dataset.PerFrameFunctionalGroupsSequence = [
        item(
            PixelValueTransformationSequence=rescale(slope, -3),
            FrameVOILUTSequence=window(10 * slope, 30, VOILUTFunction=function),
        )
        for slope, function in ((1, "LINEAR"), (2.5, "LINEAR_EXACT"), (-4, "SIGMOID"))
    ]
    assert_shown_and_probed(dataset, frames=3)
    instance = opened(dataset)
    centers = [instance.render(View(frame)).window_center for frame in range(3)]
    assert centers == [10, 25, -40]


def test_a_frame_without_its_own_macro_takes_the_shared_one_and_then_the_data_sets() -> None:
    dataset = enhanced(FrameVOILUTSequence=window(20, 40))
    dataset.RescaleSlope, dataset.RescaleIntercept = 3, 1
    dataset.PerFrameFunctionalGroupsSequence = [
        item(FrameVOILUTSequence=window(50, 20)),
        item(PixelValueTransformationSequence=rescale(1, 0)),
    ]
    assert_shown_and_probed(dataset, frames=3)


XA_AND_XRF = [XRayAngiographicImageStorage, XRayRadiofluoroscopicImageStorage]


@pytest.mark.parametrize("relationship", ["LOG", "DISP", "LIN", None])
@pytest.mark.parametrize("sop_class", [*XA_AND_XRF, DigitalXRayImageStorageForPresentation])
@pytest.mark.parametrize("signed", [False, True], ids=["unsigned", "signed"])
@pytest.mark.parametrize("kind", ["table", "rescale"])
def test_a_modality_lut_that_leads_back_to_x_rays_is_not_for_display(
    *, kind: str, signed: bool, sop_class: str, relationship: str | None
) -> None:
    table = [lut_item(np.arange(256) ** 2, first=-128 if signed else 0)]
    dataset = image(
        stored_values((5, 6), 8, signed=signed).astype(np.int8 if signed else np.uint8),
        SOPClassUID=sop_class,
        VOILUTSequence=[lut_item(np.arange(0, 65536, 300), first=-100 if signed else 20)],
    )
    if kind == "table":
        dataset.ModalityLUTSequence = table
    else:
        dataset.RescaleSlope, dataset.RescaleIntercept = 3, 5
    if relationship:
        dataset.PixelIntensityRelationship = relationship
    assert_shown_and_probed(dataset)
    is_applied = relationship not in ("LOG", "DISP") or sop_class not in XA_AND_XRF
    greatest = 127 if signed else 255
    assert (opened(dataset).pixel_at(0, 1, 0) == greatest) is not is_applied


def test_a_frame_has_its_own_voi_lut() -> None:
    dataset = enhanced(PixelValueTransformationSequence=rescale(1, -30))
    dataset.PerFrameFunctionalGroupsSequence = [
        item(FrameVOILUTSequence=[item(VOILUTSequence=[lut])])
        for lut in (
            lut_item(np.arange(20) * 13, first=-25, bits=8),
            lut_item(np.arange(9) * 7000, first=-5),
            lut_item(np.arange(30) * 100, first=2, bits=12),
        )
    ]
    dataset.WindowCenter, dataset.WindowWidth = 1, 2
    assert_shown_and_probed(dataset, frames=3)


@pytest.mark.parametrize("dtype", [np.uint16, np.float32, np.float64])
def test_a_parametric_map_is_shown_by_its_window_and_not_by_its_real_world_values(
    dtype: type,
) -> None:
    mapping = item(RealWorldValueFirstValueMapped=0, RealWorldValueLastValueMapped=9)
    mapping.RealWorldValueIntercept, mapping.RealWorldValueSlope = 5.0, 1000.0
    dataset = image(np.arange(40).reshape(2, 4, 5).astype(dtype))
    dataset.SharedFunctionalGroupsSequence = [item(RealWorldValueMappingSequence=[mapping])]
    assert_shown_and_probed(dataset, frames=2)
    dataset.SharedFunctionalGroupsSequence = [
        item(RealWorldValueMappingSequence=[mapping], FrameVOILUTSequence=window(20, 10))
    ]
    assert_shown_and_probed(dataset, frames=2)
    assert opened(dataset).render(View(1)).window_width == 10
