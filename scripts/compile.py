"""Compile each module below a folder, inside Pyodide, on behalf of pack.mjs."""

import py_compile
from pathlib import Path

OWN_PACKAGE = "dicom_viewer"
SITE_PACKAGES = "/lib/python3.13/site-packages"


def compile_tree(folder: str) -> None:
    """Put `module.pyc` in the place of `module.py`, where Python finds it without its source.

    The docstrings of dicom_viewer are left out; NumPy needs its own. Tracebacks name the places
    that the modules will be at.
    """
    root = Path(folder)
    for source in sorted(root.rglob("*.py")):
        path = source.relative_to(root)
        py_compile.compile(
            str(source),
            cfile=str(source.with_suffix(".pyc")),
            dfile=f"{SITE_PACKAGES}/{path}",
            doraise=True,
            optimize=2 if path.parts[0] == OWN_PACKAGE else 0,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        source.unlink()
