"""The stored values of one frame, decoded by pydicom (PS3.5 section 8)."""

import re
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import FileDataset
from pydicom.encaps import encapsulate
from pydicom.valuerep import VR

from dicom_viewer.dataset.elements import Key, is_little_endian
from dicom_viewer.dataset.file_bytes import FileBytes, Stream
from dicom_viewer.dataset.pixel_data import PixelDataElement, pixel_data
from dicom_viewer.errors import DataError, ErrorCode, ViewerError, detail_of, message
from dicom_viewer.pixels.chroma import as_cells, at_full_resolution
from dicom_viewer.pixels.description import PixelDescription, decoder_of
from dicom_viewer.pixels.photometric import SUBSAMPLED
from dicom_viewer.transfer_syntax.codecs import FAILURES
from dicom_viewer.transfer_syntax.encapsulation import EncapsulatedFrames

_PLUGINS_FAILED = re.compile(r"Unable to decode as .* by all available plugins:\s+\w+: ")
"""What pydicom says before a decoder's own words."""

DecodedFrame = tuple[NDArray[Any], str]
"""The stored values of a frame, and their photometric interpretation."""


def decode_frame(dataset: FileDataset, description: PixelDescription, index: int) -> DecodedFrame:
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
    cells, photometric_interpretation = decode_cells(dataset, description, index)
    return stored_values(cells, description), photometric_interpretation


def decode_cells(
    dataset: FileDataset, description: PixelDescription, index: int
) -> tuple[NDArray[Any], str]:
    """Decode one frame as `decode_frame` does, but leave the cells as they are.

    Their bits outside *Bits Stored* may hold overlays.
    """
    cells = as_cells(description) if description.is_subsampled else description
    failures: list[DataError] = []
    try:
        if description.bits_allocated == 1 and not description.transfer_syntax.is_encapsulated:
            bits = _single_bit_frame(dataset, description, index)
            return bits, description.photometric_interpretation
        if (native := _native_cells(dataset, description, index)) is not None:
            return native, description.photometric_interpretation
        frames = description.encapsulated
        samples, properties = decoder_of(description.transfer_syntax).as_array(
            _encapsulated_frame(frames, description, index)
            if frames
            else Stream(pixel_data(dataset, description.keyword)).binary_io,
            index=0 if frames else index,
            raw=True,
            **(_decoder_options(dataset, cells) | {FAILURES: failures}),
        )
    except MemoryError:
        raise
    except Exception as error:  # a decoder meets whatever the file holds
        known = [error] if isinstance(error, DataError) else failures
        detail = _PLUGINS_FAILED.sub("", detail_of(error))
        why = known[-1].message if known else message("decoder-failed", detail=detail)
        raise ViewerError(ErrorCode.DECODE, "frame-undecodable", frame=index, why=why) from error
    samples = samples.astype(samples.dtype.newbyteorder("="), copy=False)
    if not description.transfer_syntax.is_encapsulated:
        samples = np.require(samples, requirements=("C", "A"))
        if description.is_subsampled:
            samples = at_full_resolution(samples, description)
        return samples, description.photometric_interpretation
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
        The values, masked and sign-extended, of the same shape and width: the cells themselves
        where they hold nothing else.
    """
    fills_cell = description.bits_stored == description.bits_allocated
    if description.is_float or description.bits_allocated == 1 or fills_cell:
        return cells
    cell = f"{'i' if description.signed else 'u'}{cells.dtype.itemsize}"
    if description.high_bit == description.bits_stored - 1:
        low, high = description.stored_range
        values = cells.view(cell)
        if values.max() <= high and (low == 0 or values.min() >= low):
            return values  # nothing is outside, as most often
    unsigned = cells.view(f"u{cells.dtype.itemsize}")
    # to the top of the cell, which drops the bits above, then down, which extends the sign
    values = unsigned << (description.bits_allocated - 1 - description.high_bit)
    return values.view(cell) >> (description.bits_allocated - description.bits_stored)


def single_bits(
    data: FileBytes, start: int, stop: int, *, are_words_swapped: bool
) -> NDArray[np.uint8]:
    """Unpack one-bit cells, which follow each other without a gap (PS3.5 sections 8.1.1, 8.1.2).

    pydicom drops the last byte of a frame that starts within a byte, and takes the words of a big
    endian OW for bytes.

    Parameters
    ----------
    data : FileBytes
        The value that holds them.
    start, stop : int
        The first cell, from 0, and the one after the last.
    are_words_swapped : bool
        Whether the value is one of big endian words, see `has_swapped_words`.

    Returns
    -------
    numpy.ndarray
        The bits (stop - start,), fewer if the data end before.
    """
    first, last = start // 8, min(-(-stop // 8), data.size)
    if first >= last:
        return np.zeros(0, np.uint8)
    words = first - first % 2, last + last % 2
    held = np.frombuffer(data.read(*words), np.uint8)
    at = (np.arange(first, last) ^ int(are_words_swapped)) - words[0]
    bytes_in_order = held[at[at < held.size]]
    return np.unpackbits(bytes_in_order, bitorder="little")[start % 8 :][: stop - start]


def has_swapped_words(dataset: FileDataset, key: Key) -> bool:
    """Return whether the bytes of an element's value are swapped in pairs (PS3.5 section 7.3)."""
    return not is_little_endian(dataset) and dataset[key].VR == VR.OW


