"""An image is found although an item or a sequence before it has a wrong length."""

import contextlib
import struct
import warnings
from collections.abc import Callable
from itertools import product

import numpy as np
import pytest
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    GrayscaleSoftcopyPresentationStateStorage,
    ImplicitVRLittleEndian,
    JPEGLSLossless,
    SecondaryCaptureImageStorage,
)

from datasets import image
from dicom_viewer import Instance, ViewerError
from dicom_viewer.dataset.file_bytes import Blocks, FileBytes, MemoryBytes
from dicom_viewer.dataset.frame_groups import frame_groups
from dicom_viewer.file_format import dicom_file
from dicom_viewer.recovery import swallowed_image
from dicom_viewer.recovery.element_header import ElementEncoding
from dicom_viewer.recovery.swallowed_image import recover
from encapsulated import compressed
from harness import outcome, warned
from wrong_lengths import RIGHT, Lengths, Writer

pytestmark = pytest.mark.filterwarnings("ignore")  # told apart by `warned`

STORED = (np.arange(35, dtype=np.uint16) * 1800).reshape(5, 7)
(STREAM,) = compressed(image(STORED), JPEGLSLossless)[1]
WRITERS = {
    "explicit": Writer.of(ExplicitVRLittleEndian),
    "implicit": Writer.of(ImplicitVRLittleEndian),
    "big endian": Writer.of(ExplicitVRBigEndian),
    "deflated": Writer.of(DeflatedExplicitVRLittleEndian),
    "compressed": Writer.of(JPEGLSLossless),
}
LETTERS = bytes(range(65, 91)) * 2


def icon(write: Writer, pixel_data: bytes) -> bytes:
    """Return the item of an icon of 2 × 4 pixels."""
    numbers = {0x280002: 1, 0x280010: 2, 0x280011: 4, 0x280100: 8, 0x280101: 8, 0x280102: 7}
    elements = {tag: write.element(tag, "US", number) for tag, number in numbers.items()}
    elements[0x280004] = write.element(0x280004, "CS", "MONOCHROME2")
    elements[0x280103] = write.element(0x280103, "US", 0)
    return b"".join(elements[tag] for tag in sorted(elements)) + pixel_data


def reference(write: Writer) -> bytes:
    """Return the item of a reference to an image."""
    return write.element(0x81150, "UI", SecondaryCaptureImageStorage) + write.element(
        0x81155, "UI", "1.2.9.8.7"
    )


def code(write: Writer, lengths: Lengths = RIGHT) -> bytes:
    """Return a sequence of a code, as it stands in another item."""
    content = write.element(0x80100, "SH", "121320") + write.element(0x80104, "LO", "For")
    return write.sequence(0x40A170, [content], lengths)


def plane(write: Writer, z: int) -> bytes:
    """Return the functional groups of a frame: where it lies."""
    position = write.element(0x200032, "DS", f"0\\0\\{z}")
    return write.sequence(0x209113, [position])


def private(write: Writer) -> bytes:
    return write.element(0x291011, "LO", "abc") + write.element(0x291012, "LO", "defg")


SEQUENCES: dict[str, tuple[int, Callable[[Writer, Lengths], bytes]]] = {
    "references": (
        0x81140,
        lambda w, lengths: w.sequence(0x81140, [reference(w)] * 2, lengths),
    ),
    "nested": (
        0x81140,
        lambda w, lengths: w.sequence(0x81140, [reference(w) + code(w)], lengths),
    ),
    "in an item": (
        0x81140,
        lambda w, lengths: w.sequence(0x81140, [reference(w) + code(w, lengths)]),
    ),
    "after the image's": (
        0x400275,
        lambda w, lengths: w.sequence(0x400275, [w.element(0x400007, "LO", "Head")], lengths),
    ),
    "private": (
        0x291010,
        lambda w, lengths: w.sequence(0x291010, [private(w)], lengths, "UN"),
    ),
    "functional groups": (
        0x52009230,
        lambda w, lengths: w.sequence(0x52009230, [plane(w, 1), plane(w, 2)], lengths),
    ),
    "icon": (
        0x880200,
        lambda w, lengths: w.sequence(
            0x880200, [icon(w, w.element(0x7FE00010, "OB", LETTERS[:8]))], lengths
        ),
    ),
    "compressed icon": (
        0x880200,
        lambda w, lengths: w.sequence(
            0x880200, [icon(w, w.encapsulated(0x7FE00010, b"\xff\xd8\xff\xdb" + LETTERS))], lengths
        ),
    ),
}
"""Each a tag, and the function that writes the sequence."""

