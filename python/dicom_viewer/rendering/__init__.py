"""Stored values to RGBA, a pipeline for each kind of frame."""
