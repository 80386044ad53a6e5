"""Lengths, angles, areas and statistics of marks, in the units of the image that they lie on."""
