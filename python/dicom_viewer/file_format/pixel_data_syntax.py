"""The transfer syntax that pixel data are in, also where the file names another."""

from collections.abc import Sequence

from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
)
from pydicom.valuerep import VR

from dicom_viewer.dataset.elements import integer, text, transfer_syntax
from dicom_viewer.dataset.file_bytes import Blocks, FileBytes
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
from dicom_viewer.transfer_syntax.frame_fragments import head_of
from dicom_viewer.transfer_syntax.uncompressed import UNCOMPRESSED, native_frame_bytes

ENCODINGS = (ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian)
"""How the elements of a data set are encoded (PS3.5 A.1 to A.3)."""

NATIVE = (*ENCODINGS, DeflatedExplicitVRLittleEndian)
"""The transfer syntaxes whose pixel data are native."""


def settle_transfer_syntax(dataset: FileDataset) -> None:
    """Name the transfer syntax where it isn't, or where the pixel data are in another.

    Encapsulated pixel data have items and an undefined length (PS3.5 A.4), and their streams say of
    what kind they are; native ones are as long as their frames. What is there decides, with a
    warning.

    Raises
    ------
    ViewerError
        `transfer-syntax` if none is named and the frames are of an unknown kind.
    """
    said = text(dataset.file_meta, "TransferSyntaxUID")
    uid = transfer_syntax(dataset)
    element = dataset.get_item("PixelData", keep_deferred=True)
    if isinstance(element, PixelDataElement):
        found = _transfer_syntax_of(dataset, element, uid)
        if found != uid:
            element.is_undefined_length = found not in NATIVE
            uid = found
            if said:
                warn_of_transfer_syntax(said, uid)
    set_transfer_syntax(dataset.file_meta, uid)


def set_transfer_syntax(file_meta: FileMetaDataset, uid: UID) -> None:
    """Set the element anew: the value representation of the old one may be what is wrong."""
    file_meta.add_new("TransferSyntaxUID", VR.UI, uid)


def warn_of_transfer_syntax(said: str, found: UID) -> None:
    """Warn that a file names another transfer syntax than the one that it is in."""
    warn("transfer-syntax-wrong", stated=UID(said).name, found=found.name)


def _transfer_syntax_of(dataset: FileDataset, element: PixelDataElement, uid: UID) -> UID:
    """Return the transfer syntax of pixel data of which the file says that they are in `uid`."""
    claimed = max(integer(dataset, "NumberOfFrames") or 1, 1)
    native_bytes = native_frame_bytes(dataset)
    if uid in NATIVE and not element.is_undefined_length:
        if element.data.size - claimed * native_bytes in (0, 1):  # padded to an even length
            return uid  # without reading any of them
    elif uid.is_private or not uid.is_transfer_syntax or element.data.size < len(ITEM):
        return uid
    if element.items or element.data.read(0, len(ITEM)) == ITEM:
        return _of_items(element, uid, claimed * native_bytes)
    return _of_value(dataset, element.data, uid, native_bytes)


def _of_items(element: PixelDataElement, uid: UID, native_bytes: int) -> UID:
    """Return the transfer syntax of items, which may hold frames of `native_bytes` together."""
    value = Blocks(element.data)
    if uid in NATIVE and not element.is_undefined_length and not parse_fragments(value).is_sound:
        return uid  # these are samples
    items = element.items or follow_items(value, 0)[0]
    found = _transfer_syntax_of_fragments(element.data, items)
    is_as_long_as_native = _may_be_native(items, native_bytes)
    if found is None and is_as_long_as_native:
        return uid if uid in UNCOMPRESSED else EncapsulatedUncompressedExplicitVRLittleEndian
    if found is None:
        if uid in NATIVE and element.is_undefined_length:
            raise ViewerError(ErrorCode.TRANSFER_SYNTAX, "compression-unknown")
        return uid
    if uid in UNCOMPRESSED and not is_as_long_as_native:
        return found
    return found if uid in NATIVE or not are_of_one_kind(uid, found) else uid


def _of_value(dataset: FileDataset, data: FileBytes, uid: UID, native_bytes: int) -> UID:
    """Return the transfer syntax of pixel data that have no items: a bare stream, or native."""
    header = None
    if starts_stream(bytes(data.read(0, START_LENGTH))):
        header = header_of(bytes(data.read(0, MAX_HEADER)))
    if header is not None:
        size = (integer(dataset, "Rows"), integer(dataset, "Columns"))
        if size in ((header.rows, header.columns), (None, None)):
            found = header.transfer_syntax
            return found if uid in NATIVE or not are_of_one_kind(uid, found) else uid
    if uid in NATIVE or not 0 < native_bytes <= data.size:
        return uid
    is_implicit, is_little_endian = dataset.original_encoding
    if is_implicit:
        return ImplicitVRLittleEndian
    return ExplicitVRLittleEndian if is_little_endian else ExplicitVRBigEndian


def _transfer_syntax_of_fragments(value: FileBytes, items: Sequence[Span]) -> UID | None:
    """Return the transfer syntax of the first frame, which follows the basic offset table."""
    for first, (start, stop) in enumerate(items[:2]):
        if start == stop:
            continue
        head = head_of(value, items, first, START_LENGTH)
        if starts_stream(head):  # its header is longer, and may go on in the next fragments
            own = bytes(value.read(start, min(stop, start + MAX_HEADER)))
            head = own if header_of(own) else head_of(value, items, first, MAX_HEADER)
        if (uid := transfer_syntax_of(head)) is not None:
            return uid
    return None


def _may_be_native(items: Sequence[Span], native_bytes: int) -> bool:
    """Return whether fragments are together as long as native frames, each padded to be even."""
    length = sum(stop - start for start, stop in items[1:])
    return 0 < native_bytes <= length <= native_bytes + len(items)
