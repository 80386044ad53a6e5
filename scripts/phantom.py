"""The series of the demo: a chest as a CT scanner would see it, and tubes in an MR scanner.

The chest is made of simple shapes, once with contrast agent and in some slices without.

Places are in mm in the patient's coordinates (PS3.3 C.7.6.2.1.1): x to the left, y to the back,
z to the head. A shape is the signed distance from it in mm, negative inside. Two of them are there
to be measured: a sphere in the right lung, and a rod, oblique to every plane, in the left one.
"""

import zipfile
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian, MRImageStorage, generate_uid

SLICES, ROWS, COLUMNS = 100, 192, 256
PIXEL_SPACING = 1.5
SLICE_DISTANCE = 3.0

SPHERE_CENTER, SPHERE_RADIUS = (-78.0, -20.0, 30.0), 15.0
ROD_START, ROD_END, ROD_RADIUS = (40.0, -45.0, 75.0), (100.0, 25.0, 0.0), 2.5

NOISE = 12.0  # the standard deviation in HU
INTERCEPT = -1024
WINDOWS = {"Soft tissue": (40, 400), "Lung": (-500, 1500), "Bone": (400, 1800)}

NATIVE_SLICES = range(41, 49)
"""The slices, from 1, that there are without contrast agent, too: those around the heart."""

TUBES = [
    (250, 20),
    (350, 35),
    (500, 50),
    (750, 70),
    (1000, 95),
    (1350, 130),
    (1800, 180),
    (2300, 240),
]
"""T1 and T2 in ms of what is in each tube."""

BATH = (1500, 110)
"""T1 and T2 in ms of what the tubes stand in."""

INVERSION_TIMES = (50, 150, 400, 800, 1600, 3200)
ECHO_TIMES = (12, 24, 48, 80, 120, 180)
MR_SIZE, MR_SPACING, MR_NOISE, MR_DENSITY = 128, 1.5, 10.0, 2000.0

Array = NDArray[np.float64]
Vector = Sequence[float] | Array


class Section:
    """A slice through the shapes: what is painted later covers what was there.

    Parameters
    ----------
    z : float
        Its height in mm.

    Attributes
    ----------
    values : ndarray of float64, (ROWS, COLUMNS)
        Hounsfield units; air before anything is painted.
    """

    def __init__(self, z: float) -> None:
        y, x = np.ogrid[:ROWS, :COLUMNS]
        self.x = (x - (COLUMNS - 1) / 2) * PIXEL_SPACING
        self.y = (y - (ROWS - 1) / 2) * PIXEL_SPACING
        self.z = z
        self.values = np.full((ROWS, COLUMNS), -1000.0)

    def paint(self, value: float, shape: Array) -> None:
        """Give a shape a value; a pixel that it covers in part gets its share."""
        share = np.clip(0.5 - shape / PIXEL_SPACING, 0, 1)
        self.values += share * (value - self.values)

    def ellipsoid(self, center: Vector, radii: Vector) -> Array:
        """Return the distance from an ellipsoid: exact for a sphere, else near its surface."""
        (x, y, z), (a, b, c) = center, radii
        r = np.sqrt(((self.x - x) / a) ** 2 + ((self.y - y) / b) ** 2 + ((self.z - z) / c) ** 2)
        return (r - 1) * min(a, b, c)

    def column(self, center: Vector, radii: Vector) -> Array:
        """Return the distance from an elliptic cylinder along z."""
        return self.ellipsoid((*center, self.z), (*radii, np.inf))

    def rod(self, start: Vector, end: Vector, radius: float) -> Array:
        """Return the distance from a rod with round ends."""
        x, y, z = start
        u, v, w = way = np.subtract(end, start)
        along = (self.x - x) * u + (self.y - y) * v + (self.z - z) * w
        t = np.clip(along / (way @ way), 0, 1)
        away = (self.x - x - t * u) ** 2 + (self.y - y - t * v) ** 2 + (self.z - z - t * w) ** 2
        return np.sqrt(away) - radius

    def reaches(self, start: Vector, end: Vector, radius: float) -> bool:
        """Whether a rod comes near the slice."""
        heights = start[2], end[2]
        margin = radius + PIXEL_SPACING
        return min(heights) - margin < self.z < max(heights) + margin


