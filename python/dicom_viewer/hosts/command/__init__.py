"""`python -m dicom_viewer`: renders files to PNG, with native codecs and no browser."""