WRITTEN = [
    (syntax, sequence)
    for syntax, sequence in product(WRITERS, SEQUENCES)
    if (syntax, sequence) != ("big endian", "compressed icon")  # PS3.5 A.4: little endian alone
]


def elements_of(write: Writer) -> dict[int, bytes]:
    """Return the elements of an image without sequences."""
    texts = {
        0x80016: ("UI", SecondaryCaptureImageStorage),
        0x80018: ("UI", "1.2.3.4"),
        0x80060: ("CS", "OT"),
        0x82111: ("ST", "made by hand"),
        0x100010: ("PN", "Phantom^Synthetic"),
        0x100020: ("LO", "12"),
        0x20000D: ("UI", "1.2.3"),
        0x20000E: ("UI", "1.2.3.4.5"),
        0x200013: ("IS", "4"),
        0x280004: ("CS", "MONOCHROME2"),
        0x290010: ("LO", "MAKER"),
        0x400254: ("LO", "Step"),
    }
    numbers = {
        0x280002: 1,
        0x280010: 5,
        0x280011: 7,
        0x280100: 16,
        0x280101: 16,
        0x280102: 15,
        0x280103: 0,
    }
    elements = {tag: write.element(tag, *each) for tag, each in texts.items()}
    elements |= {tag: write.element(tag, "US", number) for tag, number in numbers.items()}
    native = STORED.astype(f"{write.order}u2").tobytes()
    is_compressed = write.transfer_syntax == JPEGLSLossless
    elements[0x7FE00010] = (
        write.encapsulated(0x7FE00010, STREAM)
        if is_compressed
        else write.element(0x7FE00010, "OW", native)
    )
    return elements


def file_of(write: Writer, extra: dict[int, bytes], without: tuple[int, ...] = ()) -> bytes:
    """Make a file of an image with more elements, or without some."""
    elements = {**elements_of(write), **extra}
    return write.file(b"".join(elements[tag] for tag in sorted(elements) if tag not in without))


def assert_shows(data: bytes) -> tuple[Instance, set[str]]:
    """Assert that the image is shown; return it and the warnings' codes."""
    instance, codes = warned(data)
    np.testing.assert_array_equal(instance.stored_values(0), STORED)
    assert outcome(data) == "shown"
    return instance, codes


WRONG = {
    "item": lambda by: Lengths(item=by),
    "sequence": lambda by: Lengths(sequence=by),
    "both": lambda by: Lengths(by, by),
}


@pytest.mark.parametrize(
    "by", [-34, -24, -16, -9, -8, -7, -2, -1, 1, 2, 7, 8, 9, 16, 24, 33, 51, 150, 1000, 1 << 31]
)
@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize(("syntax", "sequence"), WRITTEN)
def test_an_image_after_a_wrong_length_is_found(
    syntax: str, sequence: str, wrong: str, by: int
) -> None:
    write = WRITERS[syntax]
    tag, written = SEQUENCES[sequence]
    instance, _ = assert_shows(file_of(write, {tag: written(write, WRONG[wrong](by))}))
    tags = instance.metadata
    assert "Phantom" in str(tags["00100010"])
    assert tags["0020000E"]["Value"] == ["1.2.3.4.5"]


