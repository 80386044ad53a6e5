"""Palettes that colour a part of a grayscale image (PS3.3 C.7.6.19 and C.8.16.2.1.1.1)."""

import numpy as np
import pytest
from pydicom.uid import ExplicitVRBigEndian

from datasets import image, item, palette
from dicom_viewer import View, ViewerWarning
from harness import TRANSFER_SYNTAXES, expected, opened, shown

COLOURS = np.array([(255, 0, 0), (0, 255, 0), (0, 0, 255), (9, 8, 7)])


@pytest.mark.parametrize("syntax", ["implicit", "explicit", "big-endian", "rle"])
@pytest.mark.parametrize("view", [View(), View(colormap="hot", invert=True)], ids=["gray", "hot"])
@pytest.mark.parametrize(
    ("bits", "first", "dtype"),
    [(8, 0, "u1"), (16, 100, "u1"), (8, 100, "i2"), (16, 100, "i2"), (8, -5, "i1")],
)
@pytest.mark.parametrize("elements", [{}, {"WindowCenter": 40, "WindowWidth": 90}])
def test_a_supplemental_palette_colours_what_is_not_below_it(  # noqa: PLR0913
    *, elements: dict, first: int, dtype: str, bits: int, view: View, syntax: str
) -> None:
    uid = TRANSFER_SYNTAXES[syntax]
    entries = COLOURS * (257 if bits == 16 else 1)
    dataset = image(
        np.arange(-20, 107, dtype=np.int16).reshape(1, 127).astype(dtype),
        transfer_syntax=uid,
        PixelPresentation="COLOR",
        RescaleSlope=2,
        RescaleIntercept=-7,
        **elements,
        **palette(entries, first=first, bits=bits, big_endian=uid == ExplicitVRBigEndian),
    )
    want = expected(dataset, colormap=view.colormap, invert=view.invert)
    np.testing.assert_array_equal(shown(dataset, view), want)
    assert shown(dataset, view)[0, -1, :3].tolist() == [9, 8, 7]


def test_the_gray_range_leaves_coloured_values_out() -> None:
    stored = np.array([[0, 10, 20, 100, 101]], np.uint8)
    dataset = image(stored, PixelPresentation="MIXED", **palette(COLOURS, first=100, bits=8))
    rgb = shown(dataset)[0, :, :3].tolist()
    assert rgb == [[0, 0, 0], [128, 128, 128], [255, 255, 255], [255, 0, 0], [0, 255, 0]]
    np.testing.assert_array_equal(shown(dataset), expected(dataset))
    assert opened(dataset).pixel_at(0, 3, 0) == 100


@pytest.mark.parametrize("presentation", [None, "MONOCHROME", "TRUE_COLOR"])
@pytest.mark.parametrize("photometric", ["MONOCHROME1", "MONOCHROME2"])
def test_a_palette_that_no_pixel_presentation_asks_for_is_not_applied(
    photometric: str, presentation: str | None
) -> None:
    stored = np.arange(20, dtype=np.uint8).reshape(4, 5)
    dataset = image(stored, photometric=photometric, **palette(COLOURS, first=3, bits=8))
    plain = image(stored, photometric=photometric)
    if presentation:
        dataset.PixelPresentation = presentation
    np.testing.assert_array_equal(shown(dataset), expected(plain))


@pytest.mark.parametrize("kind", ["MRImage", "CTImage", "PET"])
def test_a_frame_says_for_itself_whether_it_has_colour(kind: str) -> None:
    stored = np.arange(3 * 20, dtype=np.uint8).reshape(3, 4, 5)
    dataset = image(stored, PixelPresentation="MIXED", **palette(COLOURS, first=10, bits=8))
    dataset.PerFrameFunctionalGroupsSequence = [
        item(**{f"{kind}FrameTypeSequence": [item(PixelPresentation=presentation)]})
        for presentation in ("COLOR", "MONOCHROME", "COLOR")
    ]
    for frame in range(3):
        np.testing.assert_array_equal(shown(dataset, View(frame)), expected(dataset, frame))
    assert (np.ptp(shown(dataset, View(1))[..., :3], axis=-1) == 0).all()


def test_a_broken_supplemental_palette_leaves_the_grays() -> None:
    dataset = image(
        np.array([[0, 1, 2]], np.uint8), PixelPresentation="COLOR", **palette(COLOURS, bits=8)
    )
    del dataset.GreenPaletteColorLookupTableData
    instance = opened(dataset)
    with pytest.warns(ViewerWarning, match="lut-ignored"):
        rendering = instance.render(View())
    assert rendering.rgba[0, :, 0].tolist() == [0, 128, 255]
