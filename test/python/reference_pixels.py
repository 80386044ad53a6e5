"""Stored values of a frame, worked out from PS3.5 and PS3.3 alone: half of `reference`.

Nothing of `dicom_viewer` and none of pydicom's pixel code is used: pydicom only finds the elements.
"""

import struct

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.uid import RLELossless

FLOAT_FORMATS = {"FloatPixelData": "f4", "DoubleFloatPixelData": "f8"}
SUBSAMPLED = ("YBR_FULL_422", "YBR_PARTIAL_422", "YBR_PARTIAL_420")


def stored_values(dataset: Dataset, frame: int = 0) -> NDArray[np.generic]:
    """Return (rows, columns) or (rows, columns, 3): int64, or float64 of float pixel data."""
    for keyword, number in FLOAT_FORMATS.items():
        if keyword in dataset:
            size = dataset.Rows * dataset.Columns
            data = np.frombuffer(dataset[keyword].value, byte_order(dataset) + number)
            values = data[frame * size : (frame + 1) * size].astype(np.float64)
            return values.reshape(dataset.Rows, dataset.Columns)
    if transfer_syntax(dataset) == RLELossless:
        cells = _rle_cells(dataset, frame)
    elif is_subsampled(dataset):
        cells = _with_own_chroma(dataset, _native_cells(dataset, frame))
    else:
        cells = _native_cells(dataset, frame)
    return _image(dataset, _values_in_cells(dataset, cells))


def transfer_syntax(dataset: Dataset) -> str | None:
    """Return the UID that the file names, if it names one."""
    return getattr(getattr(dataset, "file_meta", None), "TransferSyntaxUID", None)


def byte_order(dataset: Dataset) -> str:
    """Return the byte order of a data set or item as `struct` and NumPy write it."""
    return ">" if dataset.original_encoding[1] is False else "<"


def samples_per_pixel(dataset: Dataset) -> int:
    """Return *Samples per Pixel*, 1 where it is missing."""
    return int(dataset.get("SamplesPerPixel") or 1)


def bits_stored(dataset: Dataset) -> int:
    """Return *Bits Stored*, all that are allocated where it is missing."""
    return int(dataset.get("BitsStored") or dataset.BitsAllocated)


def is_signed(dataset: Dataset) -> bool:
    """Return whether *Pixel Representation* says so."""
    return dataset.get("PixelRepresentation") == 1


def frame_count(dataset: Dataset) -> int:
    """Return *Number of Frames*, 1 where it is absent, empty, 0 or not a number."""
    try:
        return max(int(dataset.get("NumberOfFrames") or 1), 1)
    except (TypeError, ValueError):
        return 1


