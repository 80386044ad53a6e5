"""How the tests put data sets in order: through their attributes, by the package."""

from collections.abc import Mapping, Sequence

from pydicom.dataset import Dataset

from datasets import reread
from dicom_viewer.pixels.description import describe_pixels
from dicom_viewer.stacks.frame_attributes import (
    FrameAttributes,
    attributes_of_frames,
    instance_attributes,
)
from dicom_viewer.stacks.series_order import Arrangement, arrange
from dicom_viewer.turns import finish


def attributes_of(dataset: Dataset) -> list[FrameAttributes]:
    """Return the attributes of each frame of a data set that was opened as a file."""
    file = reread(dataset)
    instance = instance_attributes(file, describe_pixels(file))
    return finish(attributes_of_frames(file, instance))


def arranged(datasets: Sequence[Dataset], arrival: Sequence[int] | None = None) -> list[list[int]]:
    """Arrange data sets of one frame that arrive in an order; return their places in the list."""
    first = {key: attributes_of(datasets[key])[0] for key in arrival or range(len(datasets))}
    return keys_of(first)


def arrangement_of(datasets: Sequence[Dataset]) -> Arrangement:
    """Arrange data sets of any number of frames, which arrive in their order."""
    frames = [attributes_of(each) for each in datasets]
    return arrange({key: each[0] for key, each in enumerate(frames)}, frames.__getitem__)


def keys_of(first: Mapping[int, FrameAttributes]) -> list[list[int]]:
    """Arrange instances of one frame; return the keys of each series."""
    series = arrange(first, _no_other_frames).series
    assert all(frame == 0 for each in series for _, frame in each)
    return [[key for key, _ in each] for each in series]


def _no_other_frames(key: int) -> list[FrameAttributes]:
    message = f"Instance {key} has one frame."
    raise AssertionError(message)
