"""Where the frames of encapsulated pixel data lie (PS3.5 A.4), also where the file is wrong."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate
from pydicom.uid import UID, RLELossless
from pydicom.valuerep import VR

from dicom_viewer.dataset.elements import bytes_of, integer
from dicom_viewer.dataset.file_bytes import Blocks, FileBytes, MemoryBytes
from dicom_viewer.dataset.pixel_data import PixelDataElement, pixel_data
from dicom_viewer.errors import ErrorCode, ViewerError, WarningCode, warn
from dicom_viewer.transfer_syntax.codestream import (
    MAX_HEADER,
    START_LENGTH,
    CodestreamHeader,
    header_of,
    starts_stream,
)
from dicom_viewer.transfer_syntax.fragments import ITEM, Fragments, Span, parse_fragments
from dicom_viewer.transfer_syntax.frame_fragments import FrameLayout, frames_of
from dicom_viewer.transfer_syntax.uncompressed import UNCOMPRESSED, native_frame_bytes

_WITHOUT_HEADER = (RLELossless, *UNCOMPRESSED)
"""Where the stream of a frame doesn't say what its samples are."""

_EXTENDED = ("ExtendedOffsetTable", "ExtendedOffsetTableLengths")

_EOI = b"\xff\xd9"
_EOI_REACH = 10
"""How far before its end pydicom looks for a fragment's end of image."""


@dataclass(frozen=True)
class EncapsulatedFrames:
    """The frames of an encapsulated value, found once.

    Attributes
    ----------
    value : FileBytes
        The value of *Pixel Data*.
    frames : Sequence[Sequence[Span]]
        Of each frame, where its fragments lie in `value`.
    transfer_syntax : pydicom.uid.UID
        How they are encoded.
    """

    value: FileBytes = field(repr=False)
    frames: Sequence[Sequence[Span]] = field(repr=False)
    transfer_syntax: UID

    def __len__(self) -> int:
        """Return how many frames there are."""
        return len(self.frames)

    def __getitem__(self, index: int) -> bytes:
        """Return the encoded stream of a frame."""
        return b"".join(self.value.read(start, stop) for start, stop in self.frames[index])

    def head(self, index: int) -> bytes:
        """Return as much of the stream of a frame as its header may take."""
        head = bytearray()
        for start, stop in self.frames[index]:
            head += self.value.read(start, min(stop, start + MAX_HEADER - len(head)))
            if len(head) == MAX_HEADER:
                break
        return bytes(head)

    def header(self, stream: bytes) -> CodestreamHeader | None:
        """Return what the stream of a frame says of itself; None where it says nothing."""
        return None if self.transfer_syntax in _WITHOUT_HEADER else header_of(stream)


def find_frames(dataset: Dataset, uid: UID) -> EncapsulatedFrames:
    """Find the frames of a data set's *Pixel Data*, and put the data set right where it is wrong.

    Which fragments make a frame is as `frame_fragments` says. A frame that is cut is left out: no
    decoder makes more of it than an error.

    Parameters
    ----------
    dataset : pydicom.dataset.Dataset
        The data set; a *Number of Frames* or an encapsulation by which pydicom would find other
        frames is replaced in it, with a warning.
    uid : pydicom.uid.UID
        The transfer syntax.

    Returns
    -------
    EncapsulatedFrames
        The frames.

    Raises
    ------
    ViewerError
        `decode` if the pixel data aren't encapsulated, `truncated` if there is no frame.
    """
    data = pixel_data(dataset, "PixelData")
    value = Blocks(data)
    claimed = max(integer(dataset, "NumberOfFrames") or 1, 1)
    fragments = _fragments_of(dataset, value, uid)
    table = _long_integers(dataset, _EXTENDED[0])
    layout = FrameLayout(uid, claimed, table, native_frame_bytes(dataset))
    frames = frames_of(value, fragments, layout)
    if fragments.is_cut:
        frames = [frame for frame in frames if frame[-1] != fragments.spans[-1]]
    if not any(start < stop for frame in frames for start, stop in frame):
        raise ViewerError(ErrorCode.TRUNCATED, "no-whole-frame")
    _settle_number_of_frames(dataset, claimed, len(frames))
    found = EncapsulatedFrames(data, frames, uid)
    if fragments.is_sound and _does_pydicom_agree(dataset, value, fragments, frames):
        return found
    if not fragments.is_cut and len(frames) >= claimed:
        warn("fragments-wrong")
    _encapsulate_anew(dataset, found)
    return found


