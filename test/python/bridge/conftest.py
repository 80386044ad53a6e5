"""Gives each test of the bridge JavaScript's files, time, and no study that another left open."""

import math
from collections.abc import Iterator

import pytest

from dicom_viewer import bridge
from javascript import read, value


@pytest.fixture(autouse=True)
def _files() -> None:
    bridge.register_file_reader(read)


@pytest.fixture(autouse=True)
def _no_turn_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine, a turn would be over before a call is finished."""
    monkeypatch.setattr(bridge.calls, "TURN_SECONDS", math.inf)


@pytest.fixture(autouse=True)
def _nothing_is_left_open() -> Iterator[None]:
    assert value(bridge.study_count()) == 0
    yield
    for number in list(bridge.calls.studies):  # those of a test that failed
        bridge.close_study(number)
