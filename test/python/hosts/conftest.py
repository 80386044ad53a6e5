"""What the tests of the hosts share: native codecs that are forgotten afterwards."""

import pytest

from dicom_viewer.hosts.native_codecs import register_native_codecs
from dicom_viewer.transfer_syntax import codecs
from dicom_viewer.transfer_syntax.families import JPEG_XL, decoder_for


@pytest.fixture(autouse=True)
def only_native_codecs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Register the native codecs anew, and nothing beside them, for one test."""
    monkeypatch.setattr(codecs, "_registered", {})
    for uid in JPEG_XL:
        monkeypatch.setattr(decoder_for(uid), "_available", {})
    register_native_codecs.cache_clear()
