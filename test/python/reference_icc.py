"""Colours of an ICC profile as sRGB's, by Pillow's Little CMS: a part of `reference`."""

from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

PROBE = (0, 40, 99, 128, 200, 255)


def srgb(rgb: NDArray[np.generic], profile: bytes | None) -> NDArray[np.generic]:
    """Convert 8-bit channels; not by a profile that is sRGB's within a level, or can't be used."""
    if not profile:
        return rgb
    try:
        probe = np.array([[r, g, b] for r in PROBE for g in PROBE for b in PROBE], np.uint8)
        moved = np.frombuffer(to_srgb(profile, probe.tobytes()), np.uint8).reshape(probe.shape)
        if np.abs(moved.astype(int) - probe).max() <= 1:
            return rgb
        converted = to_srgb(profile, rgb.astype(np.uint8).tobytes())
    except ValueError:
        return rgb
    return np.frombuffer(converted, np.uint8).reshape(rgb.shape)


def to_srgb(profile: bytes, rgb: bytes) -> bytes:
    """Convert RGB, a byte each, by the rendering intent that the profile names.

    Raises ValueError for a profile that can't be used.
    """
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        intent = ImageCms.getDefaultIntent(source)
        target = ImageCms.createProfile("sRGB")
        transform = ImageCms.buildTransform(source, target, "RGB", "RGB", intent)
    except (OSError, ImageCms.PyCMSError) as error:
        raise ValueError(str(error)) from error
    pixels = Image.frombytes("RGB", (len(rgb) // 3, 1), rgb)
    return ImageCms.applyTransform(pixels, transform).tobytes()
