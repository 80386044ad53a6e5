"""An element of a file whose items or sequences have wrong lengths, and its bytes put right."""

from dataclasses import dataclass

from dicom_viewer.dataset.file_bytes import Blocks
from dicom_viewer.recovery.element_header import (
    IMPLICIT,
    ITEM,
    SEQUENCE_DELIMITER,
    UNDEFINED_LENGTH,
    ElementEncoding,
    ElementHeader,
)


@dataclass(slots=True)
class Element:
    """An element, with its items if it is a sequence; or all that are in an item that is sound.

    Attributes
    ----------
    header : ElementHeader
        As it stands in the file.
    stop : int
        Where the element ends in fact.
    items : list[list[Element]] | None
        Those of a sequence; None of another element.
    """

    header: ElementHeader
    stop: int
    items: "list[list[Element]] | None" = None

    def to_bytes(self, data: Blocks, encoding: ElementEncoding) -> bytes:
        """Return the element with lengths that are right (PS3.5 7.1 and 7.5).

        Parameters
        ----------
        data : Blocks
            What the element lies in.
        encoding : ElementEncoding
            That of the data set.
        """
        header = self.header
        if header.tag == ITEM:
            return data.read(header.value, self.stop)
        is_delimited = header.length == UNDEFINED_LENGTH
        if self.items is not None:
            value = b"".join(_item_bytes(item, data, encoding) for item in self.items)
            delimiter = encoding.header_bytes(SEQUENCE_DELIMITER, b"", 0)
        else:
            value = bytes(data.read(header.value, self.stop))
            delimiter = IMPLICIT.header_bytes(SEQUENCE_DELIMITER, b"", 0)
            if is_delimited and value.endswith(delimiter):
                delimiter = b""
        if is_delimited:
            return (
                encoding.header_bytes(header.tag, header.vr, UNDEFINED_LENGTH) + value + delimiter
            )
        return encoding.header_bytes(header.tag, header.vr, len(value)) + value


def _item_bytes(item: list[Element], data: Blocks, encoding: ElementEncoding) -> bytes:
    content = b"".join(element.to_bytes(data, encoding) for element in item)
    return encoding.header_bytes(ITEM, b"", len(content)) + content
