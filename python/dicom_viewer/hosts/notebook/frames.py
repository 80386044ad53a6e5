"""Files of several frames, which a page has frame by frame, as from a DICOMweb server."""

import io
import json
import struct
from functools import cached_property

from pydicom import dcmread
from pydicom.encaps import get_frame
from pydicom.pixels.utils import get_expected_length

from dicom_viewer.dataset.file_bytes import Blocks, FileBytes, FileUnreadable, Stream
from dicom_viewer.hosts.notebook.sources import MadeFile

LEAST_BYTES = 4 << 20
"""How long a file is at least whose frames travel apart: a shorter one is there at once."""

_PIXEL_DATA = (0x7FE0, 0x0010)
_AVAILABLE_TRANSFER_SYNTAX_UID = 0x00083002


class FramedFile:
    """A file whose frames can be read apart from each other.

    Parameters
    ----------
    file : FileBytes
        The file.

    Raises
    ------
    Exception
        Whatever pydicom raises of a file that it can't read.
    ValueError
        If the file has one frame, its frames don't begin at bytes, or not all are there.
    """

    def __init__(self, file: FileBytes) -> None:
        self._bytes = Stream(Blocks(file)).binary_io
        self._dataset = dcmread(self._bytes, stop_before_pixels=True)
        self._start = self._bytes.tell()
        self.transfer_syntax = self._dataset.file_meta.TransferSyntaxUID
        self.count = int(self._dataset.get("NumberOfFrames") or 1)
        if self.count == 1 or self.transfer_syntax.is_deflated:
            raise ValueError("The file is read as a whole.")
        self._values = self._start_of_values()
        self.metadata = self._metadata()
        self.frame(self.count - 1)  # all are there

    def _metadata(self) -> bytes:
        """Return the data set without its pixel data, as a server has it (PS3.18 F), UTF-8."""
        model = self._dataset.to_json_dict(suppress_invalid_tags=True)
        model[f"{_AVAILABLE_TRANSFER_SYNTAX_UID:08X}"] = {
            "vr": "UI",
            "Value": [self.transfer_syntax],
        }
        return json.dumps([model]).encode()

    def frame(self, index: int) -> bytes:
        """Return a frame as it is stored.

        Parameters
        ----------
        index : int
            Which one, from 0.

        Raises
        ------
        ValueError
            If the file ends before it.
        """
        if not 0 <= index < self.count:
            raise ValueError(f"There is no frame {index}.")
        self._bytes.seek(self._values)
        if self.transfer_syntax.is_encapsulated:
            return get_frame(self._bytes, index, number_of_frames=self.count)
        self._bytes.seek(index * self._frame_length, io.SEEK_CUR)
        frame = self._bytes.read(self._frame_length)
        if len(frame) < self._frame_length:
            raise ValueError(f"The file ends before frame {index}.")
        return frame

    @cached_property
    def _frame_length(self) -> int:
        if self._dataset.BitsAllocated % 8:
            raise ValueError("The frames don't begin at bytes.")
        return get_expected_length(self._dataset) // self.count

    def _start_of_values(self) -> int:
        """Return where the pixel data's value begins (PS3.5 7.1)."""
        head = self._bytes.read(12)
        syntax = self.transfer_syntax
        tag = struct.unpack("<HH" if syntax.is_little_endian else ">HH", head[:4])
        if tag != _PIXEL_DATA:
            raise ValueError("The file has no pixel data.")
        return self._start + (8 if syntax.is_implicit_VR else 12)


def framed(file: FileBytes) -> FramedFile | None:
    """Return a file by its frames; None of one that a page had better have as a whole."""
    if isinstance(file, MadeFile):
        return None  # it is made when it is read
    try:
        if file.size < LEAST_BYTES:
            return None
        return FramedFile(file)
    except (Exception, FileUnreadable):  # noqa: BLE001 - the element reads it with more care
        return None
