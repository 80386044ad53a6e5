"""How much pydicom would make of an element, counted before it does."""

from pydicom.datadict import dictionary_VR
from pydicom.dataelem import DataElement, RawDataElement
from pydicom.valuerep import VR

MAX_PARTS = 1 << 18
"""How many values and items are read: pydicom takes microseconds and a kilobyte for each.

The functional groups (PS3.3 C.7.6.16) of some 8000 frames have as many.
"""

_ITEMS = (b"\xfe\xff\x00\xe0", b"\xff\xfe\xe0\x00")
"""The tag of *Item* in either byte order (PS3.5 7.5)."""

_PARTS_OF_ESCAPE = 8
"""From an escape sequence (PS3.5 6.1.2.5) to the next, text is decoded and warned of by itself."""

_WIDTHS = {"US": 2, "SS": 2, "UL": 4, "SL": 4, "AT": 4, "FL": 4, "FD": 8, "SV": 8, "UV": 8}
_BINARY = {"OB", "OD", "OF", "OL", "OV", "OW", "UN"}
_ONE_TEXT = {"LT", "ST", "UR", "UT"}


def parts_of(element: DataElement | RawDataElement) -> int:
    """Return about how many values and nested items an element holds, at least 1.

    An element that is converted already is 1: what lies in it is counted by itself.
    """
    if not (isinstance(element, RawDataElement) and isinstance(element.value, bytes)):
        return 1
    value = element.value
    vr = _vr_of(element)
    if vr in _WIDTHS:
        return 1 + len(value) // _WIDTHS[vr]
    if vr == VR.SQ:
        return 1 + sum(value.count(item) for item in _ITEMS)
    if vr in _BINARY:
        return 1
    values = 0 if vr in _ONE_TEXT else value.count(b"\\")
    return 1 + values + _PARTS_OF_ESCAPE * value.count(b"\x1b")


def _vr_of(element: RawDataElement) -> str:
    """Return the value representation that pydicom reads an element as, the first if it varies."""
    vr = element.VR
    if vr is None or vr == VR.UN:
        try:
            vr = dictionary_VR(element.tag)
        except KeyError:
            return "UN"
    return vr[:2]
