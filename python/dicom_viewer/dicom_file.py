"""Reading a data set from a file's bytes, also where the file mistakes its own encoding."""

import contextlib
import sys
import warnings
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import islice

import pydicom
from pydicom import filereader
from pydicom.dataelem import DataElement
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.encaps import generate_fragments
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    JPIPHTJ2KReferencedDeflate,
)
from pydicom.valuerep import VR

from dicom_viewer.codestream import are_of_one_kind, transfer_syntax_of
from dicom_viewer.dataset import PIXEL_KEYWORDS, text, transfer_syntax, value_of
from dicom_viewer.deflate import inflate
from dicom_viewer.errors import ErrorCode, ViewerError, WarningCode, warn
from dicom_viewer.transfer_syntaxes import JPIPReferencedDeflate

_PREAMBLE_LENGTH = 128
_PREFIX = b"DICM"

_ENCODINGS = (ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian)
_DEFLATED = (DeflatedExplicitVRLittleEndian, JPIPReferencedDeflate, JPIPHTJ2KReferencedDeflate)

_PIXEL_DATA_TAG = b"\xe0\x7f\x10\x00"
_UNDEFINED_LENGTH = b"\xff\xff\xff\xff"
"""That of encapsulated *Pixel Data* (PS3.5 A.4)."""

_MAX_REPETITIONS = 8
"""How often one empty element may follow itself: files are not perfect."""

_MAX_HEADERS = 1 << 19
"""How many elements and items are read from a file: twice of what the metadata take."""

_HEADER_LENGTH = 8
"""The bytes of an element's tag and length, which are all of an empty one (PS3.5 7.1)."""

_ITEM_GROUPS = (b"\xfe\xff", b"\xff\xfe")
"""The group of *Item* in either byte order: items may be empty, and many (PS3.5 7.5)."""

DicomFile = tuple[FileDataset, bool]
"""A data set, and whether its file ends before its last element does."""


class _Source(BytesIO):
    """Bytes that remember whether a reader wanted more of them than there are.

    They end where one empty element repeats for ever, as zeros would: there is nothing in them,
    and pydicom would read each. So they do where there are more elements than can be read in
    reasonable time.
    """

    exhausted = False
    _headers = 0
    _last = b""
    _repetitions = 0

    def read(self, size: int | None = -1, /) -> bytes:
        if self._repetitions > _MAX_REPETITIONS:
            return b""
        self._headers += size == _HEADER_LENGTH
        if self._headers > _MAX_HEADERS:
            self.exhausted = True
            return b""
        data = super().read(size if size is None else min(size, sys.maxsize))
        is_repeated = size == _HEADER_LENGTH and data == self._last and data[:2] not in _ITEM_GROUPS
        self._repetitions = self._repetitions + 1 if is_repeated else 0
        self._last = data
        if size is not None and 0 < len(data) < size:
            self.exhausted = True
        return data


def read_dataset(data: bytes) -> DicomFile:
    """Read a data set, with or without the preamble and file meta information of PS3.10.

    A transfer syntax that is missing, or that the data set isn't encoded in, is found out by trying
    and set; the latter is warned of.

    Parameters
    ----------
    data : bytes
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
    """
    if data.startswith(_PREFIX + b"\x02\x00"):  # and the file meta information
        data = bytes(_PREAMBLE_LENGTH) + data
    is_marked = data.startswith(_PREFIX, _PREAMBLE_LENGTH)
    file_meta, start = _read_file_meta(data)
    file: DicomFile | ViewerError
    try:
        file = _read_as_described(data, file_meta, start)
    except ViewerError as error:
        if error.code is ErrorCode.MEMORY:
            raise
        file = error
    if not _is_plausible(file) and (is_marked or file_meta):
        file = _read_by_trying(data[start:], file_meta) or file
    if not _is_plausible(file) and not is_marked:
        raise ViewerError(ErrorCode.NOT_DICOM, "This is not a DICOM file.")
    if isinstance(file, ViewerError):
        raise file
    dataset, _ = file
    if len(dataset) == 0:
        raise ViewerError(ErrorCode.TRUNCATED, "The file ends before its first data element does.")
    _settle_transfer_syntax(dataset)
    return file


def _read_file_meta(data: bytes) -> tuple[FileMetaDataset, int]:
    """Read the file meta information, if there is any, and find where the data set starts."""
    source = _Source(data)
    with contextlib.suppress(Exception), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # reading the data set warns of the same
        filereader.read_preamble(source, force=True)
        elements = filereader.read_dataset(
            source,
            is_implicit_VR=False,
            is_little_endian=True,
            stop_when=lambda tag, _vr, _length: tag >> 16 != 2,  # noqa: PLR2004
        )
        return FileMetaDataset(elements), source.tell()
    return FileMetaDataset(), 0


def _read_as_described(data: bytes, file_meta: FileMetaDataset, start: int) -> DicomFile:
    """Read a file by its transfer syntax, or by the one that pydicom guesses."""
    if text(file_meta, "TransferSyntaxUID") in _DEFLATED:
        return _read_deflated(data[start:], file_meta)
    source = _Source(data)
    with _telling_of_damage(source), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "End of file reached before delimiter")
        dataset = pydicom.dcmread(source, force=True)
        if len(dataset) == 0:  # pydicom lets go of all elements where one doesn't end
            return _read_unclosed(data) or dataset, True
    return dataset, source.exhausted