def chest(z: float, *, is_native: bool = False) -> Array:
    """Return the Hounsfield units of the slice at a height, (ROWS, COLUMNS), without noise.

    With `is_native` it is that before the contrast agent.
    """
    section = Section(z)
    _paint_trunk(section)
    _paint_organs(section, is_native=is_native)
    _paint_ribs(section)
    _paint_spine(section)
    section.paint(120, section.ellipsoid(SPHERE_CENTER, [SPHERE_RADIUS] * 3))
    section.paint(1500, section.rod(ROD_START, ROD_END, ROD_RADIUS))
    couch = np.abs(section.ellipsoid((0, -480, z), (610, 610, np.inf))) - 3
    section.paint(-300, np.maximum(couch, np.abs(section.x) - 140))
    return section.values


def _girth(z: float) -> Array:
    """Return how wide and deep the trunk is, of 1: it narrows to the shoulders."""
    return 1 - np.array([0.3, 0.12]) * np.clip((z - 30) / 120, 0, 1) ** 2


def _paint_trunk(section: Section) -> None:
    radii = np.array([165, 112]) * _girth(section.z)
    for value, depth in ((-100, 0), (55, 12), (-85, 32)):  # fat, muscle, the cavity
        section.paint(value, section.column((0, 0), radii - depth))


def _paint_organs(section: Section, *, is_native: bool) -> None:
    liver, spleen, ventricle, aorta = (60, 50, 45, 45) if is_native else (110, 95, 190, 180)
    lungs = np.minimum(
        section.ellipsoid((-72, -2, 5), (54, 74, 125)),
        section.ellipsoid((74, -2, 5), (52, 72, 125)),
    )
    section.paint(-850, lungs)
    for start, end, radius in _VESSELS:
        if section.reaches(start, end, radius):
            section.paint(40, np.maximum(section.rod(start, end, radius), lungs))
    section.paint(liver, section.ellipsoid((-58, -8, -118), (78, 76, 72)))  # liver
    section.paint(spleen, section.ellipsoid((78, 20, -122), (42, 50, 52)))  # spleen
    section.paint(60, section.ellipsoid((28, -30, -30), (58, 46, 56)))  # heart
    section.paint(ventricle, section.ellipsoid((38, -26, -34), (34, 26, 36)))  # its left ventricle
    section.paint(aorta, section.rod((26, 36, -170), (24, 30, 60), 12))  # aorta, and its arch
    section.paint(aorta, section.rod((24, 30, 60), (-12, -28, 62), 13))
    section.paint(aorta, section.rod((-12, -28, 62), (8, -28, -10), 13))
    windpipe, *bronchi = [
        section.rod((0, 8, 40), end, radius)
        for end, radius in (((0, 4, 170), 9), ((-46, 12, 8), 6), ((48, 12, 8), 6))
    ]
    airways = np.minimum.reduce([windpipe, *bronchi])
    section.paint(20, airways - 2)
    section.paint(-1000, airways)


def _paint_ribs(section: Section) -> None:
    """Paint hoops that sink to the front and end at the breastbone."""
    radii = np.array([142, 89]) * _girth(section.z)
    wall = section.column((0, 0), radii)
    sinking = (section.z - 0.4 * section.y) % 26 - 13
    hoops = np.hypot(1.5 * wall, sinking) - 6.5
    front = np.maximum(section.y + 70, np.abs(section.x) - 30)
    arch = -105 - section.z - 0.6 * section.y
    ribs = np.maximum(np.maximum(hoops, -front), arch)
    for value, depth in ((650, 0), (250, 2)):  # the cortical bone, and what it holds
        section.paint(value, ribs + depth)
        breastbone = section.ellipsoid((0, 3 - radii[1], 30), (17, 7, 90))
        section.paint(value, breastbone + depth)


