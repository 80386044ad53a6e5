"""The fixtures' own JPEG lossless encoder: an independent decoder reads what was encoded."""

import libjpeg
import numpy as np
import pytest

import jpeg_lossless

# of a point transform libjpeg makes white samples; libjpeg-turbo reads those that were encoded
STREAMS = [(name, each) for name, each in jpeg_lossless.streams() if not each.point_transform]


@pytest.mark.parametrize(("name", "stream"), STREAMS)
def test_libjpeg_decodes_the_samples(name: str, stream: jpeg_lossless.Stream) -> None:
    decoded = libjpeg.decode(stream.encode()).reshape(stream.shape)
    np.testing.assert_array_equal(decoded, stream.samples, name)
