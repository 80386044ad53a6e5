"""Reading a data set from a file's bytes, also where the file mistakes its own encoding."""

import contextlib
import warnings
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO

from pydicom import filereader
from pydicom.datadict import dictionary_VR
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.tag import BaseTag, Tag
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPIPHTJ2KReferencedDeflate,
)
from pydicom.valuerep import VR

from dicom_viewer.dataset.elements import PIXEL_KEYWORDS, text
from dicom_viewer.dataset.file_bytes import Blocks, FileBytes, MemoryBytes, Section, Stream
from dicom_viewer.dataset.frame_groups import PER_FRAME, FrameGroups
from dicom_viewer.dataset.pixel_data import PixelDataElement
from dicom_viewer.dataset.raw_items import Encoding, ItemReader, UnreadableItemError
from dicom_viewer.errors import ErrorCode, ViewerError, WarningCode, detail_of, warn
from dicom_viewer.file_format.actual_transfer_syntax import (
    set_transfer_syntax,
    settle_transfer_syntax,
    warn_of_transfer_syntax,
)
from dicom_viewer.file_format.deflate import inflate
from dicom_viewer.file_format.length_repair import repair_lengths
from dicom_viewer.transfer_syntax.families import JPIPReferencedDeflate
from dicom_viewer.transfer_syntax.fragments import Span, follow_items

_PREAMBLE_LENGTH = 128
_PREFIX = b"DICM"

_ENCODINGS = (ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian)
_DEFLATED = (DeflatedExplicitVRLittleEndian, JPIPReferencedDeflate, JPIPHTJ2KReferencedDeflate)

_PIXEL_TAGS = {Tag(keyword) for keyword in PIXEL_KEYWORDS}
_BINARY_VRS = (VR.OB, VR.OW, VR.OF, VR.OD, VR.OL, VR.OV)
_UNDEFINED_LENGTH = 0xFFFFFFFF
"""That of encapsulated *Pixel Data* (PS3.5 A.4)."""

_MAX_REPETITIONS = 8
"""How often one empty element may follow itself: files are not perfect."""

_MAX_HEADERS = 1 << 19
"""How many elements and items are read from a file: twice of what the metadata take."""

_FIRST_GROUPS = 1 << 20
"""How many bytes of functional groups of an undefined length are read at first."""

_HEADER_LENGTH = 8
"""The bytes of an element's tag and length, which are all of an empty one (PS3.5 7.1)."""

_LONG_LENGTH = 4
"""The bytes that follow where an explicit binary value representation has a length of 32 bits."""

_ITEM_GROUPS = (b"\xfe\xff", b"\xff\xfe")
"""The group of *Item* in either byte order: items may be empty, and many (PS3.5 7.5)."""

DicomFile = tuple[FileDataset, bool]
"""A data set, and whether its file ends before its last element does."""