@pytest.mark.parametrize("item", [None, 0])
@pytest.mark.parametrize("sequence_length", [None, 0])
@pytest.mark.parametrize(("syntax", "sequence"), WRITTEN)
def test_an_image_after_missing_delimiters_is_found(
    syntax: str, sequence: str, sequence_length: int | None, item: int | None
) -> None:
    write = WRITERS[syntax]
    tag, written = SEQUENCES[sequence]
    wrong = Lengths(sequence_length, item, delimiters=False)
    assert_shows(file_of(write, {tag: written(write, wrong)}))
    data = file_of(write, {tag: written(write, Lengths(sequence_length, item))})
    assert assert_shows(data)[1] == set()


@pytest.mark.parametrize("syntax", WRITERS.keys() - {"big endian"})
def test_a_recovered_image_is_warned_of(syntax: str) -> None:
    write = WRITERS[syntax]
    tag, written = SEQUENCES["compressed icon"]
    instance, codes = assert_shows(file_of(write, {tag: written(write, Lengths(-24, -24))}))
    assert codes == {"pixels"}
    icons = instance.metadata["00880200"]["Value"]
    assert [each["00280010"]["Value"] for each in icons] == [[2]]
    assert instance.metadata["00400254"]["Value"] == ["Step"]


def test_an_icon_that_overwrites_the_image_is_put_back() -> None:
    """Its item ends before its size, which is then read as the image's."""
    write = WRITERS["explicit"]
    content = icon(write, write.element(0x7FE00010, "OB", LETTERS[:8]))
    short = content.index(write.element(0x280010, "US", 2)) - len(content)
    tag, written = SEQUENCES["icon"]
    instance, codes = assert_shows(file_of(write, {tag: written(write, Lengths(short, short))}))
    assert instance.summary["rows"] == 5
    assert codes == {"pixels"}


@pytest.mark.parametrize("syntax", ["explicit", "implicit", "big endian"])
def test_an_item_that_swallows_the_size_of_the_image_gives_it_back(syntax: str) -> None:
    """Its length and the sequence's end with an element, so that nothing else seems wrong."""
    write = WRITERS[syntax]
    elements = elements_of(write)
    swallowed = sum(len(each) for tag, each in elements.items() if 0x81140 < tag < 0x280100)
    tag, written = SEQUENCES["references"]
    data = file_of(write, {tag: written(write, Lengths(swallowed, swallowed))})
    assert assert_shows(data)[1] == {"pixels"}


@pytest.mark.parametrize("sequence", ["references", "nested", "private", "after the image's"])
def test_an_item_that_swallows_all_to_the_last_byte_gives_the_image_back(sequence: str) -> None:
    write = WRITERS["explicit"]
    tag, written = SEQUENCES[sequence]
    elements = elements_of(write)
    swallowed = sum(len(each) for key, each in elements.items() if key > tag)
    for wrong in (Lengths(swallowed, swallowed), Lengths(swallowed)):
        assert "pixels" in assert_shows(file_of(write, {tag: written(write, wrong)}))[1]


def test_items_with_implicit_value_representations_stay_as_they_are() -> None:
    write, implicit = WRITERS["explicit"], Writer(ExplicitVRLittleEndian, is_implicit=True)
    item = private(implicit)
    sequence = write.sequence(0x291010, [item, item], vr="UN")
    wrong = write.sequence(0x400275, [write.element(0x400007, "LO", "Head")], Lengths(9, 9))
    instance, codes = assert_shows(file_of(write, {0x291010: sequence, 0x400275: wrong}))
    assert codes == {"pixels"}
    whole = Instance.open(file_of(write, {0x291010: sequence}))
    assert instance.metadata["00291010"] == whole.metadata["00291010"]


def test_stray_delimiters_between_elements_end_nothing() -> None:
    write = WRITERS["explicit"]
    stray = struct.pack("<HHLHHL", 0xFFFE, 0xE00D, 0, 0xFFFE, 0xE0DD, 0)
    data = file_of(write, {0x82111: write.element(0x82111, "ST", "x") + stray})
    assert assert_shows(data)[1] == {"pixels"}


