"""Windows by name: the field's standard ones of CT, and those that a frame's own values give."""

from dicom_viewer.lut.voi_lut import Window

CT_WINDOWS = {
    "brain": Window(40, 80),
    "stroke": Window(40, 40),
    "subdural": Window(75, 215),
    "bone": Window(400, 1800),
    "soft-tissue": Window(50, 400),
    "mediastinum": Window(50, 350),
    "lung": Window(-600, 1500),
    "abdomen": Window(50, 400),
    "liver": Window(30, 150),
    "spine": Window(50, 250),
    "angio": Window(300, 600),
}
"""Center and width in HU; they apply to images of CT alone."""

AUTO = "auto"
"""From the 1st to the 99th percentile of the values that are shown."""

FULL = "full"
"""From the least to the greatest value that is shown."""

ROBUST_PERCENTILES = (1, 99)
