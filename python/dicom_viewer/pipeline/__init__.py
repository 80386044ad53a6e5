"""The page author's own Python: a function's signature as controls, what it returns as results."""
