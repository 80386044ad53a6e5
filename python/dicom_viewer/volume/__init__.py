"""A volume of slices in the patient, and planes and slabs through it."""
