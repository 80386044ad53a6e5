"""What a data set says of its pixels: the Image Pixel Module (PS3.3 C.7.6.3), made consistent."""

import math
from dataclasses import dataclass, replace

from pydicom.dataset import Dataset, FileDataset
from pydicom.pixels.decoders.base import Decoder, get_decoder
from pydicom.uid import UID

from dicom_viewer.dataset.elements import (
    PIXEL_KEYWORDS,
    integer,
    text,
    transfer_syntax,
)
from dicom_viewer.dataset.pixel_data import pixel_data
from dicom_viewer.errors import ErrorCode, ViewerError, WarningCode, warn
from dicom_viewer.pixels.codestream_tags import agreed_tags
from dicom_viewer.pixels.photometric import (
    COLOUR,
    MONOCHROME,
    PALETTE_COLOR,
    SUBSAMPLED,
    colour_space_as_encoded,
)
from dicom_viewer.transfer_syntax.encapsulation import EncapsulatedFrames, find_frames

MAX_PIXELS = 1 << 28
"""The largest frame that is decoded, in pixels: what the canvas of a browser can hold."""

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
    is_subsampled : bool
        Whether a native frame has less chroma than luma, see `chroma`.
    encapsulated : EncapsulatedFrames | None
        Where the frames of encapsulated pixel data lie.
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
    is_subsampled: bool
    encapsulated: EncapsulatedFrames | None

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
        """The size of one native frame in bits."""
        if self.is_subsampled:
            return (self.rows + self.chroma_lines) * self.luma_columns * self.bits_allocated
        return self.rows * self.columns * self.samples_per_pixel * self.bits_allocated

    @property
    def luma_columns(self) -> int:
        """How many luma samples a row has where two share their chroma: an even number."""
        return self.columns + self.columns % 2

    @property
    def chroma_lines(self) -> int:
        """How many rows of a subsampled frame have chroma: all, or in 4:2:0 every other."""
        is_420 = self.photometric_interpretation.endswith("420")
        return (self.rows + 1) // 2 if is_420 else self.rows


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
    uid = transfer_syntax(dataset)
    if keyword is not None or "PixelDataProviderURL" in dataset:
        decoder_of(uid)
    if keyword is None:
        raise _no_image(dataset)
    is_encapsulated = uid.is_encapsulated and keyword == "PixelData"
    encapsulated = find_frames(dataset, uid) if is_encapsulated else None
    header = encapsulated.header(encapsulated.head(0)) if encapsulated else None
    tags = agreed_tags(dataset, header) if header else dataset
    samples = integer(tags, "SamplesPerPixel")
    photometric = _photometric_interpretation(tags, samples, uid)
    allocated = _FLOAT_BITS.get(keyword) or _bits_allocated(tags)
    stored = _bits_stored(tags, allocated)
    description = PixelDescription(
        keyword=keyword,
        transfer_syntax=uid,
        rows=integer(tags, "Rows") or 0,
        columns=integer(tags, "Columns") or 0,
        frame_count=1,
        samples_per_pixel=3 if photometric in COLOUR else 1,
        planar_configuration=1 if integer(tags, "PlanarConfiguration") == 1 else 0,
        photometric_interpretation=photometric,
        bits_allocated=allocated,
        bits_stored=stored,
        high_bit=_high_bit(tags, allocated, stored),
        signed=_is_signed(tags, photometric),
        is_subsampled=photometric in SUBSAMPLED and not uid.is_encapsulated,
        encapsulated=encapsulated,
    )
    _check(description, samples)
    return _with_frame_count(dataset, description)


def decoder_of(uid: UID) -> Decoder:
    """Return pydicom's decoder of a transfer syntax.

    Raises
    ------
    ViewerError
        `transfer-syntax` if there is none, or none that can be had here.
    """
    try:
        decoder = get_decoder(uid)
    except NotImplementedError:
        decoder = None
    if decoder is None or not decoder.is_available:
        name = uid.name if uid.name == uid else f"{uid.name} ({uid})"
        raise ViewerError(ErrorCode.TRANSFER_SYNTAX, "transfer-syntax-unsupported", name=name)
    return decoder


