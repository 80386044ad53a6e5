"""The instances, series and volumes of an open source."""
