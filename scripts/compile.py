"""Compile each module below a folder, inside Pyodide, on behalf of pack.mjs."""

import py_compile
from pathlib import Path

SITE_PACKAGES = "/lib/python3.13/site-packages"


def compile_tree(folder: str) -> None:
    """Put `module.pyc` in the place of `module.py`, where Python finds it without its source.

    Docstrings stay, for NumPy needs them. Tracebacks name the places that the modules will be at.
    """
    root = Path(folder)
    for source in sorted(root.rglob("*.py")):
        py_compile.compile(
            str(source),
            cfile=str(source.with_suffix(".pyc")),
            dfile=f"{SITE_PACKAGES}/{source.relative_to(root)}",
            doraise=True,
            optimize=0,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        source.unlink()
