"""One reading of a file's bytes: as it describes itself, or in an encoding that is tried."""

import contextlib
import warnings
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from pydicom import filereader
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.tag import BaseTag
from pydicom.uid import UID, ExplicitVRLittleEndian

from dicom_viewer.dataset.elements import text
from dicom_viewer.dataset.file_bytes import Blocks, FileBytes, MemoryBytes
from dicom_viewer.dataset.frame_groups import PER_FRAME, FrameGroups
from dicom_viewer.dataset.pixel_data import PixelDataElement
from dicom_viewer.dataset.raw_items import Encoding, ItemReader, UnreadableItemError
from dicom_viewer.errors import ErrorCode, ViewerError, detail_of
from dicom_viewer.file_format.deflate import inflate
from dicom_viewer.file_format.element_source import HEADER_LENGTH, ElementSource, ElementStop
from dicom_viewer.file_format.pixel_data_place import (
    LONG_LENGTH,
    UNDEFINED_LENGTH,
    pixel_data_element,
)
from dicom_viewer.file_format.plain_file import DEFLATED

_FIRST_GROUPS = 1 << 20
"""How many bytes of functional groups of an undefined length are read at first."""


_Found = tuple[FrameGroups | PixelDataElement, int]
"""An element that pydicom doesn't read, and where the next one starts."""


class Reading(NamedTuple):
    """A data set as it was read.

    Attributes
    ----------
    dataset : pydicom.dataset.FileDataset
        The data set.
    ends_early : bool
        Whether its file ends before its last element does.
    is_whole : bool
        Whether the last element ends with the file.
    is_repeated : bool
        Whether an element was there twice.
    """

    dataset: FileDataset
    ends_early: bool
    is_whole: bool
    is_repeated: bool


def read_file_meta(file: Blocks) -> tuple[FileMetaDataset, int]:
    """Read the file meta information, if there is any, and find where the data set starts."""
    source = ElementSource(file)
    with contextlib.suppress(Exception), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # reading the data set warns of the same
        filereader.read_preamble(source.binary_io, force=True)
        elements = filereader.read_dataset(
            source.binary_io,
            is_implicit_VR=False,
            is_little_endian=True,
            stop_when=lambda tag, _vr, _length: tag >> 16 != 2,  # noqa: PLR2004
        )
        return FileMetaDataset(elements), source.tell()
    return FileMetaDataset(), 0


def read_as_described(file: Blocks, file_meta: FileMetaDataset, start: int) -> Reading:
    """Read a file by its transfer syntax, or by the one that pydicom guesses."""
    if text(file_meta, "TransferSyntaxUID") in DEFLATED:
        return read_deflated(file.after(start).data, file_meta)
    source = ElementSource(file)
    stop = ElementStop()
    with damage_as_error(source), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "End of file reached before delimiter")
        head = filereader.read_partial(source.binary_io, stop, force=True)
        dataset = _read_on(head, head.file_meta, source, stop)
    # pydicom lets go of all elements where one doesn't end
    ends_early = source.exhausted or len(dataset) == 0
    return Reading(dataset, ends_early, source.is_read, stop.is_repeated)


def read_elements(source: ElementSource, file_meta: FileMetaDataset, encoding: UID) -> Reading:
    """Read the elements after the file meta information in one of the native encodings."""
    stop = ElementStop()
    is_implicit, is_little_endian = encoding.is_implicit_VR, encoding.is_little_endian
    head = filereader.read_dataset(source.binary_io, is_implicit, is_little_endian, stop_when=stop)
    head.set_original_encoding(is_implicit, is_little_endian)  # else it's what pydicom made of it
    dataset = _read_on(head, file_meta, source, stop)
    return Reading(dataset, source.exhausted, source.is_read, stop.is_repeated)


def read_deflated(deflated: FileBytes, file_meta: FileMetaDataset) -> Reading:
    """Read a deflated data set (PS3.5 A.5), of which pydicom would inflate any amount."""
    inflated, is_cut = inflate_dataset(deflated)
    source = ElementSource(Blocks(inflated))
    with damage_as_error(source):
        reading = read_elements(source, file_meta, ExplicitVRLittleEndian)
    return reading._replace(ends_early=is_cut or reading.ends_early)


def inflate_dataset(deflated: FileBytes) -> tuple[FileBytes, bool]:
    """Return what a data set inflates to, and whether it is cut."""
    try:
        inflated, is_cut = inflate(bytes(deflated.read(0, deflated.size)))
    except zlib.error as error:
        raise ViewerError(ErrorCode.DECODE, "deflate-damaged", detail=detail_of(error)) from error
    return MemoryBytes(inflated), is_cut


def _read_on(
    head: Dataset, file_meta: FileMetaDataset, source: ElementSource, stop: ElementStop
) -> FileDataset:
    """Read a data set on from where its reader has stopped, but no pixel data."""
    is_implicit, is_little_endian = (flag is True for flag in head.original_encoding)
    character_set = head.original_character_set
    elements = dict(head.items())
    while stop.header is not None:
        has_no_vr = stop.header[1] is None
        found: _Found | None
        if stop.header[0] == PER_FRAME:
            encoding = Encoding(has_no_vr, is_little_endian, character_set)
            found = _frame_groups_element(source, encoding, *stop.header)
        else:
            found = pixel_data_element(source, *stop.header)
        if found is None:
            stop.reads_groups = False
        else:
            element, after = found
            elements[element.tag] = element
            source.seek(after)
        stop.header = None
        is_implicit = is_implicit or has_no_vr  # pydicom finds it out, and doesn't set it
        following = filereader.data_element_generator(
            source.binary_io, has_no_vr, is_little_endian, stop, encoding=character_set
        )
        with contextlib.suppress(EOFError):
            elements |= {each.tag: each for each in following}
    # nothing is read from the source any more, which would keep a block
    dataset = FileDataset(BytesIO(), elements, None, file_meta, is_implicit, is_little_endian)
    dataset.set_original_encoding(is_implicit, is_little_endian, character_set)
    return dataset


def _frame_groups_element(
    source: ElementSource, encoding: Encoding, tag: BaseTag, vr: str | None, length: int
) -> tuple[FrameGroups, int] | None:
    """Return the functional groups that a source is at, and where the next element starts.

    None if they are damaged, and left to pydicom.
    """
    blocks = source.blocks
    start = source.tell() + HEADER_LENGTH + (0 if vr is None else LONG_LENGTH)
    try:
        if length != UNDEFINED_LENGTH:
            data = blocks.read(start, start + length)
            if len(data) < length:
                return None
            return FrameGroups(tag, data, encoding, is_undefined_length=False), start + length
        size = _FIRST_GROUPS
        while True:
            data = blocks.read(start, start + size)
            try:
                stop, after = ItemReader(encoding).sequence_end(data)
                break
            except UnreadableItemError:
                if start + size >= blocks.size:
                    return None
                size *= 4
        return FrameGroups(tag, data[:stop], encoding, is_undefined_length=True), start + after
    except UnreadableItemError:
        return None


@contextlib.contextmanager
def damage_as_error(source: ElementSource) -> Iterator[None]:
    """Raise ViewerError where parsing a source fails: damage makes it do so in arbitrary ways."""
    try:
        yield
    except MemoryError:
        raise
    except Exception as error:
        detail = detail_of(error)
        if source.exhausted or source.tell() == source.blocks.size:
            raise ViewerError(ErrorCode.TRUNCATED, "file-cut", detail=detail) from error
        raise ViewerError(ErrorCode.DECODE, "file-unreadable", detail=detail) from error