def _paint_spine(section: Section) -> None:
    """Paint vertebrae of 24 mm and disks of 6, along a curve."""
    z = section.z
    y = 50 + 6 * np.cos(z / 90)
    inner = 12 - abs(z % 30 - 15)  # how deep in a vertebra, in mm
    section.paint(90, section.column((0, y), (20, 16)))
    arch = section.column((0, y + 26), (15, 14))
    for value, depth in ((600, 0), (230, 2.5)):
        body = section.column((0, y), (22, 17))
        section.paint(value, np.maximum(body, -inner) + depth)
        spines = [
            section.rod((side * 12, y + 24, z), (side * 34, y + 34, z), 5) for side in (-1, 1)
        ]
        spines.append(section.rod((0, y + 36, z), (0, y + 43, z), 4))
        processes = np.minimum.reduce([arch, *spines])
        section.paint(value, np.maximum(processes, 4 - inner) + depth)
    section.paint(30, section.column((0, y + 25), (10, 9)))  # the canal


def _vessels() -> Iterator[tuple[Array, Array, float]]:
    """Yield the rods that the vessels of both lungs are made of: start, end, radius."""
    random = np.random.default_rng(7)
    for side in (-1, 1):
        outward = np.array([side * 0.5, 0.0, 0.0])
        twigs = [(np.array([side * 40.0, 8.0, 8.0]), outward, 3.4)] * 9
        while twigs:
            start, before, radius = twigs.pop()
            way = before + random.normal(0, (0.5, 0.5, 0.75))
            way /= np.linalg.norm(way)
            end = start + 8 * radius * way
            yield start, end, radius
            if radius > 1:
                twigs += [(end, way, radius * 0.74)] * 2


_VESSELS = list(_vessels())


def tubes(relaxation: Callable[[float, float], float]) -> Array:
    """Return the signal of the tubes in their bath, (MR_SIZE, MR_SIZE), of their T1 and T2."""
    x = (np.arange(MR_SIZE) - (MR_SIZE - 1) / 2) * MR_SPACING
    y = x[:, np.newaxis]
    signal = np.zeros((MR_SIZE, MR_SIZE))
    turns = 2 * np.pi * np.arange(len(TUBES)) / len(TUBES)
    places = [(0.0, 0.0, 85.0), *((55 * np.cos(turn), 55 * np.sin(turn), 14.0) for turn in turns)]
    for times, (left, top, radius) in zip([BATH, *TUBES], places, strict=True):
        share = np.clip(0.5 + (radius - np.hypot(x - left, y - top)) / MR_SPACING, 0, 1)
        signal += share * (relaxation(*times) - signal)
    return signal


def write(folder: str) -> None:
    """Write the series into a folder.

    The chest is `001.dcm` to `100.dcm` from the feet and `series.zip`, without contrast agent
    `native.zip`; the tubes are `inversions.zip` and `echoes.zip`.
    """
    random = np.random.default_rng(1)
    contents = [_slice(number, random) for number in range(1, SLICES + 1)]
    for number, content in enumerate(contents, 1):
        Path(folder, f"{number:03}.dcm").write_bytes(content)
    _zip(f"{folder}/series.zip", contents)
    native = [_slice(number, random, is_native=True) for number in NATIVE_SLICES]
    _zip(f"{folder}/native.zip", native)
    inverted = [
        (time, tubes(lambda t1, _, ti=time: MR_DENSITY * (1 - 1.92 * np.exp(-ti / t1))))
        for time in INVERSION_TIMES
    ]
    _zip(f"{folder}/inversions.zip", [_tubes_file("InversionTime", *each) for each in inverted])
    decayed = [
        (time, tubes(lambda _, t2, te=time: MR_DENSITY * np.exp(-te / t2))) for time in ECHO_TIMES
    ]
    _zip(f"{folder}/echoes.zip", [_tubes_file("EchoTime", *each) for each in decayed])


