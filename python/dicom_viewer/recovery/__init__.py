"""Images that wrong lengths of items, sequences or elements hide: found by what those hold."""
