"""The stored values of one frame, decoded by pydicom (PS3.5 section 8, PS3.3 C.7.6.3)."""

import math
import struct
import warnings
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import FileDataset
from pydicom.encaps import parse_basic_offsets, parse_fragments
from pydicom.pixels.decoders.base import Decoder, get_decoder
from pydicom.uid import UID, JPEG2000TransferSyntaxes, JPEGLSTransferSyntaxes
from pydicom.valuerep import VR

from dicom_viewer.dataset import (
    PIXEL_KEYWORDS,
    integer,
    is_little_endian,
    text,
    transfer_syntax,
    value_of,
)
from dicom_viewer.errors import ErrorCode, ViewerError, ViewerWarning, WarningCode
from dicom_viewer.photometric import MONOCHROME, PALETTE_COLOR

MAX_PIXELS = 1 << 28
"""The largest frame that is decoded, in pixels: what the canvas of a browser can hold."""

_COLOUR = ("RGB", "YBR_FULL", "YBR_FULL_422", "YBR_ICT", "YBR_RCT")
_ALIGNED = (*JPEG2000TransferSyntaxes, *JPEGLSTransferSyntaxes)
"""Where pydicom makes the samples right by what the codestream says of their sign and precision."""

_FLOAT_BITS = {"FloatPixelData": 32, "DoubleFloatPixelData": 64}


@dataclass(frozen=True)
class PixelDescription:
    """The Image Pixel Module of a data set, made consistent where the file isn't.

    Attributes
    ----------
    keyword : str
        *PixelData*, *FloatPixelData* or *DoubleFloatPixelData*.
    transfer_syntax : pydicom.uid.UID
        How the data set is encoded.
    rows, columns, frame_count : int
        The size of a frame, and how many whole frames there are.
    samples_per_pixel, planar_configuration : int
        1, or 3 with the samples interleaved (0) or in planes (1).
    photometric_interpretation : str
        One of the standard's terms.
    bits_allocated, bits_stored, high_bit : int
        Where in its cell a stored value lies.
    signed : bool
        *Pixel Representation*.
    """

    keyword: str
    transfer_syntax: UID
    rows: int
    columns: int
    frame_count: int
    samples_per_pixel: int
    planar_configuration: int
    photometric_interpretation: str
    bits_allocated: int
    bits_stored: int
    high_bit: int
    signed: bool

    @property
    def is_float(self) -> bool:
        """Whether stored values are floating-point numbers."""
        return self.keyword in _FLOAT_BITS

    @property
    def stored_range(self) -> tuple[float, float]:
        """The least and the greatest stored value that there can be."""
        if self.is_float:
            return (-math.inf, math.inf)
        half = 1 << (self.bits_stored - 1)
        return (-half, half - 1) if self.signed else (0, 2 * half - 1)

    @property
    def frame_bits(self) -> int:
        """The size of one native frame in bits; chroma of YBR_FULL_422 is at half resolution."""
        bits = self.rows * self.columns * self.samples_per_pixel * self.bits_allocated
        return bits // 3 * 2 if self.photometric_interpretation == "YBR_FULL_422" else bits


def describe_pixels(dataset: FileDataset) -> PixelDescription:
    """Read and check the description of a data set's pixels.

    Raises
    ------
    ViewerError
        `no-image` without pixel data, `transfer-syntax` without a decoder for them, `decode` if
        what describes them is missing or impossible, `memory` for a frame of more than
        `MAX_PIXELS`, `truncated` if no whole frame is there.
    """
    keyword = next((keyword for keyword in PIXEL_KEYWORDS if keyword in dataset), None)
    if keyword is None:
        raise _no_image(dataset)
    uid = transfer_syntax(dataset)
    _decoder(uid)
    samples = integer(dataset, "SamplesPerPixel")
    photometric = _photometric_interpretation(dataset, samples)
    allocated = _FLOAT_BITS.get(keyword) or _bits_allocated(dataset)
    stored = _bits_stored(dataset, allocated)
    description = PixelDescription(
        keyword=keyword,
        transfer_syntax=uid,
        rows=integer(dataset, "Rows") or 0,
        columns=integer(dataset, "Columns") or 0,
        frame_count=1,
        samples_per_pixel=3 if photometric in _COLOUR else 1,
        planar_configuration=1 if integer(dataset, "PlanarConfiguration") == 1 else 0,
        photometric_interpretation=photometric,
        bits_allocated=allocated,
        bits_stored=stored,
        high_bit=_high_bit(dataset, allocated, stored),
        signed=_is_signed(dataset, photometric),
    )
    _check(description, samples)
    return _with_frame_count(dataset, description)


