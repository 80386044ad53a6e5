"""Render DICOM data sets to RGBA with pydicom and NumPy.

Every module but `bridge` is plain Python on arrays and runs under any CPython.
"""

from dicom_viewer.errors import ErrorCode, ViewerError, ViewerWarning, WarningCode
from dicom_viewer.rendering.frame import RenderedFrame
from dicom_viewer.rendering.view import CrosshairChoice, View
from dicom_viewer.study.instance import Instance
from dicom_viewer.study.study import Study

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
