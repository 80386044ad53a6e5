"""Where the pixel data of a file lie."""

from pydicom.datadict import dictionary_VR
from pydicom.tag import BaseTag
from pydicom.valuerep import VR

from dicom_viewer.dataset.file_bytes import Section
from dicom_viewer.dataset.pixel_data import PixelDataElement
from dicom_viewer.errors import WarningCode, warn
from dicom_viewer.file_format.element_source import HEADER_LENGTH, ElementSource
from dicom_viewer.transfer_syntax.fragments import Span, follow_items

UNDEFINED_LENGTH = 0xFFFFFFFF
"""That of encapsulated *Pixel Data* (PS3.5 A.4)."""

LONG_LENGTH = 4
"""The bytes that follow where an explicit binary value representation has a length of 32 bits."""


def pixel_data_element(
    source: ElementSource, tag: BaseTag, vr: str | None, length: int
) -> tuple[PixelDataElement, int]:
    """Return the element of pixel data that a source is at, and where the next one starts.

    Its value representation is None where it is implicit. Where the file ends before the element
    does, the source is exhausted.
    """
    start = source.tell() + HEADER_LENGTH + (0 if vr is None else LONG_LENGTH)
    end = after = start + length
    is_undefined_length = length == UNDEFINED_LENGTH
    items: list[Span] = []
    if is_undefined_length:
        items, end = follow_items(source.blocks, start)
        after = end + HEADER_LENGTH
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
