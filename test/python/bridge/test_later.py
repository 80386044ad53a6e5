"""The calls whose module may have to be fetched first."""

import json
from importlib import import_module

import pytest

from dicom_viewer import bridge
from dicom_viewer.errors import ErrorCode, ViewerError
from javascript import strict, value


@pytest.mark.parametrize("name", sorted(bridge.LATER))
def test_a_call_whose_module_cannot_be_fetched_fails_and_not_python(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = getattr(bridge, name)  # JavaScript keeps it

    def unfetched(_: str) -> None:
        raise ViewerError(ErrorCode.NETWORK, "module-unfetched")

    monkeypatch.setattr(bridge, "import_module", unfetched)
    error = strict(call())["error"]
    assert (error["code"], error["reason"]) == ("network", "module-unfetched")
    monkeypatch.setattr(bridge, "import_module", import_module)
    assert "unexpected" in json.dumps(strict(call()))  # it has come, and misses its arguments


def test_a_call_whose_module_has_come_is_answered() -> None:
    assert len(value(bridge.colormap_colors("gray"))) == 256


def test_there_is_no_other_name() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        bridge.nothing  # noqa: B018 - it is asked for
