"""Overlay planes: where their points lie, in which bits and on which frames (PS3.3 C.9)."""

import warnings

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.uid import (
    UID,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    JPEGLSLossless,
    RLELossless,
)

import wheel
from datasets import add_overlay, embed_overlay, image
from dicom_viewer import Instance, ViewerWarning
from dicom_viewer.overlays.layer import OVERLAY_COLOUR
from harness import TRANSFER_SYNTAXES, opened, reread, stored_values
from reference_layer import OVERLAY, expected_layer

SHAPE = (7, 11)


def blank(frames: int | None = None, **elements: object) -> Dataset:
    shape = SHAPE if frames is None else (frames, *SHAPE)
    return image(np.zeros(shape, np.uint8), **elements)


def points(*shape: int, seed: int = 1) -> NDArray[np.int64]:
    return np.random.default_rng(seed).integers(0, 2, shape)


def layer(dataset: Dataset, frame: int = 0) -> NDArray[np.uint8]:
    return opened(dataset).render_layer(frame)


def covered(dataset: Dataset, frame: int = 0) -> list[list[int]]:
    """Return row and column, from 1, of the pixels on which something lies."""
    return (np.argwhere(layer(dataset, frame)[..., 3]) + 1).tolist()


@pytest.mark.parametrize("vr", ["OW", "OB"])
@pytest.mark.parametrize("syntax", TRANSFER_SYNTAXES.values(), ids=TRANSFER_SYNTAXES.keys())
def test_points_are_single_bits_from_the_lowest_on_in_any_transfer_syntax(
    syntax: UID, vr: str
) -> None:
    dataset = add_overlay(blank(transfer_syntax=syntax), points(*SHAPE), vr=vr)
    want = expected_layer(reread(dataset))
    assert 0 < np.count_nonzero(want[..., 3]) < np.prod(SHAPE)
    np.testing.assert_array_equal(layer(dataset), want)


def test_a_point_is_opaque_and_elsewhere_is_nothing() -> None:
    plane = np.zeros(SHAPE)
    plane[2, 8] = 1
    rgba = layer(add_overlay(blank(), plane))
    assert tuple(rgba[2, 8]) == OVERLAY
    rgba[2, 8] = 0
    assert not rgba.any()


@pytest.mark.parametrize("image_luminance", [0, 1], ids=["black", "white"])
def test_a_point_stands_out_from_black_and_from_white(image_luminance: int) -> None:
    # relative luminance and contrast of WCAG 2.2, which asks 3:1 of graphics
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in np.array(OVERLAY_COLOUR) / 255
    )
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    low, high = sorted((luminance, image_luminance))
    assert (high + 0.05) / (low + 0.05) >= 3


@pytest.mark.parametrize(
    "origin", [(1, 1), (0, 0), (-2, 4), (5, -3), (7, 11), (8, 1), (-6, 1), (-32768, 32767)], ids=str
)
@pytest.mark.parametrize("size", [(3, 4), (9, 2), (20, 30), (1, 1)], ids=str)
def test_an_overlay_begins_at_its_origin_and_is_cut_off_at_the_image(
    origin: tuple[int, int], size: tuple[int, int]
) -> None:
    dataset = add_overlay(blank(), points(*size), origin=origin)
    np.testing.assert_array_equal(layer(dataset), expected_layer(reread(dataset)))


def test_row_comes_before_column_in_an_origin_and_both_count_from_1() -> None:
    assert covered(add_overlay(blank(), [[1]], origin=(3, 9))) == [[3, 9]]


@pytest.mark.parametrize("origin", [None, [2], ["x", "y"]], ids=["absent", "short", "no numbers"])
def test_without_an_origin_an_overlay_begins_at_the_first_pixel(origin: object) -> None:
    dataset = add_overlay(blank(), [[1]], origin=(2, 2))
    del dataset[0x6000, 0x0050]
    if origin is not None:
        dataset.add_new((0x6000, 0x0050), "US" if origin == [2] else "LO", origin)
    assert covered(dataset) == [[1, 1]]


def test_all_groups_from_6000_to_601e_are_shown_and_no_other() -> None:
    dataset = blank()
    for index in range(18):
        row, column = divmod(index, 11)
        add_overlay(dataset, [[1]], group=0x6000 + 2 * index, origin=(row + 1, column + 1))
    assert covered(dataset) == [[1, column] for column in range(1, 12)] + [
        [2, column] for column in range(1, 6)
    ]


