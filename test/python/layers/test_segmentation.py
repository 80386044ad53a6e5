"""Segmentations on images of other grids: no voxel is off, and nothing of them is lost."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms
from pydicom.dataset import Dataset

from datasets import item
from dicom_viewer import View, ViewerError
from dicom_viewer.layers import of_study
from dicom_viewer.layers.label_grid import LabelGrid
from dicom_viewer.layers.outline import LayerPicture
from dicom_viewer.layers.pixel_grid import PixelGrid
from dicom_viewer.layers.segmentation import SegmentationReading, segments_of
from dicom_viewer.study.instance import Instance
from dicom_viewer.study.study import Study
from layered import (
    OTHER_FRAME_OF_REFERENCE,
    Grid,
    bytes_of,
    images_of,
    segmentation_of,
)
from reference_layers import labels_at, masks_of
from slices import AXIAL, CORONAL, OBLIQUE, SAGITTAL, enhanced_image, plane_group, position_group

IMAGES = Grid()
"""The images that segmentations are laid on."""

SHIFTS = (0.0, 0.25, 0.47, 0.5, -0.5, 1.25)
"""Parts of a voxel that a segmentation's grid is moved by, along each axis."""


def noise(grid: Grid, segments: int = 3, seed: int = 0) -> NDArray[np.bool_]:
    """Return masks at random, which overlap."""
    return np.random.default_rng(seed).random((*grid.size, segments)) > 0.6


def study_of(*datasets: Dataset) -> Study:
    """Return a study of files."""
    study = Study()
    for index, dataset in enumerate(datasets):
        study.add(index, bytes_of(dataset))
    return study


def grid_of(dataset: Dataset) -> LabelGrid:
    """Return the labels of a segmentation."""
    reading = SegmentationReading(Instance.open(bytes_of(dataset)))
    while reading.missing:
        reading.read_next()
    return reading.grid()


def shown(study: Study, view: View) -> tuple[LayerPicture, list[NDArray[np.integer]]]:
    """Return the picture of the only layer of a study, and its indices on each image."""
    series = study.choose(view.series)
    assert series.prepare(view) == 0
    (outline,) = of_study.layer_outlines(study, view, study)
    written: list[NDArray[np.uint8]] = []
    layer = of_study.layer_of(study, outline.id, 60)
    picture = of_study.layer_picture(layer, study, view, written.append)
    sizes = [(image.rows, image.columns) for _, image in series.images(view)]
    kinds = [np.uint16 if len(table) > 256 else np.uint8 for table in picture.tables]
    return picture, [
        pixels.reshape(-1).view(kind).reshape(size)
        for pixels, kind, size in zip(written, kinds, sizes, strict=True)
    ]


@pytest.mark.parametrize("shift", SHIFTS)
@pytest.mark.parametrize("orientation", [AXIAL, CORONAL, SAGITTAL, OBLIQUE])
def test_no_voxel_is_off_on_stored_frames(shift: float, orientation: tuple[float, ...]) -> None:
    spacing, distance = (1.0, 0.8), 1.6
    origin = np.array(IMAGES.origin) + shift * np.array([spacing[1], spacing[0], distance])
    grid = Grid((7, 14, 16), tuple(origin), orientation, spacing, distance)
    masks = noise(grid)
    study = study_of(*images_of(IMAGES), segmentation_of(grid, masks))
    for frame in range(IMAGES.size[0]):
        picture, (indices,) = shown(study, View(frame))
        expected = labels_at(grid, masks, IMAGES.points(frame))
        np.testing.assert_array_equal(masks_of(indices, picture.tables[0], 3), expected)


