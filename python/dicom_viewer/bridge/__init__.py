"""The functions that JavaScript calls: studies by number, JSON in and out, pixels in buffers.

Only this package knows that there is JavaScript. What its functions take and return is declared for
TypeScript in src/worker/bridge-functions.ts; test/scripts/wire.test.mjs compares both sides.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from dicom_viewer.bridge.calls import (
    add_file,
    close_study,
    decode_ahead,
    drop_caches,
    frames_ahead,
    outline,
    picture,
    pixel_at,
    read_ahead,
    shown_file,
    study_count,
)
from dicom_viewer.bridge.javascript import register_codecs, register_file_reader
from dicom_viewer.bridge.replies import replies

LATER = {
    "colormap_colors": "layer_calls",
    "forget_labels": "layer_calls",
    "forget_processed": "pipeline_calls",
    "image_parts": "pipeline_calls",
    "keep_labels": "layer_calls",
    "keep_processed": "pipeline_calls",
    "layer_picture": "layer_calls",
    "layers": "layer_calls",
    "measure": "measure_calls",
    "pipeline_inputs": "pipeline_calls",
    "segment_place": "layer_calls",
    "tag_context": "tag_calls",
    "tag_names": "tag_calls",
    "thumbnail": "thumbnail_calls",
    "volume_slices": "pipeline_calls",
}
"""Functions that most pages never call, by their module, which is no part of the start image."""

__all__ = [
    "add_file",
    "close_study",
    "colormap_colors",
    "decode_ahead",
    "drop_caches",
    "forget_labels",
    "forget_processed",
    "frames_ahead",
    "image_parts",
    "keep_labels",
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


def __getattr__(name: str) -> Callable[..., str]:
    """Return a function of a module that may have to be fetched: its failure is a reply, too."""
    if name not in LATER:
        raise AttributeError(name)

    @replies
    def call(*arguments: Any) -> Any:  # noqa: ANN401 - as the function has them
        module = import_module(f"dicom_viewer.bridge.{LATER[name]}")
        return getattr(module, name)(*arguments)

    return call
