"""Lookup tables: modality, VOI and segmented ones (PS3.3 C.11)."""
