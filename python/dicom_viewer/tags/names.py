"""The names of elements: the standard's (PS3.6), and those of manufacturers as pydicom has them."""

from pydicom.datadict import (
    dictionary_description,
    dictionary_keyword,
    private_dictionary_description,
)
from pydicom.tag import Tag


def name_of(tag: int, creator: str | None) -> tuple[str, str]:
    """Return the keyword and the name of an element, each empty where there is none.

    Parameters
    ----------
    tag : int
        Its tag.
    creator : str | None
        Of a private element, the creator of its block, where the data set names it.
    """
    parsed = Tag(tag)
    try:
        if not parsed.is_private:
            return dictionary_keyword(parsed), dictionary_description(parsed)
        if parsed.is_private_creator:
            return "", "Private Creator"
        return "", private_dictionary_description(parsed, creator or "")
    except KeyError:
        return "", "" if parsed.element else "Group Length"
