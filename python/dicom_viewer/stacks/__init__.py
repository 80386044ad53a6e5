"""Frames sorted into stacks and series, and the measured geometry of a stack."""
