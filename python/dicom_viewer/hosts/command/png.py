"""Images as PNG files, by Pillow."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PIL import Image as Pillow

from dicom_viewer.hosts.command.arguments import STANDARD_OUTPUT
from dicom_viewer.hosts.command.picture import Image


def write_images(images: Sequence[Image], path: Path, *, may_replace: bool) -> list[Path]:
    """Write each image; of several, each under its name after that of the path.

    Raises
    ------
    OSError
        If a file can't be written; FileExistsError if it is there and may not be replaced.
    """
    if path == STANDARD_OUTPUT:
        for image in images:
            _picture(image).save(sys.stdout.buffer, format="PNG")
        return []
    paths = [
        path.with_stem(f"{path.stem}-{image.name}") if image.name else path for image in images
    ]
    for each, image in zip(paths, images, strict=True):
        with each.open("wb" if may_replace else "xb") as stream:
            _picture(image).save(stream, format="PNG")
    return paths


def _picture(image: Image) -> Pillow.Image:
    picture = Pillow.fromarray(image.rgba)
    if image.layer is not None:
        picture.alpha_composite(Pillow.fromarray(image.layer))
    return picture
