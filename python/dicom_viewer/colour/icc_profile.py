"""*ICC Profile* (0028,2000): what the colours of an image are (PS3.3 C.11.15)."""

from pydicom.dataset import Dataset

from dicom_viewer.dataset.elements import functional_group, items_of, text, value_of

_HEADER_LENGTH = 128
_ENTRY_LENGTH = 12

_NAMES = ("sRGB", "sRGB IEC61966-2.1", "sRGB2014", "sRGB built-in")
"""What the profiles of sRGB that are about call themselves, and no other does."""

_ASCII_NAMES = [name.encode() for name in _NAMES]
_UTF_16_NAMES = [name.encode("utf-16-be") for name in _NAMES]


def icc_profile(dataset: Dataset, frame: int) -> bytes | None:
    """Return the profile of a frame's colours, None if there is none or it is sRGB's own.

    It is the data set's, or in a whole slide image that of the frame's optical path (PS3.3
    C.8.12.5).

    Parameters
    ----------
    dataset : pydicom.dataset.Dataset
        The data set.
    frame : int
        The frame, from 0.
    """
    for source in (dataset, *_optical_paths(dataset, frame)):
        profile = value_of(source, "ICCProfile")
        if isinstance(profile, bytes) and profile:
            return None if _describes_srgb(profile) else profile
    return None


def _optical_paths(dataset: Dataset, frame: int) -> list[Dataset]:
    """Return the item of the frame's own optical path, or of the first where it names none."""
    paths = items_of(dataset, "OpticalPathSequence")
    group = functional_group(dataset, frame, "OpticalPathIdentificationSequence")
    identifier = "" if group is None else text(group, "OpticalPathIdentifier")
    own = [path for path in paths if text(path, "OpticalPathIdentifier") == identifier]
    return own[:1] if identifier and own else paths[:1]


def _describes_srgb(profile: bytes) -> bool:
    """Return whether a profile has a name of sRGB's, so that nothing need be fetched to read it.

    The name follows the 12 bytes of a *textDescriptionType*'s head in ASCII and ends with a null,
    or follows the 28 of a *multiLocalizedUnicodeType* of one language's in UTF-16, after its length
    (ICC.1:2001-04 6.5.17, ICC.1:2022 10.15).
    """
    count = int.from_bytes(profile[_HEADER_LENGTH : _HEADER_LENGTH + 4])
    table = profile[_HEADER_LENGTH + 4 :][: _ENTRY_LENGTH * count]
    for at in range(0, len(table) - _ENTRY_LENGTH + 1, _ENTRY_LENGTH):
        if table[at : at + 4] == b"desc":
            tag = profile[int.from_bytes(table[at + 4 : at + 8]) :]
            ascii_name = tag[12:].partition(b"\0")[0]
            utf_16_name = tag[28:][: int.from_bytes(tag[20:24])]
            return ascii_name in _ASCII_NAMES or utf_16_name in _UTF_16_NAMES
    return False