def test_two_wrong_sequences_are_ended_both() -> None:
    write = WRITERS["explicit"]
    extra = {}
    for name in ("references", "compressed icon", "private"):
        tag, written = SEQUENCES[name]
        extra[tag] = written(write, Lengths(-12, -12))
    instance, codes = assert_shows(file_of(write, extra))
    assert "pixels" in codes
    assert "00400254" in instance.metadata


def test_what_follows_the_pixel_data_is_read() -> None:
    write = WRITERS["explicit"]
    tag, written = SEQUENCES["icon"]
    after = {0xFFFCFFFC: write.element(0xFFFCFFFC, "OB", bytes(12))}
    instance, _ = assert_shows(file_of(write, {tag: written(write, Lengths(9, 9)), **after}))
    assert "FFFCFFFC" in instance.metadata


def test_the_pixel_data_of_a_recovered_file_stay_where_they_are() -> None:
    write = WRITERS["explicit"]
    tag, written = SEQUENCES["icon"]
    data = file_of(write, {tag: written(write, Lengths(9, 9))})
    file = MemoryBytes(data)
    dataset, _ = dicom_file.read_dataset(file)
    values = dataset["PixelData"].data
    assert np.shares_memory(np.frombuffer(values.read(0, 70), np.uint8), np.frombuffer(data, "u1"))


@pytest.mark.parametrize("lost", [1, 20, 60])
def test_a_recovered_file_may_be_cut_as_well(lost: int) -> None:
    write = WRITERS["explicit"]
    tag, written = SEQUENCES["references"]
    data = file_of(write, {tag: written(write, Lengths(24, 24))})
    assert outcome(data[:-lost]) == "truncated"


NO_IMAGE = {0x80016: ("UI", GrayscaleSoftcopyPresentationStateStorage)}
OF_IMAGE = tuple(tag for tag in elements_of(WRITERS["explicit"]) if tag >= 0x280002)


@pytest.mark.parametrize(
    ("syntax", "sequence"), [each for each in WRITTEN if "compressed" not in each]
)
@pytest.mark.parametrize("lengths", [RIGHT, Lengths(None, None)])
def test_a_well_formed_file_without_an_image_has_none(
    lengths: Lengths, syntax: str, sequence: str
) -> None:
    write = WRITERS[syntax]
    tag, written = SEQUENCES[sequence]
    extra = {key: write.element(key, *each) for key, each in NO_IMAGE.items()}
    data = file_of(write, {tag: written(write, lengths), **extra}, without=OF_IMAGE)
    assert outcome(data) == "no-image"
    nested = write.sequence(0x81115, [written(write, lengths)], lengths)
    assert outcome(file_of(write, {0x81115: nested, **extra}, without=OF_IMAGE)) == "no-image"


@pytest.mark.parametrize("cut", [1, 8, 30, 60])
def test_the_icon_of_a_file_that_is_cut_is_not_taken_for_its_image(cut: int) -> None:
    write = WRITERS["explicit"]
    tag, written = SEQUENCES["compressed icon"]
    data = file_of(write, {tag: written(write, RIGHT)}, without=(0x7FE00010,))
    assert outcome(data[:-cut]) == "truncated"


@pytest.mark.parametrize("syntax", ["explicit", "implicit", "big endian"])
@pytest.mark.parametrize("wrong", ["sequence", "both"])
def test_functional_groups_of_a_wrong_length_are_read_frame_by_frame(
    wrong: str, syntax: str
) -> None:
    write = WRITERS[syntax]
    tag, written = SEQUENCES["functional groups"]
    data = file_of(write, {tag: written(write, WRONG[wrong](9))})
    groups = frame_groups(dicom_file.read_dataset(MemoryBytes(data))[0])
    assert groups is not None
    planes = [groups.item(frame).PlanePositionSequence[0] for frame in range(groups.count)]
    assert [each.ImagePositionPatient for each in planes] == [[0, 0, 1], [0, 0, 2]]


