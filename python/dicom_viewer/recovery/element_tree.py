"""The elements of a data set whose items or sequences have wrong lengths (PS3.5 7.5)."""

from itertools import pairwise

from pydicom.tag import Tag

from dicom_viewer.dataset.file_bytes import Blocks
from dicom_viewer.recovery.element import Element
from dicom_viewer.recovery.element_header import (
    DELIMITERS,
    IMPLICIT,
    ITEM,
    ITEM_DELIMITER,
    ITEM_HEADER,
    SEQUENCE_DELIMITER,
    UNDEFINED_LENGTH,
    ElementEncoding,
    ElementHeader,
    dictionary_vr,
    encoding_of_item,
)

PIXEL_GROUP = 0x7FE0
ROWS = int(Tag("Rows"))
_NOT_OF_SOUND = (*DELIMITERS, ROWS)
_FIRST_OF_IMAGE = tuple(int(Tag(keyword)) for keyword in ("SamplesPerPixel", "Rows"))

_OF_DATA_SET = {
    int(Tag(keyword))
    for keyword in (
        *("PatientName", "PatientID", "PatientBirthDate", "PatientSex", "StudyInstanceUID"),
        *("SeriesInstanceUID", "StudyID", "SeriesNumber", "InstanceNumber", "SamplesPerPixel"),
        *("PhotometricInterpretation", "NumberOfFrames", "Rows", "Columns", "BitsAllocated"),
    )
}
"""What every image has. Where lengths are wrong, it is taken for the image's, not for an item's."""

_MAX_HEADERS = 1 << 20
"""How many headers are read: some seconds in a browser. Those of 16,000 frames are 600,000."""

_IN_DOUBT = 4
"""As how many a header counts that isn't of a sound item: it takes as much longer."""

_MAX_SEARCHES = 4
"""How often bytes are searched for, each time up to the end of the file."""

_MAX_DEPTH = 32
"""How deep sequences are nested; deeper ones stay as they are."""


