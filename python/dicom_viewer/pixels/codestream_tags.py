"""Where a compressed stream and the Image Pixel Module (PS3.3 C.7.6.3) disagree."""

from pydicom.datadict import dictionary_VR
from pydicom.dataset import Dataset
from pydicom.uid import JPEG2000TransferSyntaxes, JPEGLSTransferSyntaxes

from dicom_viewer.dataset.elements import integer, text
from dicom_viewer.errors import ErrorCode, ViewerError, warn
from dicom_viewer.pixels.photometric import MONOCHROME, PALETTE_COLOR
from dicom_viewer.transfer_syntax.codestream import CodestreamHeader

_ALIGNED = (*JPEG2000TransferSyntaxes, *JPEGLSTransferSyntaxes)
"""Where pydicom takes the sign for the highest bit of what the stream says of its precision."""

_IMAGE_GROUP = 0x0028
_CONTAINERS = (8, 16, 32)
"""The widths of the cells that samples are decoded to."""


def agreed_tags(dataset: Dataset, header: CodestreamHeader) -> Dataset:
    """Return the group of the Image Pixel Module as it describes a stream.

    The stream is right about its size, its components and, where the tags leave its samples no
    room, its precision; *Pixel Representation*, if there is one, is right about the sign, as in
    pydicom.

    Parameters
    ----------
    dataset : pydicom.dataset.Dataset
        The data set, which stays as it is.
    header : CodestreamHeader
        The header of its first frame.

    Returns
    -------
    pydicom.dataset.Dataset
        The elements of group 0028, corrected; what is corrected is warned of.

    Raises
    ------
    ViewerError
        `decode` if the stream has neither one component nor three.
    """
    if header.components not in (1, 3):
        raise ViewerError(ErrorCode.DECODE, "stream-components", components=header.components)
    tags = _image_group(dataset)
    found: dict[str, int | str] = {
        "Rows": header.rows,
        "Columns": header.columns,
        "SamplesPerPixel": header.components,
        "PhotometricInterpretation": _photometric_interpretation(tags, header),
        **_bits(tags, header),
    }
    if header.is_signed is not None and integer(tags, "PixelRepresentation") is None:
        found["PixelRepresentation"] = int(header.is_signed)
    corrected = {key: value for key, value in found.items() if _value(tags, key) != value}
    for keyword, value in corrected.items():
        tags.add_new(keyword, dictionary_VR(keyword), value)
        stated = _value(dataset, keyword)
        if stated in (None, ""):
            warn("stream-adds", element=keyword, found=value)
        else:
            warn("stream-differs", element=keyword, stated=stated, found=value)
    is_signed = integer(tags, "PixelRepresentation") == 1
    if header.is_signed not in (None, is_signed) and header.components == 1:
        if is_signed:
            warn("stream-unsigned")
        else:
            warn("stream-signed")
    return tags


def _image_group(dataset: Dataset) -> Dataset:
    """Return the elements as they are, of which pydicom's `group_dataset` would convert some."""
    group = [tag for tag in dataset.keys() if tag.group == _IMAGE_GROUP]  # noqa: SIM118 - see above
    return Dataset({tag: dataset.get_item(tag, keep_deferred=True) for tag in group})


def _photometric_interpretation(tags: Dataset, header: CodestreamHeader) -> str:
    """Return what the tags say where that has as many components as the stream."""
    term = text(tags, "PhotometricInterpretation").upper()
    has_one_component = term in (*MONOCHROME, PALETTE_COLOR)
    is_possible = bool(term) and has_one_component == (header.components == 1)
    return term if is_possible else header.photometric_interpretation


def _bits(tags: Dataset, header: CodestreamHeader) -> dict[str, int]:
    """Return the bits of the stream's samples where they replace what the tags say.

    Samples may have more bits than are stored: the others may hold overlays (PS3.5 8.1.1). Gray
    ones of JPEG may have fewer: they have no sign, which lies where the tags say, and other frames
    may need the rest.
    """
    allocated = integer(tags, "BitsAllocated") or 0
    stored = integer(tags, "BitsStored") or allocated
    precision = header.precision
    container = next((bits for bits in _CONTAINERS if bits >= precision), _CONTAINERS[-1])
    if allocated not in _CONTAINERS or allocated < container:
        return _stored_bits(precision) | {"BitsAllocated": container}
    has_own_bits = header.transfer_syntax in _ALIGNED
    is_colour = header.components > 1
    is_narrower = precision < stored and (has_own_bits or is_colour)
    is_wider_colour = precision > stored and has_own_bits and is_colour
    if is_narrower or is_wider_colour:
        return _stored_bits(precision)
    is_above_samples = (integer(tags, "HighBit") or 0) >= max(precision, stored)
    return {"HighBit": stored - 1} if is_above_samples else {}


def _stored_bits(precision: int) -> dict[str, int]:
    return {"BitsStored": precision, "HighBit": precision - 1}


def _value(tags: Dataset, keyword: str) -> int | str | None:
    is_text = keyword == "PhotometricInterpretation"
    return text(tags, keyword).upper() if is_text else integer(tags, keyword)
