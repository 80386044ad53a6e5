"""Damaged files and odd elements: shown as well as can be, or an error of the closed list."""

import re
import struct
from collections.abc import Callable
from itertools import product

import numpy as np
import pytest
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.uid import ImplicitVRLittleEndian, JPEGLSLossless, RLELossless

import wheel
from datasets import add_overlay, element, file_bytes, image, lut_item, palette
from encapsulated import compressed, item
from harness import outcome

pytestmark = pytest.mark.filterwarnings("ignore")  # pydicom's, of the damage

OUTCOMES = {
    "shown",
    "not-dicom",
    "truncated",
    "no-image",
    "transfer-syntax",
    "decode",
    "memory",
}
CELLS = np.arange(40)
BASES: dict[str, Callable[[], Dataset]] = {
    "gray": lambda: image(CELLS.reshape(2, 4, 5).astype(np.uint16)),
    "signed": lambda: image(
        CELLS.reshape(2, 4, 5).astype(np.int16), transfer_syntax=ImplicitVRLittleEndian
    ),
    "float": lambda: image(CELLS.reshape(2, 4, 5).astype(np.float32)),
    "rgb": lambda: image(CELLS[:36].reshape(2, 2, 3, 3).astype(np.uint8), photometric="RGB"),
    "rle": lambda: image(CELLS.reshape(2, 4, 5).astype(np.uint16), transfer_syntax=RLELossless),
    "jpeg-ls": lambda: compressed(image(CELLS.reshape(5, 8).astype(np.uint16)), JPEGLSLossless)[0],
    "palette": lambda: image(
        CELLS.reshape(2, 4, 5).astype(np.uint8),
        photometric="PALETTE COLOR",
        **palette(np.zeros((4, 3))),
    ),
    "layer": lambda: add_overlay(
        image(
            CELLS.reshape(2, 4, 5).astype(np.uint16),
            ShutterShape=["RECTANGULAR", "CIRCULAR", "POLYGONAL", "BITMAP"],
            ShutterLeftVerticalEdge=2,
            ShutterRightVerticalEdge=4,
            ShutterUpperHorizontalEdge=1,
            ShutterLowerHorizontalEdge=3,
            CenterOfCircularShutter=[2, 3],
            RadiusOfCircularShutter=2,
            VerticesOfThePolygonalShutter=[1, 1, 1, 5, 4, 3],
            ShutterOverlayGroup=0x6002,
        ),
        np.ones((2, 4, 5)),
    ),
    "tables": lambda: image(
        CELLS.reshape(2, 4, 5).astype(np.uint16),
        ModalityLUTSequence=[lut_item([1, 2])],
        VOILUTSequence=[lut_item([1, 2])],
    ),
}
ODDITIES: list[tuple[str, str, object]] = [
    ("Rows", "US", [1, 2]),
    ("Rows", "LO", "abc"),
    ("Rows", "US", 0),
    ("Columns", "US", 65535),
    ("BitsAllocated", "US", 1),
    ("BitsAllocated", "US", 8),
    ("BitsAllocated", "US", 24),
    ("BitsAllocated", "US", 32),
    ("BitsAllocated", "US", 64),
    ("BitsAllocated", "US", [16, 8]),
    ("BitsStored", "US", 0),
    ("BitsStored", "US", 40),
    ("BitsStored", "US", 60000),
    ("HighBit", "US", 3),
    ("HighBit", "US", 60000),
    ("SamplesPerPixel", "US", 0),
    ("SamplesPerPixel", "US", 2),
    ("PixelRepresentation", "US", 7),
    ("PlanarConfiguration", "US", 9),
    *(
        ("PhotometricInterpretation", "CS", term)
        for term in (
            "",
            "FOO",
            ["RGB", "X"],
            "HSV",
            "RGB",
            "YBR_FULL",
            "YBR_FULL_422",
            "YBR_PARTIAL_420",
            "PALETTE COLOR",
            "MONOCHROME1",
        )
    ),
    ("NumberOfFrames", "IS", "999999999"),
    ("NumberOfFrames", "IS", ["2", "3"]),
    ("NumberOfFrames", "PN", "5"),
    ("WindowCenter", "LO", "x"),
    ("WindowCenter", "DS", "1e308"),
    ("WindowWidth", "DS", "1e308"),
    ("WindowCenterWidthExplanation", "LO", ["a", "", "c"]),
    ("VOILUTFunction", "CS", ["SIGMOID", "x"]),
    *(("RescaleSlope", "DS", slope) for slope in ("1e308", "1e19", "9e18", "1e-320", ["1", "2"])),
    *(("RescaleIntercept", "DS", number) for number in ("1e308", "-9.3e18", "9.2e18")),
    ("PixelPaddingValue", "LO", "x"),
    ("PixelPaddingValue", "DS", "1e300"),
    ("PixelPaddingValue", "US", [1, 2]),
    ("VOILUTSequence", "LO", "text"),
    ("VOILUTSequence", "OB", b"1234"),
    ("VOILUTSequence", "SQ", []),
    ("ModalityLUTSequence", "SQ", [Dataset()]),
    ("SharedFunctionalGroupsSequence", "SQ", [Dataset()]),
    ("PerFrameFunctionalGroupsSequence", "LO", "text"),
    ("RedPaletteColorLookupTableDescriptor", "US", [0, 0]),
    ("RedPaletteColorLookupTableDescriptor", "US", [9, 60000, 99]),
    ("RedPaletteColorLookupTableData", "OW", b""),
    ("RedPaletteColorLookupTableData", "LO", "x"),
    ("RedPaletteColorLookupTableData", "SQ", [Dataset()]),
    ("SegmentedRedPaletteColorLookupTableData", "OW", b"\x02\x00\x01\x00"),
    ("FloatPixelData", "OF", b"1234"),
    ("DoubleFloatPixelData", "OD", b""),
    ("SpecificCharacterSet", "CS", "NOPE"),
    ("SpecificCharacterSet", "CS", ["ISO_IR 100", "FOO"]),
    ("PixelSpacing", "DS", ["1e-320", "1e300"]),
    ("PixelAspectRatio", "IS", ["0", "0"]),
    ("ShutterShape", "US", [1, 2]),
    ("ShutterShape", "SQ", [Dataset()]),
    *(
        (keyword, vr, value)
        for keyword in (
            "ShutterLeftVerticalEdge",
            "CenterOfCircularShutter",
            "RadiusOfCircularShutter",
            "VerticesOfThePolygonalShutter",
            "ShutterPresentationValue",
            "ShutterPresentationColorCIELabValue",
            "ShutterOverlayGroup",
        )
        for vr, value in (
            ("LO", "x"),
            ("DS", ["1e300", "-1e300", "7", "1e300", "5", "6.5"]),
            ("IS", ["2147483647", "-2147483648", "1", "3", "-2147483648", "2147483647"]),
            ("OB", b"1234"),
            ("SQ", []),
        )
    ),
    ("FrameDisplayShutterSequence", "SQ", [Dataset()]),
    ("SOPClassUID", "UI", ["1.2", "1.3"]),
    ("SOPClassUID", "UI", "x"),
    ("Modality", "CS", ["CT", "MR"]),
]