class ElementTree:
    """The elements of a data set, each ended where it can end.

    An item or a sequence ends by its length, or its delimiter, if what is there may follow it.
    Else it ends before the first element that can't be in it: one whose tag doesn't ascend as those
    of a data set do (PS3.5 7.1), that comes after the wrong length, or that is the image's.

    Parameters
    ----------
    data : Blocks
        What the elements lie in.
    encoding : ElementEncoding
        That of the data set.
    start, end : int
        Where the first element starts, and what none reaches: the file's end, or its pixel data.
    trusts_lengths : bool
        False where an item may also have swallowed whole elements of the image.

    Attributes
    ----------
    elements : list[Element]
        Those of the data set.
    faults : int
        How many lengths or delimiters are wrong.
    """

    def __init__(
        self,
        data: Blocks,
        encoding: ElementEncoding,
        start: int,
        end: int,
        *,
        trusts_lengths: bool = True,
    ) -> None:
        self._data = data
        self._encoding = encoding
        self._end = end
        self._trusts_lengths = trusts_lengths
        self._headers = 0
        self._searches = 0
        self._sequence = 0
        self._tags: set[int] = set()
        self.faults = 0
        self.elements = self._read_elements(start)

    @property
    def is_given_up(self) -> bool:
        """Whether there were too many elements and items."""
        return self._headers > _MAX_HEADERS

    @property
    def describes_image(self) -> bool:
        """Whether the data set has the size of an image."""
        return any(each.header.tag == ROWS for each in self.elements)

    @property
    def ends_in_icon(self) -> bool:
        """Whether the last element is a sequence whose last item describes an image without pixels.

        Then the pixel data that follow are those of that item, such as an icon.
        """
        items = self.elements[-1].items if self.elements else None
        tags = [each.header.tag for each in items[-1]] if items else []
        is_after_image = bool(tags) and self.elements[-1].header.tag > ROWS
        return is_after_image and ROWS in tags and tags[-1] >> 16 != PIXEL_GROUP

    def to_bytes(self) -> bytes:
        """Return the elements with lengths that are right."""
        return b"".join(each.to_bytes(self._data, self._encoding) for each in self.elements)

    def _read_elements(self, at: int) -> list[Element]:
        """Read the elements of the data set; of two with one tag, the first is the image's.

        Pixel data that come before the image's are those of an icon.
        """
        elements = []
        while at < self._end:
            header = self._header_at(at, self._encoding)
            if header is None or header.tag in DELIMITERS:
                self.faults += 1
                at = at + ITEM_HEADER if header else self._next_of_image(at)
                continue
            self._sequence = header.tag
            element = self._element(header, self._encoding, 0)
            at = element.stop
            if header.tag not in self._tags and header.tag >> 16 != PIXEL_GROUP:
                elements.append(element)
            self._tags.add(header.tag)
        return sorted(elements, key=lambda each: each.header.tag)

    def _next_of_image(self, at: int) -> int:
        """Return where the Image Pixel Module starts after bytes that aren't elements."""
        if any(tag in self._tags for tag in _FIRST_OF_IMAGE):
            return self._end
        vr = b"" if self._encoding.is_implicit else b"US"
        wanted = (self._encoding.header_bytes(tag, vr, 2) for tag in _FIRST_OF_IMAGE)
        places = (self._find(header, at + 1) for header in wanted)
        return next((place for place in places if place >= 0), self._end)

    def _find(self, wanted: bytes, at: int) -> int:
        """Return where bytes occur first, -1 if nowhere; and once there were too many searches."""
        self._searches += 1
        found = self._data.find(wanted, at) if self._searches <= _MAX_SEARCHES else -1
        return found if found < self._end else -1

    def _element(self, header: ElementHeader, encoding: ElementEncoding, depth: int) -> Element:
        end = header.claimed_end
        if depth < _MAX_DEPTH and self._is_sequence(header):
            return self._sequence_of(header, encoding, depth)
        if end is None:
            return Element(header, self._end_of_fragments(header.value))
        if end > self._end:
            self.faults += 1
        return Element(header, min(end, self._end))

    def _is_sequence(self, header: ElementHeader) -> bool:
        if header.vr == b"SQ":
            return True
        if header.tag >> 16 == PIXEL_GROUP or header.vr not in (b"", b"UN"):
            return False
        if header.length == UNDEFINED_LENGTH or dictionary_vr(header.tag) == "SQ":
            return True
        # private sequences have no value representation that is known
        is_private = header.tag >> 16 & 1 == 1
        return is_private and header.length > 0 and self._tag_at(header.value) == ITEM

    def _tag_at(self, at: int) -> int | None:
        """Return the tag of an item or a delimiter at an offset, None of anything else."""
        return self._encoding.delimiter_at(self._data, at)

    def _sequence_of(self, header: ElementHeader, encoding: ElementEncoding, depth: int) -> Element:
        """Read a sequence: its items, as long as one follows."""
        end = header.claimed_end
        at = header.value
        items = []
        is_delimited = False
        while at < self._end and (tag := self._tag_at(at)) in (ITEM, SEQUENCE_DELIMITER):
            if depth > 0 and at == end:
                break  # what follows is of the sequence around this one
            if tag == SEQUENCE_DELIMITER:
                at += ITEM_HEADER
                is_delimited = True
                break
            item = self._header_at(at, encoding)
            if item is None:
                break
            elements, at = self._sound_item(item, header, encoding, depth + 1) or self._item_of(
                item, header, encoding, depth + 1
            )
            items.append(elements)
        if not items and end is not None and at < end <= self._end:
            following = self._header_at(end, encoding)
            if end == self._end or (following is not None and following.tag > header.tag):
                return Element(header, end)  # whatever it holds
        if at != end and not (end is None and is_delimited):
            self.faults += 1
        return Element(header, at, items)

    def _item_of(
        self, item: ElementHeader, sequence: ElementHeader, encoding: ElementEncoding, depth: int
    ) -> tuple[list[Element], int]:
        """Return the elements of an item, and where it ends."""
        elements: list[Element] = []
        at = item.value
        end = item.claimed_end
        encoding = encoding_of_item(self._data, at, encoding)
        while True:
            if at in (end, sequence.claimed_end) and self._may_end(at, elements, encoding, depth):
                self.faults += at != end
                return elements, at
            header = self._header_at(at, encoding) if at < self._end else None
            if header is None:
                break
            if header.tag in DELIMITERS:
                is_end = header.tag == ITEM_DELIMITER
                self.faults += not is_end or end is not None
                return elements, at + ITEM_HEADER if is_end else at
            is_beyond = end is not None and at > end
            if is_beyond and self._is_outside(header, elements, depth):
                return self._ended(elements, at)
            if not self._trusts_lengths and self._is_of_image(header):
                return self._ended(elements, at)
            element = self._element(header, encoding, depth)
            is_across = end is not None and at < end < element.stop
            if is_across and self._is_outside(header, elements, depth):
                return self._ended(elements, at)
            elements.append(element)
            at = element.stop
        return self._cut(elements, at, end)

    def _sound_item(
        self, item: ElementHeader, sequence: ElementHeader, encoding: ElementEncoding, depth: int
    ) -> tuple[list[Element], int] | None:
        """Return an item as a whole, which is much faster, if another follows where it says."""
        end = item.claimed_end
        if end is None or not self._trusts_lengths or self._tag_at(end) is None:
            return None
        if end > min(self._end, sequence.claimed_end or end):
            return None
        encoding = encoding_of_item(self._data, item.value, encoding)
        is_sound = self._is_sound(item.value, end, encoding, depth)
        return ([Element(item, end)], end) if is_sound else None

    def _is_sound(self, at: int, end: int, encoding: ElementEncoding, depth: int) -> bool:
        """Return whether an item is as it says, with defined lengths, and describes no image."""
        while at < end:
            header = self._header_at(at, encoding, 1)
            if header is None or header.tag in _NOT_OF_SOUND or header.tag >> 16 == PIXEL_GROUP:
                return False
            at = header.value + header.length
            if at > end:  # also of an undefined length
                return False
            if self._is_sequence(header) and not (
                depth < _MAX_DEPTH and self._are_sound(header.value, at, encoding, depth + 1)
            ):
                return False
        return True

    def _are_sound(self, at: int, end: int, encoding: ElementEncoding, depth: int) -> bool:
        """Return whether the items of a sequence are."""
        while at < end:
            item = self._header_at(at, encoding, 1)
            if item is None or item.tag != ITEM or item.value + item.length > end:
                return False
            at = item.value + item.length
            if not self._is_sound(
                item.value, at, encoding_of_item(self._data, item.value, encoding), depth
            ):
                return False
        return True

    def _may_end(
        self, at: int, elements: list[Element], encoding: ElementEncoding, depth: int
    ) -> bool:
        """Return whether what follows the claimed end of an item can be outside of it."""
        if at >= self._end or self._tag_at(at) is not None:
            return True
        header = self._header_at(at, self._encoding if depth == 1 else encoding)
        if header is None or depth > 1:
            return header is not None
        is_new = header.tag < self._sequence and header.tag not in self._tags
        return is_new or self._is_outside(header, elements, depth)

    def _is_outside(self, header: ElementHeader, elements: list[Element], depth: int) -> bool:
        """Return whether an element that may be in an item or after it is after it.

        Where both are possible, it is: one too many in the data set is less of a loss than one too
        few. But an item that describes an image has pixel data.
        """
        if elements and header.tag <= elements[-1].header.tag:
            return True
        if header.tag <= self._sequence:
            return False
        if header.tag >> 16 == PIXEL_GROUP:
            return all(each.header.tag != ROWS for each in elements)
        return depth == 1 or self._is_of_image(header)

    def _is_of_image(self, header: ElementHeader) -> bool:
        return header.tag > self._sequence and header.tag in _OF_DATA_SET

    def _ended(self, elements: list[Element], at: int) -> tuple[list[Element], int]:
        """End an item of a wrong length at an offset, or before an element that is the image's."""
        self.faults += 1
        headers = [each.header for each in elements]
        cut = next((i for i, each in enumerate(headers) if self._is_of_image(each)), None)
        return (elements, at) if cut is None else (elements[:cut], headers[cut].start)

    def _cut(self, elements: list[Element], at: int, end: int | None) -> tuple[list[Element], int]:
        """End an item that has no end before the pixel data, or holds what isn't an element."""
        if end is not None and at <= end <= self._end:
            return self._ended(elements, end)
        headers = [each.header for each in elements]
        descents = (i for i, (a, b) in enumerate(pairwise(headers), start=1) if b.tag <= a.tag)
        cut = next(descents, None)
        if cut is None:
            return self._ended(elements, at)
        return self._ended(elements[:cut], headers[cut].start)

    def _end_of_fragments(self, at: int) -> int:
        """Return where encapsulated pixel data of an item end, with their delimiter."""
        while at < self._end and (header := self._header_at(at, IMPLICIT)) is not None:
            if header.tag == SEQUENCE_DELIMITER:
                return at + ITEM_HEADER
            if header.tag != ITEM or header.claimed_end is None or header.claimed_end > self._end:
                break
            at = header.claimed_end
        self.faults += 1
        delimiter = self._find(IMPLICIT.tag_bytes(SEQUENCE_DELIMITER), at)
        return at if delimiter < 0 else delimiter + ITEM_HEADER

    def _header_at(
        self, at: int, encoding: ElementEncoding, count: int = _IN_DOUBT
    ) -> ElementHeader | None:
        """Read a header; none once there were too many."""
        self._headers += count
        return encoding.header_at(self._data, at) if self._headers <= _MAX_HEADERS else None
