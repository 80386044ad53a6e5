"""A stack's slices, read one after the other."""

import numpy as np
import pytest
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate
from pydicom.uid import RLELossless

from datasets import file_bytes, lut_item
from dicom_viewer import Instance, ViewerError
from dicom_viewer.study.stack_volume import StackVolume
from planes import SLICES, VOLUMES, scan_of


def reading(slices: list[Dataset]) -> StackVolume:
    instances = [Instance.open(file_bytes(dataset)) for dataset in slices]
    planes = [instance.first_attributes.plane for instance in instances]
    assert None not in planes
    return StackVolume([(instance, 0) for instance in instances], planes)


def test_slices_are_read_until_none_is_missing() -> None:
    slices = VOLUMES["axial"].slices()
    stack = reading(slices)
    for missing in range(SLICES, 0, -1):
        assert stack.missing == missing
        stack.read_next()
    assert stack.missing == 0
    volume = stack.volume()
    np.testing.assert_array_equal(np.stack(volume.slices), scan_of(slices).voxels)
    assert {pixels.dtype for pixels in volume.slices} == {np.dtype(np.int16)}


def test_values_are_kept_as_they_are_stored_with_the_rescale_of_each_slice() -> None:
    slices = VOLUMES["axial"].slices()
    for index, dataset in enumerate(slices):
        dataset.RescaleSlope, dataset.RescaleIntercept = str(1 + index), str(-index)
    stack = reading(slices)
    while stack.missing:
        stack.read_next()
    volume = stack.volume()
    assert volume.slopes.tolist() == [1 + index for index in range(SLICES)]
    assert volume.intercepts.tolist() == [-index for index in range(SLICES)]
    assert volume.slices[3].dtype == np.int16


def test_a_modality_lut_is_applied_at_once() -> None:
    slices = VOLUMES["axial"].slices()
    table = np.arange(2200)[::-1] * 5
    for dataset in slices:
        dataset.ModalityLUTSequence = [lut_item(table)]
    stack = reading(slices)
    stack.read_next()
    stored = np.frombuffer(slices[0].PixelData, np.int16).clip(0)
    pixels, *_ = stack._slices[0]  # noqa: SLF001 - the rest isn't read
    np.testing.assert_array_equal(pixels.reshape(-1), table[stored])


def test_a_slice_that_cannot_be_decoded_is_an_error_each_time() -> None:
    slices = VOLUMES["axial"].slices(transfer_syntax=RLELossless)
    slices[1].PixelData = encapsulate([b"\xff" * 64])
    stack = reading(slices)
    stack.read_next()
    for _ in range(2):
        with pytest.raises(ViewerError) as raised:
            stack.read_next()
        assert raised.value.code == "decode"
        assert stack.missing == SLICES - 1
