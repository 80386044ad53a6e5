"""Reading a data set from a file's bytes, also where the file mistakes its own encoding."""

import contextlib
import warnings
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from pydicom import filereader
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.tag import BaseTag
from pydicom.uid import UID, DeflatedExplicitVRLittleEndian, ExplicitVRLittleEndian

from dicom_viewer.dataset.elements import PIXEL_KEYWORDS, text
from dicom_viewer.dataset.file_bytes import Blocks, FileBytes, MemoryBytes, Section
from dicom_viewer.dataset.frame_groups import PER_FRAME, FrameGroups
from dicom_viewer.dataset.pixel_data import PixelDataElement
from dicom_viewer.dataset.raw_items import Encoding, ItemReader, UnreadableItemError
from dicom_viewer.errors import ErrorCode, ViewerError, detail_of, warn
from dicom_viewer.file_format.deflate import inflate
from dicom_viewer.file_format.element_source import (
    HEADER_LENGTH,
    ElementSource,
    ElementStop,
    may_hold_pixel_data,
)
from dicom_viewer.file_format.pixel_data_place import (
    LONG_LENGTH,
    UNDEFINED_LENGTH,
    pixel_data_element,
)
from dicom_viewer.file_format.pixel_data_syntax import (
    ENCODINGS,
    set_transfer_syntax,
    settle_transfer_syntax,
    warn_of_transfer_syntax,
)
from dicom_viewer.file_format.plain_file import (
    DEFLATED,
    PREAMBLE_LENGTH,
    PREFIX,
    DicomFile,
    read_plain,
)

_FIRST_GROUPS = 1 << 20
"""How many bytes of functional groups of an undefined length are read at first."""


_Found = tuple[FrameGroups | PixelDataElement, int]
"""An element that pydicom doesn't read, and where the next one starts."""


class _Reading(NamedTuple):
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


def read_dataset(file: FileBytes) -> DicomFile:
    """Read a data set, with or without the preamble and file meta information of PS3.10.

    Its pixel data stay where they are, see `PixelDataElement`. A transfer syntax that is missing,
    or that the data set isn't encoded in, is found out by trying and set; the latter is warned of.
    So is an image that isn't found because of wrong lengths, see `recovery.swallowed_image`.

    Parameters
    ----------
    file : FileBytes
        The whole file.

    Returns
    -------
    tuple[pydicom.dataset.FileDataset, bool]
        The data set, and whether the file ends before its last element does.

    Raises
    ------
    ViewerError
        `not-dicom` if the bytes aren't a data set, `truncated` if they end before its first
        element does, `decode` if they are damaged beyond reading, `memory` if they inflate to too
        much, `transfer-syntax` if none is named and the frames are of an unknown kind.
    FileUnreadable
        If the file can't be read any more.
    """
    blocks = Blocks(file)
    found = read_plain(blocks) or _read_with_care(blocks)
    settle_transfer_syntax(found[0])
    return found


def _read_with_care(blocks: Blocks) -> DicomFile:
    """Read a data set that may be incomplete, damaged or in another encoding than it says."""
    head = blocks.read(0, PREAMBLE_LENGTH + len(PREFIX))
    is_marked = head.startswith(PREFIX, PREAMBLE_LENGTH)
    if head.startswith(PREFIX + b"\x02\x00"):  # and the file meta information
        blocks = Blocks(Section(blocks.data, len(PREFIX), blocks.size))
        is_marked = True
    file_meta, start = _read_file_meta(blocks)
    found: _Reading | ViewerError
    with warnings.catch_warnings(record=True) as caught:
        try:
            found = _read_as_described(blocks, file_meta, start)
        except ViewerError as error:
            if error.code is ErrorCode.MEMORY:
                raise
            found = error
    if not _is_plausible(found) and (is_marked or file_meta):
        found = _read_by_trying(blocks.after(start), file_meta) or found
    is_dicom = is_marked or bool(file_meta) or _is_plausible(found)
    rest = blocks.after(start)
    if is_dicom and _may_lack_image(found) and (recovered := _recovered(rest, file_meta, found)):
        found = recovered
    else:
        for each in caught:
            warnings.warn_explicit(each.message, each.category, each.filename, each.lineno)
    if not _is_plausible(found) and not is_marked:
        raise ViewerError(ErrorCode.NOT_DICOM, "not-dicom")
    if isinstance(found, ViewerError):
        raise found
    if len(found.dataset) == 0:
        raise ViewerError(ErrorCode.TRUNCATED, "first-element-cut")
    return found.dataset, found.ends_early


def _read_file_meta(file: Blocks) -> tuple[FileMetaDataset, int]:
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


def _read_as_described(file: Blocks, file_meta: FileMetaDataset, start: int) -> _Reading:
    """Read a file by its transfer syntax, or by the one that pydicom guesses."""
    if text(file_meta, "TransferSyntaxUID") in DEFLATED:
        return _read_deflated(file.after(start).data, file_meta)
    source = ElementSource(file)
    stop = ElementStop()
    with _telling_of_damage(source), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "End of file reached before delimiter")
        head = filereader.read_partial(source.binary_io, stop, force=True)
        dataset = _read_on(head, head.file_meta, source, stop)
    # pydicom lets go of all elements where one doesn't end
    ends_early = source.exhausted or len(dataset) == 0
    return _Reading(dataset, ends_early, source.is_read, stop.is_repeated)


