"""What the unit of modality values is."""

import pytest

from datasets import item
from dicom_viewer.measurement.value_unit import value_unit
from slices import enhanced_image, position_group


@pytest.mark.parametrize(
    ("elements", "unit"),
    [
        ({"Modality": "CT"}, "HU"),
        ({"Modality": "CT", "RescaleType": "HU"}, "HU"),
        ({"Modality": "CT", "RescaleType": "US"}, ""),
        ({"Modality": "MR"}, ""),
        ({"Modality": "MR", "RescaleType": "ms"}, "ms"),
        ({"Modality": "PT", "Units": "BQML"}, "Bq/ml"),
        ({"Modality": "PT", "Units": "GML"}, "GML"),
        ({"Modality": "PT", "Units": "NONE"}, ""),
        ({"Modality": "CR", "ModalityLUTSequence": [item(ModalityLUTType="OD")]}, "OD"),
        ({}, ""),
    ],
)
def test_it_is_what_the_file_says(elements: dict[str, object], unit: str) -> None:
    assert value_unit(item(**elements), 0) == unit


def test_it_is_that_of_the_frame_in_an_enhanced_object() -> None:
    frame = position_group((0, 0, 0), PixelValueTransformationSequence=item(RescaleType="HU"))
    assert value_unit(enhanced_image([frame], Modality="CT", RescaleType="US"), 0) == "HU"
