"""Display shutters: which pixels they hide, and in which colour (PS3.3 C.7.6.11, C.7.6.15)."""

import warnings

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from datasets import add_overlay, element, image, item
from dicom_viewer import ViewerWarning
from harness import opened, reread
from reference_layer import OVERLAY, expected_layer

SHAPE = (17, 23)

RECTANGLE = {
    "ShutterShape": "RECTANGULAR",
    "ShutterLeftVerticalEdge": 4,
    "ShutterRightVerticalEdge": 20,
    "ShutterUpperHorizontalEdge": 3,
    "ShutterLowerHorizontalEdge": 11,
}
CIRCLE = {
    "ShutterShape": "CIRCULAR",
    "CenterOfCircularShutter": [8, 14],
    "RadiusOfCircularShutter": 5,
}
POLYGON = {
    "ShutterShape": "POLYGONAL",
    "VerticesOfThePolygonalShutter": [2, 3, 5, 21, 16, 18, 9, 9],
}


def shuttered(frames: int | None = None, **elements: object) -> Dataset:
    shape = SHAPE if frames is None else (frames, *SHAPE)
    return image(np.zeros(shape, np.uint8), **elements)


def layer(dataset: Dataset, frame: int = 0) -> NDArray[np.uint8]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return opened(dataset).render_layer(frame)


def seen(dataset: Dataset, frame: int = 0) -> list[list[int]]:
    """Return row and column, from 1, of the pixels that are not hidden."""
    return (np.argwhere(layer(dataset, frame)[..., 3] == 0) + 1).tolist()


def test_the_edges_of_a_rectangle_are_the_outermost_pixels_that_are_seen() -> None:
    places = seen(shuttered(**RECTANGLE))
    assert places[0] == [3, 4]
    assert places[-1] == [11, 20]
    assert len(places) == 9 * 17


def test_a_rectangle_of_one_pixel_leaves_one() -> None:
    edges = {name: 7 for name in RECTANGLE if name.endswith("Edge")}
    assert seen(shuttered(**RECTANGLE | edges)) == [[7, 7]]


@pytest.mark.parametrize("edges", [(-5, 100, -100, 40), (1, 23, 1, 17), (0, 24, 0, 18)], ids=str)
def test_edges_on_or_beyond_the_image_hide_nothing(edges: tuple[int, ...]) -> None:
    names = [name for name in RECTANGLE if name.endswith("Edge")]
    dataset = shuttered(**RECTANGLE | dict(zip(names, edges, strict=True)))
    assert len(seen(dataset)) == 17 * 23


@pytest.mark.parametrize(
    ("center", "radius"),
    [((8, 14), 5), ((1, 1), 10), ((-4, 30), 12), ((9, 9), 0), ((9, 12), 13), ((50, 50), 3)],
    ids=str,
)
def test_a_circle_is_measured_from_the_middle_of_its_pixel(
    center: tuple[int, int], radius: int
) -> None:
    circle = {"CenterOfCircularShutter": list(center), "RadiusOfCircularShutter": radius}
    dataset = shuttered(**CIRCLE | circle)
    np.testing.assert_array_equal(layer(dataset), expected_layer(reread(dataset)))


@pytest.mark.parametrize("spacing", [[2.0, 1.0], [0.5, 1.0], [1.0, 4.0]], ids=str)
def test_a_radius_counts_pixels_along_a_row_whatever_their_shape(spacing: list[float]) -> None:
    dataset = shuttered(**CIRCLE, PixelSpacing=spacing)
    places = seen(dataset)
    assert [column for row, column in places if row == 8] == list(range(9, 20))
    np.testing.assert_array_equal(layer(dataset), expected_layer(reread(dataset)))


