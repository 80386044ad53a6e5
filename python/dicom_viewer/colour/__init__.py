"""Palettes, colour maps, CIELab and ICC profiles: colours as sRGB (PS3.3 C.11.15)."""
