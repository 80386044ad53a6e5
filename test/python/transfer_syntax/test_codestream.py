"""What streams say of themselves, and what is shown where the file's tags say otherwise."""

import struct
import warnings
from dataclasses import replace
from typing import Any

import libjpeg
import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate, generate_frames
from pydicom.uid import (
    HTJ2K,
    JPEG2000,
    UID,
    JPEG2000Lossless,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLossless,
    JPEGLSLossless,
    JPEGLSNearLossless,
    RLELossless,
)

import wheel
from datasets import embed_overlay, file_bytes, image
from dicom_viewer import Instance, View, ViewerError
from dicom_viewer.pixels.codestream_tags import agreed_tags
from dicom_viewer.transfer_syntax.codestream import header_of, transfer_syntax_of
from encapsulated import compressed
from harness import expected, outcome, stored_values

pytestmark = pytest.mark.filterwarnings("ignore")  # told apart by `warned`

LOSSLESS = {"jpeg-ls": JPEGLSLossless, "jpeg 2000": JPEG2000Lossless}
GRAY_8 = stored_values((40, 50), 8).astype(np.uint8)
GRAY_12 = stored_values((40, 50), 12).astype(np.uint16)
GRAY_16 = stored_values((40, 50), 16).astype(np.uint16)
COLOUR = stored_values((40, 50, 3), 8).astype(np.uint8)
COLOUR_16 = stored_values((40, 50, 3), 16).astype(np.uint16)


def stream_of(name: str) -> bytes:
    """Return the stream of the first frame of a file of the wheel."""
    dataset = wheel.read(name)
    count = int(dataset.get("NumberOfFrames") or 1)
    return next(generate_frames(dataset.PixelData, number_of_frames=count))


@pytest.mark.parametrize(
    ("name", "size", "precision", "is_signed", "colour", "uid"),
    [
        ("SC_rgb_jpeg_dcmtk.dcm", (100, 100, 3), 8, None, "YBR_FULL", JPEGBaseline8Bit),
        ("SC_rgb_dcmtk_+eb+cr.dcm", (100, 100, 3), 8, None, "RGB", JPEGBaseline8Bit),
        ("SC_rgb_jpeg_gdcm.dcm", (100, 100, 3), 8, None, "RGB", JPEGLossless),
        ("JPEG-lossy.dcm", (1024, 256, 1), 12, None, "MONOCHROME2", JPEGExtended12Bit),
        ("JPEGLSNearLossless_16.dcm", (50, 10, 1), 16, None, "MONOCHROME2", JPEGLSNearLossless),
        ("SC_rgb_jls_lossy_line.dcm", (100, 100, 3), 8, None, "RGB", JPEGLSNearLossless),
        ("JPEG2000.dcm", (1024, 256, 1), 16, True, "MONOCHROME2", JPEG2000),
        ("GDCMJ2K_TextGBR.dcm", (400, 400, 3), 8, False, "RGB", JPEG2000),
    ],
)
def test_the_header_of_a_stream_is_read(  # noqa: PLR0913 - a header says this much
    *,
    name: str,
    size: tuple[int, int, int],
    precision: int,
    is_signed: bool | None,
    colour: str,
    uid: UID,
) -> None:
    header = header_of(stream_of(name))
    assert (header.rows, header.columns, header.components) == size
    assert (header.precision, header.is_signed) == (precision, is_signed)
    assert (header.photometric_interpretation, header.transfer_syntax) == (colour, uid)


def test_high_throughput_blocks_are_told_by_the_capabilities() -> None:
    stream = bytearray(stream_of("JPEG2000.dcm"))
    struct.pack_into(">H", stream, 6, 0x4000)
    assert transfer_syntax_of(bytes(stream)) == HTJ2K


def test_a_stream_of_rle_is_told_by_its_header() -> None:
    _, (stream,) = compressed(image(GRAY_16), RLELossless)
    assert transfer_syntax_of(stream) == RLELossless
    assert transfer_syntax_of(b"\x02" + stream[1:4] + bytes(60)) is None


@pytest.mark.parametrize("name", ["SC_rgb_jpeg_dcmtk.dcm", "JPEG2000.dcm", "GDCMJ2K_TextGBR.dcm"])
def test_a_stream_that_is_cut_or_damaged_has_a_header_or_none(name: str) -> None:
    stream = stream_of(name)[:400]
    whole = header_of(stream)
    assert {header_of(stream[:length]) for length in range(400)} <= {None, whole}
    rng = np.random.default_rng(3)
    for _ in range(200):
        damaged = bytearray(stream)
        for at in rng.integers(0, 200, 5):
            damaged[at] = rng.integers(256)
        header = header_of(bytes(damaged))
        assert header is None or 0 < header.rows <= 0xFFFF


