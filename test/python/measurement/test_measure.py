"""What is measured of marks, on files with unequal spacings, magnification, rescale and regions."""

import math
import statistics

import numpy as np
import pytest
from pydicom.dataset import Dataset

from datasets import file_bytes, image, reread
from dicom_viewer import Study, View
from dicom_viewer.measurement.measure import measure
from dicom_viewer.rendering.mark import Length, Mark, Measurement, Quantity
from dicom_viewer.rendering.view import CrosshairChoice
from planes import VOLUMES, scan_of
from reference import modality_values
from ultrasound import region

STORED = np.random.default_rng(5).integers(-1000, 2000, (21, 17), np.int16)

UNEQUAL = {"PixelSpacing": [0.8, 0.5]}


def ct(**elements: object) -> Dataset:
    """Make an image of which each pixel has a value of its own."""
    rescale = {"RescaleSlope": 2.5, "RescaleIntercept": -1000}
    all_elements = {"Modality": "CT", **rescale, **UNEQUAL, **elements}
    return image(STORED, **{name: each for name, each in all_elements.items() if each is not None})


def study_of(*datasets: Dataset) -> Study:
    """Open data sets as a study."""
    study = Study()
    for index, dataset in enumerate(datasets):
        study.add(index, file_bytes(dataset))
    return study


def measured(dataset: Dataset, kind: str, *points: tuple[float, ...]) -> Measurement:
    """Measure one mark on an image."""
    return measure(study_of(dataset).choose(0), View(), 0, [Mark(kind, points)])[0]