def is_subsampled(dataset: Dataset) -> bool:
    """Whether pixels share their chroma; not if the length is that of full resolution."""
    if dataset.get("PhotometricInterpretation") not in SUBSAMPLED:
        return False
    full = dataset.Rows * dataset.Columns * 3 * (dataset.BitsAllocated // 8)
    return len(dataset.PixelData) < full * frame_count(dataset)


def _native_cells(dataset: Dataset, frame: int) -> NDArray[np.int64]:
    """Return the cells of a frame in the order of the stream (PS3.5 8.1.1 and 8.2)."""
    bits = dataset.BitsAllocated
    size = dataset.Rows * dataset.Columns * samples_per_pixel(dataset)
    if is_subsampled(dataset):
        size = sum(map(len, _line_cells(dataset)))
    data: bytes = dataset.PixelData
    if bits <= 8 and byte_order(dataset) == ">" and dataset["PixelData"].VR == "OW":
        data = b"".join(data[i + 1 : i + 2] + data[i : i + 1] for i in range(0, len(data), 2))
    if bits == 1:
        # cells follow each other without a gap, from the lowest bit on, also between frames
        at = np.arange(frame * size, (frame + 1) * size)
        return np.frombuffer(data, np.uint8)[at // 8].astype(np.int64) >> (at % 8) & 1
    cell = f"{byte_order(dataset)}u{bits // 8}"
    offset = frame * size * (bits // 8)
    return np.frombuffer(data, cell, count=size, offset=offset).astype(np.int64)


def _line_cells(dataset: Dataset) -> list[list[str]]:
    """Say what each cell of each row is (PS3.3 C.7.6.3.1.2): Y Y CB CR ..., or Y Y ... alone.

    The first CB and CR of a row lie at its first pixel, the next at its third. In 4:2:0 the second
    row, the fourth and so on have none.
    """
    pairs = (dataset.Columns + 1) // 2
    is_420 = dataset.PhotometricInterpretation == "YBR_PARTIAL_420"
    return [
        ["y", "y"] * pairs if is_420 and row % 2 == 1 else ["y", "y", "cb", "cr"] * pairs
        for row in range(dataset.Rows)
    ]


def _with_own_chroma(dataset: Dataset, cells: NDArray[np.int64]) -> NDArray[np.int64]:
    """Go through the cells one by one and give each pixel its own chroma."""
    stream = iter(cells.tolist())
    planes: dict[str, list[list[int]]] = {"y": [], "cb": [], "cr": []}
    for line in _line_cells(dataset):
        row: dict[str, list[int]] = {"y": [], "cb": [], "cr": []}
        for kind in line:
            row[kind] += [next(stream)] * (1 if kind == "y" else 2)
        for kind, plane in planes.items():
            plane.append(row[kind] or plane[-1])
    return np.array(list(planes.values()))[..., : dataset.Columns].transpose(1, 2, 0).reshape(-1)


def _values_in_cells(dataset: Dataset, cells: NDArray[np.int64]) -> NDArray[np.int64]:
    """Take a value out of the bits up to *High Bit*; a signed one is in two's complement."""
    stored = bits_stored(dataset)
    high_bit = dataset.get("HighBit")
    shift = 0 if high_bit is None else int(high_bit) + 1 - stored
    values = (cells >> shift) % 2**stored
    if is_signed(dataset):
        return np.where(values >= 2 ** (stored - 1), values - 2**stored, values)
    return values


def _image(dataset: Dataset, values: NDArray[np.int64]) -> NDArray[np.int64]:
    rows, columns, samples = dataset.Rows, dataset.Columns, samples_per_pixel(dataset)
    if samples == 1:
        return values.reshape(rows, columns)
    in_planes = dataset.get("PlanarConfiguration") == 1 and not is_subsampled(dataset)
    if in_planes or transfer_syntax(dataset) == RLELossless:
        return np.moveaxis(values.reshape(samples, rows, columns), 0, -1)
    return values.reshape(rows, columns, samples)


def _rle_cells(dataset: Dataset, frame: int) -> NDArray[np.int64]:
    """Return the cells of an RLE frame, plane after plane (PS3.5 Annex G)."""
    fragment = _fragments(dataset.PixelData)[frame]
    count, *offsets = struct.unpack_from("<16L", fragment)
    ends = [*offsets[1:count], len(fragment)]
    size = dataset.Rows * dataset.Columns
    segments = [
        np.frombuffer(_unpacked(fragment[start:end], size), np.uint8).astype(np.int64)
        for start, end in zip(offsets, ends, strict=False)
    ]
    width = dataset.BitsAllocated // 8
    planes = [
        sum(256 ** (width - 1 - i) * segment for i, segment in enumerate(segments[at : at + width]))
        for at in range(0, count, width)
    ]
    return np.concatenate(planes)


def _fragments(encapsulated: bytes) -> list[bytes]:
    """Return the fragments after the basic offset table (PS3.5 A.4); RLE has one to a frame."""
    fragments = []
    at = 0
    while encapsulated[at : at + 4] == b"\xfe\xff\x00\xe0":
        (length,) = struct.unpack_from("<L", encapsulated, at + 4)
        fragments.append(encapsulated[at + 8 : at + 8 + length])
        at += 8 + length
    return fragments[1:]


def _unpacked(segment: bytes, size: int) -> bytes:
    """Undo PackBits: a literal run of n + 1 bytes, or a byte 257 - n times; 128 is nothing."""
    out = bytearray()
    at = 0
    while len(out) < size:
        n = segment[at]
        if n < 128:
            out += segment[at + 1 : at + 2 + n]
            at += 2 + n
        elif n > 128:
            out += segment[at + 1 : at + 2] * (257 - n)
            at += 2
        else:
            at += 1
    return bytes(out[:size])
