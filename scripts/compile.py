"""Compile each module below a folder, inside Pyodide, on behalf of pack.mjs."""

import ast
import marshal
from importlib.util import MAGIC_NUMBER, source_hash
from pathlib import Path

UNCHECKED_HASH = 1
"""The flag of a `.pyc` file that is never compared with its source (PEP 552)."""

OWN_DOCSTRINGS = ("pyodide/", "_pyodide/")
"""The packages that read docstrings: of functions that they replace, when they start."""

DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)

NEW_DOCUMENTATION = "numpy/_core/_add_newdocs"
"""The modules that only give docstrings to NumPy's functions in C, by calls of `add_newdoc`."""


def compile_tree(folder: str, place: str) -> None:
    """Put `module.pyc` in the place of `module.py`, where Python finds it without its source.

    Docstrings become empty: nobody reads them here, and they are a tenth of the start image.

    Parameters
    ----------
    folder : str
        Where the modules are.
    place : str
        Where they will be imported from: tracebacks name that.
    """
    root = Path(folder)
    for source in sorted(root.rglob("*.py")):
        path = str(source.relative_to(root))
        text = source.read_bytes()
        tree = ast.parse(text)
        if not path.startswith(OWN_DOCSTRINGS):
            empty_docstrings(tree)
        if path.startswith(NEW_DOCUMENTATION):
            tree.body = [statement for statement in tree.body if not is_call_of_add(statement)]
        code = compile(tree, f"{place}/{path}", "exec", dont_inherit=True)
        head = MAGIC_NUMBER + UNCHECKED_HASH.to_bytes(4, "little") + source_hash(text)
        source.with_suffix(".pyc").write_bytes(head + marshal.dumps(code))
        source.unlink()


def empty_docstrings(tree: ast.Module) -> None:
    """Empty the docstrings of a module; they stay text, to which decorators may append."""
    for node in ast.walk(tree):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            node.body[0].value = ast.copy_location(ast.Constant(""), node.body[0].value)


def is_call_of_add(statement: ast.stmt) -> bool:
    """Return whether a statement is `add_newdoc(…)`."""
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Call)
        and getattr(statement.value.func, "id", "") == "add_newdoc"
    )
