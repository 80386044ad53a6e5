"""Prepares Python before the start image of its memory is taken, and resumes it from that image.

The image holds what was imported, and no file: the archive of a module that it doesn't hold is
fetched when that module is imported.
"""

import codecs
import gc
import importlib
import json
import pkgutil
import random
import sys
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from io import BytesIO
from types import ModuleType

import numpy as np
import pydicom.pixels.decoders
from pydicom.charset import python_encoding
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian

from dicom_viewer import bridge
from dicom_viewer.colour.colormaps import COLORMAPS, colormap
from dicom_viewer.errors import ErrorCode, Message, ViewerError


def prepare() -> None:
    """Import what showing an image can need, use it once, and tidy up; then the image is taken."""
    for module in pkgutil.iter_modules(pydicom.pixels.decoders.__path__):
        importlib.import_module(f"{pydicom.pixels.decoders.__name__}.{module.name}")
    for encoding in set(python_encoding.values()):
        codecs.lookup(encoding)
    for name in COLORMAPS:
        colormap(name)  # which lie in files
    _show_an_image()
    gc.collect()


def resume(fetch_module: Callable[[str], bool | str]) -> None:
    """Go on from the image.

    Parameters
    ----------
    fetch_module : Callable[[str], bool | str]
        Called with the name of a module that is missed: puts the archive that holds it where Python
        finds it, and returns whether it did; or why it can't be fetched, as a `Message` in JSON.
        There is nothing to do for a module that no archive holds, or whose archive is there.
    """
    random.seed()  # or each page would draw the same numbers
    sys.meta_path.insert(sys.meta_path.index(PathFinder), _ModuleFetcher(fetch_module))


class _ModuleFetcher(MetaPathFinder):
    """Has a module's archive fetched before the path is searched for it."""

    def __init__(self, fetch_module: Callable[[str], bool | str]) -> None:
        self._fetch_module = fetch_module

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None, /
    ) -> ModuleSpec | None:
        """Find nothing: the finder after this one does.

        Raises
        ------
        ViewerError
            `network` if the archive can't be fetched.
        """
        del path, target
        fetched = self._fetch_module(fullname)
        if isinstance(fetched, str):
            why: Message = json.loads(fetched)
            raise ViewerError(ErrorCode.NETWORK, why["reason"], **why["parameters"])
        if fetched:
            importlib.invalidate_caches()
        return None


def _show_an_image() -> None:
    """Open and render a file, so that what is made at the first use is part of the image."""
    dataset = Dataset()
    dataset.SOPClassUID, dataset.SOPInstanceUID = CTImageStorage, "1.2"
    dataset.PatientName = "A^B"
    dataset.Rows = dataset.Columns = 2
    dataset.BitsAllocated = dataset.BitsStored = 16
    dataset.HighBit = 15
    dataset.PixelRepresentation = 1
    dataset.SamplesPerPixel = 1
    dataset.PhotometricInterpretation = "MONOCHROME2"
    dataset.WindowCenter = dataset.WindowWidth = 2
    dataset.PixelData = np.arange(4, dtype="<i2").tobytes()
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    file = BytesIO()
    dataset.save_as(file, enforce_file_format=True)
    data = file.getvalue()
    bridge.register_file_reader(lambda _study, _index, start, stop: _Buffer(data[start:stop]))
    bridge.add_file(0, 0, len(data), "heap")
    bridge.picture(0, json.dumps({"frame": 0}), None, True, lambda _size: _Buffer())  # noqa: FBT003
    bridge.close_study(0)


class _Buffer:
    """What JavaScript gives to the bridge, made of bytes."""

    def __init__(self, content: bytes = b"") -> None:
        self._content = content

    def to_bytes(self) -> bytes:
        """Return the bytes."""
        return self._content

    def assign(self, rhs: object, /) -> None:
        """Take bytes that nobody looks at."""
