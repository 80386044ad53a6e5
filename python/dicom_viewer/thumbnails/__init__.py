"""Small pictures of series, by which a user tells them apart."""
