"""What lies above an image: overlay planes and display shutters."""
