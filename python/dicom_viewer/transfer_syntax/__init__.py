"""Encapsulated pixel data (PS3.5 A.4), compressed streams, and the codecs that decode them."""
