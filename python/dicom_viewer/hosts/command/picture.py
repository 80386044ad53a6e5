"""The images of a view as RGBA: where another step between file and picture belongs."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.rendering.view import View
from dicom_viewer.study.render_picture import render_picture
from dicom_viewer.study.study import Study


@dataclass(frozen=True)
class Image:
    """A rendered image.

    Attributes
    ----------
    name : str
        `axial`, `coronal` or `sagittal` of three planes; empty of a single image.
    rgba : numpy.ndarray
        uint8 (rows, columns, 4), opaque, one pixel for each of the image's.
    layer : numpy.ndarray | None
        What lies above it, of the same shape; its alpha isn't premultiplied.
    """

    name: str
    rgba: NDArray[np.uint8]
    layer: NDArray[np.uint8] | None = None


def render(study: Study, view: View, *, with_layer: bool) -> list[Image]:
    """Render a view: one image, or three planes.

    Parameters
    ----------
    study : Study
        The study.
    view : View
        What is asked for.
    with_layer : bool
        Whether overlays and display shutter are wanted where there are any.

    Raises
    ------
    ViewerError
        `decode` if a frame can't be decoded, `memory` if planes would be too large.
    """
    study.choose(view.series).prepare(view)
    written: list[NDArray[np.uint8]] = []
    picture = render_picture(
        study,
        view,
        known_metadata_key=study.metadata_key(view),  # nobody reads metadata here
        with_layer=with_layer,
        write=lambda content: written.append(np.asarray(content)),
    )
    layers = written[len(picture.images) :]
    if len(picture.images) == 1:
        return [Image("", written[0], layers[0] if layers else None)]
    return [
        Image(image.plane or "", rgba) for image, rgba in zip(picture.images, written, strict=False)
    ]