def _native_cells(
    dataset: FileDataset, description: PixelDescription, index: int
) -> NDArray[Any] | None:
    """Return a view of a native gray frame, which lies in the file as it is in memory.

    None of any other, which pydicom has to put together.
    """
    element = dataset.get_item(description.keyword)
    bits, uid = description.bits_allocated, description.transfer_syntax
    is_gray = description.samples_per_pixel == 1 and bits in (8, 16, 32)
    if not (is_gray and isinstance(element, PixelDataElement) and element.VR in (VR.OB, VR.OW)):
        return None
    if uid.is_encapsulated or not uid.is_little_endian:
        return None
    size = description.rows * description.columns * bits // 8
    data = element.data.read(index * size, (index + 1) * size)
    cells = np.frombuffer(data, f"<{'i' if description.signed else 'u'}{bits // 8}")
    cells = cells.reshape(description.rows, description.columns)
    return np.require(cells, cells.dtype.newbyteorder("="), ("C", "A"))


def _single_bit_frame(
    dataset: FileDataset, description: PixelDescription, index: int
) -> NDArray[np.uint8]:
    start = index * description.frame_bits
    bits = single_bits(
        pixel_data(dataset, description.keyword),
        start,
        start + description.frame_bits,
        are_words_swapped=has_swapped_words(dataset, description.keyword),
    )
    return bits.reshape(description.rows, description.columns)


def _encapsulated_frame(
    frames: EncapsulatedFrames, description: PixelDescription, index: int
) -> bytes:
    """Encapsulate one frame alone, so that pydicom needn't go through all to find it.

    Raises
    ------
    DataError
        If its stream isn't of the size that is described: decoders may write out of bounds.
    """
    stream = frames[index]
    header = frames.header(stream)
    if header is not None:
        size = (header.rows, header.columns, header.components)
        if size != (description.rows, description.columns, description.samples_per_pixel):
            raise DataError(
                "stream-size",
                rows=header.rows,
                columns=header.columns,
                components=header.components,
            )
        if header.precision > description.bits_allocated:
            raise DataError("stream-bits", bits=header.precision)
    return encapsulate([stream])


def _decoder_options(dataset: FileDataset, description: PixelDescription) -> dict[str, Any]:
    """Return what pydicom's decoders want to know, from the description instead of the file."""
    photometric = description.photometric_interpretation
    if photometric in SUBSAMPLED and not description.transfer_syntax.is_encapsulated:
        photometric = "YBR_FULL"  # whose chroma pydicom leaves alone
    return {
        "pixel_keyword": description.keyword,
        "pixel_vr": dataset[description.keyword].VR,
        "rows": description.rows,
        "columns": description.columns,
        "number_of_frames": 1 if description.encapsulated else description.frame_count,
        "samples_per_pixel": description.samples_per_pixel,
        "planar_configuration": description.planar_configuration,
        "photometric_interpretation": photometric,
        "bits_allocated": description.bits_allocated,
        "bits_stored": description.bits_stored,
        "pixel_representation": int(description.signed),
        # else it copies; other byte orders it copies anyway
        "view_only": description.transfer_syntax.is_little_endian,
        # pydicom's correction takes High Bit for Bits Stored - 1: `stored_values` does it instead
        "correct_unused_bits": False,
    }
