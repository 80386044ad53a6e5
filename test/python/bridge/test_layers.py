"""The calls about layers."""

import json

import numpy as np

from dicom_viewer import bridge
from dicom_viewer.colour.colormaps import colormap
from javascript import FILES, Buffer, Buffers, numbers, picture, strict, value
from layered import Grid, bytes_of, images_of, pet_of, segmentation_of
from reference_layers import labels_at, masks_of, values_at

IMAGES = Grid()
VIEW = json.dumps({"frame": 3})


def study_of(*files: bytes) -> int:
    """Open files as a study; return its number."""
    number = next(numbers)
    for index, content in enumerate(files):
        FILES[number, index] = content
        value(bridge.add_file(number, index, len(content), "memory"))
    return number


def test_a_segmentation_among_the_images_is_a_layer_above_them() -> None:
    masks = np.random.default_rng(0).random((*IMAGES.size, 2)) > 0.5
    files = [bytes_of(each) for each in (*images_of(IMAGES), segmentation_of(IMAGES, masks))]
    number = study_of(*files)
    outline = value(bridge.outline(number))
    assert outline["layerCount"] == 1
    picture(number, VIEW)
    (layer,) = value(bridge.layers(number, VIEW, number))
    buffers = Buffers()
    drawn = value(bridge.layer_picture(number, VIEW, number, layer["id"], buffers))
    indices = np.frombuffer(buffers.content, np.uint8).reshape(IMAGES.size[1:])
    expected = labels_at(IMAGES, masks, IMAGES.points(3))
    np.testing.assert_array_equal(masks_of(indices, drawn["tables"][0], 2), expected)
    place = value(bridge.segment_place(number, VIEW, number, layer["id"], 2))
    assert place["frame"] == 3  # of eight slices, with three before it
    bridge.close_study(number)


def test_a_series_of_another_study_is_a_layer() -> None:
    grid = Grid((4, 7, 6), (-9.6, -7.7, 30.2), spacing=(2.5, 2.1), distance=2.75)
    stored = np.random.default_rng(0).integers(0, 900, grid.size).astype(np.int16)
    number = study_of(*[bytes_of(each) for each in images_of(IMAGES)])
    source = study_of(*[bytes_of(each) for each in pet_of(grid, stored, Units="GML")])
    (layer,) = value(bridge.layers(number, VIEW, source))
    buffers = Buffers()
    drawn = value(bridge.layer_picture(number, VIEW, source, layer["id"], buffers))
    assert drawn == {"tables": [], "low": 0, "high": 10}
    values = np.frombuffer(buffers.content, np.float32).reshape(IMAGES.size[1:])
    np.testing.assert_allclose(values, values_at(grid, stored / 2, IMAGES.points(3)), rtol=1e-5)
    for each in (number, source):
        bridge.close_study(each)


def test_labels_of_a_pipeline_are_a_layer_until_they_are_forgotten() -> None:
    number = study_of(*[bytes_of(each) for each in images_of(IMAGES)])
    picture(number, VIEW)
    labels = np.random.default_rng(0).integers(0, 3, IMAGES.size).astype(np.uint16)
    sent = ("uint16", json.dumps(IMAGES.size), Buffer(labels.tobytes()))
    assert value(bridge.keep_labels(number, 0, "pipeline 1", *sent)) is None
    value(bridge.drop_caches())
    buffers = Buffers()
    drawn = value(bridge.layer_picture(number, VIEW, number, "pipeline 1", buffers))
    indices = np.frombuffer(buffers.content, np.uint8).reshape(IMAGES.size[1:])
    expected = labels[3][..., np.newaxis] == [1, 2]
    np.testing.assert_array_equal(masks_of(indices, drawn["tables"][0], 2), expected)
    assert value(bridge.segment_place(number, VIEW, number, "pipeline 1", 2))["frame"] == 3
    assert value(bridge.layers(number, VIEW, number)) == []
    for _ in range(2):
        assert value(bridge.forget_labels(number, "pipeline 1")) is None
    reply = strict(bridge.layer_picture(number, VIEW, number, "pipeline 1", Buffers()))
    assert reply["error"]["code"] == "internal"
    bridge.close_study(number)
    assert value(bridge.forget_labels(number, "pipeline 1")) is None


def test_a_layer_that_is_not_there_is_an_error_of_its_own() -> None:
    number = study_of(*[bytes_of(each) for each in images_of(IMAGES)])
    reply = strict(bridge.layer_picture(number, VIEW, number, "1.2.3", Buffers()))
    assert reply["error"]["code"] == "internal"
    bridge.close_study(number)


def test_a_colour_map_is_told_as_pixels() -> None:
    assert value(bridge.colormap_colors("hot")) == colormap("hot").tolist()