@pytest.mark.parametrize(
    ("base", "oddity"),
    [
        pytest.param(*case, id=f"{case[0]}-{case[1][0]}={case[1][2]}")
        for case in product(BASES, ODDITIES)
    ],
)
def test_an_odd_element_is_survived(base: str, oddity: tuple[str, str, object]) -> None:
    keyword, vr, value = oddity
    dataset = BASES[base]()
    dataset[keyword] = element(keyword, vr, value)
    assert outcome(file_bytes(dataset)) in OUTCOMES


@pytest.mark.parametrize("vr", [b"AT", b"DS", b"PN", b"UI", b"ZZ"])
@pytest.mark.parametrize("base", ["rle", "jpeg-ls", "palette", "tables"])
def test_an_element_of_another_vr_is_survived(base: str, vr: bytes) -> None:
    dataset = BASES[base]()
    dataset.NumberOfFrames = 3  # which is to be corrected
    data = file_bytes(dataset)
    # a tag of an even group and a VR of two capitals
    headers = [match.end() for match in re.finditer(rb"[^\x01]\0..(?=[A-Z]{2})", data, re.DOTALL)]
    outcomes = {outcome(data[:at] + vr + data[at + 2 :]) for at in headers}
    assert len(headers) > 20
    assert outcomes <= OUTCOMES