class _Source(Stream):
    """A file that remembers whether a reader wanted more of it than there is.

    It ends where one empty element repeats for ever, as zeros would: there is nothing in them,
    and pydicom would read each. So it does where there are more elements than can be read in
    reasonable time.
    """

    def __init__(self, blocks: Blocks) -> None:
        super().__init__(blocks)
        self.blocks = blocks
        self.exhausted = False
        self._headers = 0
        self._last = b""
        self._repetitions = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next bytes, or all that are left."""
        if self._repetitions > _MAX_REPETITIONS:
            return b""
        self._headers += size == _HEADER_LENGTH
        if self._headers > _MAX_HEADERS:
            self.exhausted = True
            return b""
        data = bytes(super().read(size))
        is_repeated = size == _HEADER_LENGTH and data == self._last and data[:2] not in _ITEM_GROUPS
        self._repetitions = self._repetitions + 1 if is_repeated else 0
        self._last = data
        if size is not None and 0 < len(data) < size:
            self.exhausted = True
        return data


class _Stop:
    """Stops pydicom's reader before what is read in another way, and keeps the element's header.

    That are pixel data, and the functional groups of each frame.

    Attributes
    ----------
    header : tuple[pydicom.tag.BaseTag, str | None, int] | None
        Tag, value representation (None where it is implicit) and length; None where the reader
        hasn't stopped.
    """

    header: tuple[BaseTag, str | None, int] | None = None
    reads_groups = True
    """Whether functional groups are read in another way."""

    def __call__(self, tag: BaseTag, vr: str | None, length: int) -> bool:
        is_pixel_data = tag in _PIXEL_TAGS and (vr is None or vr in _BINARY_VRS)
        is_groups = tag == PER_FRAME and self.reads_groups and vr in (None, VR.SQ)
        self.header = (tag, vr, length) if is_pixel_data or is_groups else None
        return self.header is not None


def read_dataset(file: FileBytes) -> DicomFile:
    """Read a data set, with or without the preamble and file meta information of PS3.10.

    Its pixel data stay where they are, see `PixelDataElement`. A transfer syntax that is missing,
    or that the data set isn't encoded in, is found out by trying and set; the latter is warned of.
    Where no image is found, lengths of sequences and items may be wrong and hide it: they are set
    right, with a warning, if that brings one.

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
    head = blocks.read(0, _PREAMBLE_LENGTH + len(_PREFIX))
    is_marked = head.startswith(_PREFIX, _PREAMBLE_LENGTH)
    if head.startswith(_PREFIX + b"\x02\x00"):  # and the file meta information
        blocks = Blocks(Section(file, len(_PREFIX), file.size))
        is_marked = True
    file_meta, start = _read_file_meta(blocks)
    found: DicomFile | ViewerError
    try:
        found = _read_as_described(blocks, file_meta, start)
    except ViewerError as error:
        if error.code is ErrorCode.MEMORY:
            raise
        found = error
    if not _is_plausible(found) and (is_marked or file_meta):
        found = _read_by_trying(blocks.after(start), file_meta) or found
    if not _has_image(found) and (is_marked or file_meta):
        found = _read_with_right_lengths(blocks.after(start), file_meta) or found
    if not _is_plausible(found) and not is_marked:
        raise ViewerError(ErrorCode.NOT_DICOM, "not-dicom")
    if isinstance(found, ViewerError):
        raise found
    dataset, _ = found
    if len(dataset) == 0:
        raise ViewerError(ErrorCode.TRUNCATED, "first-element-cut")
    settle_transfer_syntax(dataset)
    return found


def _read_file_meta(file: Blocks) -> tuple[FileMetaDataset, int]:
    """Read the file meta information, if there is any, and find where the data set starts."""
    source = _Source(file)
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


def _read_as_described(file: Blocks, file_meta: FileMetaDataset, start: int) -> DicomFile:
    """Read a file by its transfer syntax, or by the one that pydicom guesses."""
    if text(file_meta, "TransferSyntaxUID") in _DEFLATED:
        return _read_deflated(file.after(start).data, file_meta)
    source = _Source(file)
    stop = _Stop()
    with _telling_of_damage(source), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "End of file reached before delimiter")
        head = filereader.read_partial(source.binary_io, stop, force=True)
        dataset = _read_on(head, head.file_meta, source, stop)
    # pydicom lets go of all elements where one doesn't end
    return dataset, source.exhausted or len(dataset) == 0


@contextlib.contextmanager
def _telling_of_damage(source: _Source) -> Iterator[None]:
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
    head: Dataset, file_meta: FileMetaDataset, source: _Source, stop: _Stop
) -> FileDataset:
    """Read a data set on from where its reader has stopped, but no pixel data."""
    is_implicit, is_little_endian = (flag is True for flag in head.original_encoding)
    character_set = head.original_character_set
    elements = dict(head.items())
    while stop.header is not None:
        has_no_vr = stop.header[1] is None
        found: tuple[FrameGroups | PixelDataElement, int] | None
        if stop.header[0] == PER_FRAME:
            encoding = Encoding(has_no_vr, is_little_endian, character_set)
            found = _frame_groups_element(source, encoding, *stop.header)
        else:
            found = _pixel_data_element(source, *stop.header)
        if found is None:
            stop.reads_groups = False
        else:
            element, after = found
            elements[element.tag] = element
            source.seek(after)
        stop.header = None
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
    source: _Source, encoding: Encoding, tag: BaseTag, vr: str | None, length: int
) -> tuple[FrameGroups, int] | None:
    """Return the functional groups that a source is at, and where the next element starts.

    None if they are damaged, and left to pydicom.
    """
    blocks = source.blocks
    start = source.tell() + _HEADER_LENGTH + (0 if vr is None else _LONG_LENGTH)
    try:
        if length != _UNDEFINED_LENGTH:
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


