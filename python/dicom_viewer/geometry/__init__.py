"""Where an image lies in the patient: planes, grids, spacing and letters."""
