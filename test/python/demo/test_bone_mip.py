"""`demo/pipelines/bone_mip.py`."""

import numpy as np
import pytest

from bone_mip import bone_mip

VOLUME = np.random.default_rng(3).integers(-200, 600, (9, 6, 7)).astype(np.float32)


@pytest.mark.parametrize(("frame", "slab"), [(4, [3, 4, 5]), (0, [0, 1]), (8, [7, 8])])
def test_bone_of_the_slab_lies_over_the_slice(frame: int, slab: list[int]) -> None:
    shown = bone_mip(VOLUME, VOLUME[frame], frame, slices=3, bone=250)
    assert shown is not None
    for (row, column), value in np.ndenumerate(shown):
        of_bone = [v for v in (float(VOLUME[s, row, column]) for s in slab) if v >= 250]
        assert value == (max(of_bone) if of_bone else VOLUME[frame, row, column])


def test_one_slice_is_the_image() -> None:
    np.testing.assert_array_equal(bone_mip(VOLUME, VOLUME[5], 5, slices=1), VOLUME[5])


def test_changes_nothing_where_there_is_no_volume_or_another_plane() -> None:
    assert bone_mip(None, VOLUME[0], 0) is None
    assert bone_mip(VOLUME, VOLUME[:, 0], 0) is None
