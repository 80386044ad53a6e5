"""The functions that JavaScript calls: studies by number, JSON in and out, pixels in buffers.

Only this package knows that there is JavaScript. What its functions take and return is declared for
TypeScript in src/worker/bridge-functions.ts; test/scripts/wire.test.mjs compares both sides.
"""

from importlib import import_module
from typing import Any

from dicom_viewer.bridge.calls import (
    add_file,
    close_study,
    decode_ahead,
    drop_caches,
    frames_ahead,
    measure,
    outline,
    picture,
    pixel_at,
    read_ahead,
    shown_file,
    study_count,
    tag_context,
    tag_names,
    thumbnail,
)
from dicom_viewer.bridge.javascript import register_codecs, register_file_reader
from dicom_viewer.bridge.layer_calls import (
    colormap_colors,
    layer_picture,
    layers,
    segment_place,
)

__all__ = [
    "add_file",
    "close_study",
    "colormap_colors",
    "decode_ahead",
    "drop_caches",
    "forget_processed",
    "frames_ahead",
    "keep_processed",
    "layer_picture",
    "layers",
    "measure",
    "outline",
    "picture",
    "pipeline_inputs",
    "pixel_at",
    "read_ahead",
    "register_codecs",
    "register_file_reader",
    "segment_place",
    "shown_file",
    "study_count",
    "tag_context",
    "tag_names",
    "thumbnail",
    "volume_slices",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - one of the functions of pipelines
    """Return a function of pipelines: most pages have none, so they aren't in the start image."""
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module("dicom_viewer.bridge.pipeline_calls"), name)
