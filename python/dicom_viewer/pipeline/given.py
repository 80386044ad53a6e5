"""Inputs as an author's function takes them, of what a viewer gives."""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from typing import Any

import numpy as np
from pydicom.dataset import Dataset


def given_inputs(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what isn't an array as functions take it; `values` is by name, as JSON has it."""
    return {name: _INPUTS[name](each) for name, each in values.items() if name in _INPUTS}


def _dataset(members: dict[str, Any]) -> Dataset:
    """Return the data set of DICOM JSON (PS3.18 F); an element that can't be read is left out."""
    dataset = Dataset()
    for tag, member in members.items():
        if len(tag) != 8:  # noqa: PLR2004 - what isn't a tag is the viewer's own
            continue
        try:
            dataset.update(Dataset.from_json({tag: member}))
        except Exception:  # noqa: BLE001, S112 - a damaged element
            continue
    return dataset


def _datasets(several: Sequence[dict[str, Any]] | None) -> object:
    """Return the data sets of DICOM JSON; a single value that many have alike is read once."""
    if several is None:
        return None
    known: dict[str, Dataset] = {}
    return [_alike(members, known) for members in several]


def _alike(members: dict[str, Any], known: dict[str, Dataset]) -> Dataset:
    others = {}
    dataset = Dataset()
    for tag, member in members.items():
        if member.get("vr") == "SQ" or len(member.get("Value", ())) > 1:
            others[tag] = member  # authors may change what lies in it
            continue
        key = f"{tag} {member}"
        if key not in known:
            known[key] = _dataset({tag: member})
        for element in known[key]:
            dataset.add(copy(element))
    dataset.update(_dataset(others))
    return dataset


def _affine(rows: Sequence[Sequence[float]] | None) -> object:
    return None if rows is None else np.array(rows, np.float64)


def _points(points: Sequence[Sequence[float]]) -> object:
    return np.array(points, np.float64).reshape(-1, 2)


def _tuple(values: Sequence[float] | None) -> object:
    return None if values is None else tuple(map(float, values))


_INPUTS: dict[str, Callable[[Any], object]] = {
    "ds": _dataset,
    "datasets": _datasets,
    "spacing": _tuple,
    "affine": _affine,
    "frame": int,
    "points": _points,
    "window": _tuple,
}
