"""What the wheel has beside the package's modules: files that are made or kept elsewhere."""

import re
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_IS_OF_FRONT_END = re.compile(r"\.(js|wasm|bin|zip)$|^licenses/|^LICENSE$")
"""What a notebook's page runs, and under which licences; types are for those who build pages."""


class WheelFiles(BuildHookInterface[Any]):
    """Adds the files; an editable installation finds them where they are."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add them before the wheel is written."""
        if version == "editable":
            return
        project = Path(self.root).parent
        included = build_data["force_include"]
        for name in ("messages.ts", "worker-messages.ts"):
            source = project / "src" / "languages" / "en" / name
            included[str(source)] = f"dicom_viewer/hosts/en/{name}"
        dist = project / "dist"
        if not (dist / "notebook.js").exists():
            raise FileNotFoundError("The wheel holds dist/: `npm run build` makes it.")
        for path in sorted(dist.rglob("*")):
            name = path.relative_to(dist).as_posix()
            if path.is_file() and _IS_OF_FRONT_END.search(name):
                included[str(path)] = f"dicom_viewer/hosts/notebook/dist/{name}"
