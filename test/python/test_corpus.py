"""The corpus: that its encoders lose nothing, and that those who judge by it agree."""

from pathlib import Path

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.uid import AllTransferSyntaxes

import corpus
from datasets import reread
from dicom_viewer.transfer_syntax.families import JPEG_XL
from reference_decoders import decodes, is_native
from reference_pixels import stored_values

FILES = list(corpus.files())
LOSSLESS = [file for file in FILES if file.encoding.is_lossless]


def name(file: corpus.CorpusFile) -> str:
    return file.name


@pytest.mark.parametrize("file", LOSSLESS, ids=name)
def test_what_lossless_encoders_were_given_is_what_decoders_give(
    file: corpus.CorpusFile, tmp_path: Path
) -> None:
    dataset = dcmread(file.write(tmp_path))
    last = file.picture.frames - 1
    want = file.picture.values[last]
    decoders = {"parser": dataset} if is_native(dataset) else dict(decodes(dataset, last))
    assert decoders
    for decoded in decoders.values():
        np.testing.assert_array_equal(stored_values(decoded, last), want)


def test_a_lossless_file_is_compared_with_what_went_in() -> None:
    for file in LOSSLESS:
        frames = file.picture.values
        for index in {0, len(frames) - 1}:
            original = reread(file.picture.dataset())
            np.testing.assert_array_equal(stored_values(original, index), frames[index])


def test_each_file_has_a_name_of_its_own() -> None:
    assert len(set(map(name, FILES))) == len(FILES) > 600


def test_every_transfer_syntax_of_images_that_has_an_encoder_occurs() -> None:
    others = ("MPEG", "HEVC", "JPIP", "SMPTE", "Part 2")
    images = {uid for uid in AllTransferSyntaxes if not any(term in uid.name for term in others)}
    assert {file.encoding.transfer_syntax for file in FILES} >= images | {*JPEG_XL}


def test_the_generator_writes_the_same_files_each_time(tmp_path: Path) -> None:
    for file in FILES:
        once = file.write(tmp_path).read_bytes()
        assert file.write(tmp_path).read_bytes() == once, file.name
