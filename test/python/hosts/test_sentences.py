"""The command's sentences are those of the page, with numbers and lists as in English."""

import pytest

from dicom_viewer.errors import ErrorCode, Message, message
from dicom_viewer.hosts.sentences import advice, sentence

WHY = message("not-dicom")


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (WHY, "This is not a DICOM file."),
        (
            message("http-status", status=404, url="a"),
            "The server answered 404 for a.",
        ),
        (
            message("slices-missing", first=1, second=2, distance=12.34567, usual=5, missing=1234),
            (
                "Slices 1 and 2 are 12.346 mm apart instead of 5 mm. "
                "Slices missing between them: 1,234."
            ),
        ),
        (
            message("none-shown", count=2, why=[WHY, WHY]),
            "None of 2 files can be shown. This is not a DICOM file. This is not a DICOM file.",
        ),
        (
            message("dicomdir-files-missing", names=["A", "B", "C"]),
            "The DICOMDIR refers to files that aren't there: A, B, and C.",
        ),
        (
            message("dicomdir-files-missing", names=["A", "B"]),
            "The DICOMDIR refers to files that aren't there: A and B.",
        ),
        (message("nobody-wrote-this"), "nobody-wrote-this"),
    ],
)
def test_a_message_is_a_sentence(given: Message, text: str) -> None:
    assert sentence(given) == text


@pytest.mark.parametrize("code", ErrorCode)
def test_each_error_has_an_advice(code: ErrorCode) -> None:
    assert advice(code).endswith(".")
