"""The Image Pixel Module (PS3.3 C.7.6.3), and the stored values of decoded frames."""
