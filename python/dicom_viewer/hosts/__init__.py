"""What surrounds the package outside of a page: native codecs, files on disk, English sentences."""
