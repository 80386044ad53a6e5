"""Reading a data set from a file's bytes, also where the file mistakes its own encoding."""

import contextlib
import warnings

from pydicom.dataset import FileMetaDataset
from pydicom.uid import UID, DeflatedExplicitVRLittleEndian

from dicom_viewer.dataset.elements import PIXEL_KEYWORDS, text
from dicom_viewer.dataset.file_bytes import Blocks, FileBytes, Section
from dicom_viewer.dataset.frame_groups import FrameGroups
from dicom_viewer.errors import ErrorCode, ViewerError, warn
from dicom_viewer.file_format.element_source import ElementSource, may_hold_pixel_data
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
from dicom_viewer.file_format.reading import (
    Reading,
    damage_as_error,
    inflate_dataset,
    read_as_described,
    read_deflated,
    read_elements,
    read_file_meta,
)


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
    file_meta, start = read_file_meta(blocks)
    found: Reading | ViewerError
    with warnings.catch_warnings(record=True) as caught:
        try:
            found = read_as_described(blocks, file_meta, start)
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


def _read_by_trying(rest: Blocks, file_meta: FileMetaDataset) -> Reading | None:
    """Read what follows the file meta information in the encoding in which it makes sense."""
    said = text(file_meta, "TransferSyntaxUID")
    for encoding in (*ENCODINGS, DeflatedExplicitVRLittleEndian):
        with contextlib.suppress(Exception), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is wrong with the wrong encodings
            if encoding in ENCODINGS:
                file = read_elements(ElementSource(rest), file_meta, encoding)
            else:
                file = read_deflated(rest.data, file_meta)
            if _is_plausible(file):
                set_transfer_syntax(file_meta, encoding)
                break
    else:
        return None
    if said:
        warn_of_transfer_syntax(said, encoding)
    return file


def _is_plausible(file: Reading | ViewerError) -> bool:
    return not isinstance(file, ViewerError) and any(
        keyword in file.dataset for keyword in ("SOPClassUID", *PIXEL_KEYWORDS)
    )


def _may_lack_image(file: Reading | ViewerError) -> bool:
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
    rest: Blocks, file_meta: FileMetaDataset, found: Reading | ViewerError
) -> Reading | None:
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
            data = inflate_dataset(rest.data)[0] if is_deflated else rest.data
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


def _read_recovered(data: FileBytes, encoding: UID, file_meta: FileMetaDataset) -> Reading | None:
    """Read a data set whose lengths are put right; None if there is nothing in it even so.

    Raises
    ------
    ViewerError
        If it can't be read.
    """
    source = ElementSource(Blocks(data))
    with damage_as_error(source):
        reading = read_elements(source, file_meta, encoding)
    if not _is_plausible(reading):
        return None
    said = text(file_meta, "TransferSyntaxUID")
    if not said or (said in ENCODINGS and UID(said) != encoding):
        set_transfer_syntax(file_meta, encoding)
    return reading
