"""Reads files whose encoding is as the standard wants it, without pydicom's reader.

Most files are: an element takes a tenth of the time. All others are left to `read_dataset`.
"""

import contextlib
import struct
from io import BytesIO
from typing import cast

from pydicom.charset import convert_encodings, default_encoding, python_encoding
from pydicom.dataelem import DataElement, RawDataElement, empty_value_for_VR
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.tag import BaseTag, Tag
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ImplicitVRLittleEndian,
    JPIPHTJ2KReferencedDeflate,
)
from pydicom.valuerep import VR

from dicom_viewer.dataset.elements import base_tag, clean_value, text
from dicom_viewer.dataset.file_bytes import Blocks
from dicom_viewer.dataset.frame_groups import PER_FRAME
from dicom_viewer.dataset.raw_items import Encoding, ItemReader, UnreadableItemError
from dicom_viewer.file_format.element_source import ElementSource, are_too_many
from dicom_viewer.file_format.pixel_data_place import pixel_data_element
from dicom_viewer.transfer_syntax.families import JPIPReferencedDeflate

PREAMBLE_LENGTH = 128
PREFIX = b"DICM"

DEFLATED = (DeflatedExplicitVRLittleEndian, JPIPReferencedDeflate, JPIPHTJ2KReferencedDeflate)

_PIXEL_DATA = base_tag(int(Tag("PixelData")))
_PIXEL_DATA_BYTES = struct.pack("<HH", _PIXEL_DATA.group, _PIXEL_DATA.element)
_CHARACTER_SET = base_tag(int(Tag("SpecificCharacterSet")))
_SIZE = {base_tag(int(Tag(keyword))) for keyword in ("Rows", "Columns")}

_META_START = struct.pack("<HH2sH", 2, 0, b"UL", 4)
"""The header of *File Meta Information Group Length*, which comes first (PS3.10 7.1)."""

_FIRST_TAG = 0x00080000
"""No element of an image comes before."""

_LAST_TAG = 0xFFFFFFFF

_MAX_HEAD = 1 << 17
"""How many bytes there are before the pixel data, or after: few files have more."""

_MAX_CANDIDATES = 4
"""How often the tag of pixel data may occur before them, as in an icon or within a value."""

_PIXEL_VRS = (VR.OB, VR.OW)

_EXPLICIT = ItemReader(Encoding(False, True, default_encoding))  # noqa: FBT003
_IMPLICIT = ItemReader(Encoding(True, True, default_encoding))  # noqa: FBT003


class _NotPlainError(ValueError):
    """Something in a file isn't as the standard wants it, or is rare."""


Elements = dict[BaseTag, DataElement | RawDataElement]

DicomFile = tuple[FileDataset, bool]
"""A data set, and whether its file ends before its last element does."""


def read_plain(file: Blocks) -> DicomFile | None:
    """Read a data set whose elements are in order, with its pixel data at the end or near it.

    Returns
    -------
    tuple[pydicom.dataset.FileDataset, bool] | None
        The data set as pydicom reads it, but for its pixel data, which stay where they are, and
        whether they end early; None of a file that has to be read with more care.
    """
    head = file.read(0, _MAX_HEAD)
    try:
        file_meta, start = _file_meta(head)
        reader = _reader(text(file_meta, "TransferSyntaxUID"))
        elements, at = _elements_before_pixel_data(head, start, reader)
        character_set = _character_set(elements)
        vr, length = _pixel_data_header(head, at, reader)
        source = ElementSource(file)
        source.seek(at)
        element, after = pixel_data_element(source, _PIXEL_DATA, vr, length)
        elements[_PIXEL_DATA] = element
        if not source.exhausted:
            elements |= _elements_after(file, after, reader)
    except (_NotPlainError, UnreadableItemError):
        return None
    is_implicit = reader is _IMPLICIT
    dataset = FileDataset(BytesIO(), elements, None, file_meta, is_implicit, True)  # noqa: FBT003
    dataset.set_original_encoding(is_implicit, True, character_set)  # noqa: FBT003
    return dataset, source.exhausted


