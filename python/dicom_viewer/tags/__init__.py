"""What a tag browser shows beside the elements of an image: their names, and the slice before."""