@pytest.mark.parametrize(("vr", "value"), [("US", 5), ("IS", "5"), ("LT", "text")])
def test_pixel_data_that_are_not_bytes_are_none(vr: str, value: object) -> None:
    dataset = BASES["gray"]()
    dataset["PixelData"] = element("PixelData", vr, value)
    assert outcome(file_bytes(dataset)) == "truncated"


def test_an_element_that_cannot_be_read_is_no_text() -> None:
    data = file_bytes(image(CELLS.astype(np.uint16).reshape(5, 8), Modality="OT"))
    unreadable = b"\x08\0\x60\0ZZ\x02\0OT"
    modality = b"\x08\0\x60\0CS\x02\0OT"
    items = b"SQ\0\0" + struct.pack("<L", 18) + item(unreadable)
    assert data.count(modality) == 1
    assert outcome(data.replace(modality, modality[:4] + items)) == "shown"


@pytest.mark.parametrize("number", [0x10, 0x11, 0x15, 0x40, 0x50, 0x51, 0x100, 0x102, 0x3000])
@pytest.mark.parametrize(
    ("vr", "value"),
    [
        ("US", 0),
        ("US", 65535),
        ("US", [1, 2, 3]),
        ("SS", [-32768, 32767]),
        ("IS", "2147483647"),
        ("DS", "1e300"),
        ("FD", [float("nan"), float("inf")]),
        ("LO", "x"),
        ("OB", b""),
        ("OB", b"12"),
        ("SQ", [Dataset()]),
    ],
    ids=str,
)
def test_an_odd_element_of_an_overlay_is_survived(number: int, vr: str, value: object) -> None:
    dataset = BASES["layer"]()
    dataset[0x6000, number] = DataElement((0x6000, number), vr, value)
    assert outcome(file_bytes(dataset)) == "shown"


@pytest.mark.parametrize(
    "name",
    [
        "CT_small.dcm",
        "MR_small_RLE.dcm",
        "image_dfl.dcm",
        "rtdose_expb.dcm",
        "SC_rgb_rle_2frame.dcm",
    ],
)
def test_a_file_of_the_wheel_cut_anywhere_is_shown_or_an_error(name: str) -> None:
    data = (wheel.FILES / name).read_bytes()
    lengths = [*range(0, 2000, 53), *np.linspace(2000, len(data) - 1, 25).astype(int).tolist()]
    outcomes = [outcome(data[:length]) for length in lengths]
    assert set(outcomes) <= OUTCOMES
    assert outcomes.count("truncated") > 5


@pytest.mark.parametrize(
    "name",
    [
        "CT_small.dcm",
        "MR_small_RLE.dcm",
        "MR_small_bigendian.dcm",
        "MR_small_implicit.dcm",
        "SC_rgb_rle_16bit_2frame.dcm",
        "SC_rgb_small_odd.dcm",
        "SC_ybr_full_422_uncompressed.dcm",
        "badVR.dcm",
        "examples_overlay.dcm",
        "examples_palette.dcm",
        "liver_1frame.dcm",
        "rtdose_expb_1frame.dcm",
        "rtplan.dcm",
    ],
)
def test_a_damaged_file_is_shown_or_an_error(name: str) -> None:
    data = (wheel.FILES / name).read_bytes()
    rng = np.random.default_rng(sum(map(ord, name)))
    head = min(len(data), 2500)
    codes = []
    for attempt in range(40):
        damaged = bytearray(data)
        reach = len(data) if attempt % 4 == 0 else head
        for at in rng.integers(128, reach, rng.integers(1, 12)):
            damaged[at] = rng.integers(256)
        codes.append(outcome(bytes(damaged)))
    assert set(codes) <= OUTCOMES