@contextlib.contextmanager
def _telling_of_damage(source: _Source) -> Iterator[None]:
    """Raise ViewerError where parsing a source fails: damage makes it do so in arbitrary ways."""
    try:
        yield
    except MemoryError:
        raise
    except Exception as error:
        if source.exhausted or source.tell() == len(source.getbuffer()):
            message = f"The file is cut short: {error}."
            raise ViewerError(ErrorCode.TRUNCATED, message) from error
        raise ViewerError(ErrorCode.DECODE, f"The file can't be read: {error}.") from error


def _read_unclosed(data: bytes) -> FileDataset | None:
    """Read a data set whose encapsulated pixel data don't end, if they are why it can't be read."""
    source = _Source(data)
    dataset = pydicom.dcmread(source, stop_before_pixels=True, force=True)
    tag, length = source.read(4), source.read(4)
    if length != _UNDEFINED_LENGTH:  # it is the value representation of an explicit one
        length = source.read(4)
    if tag != _PIXEL_DATA_TAG or length != _UNDEFINED_LENGTH:
        return None
    element = DataElement("PixelData", "OB", source.read(), is_undefined_length=True)
    dataset.add(element)
    message = "The file ends before its pixel data do: what is there is shown."
    warn(message, WarningCode.TRUNCATED)
    return dataset


def _read_deflated(deflated: bytes, file_meta: FileMetaDataset) -> DicomFile:
    """Read a deflated data set (PS3.5 A.5), of which pydicom would inflate any amount."""
    try:
        inflated, is_cut = inflate(deflated)
    except zlib.error as error:
        message = f"The data set can't be inflated: {error}."
        raise ViewerError(ErrorCode.DECODE, message) from error
    source = _Source(inflated)
    with _telling_of_damage(source):
        dataset = _read_elements(source, file_meta, ExplicitVRLittleEndian)
    return dataset, is_cut or source.exhausted


def _read_elements(source: _Source, file_meta: FileMetaDataset, encoding: UID) -> FileDataset:
    """Read the elements after the file meta information in one of the native encodings."""
    is_implicit, is_little_endian = encoding.is_implicit_VR, encoding.is_little_endian
    elements = filereader.read_dataset(source, is_implicit, is_little_endian)
    dataset = FileDataset(source, elements, None, file_meta, is_implicit, is_little_endian)
    character_set = elements.original_character_set
    dataset.set_original_encoding(is_implicit, is_little_endian, character_set)
    return dataset


def _read_by_trying(data: bytes, file_meta: FileMetaDataset) -> DicomFile | None:
    """Read what follows the file meta information in the encoding in which it makes sense."""
    said = text(file_meta, "TransferSyntaxUID")
    for encoding in (*_ENCODINGS, DeflatedExplicitVRLittleEndian):
        with contextlib.suppress(Exception), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is wrong with the wrong encodings
            if encoding in _ENCODINGS:
                source = _Source(data)
                file = _read_elements(source, file_meta, encoding), source.exhausted
            else:
                file = _read_deflated(data, file_meta)
            if _is_plausible(file):
                _set_transfer_syntax(file_meta, encoding)
                break
    else:
        return None
    if said:
        _warn_of_transfer_syntax(said, encoding)
    return file


def _is_plausible(file: DicomFile | ViewerError) -> bool:
    return not isinstance(file, ViewerError) and any(
        keyword in file[0] for keyword in ("SOPClassUID", *PIXEL_KEYWORDS)
    )


def _settle_transfer_syntax(dataset: FileDataset) -> None:
    """Name the transfer syntax where it isn't, or where the pixel data are of another.

    Only encapsulated pixel data have an undefined length (PS3.5 A.4), and they tell of what kind
    they are.
    """
    said = text(dataset.file_meta, "TransferSyntaxUID")
    uid = transfer_syntax(dataset)
    pixel_data = value_of(dataset, "PixelData")
    if isinstance(pixel_data, bytes) and dataset["PixelData"].is_undefined_length:
        found = _transfer_syntax_of_fragments(pixel_data)
        is_native = uid in (*_ENCODINGS, DeflatedExplicitVRLittleEndian)
        if is_native and found is None:
            message = "The pixel data are compressed, and the file doesn't say how."
            raise ViewerError(ErrorCode.TRANSFER_SYNTAX, message)
        if found is not None and (is_native or not are_of_one_kind(uid, found)):
            uid = found
            if said:
                _warn_of_transfer_syntax(said, uid)
    _set_transfer_syntax(dataset.file_meta, uid)


def _set_transfer_syntax(file_meta: FileMetaDataset, uid: UID) -> None:
    """Set the element anew: the value representation of the old one may be what is wrong."""
    file_meta.add_new("TransferSyntaxUID", VR.UI, uid)


def _transfer_syntax_of_fragments(pixel_data: bytes) -> UID | None:
    """Return the transfer syntax of the first frame, which follows the basic offset table."""
    # OverflowError: a length beyond what an index in WebAssembly's Python can be
    with contextlib.suppress(ValueError, OverflowError):
        for fragment in islice(generate_fragments(pixel_data), 2):
            if (uid := transfer_syntax_of(fragment)) is not None:
                return uid
    return None


def _warn_of_transfer_syntax(said: str, found: UID) -> None:
    message = f"The transfer syntax is called {UID(said).name}, and it is {found.name}."
    warn(message)
