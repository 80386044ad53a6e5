"""Runs the command: `python -m dicom_viewer FILE… [-o PNG]`."""

import sys

from dicom_viewer.hosts.command.command import main

sys.exit(main())
