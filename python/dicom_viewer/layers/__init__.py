"""Layers above an image: overlay planes and display shutters (PS3.3 C.9 and C.7.6.11)."""
