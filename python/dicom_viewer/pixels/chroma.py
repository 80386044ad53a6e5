"""Native frames whose pixels share chroma samples (PS3.3 C.7.6.3.1.2, YBR_*_422 and _420)."""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.pixels.description import PixelDescription


def as_cells(description: PixelDescription) -> PixelDescription:
    """Return the description of a subsampled frame's cells as they are stored, in lines of luma.

    What decodes them then need know nothing of chroma: a line holds as many cells as a row has
    luma samples, and the chroma of all rows takes as many lines as there are rows that have any.
    """
    return replace(
        description,
        rows=description.rows + description.chroma_lines,
        columns=description.luma_columns,
        samples_per_pixel=1,
        photometric_interpretation="MONOCHROME2",
        is_subsampled=False,
    )


def at_full_resolution(cells: NDArray[Any], description: PixelDescription) -> NDArray[Any]:
    """Give each pixel its own chroma: that of the pixel at, left of and above it that has any.

    Parameters
    ----------
    cells : numpy.ndarray
        A frame as `as_cells` describes it. A row with chroma has two luma samples, then a CB and
        a CR, and so on. In 4:2:0 only the first, the third row and so on have chroma.
    description : PixelDescription
        The frame's own description.

    Returns
    -------
    numpy.ndarray
        (rows, columns, 3), of the type of `cells`.
    """
    rows, columns, width = description.rows, description.columns, description.luma_columns
    step = -(-rows // description.chroma_lines)
    # `resize` makes up the row without chroma after an odd last one, which is cut off again
    groups = np.resize(cells, (description.chroma_lines, step + 1, width))
    quadruples = groups[:, :2].reshape(len(groups), width // 2, 4)
    luma = np.concatenate([quadruples[..., :2].reshape(len(groups), 1, width), groups[:, 2:]], 1)
    chroma = quadruples[..., 2:].repeat(step, axis=0).repeat(2, axis=1)
    samples = np.concatenate([luma.reshape(-1, width, 1), chroma], axis=-1)
    return np.ascontiguousarray(samples[:rows, :columns])
