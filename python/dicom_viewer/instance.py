"""One opened file: its data set, and the frames of it that are kept."""

import warnings
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import FileDataset

from dicom_viewer.dicom_file import read_dataset
from dicom_viewer.display import prepare_frame
from dicom_viewer.errors import ErrorCode, ViewerError
from dicom_viewer.frame_cache import FrameCache
from dicom_viewer.layer import render_layer
from dicom_viewer.metadata import metadata_of
from dicom_viewer.overlays import describe_overlays
from dicom_viewer.pixel_description import PixelDescription, describe_pixels
from dicom_viewer.pixels import DecodedFrame, decode_frame
from dicom_viewer.rendering import Frame, Rendering, View

_FRAMES_AHEAD = 8


class Instance:
    """A data set with an image, of which one frame is kept ready for rendering.

    Parameters
    ----------
    dataset : pydicom.dataset.FileDataset
        The data set.
    description : PixelDescription
        What `describe_pixels` made of it.
    cache : FrameCache
        Where compressed frames are kept once they are decoded; native ones lie in the data set.

    Attributes
    ----------
    metadata : Mapping[str, Any]
        The data set as the DICOM JSON model (PS3.18 Annex F) without bulk data, and `summary`.
    summary : Mapping[str, Any]
        What a page needs to know of the image, see `metadata.summarise`.
    """

    metadata: Mapping[str, Any]
    summary: Mapping[str, Any]

    def __init__(
        self, dataset: FileDataset, description: PixelDescription, cache: FrameCache
    ) -> None:
        self._dataset = dataset
        self._description = description
        self._cache = cache
        self._prepared: tuple[int, Frame] | None = None
        self._step = 1
        self._overlays = describe_overlays(dataset, description)
        self.metadata = metadata_of(dataset, description, self._overlays)
        self.summary = self.metadata["summary"]

    @classmethod
    def open(cls, data: bytes, cache: FrameCache | None = None) -> "Instance":
        """Read a file; its decoded frames go to a cache, or to one of its own.

        Raises
        ------
        ViewerError
            `not-dicom`, `truncated`, `no-image`, `transfer-syntax`, `decode` or `memory`; all but
            the first with the file's `metadata`.
        """
        dataset, ends_early = read_dataset(data)
        try:
            return cls(dataset, describe_pixels(dataset), cache or FrameCache())
        except ViewerError as error:
            if error.code is ErrorCode.NO_IMAGE and ends_early:
                error.code = ErrorCode.TRUNCATED
                error.message = "The file is cut short, and no image was found in what is there."
            error.metadata = metadata_of(dataset, None)
            raise

    def frame(self, index: int) -> Frame:
        """Return a frame, decoded now or kept from the last call; `index` is clamped.

        Raises
        ------
        ViewerError
            `decode` if the frame can't be decoded.
        """
        index = self._clamp(index)
        if self._prepared is not None:
            shown, frame = self._prepared
            if shown == index:
                return frame
            self._step = 1 if index > shown else -1
            self._prepared = None  # gone before the next one takes its memory
        decoded = self._decoded(index)
        frame = prepare_frame(self._dataset, self._description, index, decoded)
        self._prepared = (index, frame)
        return frame

    def decode_ahead(self) -> bool:
        """Decode a frame that is likely to be asked for next; return whether there was one.

        A frame that can't be decoded without an error or a warning is left for when it is shown,
        so that it is told of then.
        """
        if self._prepared is None:
            return False
        shown, _ = self._prepared
        for distance in range(1, _FRAMES_AHEAD + 1):
            index = shown + distance * self._step
            if index != self._clamp(index) or not self._is_compressed:
                return False
            if not self._cache.has(self, index):
                with warnings.catch_warnings():
                    warnings.simplefilter("error")
                    try:
                        self._decoded(index)
                    except Exception:  # noqa: BLE001 - it comes again when the frame is shown
                        return False
                return self._cache.has(self, index)
        return False

    def drop_frames(self) -> None:
        """Let go of all frames that are kept; those that are asked for later are decoded anew."""
        self._prepared = None
        self._cache.drop(self)

    def render(self, view: View) -> Rendering:
        """Render what a page asks to see.

        Raises
        ------
        ViewerError
            `decode` if the frame can't be decoded.
        """
        return self.frame(view.frame).render(replace(view, frame=self._clamp(view.frame)))

    def render_layer(self, frame: int) -> NDArray[np.uint8]:
        """Render what lies above a frame, see `layer.render_layer`; `frame` is clamped.

        Raises
        ------
        ViewerError
            `decode` if an overlay is embedded in a frame that can't be decoded.
        """
        return render_layer(
            self._dataset,
            self._description,
            self._overlays,
            self._clamp(frame),
            pixel_aspect_ratio=self.summary["pixelAspectRatio"],
        )

    def pixel_at(self, frame: int, x: int, y: int) -> float | tuple[int, ...] | None:
        """Return the modality value, or (red, green, blue), of a pixel; None outside the image."""
        if not (0 <= x < self._description.columns and 0 <= y < self._description.rows):
            return None
        return self.frame(frame).value_at(x, y)

    @property
    def _is_compressed(self) -> bool:
        return self._description.transfer_syntax.is_encapsulated

    def _decoded(self, index: int) -> DecodedFrame:
        """Return a frame from the cache, or decode it."""
        kept = self._cache.get(self, index)
        if kept is not None:
            return kept
        decoded = decode_frame(self._dataset, self._description, index)
        if self._is_compressed:
            self._cache.keep(self, index, decoded)
        return decoded

    def _clamp(self, frame: int) -> int:
        return min(max(frame, 0), self._description.frame_count - 1)
