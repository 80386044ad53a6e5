"""Encapsulated frames that are native samples, as they are or deflated, as plugins of pydicom."""

import zlib
from typing import Any

from pydicom.dataset import Dataset
from pydicom.pixels.decoders.base import DecodeRunner, get_decoder
from pydicom.uid import ExplicitVRLittleEndian

from dicom_viewer.dataset.elements import integer, text
from dicom_viewer.transfer_syntax.families import (
    DeflatedImageFrameCompression,
    EncapsulatedUncompressedExplicitVRLittleEndian,
    decoder_for,
)

UNCOMPRESSED = {
    EncapsulatedUncompressedExplicitVRLittleEndian: "decode_frame",
    DeflatedImageFrameCompression: "inflate_frame",
}
"""The transfer syntaxes, each with the function here that decodes it."""


def native_frame_bytes(dataset: Dataset) -> int:
    """Return how many bytes a frame of uncompressed samples takes; 0 if the data set doesn't say.

    Two pixels of YBR_FULL_422 have four samples (PS3.3 C.7.6.3.1.2). A frame of single bits fills
    its last byte.
    """
    is_subsampled = text(dataset, "PhotometricInterpretation") == "YBR_FULL_422"
    samples = 2 if is_subsampled else integer(dataset, "SamplesPerPixel") or 1
    rows, columns = integer(dataset, "Rows") or 0, integer(dataset, "Columns") or 0
    bits = rows * columns * samples * (integer(dataset, "BitsAllocated") or 0)
    return max(-(-bits // 8), 0)


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
