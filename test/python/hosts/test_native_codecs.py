"""Codecs of this machine: what is installed is used, what isn't is said."""

import sys
from typing import Any

import numpy as np
import pytest
from pydicom.dataset import Dataset

import corpus
import icc
from datasets import file_bytes, image, reread
from dicom_viewer import Instance, View, ViewerError
from dicom_viewer.colour import colour_management
from dicom_viewer.hosts.native_codecs import register_native_codecs
from reference import expected_rgba
from reference_decoders import decodes

JPEG_XL = [file for file in corpus.files() if file.encoding.name.startswith("jpeg-xl")]


def encoded(file: corpus.CorpusFile) -> Dataset:
    return file.encoding.encode(file.picture)


@pytest.mark.parametrize("file", JPEG_XL, ids=lambda file: file.name)
def test_jpeg_xl_is_decoded_by_imagecodecs(file: corpus.CorpusFile) -> None:
    register_native_codecs()
    shown = Instance.open(file_bytes(encoded(file))).render(View()).rgba.astype(int)
    differences = [
        np.abs(shown - expected_rgba(dataset)).max()
        for _, dataset in decodes(reread(encoded(file)), 0)
    ]
    assert differences
    assert max(differences) <= (0 if file.encoding.is_lossless else 1)


def test_a_damaged_stream_can_not_be_decoded() -> None:
    register_native_codecs()
    data = file_bytes(encoded(JPEG_XL[0]))
    stream = data.index(b"\xff\x0a")
    damaged = data[: stream + 8] + bytes(len(data) - stream - 16) + data[-8:]
    with pytest.raises(ViewerError) as caught:
        Instance.open(damaged).render(View())
    assert caught.value.code == "decode"


def test_without_imagecodecs_jpeg_xl_is_a_transfer_syntax_without_decoder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "imagecodecs", None)
    register_native_codecs()
    with pytest.raises(ViewerError) as caught:
        Instance.open(file_bytes(encoded(JPEG_XL[0])))
    assert caught.value.code == "transfer-syntax"


@pytest.fixture
def no_colour_transform(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget the colour transform that all tests have."""
    monkeypatch.setattr(colour_management, "_registered", {})


def photo(**elements: Any) -> Dataset:  # noqa: ANN401
    values = np.random.default_rng(0).integers(0, 255, (8, 8, 3), np.uint8)
    return image(values, photometric="RGB", **elements)


@pytest.mark.usefixtures("no_colour_transform")
def test_colours_are_converted_by_pillow() -> None:
    register_native_codecs()
    dataset = photo(ICCProfile=icc.matrix_profile())
    shown = Instance.open(file_bytes(dataset)).render(View()).rgba
    np.testing.assert_array_equal(shown, expected_rgba(reread(dataset)))
    assert np.abs(shown - expected_rgba(reread(photo())).astype(int)).max() > 5


@pytest.mark.usefixtures("no_colour_transform")
def test_a_profile_that_pillow_can_not_read_is_warned_of() -> None:
    register_native_codecs()
    instance = Instance.open(file_bytes(photo(ICCProfile=b"no profile" * 50)))
    with pytest.warns(match="profile-ignored"):
        instance.render(View())
