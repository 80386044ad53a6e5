"""What an author's function has come to: pixels in the image's place, texts for a terminal."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageDraw

from dicom_viewer.hosts.command.picture import Image
from dicom_viewer.pipeline.outputs import Result
from dicom_viewer.pipeline.processed import processed
from dicom_viewer.rendering.view import View
from dicom_viewer.stacks.stack import Stack
from dicom_viewer.study.series import Series

_NUMBER = 1
"""The number of what is kept in the image's place."""

COLORS = ("#e6194b", "#3cb44b", "#4363d8", "#f58231", "#46f0f0", "#f032e6", "#ffe119")
"""Of labels in turn, as src/view/layer-state.ts has them; a mask has the first."""

_FILL = 0.4
"""How opaque a label is within its outline."""


def shown_view(series: Series, view: View, result: Result) -> View:
    """Return the view that shows a result's pixels, if it has any.

    Raises
    ------
    ViewerError
        `internal` if they are of another size than the image and the volume.
    """
    pixels = result.arrays.get("pixels")
    if pixels is None:
        return view
    series.keep(_NUMBER, processed(series, view, pixels))
    return replace(view, processed=_NUMBER)


def painted(images: Sequence[Image], series: Series, view: View, result: Result) -> list[Image]:
    """Return images with a result's layers over the first, if it is a stored frame."""
    if len(images) != 1 or series.has_planes(view):
        return [*images]
    (image,) = images
    rgba = image.rgba.copy()
    for kind in ("mask", "labels"):
        labels = _of_frame(series, view, result.arrays.get(kind))
        if labels is not None:
            _paint(rgba, labels)
    return [replace(image, rgba=_outlined(rgba, result.values.get("contours", ())))]


def texts(values: Mapping[str, Any]) -> list[str]:
    """Return a result's text, table, plot and contours as plain text."""
    written = [str(values["text"])] if "text" in values else []
    if "table" in values:
        written.append(_table(values["table"]))
    if "plot" in values:
        written.append(_table(_points(values["plot"])))
    if "contours" in values:
        counts = [{"contour": n, "points": len(each)} for n, each in enumerate(values["contours"])]
        written.append(_table(counts))
    return written


def _of_frame(series: Series, view: View, labels: NDArray[Any] | None) -> NDArray[Any] | None:
    """Return the labels on a stored frame, (rows, columns); None where there are none."""
    if labels is None or labels.ndim == 2:  # noqa: PLR2004 - rows, columns
        return labels
    index = min(view.frame or 0, series.frame_count - 1)
    stack = series.stack(index)
    return labels[[*stack.frames].index(index)] if isinstance(stack, Stack) else None


def _paint(rgba: NDArray[np.uint8], labels: NDArray[Any]) -> None:
    inside = np.pad(labels, 1)
    neighbours = (inside[:-2, 1:-1], inside[2:, 1:-1], inside[1:-1, :-2], inside[1:-1, 2:])
    is_edge = np.logical_or.reduce([each != labels for each in neighbours])
    covered = labels > 0
    opacity = np.where(is_edge, 1, _FILL)[covered][:, np.newaxis]
    palette = np.array([[*bytes.fromhex(color[1:])] for color in COLORS], np.float32)
    colours = palette[(labels[covered] - 1) % len(COLORS)]
    below = rgba[covered, :3].astype(np.float32)
    rgba[covered, :3] = np.rint(below + (colours - below) * opacity)


def _outlined(
    rgba: NDArray[np.uint8], contours: Sequence[Sequence[Sequence[float]]]
) -> NDArray[np.uint8]:
    """Return pixels with lines through the points of contours, given as (column, row)."""
    picture = Pillow.fromarray(rgba)
    pen = ImageDraw.Draw(picture)
    for contour in contours:
        pen.line([(column, row) for column, row in contour], fill=COLORS[0])
    return np.array(picture)


def _points(plot: Mapping[str, Any]) -> list[dict[str, Any]]:
    lines = plot["y"] if isinstance(plot["y"], Mapping) else {"y": plot["y"]}
    return [
        {"x": x} | {name: line[index] for name, line in lines.items()}
        for index, x in enumerate(plot["x"])
    ]


def _table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Write rows below their names, in columns of equal width, numbers to the right."""
    names = [*dict.fromkeys(name for row in rows for name in row)]
    cells = [[_cell(row.get(name)) for name in names] for row in rows]
    widths = [max(map(len, column)) for column in zip(names, *cells, strict=True)]
    numeric = [all(not isinstance(row.get(name), str) for row in rows) for name in names]
    lines = [
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(line, widths, numeric, strict=True)
        )
        for line in [names, *cells]
    ]
    return "\n".join(line.rstrip() for line in lines)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.6g}" if isinstance(value, float) else str(value)
