"""Labels of a volume's own voxels on its frames, planes and slabs: no voxel is off."""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from dicom_viewer import View
from dicom_viewer.layers import of_study
from dicom_viewer.layers.outline import SegmentPlace
from dicom_viewer.layers.volume_labels import volume_labels
from dicom_viewer.rendering.view import CrosshairChoice
from dicom_viewer.study.study import Study
from layered import FRAME_OF_REFERENCE, bytes_of
from reference_layers import TIE, masks_of
from slices import AXIAL, CORONAL, OBLIQUE, SAGITTAL, normal_of, slice_image

LABELS = 4
TURNED = CrosshairChoice(axes=((0.8, 0.6, 0.0), (-0.6, 0.8, 0.0), (0.0, 0.0, 1.0)))


@dataclass(frozen=True)
class Scan:
    """Slices at `offsets` in mm along their normal, each moved down by `shear` times as much.

    `missing` says after which of them others are missing.
    """

    orientation: tuple[float, ...] = AXIAL
    offsets: tuple[float, ...] = (0.0, 1.25, 2.5, 3.75, 5.0, 6.25, 7.5)
    shear: float = 0.0
    missing: tuple[int, ...] = ()
    thicknesses: tuple[float, ...] = ()
    spacing: tuple[float, float] = (0.75, 0.5)
    size: tuple[int, int] = (12, 15)

    @property
    def positions(self) -> NDArray[np.float64]:
        """*Image Position (Patient)* of each slice."""
        down = np.array(self.orientation[3:])
        way = normal_of(self.orientation) + self.shear * down
        return np.array([-10.0, -8.0, 30.0]) + np.outer(self.offsets, way)

    def images(self, series: int = 1, **elements: object) -> list[Dataset]:
        """Return the slices, the last one first."""
        thicknesses = self.thicknesses or (None,) * len(self.offsets)
        common = {
            "SeriesInstanceUID": f"{FRAME_OF_REFERENCE}.{series}",
            "SeriesNumber": series,
            "FrameOfReferenceUID": FRAME_OF_REFERENCE,
            **elements,
        }
        return [
            slice_image(
                position,
                self.orientation,
                self.spacing,
                size=self.size,
                InstanceNumber=len(self.offsets) - index,
                **({} if thickness is None else {"SliceThickness": thickness}),
                **common,
            )
            for index, (position, thickness) in enumerate(
                zip(self.positions, thicknesses, strict=True)
            )
        ]

    def noise(self, seed: int = 0) -> NDArray[np.uint8]:
        """Return labels at random."""
        shape = (len(self.offsets), *self.size)
        return np.random.default_rng(seed).integers(0, LABELS + 1, shape).astype(np.uint8)

    def nearest(self, labels: NDArray[np.uint8], points: NDArray[np.float64]) -> NDArray[np.uint8]:
        """Return the labels at points (..., 3), slice by slice; 0 outside."""
        heights = points @ normal_of(self.orientation) - self.positions[0] @ normal_of(
            self.orientation
        )
        usual = float(np.median(np.diff(self.offsets)))
        found = np.zeros(points.shape[:-1], np.uint8)
        right, down = np.array(self.orientation[:3]), np.array(self.orientation[3:])
        for index, (offset, position) in enumerate(zip(self.offsets, self.positions, strict=True)):
            low = offset - self._half(index - 1, usual)
            high = offset + self._half(index, usual)
            column = np.floor((points - position) @ right / self.spacing[1] + 0.5 + TIE).astype(int)
            row = np.floor((points - position) @ down / self.spacing[0] + 0.5 + TIE).astype(int)
            raised = heights + TIE * usual
            inside = (low <= raised) & (raised < high) & (column >= 0) & (row >= 0)
            inside &= (row < self.size[0]) & (column < self.size[1])
            found[inside] = labels[index, row[inside], column[inside]]
        return found

    def _half(self, index: int, usual: float) -> float:
        """Return how far a slice reaches towards the next of an index, or that towards it."""
        if not 0 <= index < len(self.offsets) - 1 or index in self.missing:
            return usual / 2
        return (self.offsets[index + 1] - self.offsets[index]) / 2


