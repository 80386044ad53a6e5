"""A picture of labels: which segments cover each pixel, as an index into a table of combinations.

Segments may overlap: each combination of them that occurs is an entry of the table. What colours
they have, and which of them are seen, the page decides without asking again.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

OPAQUE = 255
"""How much of a pixel a segment covers that isn't fractional."""

_MAX_COMBINATIONS = 1 << 16

_MAX_CODES = 1 << 22
"""Of how many codes each is counted, whether it occurs or not."""

Cover = tuple[int, int]
"""The number of a segment, and how much of a pixel it covers, from 1 to `OPAQUE`."""


class LabelPicture:
    """Which segments cover each pixel of an image.

    Parameters
    ----------
    rows, columns : int
        The size of the image.
    """

    def __init__(self, rows: int, columns: int) -> None:
        self._indices = np.zeros((rows, columns), np.uint16)
        self._table: list[tuple[Cover, ...]] = [()]
        self._known: dict[tuple[Cover, ...], int] = {(): 0}

    def add(
        self, part: tuple[slice, slice], ranks: NDArray[np.integer], covers: Sequence[Cover]
    ) -> None:
        """Add segments to a part of the picture.

        Parameters
        ----------
        part : tuple[slice, slice]
            Rows and columns.
        ranks : numpy.ndarray
            What covers each of its pixels: 0 for nothing, else 1 + the index in `covers`.
        covers : Sequence[Cover]
            A segment with how much it covers, for each rank.
        """
        before = self._indices[part]
        count = len(covers) + 1
        codes = before.astype(np.int64) * count + ranks
        bound = len(self._table) * count
        if bound > _MAX_CODES:
            occurring, places = np.unique(codes, return_inverse=True)
            indices = np.empty(len(occurring), np.uint16)
        else:
            occurring, places = np.flatnonzero(np.bincount(codes.ravel())), codes
            indices = np.empty(bound, np.uint16)
        new = [self._after(code, covers) for code in occurring.tolist()]
        indices[occurring if places is codes else slice(None)] = new
        self._indices[part] = indices[places].reshape(before.shape)

    @property
    def table(self) -> list[list[int]]:
        """The combinations that there are: of each, number and cover of its segments in turn."""
        return [
            [number for cover in combination for number in cover] for combination in self._table
        ]

    @property
    def indices(self) -> NDArray[np.uint8] | NDArray[np.uint16]:
        """The combination at each pixel, (rows, columns), of as few bytes as suffice."""
        return self._indices.astype(np.uint8) if len(self._table) <= 1 << 8 else self._indices

    def _after(self, code: int, covers: Sequence[Cover]) -> int:
        """Return the index of a combination with what a rank adds, both of which a code holds."""
        index, rank = divmod(code, len(covers) + 1)
        if not rank:
            return index
        number, amount = covers[rank - 1]
        amounts = dict(self._table[index])
        amounts[number] = max(amount, amounts.get(number, 0))
        combination = tuple(sorted(amounts.items()))
        if combination not in self._known:
            if len(self._table) == _MAX_COMBINATIONS:
                return index  # more segments at one place than anybody could tell apart
            self._known[combination] = len(self._table)
            self._table.append(combination)
        return self._known[combination]
