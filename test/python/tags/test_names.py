"""The names of elements are those that pydicom itself gives them."""

import pytest
from pydicom.datadict import DicomDictionary, RepeatersDictionary
from pydicom.dataelem import DataElement
from pydicom.dataset import Dataset

import wheel
from dicom_viewer.tags.names import name_of

UNKNOWN = {"Unknown", "Private tag data", ""}

pytestmark = pytest.mark.filterwarnings("ignore")


def name_by_pydicom(element: DataElement) -> str:
    """Return an element's name, without the brackets around that of a private one."""
    name = element.name
    return "" if name in UNKNOWN else name.removeprefix("[").removesuffix("]")


def test_all_of_the_standard_have_its_keywords_and_names() -> None:
    for tag, (_, _, name, _, keyword) in DicomDictionary.items():
        assert name_of(tag, None) == (keyword, name)


def test_groups_that_repeat_have_one_name() -> None:
    for mask, (_, _, name, _, keyword) in RepeatersDictionary.items():
        tag = int(mask.replace("x", "6"), 16)
        assert name_of(tag, None) in {(keyword, name), (keyword[:-2], name)}


@pytest.mark.parametrize(
    ("tag", "creator", "name"),
    [
        (0x00100010, None, ("PatientName", "Patient's Name")),
        (0x60023000, None, ("OverlayData", "Overlay Data")),
        (0x00291010, "SIEMENS CSA HEADER", ("", "CSA Image Header Info")),
        (0x0029B010, "SIEMENS CSA HEADER", ("", "CSA Image Header Info")),
        (0x00291010, None, ("", "")),
        (0x00291010, "nobody", ("", "")),
        (0x00290010, None, ("", "Private Creator")),
        (0x00080000, None, ("", "Group Length")),
        (0x00290000, None, ("", "Group Length")),
        (0x00080003, None, ("", "")),
    ],
)
def test_private_ones_are_named_by_their_creator(
    tag: int, creator: str | None, name: tuple[str, str]
) -> None:
    assert name_of(tag, creator) == name


def elements_of(dataset: Dataset) -> list[tuple[DataElement, str | None]]:
    """Return all elements of a data set, also nested ones, with the creators of their blocks."""
    found = []
    for element in dataset:
        tag = element.tag
        creator = None
        if tag.is_private and tag.element > 0xFF:
            block = dataset.get((tag.group, tag.element >> 8))
            creator = block and block.value
        found.append((element, creator))
        if element.VR == "SQ":
            found += [each for item in element.value for each in elements_of(item)]
    return found


def test_elements_of_files_have_pydicoms_names() -> None:
    count = 0
    for name in wheel.names():
        if not name.endswith(".dcm"):
            continue
        for element, creator in elements_of(wheel.read(name)):
            if element.tag.is_private and element.tag.element < 0x10:
                continue  # it breaks PS3.5 7.8.1
            _, found = name_of(element.tag, creator)
            assert found == name_by_pydicom(element), (name, element.tag)
            count += 1
    assert count > 1000
