"""The Image Pixel Module: its description, and decoded frames."""
