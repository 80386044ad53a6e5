"""What a widget's pipeline has come to in a page, as Python has it."""

from io import BytesIO
from typing import Any

import numpy as np
from pydicom import dcmread

_MAX_RUNS = 4
"""So many runs' arrays are kept that no results have been made of: of views, or overtaken."""


class PageResults:
    """Results that come from pages: first the bytes of their arrays, in pieces."""

    def __init__(self) -> None:
        self._pieces: dict[str, dict[str, bytearray]] = {}

    def add(self, run: str, kind: str, piece: bytes | memoryview) -> None:
        """Keep a piece of an array of a run; a page sends them in order."""
        self._pieces.setdefault(run, {}).setdefault(kind, bytearray()).extend(piece)
        for other in [*self._pieces][:-_MAX_RUNS]:
            del self._pieces[other]

    def take(self, sent: dict[str, Any]) -> dict[str, Any]:
        """Return the results that a page describes.

        Returns
        -------
        dict[str, Any]
            `table`, `plot`, `text` and `contours` as plain data; `mask` (bool), `labels` and
            `pixels` as arrays of their sizes in the page; `dataset` as a pydicom data set. None
            stands for an array whose bytes were not sent.

        Raises
        ------
        ValueError
            If an array has other bytes than its description says.
        """
        pieces = self._pieces.pop(sent["run"], {})
        results = dict(sent["values"])
        for each in sent["arrays"]:
            kind = each["kind"]
            results[kind] = _value(**each, data=pieces.get(kind))
        return results


def _value(kind: str, dtype: str, shape: list[int], data: bytearray | None) -> Any:  # noqa: ANN401
    if data is None:
        return None
    if kind == "dataset":
        return dcmread(BytesIO(data))
    array = np.frombuffer(data, dtype).reshape(shape)
    return array.astype(bool) if kind == "mask" else array
