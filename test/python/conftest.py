"""What the tests of the Python package share: which codecs count, and Pillow's colour transform."""

import pytest
from pydicom.pixels.decoders import RLELosslessDecoder
from pydicom.pixels.decoders.base import Decoder
from pydicom.uid import RLELossless

from dicom_viewer.colour import colour_management
from reference_icc import to_srgb


@pytest.fixture
def native_decoders_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the codecs that may be installed beside pydicom."""

    def is_native(decoder: Decoder) -> bool:
        uid = decoder.UID
        return uid == RLELossless or not uid.is_encapsulated

    monkeypatch.setattr(Decoder, "is_available", property(is_native))


@pytest.fixture
def decoded_frames(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the lengths of the RLE frames that were decoded, as they are."""
    frames: list[int] = []
    decode = RLELosslessDecoder._available["pydicom"]  # noqa: SLF001 - to count its calls

    def counting(src: bytes, runner: object) -> object:
        frames.append(len(src))
        return decode(src, runner)

    monkeypatch.setitem(RLELosslessDecoder._available, "pydicom", counting)  # noqa: SLF001
    return frames


@pytest.fixture(autouse=True)
def colour_transform(monkeypatch: pytest.MonkeyPatch) -> None:
    """Provide a colour transform, and forget it afterwards."""
    monkeypatch.setattr(colour_management, "_registered", {})
    colour_management.register(to_srgb)
