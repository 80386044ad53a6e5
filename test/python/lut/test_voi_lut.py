"""Windows, VOI LUTs and which of them is shown (PS3.3 C.11.2)."""

import warnings

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.uid import ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from datasets import image, item, lut_item
from dicom_viewer import View, ViewerWarning
from harness import TRANSFER_SYNTAXES, expected, grays, opened, rendered, shown, stored_values
from reference import Window

WINDOWS = [
    ("LINEAR", 40, 400),
    ("LINEAR", 0, 100),
    ("LINEAR", -600.5, 1500.25),
    ("LINEAR", 300, 511),
    ("LINEAR", 5, 1),
    ("LINEAR", 5.5, 1),
    ("LINEAR", 0, 2),
    ("LINEAR", 0, 1.5),
    ("LINEAR", 1e6, 10),
    ("LINEAR", 0, 1e9),
    ("LINEAR_EXACT", 0, 100),
    ("LINEAR_EXACT", 40, 1),
    ("LINEAR_EXACT", 0.5, 0.25),
    ("LINEAR_EXACT", -300.5, 777),
    ("SIGMOID", 0, 100),
    ("SIGMOID", -40, 1),
    ("SIGMOID", 100.5, 0.01),
    ("SIGMOID", 12, 3000),
]
ABSENT = [
    ("LINEAR", "NaN", "400"),
    ("LINEAR", "40", "NaN"),
    ("LINEAR", "40", "inf"),
    ("LINEAR", "", ""),
    ("LINEAR", "40", ""),
    ("LINEAR", "40", "0"),
    ("LINEAR", "40", "0.5"),
    ("LINEAR", "40", "-400"),
    ("LINEAR_EXACT", "40", "0"),
    ("SIGMOID", "40", "-1"),
]
LUTS = {
    "8 bits packed": {"bits": 8, "packed": True},
    "8 bits in words": {"bits": 8},
    "8 bits as US": {"bits": 8, "vr": "US"},
    "12 bits": {"bits": 12},
    "16 bits": {"bits": 16},
    "16 bits as US": {"bits": 16, "vr": "US"},
}


def hounsfield(**elements: object) -> Dataset:
    """Make an image of -1000 to 1000, a ramp and noise."""
    ramp = np.arange(-1000, 1000, 7, np.int16)[:280].reshape(20, 14)
    return image(ramp, **elements)


@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
@pytest.mark.parametrize("slope", [1, 0.5, -2], ids=lambda slope: f"slope {slope}")
@pytest.mark.parametrize(("function", "center", "width"), WINDOWS)
def test_the_files_window_is_applied(
    function: str, center: float, width: float, slope: float, photometric: str
) -> None:
    dataset = hounsfield(
        photometric=photometric,
        RescaleSlope=slope,
        RescaleIntercept=3,
        WindowCenter=center,
        WindowWidth=width,
        VOILUTFunction=function,
    )
    rendering = rendered(dataset)
    np.testing.assert_array_equal(rendering.rgba, expected(dataset))
    assert (rendering.window_center, rendering.window_width) == (center, width)


@pytest.mark.parametrize(("function", "center", "width"), WINDOWS)
def test_the_pages_window_goes_through_the_files_function(
    function: str, center: float, width: float
) -> None:
    dataset = hounsfield(WindowCenter=1, WindowWidth=1000, VOILUTFunction=function)
    rgba = shown(dataset, View(window_center=center, window_width=width))
    np.testing.assert_array_equal(rgba, expected(dataset, window=Window(center, width, function)))


@pytest.mark.parametrize(
    ("view", "window"),
    [
        (View(window_center=0), Window(0, 80)),
        (View(window_width=300), Window(40, 300)),
        (View(window_center=7, window_width=0.5), Window(7, 80)),
        (View(window_center=7, window_width=-3), Window(7, 80)),
        (View(window_center=float("nan"), window_width=9), Window(40, 9)),
    ],
    ids=["center alone", "width alone", "width under 1", "negative width", "center not a number"],
)
def test_what_the_page_leaves_out_of_a_window_is_the_files(view: View, window: Window) -> None:
    dataset = hounsfield(WindowCenter=40, WindowWidth=80)
    rendering = rendered(dataset, view)
    np.testing.assert_array_equal(rendering.rgba, expected(dataset, window=window))
    assert (rendering.window_center, rendering.window_width) == (window.center, window.width)


