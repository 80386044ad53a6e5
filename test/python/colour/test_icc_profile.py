"""ICC profiles: where an image has one, what it does, and what happens without its transform."""

import warnings
from types import SimpleNamespace

import numpy as np
import pytest
from pydicom.dataset import Dataset

import icc
from datasets import image, item, palette
from dicom_viewer import View, ViewerWarning, bridge
from dicom_viewer.colour import colour_management
from dicom_viewer.transfer_syntax import codecs
from dicom_viewer.transfer_syntax.codecs import FramePending
from harness import TRANSFER_SYNTAXES, expected, opened, shown, stored_values
from reference import Window
from reference_icc import to_srgb

PROFILES = {
    "a gamut": icc.matrix_profile(),
    "linear light": icc.matrix_profile(gamma=1, intent=1),
    "a table": icc.table_profile(),
    "a table, perceptual": icc.table_profile(intent=0),
    "a large one": icc.matrix_profile(padding=100_001),
}


def photo(**elements: object) -> Dataset:
    return image(stored_values((9, 14, 3), 8).astype(np.uint8), photometric="RGB", **elements)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
@pytest.mark.parametrize("syntax", TRANSFER_SYNTAXES)
def test_colours_become_those_of_srgb(syntax: str, profile: bytes) -> None:
    dataset = photo(transfer_syntax=TRANSFER_SYNTAXES[syntax], ICCProfile=profile)
    instance = opened(dataset)
    rgba = instance.render(View()).rgba
    np.testing.assert_array_equal(rgba, expected(dataset))
    assert np.abs(rgba.astype(int) - shown(photo())).max() > 20
    assert instance.pixel_at(0, 3, 2) == tuple(rgba[2, 3, :3])


@pytest.mark.parametrize("photometric", ["YBR_FULL", "YBR_FULL_422", "YBR_PARTIAL_420"])
def test_chroma_is_converted_before_the_profile_applies(photometric: str) -> None:
    stored = stored_values((4, 6, 3), 8).astype(np.uint8)
    dataset = image(stored, photometric=photometric, ICCProfile=icc.matrix_profile())
    np.testing.assert_array_equal(shown(dataset), expected(dataset))


@pytest.mark.parametrize("bits", [(16, 12, 11), (16, 16, 15)], ids=["12 of 16", "16"])
def test_a_profile_applies_to_8_bits_of_deeper_colour(bits: tuple[int, int, int]) -> None:
    stored = stored_values((4, 6, 3), bits[1])
    dataset = image(
        stored, photometric="RGB", bits=bits, signed=False, ICCProfile=icc.matrix_profile()
    )
    np.testing.assert_array_equal(shown(dataset), expected(dataset))


def test_a_profile_applies_after_the_window() -> None:
    dataset = photo(ICCProfile=icc.matrix_profile())
    rgba = shown(dataset, View(window_center=100, window_width=120))
    np.testing.assert_array_equal(rgba, expected(dataset, window=Window(100, 120)))


def test_a_frame_of_a_slide_has_the_profile_of_its_optical_path() -> None:
    stored = stored_values((4, 5, 6, 3), 8).astype(np.uint8)
    dataset = image(stored, photometric="RGB")
    dataset.OpticalPathSequence = [
        item(OpticalPathIdentifier=name, ICCProfile=profile)
        for name, profile in (("A", icc.matrix_profile()), ("B", icc.table_profile()))
    ]
    dataset.PerFrameFunctionalGroupsSequence = [
        item(OpticalPathIdentificationSequence=[item(OpticalPathIdentifier=name)])
        for name in ("A", "B", "?")
    ]
    instance = opened(dataset)
    for frame in range(4):
        np.testing.assert_array_equal(instance.render(View(frame)).rgba, expected(dataset, frame))