def _pixel_data_element(
    source: _Source, tag: BaseTag, vr: str | None, length: int
) -> tuple[PixelDataElement, int]:
    """Return the element that a source is at, and where the next one starts."""
    start = source.tell() + _HEADER_LENGTH + (0 if vr is None else _LONG_LENGTH)
    end = after = start + length
    is_undefined_length = length == _UNDEFINED_LENGTH
    items: Sequence[Span] = ()
    if is_undefined_length:
        items, end = follow_items(source.blocks, start)
        after = end + _HEADER_LENGTH
        if end < 0:
            end = after = source.blocks.size
            source.exhausted = True
            warn("pixel-data-cut", WarningCode.TRUNCATED)
    elif start < source.blocks.size < end:
        source.exhausted = True
    if vr is None:  # the dictionary leaves that of Pixel Data open
        vr = VR.OB if is_undefined_length else dictionary_VR(tag)[-2:]
    data = Section(source.blocks.data, start, end)
    element = PixelDataElement(tag, vr, data, is_undefined_length=is_undefined_length)
    element.items = items
    return element, after


def _read_deflated(deflated: FileBytes, file_meta: FileMetaDataset) -> DicomFile:
    """Read a deflated data set (PS3.5 A.5), of which pydicom would inflate any amount."""
    try:
        inflated, is_cut = inflate(bytes(deflated.read(0, deflated.size)))
    except zlib.error as error:
        raise ViewerError(ErrorCode.DECODE, "deflate-damaged", detail=detail_of(error)) from error
    source = _Source(Blocks(MemoryBytes(inflated)))
    with _telling_of_damage(source):
        dataset = _read_elements(source, file_meta, ExplicitVRLittleEndian)
    return dataset, is_cut or source.exhausted


def _read_elements(source: _Source, file_meta: FileMetaDataset, encoding: UID) -> FileDataset:
    """Read the elements after the file meta information in one of the native encodings."""
    stop = _Stop()
    is_implicit, is_little_endian = encoding.is_implicit_VR, encoding.is_little_endian
    head = filereader.read_dataset(source.binary_io, is_implicit, is_little_endian, stop_when=stop)
    head.set_original_encoding(is_implicit, is_little_endian)  # else it's what pydicom made of it
    return _read_on(head, file_meta, source, stop)


def _read_by_trying(rest: Blocks, file_meta: FileMetaDataset) -> DicomFile | None:
    """Read what follows the file meta information in the encoding in which it makes sense."""
    said = text(file_meta, "TransferSyntaxUID")
    for encoding in (*_ENCODINGS, DeflatedExplicitVRLittleEndian):
        with contextlib.suppress(Exception), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is wrong with the wrong encodings
            if encoding in _ENCODINGS:
                source = _Source(rest)
                file = _read_elements(source, file_meta, encoding), source.exhausted
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


def _read_with_right_lengths(rest: Blocks, file_meta: FileMetaDataset) -> DicomFile | None:
    """Read the data set with its lengths set right, if it has an image then."""
    said = text(file_meta, "TransferSyntaxUID")
    is_deflated = said in _DEFLATED
    encodings = (ExplicitVRLittleEndian,) if is_deflated else _ENCODINGS
    for encoding in sorted(encodings, key=lambda each: each != said):
        with contextlib.suppress(Exception), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the first reading has warned of what is wrong
            data = _inflated(rest) if is_deflated else rest
            repaired = repair_lengths(data, encoding)
            if repaired is None:
                continue
            source = _Source(Blocks(repaired))
            file = _read_elements(source, file_meta, encoding), source.exhausted
            if _has_image(file):
                if not said:
                    set_transfer_syntax(file_meta, encoding)
                break
    else:
        return None
    warn("lengths-wrong")
    return file


def _inflated(deflated: Blocks) -> Blocks:
    data, _ = inflate(bytes(deflated.data.read(0, deflated.size)))
    return Blocks(MemoryBytes(data))


def _has_image(file: DicomFile | ViewerError) -> bool:
    return (
        not isinstance(file, ViewerError)
        and "Rows" in file[0]
        and any(keyword in file[0] for keyword in PIXEL_KEYWORDS)
    )


def _is_plausible(file: DicomFile | ViewerError) -> bool:
    return not isinstance(file, ViewerError) and any(
        keyword in file[0] for keyword in ("SOPClassUID", *PIXEL_KEYWORDS)
    )