def test_an_overlay_of_one_plane_lies_on_all_frames() -> None:
    dataset = add_overlay(blank(frames=3), [[1]], origin=(4, 4))
    assert [covered(dataset, frame) for frame in range(3)] == [[[4, 4]]] * 3


@pytest.mark.parametrize("image_frame", [None, 1, 2, 4])
@pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, ExplicitVRBigEndian], ids=["le", "be"])
def test_planes_of_77_points_follow_each_other_without_a_gap(
    image_frame: int | None, syntax: UID
) -> None:
    dataset = blank(frames=4, transfer_syntax=syntax)
    add_overlay(dataset, points(3, *SHAPE), image_frame=image_frame)
    for frame in range(4):
        want = expected_layer(reread(dataset), frame)
        np.testing.assert_array_equal(layer(dataset, frame), want)


def test_an_overlay_of_a_single_frame_names_it() -> None:
    dataset = add_overlay(blank(frames=3), [[[1]]], image_frame=2)
    assert [covered(dataset, frame) for frame in range(3)] == [[], [[1, 1]], []]
    del dataset[0x6000, 0x0015]
    assert [covered(dataset, frame) for frame in range(3)] == [[], [[1, 1]], []]


@pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, ExplicitVRBigEndian], ids=["le", "be"])
@pytest.mark.parametrize("signed", [False, True], ids=["unsigned", "signed"])
@pytest.mark.parametrize(
    ("stored", "high_bit", "bit"), [(12, 11, 15), (12, 11, 12), (12, 13, 0), (10, 12, 14)]
)
def test_an_overlay_may_lie_in_unused_bits_of_the_pixel_data(
    syntax: UID, stored: int, high_bit: int, bit: int, *, signed: bool
) -> None:
    cells = stored_values((2, *SHAPE), 16).astype(np.uint16)
    dataset = image(cells, transfer_syntax=syntax, signed=signed)
    dataset.BitsStored, dataset.HighBit = stored, high_bit
    embed_overlay(dataset, bit)
    for frame in range(2):
        want = expected_layer(reread(dataset), frame)
        assert 0 < np.count_nonzero(want[..., 3]) < np.prod(SHAPE)
        np.testing.assert_array_equal(layer(dataset, frame), want)


@pytest.mark.parametrize("syntax", [RLELossless, JPEGLSLossless], ids=["rle", "jpeg-ls"])
def test_an_overlay_may_lie_in_compressed_pixel_data(syntax: UID) -> None:
    cells = stored_values(SHAPE, 16).astype(np.uint16)
    plain = embed_overlay(image(cells, BitsStored=12, HighBit=11), 15)
    want = expected_layer(reread(plain))
    if syntax == RLELossless:
        compressed = image(cells, BitsStored=12, HighBit=11, transfer_syntax=syntax)
    else:
        compressed = image(cells)
        compressed.compress(syntax)
        compressed.BitsStored, compressed.HighBit = 12, 11
    np.testing.assert_array_equal(layer(embed_overlay(compressed, 15)), want)


def test_an_image_is_the_same_with_an_overlay_in_its_unused_bits_and_without() -> None:
    cells = stored_values(SHAPE, 12).astype(np.uint16)
    with_overlay = image(cells | 0x8000, BitsStored=12, HighBit=11)
    embed_overlay(with_overlay, 15)
    without = image(cells, BitsStored=12, HighBit=11)
    for dataset in (with_overlay, without):
        assert opened(dataset).pixel_at(0, 0, 0) == cells[0, 0]


def without_data(dataset: Dataset) -> Dataset:
    del dataset[0x6000, 0x3000]
    return dataset


@pytest.mark.parametrize(
    "dataset",
    [
        without_data(add_overlay(blank(), points(*SHAPE))),
        embed_overlay(blank(), 3),
        embed_overlay(blank(), 8),
        embed_overlay(image(np.zeros((*SHAPE, 3), np.uint8), photometric="RGB"), 7),
        embed_overlay(image(np.zeros(SHAPE, np.float32)), 31),
        add_overlay(blank(), np.zeros((0, 0))),
    ],
    ids=["no data", "stored bit", "no bit", "colour", "float", "no size"],
)
def test_an_overlay_that_holds_nothing_is_left_out_with_a_warning(dataset: Dataset) -> None:
    with pytest.warns(ViewerWarning, match=r"overlay-(empty|size) \(group=6000") as caught:
        instance = opened(dataset)
    assert [each.message.code for each in caught if isinstance(each.message, ViewerWarning)] == [
        "pixels"
    ]
    assert instance.summary["overlays"] == []
    assert not instance.render_layer(0).any()


