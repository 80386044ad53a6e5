"""The DICOM JSON model of a data set (PS3.18 F), the summary of its image, its cine timing."""
