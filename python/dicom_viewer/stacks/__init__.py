"""Frames put into stacks and series, and their measured geometry."""