class TestOnAStoredFrame:
    """Marks in pixels."""

    def test_a_length_counts_rows_and_columns_by_their_spacings(self) -> None:
        length = measured(ct(), "length", (2, 3), (8, 11)).length
        assert length == Length(pytest.approx(math.hypot(6 * 0.5, 8 * 0.8)), "mm", "PixelSpacing")

    def test_a_length_is_smaller_in_the_patient_than_at_the_detector(self) -> None:
        elements = {"ImagerPixelSpacing": [0.2, 0.1], "PixelSpacing": [0.2, 0.1]}
        dataset = ct(EstimatedRadiographicMagnificationFactor=1.25, **elements)
        length = measured(dataset, "length", (0, 0), (3, 4)).length
        at_detector = math.hypot(3 * 0.1, 4 * 0.2)
        assert length == Length(pytest.approx(at_detector / 1.25), "mm", "ImagerPixelSpacing")

    def test_a_length_without_a_spacing_is_in_pixels(self) -> None:
        dataset = ct(PixelSpacing=None, PixelAspectRatio=[1, 2])
        assert measured(dataset, "length", (0, 0), (3, 4)).length == Length(5.0, "px", None)

    def test_an_angle_is_one_in_mm(self) -> None:
        angle = measured(ct(), "angle", (8, 1), (0, 1), (8, 6)).angle
        assert angle == Quantity(pytest.approx(45.0), "°")  # 8 × 0.5 mm along, 5 × 0.8 mm down

    def test_an_angle_without_a_spacing_is_as_it_is_seen(self) -> None:
        dataset = ct(PixelSpacing=None, PixelAspectRatio=[1, 2])
        angle = measured(dataset, "angle", (4, 0), (0, 0), (4, 8)).angle
        assert angle == Quantity(pytest.approx(45.0), "°")

    def test_a_cobb_angle_is_one_in_mm(self) -> None:
        angle = measured(ct(), "cobb", (0, 0), (8, 0), (8, 10), (0, 15)).angle
        assert angle == Quantity(pytest.approx(45.0), "°")

    @pytest.mark.parametrize(
        ("kind", "points"),
        [
            ("rectangle", [(2.2, 3.7), (11.4, 15.1)]),
            ("ellipse", [(2.2, 3.7), (14.4, 19.1)]),
            ("polygon", [(1.1, 2.3), (13.7, 4.2), (9.2, 19.5), (6.6, 8.1)]),
        ],
    )
    def test_a_region_has_the_statistics_of_the_values_inside(
        self, kind: str, points: list[tuple[float, float]]
    ) -> None:
        dataset = ct()
        values = modality_values(reread(dataset))
        found = [
            float(values[row, column])
            for row in range(21)
            for column in range(17)
            if _holds(kind, points, column + 0.5, row + 0.5)
        ]
        measurement = measured(dataset, kind, *points)
        assert measurement.count == len(found)
        assert measurement.mean == pytest.approx(statistics.fmean(found))
        assert measurement.standard_deviation == pytest.approx(statistics.pstdev(found))
        assert (measurement.minimum, measurement.maximum) == (min(found), max(found))
        assert measurement.unit == "HU"

    def test_the_area_is_that_of_the_shape_and_not_of_its_pixels(self) -> None:
        rectangle = measured(ct(), "rectangle", (1, 1), (3.3, 2.2))
        assert rectangle.area == Quantity(pytest.approx(2.3 * 0.5 * 1.2 * 0.8), "mm²")
        ellipse = measured(ct(), "ellipse", (1, 1), (5, 4))
        assert ellipse.area == Quantity(pytest.approx(math.pi * 2 * 0.5 * 1.5 * 0.8), "mm²")
        triangle = measured(ct(PixelSpacing=None), "polygon", (0, 0), (4, 0), (4, 3))
        assert triangle.area == Quantity(6.0, "px²")

    def test_a_region_beyond_the_image_counts_what_is_in_it(self) -> None:
        assert measured(ct(), "rectangle", (-5, -5), (2, 3)).count == 6
        outside = measured(ct(), "rectangle", (-5, -5), (-2, -3))
        assert outside == Measurement(count=0, unit="HU", area=Quantity(pytest.approx(2.4), "mm²"))

    def test_a_probe_has_the_value_of_its_pixel(self) -> None:
        value = float(STORED[7, 4]) * 2.5 - 1000
        probe = measured(ct(), "probe", (4.99, 7.01))
        assert probe == Measurement(
            mean=value, standard_deviation=0.0, minimum=value, maximum=value, count=1, unit="HU"
        )
        assert measured(ct(), "probe", (17.0, 7.0)) == Measurement(count=0, unit="HU")

    def test_values_that_are_no_numbers_dont_count(self) -> None:
        stored = np.arange(12, dtype=np.float32).reshape(3, 4)
        stored[1, 1] = np.nan
        measurement = measured(image(stored), "rectangle", (0, 0), (4, 3))
        assert measurement.count == 11
        assert measurement.mean == pytest.approx((66 - 5) / 11)
        assert measurement.unit == ""

    def test_a_region_of_colours_has_an_area_alone(self) -> None:
        dataset = image(np.zeros((9, 9, 3), np.uint8), photometric="RGB", **UNEQUAL)
        area = Quantity(pytest.approx(1.6), "mm²")
        assert measured(dataset, "rectangle", (1, 1), (3, 3)) == Measurement(area=area)

    def test_an_ultrasound_region_gives_the_scale_where_the_mark_lies(self) -> None:
        regions = [region((0, 0, 7, 20)), region((8, 0, 16, 20), PhysicalUnitsXDirection=4)]
        dataset = ct(Modality="US", PixelSpacing=None, SequenceOfUltrasoundRegions=regions)
        length = measured(dataset, "length", (1, 1), (4, 5)).length
        expected = Length(pytest.approx(math.hypot(3 * 0.1, 4 * 0.2)), "mm", "UltrasoundRegion")
        assert length == expected
        assert measured(dataset, "length", (1, 1), (13, 6)).length == Length(13.0, "px", None)
        assert measured(dataset, "rectangle", (1, 1), (4, 5)).area == Quantity(
            pytest.approx(0.24), "mm²"
        )

    @pytest.mark.parametrize(
        ("kind", "points"),
        [
            ("length", [(1, 1)]),
            ("angle", [(1, 1), (2, 2)]),
            ("rectangle", [(1, 1), (2, 2), (3, 3)]),
            ("polygon", [(1, 1), (2, 2)]),
            ("arrow", [(1, 1), (2, 2)]),
            ("nothing", []),
            ("length", [(1, 1, 1), (2, 2, 2)]),
            ("length", [(1, math.nan), (2, 2)]),
            ("length", [(1, 1e300), (2, 2)]),
            ("length", [(1, 1), (2,)]),
        ],
    )
    def test_what_is_no_such_mark_has_no_measurement(
        self, kind: str, points: list[tuple[float, ...]]
    ) -> None:
        assert measured(ct(), kind, *points) == Measurement()

    def test_another_frame_can_be_measured_while_one_is_shown(self) -> None:
        frames = np.stack([np.full((4, 4), 7, np.int16), np.full((4, 4), 9, np.int16)])
        series = study_of(image(frames)).choose(0)
        series.images(View(frame=0))
        mark = Mark("rectangle", [(0, 0), (2, 2)])
        assert measure(series, View(frame=1), 0, [mark])[0].mean == 9
        assert series.frames_ahead() == study_of(image(frames)).choose(0).frames_ahead()


