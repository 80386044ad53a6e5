"""What the wheel has beside the package's modules: files that are made or kept elsewhere."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelFiles(BuildHookInterface[Any]):
    """Adds the files; an editable installation finds them where they are."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add them before the wheel is written."""
        if version == "editable":
            return
        for name in ("messages.ts", "worker-messages.ts"):
            source = Path(self.root, "..", "src", "languages", "en", name)
            build_data["force_include"][str(source)] = f"dicom_viewer/hosts/en/{name}"
