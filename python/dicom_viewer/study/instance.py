"""One opened file: its data set, and the frames of it that are kept."""

import warnings
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import FileDataset

from dicom_viewer.dataset.elements import text
from dicom_viewer.dataset.file_bytes import FileBytes, FileUnreadable, MemoryBytes
from dicom_viewer.dataset.pixel_data import pixel_data
from dicom_viewer.errors import ErrorCode, ViewerError
from dicom_viewer.file_format.dicom_file import read_dataset
from dicom_viewer.file_format.plain_file import DicomFile
from dicom_viewer.geometry.image_plane import image_plane
from dicom_viewer.geometry.orientation_letters import EdgeLetters, edge_letters
from dicom_viewer.lut.modality_lut import ModalityLut, Rescale, modality_transform
from dicom_viewer.metadata.metadata import json_text_of, metadata_of, summarise
from dicom_viewer.overlays.layer import render_layer
from dicom_viewer.overlays.overlays import describe_overlays
from dicom_viewer.pixels.decoding import DecodedFrame, decode_frame
from dicom_viewer.pixels.description import PixelDescription, describe_pixels
from dicom_viewer.pixels.frame_cache import FrameCache
from dicom_viewer.pixels.photometric import MONOCHROME
from dicom_viewer.rendering.frame import Frame, RenderedFrame
from dicom_viewer.rendering.grayscale_transforms import GrayscaleTransforms, grayscale_transforms
from dicom_viewer.rendering.pipelines import prepare_frame
from dicom_viewer.rendering.view import View
from dicom_viewer.stacks.frame_attributes import (
    FrameAttributes,
    attributes_of_frames,
    frame_attributes,
    instance_attributes,
)
from dicom_viewer.turns import Turns