def _no_image(dataset: FileDataset) -> ViewerError:
    uid = text(dataset, "SOPClassUID")
    if not uid and (file_meta := getattr(dataset, "file_meta", None)) is not None:
        uid = text(file_meta, "MediaStorageSOPClassUID")
    if not uid:
        return ViewerError(ErrorCode.NO_IMAGE, "no-image-no-class")
    return ViewerError(ErrorCode.NO_IMAGE, "no-image", kind=UID(uid).name)


def _photometric_interpretation(tags: Dataset, samples: int | None, uid: UID) -> str:
    term = text(tags, "PhotometricInterpretation").upper()
    if term in (*MONOCHROME, PALETTE_COLOR, *COLOUR):
        encoded = colour_space_as_encoded(term, uid)
        if encoded != term:
            warn("photometric-impossible", stated=term, taken=encoded)
        return encoded
    if term == "XYB":
        return "RGB"  # what decoders of JPEG XL, which alone has it, give (PS3.3 C.7.6.3.1.2)
    if term and samples not in (None, 1):
        raise ViewerError(ErrorCode.DECODE, "photometric-unsupported", stated=term)
    assumed = "RGB" if samples == 3 else "MONOCHROME2"  # noqa: PLR2004
    if term:
        warn("photometric-unknown", stated=term, taken=assumed)
    else:
        warn("photometric-missing", taken=assumed)
    return assumed


def _bits_allocated(tags: Dataset) -> int:
    allocated = integer(tags, "BitsAllocated")
    if allocated not in (1, 8, 16, 32, 64):
        if allocated is None:
            raise ViewerError(ErrorCode.DECODE, "bits-allocated-missing")
        raise ViewerError(ErrorCode.DECODE, "bits-allocated-undefined", bits=allocated)
    return allocated


def _bits_stored(tags: Dataset, allocated: int) -> int:
    stored = integer(tags, "BitsStored") or allocated
    if not 1 <= stored <= allocated:
        warn("bits-stored-impossible", stored=stored, allocated=allocated)
        return allocated
    return stored


def _high_bit(tags: Dataset, allocated: int, stored: int) -> int:
    high_bit = integer(tags, "HighBit")
    if high_bit is None:
        return stored - 1
    if not stored - 1 <= high_bit < allocated:
        warn("high-bit-impossible", stated=high_bit, stored=stored, taken=stored - 1)
        return stored - 1
    return high_bit


def _is_signed(tags: Dataset, photometric_interpretation: str) -> bool:
    if integer(tags, "PixelRepresentation") != 1:
        return False
    if photometric_interpretation in COLOUR:
        warn("signed-colour")
        return False
    return True


def _check(description: PixelDescription, samples: int | None) -> None:
    """Raise if a description can't be one of an image."""
    rows, columns = description.rows, description.columns
    if rows < 1 or columns < 1:
        raise ViewerError(ErrorCode.DECODE, "no-pixels", rows=rows, columns=columns)
    if rows * columns > MAX_PIXELS:
        raise ViewerError(ErrorCode.MEMORY, "frame-too-large", columns=columns, rows=rows)
    if samples not in (None, description.samples_per_pixel):
        term = description.photometric_interpretation
        raise ViewerError(ErrorCode.DECODE, "samples-impossible", samples=samples, stated=term)


def _with_frame_count(dataset: FileDataset, description: PixelDescription) -> PixelDescription:
    """Count the frames: what the file says, less what isn't there."""
    if description.encapsulated:
        return replace(description, frame_count=len(description.encapsulated))
    claimed = max(integer(dataset, "NumberOfFrames") or 1, 1)
    available = pixel_data(dataset, description.keyword).size
    available_bits = 8 * available
    if description.is_subsampled:
        full = replace(description, is_subsampled=False)
        if available_bits >= claimed * full.frame_bits:
            warn("chroma-not-subsampled", stated=description.photometric_interpretation)
            description = full
    whole_frames = available_bits // description.frame_bits
    if whole_frames == 0:
        needed = -(-description.frame_bits // 8)
        raise ViewerError(ErrorCode.TRUNCATED, "frame-cut", needed=needed, found=available)
    if whole_frames < claimed:
        warn("frames-missing", WarningCode.TRUNCATED, found=whole_frames, count=claimed)
    frame_count = min(claimed, whole_frames)
    needed = -(-frame_count * description.frame_bits // 8)
    if claimed <= whole_frames and available > needed + needed % 2:  # padded to an even length
        warn("pixel-data-too-long", count=available - needed)
    return replace(description, frame_count=frame_count)