@pytest.mark.parametrize(
    "vertices",
    [
        (2, 3, 5, 21, 16, 18, 9, 9),
        (9, 9, 16, 18, 5, 21, 2, 3),
        (1, 1, 1, 23, 17, 23, 17, 1),
        (3, 3, 3, 20, 9, 20, 9, 12, 14, 12, 14, 3),
        (2, 12, 15, 3, 8, 12, 15, 21),
        (-10, -7, 40, 12, -3, 31),
        (5, 5, 5, 15, 5, 9),
        (4, 4, 10, 10, 16, 16),
        (2, 2, 2, 8, 6, 5, 10, 8, 10, 2, 6, 5),
        (100, 1, 100, 20, 120, 10),
    ],
    ids=["convex", "turned", "all", "L", "arrow", "beyond", "flat", "line", "waist", "outside"],
)
def test_a_polygon_is_closed_and_its_edges_are_seen(vertices: tuple[int, ...]) -> None:
    dataset = shuttered(**POLYGON | {"VerticesOfThePolygonalShutter": list(vertices)})
    np.testing.assert_array_equal(layer(dataset), expected_layer(reread(dataset)))


def test_polygons_at_random_are_as_the_reference_says() -> None:
    random = np.random.default_rng(3)
    for _ in range(60):
        vertices = random.integers(-4, 28, 2 * random.integers(3, 9)).tolist()
        dataset = shuttered(**POLYGON | {"VerticesOfThePolygonalShutter": vertices})
        np.testing.assert_array_equal(layer(dataset), expected_layer(reread(dataset)))


def test_what_is_seen_lies_within_all_shapes() -> None:
    shapes = {"ShutterShape": ["RECTANGULAR", "CIRCULAR", "POLYGONAL"]}
    dataset = shuttered(**RECTANGLE | CIRCLE | POLYGON | shapes)
    want = expected_layer(reread(dataset))
    assert 0 < np.count_nonzero(want[..., 3] == 0) < len(seen(shuttered(**CIRCLE)))
    np.testing.assert_array_equal(layer(dataset), want)


def test_the_shape_decides_and_not_what_else_is_there() -> None:
    dataset = shuttered(**CIRCLE | RECTANGLE)
    assert len(seen(dataset)) == 9 * 17


@pytest.mark.parametrize(
    ("p_value", "gray"), [(None, 0), (0, 0), (0x8000, 128), (0x4040, 64), (0xFFFF, 255)]
)
def test_a_p_value_of_16_bits_is_the_gray_of_what_is_hidden(p_value: int | None, gray: int) -> None:
    value = {} if p_value is None else {"ShutterPresentationValue": p_value}
    dataset = shuttered(**RECTANGLE, **value)
    np.testing.assert_array_equal(
        layer(dataset), expected_layer(reread(dataset), shutter_colour=(gray, gray, gray))
    )


@pytest.mark.parametrize(
    ("lightness", "a", "b", "rgb"),
    [
        (0, 0, 0, (0, 0, 0)),
        (100, 0, 0, (255, 255, 255)),
        # the primaries of sRGB under D50, as published with its ICC profile
        (54.2917, 80.8125, 69.8851, (255, 0, 0)),
        (87.8181, -79.2873, 80.9902, (0, 255, 0)),
        (29.5676, 68.2986, -112.0294, (0, 0, 255)),
        (53.5850, 0, 0, (128, 128, 128)),
    ],
    ids=["black", "white", "red", "green", "blue", "gray"],
)
def test_a_cielab_value_is_the_colour_of_what_is_hidden(
    lightness: float, a: float, b: float, rgb: tuple[int, int, int]
) -> None:
    # PS3.3 C.10.7.1.1: 0 to FFFFH are 0 to 100 of L*, and -128 to 127 of a* and b*
    encoded = [round(lightness * 655.35), round((a + 128) * 257), round((b + 128) * 257)]
    dataset = shuttered(
        **RECTANGLE, ShutterPresentationValue=0x8000, ShutterPresentationColorCIELabValue=encoded
    )
    hidden = layer(dataset)[0, 0].astype(int)
    assert np.abs(hidden - (*rgb, 255)).max() <= 1  # what is encoded is rounded too


def test_overlays_lie_above_what_is_hidden() -> None:
    dataset = add_overlay(shuttered(**RECTANGLE), np.eye(*SHAPE))
    rgba = layer(dataset)
    assert tuple(rgba[0, 0]) == OVERLAY
    assert tuple(rgba[0, 1]) == (0, 0, 0, 255)
    np.testing.assert_array_equal(rgba, expected_layer(reread(dataset)))


