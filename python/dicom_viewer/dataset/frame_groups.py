"""The functional groups of each frame of an enhanced object (PS3.3 C.7.6.16)."""

from io import BytesIO
from typing import Any

from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.filereader import read_dataset, read_sequence
from pydicom.sequence import Sequence
from pydicom.tag import BaseTag, Tag
from pydicom.valuerep import VR

from dicom_viewer.dataset.raw_items import Encoding, ItemReader, RawItem
from dicom_viewer.errors import WarningCode, detail_of, warn

PER_FRAME = Tag("PerFrameFunctionalGroupsSequence")

_KEPT = 8
"""Of how many frames the items are kept as data sets."""


class FrameGroups(DataElement):
    """*Per-frame Functional Groups Sequence*, of which an item is read when it is asked for.

    Parameters
    ----------
    tag : pydicom.tag.BaseTag
        Its tag.
    data : bytes
        Its items.
    encoding : Encoding
        How they are encoded.
    is_undefined_length : bool
        Whether a delimiter follows the items.

    Raises
    ------
    UnreadableItemError
        If the bytes aren't items.
    """

    def __init__(
        self, tag: BaseTag, data: bytes, encoding: Encoding, *, is_undefined_length: bool
    ) -> None:
        super().__init__(
            tag, VR.SQ, Sequence(), is_undefined_length=is_undefined_length, already_converted=True
        )
        self.data = data
        self.reader = ItemReader(encoding)
        self._spans = self.reader.spans(data)
        self._kept: dict[int, Dataset] = {}

    @property
    def count(self) -> int:
        """How many items there are."""
        return len(self._spans)

    @property
    def value(self) -> Sequence:
        """All items as data sets, for pydicom's own functions: made each time."""
        encoding = self.reader.encoding
        return read_sequence(
            BytesIO(self.data),
            encoding.is_implicit,
            encoding.is_little_endian,
            len(self.data),
            encoding.character_set,
        )

    @value.setter
    def value(self, value: Any) -> None:  # noqa: ANN401 - pydicom sets what it is made with
        pass

    def item(self, frame: int) -> Dataset | None:
        """Return the item of a frame, from 0, as a data set; None if there is none.

        One that can't be read is empty, with a warning.
        """
        if not 0 <= frame < self.count:
            return None
        if frame not in self._kept:
            if len(self._kept) == _KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[frame] = self._dataset(*self._spans[frame])
        return self._kept[frame]

    def raw_item(self, frame: int) -> RawItem:
        """Return the item of a frame, from 0, without a data set: much sooner.

        Raises
        ------
        UnreadableItemError
            If its bytes aren't elements.
        """
        return self.reader.item(self.data, *self._spans[frame])

    def has_macro(self, tag: BaseTag) -> bool:
        """Return whether the item of any frame has an element of a tag."""
        order = "little" if self.reader.encoding.is_little_endian else "big"
        wanted = tag.group.to_bytes(2, order) + tag.element.to_bytes(2, order)  # type: ignore[arg-type]
        if wanted not in self.data:
            return False
        items = (self.item(frame) for frame in range(self.count))
        return any(item is not None and tag in item for item in items)

    def _dataset(self, start: int, stop: int) -> Dataset:
        encoding = self.reader.encoding
        try:
            return read_dataset(
                BytesIO(self.data[start:stop]),
                encoding.is_implicit,
                encoding.is_little_endian,
                stop - start,
                parent_encoding=encoding.character_set,
                at_top_level=False,
            )
        except Exception as error:  # noqa: BLE001 - pydicom raises what damage makes it raise
            detail = detail_of(error)
            warn("functional-groups-unreadable", WarningCode.METADATA, detail=detail)
            return Dataset()


def frame_groups(dataset: Dataset) -> FrameGroups | None:
    """Return the functional groups of a data set's frames, where they are read one by one."""
    element = dataset.get_item(PER_FRAME, keep_deferred=True)
    return element if isinstance(element, FrameGroups) else None
