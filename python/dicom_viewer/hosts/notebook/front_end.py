"""The files of the npm package's `dist/`, which the widget sends to its page."""

import hashlib
from functools import cache
from pathlib import Path

from dicom_viewer.hosts.disk_file import DiskFile

_FOLDERS = (
    Path(__file__).parent / "dist",  # of the wheel
    Path(__file__).parents[4] / "dist",  # of a checkout
)

_SUFFIXES = {".js", ".wasm", ".bin", ".zip"}
"""What a page runs or reads; the rest is for those who build pages."""

MODULE = "notebook.js"
"""What a notebook runs first; it asks for the others."""


@cache
def files() -> dict[str, int]:
    """Return the size in bytes of each file that a page may ask for, by its path below `dist/`."""
    folder = _folder()
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix in _SUFFIXES]
    return {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in paths
        if path.name != MODULE
    }


@cache
def fingerprint() -> str:
    """Return what differs between two versions of the files: pages keep those of one."""
    digest = hashlib.sha256()
    for name in files():
        digest.update(name.encode() + (_folder() / name).read_bytes())
    return digest.hexdigest()[:16]


def read(name: str, start: int, stop: int) -> bytes:
    """Return a part of a file.

    Raises
    ------
    KeyError
        If a page may not ask for it.
    """
    if name not in files():
        raise KeyError(name)
    return DiskFile(_folder() / name).read(start, stop)


def module() -> str:
    """Return the text of the module that a notebook runs first."""
    return (_folder() / MODULE).read_text(encoding="utf-8")


@cache
def _folder() -> Path:
    found = (folder for folder in _FOLDERS if (folder / MODULE).exists())
    if (folder := next(found, None)) is None:
        raise FileNotFoundError("The front end is missing: install the wheel, or `npm run build`.")
    return folder