def test_a_bitmap_hides_the_pixels_of_its_overlay_which_is_not_shown_itself() -> None:
    dataset = shuttered(
        ShutterShape="BITMAP", ShutterOverlayGroup=0x6002, ShutterPresentationValue=0xFFFF
    )
    add_overlay(dataset, np.eye(*SHAPE), group=0x6002)
    add_overlay(dataset, [[1, 1]], origin=(5, 5))
    rgba = layer(dataset)
    assert tuple(rgba[0, 0]) == (255, 255, 255, 255)
    assert tuple(rgba[4, 4]) == OVERLAY
    np.testing.assert_array_equal(rgba, expected_layer(reread(dataset), shutter_colour=(255,) * 3))


def test_a_bitmap_that_is_not_there_hides_nothing_with_a_warning() -> None:
    instance = opened(shuttered(ShutterShape="BITMAP", ShutterOverlayGroup=0x6004))
    with pytest.warns(ViewerWarning, match=r"shutter-overlay-missing \(group=6004\)"):
        assert not instance.render_layer(0).any()


def test_a_frame_has_its_own_shutter_or_the_shared_one() -> None:
    shutter = {name: value for name, value in CIRCLE.items() if name != "ShutterShape"}
    dataset = shuttered(frames=3)
    dataset.SharedFunctionalGroupsSequence = [
        item(FrameDisplayShutterSequence=[item(ShutterShape="CIRCULAR", **shutter)])
    ]
    dataset.PerFrameFunctionalGroupsSequence = [
        item(),
        item(FrameDisplayShutterSequence=[item(**RECTANGLE)]),
        item(),
    ]
    assert opened(dataset).summary["hasShutter"]
    circle, rectangle = seen(shuttered(**CIRCLE)), seen(shuttered(**RECTANGLE))
    assert [seen(dataset, frame) for frame in range(3)] == [circle, rectangle, circle]


def test_the_summary_says_whether_something_is_hidden() -> None:
    assert opened(shuttered(**CIRCLE)).summary["hasShutter"]
    assert not opened(shuttered()).summary["hasShutter"]
    assert not opened(shuttered(ShutterShape="")).summary["hasShutter"]


@pytest.mark.parametrize(
    "elements",
    [
        RECTANGLE | {"ShutterLeftVerticalEdge": 21},
        RECTANGLE | {"ShutterLowerHorizontalEdge": ""},
        {"ShutterShape": "RECTANGULAR"},
        {"ShutterShape": "CIRCULAR"},
        CIRCLE | {"RadiusOfCircularShutter": -1},
        CIRCLE | {"CenterOfCircularShutter": [1]},
        POLYGON | {"VerticesOfThePolygonalShutter": [1, 1, 5, 5]},
        POLYGON | {"VerticesOfThePolygonalShutter": [1, 1, 5, 5, 9]},
        POLYGON | {"VerticesOfThePolygonalShutter": [1, 2] * 5000},
        POLYGON
        | {
            "VerticesOfThePolygonalShutter": element(
                "VerticesOfThePolygonalShutter", "DS", ["1e300", "1", "2", "3", "4", "9e99"]
            )
        },
        {"ShutterShape": "OVAL"},
    ],
    ids=lambda elements: str(elements)[:60],
)
def test_a_shape_that_is_not_given_right_hides_nothing_with_a_warning(elements: dict) -> None:
    instance = opened(shuttered(**elements))
    with pytest.warns(ViewerWarning, match=r"shutter-(ignored|unknown) \(shape=") as caught:
        rgba = instance.render_layer(0)
    assert not rgba.any()
    assert [each.message.code for each in caught] == ["pixels"]


def test_a_broken_shape_leaves_the_others() -> None:
    shapes = {"ShutterShape": ["RECTANGULAR", "CIRCULAR"]}
    instance = opened(shuttered(**RECTANGLE | shapes))
    with pytest.warns(ViewerWarning, match=r"shutter-ignored \(shape=CIRCULAR\)"):
        rgba = instance.render_layer(0)
    assert np.count_nonzero(rgba[..., 3] == 0) == 9 * 17
