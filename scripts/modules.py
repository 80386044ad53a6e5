"""Print, as JSON, what each module of dicom_viewer says of itself and what it imports."""

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path


def describe_modules(package: Path) -> dict[str, dict[str, object]]:
    """Map the name of each module below a package to its docstring and its imports.

    A package has the name of its `__init__`, as in `dicom_viewer.pixels.__init__`. An import is the
    name of a module, also where one of its names is imported. The standard library isn't listed.
    """
    paths = {
        ".".join(path.relative_to(package.parent).with_suffix("").parts): path
        for path in sorted(package.rglob("*.py"))
    }
    return {
        name: {"doc": ast.get_docstring(tree) or "", "imports": sorted(set(imports(tree, paths)))}
        for name, path in paths.items()
        for tree in [ast.parse(path.read_text(encoding="utf-8"))]
    }


def imports(tree: ast.Module, modules: dict[str, Path]) -> Iterator[str]:
    """Yield the modules that one imports, also those for types or within a function."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                found = [alias.name for alias in names]
            case ast.ImportFrom(level=0, module=str(module), names=names):
                # `from package import name` imports a module where there is one of that name.
                inner = [f"{module}.{alias.name}" for alias in names]
                found = [
                    name if {name, f"{name}.__init__"} & modules.keys() else module
                    for name in inner
                ]
            case ast.ImportFrom():
                message = f"line {node.lineno} imports relatively, which isn't followed"
                raise ValueError(message)
            case _:
                continue
        for name in found:
            if f"{name}.__init__" in modules:
                yield f"{name}.__init__"
            elif name.split(".")[0] not in sys.stdlib_module_names:
                yield name


if __name__ == "__main__":
    sys.stdout.write(json.dumps(describe_modules(Path(sys.argv[1]))))
