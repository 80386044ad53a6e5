"""What a source holds while it is open: instances, series, volumes."""
