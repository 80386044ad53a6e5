"""Files of PS3.10: bytes to a data set, also deflated ones, and DICOMDIR."""
