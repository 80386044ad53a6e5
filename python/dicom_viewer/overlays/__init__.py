"""What a file lays over its own frames: overlay planes and shutters (PS3.3 C.9 and C.7.6.11)."""
