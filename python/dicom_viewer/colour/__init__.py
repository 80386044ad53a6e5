"""Palettes, colour maps and ICC profiles: colours as sRGB."""