@pytest.mark.parametrize("shift", SHIFTS)
@pytest.mark.parametrize("plane", ["axial", "coronal", "sagittal", "mpr"])
def test_no_voxel_is_off_on_planes(shift: float, plane: str) -> None:
    origin = np.array(IMAGES.origin) + shift
    grid = Grid((6, 17, 22), tuple(origin), OBLIQUE, (0.9, 0.7), 1.1)
    masks = noise(grid)
    study = study_of(*images_of(IMAGES), segmentation_of(grid, masks))
    view = View(3, plane=plane)
    picture, indices = shown(study, view)
    for (_, image), drawn, table in zip(
        study.choose(0).images(view), indices, picture.tables, strict=True
    ):
        expected = labels_at(grid, masks, points_of(image.grid, image.rows, image.columns))
        np.testing.assert_array_equal(masks_of(drawn, table, 3), expected)


def points_of(grid: dict[str, object], rows: int, columns: int) -> NDArray[np.float64]:
    """Return where the pixels of a plane lie."""
    y, x = np.mgrid[:rows, :columns][..., np.newaxis] * grid["spacing"]
    return np.array(grid["origin"]) + x * np.array(grid["right"]) + y * np.array(grid["down"])


def test_what_is_anywhere_in_a_slab_is_seen() -> None:
    masks = noise(IMAGES, 2)
    study = study_of(*images_of(IMAGES), segmentation_of(IMAGES, masks))
    view = View(4, plane="axial", slab=2 * IMAGES.distance)
    picture, (indices,) = shown(study, view)
    ((_, image),) = study.choose(0).images(view)
    # the least spacing of the labels' grid is the step
    steps = np.arange(-2, 3)[:, np.newaxis, np.newaxis, np.newaxis] * 0.5
    points = points_of(image.grid, image.rows, image.columns) + steps * np.array([0, 0, 1])
    expected = labels_at(IMAGES, masks, points).any(axis=0)
    np.testing.assert_array_equal(masks_of(indices, picture.tables[0], 2), expected)


def test_a_voxel_reaches_half_a_voxel_beyond_its_centre() -> None:
    grid = Grid((1, 1, 1), (0, 0, 0), spacing=(1.0, 1.0), distance=1.0)
    labels = grid_of(segmentation_of(grid, np.ones((*grid.size, 1), np.bool_)))
    fine = PixelGrid(
        np.array([-0.75, -0.75, 0.49]), np.array([0.05, 0, 0]), np.array([0, 0.05, 0]), 31, 31
    )
    covered = labels.picture(fine).indices > 0
    places = -0.75 + 0.05 * np.arange(31)
    inside = (places > -0.5001) & (places < 0.4999)
    np.testing.assert_array_equal(covered, np.outer(inside, inside))
    assert not (labels.picture(fine.moved(0.02)).indices > 0).any()


def test_empty_frames_that_were_left_out_leave_no_hole_and_no_smear() -> None:
    grid = Grid((9, 6, 5), (0, 0, 0), spacing=(1.0, 1.0), distance=2.0)
    masks = np.zeros((*grid.size, 1), np.bool_)
    masks[[1, 2, 7], 2:4, 1:4] = True  # between 2 and 7 there are no frames
    dataset = segmentation_of(grid, masks)
    assert dataset.NumberOfFrames == 3
    labels = grid_of(dataset)
    heights = np.arange(-1.75, 18, 0.5)
    found = [
        bool((labels.picture(PixelGrid(np.array([0, 0, z]), np.array([1.0, 0, 0]),
        np.array([0, 1.0, 0]), 5, 6)).indices > 0).any())
        for z in heights
    ]  # fmt: skip
    expected = ((heights >= 1) & (heights < 5)) | ((heights >= 13) & (heights < 15))
    assert found == expected.tolist()


