"""DICOM files (PS3.10) as data sets, also deflated or damaged ones; the DICOMDIR."""