def calls(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Return the profiles that the colour transform is asked to apply, as they come."""
    asked: list[bytes] = []

    def transform(profile: bytes, rgb: bytes) -> bytes:
        asked.append(profile)
        return to_srgb(profile, rgb)

    monkeypatch.setattr(colour_management, "_registered", {})
    colour_management.register(transform)
    return asked


@pytest.mark.parametrize(
    "profile",
    [icc.built_in_srgb_profile(), icc.srgb_profile("sRGB IEC61966-2.1")],
    ids=["version 4", "version 2"],
)
def test_what_calls_itself_srgb_needs_no_transform(
    monkeypatch: pytest.MonkeyPatch, profile: bytes
) -> None:
    asked = calls(monkeypatch)
    np.testing.assert_array_equal(shown(photo(ICCProfile=profile)), shown(photo()))
    assert asked == []


def test_a_name_that_only_begins_like_srgb_decides_nothing() -> None:
    dataset = photo(ICCProfile=icc.matrix_profile(name="sRGB of linear light", gamma=1))
    np.testing.assert_array_equal(shown(dataset), expected(dataset))
    assert np.abs(shown(dataset).astype(int) - shown(photo())).max() > 20


def test_what_moves_no_colour_by_more_than_a_level_moves_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = calls(monkeypatch)
    profile = icc.srgb_profile("standard RGB")
    instance = opened(photo(ICCProfile=profile))
    for _ in range(2):
        np.testing.assert_array_equal(instance.render(View()).rgba, shown(photo()))
    assert asked == [profile]


@pytest.mark.parametrize(
    "profile",
    [b"\0\0", b"no profile" * 50, icc.matrix_profile()[:300], icc.matrix_profile()[:140]],
    ids=["bytes", "text", "cut short", "without tags"],
)
def test_a_broken_profile_warns_and_changes_nothing(profile: bytes) -> None:
    instance = opened(photo(ICCProfile=profile))
    with pytest.warns(ViewerWarning, match="profile-ignored") as caught:
        rendering = instance.render(View())
    assert caught[0].message.code == "pixels"
    np.testing.assert_array_equal(rendering.rgba, shown(photo()))


def test_without_a_transform_colours_stay_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(colour_management, "_registered", {})
    instance = opened(photo(ICCProfile=icc.matrix_profile()))
    with pytest.warns(ViewerWarning, match=r"profile-ignored \(why=profile-unreadable\)"):
        rendering = instance.render(View())
    np.testing.assert_array_equal(rendering.rgba, shown(photo()))


class Buffer(bytes):
    """The part of a JavaScript buffer that is used."""

    def to_bytes(self) -> bytes:
        return bytes(self)


def test_the_colour_transform_of_javascript_converts_colours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waiting = ["first"]

    def decode(name: str, encoded: bytes, *shape: int) -> SimpleNamespace | None:
        rows, columns, components, bits = shape
        assert (name, rows, components, bits) == ("icc", 1, 3, 8)
        rgb, profile = encoded[: columns * 3], encoded[columns * 3 :]
        if waiting:
            return waiting.clear()
        if len(profile) < 400:
            return SimpleNamespace(error='{"reason": "profile-damaged", "parameters": {}}')
        return SimpleNamespace(error=None, samples=Buffer(to_srgb(profile, rgb)))

    monkeypatch.setattr(codecs, "register", lambda _: None)
    bridge.register_codecs(decode)
    dataset = photo(ICCProfile=icc.matrix_profile())
    instance = opened(dataset)
    with pytest.raises(FramePending):
        instance.render(View())
    np.testing.assert_array_equal(instance.render(View()).rgba, expected(dataset))
    dataset.ICCProfile = dataset.ICCProfile[:300]
    instance = opened(dataset)
    with pytest.warns(ViewerWarning, match=r"profile-ignored \(why=profile-damaged\)"):
        instance.render(View())


def test_gray_and_palette_images_keep_clear_of_profiles() -> None:
    stored = stored_values((5, 6), 8).astype(np.uint8)
    colours = {"photometric": "PALETTE COLOR", **palette(stored_values((256, 3), 8), bits=8)}
    for elements in ({}, colours):
        with warnings.catch_warnings():
            warnings.simplefilter("error", ViewerWarning)
            with_profile = shown(image(stored, **elements, ICCProfile=icc.matrix_profile()))
        np.testing.assert_array_equal(with_profile, shown(image(stored, **elements)))
