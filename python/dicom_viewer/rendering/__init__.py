"""Stored values to RGBA: one pipeline for each kind of frame (PS3.4 N.2)."""
