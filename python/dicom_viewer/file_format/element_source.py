"""What pydicom's reader reads a data set from, and where it stops."""

import struct

from pydicom.tag import BaseTag, Tag
from pydicom.valuerep import VR

from dicom_viewer.dataset.elements import PIXEL_KEYWORDS
from dicom_viewer.dataset.file_bytes import Blocks, Stream
from dicom_viewer.dataset.frame_groups import PER_FRAME

_PIXEL_TAGS = {Tag(keyword) for keyword in PIXEL_KEYWORDS}
_PIXEL_TAG_BYTES = tuple(
    struct.pack(f"{order}HH", tag.group, tag.element) for tag in _PIXEL_TAGS for order in "<>"
)
_GROUP_TAGS = {PER_FRAME}
"""A set, since pydicom takes long to compare tags, and this is done for each element."""

_BINARY_VRS = (VR.OB, VR.OW, VR.OF, VR.OD, VR.OL, VR.OV)

_MAX_REPETITIONS = 8
"""How often one empty element may follow itself: files are not perfect."""

_MAX_HEADERS = 1 << 19
"""How many elements and items are read from a file: twice of what the metadata take."""

HEADER_LENGTH = 8
"""The bytes of an element's tag and length, which are all of an empty one (PS3.5 7.1)."""

_ITEM_GROUPS = (b"\xfe\xff", b"\xff\xfe")
"""The group of *Item* in either byte order: items may be empty, and many (PS3.5 7.5)."""


def may_hold_pixel_data(value: bytes) -> bool:
    """Return whether the tag of pixel data occurs in a value."""
    return any(tag in value for tag in _PIXEL_TAG_BYTES)


def are_too_many(headers: int) -> bool:
    """Return whether so many elements and items are more than is read from a file."""
    return headers > _MAX_HEADERS


class ElementSource(Stream):
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

    @property
    def is_read(self) -> bool:
        """Whether a reader has come to the end, and wanted no more."""
        return not self.exhausted and self.tell() == self.blocks.size

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next bytes, or all that are left."""
        if self._repetitions > _MAX_REPETITIONS:
            return b""
        self._headers += size == HEADER_LENGTH
        if are_too_many(self._headers):
            self.exhausted = True
            return b""
        data = bytes(super().read(size))
        is_repeated = size == HEADER_LENGTH and data == self._last and data[:2] not in _ITEM_GROUPS
        self._repetitions = self._repetitions + 1 if is_repeated else 0
        self._last = data
        if size is not None and 0 < len(data) < size:
            self.exhausted = True
        return data


class ElementStop:
    """Stops pydicom's reader before what is read in another way, and keeps the element's header.

    That are pixel data, and the functional groups of each frame.

    Attributes
    ----------
    header : tuple[pydicom.tag.BaseTag, str | None, int] | None
        Tag, value representation (None where it is implicit) and length; None where the reader
        hasn't stopped.
    reads_groups : bool
        Whether functional groups are read in another way.
    """

    header: tuple[BaseTag, str | None, int] | None = None
    reads_groups = True

    def __init__(self) -> None:
        self._tags: list[BaseTag] = []

    @property
    def is_repeated(self) -> bool:
        """Whether a tag was there twice, which no data set has (PS3.5 7.1)."""
        return len(set(self._tags)) < len(self._tags)

    def __call__(self, tag: BaseTag, vr: str | None, length: int) -> bool:
        """Return whether the reader is to stop before an element."""
        is_groups = tag in _GROUP_TAGS and self.reads_groups and vr in (None, VR.SQ)
        is_pixel_data = tag in _PIXEL_TAGS and (vr is None or vr in _BINARY_VRS)
        self.header = (tag, vr, length) if is_pixel_data or is_groups else None
        if not is_groups:  # which the reader may come back to
            self._tags.append(tag)
        return self.header is not None
