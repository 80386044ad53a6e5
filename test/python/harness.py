"""How the tests show a data set: through a file's bytes, by the package and by the reference."""

import json
import struct
import warnings
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    RLELossless,
)

from datasets import file_bytes, reread
from dicom_viewer import Instance, RenderedFrame, View, ViewerError
from reference import expected_rgba

TRANSFER_SYNTAXES: dict[str, UID] = {
    "implicit": ImplicitVRLittleEndian,
    "explicit": ExplicitVRLittleEndian,
    "big-endian": ExplicitVRBigEndian,
    "deflated": DeflatedExplicitVRLittleEndian,
    "rle": RLELossless,
}
DEFAULT = View()


def opened(dataset: Dataset) -> Instance:
    """Open a data set as a file."""
    return Instance.open(file_bytes(dataset))


def rendered(dataset: Dataset, view: View = DEFAULT) -> RenderedFrame:
    """Render a data set that was opened as a file."""
    return opened(dataset).render(view)


def shown(dataset: Dataset, view: View = DEFAULT) -> NDArray[np.uint8]:
    """Return the RGBA that the package shows."""
    return rendered(dataset, view).rgba


def grays(dataset: Dataset, view: View = DEFAULT) -> list[int]:
    """Return the gray levels that the package shows, row after row."""
    rgba = shown(dataset, view)
    assert (rgba[..., 0] == rgba[..., 1]).all()
    assert (rgba[..., 0] == rgba[..., 2]).all()
    return rgba[..., 0].reshape(-1).tolist()


def expected(dataset: Dataset, frame: int = 0, **wish: Any) -> NDArray[np.uint8]:  # noqa: ANN401
    """Return the RGBA that the standard asks for; see `expected_rgba`."""
    return expected_rgba(reread(dataset), frame, **wish)


def stored_values(
    shape: tuple[int, ...], bits: int, *, signed: bool = False, seed: int = 0
) -> NDArray[np.int64]:
    """Return values at random, among them the least and the greatest of their bits."""
    low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
    values = np.random.default_rng(seed).integers(low, high, shape, endpoint=True)
    values.reshape(-1)[:2] = low, high
    values.reshape(-1)[-2:] = high, low
    return values


def outcome(data: bytes) -> str:
    """Open a file, show its ends and its metadata; return `shown`, or the code of the error."""
    try:
        instance = Instance.open(data)
        json.dumps(instance.metadata, allow_nan=False)
        for frame in (0, instance.summary["frameCount"] - 1):
            rgba = instance.render(View(frame)).rgba
            assert rgba.shape == (instance.summary["rows"], instance.summary["columns"], 4)
            assert instance.render_layer(frame).shape == rgba.shape
            instance.pixel_at(frame, 0, 0)
    except ViewerError as error:
        return str(error.code) if error.message else "an error without words"
    return "shown"


def warned(data: bytes) -> tuple[Instance, set[str]]:
    """Open a file; return the codes of what is warned of as well."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        instance = Instance.open(data)
    return instance, {each.message.code for each in caught if hasattr(each.message, "code")}


def with_transfer_syntax(data: bytes, uid: str | None) -> bytes:
    """Replace the element in the file meta information, or leave it out."""
    start = data.index(struct.pack("<HH2s", 0x0002, 0x0010, b"UI"))
    length = struct.unpack_from("<H", data, start + 6)[0] + 8
    element = b""
    if uid is not None:
        padded = uid.encode() + b"\0" * (len(uid) % 2)
        element = struct.pack("<HH2sH", 0x0002, 0x0010, b"UI", len(padded)) + padded
    group_length = struct.unpack_from("<L", data, 140)[0] + len(element) - length
    head = data[:140] + struct.pack("<L", group_length) + data[144:start]
    return head + element + data[start + length :]
