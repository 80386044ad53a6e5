"""Writes Python's side of the wire as JSON: fields of objects, parameters and values of functions.

Types are written as TypeScript's, and names as on the wire.
"""

import inspect
import json
import sys
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from importlib import import_module

from dicom_viewer import bridge
from dicom_viewer.bridge.javascript import JsBuffer
from dicom_viewer.bridge.wire import wire_name
from dicom_viewer.geometry.orientation_letters import EdgeLetters
from dicom_viewer.layers.outline import LayerOutline, LayerPicture, SegmentOutline, SegmentPlace
from dicom_viewer.metadata.tag_context import BinaryLength, TagContext
from dicom_viewer.rendering.mark import Length, Mark, Measurement, Quantity
from dicom_viewer.rendering.picture import CrosshairPlace, ImageGrid, Picture, PictureImage
from dicom_viewer.rendering.pipeline_inputs import ArrayInput, PipelineInputs
from dicom_viewer.rendering.view import CrosshairChoice, View
from dicom_viewer.study.outline import Outline, SeriesOutline

OBJECTS = {
    View: "ViewState",
    CrosshairChoice: "CrosshairChoice",
    Picture: "PythonPicture",
    PictureImage: "PythonImage",
    EdgeLetters: "EdgeLetters",
    ImageGrid: "PlaneGrid",
    CrosshairPlace: "CrosshairPlace",
    Mark: "MarkShape",
    Quantity: "Quantity",
    Length: "LengthReply",
    Measurement: "MeasurementReply",
    Outline: "Outline",
    SeriesOutline: "SeriesOutline",
    LayerOutline: "LayerOutline",
    SegmentOutline: "SegmentOutline",
    LayerPicture: "PythonLayerPicture",
    SegmentPlace: "SegmentPlace",
    BinaryLength: "BinaryLength",
    TagContext: "TagContext",
    ArrayInput: "ArrayInput",
    PipelineInputs: "PipelineInputs",
}
"""Classes with the names of their interfaces in TypeScript."""

REGISTRATIONS = {"register_codecs", "register_file_reader"}
"""The functions that return no reply."""

PRIMITIVES = {
    int: "number",
    float: "number",
    str: "string",
    bool: "boolean",
    type(None): "null",
    JsBuffer: "object",
}


def type_of(hint: object) -> str:
    """Return a type as TypeScript writes it, the members of a union in order of their names."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return " | ".join(sorted({type_of(each) for each in arguments}))
    if origin in (list, tuple, Sequence):
        return f"{type_of(arguments[0])}[]"
    if origin in (Callable, Mapping):
        return "function" if origin is Callable else "object"
    return PRIMITIVES.get(hint) or OBJECTS[hint]


def fields_of(cls: type) -> dict[str, str]:
    """Return the types of a class's fields by their names on the wire."""
    hints = typing.get_type_hints(cls)
    names = [field.name for field in fields(cls)] if is_dataclass(cls) else list(hints)
    return {wire_name(name): type_of(hints[name]) for name in names}


def signature_of(name: str) -> dict[str, object]:
    """Return the parameters of a function with their types, in order, and the type of its value."""
    module = bridge.LATER.get(name)
    owner = import_module(f"dicom_viewer.bridge.{module}") if module else bridge
    function = inspect.unwrap(getattr(owner, name))
    hints = typing.get_type_hints(function)
    parameters = [
        [wire_name(parameter), type_of(hints[parameter])]
        for parameter in inspect.signature(function).parameters
    ]
    return {"parameters": parameters, "value": type_of(hints["return"])}


json.dump(
    {
        "objects": {name: fields_of(cls) for cls, name in OBJECTS.items()},
        "functions": {name: signature_of(name) for name in set(bridge.__all__) - REGISTRATIONS},
    },
    sys.stdout,
)
