"""Pixel data that stay in their file: where they lie, and what a data set holds in their place."""

from collections.abc import Sequence

from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset
from pydicom.tag import BaseTag

from dicom_viewer.dataset.elements import bytes_of
from dicom_viewer.dataset.file_bytes import FileBytes, MemoryBytes


class PixelDataElement(DataElement):
    """An element whose value is read each time that somebody asks for it.

    Frames are read one by one from `data`; the whole is for pydicom's own functions, like
    `Dataset.pixel_array`.

    Parameters
    ----------
    tag : pydicom.tag.BaseTag
        That of *Pixel Data*, *Float Pixel Data* or *Double Float Pixel Data*.
    vr : str
        Its value representation, a binary one.
    data : FileBytes
        Its value.
    is_undefined_length : bool
        Whether it is encapsulated (PS3.5 A.4).

    Attributes
    ----------
    items : Sequence[tuple[int, int]]
        Where the items of encapsulated pixel data start and stop, as far as the reader of the file
        has found them.
    """

    items: Sequence[tuple[int, int]] = ()

    def __init__(
        self, tag: BaseTag, vr: str, data: FileBytes, *, is_undefined_length: bool
    ) -> None:
        super().__init__(
            tag, vr, b"", is_undefined_length=is_undefined_length, already_converted=True
        )
        self.data = data

    @property
    def value(self) -> bytes:
        """The whole value."""
        return bytes(self.data.read(0, self.data.size))

    @value.setter
    def value(self, value: bytes) -> None:
        self.data = MemoryBytes(value)


def pixel_data(dataset: Dataset, keyword: str) -> FileBytes:
    """Return the value of an element of pixel data; none if it isn't there or isn't binary."""
    element = dataset.get_item(keyword, keep_deferred=True)
    if isinstance(element, PixelDataElement):
        return element.data
    return MemoryBytes(bytes_of(dataset, keyword))