def decode_frame(
    dataset: FileDataset, description: PixelDescription, index: int
) -> tuple[NDArray[Any], str]:
    """Decode the stored values of one frame, and of no other.

    Parameters
    ----------
    dataset : pydicom.dataset.FileDataset
        The data set.
    description : PixelDescription
        What `describe_pixels` made of it.
    index : int
        The frame, from 0.

    Returns
    -------
    tuple[numpy.ndarray, str]
        The values, (rows, columns) or (rows, columns, 3), in the machine's byte order, of the
        integer or floating-point type that holds a stored value, chroma at full resolution; and
        their photometric interpretation, which a decoder may have changed to RGB.

    Raises
    ------
    ViewerError
        `decode` if the frame isn't what its description says.
    """
    decoder = _decoder(description.transfer_syntax)
    try:
        if description.bits_allocated == 1 and not description.transfer_syntax.is_encapsulated:
            bits = _single_bits(dataset, description, index)
            return bits, description.photometric_interpretation
        samples, properties = decoder.as_array(
            value_of(dataset, description.keyword),
            index=index,
            raw=True,
            **_decoder_options(dataset, description),
        )
    except MemoryError:
        raise
    except Exception as error:  # a decoder meets whatever the file holds
        message = f"Frame {index} can't be decoded: {error}"
        raise ViewerError(ErrorCode.DECODE, message) from error
    samples = samples.astype(samples.dtype.newbyteorder("="), copy=False)
    if description.transfer_syntax not in _ALIGNED:
        samples = stored_values(samples, description)
    return samples, str(properties["photometric_interpretation"])


def stored_values(cells: NDArray[Any], description: PixelDescription) -> NDArray[Any]:
    """Take the stored values out of their cells: bits outside *Bits Stored* mean something else.

    Parameters
    ----------
    cells : numpy.ndarray
        Cells of *Bits Allocated* bits, of any shape.
    description : PixelDescription
        Where in its cell a value lies (PS3.5 section 8.1.1).

    Returns
    -------
    numpy.ndarray
        The values, masked and sign-extended, of the same shape and width.
    """
    fills_cell = description.bits_stored == description.bits_allocated
    if description.is_float or description.bits_allocated == 1 or fills_cell:
        return cells
    unsigned = cells.view(f"u{cells.dtype.itemsize}")
    # to the top of the cell, which drops the bits above, then down, which extends the sign
    values = unsigned << (description.bits_allocated - 1 - description.high_bit)
    cell = f"{'i' if description.signed else 'u'}{cells.dtype.itemsize}"
    return values.view(cell) >> (description.bits_allocated - description.bits_stored)


