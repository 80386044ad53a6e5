"""Elements of a data set, limits on their number, and bytes that are read when they are needed."""