UNEQUAL = (0.0, 1.0, 1.75, 2.75, 4.25, 5.0)

SCANS = {
    "axial": Scan(),
    "coronal": Scan(CORONAL),
    "sagittal": Scan(SAGITTAL),
    "oblique": Scan(OBLIQUE),
    "of unequal slices": Scan(offsets=UNEQUAL),
    "with slices missing": Scan(offsets=(0.0, 1.25, 2.5, 6.25, 7.5), missing=(2,)),
    "of thin slices and thick ones": Scan(
        offsets=(0.0, 1.0, 2.0, 3.0, 4.5, 6.5), thicknesses=(1.0, 1.0, 1.0, 1.0, 2.0, 2.0)
    ),
    "of a tilted gantry": Scan((1.0, 0.0, 0.0, 0.0, 0.96, -0.28), shear=0.28 / -0.96),
    "oblique, unequal and sheared": Scan(OBLIQUE, offsets=UNEQUAL, shear=0.2),
}

VIEWS = {
    "axial": View(2, plane="axial"),
    "coronal": View(5, plane="coronal"),
    "sagittal": View(7, plane="sagittal"),
    "all three": View(plane="mpr"),
    "all three, turned": View(plane="mpr", crosshair=TURNED),
    "turned": View(None, plane="coronal", crosshair=TURNED),
}


def study_of(*datasets: Dataset) -> Study:
    """Return a study of files."""
    study = Study()
    for index, dataset in enumerate(datasets):
        study.add(index, bytes_of(dataset))
    return study


def drawn(study: Study, view: View) -> list[NDArray[np.integer]]:
    """Return the labels on each image of a view; none where they aren't over it."""
    series = study.choose(view.series)
    assert series.prepare(view) == 0
    written: list[NDArray[np.uint8]] = []
    layer = of_study.layer_of(study, "made", 60)
    picture = of_study.layer_picture(layer, study, view, written.append)
    images = [image for _, image in series.images(view)][: len(written)]
    found = []
    for image, pixels, table in zip(images, written, picture.tables, strict=True):
        masks = masks_of(pixels.reshape(image.rows, image.columns), table, LABELS)
        assert masks.sum(axis=-1).max() <= 1
        found.append((masks * np.arange(1, LABELS + 1)).sum(axis=-1))
    return found


def kept(study: Study, labels: NDArray[np.uint8]) -> None:
    """Keep labels of a study's first series."""
    study.kept["made"] = volume_labels(study.series[0], labels)


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("scan", SCANS.values(), ids=SCANS)
@pytest.mark.filterwarnings("ignore")
def test_no_voxel_is_off_on_planes(scan: Scan, view: View) -> None:
    study = study_of(*scan.images())
    labels = scan.noise()
    kept(study, labels)
    found = drawn(study, view)
    planes = [image for _, image in study.choose(0).images(view)]
    assert len(found) == len(planes) == (3 if view.plane == "mpr" else 1)
    for image, indices in zip(planes, found, strict=True):
        points = points_of(image.grid, image.rows, image.columns)
        np.testing.assert_array_equal(indices, scan.nearest(labels, points))
    assert any(indices.any() for indices in found)


def points_of(grid: dict[str, object], rows: int, columns: int) -> NDArray[np.float64]:
    """Return where the pixels of a plane lie."""
    y, x = np.mgrid[:rows, :columns][..., np.newaxis] * grid["spacing"]
    return np.array(grid["origin"]) + x * np.array(grid["right"]) + y * np.array(grid["down"])


@pytest.mark.parametrize("scan", SCANS.values(), ids=SCANS)
def test_a_stored_frame_has_the_labels_of_its_slice(scan: Scan) -> None:
    study = study_of(*scan.images())
    labels = scan.noise()
    kept(study, labels)
    for frame, (instance, _) in enumerate(study.series[0].frames):
        position = np.array(instance.dataset.ImagePositionPatient, np.float64)
        (index,) = np.flatnonzero(np.abs(scan.positions - position).max(axis=1) < 1e-6)
        np.testing.assert_array_equal(drawn(study, View(frame)), [labels[index]])