def _zip(path: str, contents: Sequence[bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, content in enumerate(contents, 1):
            archive.writestr(zipfile.ZipInfo(f"{number:03}.dcm"), content, zipfile.ZIP_DEFLATED)


def _slice(number: int, random: np.random.Generator, *, is_native: bool = False) -> bytes:
    """Return a slice of the chest as a DICOM file (PS3.3 A.3, CT Image)."""
    z = (number - (SLICES + 1) / 2) * SLICE_DISTANCE
    values = chest(z, is_native=is_native) + random.normal(0, NOISE, (ROWS, COLUMNS))
    dataset = Dataset()
    dataset.SOPClassUID = CTImageStorage
    dataset.PatientName = "Phantom^Chest"
    dataset.Modality = "CT"
    dataset.SeriesDescription = "Chest phantom" + (" without contrast" if is_native else "")
    dataset.SeriesNumber = 2 if is_native else 1
    dataset.SliceThickness = SLICE_DISTANCE
    dataset.RescaleIntercept, dataset.RescaleSlope, dataset.RescaleType = INTERCEPT, 1, "HU"
    dataset.WindowCenterWidthExplanation = list(WINDOWS)
    dataset.WindowCenter, dataset.WindowWidth = map(list, zip(*WINDOWS.values(), strict=True))
    corner = [-(count - 1) / 2 * PIXEL_SPACING for count in (COLUMNS, ROWS)]
    sources = ["phantom", "native"] if is_native else ["phantom"]
    return _file(dataset, sources, number, [*corner, z], PIXEL_SPACING, values - INTERCEPT)


def _tubes_file(keyword: str, time: float, signal: Array) -> bytes:
    """Return an image of the tubes as a DICOM file (PS3.3 A.4, MR Image): magnitudes."""
    random = np.random.default_rng([keyword == "EchoTime", int(time)])
    real, imaginary = random.normal(0, MR_NOISE, (2, *signal.shape))
    dataset = Dataset()
    dataset.SOPClassUID = MRImageStorage
    dataset.PatientName = "Phantom^Tubes"
    dataset.Modality = "MR"
    dataset.SeriesDescription = "Inversion recovery" if keyword == "InversionTime" else "Echoes"
    dataset.SeriesNumber = 1
    dataset.SliceThickness = 5
    setattr(dataset, keyword, time)
    dataset.WindowCenter, dataset.WindowWidth = MR_DENSITY / 2, MR_DENSITY
    corner = -(MR_SIZE - 1) / 2 * MR_SPACING
    values = np.hypot(signal + real, imaginary)
    return _file(dataset, ["tubes", keyword], int(time), [corner, corner, 0], MR_SPACING, values)


def _file(  # noqa: PLR0913, PLR0917 - all that differs
    dataset: Dataset,
    sources: list[str],
    number: int,
    position: Vector,
    spacing: float,
    stored: Array,
) -> bytes:
    """Return a file of a data set, with what identifies and places it, and its pixels.

    The UIDs of its series are made of `sources`, the first of which its study is.
    """
    dataset.SOPInstanceUID = generate_uid(entropy_srcs=[*sources, str(number)])
    dataset.SeriesInstanceUID = generate_uid(entropy_srcs=[*sources, "series"])
    dataset.StudyInstanceUID = generate_uid(entropy_srcs=[sources[0], "study"])
    dataset.FrameOfReferenceUID = generate_uid(entropy_srcs=[sources[0], "frame of reference"])
    dataset.PatientID = "PHANTOM"
    dataset.InstanceNumber = number
    dataset.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    dataset.ImagePositionPatient = list(position)
    dataset.PixelSpacing = [spacing, spacing]
    dataset.Rows, dataset.Columns = stored.shape
    dataset.SamplesPerPixel = 1
    dataset.PhotometricInterpretation = "MONOCHROME2"
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit = 16, 16, 15
    dataset.PixelRepresentation = 0
    dataset.PixelData = np.clip(np.rint(stored), 0, None).astype("<u2").tobytes()
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    stream = BytesIO()
    dataset.save_as(stream, enforce_file_format=True)
    return stream.getvalue()
