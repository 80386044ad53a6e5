"""Encapsulated pixel data, their streams, and the codecs that decode them."""