def test_a_sound_file_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    recovered: list[bool] = []

    def observed(data: FileBytes, *, has_image: bool) -> object:
        recovered.append(has_image)
        return recover(data, has_image=has_image)

    monkeypatch.setattr(swallowed_image, "recover", observed)
    for write in WRITERS.values():
        for tag, written in SEQUENCES.values():
            Instance.open(file_of(write, {tag: written(write, RIGHT)}))
        tag, written = SEQUENCES["references"]
        assert outcome(file_of(write, {tag: written(write, RIGHT)}, OF_IMAGE)) == "no-image"
    assert recovered == []


def test_warnings_of_the_first_reading_are_those_of_a_file_that_is_kept() -> None:
    write = WRITERS["compressed"]
    data = file_of(write, {})
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        dicom_file.read_dataset(MemoryBytes(data[:-8]))
    assert [str(each.message.code) for each in caught if hasattr(each.message, "code")] == [
        "truncated"
    ]


def repeated(unit: bytes, size: int) -> bytes:
    return unit * (size // len(unit))


class CountedBytes(MemoryBytes):
    """Bytes that count how many of them are read."""

    count = 0

    def read(self, start: int, stop: int) -> memoryview:
        data = super().read(start, stop)
        self.count += len(data)
        return data


GARBAGE = {
    "noise": lambda size: np.random.default_rng(3).bytes(size),
    "tags of pixel data": lambda size: repeated(b"\xe0\x7f\x10\0", size),
    "headers of pixel data": lambda size: repeated(b"\xe0\x7f\x10\0OW\0\0\x08\0\0\0", size),
    "encapsulated": lambda size: repeated(
        b"\xe0\x7f\x10\0OB\0\0\xff\xff\xff\xff\xfe\xff\0\xe0\0\0\0\0", size
    ),
    "items": lambda size: repeated(b"\xfe\xff\0\xe0\0\0\0\0", size),
    "open items": lambda size: repeated(b"\xfe\xff\0\xe0\xff\xff\xff\xff", size),
    "open sequences": lambda size: repeated(
        b"\x08\0\x40\x11SQ\0\0\xff\xff\xff\xff\xfe\xff\0\xe0\xff\xff\xff\xff", size
    ),
    "sequences of wrong lengths": lambda size: repeated(
        b"\x08\0\x40\x11SQ\0\0\xff\xff\0\0\xfe\xff\0\xe0\xff\xff\0\0", size
    ),
    "delimiters": lambda size: repeated(b"\xfe\xff\x0d\xe0\0\0\0\0", size),
    "zeros": bytes,
    "image groups": lambda size: repeated(b"\x28\0\x02\0US\x02\0\x01\0", size),
}


@pytest.mark.parametrize("kind", GARBAGE)
@pytest.mark.parametrize("end", ["pixel data", "nothing"])
def test_garbage_is_read_a_few_times_at_most(kind: str, end: str) -> None:
    write = WRITERS["explicit"]
    head = write.file(write.element(0x80016, "UI", SecondaryCaptureImageStorage))
    rest = elements_of(write)[0x7FE00010] if end == "pixel data" else b""
    file = CountedBytes(head + GARBAGE[kind](1 << 20) + rest)
    with contextlib.suppress(ViewerError):
        dicom_file.read_dataset(file)
    assert file.count < 40 * file.size


@pytest.mark.parametrize("kind", ["open sequences", "image groups"])
def test_no_more_headers_are_read_than_in_reasonable_time(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = []
    header_at = ElementEncoding.header_at

    def counted(self: ElementEncoding, data: Blocks, at: int) -> object:
        headers.append(at)
        return header_at(self, data, at)

    monkeypatch.setattr(ElementEncoding, "header_at", counted)
    monkeypatch.setattr("dicom_viewer.recovery.element_tree._MAX_HEADERS", 1000)
    garbage = GARBAGE[kind](1 << 20)
    recover(MemoryBytes(garbage + elements_of(WRITERS["explicit"])[0x7FE00010]), has_image=False)
    assert 0 < len(headers) < 10_000