@contextlib.contextmanager
def _telling_of_damage(source: ElementSource) -> Iterator[None]:
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


def _read_deflated(deflated: FileBytes, file_meta: FileMetaDataset) -> _Reading:
    """Read a deflated data set (PS3.5 A.5), of which pydicom would inflate any amount."""
    inflated, is_cut = _inflated(deflated)
    source = ElementSource(Blocks(inflated))
    with _telling_of_damage(source):
        reading = _read_elements(source, file_meta, ExplicitVRLittleEndian)
    return reading._replace(ends_early=is_cut or reading.ends_early)


def _inflated(deflated: FileBytes) -> tuple[FileBytes, bool]:
    """Return what a data set inflates to, and whether it is cut."""
    try:
        inflated, is_cut = inflate(bytes(deflated.read(0, deflated.size)))
    except zlib.error as error:
        raise ViewerError(ErrorCode.DECODE, "deflate-damaged", detail=detail_of(error)) from error
    return MemoryBytes(inflated), is_cut


def _read_elements(source: ElementSource, file_meta: FileMetaDataset, encoding: UID) -> _Reading:
    """Read the elements after the file meta information in one of the native encodings."""
    stop = ElementStop()
    is_implicit, is_little_endian = encoding.is_implicit_VR, encoding.is_little_endian
    head = filereader.read_dataset(source.binary_io, is_implicit, is_little_endian, stop_when=stop)
    head.set_original_encoding(is_implicit, is_little_endian)  # else it's what pydicom made of it
    dataset = _read_on(head, file_meta, source, stop)
    return _Reading(dataset, source.exhausted, source.is_read, stop.is_repeated)


def _read_by_trying(rest: Blocks, file_meta: FileMetaDataset) -> _Reading | None:
    """Read what follows the file meta information in the encoding in which it makes sense."""
    said = text(file_meta, "TransferSyntaxUID")
    for encoding in (*ENCODINGS, DeflatedExplicitVRLittleEndian):
        with contextlib.suppress(Exception), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is wrong with the wrong encodings
            if encoding in ENCODINGS:
                file = _read_elements(ElementSource(rest), file_meta, encoding)
            else:
                file = _read_deflated(rest.data, file_meta)
            if _is_plausible(file):
                set_transfer_syntax(file_meta, encoding)
                break
    else:
        return None
    if said:
        warn_of_transfer_syntax(said, encoding)
    return file


def _is_plausible(file: _Reading | ViewerError) -> bool:
    return not isinstance(file, ViewerError) and any(
        keyword in file.dataset for keyword in ("SOPClassUID", *PIXEL_KEYWORDS)
    )


def _may_lack_image(file: _Reading | ViewerError) -> bool:
    """Return whether an image may be in a file that wasn't found, or not as it is.

    What was read to its last byte may have swallowed pixel data within one of its values.
    """
    if isinstance(file, ViewerError):
        return True
    dataset = file.dataset
    if any(keyword in dataset for keyword in PIXEL_KEYWORDS):
        return file.is_repeated or "Rows" not in dataset or "Columns" not in dataset
    if "DirectoryRecordSequence" in dataset or "PixelDataProviderURL" in dataset:
        return False
    if not file.is_whole or file.is_repeated:
        return True
    elements = (dataset.get_item(tag, keep_deferred=True) for tag in dataset.keys())  # noqa: SIM118
    values = (each.data if isinstance(each, FrameGroups) else each.value for each in elements)
    return any(may_hold_pixel_data(value) for value in values if isinstance(value, bytes))


def _recovered(
    rest: Blocks, file_meta: FileMetaDataset, found: _Reading | ViewerError
) -> _Reading | None:
    """Read a file with the lengths put right that have swallowed its image; None if none have."""
    # here, for few files need it: it lies in an archive of its own
    from dicom_viewer.recovery.swallowed_image import recover  # noqa: PLC0415

    has_image = not isinstance(found, ViewerError) and any(
        keyword in found.dataset for keyword in PIXEL_KEYWORDS
    )
    is_deflated = text(file_meta, "TransferSyntaxUID") in DEFLATED
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is wrong is warned of once
            data = _inflated(rest.data)[0] if is_deflated else rest.data
            recovered = recover(data, has_image=has_image)
            if recovered is None:
                return None
            encoding = recovered.encoding.transfer_syntax
            reading = _read_recovered(recovered.data, encoding, file_meta)
    except ViewerError:
        return None
    if reading is not None:
        warn("lengths-wrong")
    return reading


def _read_recovered(data: FileBytes, encoding: UID, file_meta: FileMetaDataset) -> _Reading | None:
    """Read a data set whose lengths are put right; None if there is nothing in it even so.

    Raises
    ------
    ViewerError
        If it can't be read.
    """
    source = ElementSource(Blocks(data))
    with _telling_of_damage(source):
        reading = _read_elements(source, file_meta, encoding)
    if not _is_plausible(reading):
        return None
    said = text(file_meta, "TransferSyntaxUID")
    if not said or (said in ENCODINGS and UID(said) != encoding):
        set_transfer_syntax(file_meta, encoding)
    return reading