def _fragments_of(dataset: Dataset, value: Blocks, uid: UID) -> Fragments:
    """Return the items of a value; one that is a bare stream is as good as one fragment.

    Raises
    ------
    ViewerError
        `decode` if the value is neither.
    """
    if ITEM.startswith(value.read(0, len(ITEM))):
        element = dataset.get_item("PixelData")
        items = element.items if isinstance(element, PixelDataElement) else ()
        return parse_fragments(value, items)
    if not starts_stream(value.read(0, START_LENGTH)):
        raise ViewerError(ErrorCode.DECODE, "not-encapsulated", name=uid.name)
    return Fragments((), [(0, value.size)], is_cut=False, is_sound=False)


def _settle_number_of_frames(dataset: Dataset, claimed: int, found: int) -> None:
    if found == claimed:
        return
    if found < claimed:
        warn("frames-missing", WarningCode.TRUNCATED, found=found, count=claimed)
    else:
        warn("frames-not-counted", found=found, count=claimed)
    # a new element: the value representation of the old one may be what is wrong
    dataset.add_new("NumberOfFrames", VR.IS, found)


def _does_pydicom_agree(
    dataset: Dataset, value: Blocks, fragments: Fragments, frames: Sequence[Sequence[Span]]
) -> bool:
    """Return whether `Dataset.pixel_array` finds the same frames in sound encapsulation."""
    spans = [span for frame in frames for span in frame]
    firsts = [fragments.offset_of(frame[0]) for frame in frames]
    if any(keyword in dataset for keyword in _EXTENDED):
        offsets, lengths = (_long_integers(dataset, keyword) for keyword in _EXTENDED)
        sizes = [stop - start for start, stop in spans]
        return (
            offsets == firsts
            and len(lengths) == len(sizes) == len(firsts)
            and all(size - 1 <= length <= size for size, length in zip(sizes, lengths, strict=True))
        )
    if fragments.table:
        return list(fragments.table) == firsts
    if len(frames) == 1 or len(fragments.spans) == len(spans) == len(frames):
        return True
    return len(fragments.spans) == len(spans) and all(
        (_EOI in value.read(max(start, stop - _EOI_REACH), stop)) == (i == len(frame))
        for frame in frames
        for i, (start, stop) in enumerate(frame, start=1)
    )


def _long_integers(dataset: Dataset, keyword: str) -> list[int]:
    """Return the numbers of an extended offset table; none of one that pydicom can't unpack."""
    value = bytes_of(dataset, keyword)
    if len(value) % 8:
        return []
    return list(struct.unpack(f"<{len(value) // 8}Q", value))


def _encapsulate_anew(dataset: Dataset, found: EncapsulatedFrames) -> None:
    """Replace the encapsulation of a data set by a sound one of the same frames."""
    element = dataset["PixelData"]
    dataset["PixelData"] = PixelDataElement(
        element.tag, element.VR, _SoundEncapsulation(found), is_undefined_length=True
    )
    for keyword in _EXTENDED:
        if keyword in dataset:
            del dataset[keyword]


class _SoundEncapsulation:
    """Frames encapsulated when somebody asks for their bytes: the viewer itself doesn't."""

    in_memory = True

    def __init__(self, frames: EncapsulatedFrames) -> None:
        self._frames = frames

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return self._value.size

    def read(self, start: int, stop: int) -> memoryview:
        """Return some of them."""
        return self._value.read(start, stop)

    @cached_property
    def _value(self) -> MemoryBytes:
        frames = self._frames
        streams = (frames[index] for index in range(len(frames)))
        return MemoryBytes(encapsulate([stream.ljust(2, b"\0") for stream in streams]))