class TestOnAPlane:
    """Marks in mm of the patient."""

    scan = scan_of(VOLUMES["axial"].slices())
    series = study_of(*VOLUMES["axial"].slices(Modality="CT")).choose(0)

    def measured(self, view: View, kind: str, *points: list[float], image: int = 0) -> Measurement:
        self.series.images(View())
        self.series.prepare(view)
        return measure(self.series, view, image, [Mark(kind, points)])[0]

    def grid(self, view: View, image: int = 0) -> dict[str, np.ndarray]:
        self.series.images(View())
        self.series.prepare(view)
        grid = self.series.images(view)[image][1].grid
        return {name: np.array(grid[name]) for name in ("origin", "right", "down", "spacing")}

    def corner(self, grid: dict[str, np.ndarray], x: float, y: float) -> list[float]:
        """Return where in the patient a place of the image lies, by its corner's coordinates."""
        place = (x - 0.5) * grid["right"] + (y - 0.5) * grid["down"]
        return (grid["origin"] + grid["spacing"] * place).tolist()

    def test_lengths_are_those_in_the_patient(self) -> None:
        length = self.measured(View(plane="coronal"), "length", [0, 9, 2], [3, 9, 6]).length
        assert length == Length(pytest.approx(5.0), "mm", "PixelSpacing")

    def test_a_region_has_the_statistics_of_the_planes_pixels(self) -> None:
        view = View(plane="coronal", frame=4)
        grid = self.grid(view)
        corners = self.corner(grid, 3, 2), self.corner(grid, 13, 9)
        values = self.scan.plane("coronal", 4)[2:9, 3:13]
        found = self.measured(view, "rectangle", *corners)
        assert found.count == values.size
        assert found.mean == pytest.approx(values.mean())
        assert found.standard_deviation == pytest.approx(values.std())
        assert found.unit == "HU"
        assert found.area == Quantity(pytest.approx(70 * float(grid["spacing"]) ** 2), "mm²")

    def test_each_of_three_planes_is_measured_even_turned(self) -> None:
        axes = [[0.8, 0.6, 0.0], [-0.6, 0.8, 0.0], [0.0, 0.0, 1.0]]
        view = View(plane="mpr", crosshair=CrosshairChoice(axes=axes))
        for index in range(3):
            grid = self.grid(view, index)
            frame, shown = self.series.images(view)[index]
            corners = self.corner(grid, 0, 0), self.corner(grid, shown.columns, shown.rows)
            values = [
                value
                for y in range(shown.rows)
                for x in range(shown.columns)
                if (value := frame.value_at(x, y)) is not None
            ]
            found = self.measured(view, "rectangle", *corners, image=index)
            assert found.count == len(values)
            assert found.mean == pytest.approx(statistics.fmean(values))

    def test_a_point_in_two_coordinates_lies_on_no_plane(self) -> None:
        assert self.measured(View(plane="axial"), "length", [1, 1], [2, 2]) == Measurement()


def _holds(kind: str, points: list[tuple[float, float]], x: float, y: float) -> bool:
    (x0, y0), (x1, y1) = points[:2]
    if kind == "rectangle":
        return x0 <= x <= x1 and y0 <= y <= y1
    if kind == "ellipse":
        across, down = (2 * x - x0 - x1) / (x1 - x0), (2 * y - y0 - y1) / (y1 - y0)
        return across**2 + down**2 <= 1
    edges = zip(points, points[1:] + points[:1], strict=True)
    crossed = [
        (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) + a[0]
        for a, b in edges
        if (a[1] > y) != (b[1] > y)
    ]
    return sum(at > x for at in crossed) % 2 == 1
