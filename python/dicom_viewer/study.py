"""One opened file: its data set and the frame that was shown last."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydicom.dataset import FileDataset
from pydicom.uid import UID

from dicom_viewer.dataset import read_dataset
from dicom_viewer.display import Frame, Rendering, View, prepare_frame
from dicom_viewer.errors import ErrorCode, ViewerError
from dicom_viewer.metadata import metadata_of
from dicom_viewer.pixel_description import PixelDescription, describe_pixels


class Study:
    """A data set with an image, of which one decoded frame is kept.

    Attributes
    ----------
    metadata : Mapping[str, Any]
        The data set as the DICOM JSON model (PS3.18 Annex F) without bulk data, and `summary`.
    summary : Mapping[str, Any]
        What a page needs to know of the image, see `metadata.summarise`.
    """

    metadata: Mapping[str, Any]
    summary: Mapping[str, Any]

    def __init__(self, dataset: FileDataset, description: PixelDescription) -> None:
        self._dataset = dataset
        self._description = description
        self._prepared: tuple[int, Frame] | None = None
        self.metadata = metadata_of(dataset, description)
        self.summary = self.metadata["summary"]

    @classmethod
    def open(cls, data: bytes) -> "Study":
        """Read a file.

        Raises
        ------
        ViewerError
            `not-dicom`, `truncated`, `no-image`, `transfer-syntax`, `decode` or `memory`; all but
            the first with the file's `metadata`.
        """
        dataset, ends_early = read_dataset(data)
        try:
            return cls(dataset, describe_pixels(dataset))
        except ViewerError as error:
            if error.code is ErrorCode.NO_IMAGE and ends_early:
                error.code = ErrorCode.TRUNCATED
                error.message = "The file is cut short, and no image was found in what is there."
            error.metadata = metadata_of(dataset, None)
            raise

    @property
    def transfer_syntax(self) -> UID:
        """How the data set is encoded."""
        return self._description.transfer_syntax

    def frame(self, index: int) -> Frame:
        """Return a frame, decoded now or kept from the last call; `index` is clamped.

        Raises
        ------
        ViewerError
            `decode` if the frame can't be decoded.
        """
        index = self._clamp(index)
        if self._prepared is None or self._prepared[0] != index:
            self._prepared = None  # gone before the next one takes its memory
            self._prepared = (index, prepare_frame(self._dataset, self._description, index))
        return self._prepared[1]

    def render(self, view: View) -> Rendering:
        """Render what a page asks to see.

        Raises
        ------
        ViewerError
            `decode` if the frame can't be decoded.
        """
        return self.frame(view.frame).render(replace(view, frame=self._clamp(view.frame)))

    def pixel_at(self, frame: int, x: int, y: int) -> float | tuple[int, ...] | None:
        """Return the modality value, or (red, green, blue), of a pixel; None outside the image."""
        if not (0 <= x < self._description.columns and 0 <= y < self._description.rows):
            return None
        return self.frame(frame).value_at(x, y)

    def _clamp(self, frame: int) -> int:
        return min(max(frame, 0), self._description.frame_count - 1)