def _file_meta(head: bytes) -> tuple[FileMetaDataset, int]:
    """Read the file meta information, and find where the data set starts."""
    start = PREAMBLE_LENGTH + len(PREFIX)
    if not head.startswith(PREFIX + _META_START, PREAMBLE_LENGTH):
        raise _NotPlainError
    at = start + len(_META_START)
    end = at + 4 + int.from_bytes(head[at : at + 4], "little")
    found = _raw_elements(head, start, end, _EXPLICIT)
    if any(tag >> 16 != 2 for tag in found):  # noqa: PLR2004
        raise _NotPlainError
    file_meta = FileMetaDataset(found)
    file_meta.set_original_encoding(False, True, default_encoding)  # noqa: FBT003
    return file_meta, end


def _reader(transfer_syntax: str) -> ItemReader:
    if not transfer_syntax or transfer_syntax in (*DEFLATED, ExplicitVRBigEndian):
        raise _NotPlainError
    return _IMPLICIT if transfer_syntax == ImplicitVRLittleEndian else _EXPLICIT


def _elements_before_pixel_data(
    head: bytes, start: int, reader: ItemReader
) -> tuple[Elements, int]:
    """Read the elements before the pixel data, and find where those are."""
    vr = head[start + 4 : start + 6]
    if reader is _IMPLICIT and vr.isalpha() and vr.isupper():  # it may be none, or explicit
        raise _NotPlainError
    at = start
    for _ in range(_MAX_CANDIDATES):
        at = head.find(_PIXEL_DATA_BYTES, at + 1)
        with contextlib.suppress(UnreadableItemError):
            elements = _raw_elements(head, start, at, reader)
            is_image = elements.keys() >= _SIZE and PER_FRAME not in elements
            if not is_image or next(iter(elements)) < _FIRST_TAG:
                break
            return elements, at
    raise _NotPlainError


def _raw_elements(data: bytes, start: int, stop: int, reader: ItemReader) -> Elements:
    """Read elements, each of which has a greater tag than the one before (PS3.5 7.1)."""
    is_implicit = reader is _IMPLICIT
    elements: dict[BaseTag, DataElement | RawDataElement] = {}
    last_tag = -1
    found = reader.elements(data, start, stop)
    for tag, vr, first, last in found:
        if tag <= last_tag:
            raise _NotPlainError
        last_tag = tag
        raw_vr = None if is_implicit else vr
        value = data[first:last] or _empty_value(raw_vr)
        key, length = base_tag(tag), last - first
        elements[key] = RawDataElement(key, raw_vr, length, value, first, is_implicit, True)  # noqa: FBT003
    if are_too_many(len(found)):
        raise _NotPlainError
    return elements


def _empty_value(vr: str | None) -> bytes | None:
    """Return what pydicom takes for the bytes of an empty element."""
    return cast("bytes | None", empty_value_for_VR(vr, raw=True))


def _pixel_data_header(head: bytes, at: int, reader: ItemReader) -> tuple[str | None, int]:
    """Return the value representation of the pixel data, None if it is implicit, and length."""
    rest = head[at + 4 : at + 12]
    if len(rest) < 8:  # noqa: PLR2004
        raise _NotPlainError
    if reader is _IMPLICIT:
        return None, int.from_bytes(rest[:4], "little")
    vr = rest[:2].decode("latin-1")
    if vr not in _PIXEL_VRS:
        raise _NotPlainError
    return vr, int.from_bytes(rest[4:], "little")


def _elements_after(file: Blocks, start: int, reader: ItemReader) -> Elements:
    """Read what follows the pixel data, as padding."""
    if file.size - start > _MAX_HEAD:
        raise _NotPlainError
    tail = file.read(start, file.size)
    elements = _raw_elements(tail, 0, len(tail), reader)
    if next(iter(elements), _LAST_TAG) <= _PIXEL_DATA:
        raise _NotPlainError
    return elements


def _character_set(elements: Elements) -> str | list[str]:
    """Return the encodings of *Specific Character Set* by Python's names, as pydicom does."""
    element = elements.get(_CHARACTER_SET)
    if not isinstance(element, RawDataElement):
        return default_encoding
    value = clean_value(element)
    terms = [value] if isinstance(value, str) else value
    if not terms or not all(term in python_encoding for term in terms):
        raise _NotPlainError
    return convert_encodings(terms)
