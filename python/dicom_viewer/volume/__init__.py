"""A volume of parallel slices in the patient; planes and slabs through it."""
