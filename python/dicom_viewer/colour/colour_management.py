"""Converts the colours of an ICC profile to sRGB, by a colour transform from outside Python."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.errors import DataError, Message, detail_of, message, warn

NAME = "icc"
"""What the colour transform is called among JavaScript's codecs."""

ColourTransform = Callable[[bytes, bytes], bytes]
"""Takes a profile and RGB, three bytes a pixel; returns as much sRGB, by the rendering intent
that the profile names. Raises ValueError for a profile that can't be used, and
`codecs.FramePending`."""

_PROBE = np.stack(np.meshgrid(*[np.arange(0, 256, 51, np.uint8)] * 3), axis=-1)
"""Colours from all over the cube, to see what a profile does."""

_registered: dict[str, ColourTransform] = {}


def register(transform: ColourTransform) -> None:
    """Make a colour transform the one that converts to sRGB."""
    _registered[NAME] = transform
    _moves_colours.cache_clear()


def to_srgb(rgb: NDArray[np.uint8], profile: bytes) -> NDArray[np.uint8]:
    """Convert colours (rows, columns, 3) to sRGB; as they are, with a warning, if that can't be.

    A profile that moves no colour by more than a level is sRGB's, and moves none.

    Raises
    ------
    FramePending
        If the colours aren't converted yet.
    """
    if NAME not in _registered:
        _warn(message("profile-unreadable"))
        return rgb
    try:
        return _converted(rgb, profile) if _moves_colours(profile) else rgb
    except DataError as error:
        _warn(error.message)
    except ValueError as error:
        _warn(message("decoder-failed", detail=detail_of(error)))
    return rgb


@lru_cache(maxsize=8)
def _moves_colours(profile: bytes) -> bool:
    moved = _converted(_PROBE, profile).astype(np.int16)
    return int(np.abs(moved - _PROBE).max()) > 1


def _converted(rgb: NDArray[np.uint8], profile: bytes) -> NDArray[np.uint8]:
    converted = _registered[NAME](profile, rgb.tobytes())
    return np.frombuffer(converted, np.uint8).reshape(rgb.shape)


def _warn(why: Message) -> None:
    warn("profile-ignored", why=why)
