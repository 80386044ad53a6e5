"""Encapsulated frames that are native samples, as they are or deflated, as plugins of pydicom."""

import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from pydicom.dataset import Dataset
from pydicom.pixels.decoders.base import DecodeRunner, get_decoder
from pydicom.uid import UID, ExplicitVRLittleEndian

from dicom_viewer.dataset.elements import integer
from dicom_viewer.dataset.file_bytes import Blocks
from dicom_viewer.transfer_syntax.families import (
    DeflatedImageFrameCompression,
    EncapsulatedUncompressedExplicitVRLittleEndian,
    decoder_for,
)
from dicom_viewer.transfer_syntax.fragments import Span

UNCOMPRESSED = {
    EncapsulatedUncompressedExplicitVRLittleEndian: "decode_frame",
    DeflatedImageFrameCompression: "inflate_frame",
}
"""The transfer syntaxes, each with the function here that decodes it."""

_PIECE = 1 << 20
"""How many bytes are inflated at a time."""


def native_frame_bytes(dataset: Dataset) -> int:
    """Return how many bytes a frame takes that isn't compressed; 0 where the tags don't say."""
    keywords = ("Rows", "Columns", "SamplesPerPixel", "BitsAllocated")
    rows, columns, samples, bits = (integer(dataset, keyword) or 0 for keyword in keywords)
    return -(-rows * columns * (samples or 1) * bits // 8)


def starts_of_samples(
    value: Blocks, spans: Sequence[Span], frame_bytes: int, uid: UID
) -> Iterator[bool]:
    """Yield of each fragment whether a frame starts with it: the one before was complete.

    Parameters
    ----------
    value : Blocks
        The encapsulated value.
    spans : Sequence[tuple[int, int]]
        Where its fragments lie.
    frame_bytes : int
        How many bytes the samples of a frame take; each fragment is a frame where that isn't known.
    uid : pydicom.uid.UID
        One of `UNCOMPRESSED`.
    """
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    held = frame_bytes
    for start, stop in spans:
        is_start = held >= frame_bytes
        if is_start:
            held, inflater = 0, zlib.decompressobj(-zlib.MAX_WBITS)
        yield is_start
        held += _samples_in(value.read(start, stop), inflater, uid)


def _samples_in(fragment: bytes, inflater: "zlib._Decompress", uid: UID) -> int:
    """Return how many bytes of samples a fragment holds, deflated or not; a piece at a time."""
    if uid != DeflatedImageFrameCompression:
        return len(fragment)
    size = 0
    try:
        while fragment and not inflater.eof:
            size += len(inflater.decompress(fragment, _PIECE))
            fragment = inflater.unconsumed_tail
    except zlib.error:
        pass  # the decoder of the frame reports it
    return size


def is_available(uid: str) -> bool:
    """Return whether a transfer syntax is decoded here; pydicom asks."""
    return uid in UNCOMPRESSED


def decode_frame(encoded: bytes, runner: DecodeRunner) -> bytes:
    """Decode a frame of uncompressed samples for pydicom (PS3.5 A.4.11).

    A frame of single bits starts with a byte of its own, unlike in native pixel data.
    """
    native = get_decoder(ExplicitVRLittleEndian)
    options: dict[str, Any] = {**runner.options, "number_of_frames": 1}
    options |= {"transfer_syntax_uid": native.UID, "correct_unused_bits": False}
    samples, properties = native.as_array(encoded, index=0, raw=True, **options)
    runner.set_option("planar_configuration", 0)
    runner.set_option("photometric_interpretation", properties["photometric_interpretation"])
    return samples.tobytes()


def inflate_frame(encoded: bytes, runner: DecodeRunner) -> bytes:
    """Inflate a frame for pydicom (PS3.5 A.4.13), and no more than its samples take."""
    bits = runner.rows * runner.columns * runner.samples_per_pixel * runner.bits_allocated
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    return decode_frame(inflater.decompress(encoded, -(-bits // 8)), runner)


for _uid, _function in UNCOMPRESSED.items():
    decoder_for(_uid).add_plugin("dicom_viewer", (__name__, _function))
