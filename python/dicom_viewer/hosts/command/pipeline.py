"""An author's function, run on an image of a study as a page runs it."""

import json
import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from dicom_viewer.hosts.command.arguments import PipelineOrder
from dicom_viewer.hosts.command.settings import SettingError, parsed_settings
from dicom_viewer.layers.of_study import FUSION, layer_of, layer_outlines, layer_picture
from dicom_viewer.pipeline.author_file import AuthorFile
from dicom_viewer.pipeline.controls import Value
from dicom_viewer.pipeline.given import given_inputs
from dicom_viewer.pipeline.images import (
    image_dataset,
    image_values,
    images_of_place,
    stack_size,
)
from dicom_viewer.pipeline.inputs import pipeline_inputs, volume_slice
from dicom_viewer.pipeline.outputs import Result
from dicom_viewer.pipeline.run import Run
from dicom_viewer.rendering.view import View
from dicom_viewer.study.study import Study

T = TypeVar("T")


class PipelineError(Exception):
    """Why an author's function can't be run, with the lines of its file that led to it."""


class Pipeline:
    """An author's function that is ready to be run.

    Parameters
    ----------
    order : PipelineOrder
        What is asked for.

    Raises
    ------
    PipelineError
        If the file can't be read or run, has no such function, or can't be given the settings.
    """

    def __init__(self, order: PipelineOrder) -> None:
        name = order.file.name
        try:
            source = order.file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise PipelineError(f"{order.file} can't be read: {error}.") from error
        self._empty = AuthorFile("", name, source.splitlines())
        self._file = self._tried(lambda: AuthorFile(source, name))
        self._function = self._tried(lambda: self._file.function(order.function))
        self._values = self._settings(order)
        self.printed: list[str] = []
        """What the function has printed and warned of."""

    def run(self, study: Study, view: View, second: Study | None = None) -> Result:
        """Return the last result of a view's first image, with another study's series above it.

        Raises
        ------
        PipelineError
            If the function fails, or returns what is no result.
        ViewerError
            `decode` if a frame can't be decoded, `memory` if there is no room for an input.
        """
        inputs, image, volume = self._inputs(study, view, second)
        run = self._tried(lambda: Run(self._function, inputs, self._values, image, volume))
        result = Result()
        while not run.is_done:
            try:
                result = self._tried(run.advance) or result
            finally:
                self.printed += run.printed
        return result

    def _settings(self, order: PipelineOrder) -> dict[str, Value]:
        try:
            return parsed_settings(order.settings, self._function.signature)
        except SettingError as error:
            raise PipelineError(f"{error}.") from error

    def _inputs(self, study: Study, view: View, second: Study | None) -> "_Inputs":
        names = self._function.signature.inputs
        series = study.choose(view.series)
        series.prepare(replace(view, plane=view.plane or "axial") if "volume" in names else view)
        arrays: list[Any] = []
        found = pipeline_inputs(series, view, names, [], arrays.append)
        inputs: dict[str, Any] = {
            each.name: array for each, array in zip(found.arrays, arrays, strict=True)
        }
        others = {name: getattr(found, name) for name in ("spacing", "affine", "frame", "window")}
        others["points"] = found.points
        if "ds" in inputs:
            others["ds"] = json.loads(inputs.pop("ds").tobytes())
        if found.volume is not None and series.volume is not None:
            voxels = [volume_slice(series.volume, index) for index in range(found.volume[0])]
            inputs["volume"] = np.stack(voxels)
        place = images_of_place(study, view) if {"images", "datasets"} & {*names} else None
        if place is not None and "datasets" in names:
            others["datasets"] = [json.loads(image_dataset(study, each)) for each in place]
        if place is not None and "images" in names and stack_size(study, place):
            inputs["images"] = np.stack([image_values(study, each) for each in place])
        values = _values_above(study, view, second) if second and "second" in names else None
        if values is not None:
            inputs["second"] = values.reshape(found.image)
        for array in inputs.values():
            array.flags.writeable = False
        return inputs | given_inputs(others), found.image, found.volume

    def _tried(self, function: Callable[[], T]) -> T:
        """Return what a function returns, of the author's file.

        Raises
        ------
        PipelineError
            If it raises anything but an interrupt, also what would end Python.
        """
        try:
            return function()
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            raise PipelineError(self._empty.explain(error)) from error


def _values_above(study: Study, view: View, source: Study) -> NDArray[np.float32] | None:
    """Return the values of another study's series at the pixels of a view's first image."""
    outlines = layer_outlines(study, view, source)
    series = [outline.id for outline in outlines if outline.type == FUSION]
    if not series:
        return None
    made: list[NDArray[np.uint8]] = []
    layer_picture(layer_of(source, series[-1], math.inf), study, view, made.append)
    return made[0].view(np.float32)


_Inputs = tuple[dict[str, Any], Any, Any]
"""Inputs by name, the size of the image, and that of the volume."""
