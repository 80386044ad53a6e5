"""The DICOM JSON model of a data set, its summary, and its cine timing."""