def _single_bits(
    dataset: FileDataset, description: PixelDescription, index: int
) -> NDArray[np.uint8]:
    """Unpack a frame of one-bit cells, which follow each other without a gap (PS3.5 section 8.1.1).

    pydicom drops the last byte of a frame that starts within a byte, and takes the words of a big
    endian OW for bytes.
    """
    data = np.frombuffer(value_of(dataset, description.keyword), np.uint8)
    is_swapped = not is_little_endian(dataset) and dataset[description.keyword].VR == VR.OW
    start = index * description.frame_bits
    stop = start + description.frame_bits
    at = np.arange(start // 8, -(-stop // 8)) ^ int(is_swapped)
    bits = np.unpackbits(data[at], bitorder="little")[start % 8 :][: stop - start]
    return bits.reshape(description.rows, description.columns)


def _no_image(dataset: FileDataset) -> ViewerError:
    uid = text(dataset, "SOPClassUID")
    if not uid and (file_meta := getattr(dataset, "file_meta", None)) is not None:
        uid = text(file_meta, "MediaStorageSOPClassUID")
    kind = UID(uid).name if uid else "a data set without a SOP class"
    return ViewerError(ErrorCode.NO_IMAGE, f"There is no image in the file, which is {kind}.")


def _photometric_interpretation(dataset: FileDataset, samples: int | None) -> str:
    term = text(dataset, "PhotometricInterpretation").upper()
    if term in (*MONOCHROME, PALETTE_COLOR, *_COLOUR):
        return term
    if term and samples not in (None, 1):
        raise _undecodable(f"The photometric interpretation {term} isn't supported")
    assumed = "RGB" if samples == 3 else "MONOCHROME2"  # noqa: PLR2004
    _warn(f"The photometric interpretation {term or 'is missing'}: taken for {assumed}.")
    return assumed


def _bits_allocated(dataset: FileDataset) -> int:
    allocated = integer(dataset, "BitsAllocated")
    if allocated not in (1, 8, 16, 32, 64):
        raise _undecodable(f"Bits Allocated is {allocated}")
    return allocated


def _bits_stored(dataset: FileDataset, allocated: int) -> int:
    stored = integer(dataset, "BitsStored") or allocated
    if not 1 <= stored <= allocated:
        _warn(f"Bits Stored is {stored} of {allocated} allocated: all are taken.")
        return allocated
    return stored


def _high_bit(dataset: FileDataset, allocated: int, stored: int) -> int:
    high_bit = integer(dataset, "HighBit")
    if high_bit is None:
        return stored - 1
    if not stored - 1 <= high_bit < allocated:
        _warn(f"High Bit is {high_bit} with {stored} bits stored: taken for {stored - 1}.")
        return stored - 1
    return high_bit


def _is_signed(dataset: FileDataset, photometric_interpretation: str) -> bool:
    if integer(dataset, "PixelRepresentation") != 1:
        return False
    if photometric_interpretation in _COLOUR:
        _warn("Signed colour samples are not defined: taken for unsigned ones.")
        return False
    return True


def _check(description: PixelDescription, samples: int | None) -> None:
    """Raise if a description can't be one of an image."""
    rows, columns = description.rows, description.columns
    if rows < 1 or columns < 1:
        raise _undecodable(f"Rows × Columns is {rows} × {columns}")
    if rows * columns > MAX_PIXELS:
        message = f"A frame of {columns} × {rows} pixels is more than a canvas can hold."
        raise ViewerError(ErrorCode.MEMORY, message)
    if samples not in (None, description.samples_per_pixel):
        term = description.photometric_interpretation
        raise _undecodable(f"Samples per Pixel is {samples}, which {term} doesn't have")


def _with_frame_count(dataset: FileDataset, description: PixelDescription) -> PixelDescription:
    """Count the frames: what the file says, less what isn't there."""
    claimed = max(integer(dataset, "NumberOfFrames") or 1, 1)
    if description.transfer_syntax.is_encapsulated:
        return replace(description, frame_count=_encapsulated_frame_count(dataset, claimed))
    available_bits = 8 * len(value_of(dataset, description.keyword) or b"")
    if description.photometric_interpretation == "YBR_FULL_422":
        full = replace(description, photometric_interpretation="YBR_FULL")
        if available_bits >= claimed * full.frame_bits:
            _warn("The chroma of YBR_FULL_422 is stored at full resolution.")
            description = full
    whole_frames = available_bits // description.frame_bits
    if whole_frames == 0:
        raise ViewerError(
            ErrorCode.TRUNCATED,
            f"The file is cut short: a frame takes {-(-description.frame_bits // 8)} bytes, "
            f"and {available_bits // 8} are there.",
        )
    if whole_frames < claimed:
        message = f"The file is cut short: it holds {whole_frames} of {claimed} frames."
        warnings.warn(ViewerWarning(WarningCode.TRUNCATED, message), stacklevel=3)
    return replace(description, frame_count=min(claimed, whole_frames))


def _encapsulated_frame_count(dataset: FileDataset, claimed: int) -> int:
    """Count the frames of encapsulated pixel data: each has a fragment or more (PS3.5 A.4)."""
    buffer = BytesIO(value_of(dataset, "PixelData") or b"")
    try:
        parse_basic_offsets(buffer)
        fragments, _ = parse_fragments(buffer)
    except (ValueError, EOFError, struct.error):
        return claimed  # decoding the frame will tell
    if fragments >= claimed:
        return claimed
    message = f"The file holds {fragments} of {claimed} frames."
    warnings.warn(ViewerWarning(WarningCode.TRUNCATED, message), stacklevel=4)
    return max(fragments, 1)


def _decoder(uid: UID) -> Decoder:
    try:
        decoder = get_decoder(uid)
    except NotImplementedError:
        decoder = None
    if decoder is None or not decoder.is_available:
        name = uid.name if uid.name == uid else f"{uid.name} ({uid})"
        message = f"The transfer syntax {name} can't be decoded here."
        raise ViewerError(ErrorCode.TRANSFER_SYNTAX, message)
    return decoder


def _decoder_options(dataset: FileDataset, description: PixelDescription) -> dict[str, Any]:
    """Return what pydicom's decoders want to know, from the description instead of the file."""
    return {
        "pixel_keyword": description.keyword,
        "pixel_vr": dataset[description.keyword].VR,
        "rows": description.rows,
        "columns": description.columns,
        "number_of_frames": description.frame_count,
        "samples_per_pixel": description.samples_per_pixel,
        "planar_configuration": description.planar_configuration,
        "photometric_interpretation": description.photometric_interpretation,
        "bits_allocated": description.bits_allocated,
        "bits_stored": description.bits_stored,
        "pixel_representation": int(description.signed),
        # pydicom's correction takes High Bit for Bits Stored - 1: `stored_values` does it instead
        "correct_unused_bits": False,
    }


def _undecodable(reason: str) -> ViewerError:
    return ViewerError(ErrorCode.DECODE, f"The image can't be decoded: {reason}.")


def _warn(message: str) -> None:
    warnings.warn(ViewerWarning(WarningCode.PIXELS, message), stacklevel=3)
