"""Recovering an image that an item or a sequence of a wrong length has swallowed."""

from dataclasses import dataclass

from pydicom.tag import Tag

from dicom_viewer.dataset.elements import PIXEL_KEYWORDS
from dicom_viewer.dataset.file_bytes import Blocks, FileBytes, Joined, MemoryBytes, Section
from dicom_viewer.recovery.element import Element
from dicom_viewer.recovery.element_header import (
    DELIMITERS,
    IMPLICIT,
    ITEM,
    ITEM_HEADER,
    SEQUENCE_DELIMITER,
    ElementEncoding,
    ElementHeader,
    encoding_at,
)
from dicom_viewer.recovery.element_tree import PIXEL_GROUP, ROWS, ElementTree

_PIXEL_TAGS = tuple(int(Tag(keyword)) for keyword in PIXEL_KEYWORDS)

_ICON_IMAGE_SEQUENCE = int(Tag("IconImageSequence"))

_BINARY_VRS = (b"OB", b"OW", b"OF", b"OD", b"UN")

_MAX_CANDIDATES = 1 << 12
"""How many places are looked at that may be the start of pixel data."""

_MAX_ITEMS = 1 << 16
"""How many of their items are followed, of all places together."""


@dataclass(frozen=True)
class Recovered:
    """A data set that is put right.

    Attributes
    ----------
    encoding : ElementEncoding
        That of its elements.
    data : FileBytes
        The elements before the pixel data, with right lengths; then what the file has.
    """

    encoding: ElementEncoding
    data: FileBytes


def recover(file: FileBytes, *, has_image: bool) -> Recovered | None:
    """Find the pixel data of a data set, and end what comes before them where it can end.

    Parameters
    ----------
    file : FileBytes
        The data set, not deflated, without file meta information.
    has_image : bool
        Whether a reader that believes all lengths finds pixel data.

    Returns
    -------
    Recovered | None
        None if there is no image, if all lengths are right, or if there are too many of them.
    """
    data = Blocks(file)
    encoding = encoding_at(data, 0)
    pixel_data = None if encoding is None else _PixelDataSearch(data, encoding).find()
    if encoding is None or pixel_data is None:
        return None
    if not has_image:
        whole = ElementTree(data, encoding, 0, file.size)
        has_stray = any(_has_stray_pixel_data(each) for each in whole.elements)
        is_well_formed = not whole.faults and not has_stray
        if is_well_formed or whole.is_given_up:
            return None  # the pixel data are those of an icon, or nobody knows
    tree = ElementTree(data, encoding, 0, pixel_data)
    if tree.is_given_up:
        return None
    if not tree.describes_image:
        other = ElementTree(data, encoding, 0, pixel_data, trusts_lengths=False)
        tree = other if other.describes_image else tree
    if not tree.faults or tree.ends_in_icon:
        return None
    rest = Section(file, pixel_data, file.size)
    return Recovered(encoding, Joined(MemoryBytes(tree.to_bytes()), rest))


def _has_stray_pixel_data(element: Element) -> bool:
    """Return whether an item has pixel data that it can't have: only icons do, as their last."""
    tag = element.header.tag
    may_hold_image = tag == _ICON_IMAGE_SEQUENCE or tag >> 16 & 1 == 1
    for item in element.items or ():
        pixel_data = [i for i, each in enumerate(item) if each.header.tag >> 16 == PIXEL_GROUP]
        is_image = pixel_data == [len(item) - 1] and any(each.header.tag == ROWS for each in item)
        if pixel_data and not (may_hold_image and is_image):
            return True
        if any(_has_stray_pixel_data(each) for each in item):
            return True
    return False


class _PixelDataSearch:
    """The search for the pixel data of the data set, not of an icon.

    Parameters
    ----------
    data : Blocks
        The data set.
    encoding : ElementEncoding
        That of its elements.
    """

    def __init__(self, data: Blocks, encoding: ElementEncoding) -> None:
        self._data = data
        self._encoding = encoding
        self._items = 0

    def find(self) -> int | None:
        """Return where the element of the pixel data starts, None if there are none.

        They are the last element, or one with a higher tag follows. The last place from which the
        pixel data would reach beyond the end of the file is as good if there is no better one.
        """
        for tag in _PIXEL_TAGS:
            at, cut = -1, None
            for _ in range(_MAX_CANDIDATES):
                at = self._data.find(self._encoding.tag_bytes(tag), at + 1)
                header = self._encoding.header_at(self._data, at) if at >= 0 else None
                if at < 0:
                    break
                if header is None or (header.vr and header.vr not in _BINARY_VRS):
                    continue
                end = self._end_of(header)
                if end is None:
                    cut = at
                elif self._is_last(header, end):
                    return at
            if cut is not None:
                return cut
        return None

    def _end_of(self, header: ElementHeader) -> int | None:
        """Return where pixel data end, with their delimiter; None if that isn't in the file."""
        end = header.claimed_end
        if end is not None:
            return end if end <= self._data.size else None
        at = header.value
        while self._items < _MAX_ITEMS:
            self._items += 1
            item = IMPLICIT.header_at(self._data, at)
            if item is None or item.tag != ITEM or item.claimed_end is None:
                is_delimiter = item is not None and item.tag == SEQUENCE_DELIMITER
                return at + ITEM_HEADER if is_delimiter else None
            at = item.claimed_end
        return None

    def _is_last(self, header: ElementHeader, end: int) -> bool:
        """Return whether nothing follows pixel data, or an element that may follow them."""
        rest = self._data.read(end, end + ITEM_HEADER)
        if not any(rest) or len(rest) < ITEM_HEADER:
            return True
        following = self._encoding.header_at(self._data, end)
        return (
            following is not None
            and following.tag not in DELIMITERS
            and following.tag > header.tag
            and following.tag >> 16 >= PIXEL_GROUP
        )
