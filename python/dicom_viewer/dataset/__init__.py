"""Elements of a data set, how many there may be, and bytes that stay in their file."""
