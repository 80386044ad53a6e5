"""What the tests of the Python package share: which codecs count."""

import pytest
from pydicom.pixels.decoders.base import Decoder
from pydicom.uid import RLELossless


@pytest.fixture
def native_decoders_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the codecs that may be installed beside pydicom."""

    def is_native(decoder: Decoder) -> bool:
        uid = decoder.UID
        return uid == RLELossless or not uid.is_encapsulated

    monkeypatch.setattr(Decoder, "is_available", property(is_native))
