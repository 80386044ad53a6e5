"""The adapters to JavaScript's objects."""

import sys
from types import SimpleNamespace

import pytest

from dicom_viewer import bridge
from dicom_viewer.bridge.javascript import OpenFile
from dicom_viewer.dataset.file_bytes import FileUnreadable
from dicom_viewer.errors import DataError
from dicom_viewer.transfer_syntax import codecs
from javascript import FILES, Buffer


def test_an_open_file_is_read_where_javascript_keeps_it_until_it_has_gone() -> None:
    FILES[1, 2] = b"0123456789"
    file = OpenFile(1, 2, 10, in_memory=False)
    assert (file.size, file.in_memory, file.read(3, 6)) == (10, False, b"345")
    del FILES[1, 2]
    with pytest.raises(FileUnreadable):
        file.read(3, 6)


def test_a_codec_of_javascript_is_called_with_the_frame_and_returns_it_or_an_error() -> None:
    calls = []

    def decode(*args: object) -> SimpleNamespace:
        calls.append(args)
        size = {"columns": 4, "rows": 3, "components": 1}
        flags = {"isPlanar": False, "isRgb": True}
        return SimpleNamespace(error=None, samples=Buffer(b"samples"), **size, **flags)

    call_codec = bridge.javascript._call_codec  # noqa: SLF001 - which is registered
    runner = SimpleNamespace(rows=3, columns=4, samples_per_pixel=1, bits_allocated=16)
    frame = call_codec(decode, "rle", b"encoded", runner)
    assert calls == [("rle", b"encoded", 3, 4, 1, 16)]
    assert frame == codecs.CodecFrame(b"samples", 4, 3, 1, is_planar=False, is_rgb=True)
    failure = SimpleNamespace(error='{"reason": "rle-header", "parameters": {"found": 3}}')
    with pytest.raises(DataError, match=r"rle-header \(found=3\)"):
        call_codec(lambda *_: failure, "rle", b"", runner)
    with pytest.raises(codecs.FramePending):
        call_codec(lambda *_: None, "rle", b"", runner)


def test_the_bridge_needs_no_javascript_to_be_imported() -> None:
    assert "js" not in sys.modules
    assert "pyodide" not in sys.modules
