"""Layers above an image, of a grid of their own: segmentations, dose, a second series."""
