"""Colour: sample layouts, chroma, palettes, depths and the window that a page may ask for."""

from itertools import product

import numpy as np
import pytest
from pydicom.uid import RLELossless

import wheel
from datasets import image
from dicom_viewer import View, ViewerError, ViewerWarning
from harness import TRANSFER_SYNTAXES, expected, opened, shown, stored_values
from reference import Window

RGB_BITS = [(8, 8, 7), (8, 6, 7), (16, 12, 11), (16, 12, 15), (16, 16, 15), (32, 32, 31)]
LAYOUTS = ["OW", "OB"]
SUBSAMPLED = ["YBR_FULL_422", "YBR_PARTIAL_422", "YBR_PARTIAL_420"]


@pytest.mark.parametrize("frames", [1, 3], ids=["one frame", "three frames"])
@pytest.mark.parametrize("planar", [0, 1], ids=["interleaved", "planes"])
@pytest.mark.parametrize("bits", RGB_BITS, ids=lambda bits: f"{bits[1]}of{bits[0]}high{bits[2]}")
@pytest.mark.parametrize("syntax", TRANSFER_SYNTAXES)
def test_rgb_of_any_depth_and_layout_is_shown(
    syntax: str, bits: tuple[int, int, int], planar: int, frames: int
) -> None:
    stored = stored_values((frames, 3, 5, 3), bits[1], seed=planar)
    dataset = image(
        stored if frames > 1 else stored[0],
        photometric="RGB",
        bits=bits,
        signed=False,
        planar=planar,
        transfer_syntax=TRANSFER_SYNTAXES[syntax],
        rubbish=0x96C3A5F1,
    )
    instance = opened(dataset)
    for frame in range(frames):
        rgba = instance.render(View(frame)).rgba
        np.testing.assert_array_equal(rgba, expected(dataset, frame))
        assert instance.pixel_at(frame, 4, 2) == tuple(rgba[2, 4, :3])


@pytest.mark.parametrize(
    ("syntax", "vr"), [*product(["explicit", "big-endian", "deflated"], LAYOUTS)]
)
@pytest.mark.parametrize("photometric", ["RGB", "YBR_FULL", "YBR_FULL_422"])
def test_colour_frames_of_odd_length_follow_each_other_without_a_gap(
    photometric: str, syntax: str, vr: str
) -> None:
    columns = 2 if photometric == "YBR_FULL_422" else 3
    dataset = image(
        stored_values((4, 3, columns, 3), 8).astype(np.uint8),
        photometric=photometric,
        transfer_syntax=TRANSFER_SYNTAXES[syntax],
        vr=vr,
    )
    for frame in range(4):
        np.testing.assert_array_equal(shown(dataset, View(frame)), expected(dataset, frame))


@pytest.mark.parametrize("planar", [0, 1], ids=["interleaved", "planes"])
@pytest.mark.parametrize("syntax", TRANSFER_SYNTAXES)
def test_ybr_full_is_converted_once(syntax: str, planar: int) -> None:
    dataset = image(
        stored_values((6, 7, 3), 8).astype(np.uint8),
        photometric="YBR_FULL",
        planar=planar,
        transfer_syntax=TRANSFER_SYNTAXES[syntax],
    )
    np.testing.assert_array_equal(shown(dataset), expected(dataset))


@pytest.mark.parametrize("bits", [(16, 12, 11), (16, 16, 15)], ids=["12 of 16", "16"])
def test_ybr_full_may_be_deeper_than_8_bits(bits: tuple[int, int, int]) -> None:
    stored = stored_values((6, 7, 3), bits[1])
    dataset = image(stored, photometric="YBR_FULL", bits=bits, signed=False)
    np.testing.assert_array_equal(shown(dataset), expected(dataset))


def test_every_pair_of_chroma_values_is_converted_to_the_nearest_level() -> None:
    blue, red = np.meshgrid(np.arange(256), np.arange(256))
    # where a level lies exactly between two whole numbers, either is nearest
    is_tie = (np.abs(blue - 128) == 125) | ((blue + red == 256) & (np.abs(red - 128) == 50))
    for luma in (0, 77, 128, 255):
        stored = np.stack([np.full_like(blue, luma), blue, red], axis=-1).astype(np.uint8)
        dataset = image(stored, photometric="YBR_FULL")
        got, want = shown(dataset), expected(dataset)
        np.testing.assert_array_equal(got[~is_tie], want[~is_tie])
        assert np.abs(got[is_tie].astype(int) - want[is_tie]).max() <= 1