def test_what_is_anywhere_in_a_slab_is_seen() -> None:
    scan = Scan()
    study = study_of(*scan.images())
    labels = scan.noise()
    kept(study, labels)
    view = View(4, plane="axial", slab=2.5)
    series = study.choose(0)
    assert series.prepare(view) == 0
    ((_, image),) = series.images(view)
    picture = study.kept["made"].picture(of_study._pixel_grids(series, view)[0], 2.5)  # noqa: SLF001
    # each slice that is in the slab, at one height or more
    points = points_of(image.grid, image.rows, image.columns)
    steps = [
        scan.nearest(labels, points + np.array([0, 0, z])) for z in (-1.25, -0.7, 0.0, 0.5, 1.25)
    ]
    for label in range(1, LABELS + 1):
        covered = masks_of(picture.indices, picture.table, LABELS)[..., label - 1]
        np.testing.assert_array_equal(covered, np.any([each == label for each in steps], axis=0))


def test_labels_may_be_any_number_of_16_bits() -> None:
    scan = Scan()
    study = study_of(*scan.images())
    labels = np.zeros((len(scan.offsets), *scan.size), np.uint16)
    labels[3, 4, 5], labels[3, 4, 6] = 65535, 300
    layer = volume_labels(study.series[0], labels)
    series = study.series[0]
    grids = [of_study._pixel_grids(series, View(frame))[0] for frame in range(7)]  # noqa: SLF001
    tables = [layer.picture(grid).table for grid in grids]
    assert tables.count([[]]) == 6
    assert [[], [300, 255], [65535, 255]] in tables


def test_the_middle_of_a_label_is_the_voxel_nearest_to_the_middle_of_its_middle_slice() -> None:
    scan = Scan(OBLIQUE)
    study = study_of(*scan.images())
    labels = np.zeros((len(scan.offsets), *scan.size), np.uint8)
    labels[1:6, 2:5, 6:11] = 2
    labels[3, 3, 8] = 1  # the middle of the box is another label's
    kept(study, labels)
    place = of_study.segment_place(study, View(), study, "made", 2)
    assert isinstance(place, SegmentPlace)
    right, down = np.array(OBLIQUE[:3]), np.array(OBLIQUE[3:])
    away = np.array(place.point) - scan.positions[3]
    voxel = [away @ right / scan.spacing[1], away @ down / scan.spacing[0]]
    assert np.round(voxel, 6).tolist() in ([7, 3], [9, 3], [8, 2], [8, 4])
    instance, _ = study.series[0].frames[place.frame]
    np.testing.assert_allclose(
        np.array(instance.dataset.ImagePositionPatient, float), scan.positions[3]
    )
    assert of_study.segment_place(study, View(), study, "made", 3) is None


def test_labels_are_over_no_other_series() -> None:
    scan = Scan()
    study = study_of(*scan.images(), *scan.images(series=2))
    kept(study, scan.noise())
    assert len(drawn(study, View(3))) == 1
    assert drawn(study, View(3, series=1)) == []
    assert drawn(study, View(3, series=1, plane="mpr")) == []


def test_labels_of_a_volume_that_has_changed_since_lie_over_nothing() -> None:
    scan = Scan()
    study = study_of(*scan.images())
    labels = scan.noise()
    for another in (labels[:6], labels.swapaxes(1, 2)):
        kept(study, another)
        assert drawn(study, View(3)) == drawn(study, View(3, plane="mpr")) == []
        assert of_study.segment_place(study, View(), study, "made", 1) is None
    kept(study, labels)
    study.add(7, bytes_of(Scan(offsets=(8.75,)).images()[0]))
    study.arrange()
    assert drawn(study, View(3)) == drawn(study, View(3, plane="mpr")) == []


def test_labels_stay_when_what_can_be_made_again_is_dropped() -> None:
    scan = Scan()
    study = study_of(*scan.images())
    labels = scan.noise()
    kept(study, labels)
    study.drop_frames()
    assert drawn(study, View(2, plane="coronal"))[0].any()
    assert np.shares_memory(study.kept["made"].boxes[0].ranks, labels)
