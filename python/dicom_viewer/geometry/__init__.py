"""Where an image lies in the patient: planes, grids, spacing and the letters of its edges."""
