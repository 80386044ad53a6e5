"""Render DICOM data sets to RGBA with pydicom and NumPy.

Every module but `bridge` is plain Python on arrays and runs under any CPython.
"""

from typing import TYPE_CHECKING

from dicom_viewer.errors import ErrorCode, ViewerError, ViewerWarning, WarningCode
from dicom_viewer.rendering.frame import RenderedFrame
from dicom_viewer.rendering.view import CrosshairChoice, View
from dicom_viewer.study.instance import Instance
from dicom_viewer.study.study import Study

if TYPE_CHECKING:
    from dicom_viewer.hosts.notebook.widget import DicomViewer

__all__ = [
    "CrosshairChoice",
    "ErrorCode",
    "Instance",
    "RenderedFrame",
    "Study",
    "View",
    "ViewerError",
    "ViewerWarning",
    "WarningCode",
]


def __getattr__(name: str) -> "type[DicomViewer]":
    """Import the widget when it is first asked for: it needs anywidget, which pages lack."""
    if name != "DicomViewer":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        from dicom_viewer.hosts.notebook.widget import DicomViewer  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise ImportError(
            'Notebooks need anywidget: pip install "dicom-viewer[notebook]"'
        ) from error
    return DicomViewer
