"""Regions of ultrasound images."""

from pydicom.dataset import Dataset

from datasets import item


def region(place: tuple[int, int, int, int], **elements: object) -> Dataset:
    """Make a region of an ultrasound image: of tissue, in cm, unless it is said otherwise."""
    left, top, right, bottom = place
    return item(
        **{
            "RegionSpatialFormat": 1,
            "RegionDataType": 1,
            "RegionFlags": 0,
            "RegionLocationMinX0": left,
            "RegionLocationMinY0": top,
            "RegionLocationMaxX1": right,
            "RegionLocationMaxY1": bottom,
            "PhysicalUnitsXDirection": 3,
            "PhysicalUnitsYDirection": 3,
            "PhysicalDeltaX": 0.01,
            "PhysicalDeltaY": 0.02,
            **elements,
        }
    )
