"""The transfer syntax that the pixel data are really of, whatever the file calls it."""

from collections.abc import Sequence

from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    RLELossless,
)
from pydicom.valuerep import VR

from dicom_viewer.dataset.elements import integer, text, transfer_syntax
from dicom_viewer.dataset.file_bytes import Blocks
from dicom_viewer.dataset.pixel_data import PixelDataElement
from dicom_viewer.errors import ErrorCode, ViewerError, warn
from dicom_viewer.transfer_syntax.codestream import (
    MAX_HEADER,
    START_LENGTH,
    are_of_one_kind,
    header_of,
    starts_stream,
    transfer_syntax_of,
)
from dicom_viewer.transfer_syntax.families import EncapsulatedUncompressedExplicitVRLittleEndian
from dicom_viewer.transfer_syntax.fragments import ITEM, Span, follow_items, parse_fragments
from dicom_viewer.transfer_syntax.uncompressed import UNCOMPRESSED, native_frame_bytes

ENCODINGS = (ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian)
"""How the elements of a data set are encoded (PS3.5 A.1 to A.3)."""

NATIVE = (*ENCODINGS, DeflatedExplicitVRLittleEndian)
"""The transfer syntaxes of pixel data that aren't encapsulated."""


def settle_transfer_syntax(dataset: FileDataset) -> None:
    """Name the transfer syntax where it isn't, or where the pixel data are of another.

    What is there decides: only encapsulated pixel data have an undefined length (PS3.5 A.4), they
    start with an item, and compressed frames start with a header of their kind. A name that is
    replaced is warned of.

    Raises
    ------
    ViewerError
        `transfer-syntax` if the pixel data are compressed in an unknown way and none is named.
    """
    said = text(dataset.file_meta, "TransferSyntaxUID")
    uid = transfer_syntax(dataset)
    element = dataset.get_item("PixelData")
    if isinstance(element, PixelDataElement):
        found = _actual(dataset, element, uid)
        if said and found != uid:
            warn_of_transfer_syntax(said, found)
        uid = found
    set_transfer_syntax(dataset.file_meta, uid)


def set_transfer_syntax(file_meta: FileMetaDataset, uid: UID) -> None:
    """Set the element anew: the value representation of the old one may be what is wrong."""
    file_meta.add_new("TransferSyntaxUID", VR.UI, uid)


def warn_of_transfer_syntax(said: str, found: UID) -> None:
    """Warn that a file names another transfer syntax than the one it is encoded in."""
    warn("transfer-syntax-wrong", stated=UID(said).name, found=found.name)


def _actual(dataset: FileDataset, element: PixelDataElement, uid: UID) -> UID:
    value = Blocks(element.data)
    if element.is_undefined_length:
        return _of_fragments(dataset, element, value, uid)
    frames = max(integer(dataset, "NumberOfFrames") or 1, 1)
    is_of_native_size = value.size - native_frame_bytes(dataset) * frames in (0, 1)
    is_named = uid.is_transfer_syntax and uid.is_encapsulated
    if is_of_native_size and not is_named:
        return uid  # without a look at the pixel data, which takes time
    head = value.read(0, START_LENGTH)
    if head.startswith(ITEM) and (is_named or parse_fragments(value).is_sound):
        return _of_fragments(dataset, element, value, uid)
    if starts_stream(head):
        stream = value.read(0, MAX_HEADER)
        if is_named or _has_header_of(dataset, stream):
            return transfer_syntax_of(stream) or uid
    return _native(dataset) if is_named else uid


def _of_fragments(dataset: FileDataset, element: PixelDataElement, value: Blocks, uid: UID) -> UID:
    """Return the transfer syntax of encapsulated pixel data, by the start of the first frame."""
    items = element.items or follow_items(value, 0)[0]
    # not by blocks: the items after the first are far away
    read = element.data.read
    heads = [bytes(read(start, min(stop, start + MAX_HEADER))) for start, stop in items[:2]]
    kinds = ((transfer_syntax_of(head), head) for head in heads)  # the first is the offset table
    found, head = next((each for each in kinds if each[0] is not None), (None, b""))
    if found is None:
        if uid in NATIVE:
            raise ViewerError(ErrorCode.TRANSFER_SYNTAX, "compression-unknown")
        is_as_named = any(map(starts_stream, heads)) or uid in UNCOMPRESSED
        is_native = not is_as_named and _are_native(dataset, items[1:])
        return EncapsulatedUncompressedExplicitVRLittleEndian if is_native else uid
    if uid in UNCOMPRESSED:  # whose samples may look like the start of a stream
        return found if found == RLELossless or _has_header_of(dataset, head) else uid
    return uid if uid not in NATIVE and are_of_one_kind(uid, found) else found


def _are_native(dataset: FileDataset, spans: Sequence[Span]) -> bool:
    """Return whether fragments are as long as frames that aren't compressed, with padding."""
    frames = max(integer(dataset, "NumberOfFrames") or 1, 1)
    needed = frames * native_frame_bytes(dataset)
    return 0 < needed <= sum(stop - start for start, stop in spans) <= needed + len(spans)


def _has_header_of(dataset: FileDataset, stream: bytes) -> bool:
    """Return whether a stream has a header, of the size that the data set says."""
    header = header_of(stream)
    size = (integer(dataset, "Rows"), integer(dataset, "Columns"))
    return header is not None and (header.rows, header.columns) == size


def _native(dataset: FileDataset) -> UID:
    """Return the transfer syntax of native pixel data in the encoding of their data set."""
    is_implicit, is_little_endian = dataset.original_encoding
    if is_implicit:
        return ImplicitVRLittleEndian
    return ExplicitVRLittleEndian if is_little_endian is not False else ExplicitVRBigEndian