def label_map(masks: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Return labels: of segments that overlap, the last."""
    return (masks * np.arange(1, masks.shape[-1] + 1)).max(axis=-1).astype(np.uint8)


def test_a_label_map_is_read() -> None:
    grid = Grid((5, 11, 13), (-9.3, -7.7, 30.6), spacing=(0.7, 0.9), distance=1.75)
    labels = label_map(noise(grid, 5))
    masks = labels[..., np.newaxis] == np.arange(1, 6)
    study = study_of(*images_of(IMAGES), segmentation_of(grid, labels, "LABELMAP"))
    picture, (indices,) = shown(study, View(2))
    expected = labels_at(grid, masks, IMAGES.points(2))
    np.testing.assert_array_equal(masks_of(indices, picture.tables[0], 5), expected)


@pytest.mark.parametrize("kind", ["PROBABILITY", "OCCUPANCY"])
def test_a_fraction_is_told_in_eighths(kind: str) -> None:
    fractions = np.random.default_rng(0).random((*IMAGES.size, 1)).astype(np.float32)
    dataset = segmentation_of(
        IMAGES, fractions, "FRACTIONAL", fractional_type=kind, max_fractional_value=200
    )
    study = study_of(*images_of(IMAGES), dataset)
    picture, (indices,) = shown(study, View(6))
    amounts = np.array([0 if not entry else entry[1] for entry in picture.tables[0]])
    heights = [
        group.PlanePositionSequence[0].ImagePositionPatient[2]
        for group in dataset.PerFrameFunctionalGroupsSequence
    ]
    frame = dataset.pixel_array[int(np.abs(heights - IMAGES.positions[6, 2]).argmin())]
    np.testing.assert_array_equal(amounts[indices], np.rint(frame / 200 * 8) * 255 // 8)


def test_segments_that_overlap_are_both_there() -> None:
    masks = np.zeros((*IMAGES.size, 2), np.bool_)
    masks[:, 2:10, 2:10, 0] = True
    masks[:, 6:14, 6:14, 1] = True
    study = study_of(*images_of(IMAGES), segmentation_of(IMAGES, masks))
    picture, (indices,) = shown(study, View(0))
    assert picture.tables[0][indices[8, 8]] == [1, 255, 2, 255]
    assert picture.tables[0][indices[3, 3]] == [1, 255]
    assert picture.tables[0][indices[12, 12]] == [2, 255]
    assert picture.tables[0][indices[0, 0]] == []


def test_it_lies_on_the_frames_of_an_enhanced_object() -> None:
    grid = Grid((5, 11, 13), (-9.3, -7.7, 30.6), OBLIQUE, spacing=(0.7, 0.9), distance=1.75)
    masks = noise(grid)
    groups = [position_group(position) for position in IMAGES.positions]
    enhanced = enhanced_image(
        groups,
        plane_group(IMAGES.orientation, IMAGES.spacing),
        stored=np.zeros(IMAGES.size, np.uint16),
        FrameOfReferenceUID=segmentation_of(grid, masks).FrameOfReferenceUID,
        Modality="MR",
    )
    study = study_of(enhanced, segmentation_of(grid, masks))
    picture, (indices,) = shown(study, View(5))
    expected = labels_at(grid, masks, IMAGES.points(5))
    np.testing.assert_array_equal(masks_of(indices, picture.tables[0], 3), expected)


def test_what_it_says_of_its_segments_is_told() -> None:
    dataset = segmentation_of(IMAGES, noise(IMAGES, 2), colors=[(50, 40, 30), None])
    first, second = segments_of(dataset)
    assert (first.number, first.label, first.category) == (1, "Organ 1", "Anatomical Structure")
    red, green, blue = (int(first.color[at : at + 2], 16) for at in (1, 3, 5))
    assert np.abs(np.array([red, green, blue]) - to_srgb(50, 40, 30)).max() <= 2
    assert second.color is None


def to_srgb(lightness: float, a: float, b: float) -> NDArray[np.int64]:
    """Return a colour under D50 as Little CMS converts it."""
    lab = bytes([round(lightness * 255 / 100), round(a) % 256, round(b) % 256])
    profiles = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    pixel = Image.frombytes("LAB", (1, 1), lab)
    return np.array(ImageCms.profileToProfile(pixel, *profiles, outputMode="RGB").getpixel((0, 0)))


def test_an_unordered_or_broken_segment_sequence_is_read_as_far_as_it_goes() -> None:
    dataset = item(
        SegmentSequence=[
            item(SegmentNumber=3, SegmentLabel="c"),
            item(SegmentLabel="no number"),
            item(SegmentNumber=1, RecommendedDisplayCIELabValue=[1, 2]),
            item(SegmentNumber=3, SegmentLabel="again"),
        ]
    )
    assert [(each.number, each.label) for each in segments_of(dataset)] == [(3, "c"), (1, "")]


def test_the_middle_of_a_segment_is_in_its_middle_slice() -> None:
    masks = np.zeros((*IMAGES.size, 2), np.bool_)
    masks[2:7, 3:8, 4:11, 1] = True
    study = study_of(*images_of(IMAGES), segmentation_of(IMAGES, masks))
    view = View(0)
    shown(study, view)
    (outline,) = of_study.layer_outlines(study, view, study)
    place = of_study.segment_place(study, view, study, outline.id, 2)
    assert place is not None
    assert place.frame == 4
    np.testing.assert_allclose(place.point, IMAGES.points(4)[5, 7])
    assert of_study.segment_place(study, view, study, outline.id, 1) is None


def test_an_image_of_another_frame_of_reference_has_none() -> None:
    other = segmentation_of(IMAGES, noise(IMAGES), frame_of_reference=OTHER_FRAME_OF_REFERENCE)
    study = study_of(*images_of(IMAGES), other)
    assert of_study.layer_outlines(study, View(), study) == []


def test_alone_it_is_an_image_as_any_other() -> None:
    study = study_of(segmentation_of(IMAGES, noise(IMAGES)))
    assert study.layer_count == 0
    assert len(study.series) == 1
    assert of_study.layer_outlines(study, View(), study) == []


def test_images_come_before_it_whatever_the_numbers_of_the_series_are() -> None:
    segmentation = segmentation_of(IMAGES, noise(IMAGES))
    segmentation.SeriesNumber = 0
    study = study_of(segmentation, *images_of(IMAGES))
    assert [series.title for series in study.series] == ["CT", "Organs"]


def without_positions(dataset: Dataset) -> None:
    for group in dataset.PerFrameFunctionalGroupsSequence:
        del group.PlanePositionSequence


def turned_frame(dataset: Dataset) -> None:
    dataset.PerFrameFunctionalGroupsSequence[1].PlaneOrientationSequence = [
        item(ImageOrientationPatient=[*map(float, CORONAL)])
    ]


def zero_spacing(dataset: Dataset) -> None:
    dataset.SharedFunctionalGroupsSequence[0].PixelMeasuresSequence[0].PixelSpacing = [0, 0]


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (without_positions, "stack-without-position"),
        (zero_spacing, "stack-without-position"),
        (turned_frame, "stack-not-parallel"),
    ],
)
def test_what_lies_nowhere_is_refused(damage: Callable[[Dataset], None], reason: str) -> None:
    dataset = segmentation_of(IMAGES, noise(IMAGES))
    damage(dataset)
    study = study_of(*images_of(IMAGES), dataset)
    (outline,) = of_study.layer_outlines(study, View(), study)
    with pytest.raises(ViewerError, match=reason):
        of_study.layer_of(study, outline.id, 60)


def test_more_frames_than_any_volume_has_are_refused_at_once() -> None:
    grid = Grid((2, 2, 3))
    dataset = segmentation_of(grid, np.ones((*grid.size, 1), np.bool_))
    dataset.NumberOfFrames = 100_000
    dataset.PixelData = bytes(100_000)
    study = study_of(*images_of(grid), dataset)
    (outline,) = of_study.layer_outlines(study, View(), study)
    with pytest.raises(ViewerError, match="stack-without-position"):
        of_study.layer_of(study, outline.id, 60)