def test_fill_bytes_do_not_take_for_ever() -> None:
    assert header_of(b"\xff\xd8" + b"\xff" * 10_000_000) is None


def relabelled(dataset: Dataset, uid: UID, **tags: Any) -> bytes:  # noqa: ANN401
    """Compress a data set, and give it other tags than its stream."""
    compressed(dataset, uid)
    for keyword, tag in tags.items():
        if tag is None:
            del dataset[keyword]
        else:
            setattr(dataset, keyword, tag)
    return file_bytes(dataset)


def warned(data: bytes) -> tuple[NDArray[np.uint8], list[str]]:
    """Show a file; return what is shown, and what of its pixels is warned of."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        instance = Instance.open(data)
        rgba = instance.render(View()).rgba
    assert rgba.shape == (instance.summary["rows"], instance.summary["columns"], 4)
    own = [each.message for each in caught if hasattr(each.message, "code")]
    return rgba, [str(each) for each in own if each.code == "pixels"]


@pytest.mark.parametrize("uid", LOSSLESS.values(), ids=LOSSLESS)
@pytest.mark.parametrize(
    ("stored", "tags"),
    [
        (GRAY_16, {"Rows": 20}),
        (GRAY_16, {"Rows": 60, "Columns": 20}),
        (GRAY_16, {"Rows": None, "Columns": 0}),
        (GRAY_16, {"BitsAllocated": 8, "BitsStored": 8, "HighBit": 7}),
        (GRAY_16, {"BitsAllocated": 12, "BitsStored": 12, "HighBit": 11}),
        (GRAY_16, {"BitsAllocated": None, "BitsStored": None, "HighBit": None}),
        (COLOUR_16, {"BitsStored": 8, "HighBit": 7}),
        (GRAY_8, {"BitsAllocated": 16, "BitsStored": 12, "HighBit": 11}),
        (GRAY_8, {"SamplesPerPixel": 3, "PhotometricInterpretation": "RGB"}),
        (GRAY_8, {"SamplesPerPixel": 3, "PhotometricInterpretation": "YBR_FULL"}),
        (GRAY_8, {"SamplesPerPixel": 3}),
        (COLOUR, {"SamplesPerPixel": 1, "PhotometricInterpretation": "MONOCHROME2"}),
        (COLOUR, {"PhotometricInterpretation": "MONOCHROME2"}),
        (COLOUR, {"PhotometricInterpretation": None, "SamplesPerPixel": None}),
        (COLOUR, {"Rows": 99, "BitsAllocated": 16, "BitsStored": 16, "HighBit": 15}),
    ],
    ids=lambda value: None if isinstance(value, np.ndarray) else str(value),
)
def test_a_stream_is_shown_as_it_is(
    uid: UID, stored: NDArray[np.generic], tags: dict[str, Any]
) -> None:
    photometric = "RGB" if stored.ndim == 3 else "MONOCHROME2"
    want = expected(image(stored, photometric=photometric))
    rgba, messages = warned(relabelled(image(stored, photometric=photometric), uid, **tags))
    np.testing.assert_array_equal(rgba, want)
    assert any("stream-" in message for message in messages)
    for keyword in tags.keys() & {"Rows", "PhotometricInterpretation"}:
        assert any(f"(element={keyword}, " in message for message in messages)


@pytest.mark.parametrize("uid", LOSSLESS.values(), ids=LOSSLESS)
def test_a_stream_that_agrees_is_not_warned_of(uid: UID) -> None:
    dataset = image(GRAY_12, bits=(16, 12, 11))
    want = expected(dataset)
    rgba, messages = warned(relabelled(dataset, uid))
    np.testing.assert_array_equal(rgba, want)
    assert messages == []


@pytest.mark.parametrize(
    ("signed", "representation"), [(False, 1), (True, 0)], ids=["unsigned", "signed"]
)
def test_pixel_representation_is_right_about_the_sign(*, signed: bool, representation: int) -> None:
    stored = stored_values((40, 50), 13, signed=signed).astype(np.int16 if signed else np.uint16)
    dataset = image(stored, bits=(16, 13, 12), signed=signed)
    data = relabelled(dataset, JPEG2000Lossless, PixelRepresentation=representation)
    read_as = stored & 0x1FFF
    if representation == 1:
        read_as = np.where(read_as > 0xFFF, read_as.astype(int) - 0x2000, read_as)
    want = expected(image(read_as.astype(np.int16), bits=(16, 13, 12), signed=not signed))
    rgba, messages = warned(data)
    np.testing.assert_array_equal(rgba, want)
    assert messages == [f"pixels: stream-{'signed' if signed else 'unsigned'}"]


@pytest.mark.parametrize("uid", LOSSLESS.values(), ids=LOSSLESS)
@pytest.mark.parametrize("signed", [False, True], ids=["unsigned", "signed"])
@pytest.mark.parametrize("high_bit", [11, 13])
def test_what_a_stream_holds_beside_the_stored_bits_is_not_shown(
    uid: UID, *, signed: bool, high_bit: int
) -> None:
    stored = stored_values((40, 50), 12, signed=signed)
    overlay = stored_values((40, 50), 1, seed=1)
    cells = (stored & 0xFFF) << (high_bit - 11) | overlay << 15
    data = relabelled(
        embed_overlay(image(cells.astype(np.uint16)), 15),
        uid,
        BitsStored=12,
        HighBit=high_bit,
        PixelRepresentation=int(signed),
    )
    want = expected(image(stored.astype(np.int16), bits=(16, 12, 11), signed=signed))
    rgba, _ = warned(data)
    np.testing.assert_array_equal(rgba, want)
    layer = Instance.open(data).render_layer(0)
    np.testing.assert_array_equal(layer[..., 3] > 0, overlay > 0)


@pytest.mark.parametrize("uid", LOSSLESS.values(), ids=LOSSLESS)
def test_a_high_bit_above_the_samples_of_a_stream_is_wrong(uid: UID) -> None:
    dataset = image(GRAY_12, bits=(16, 12, 11))
    want = expected(dataset)
    rgba, messages = warned(relabelled(dataset, uid, HighBit=15))
    np.testing.assert_array_equal(rgba, want)
    assert any("HighBit" in message for message in messages)


def test_a_missing_sign_is_the_streams() -> None:
    stored = stored_values((40, 50), 16, signed=True).astype(np.int16)
    want = expected(image(stored))
    rgba, _ = warned(relabelled(image(stored), JPEG2000Lossless, PixelRepresentation=None))
    np.testing.assert_array_equal(rgba, want)


@pytest.mark.parametrize(
    ("name", "term"),
    [("SC_rgb_jpeg_dcmtk.dcm", "YBR_FULL"), ("SC_rgb_jpeg_gdcm.dcm", "RGB")],
    ids=["with a transform", "lossless"],
)
def test_a_jpeg_in_colour_that_is_called_gray_has_the_colours_of_its_stream(
    name: str, term: str
) -> None:
    dataset = wheel.read(name)
    stored = libjpeg.decode(stream_of(name), colour_transform=0)
    dataset.SamplesPerPixel, dataset.PhotometricInterpretation = 1, "MONOCHROME2"
    rgba, messages = warned(file_bytes(dataset))
    np.testing.assert_array_equal(rgba, expected(image(stored, photometric=term)))
    assert any("MONOCHROME2" in message for message in messages)


def test_bits_stored_is_right_about_a_jpeg_whose_samples_fill_their_cells() -> None:
    """JPEG has no sign: that of 12 bits in a stream of 16 lies where the tags say."""
    dataset = image(GRAY_16.astype(np.int16), bits=(16, 12, 11))
    header = replace(
        header_of(stream_of("JPEGLSNearLossless_16.dcm")),
        rows=dataset.Rows,
        columns=dataset.Columns,
        transfer_syntax=JPEGLossless,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        tags = agreed_tags(dataset, header)
    assert (tags.BitsAllocated, tags.BitsStored, tags.HighBit) == (16, 12, 11)


def test_a_later_frame_of_another_size_is_an_error_of_that_frame() -> None:
    _, (first,) = compressed(image(GRAY_16), JPEGLSLossless)
    dataset, (other,) = compressed(image(GRAY_16[:20]), JPEGLSLossless)
    dataset.PixelData = encapsulate([first, other])
    dataset.NumberOfFrames = 2
    instance = Instance.open(file_bytes(dataset))
    np.testing.assert_array_equal(instance.render(View()).rgba, expected(image(GRAY_16)))
    with pytest.raises(
        ViewerError, match=r"frame-undecodable \(frame=1, why=stream-size \(rows=20, "
    ):
        instance.render(View(1))


@pytest.mark.parametrize("components", [2, 4])
def test_a_stream_of_two_or_four_components_is_an_error(components: int) -> None:
    dataset, (stream,) = compressed(image(COLOUR, photometric="RGB"), JPEGLSLossless)
    at = stream.index(b"\xff\xf7")
    dataset.PixelData = encapsulate([stream[: at + 9] + bytes([components]) + stream[at + 10 :]])
    assert outcome(file_bytes(dataset)) == "decode"


def test_a_header_of_an_impossible_size_is_the_decoders_matter() -> None:
    assert header_of(stream_of("JPEG2000-embedded-sequence-delimiter.dcm")) is None
    data = (wheel.FILES / "JPEG2000-embedded-sequence-delimiter.dcm").read_bytes()
    assert outcome(data) == "decode"