class Instance:
    """A data set with an image, of which one frame is kept ready for rendering.

    Parameters
    ----------
    dataset : pydicom.dataset.FileDataset
        The data set.
    description : PixelDescription
        What `describe_pixels` made of it.
    cache : FrameCache
        Where frames are kept once they are decoded; native ones only if their file isn't in memory,
        and as long as there is room.

    Attributes
    ----------
    summary : Mapping[str, Any]
        What a page needs to know of the image, see `metadata.summarise`.
    """

    summary: Mapping[str, Any]

    def __init__(
        self, dataset: FileDataset, description: PixelDescription, cache: FrameCache
    ) -> None:
        self._dataset = dataset
        self._description = description
        self._cache = cache
        self._prepared: tuple[int, Frame] | None = None
        self._view: DecodedFrame | None = None
        self._overlays = describe_overlays(dataset, description)
        self._turns = Turns()
        self._instance_attributes = instance_attributes(dataset, description)
        self.summary = summarise(dataset, description, self._overlays)

    @classmethod
    def open(cls, file: FileBytes | bytes, cache: FrameCache | None = None) -> "Instance":
        """Read a file, see `of`.

        Parameters
        ----------
        file : FileBytes | bytes
            The whole file; it is kept.
        cache : FrameCache | None
            Where decoded frames go; None for one of the instance's own.

        Raises
        ------
        ViewerError
            `not-dicom`, `truncated`, `no-image`, `transfer-syntax`, `decode` or `memory`; all but
            the first with the file's `metadata`.
        """
        return cls.of(read_dataset(MemoryBytes(file) if isinstance(file, bytes) else file), cache)

    @classmethod
    def of(cls, file: DicomFile, cache: FrameCache | None = None) -> "Instance":
        """Make an instance of a file that was read, but for its pixel data.

        Those are read frame by frame, when they are asked for.

        Raises
        ------
        ViewerError
            `truncated`, `no-image`, `transfer-syntax`, `decode` or `memory`, with `metadata`.
        """
        dataset, ends_early = file
        try:
            return cls(dataset, describe_pixels(dataset), cache or FrameCache())
        except ViewerError as error:
            metadata = metadata_of(dataset, summarise(dataset, None))
            if error.code is ErrorCode.NO_IMAGE and ends_early:
                cut = ViewerError(ErrorCode.TRUNCATED, "no-image-found")
                cut.metadata = metadata
                raise cut from error
            error.metadata = metadata
            raise

    def frame(self, index: int) -> Frame:
        """Return a frame, decoded now or kept from the last call; `index` is clamped.

        Raises
        ------
        ViewerError
            `decode` if the frame can't be decoded; with the file's `metadata`.
        """
        index = self._clamp(index)
        if self._prepared is not None:
            shown, frame = self._prepared
            if shown == index:
                return frame
            self._prepared = None  # gone before the next one takes its memory
        try:
            decoded = self._decoded(index)
            frame = prepare_frame(self._dataset, self._description, index, decoded)
        except ViewerError as error:
            error.metadata = dict(self.metadata)
            raise
        self._prepared = (index, frame)
        return frame

    def stored_values(self, frame: int) -> NDArray[Any]:
        """Return the stored values of a frame, see `pixels.decode_frame`; `frame` is clamped.

        Raises
        ------
        ViewerError
            `decode` if the frame can't be decoded.
        """
        values, _ = self._decoded(self._clamp(frame))
        return values

    def grayscale_transforms(self, frame: int) -> GrayscaleTransforms:
        """Return what leads from a frame's stored values to gray levels; `frame` is clamped."""
        return grayscale_transforms(self._dataset, self._description, self._clamp(frame))

    def modality(self, frame: int) -> Rescale | ModalityLut:
        """Return what leads from a frame's stored values to modality values."""
        return modality_transform(self._dataset, self._clamp(frame), self._description.stored_range)

    def modality_values(
        self, frame: int, rows: slice, columns: slice
    ) -> NDArray[np.float64] | None:
        """Return the modality values of a part of a frame; None of an image in colour.

        Raises
        ------
        ViewerError
            `decode` if the frame can't be decoded.
        """
        if self._description.photometric_interpretation not in MONOCHROME:
            return None
        stored = self.stored_values(frame)[rows, columns]
        return self.modality(frame).apply(stored).astype(np.float64)

    @property
    def dataset(self) -> FileDataset:
        """The data set."""
        return self._dataset

    @property
    def frame_bytes(self) -> int:
        """How many bytes the stored values of a frame take."""
        size = self._description
        return size.rows * size.columns * size.samples_per_pixel * max(size.bits_allocated // 8, 1)

    def is_to_be_read(self, index: int) -> bool:
        """Return whether a frame needs no decoding, but reading from a file, which takes time."""
        return self._is_native_on_disk and not self._cache.has(self, index)

    @property
    def cache_room(self) -> int:
        """How many bytes of frames can be kept without letting go of others."""
        return self._cache.room

    def is_at_hand(self, index: int) -> bool:
        """Return whether a frame needs no decoding, or has been decoded."""
        return not self._is_compressed or self._cache.has(self, index)

    def decode_ahead(self, index: int) -> bool:
        """Decode a frame before it is asked for; return whether it could be done and is kept.

        A frame that can't be decoded without an error or a warning is left for when it is shown,
        so that it is told of then.
        """
        return self._decoded_quietly(index) is not None and self._cache.has(self, index)

    def keep_frame(self) -> None:
        """Keep the only frame of a native file: planes are soon asked for, and need all at once.

        In a file in memory it is a view, which takes no room; in one on a disk it is at hand now,
        and later it has to be read.
        """
        if self.frame_count > 1 or self._is_compressed:
            return
        if self._is_native_on_disk:
            if self.frame_bytes <= self.cache_room:
                self.decode_ahead(0)
            return
        decoded = self._decoded_quietly(0)
        if decoded is not None and decoded[0].base is not None:
            self._view = decoded

    def release(self) -> None:
        """Let go of the frame that is kept ready."""
        self._prepared = None

    def drop_frames(self) -> None:
        """Let go of all frames that are kept; those that are asked for later are decoded anew."""
        self._prepared = None
        self._cache.drop(self)

    def render(self, view: View) -> RenderedFrame:
        """Render what a page asks to see.

        Raises
        ------
        ViewerError
            `decode` if the frame can't be decoded.
        """
        return self.frame(view.frame or 0).render(view)

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
    def metadata(self) -> Mapping[str, Any]:
        """The data set as the DICOM JSON model (PS3.18 F) without bulk data, and `summary`.

        It is made each time: kept, it would take as much memory as the data set.
        """
        return metadata_of(self._dataset, self.summary)

    @property
    def metadata_text(self) -> str:
        """The `metadata` in JSON, made in turns."""
        others = {"summary": self.summary}
        return self._turns.result("metadata", lambda: json_text_of(self._dataset, others))

    def metadata_text_of(self, frame: int) -> str:
        """Return the data set of a frame in JSON, made in turns: no other's functional groups."""
        frame = self._clamp(frame)
        return self._turns.result(
            f"metadata of {frame}", lambda: json_text_of(self._dataset, {}, frame)
        )

    @property
    def frame_count(self) -> int:
        """How many frames there are."""
        return self._description.frame_count

    @cached_property
    def attributes(self) -> Sequence[FrameAttributes]:
        """What tells each frame from the others of its series, found out in turns."""
        if self.frame_count == 1:
            return [self.first_attributes]
        return self._turns.result(
            "attributes", lambda: attributes_of_frames(self._dataset, self._instance_attributes)
        )

    @cached_property
    def first_attributes(self) -> FrameAttributes:
        """What tells the first frame from others: much sooner known than that of all."""
        return frame_attributes(self._dataset, self._instance_attributes, 0)

    def edge_letters(self, frame: int) -> EdgeLetters | None:
        """Return where a frame's edges lie in the patient, see `orientation_letters`."""
        return edge_letters(self._dataset, frame, image_plane(self._dataset, frame))

    @property
    def is_quadruped(self) -> bool:
        """Whether directions have other names than in people (PS3.3 C.7.6.1.1.1)."""
        return text(self._dataset, "AnatomicalOrientationType") == "QUADRUPED"

    @property
    def series_title(self) -> str:
        """What a user calls its series by: what it is of, else its kind."""
        return text(self._dataset, "SeriesDescription") or text(self._dataset, "Modality")

    @property
    def has_layer(self) -> bool:
        """Whether anything may lie above a frame: overlays or a display shutter."""
        return bool(self.summary["overlays"]) or self.summary["hasShutter"]

    @property
    def _is_compressed(self) -> bool:
        return self._description.transfer_syntax.is_encapsulated

    @cached_property
    def _is_native_on_disk(self) -> bool:
        data = pixel_data(self._dataset, self._description.keyword)
        return not (self._is_compressed or data.in_memory)

    def _decoded_quietly(self, index: int) -> DecodedFrame | None:
        """Return a frame; None if there is an error or a warning, which comes again when shown."""
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                return self._decoded(index)
            except (Exception, FileUnreadable):  # noqa: BLE001 - whatever it is
                return None

    def _decoded(self, index: int) -> DecodedFrame:
        """Return a frame that is kept, or decode it."""
        if self._view is not None:
            return self._view
        kept = self._cache.get(self, index)
        if kept is not None:
            return kept
        decoded = decode_frame(self._dataset, self._description, index)
        fits_in = self._is_native_on_disk and self.frame_bytes <= self._cache.room
        if self._is_compressed or fits_in:
            self._cache.keep(self, index, decoded)
        return decoded

    def _clamp(self, frame: int) -> int:
        return min(max(frame, 0), self._description.frame_count - 1)