@pytest.mark.parametrize(
    "size", [(4, 6), (3, 6), (4, 5), (3, 5), (1, 2)], ids=lambda n: f"{n[0]} x {n[1]}"
)
@pytest.mark.parametrize("frames", [1, 3], ids=["one frame", "three frames"])
@pytest.mark.parametrize("photometric", SUBSAMPLED)
@pytest.mark.parametrize("syntax", sorted(TRANSFER_SYNTAXES.keys() - {"rle"}))
def test_subsampled_chroma_is_shared(
    syntax: str, photometric: str, frames: int, size: tuple[int, int]
) -> None:
    # odd sizes aren't the standard's; a row with chroma starts with its own all the same
    stored = stored_values((frames, *size, 3), 8).astype(np.uint8)
    dataset = image(
        stored if frames > 1 else stored[0],
        photometric=photometric,
        transfer_syntax=TRANSFER_SYNTAXES[syntax],
    )
    instance = opened(dataset)
    assert instance.summary["frameCount"] == frames
    for frame in range(frames):
        np.testing.assert_array_equal(instance.render(View(frame)).rgba, expected(dataset, frame))


@pytest.mark.parametrize("syntax", ["explicit", "big-endian"])
@pytest.mark.parametrize("bits", [(8, 7, 6), (16, 10, 11), (16, 16, 15)], ids=lambda bits: bits[1])
@pytest.mark.parametrize("photometric", SUBSAMPLED)
def test_subsampled_chroma_may_have_any_depth(
    photometric: str, bits: tuple[int, int, int], syntax: str
) -> None:
    dataset = image(
        stored_values((4, 6, 3), bits[1]),
        photometric=photometric,
        bits=bits,
        signed=False,
        transfer_syntax=TRANSFER_SYNTAXES[syntax],
        rubbish=0x96C3A5F1,
    )
    np.testing.assert_array_equal(shown(dataset), expected(dataset))


@pytest.mark.parametrize("photometric", ["YBR_PARTIAL_422", "YBR_PARTIAL_420"])
def test_rle_of_partial_range_has_chroma_at_full_resolution(photometric: str) -> None:
    stored = stored_values((4, 6, 3), 8).astype(np.uint8)
    dataset = image(stored, photometric="YBR_FULL", transfer_syntax=RLELossless)
    dataset.PhotometricInterpretation = photometric
    np.testing.assert_array_equal(shown(dataset), expected(dataset))


@pytest.mark.parametrize("syntax", TRANSFER_SYNTAXES)
@pytest.mark.parametrize("photometric", ["YBR_ICT", "YBR_RCT"])
def test_what_only_jpeg_2000_makes_is_rgb_again_elsewhere(photometric: str, syntax: str) -> None:
    stored = stored_values((4, 6, 3), 8).astype(np.uint8)
    dataset = image(stored, photometric="RGB", transfer_syntax=TRANSFER_SYNTAXES[syntax])
    want = expected(dataset)
    dataset.PhotometricInterpretation = photometric
    with pytest.warns(ViewerWarning, match=rf"photometric-impossible \(stated={photometric}"):
        instance = opened(dataset)
    np.testing.assert_array_equal(instance.render(View()).rgba, want)


@pytest.mark.parametrize("photometric", ["YBR_PARTIAL_422", "YBR_PARTIAL_420"])
def test_the_chroma_of_a_jpeg_has_the_full_range(photometric: str) -> None:
    dataset = wheel.read("SC_rgb_small_odd_jpeg.dcm")
    want = shown(dataset)
    dataset.PhotometricInterpretation = photometric
    with pytest.warns(ViewerWarning, match=rf"photometric-impossible \(stated={photometric}"):
        np.testing.assert_array_equal(shown(dataset), want)