@pytest.mark.parametrize("length", [0, 2, 8])
@pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, ExplicitVRBigEndian], ids=["le", "be"])
def test_data_that_end_early_are_shown_as_far_as_they_go_with_a_warning(
    length: int, syntax: UID
) -> None:
    dataset = blank(frames=2, transfer_syntax=syntax)
    add_overlay(dataset, np.ones((2, *SHAPE)))
    dataset[0x6000, 0x3000].value = dataset[0x6000, 0x3000].value[: 10 + length]
    with pytest.warns(
        ViewerWarning, match=r"overlay-cut \(group=6000, needed=20, found=1\d\)"
    ) as caught:
        instance = opened(dataset)
    assert len(caught) == 1
    for frame in range(2):
        want = expected_layer(reread(dataset), frame)
        np.testing.assert_array_equal(instance.render_layer(frame), want)


def test_data_may_be_longer_than_the_points() -> None:
    plane = points(*SHAPE)
    dataset = add_overlay(blank(), plane)
    dataset[0x6000, 0x3000].value += b"\xff" * 6
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        rgba = opened(dataset).render_layer(0)
    np.testing.assert_array_equal(rgba[..., 3] == 255, plane == 1)


def test_a_claim_of_billions_of_points_costs_nothing() -> None:
    dataset = add_overlay(blank(frames=2), np.ones((2, *SHAPE)), image_frame=1)
    dataset[0x6000, 0x0010].value = dataset[0x6000, 0x0011].value = 65535
    dataset[0x6000, 0x0015].value = 2**31 - 1
    with pytest.warns(ViewerWarning, match="overlay-cut"):
        instance = opened(dataset)
    # 20 bytes are 160 points of the first row of the first plane
    assert np.count_nonzero(instance.render_layer(0)[..., 3]) == 11
    assert not instance.render_layer(1).any()


def test_an_overlay_needs_an_image() -> None:
    dataset = add_overlay(blank(PixelData=None), points(*SHAPE))
    with pytest.raises(Exception, match="no-image") as caught:
        opened(dataset)
    assert caught.value.code == "no-image"


def test_the_summary_names_the_overlays() -> None:
    dataset = add_overlay(blank(), [[1]], label="CROSSHAIR")
    dataset.add_new((0x6000, 0x0022), "LO", "Where to look")
    embed_overlay(dataset, 7, group=0x6004)
    dataset.BitsStored, dataset.HighBit = 7, 6
    assert opened(dataset).summary["overlays"] == [
        {"type": "G", "label": "CROSSHAIR", "description": "Where to look"},
        {"type": "R", "label": "", "description": ""},
    ]


def test_the_wheels_overlay_is_as_pydicom_unpacks_it() -> None:
    name = "examples_overlay.dcm"
    instance = Instance.open((wheel.FILES / name).read_bytes())
    want = wheel.read(name).overlay_array(0x6000)
    rgba = instance.render_layer(0)
    assert want.any()
    np.testing.assert_array_equal(rgba[..., 3], want * 255)
    assert (rgba[want == 1] == OVERLAY).all()
    assert instance.summary["overlays"][0]["description"] == "Siemens MedCom Object Graphics"


@pytest.mark.filterwarnings("ignore")  # the files are odd on purpose
def test_no_other_file_of_the_wheel_has_a_layer() -> None:
    for name in set(wheel.images()) - {"examples_overlay.dcm"}:
        summary = Instance.open((wheel.FILES / name).read_bytes()).summary
        assert (summary["overlays"], summary["hasShutter"]) == ([], False)


def test_a_frame_out_of_range_is_clamped() -> None:
    dataset = add_overlay(blank(frames=2), [[[1]]], image_frame=2)
    assert covered(dataset, 99) == [[1, 1]]
    assert covered(dataset, -1) == []
