"""Makes what a tag browser shows beside the elements of an image."""

from collections.abc import Iterator

from pydicom.dataelem import DataElement, RawDataElement
from pydicom.dataset import Dataset

from dicom_viewer.dataset.pixel_data import PixelDataElement
from dicom_viewer.metadata.metadata import json_text_of
from dicom_viewer.metadata.tag_context import BinaryLength, TagContext
from dicom_viewer.rendering.view import View
from dicom_viewer.study.series import Series
from dicom_viewer.turns import finish

_BINARY_VRS = {"OB", "OD", "OF", "OL", "OV", "OW", "UN", "OB or OW"}


def tag_context(series: Series, view: View) -> TagContext:
    """Return what there is beside the elements of the stored frame that is seen in a view.

    The metadata of the frame before are made in turns.
    """
    instance, frame = series.seen(view)
    instance_before, frame_before = series.seen_before(view) or (None, None)
    has_other = instance_before is not None and instance_before is not instance
    file_meta = getattr(instance.dataset, "file_meta", None) or Dataset()
    return TagContext(
        file_meta=finish(json_text_of(file_meta, {})),
        binary_lengths=[*_binary_lengths(file_meta), *_binary_lengths(instance.dataset)],
        frame=frame,
        frame_before=frame_before,
        before=instance_before.metadata_text if instance_before and has_other else None,
    )


def _binary_lengths(dataset: Dataset) -> Iterator[BinaryLength]:
    for tag in sorted(dataset.keys()):
        element = dataset.get_item(tag, keep_deferred=True)
        length = _length(element) if str(element.VR) in _BINARY_VRS else 0
        if length > 0:
            yield BinaryLength(f"{tag:08X}", length)


def _length(element: DataElement | RawDataElement) -> int:
    if isinstance(element, PixelDataElement):
        return element.data.size  # which isn't read
    return len(element.value) if isinstance(element.value, bytes) else 0