@pytest.mark.parametrize(
    ("photometric", "samples"), [("HSV", 3), ("ARGB", 4), ("CMYK", 4), ("XYZ", 3)]
)
def test_a_colour_space_that_is_not_shown_is_named(photometric: str, samples: int) -> None:
    dataset = image(np.zeros((2, 2, 3), np.uint8), photometric="RGB", SamplesPerPixel=samples)
    dataset.PhotometricInterpretation = photometric
    with pytest.raises(
        ViewerError, match=rf"photometric-unsupported \(stated={photometric}\)"
    ) as caught:
        opened(dataset)
    assert caught.value.code == "decode"


@pytest.mark.parametrize("planar", [0, 1], ids=["interleaved", "planes"])
@pytest.mark.parametrize("frames", [1, 2], ids=["one frame", "two frames"])
@pytest.mark.parametrize("photometric", SUBSAMPLED)
def test_chroma_as_long_as_rgbs_is_at_full_resolution(
    photometric: str, frames: int, planar: int
) -> None:
    stored = stored_values((frames, 4, 6, 3), 8).astype(np.uint8)
    dataset = image(
        stored if frames > 1 else stored[0],
        photometric="YBR_FULL",
        planar=planar,
        PhotometricInterpretation=photometric,
    )
    with pytest.warns(ViewerWarning, match="chroma-not-subsampled"):
        instance = opened(dataset)
    for frame in range(frames):
        np.testing.assert_array_equal(instance.render(View(frame)).rgba, expected(dataset, frame))


@pytest.mark.parametrize("bits", [8, 16])
@pytest.mark.parametrize("photometric", ["RGB", "YBR_FULL"])
@pytest.mark.parametrize("window", [(100.0, 50.0), (40000.0, 9000.0), (0.0, 1.0), (-5.0, 300.0)])
def test_a_window_that_the_page_asks_for_acts_on_each_channel(
    photometric: str, bits: int, window: tuple[float, float]
) -> None:
    if photometric == "YBR_FULL":
        bits = 8
    stored = stored_values((5, 6, 3), bits).astype(f"u{bits // 8}")
    dataset = image(stored, photometric=photometric)
    rgba = shown(dataset, View(window_center=window[0], window_width=window[1]))
    np.testing.assert_array_equal(rgba, expected(dataset, window=Window(*window)))


def test_half_a_window_on_colour_is_completed_by_the_whole_range() -> None:
    dataset = image(stored_values((5, 6, 3), 8).astype(np.uint8), photometric="RGB")
    narrow = shown(dataset, View(window_width=64))
    np.testing.assert_array_equal(narrow, expected(dataset, window=Window(128, 64)))
    dark = shown(dataset, View(window_center=200))
    np.testing.assert_array_equal(dark, expected(dataset, window=Window(200, 256)))


@pytest.mark.parametrize("view", [View(invert=True), View(colormap="hot"), View(voi=3)])
def test_colour_keeps_clear_of_what_is_for_single_channels(view: View) -> None:
    dataset = image(
        stored_values((5, 6, 3), 8).astype(np.uint8),
        photometric="RGB",
        WindowCenter=100,
        WindowWidth=10,
    )
    np.testing.assert_array_equal(shown(dataset, view), expected(dataset))
    assert opened(dataset).summary["voi"] == []


@pytest.mark.parametrize(
    ("stored", "samples"),
    [(stored_values((4, 4), 8), 1), (stored_values((4, 4, 3), 8), 3)],
    ids=["gray", "rgb"],
)
def test_a_missing_photometric_interpretation_follows_from_the_samples(
    stored: np.ndarray, samples: int
) -> None:
    photometric = "RGB" if samples == 3 else "MONOCHROME2"
    dataset = image(stored.astype(np.uint8), photometric=photometric)
    want = expected(dataset)
    del dataset.PhotometricInterpretation
    with pytest.warns(ViewerWarning, match=rf"photometric-missing \(taken={photometric}\)"):
        instance = opened(dataset)
    np.testing.assert_array_equal(instance.render(View()).rgba, want)


def test_a_palette_image_without_a_palette_is_an_error() -> None:
    dataset = image(np.zeros((2, 2), np.uint8), photometric="PALETTE COLOR")
    instance = opened(dataset)
    with pytest.warns(ViewerWarning), pytest.raises(ViewerError) as caught:
        instance.render(View())
    assert caught.value.code == "decode"