def test_half_a_window_without_one_in_the_file_is_completed_by_the_whole_range() -> None:
    dataset = image(np.array([[0, 10, 20, 99]], np.uint8))
    rgba = shown(dataset, View(window_width=11))
    np.testing.assert_array_equal(rgba, expected(dataset, window=Window(50, 11)))


@pytest.mark.parametrize(("function", "center", "width"), ABSENT)
def test_a_window_that_is_none_counts_as_absent(function: str, center: str, width: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydicom's, of the values
        dataset = hounsfield(WindowCenter=center, WindowWidth=width, VOILUTFunction=function)
        without = hounsfield()
        np.testing.assert_array_equal(shown(dataset), expected(without))
        assert opened(dataset).summary["voi"] == []


@pytest.mark.parametrize("function", ["", "LINEAR ", "linear", "PARABOLIC"])
def test_an_unknown_function_is_the_default_one(function: str) -> None:
    dataset = hounsfield(WindowCenter=40, WindowWidth=400)
    want = expected(dataset)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pydicom's, of lower case
        dataset.VOILUTFunction = function
        np.testing.assert_array_equal(shown(dataset), want)


def several() -> Dataset:
    return hounsfield(
        WindowCenter=[40, -600, 300],
        WindowWidth=[400, 1500, 2000],
        WindowCenterWidthExplanation=["SOFT TISSUE", "Lung"],
        VOILUTSequence=[
            lut_item(np.arange(0, 65536, 256), first=-128, explanation="CURVE"),
            lut_item(np.arange(255, -1, -1), first=-100, bits=8),
        ],
    )


def test_voi_luts_are_listed_before_windows() -> None:
    voi = opened(several()).summary["voi"]
    assert [entry["kind"] for entry in voi] == ["lut", "lut", "window", "window", "window"]
    names = [entry["explanation"] for entry in voi]
    assert names == ["CURVE", "", "SOFT TISSUE", "Lung", ""]
    windows = [(entry["center"], entry["width"]) for entry in voi]
    assert windows == [(0, 256), (28, 256), (40, 400), (-600, 1500), (300, 2000)]


@pytest.mark.parametrize(
    ("voi", "index"),
    [(None, 0), *[(i, i) for i in range(5)], ("CURVE", 0), ("SOFT TISSUE", 2), ("lung", 3)],
)
def test_the_page_chooses_by_index_or_name(voi: int | str | None, index: int) -> None:
    np.testing.assert_array_equal(shown(several(), View(voi=voi)), expected(several(), voi=index))


@pytest.mark.parametrize("voi", [5, -1, "BONE"])
def test_a_choice_that_does_not_exist_warns_and_gives_the_first(voi: int | str) -> None:
    instance = opened(several())
    with pytest.warns(ViewerWarning, match="voi-unknown") as caught:
        rendering = instance.render(View(voi=voi))
    assert caught[0].message.code == "view"
    np.testing.assert_array_equal(rendering.rgba, expected(several()))


def test_a_window_of_the_page_starts_from_the_chosen_one() -> None:
    rgba = shown(several(), View(voi=3, window_width=90))
    np.testing.assert_array_equal(rgba, expected(several(), window=Window(-600, 90)))
    over_lut = shown(several(), View(window_center=30, window_width=90))
    np.testing.assert_array_equal(over_lut, expected(several(), window=Window(30, 90)))


def test_pairs_are_matched_and_the_surplus_is_dropped() -> None:
    dataset = hounsfield(WindowCenter=[40, 50], WindowWidth=400)
    assert [entry["center"] for entry in opened(dataset).summary["voi"]] == [40]
    np.testing.assert_array_equal(shown(dataset), expected(dataset))


@pytest.mark.parametrize("first", [-1024, -3, 0, 900])
@pytest.mark.parametrize("table", LUTS)
@pytest.mark.parametrize("syntax", TRANSFER_SYNTAXES)
def test_every_kind_of_voi_lut_is_looked_up(syntax: str, table: str, first: int) -> None:
    uid = TRANSFER_SYNTAXES[syntax]
    bits = LUTS[table]["bits"]
    entries = np.random.default_rng(5).integers(0, 1 << bits, 333)
    lut = lut_item(entries, first=first, big_endian=uid == ExplicitVRBigEndian, **LUTS[table])
    dataset = hounsfield(transfer_syntax=uid, VOILUTSequence=[lut], WindowCenter=1, WindowWidth=9)
    np.testing.assert_array_equal(shown(dataset), expected(dataset))


@pytest.mark.parametrize(
    ("slope", "intercept", "first"),
    [(1, -1024, -1024), (-1, 0, -4000), (-1, 100, -900), (-1, 65535, 61000), (2, 0, 40000)],
    ids=["CT", "negated", "negated and shifted", "turned round", "past 32767"],
)
@pytest.mark.parametrize(
    "syntax", [ImplicitVRLittleEndian, ExplicitVRLittleEndian], ids=["implicit", "explicit"]
)
def test_the_first_input_of_a_voi_lut_has_the_sign_of_modality_values(
    syntax: str, slope: int, intercept: int, first: int
) -> None:
    # PS3.3 C.11.2.1.1: SS if the range after the rescale may be signed, else US
    stored = stored_values((20, 20), 16).astype(np.uint16) // (16 if first < 0 else 1)
    lut = lut_item(np.arange(0, 65536, 32), first=first)
    dataset = image(
        stored,
        transfer_syntax=syntax,
        RescaleSlope=slope,
        RescaleIntercept=intercept,
        VOILUTSequence=[lut],
    )
    np.testing.assert_array_equal(shown(dataset), expected(dataset))


@pytest.mark.parametrize("intercept", [0.25, 0.75])
def test_a_voi_lut_takes_the_nearest_input(intercept: float) -> None:
    dataset = hounsfield(
        RescaleSlope=1,
        RescaleIntercept=intercept,
        VOILUTSequence=[lut_item(np.arange(0, 60000, 30), first=-1000)],
    )
    np.testing.assert_array_equal(shown(dataset), expected(dataset))


def test_a_voi_lut_of_65536_entries_is_whole() -> None:
    entries = np.random.default_rng(2).integers(0, 65536, 65536)
    dataset = image(
        stored_values((50, 50), 16).astype(np.uint16), VOILUTSequence=[lut_item(entries)]
    )
    np.testing.assert_array_equal(shown(dataset), expected(dataset))


@pytest.mark.parametrize("bits", [8, 10, 12, 14, 16])
def test_the_entries_of_a_voi_lut_may_have_8_to_16_bits(bits: int) -> None:
    entries = np.linspace((1 << bits) - 1, 0, 300).astype(int)
    dataset = hounsfield(VOILUTSequence=[lut_item(entries, first=-200, bits=bits)])
    np.testing.assert_array_equal(shown(dataset), expected(dataset))
    assert grays(dataset)[0] == 255
    assert grays(dataset)[-1] == 0


@pytest.mark.parametrize("count", [255, 257, 400])
@pytest.mark.parametrize(
    "table", [{"bits": 16}, {"bits": 8}, {"bits": 8, "packed": True}], ids=["16", "8", "8 packed"]
)
def test_the_last_entry_stands_for_those_that_a_descriptor_claims_or_leaves_out(
    table: dict, count: int
) -> None:
    entries = np.random.default_rng(2).integers(0, 1 << table["bits"], 256)
    lut = lut_item(entries, first=-100, **table)
    lut.LUTDescriptor[0] = count
    stored = np.arange(-200, 400, dtype=np.int16).reshape(20, 30)
    dataset = image(stored, VOILUTSequence=[lut])
    held = entries[: min(count, 256)]
    levels = held[np.clip(stored.reshape(-1) + 100, 0, len(held) - 1)]
    want = np.rint(levels * 255 / ((1 << table["bits"]) - 1)).astype(int)
    assert grays(dataset) == want.tolist()


@pytest.mark.parametrize(
    "broken", [item(), item(LUTDescriptor=[4, 0, 8]), lut_item([1, 2, 3], bits=40)]
)
def test_a_broken_voi_lut_warns_and_the_window_counts(broken: Dataset) -> None:
    dataset = hounsfield(WindowCenter=40, WindowWidth=400)
    want = expected(dataset)
    dataset.VOILUTSequence = [broken]
    with pytest.warns(ViewerWarning, match="lut-ignored"):
        np.testing.assert_array_equal(shown(dataset), want)
