"""Writes .cache/bench: for each codec files of a megapixel, listed in `codecs.json`.

A file has one image in several frames, so that the first and the others can be told apart.
"""

import json
from pathlib import Path

from pydicom.encaps import encapsulate, generate_frames
from pydicom.uid import RLELossless

from acceptance import anything
from corpus_encodings import ENCODINGS, Encoding
from datasets import file_bytes
from encoders import by_gdcm
from pictures import Picture

FOLDER = Path(__file__).parents[2] / ".cache" / "bench"
FRAMES = 6

GRAY_8 = Picture(bits=8, size=(1024, 1024))
GRAY_12 = Picture(bits=12, size=(1024, 1024))
GRAY_16 = Picture(bits=16, size=(1024, 1024))
RGB = Picture("RGB", size=(1024, 1024))

RLE_BY_GDCM = Encoding("rle-gdcm", RLELossless, anything, by_gdcm(RLELossless))
"""In place of the corpus's RLE encoders, which are written in Python and slow."""

CODECS = [
    ("uncompressed", "explicit", (GRAY_12, RGB)),
    ("deflated", "deflated", (GRAY_12,)),
    ("RLE", "rle-gdcm", (GRAY_12, RGB)),
    ("JPEG, 8 bits", "jpeg-turbo", (GRAY_8,)),
    ("JPEG, 8 bits, 4:2:2", "jpeg-422-turbo", (RGB,)),
    ("JPEG, 12 bits", "jpeg-extended-turbo", (GRAY_12,)),
    ("JPEG lossless", "jpeg-lossless-sv1-turbo", (GRAY_12, RGB)),
    ("JPEG-LS", "jpeg-ls-pyjpegls", (GRAY_12, RGB)),
    ("JPEG-LS near-lossless", "jpeg-ls-near-pyjpegls", (GRAY_12,)),
    ("JPEG 2000 lossless", "jpeg-2000-openjpeg-plain", (GRAY_12, RGB)),
    ("JPEG 2000", "jpeg-2000-lossy-openjpeg-plain", (GRAY_12, RGB)),
    ("HTJ2K lossless", "htj2k-openjph", (GRAY_16, RGB)),
    ("HTJ2K", "htj2k-lossy-openjph", (GRAY_16,)),
    ("JPEG XL lossless", "jpeg-xl-libjxl", (GRAY_12, RGB)),
    ("JPEG XL", "jpeg-xl-lossy-libjxl", (GRAY_16, RGB)),
]
"""What the table calls it, the encoding of the corpus, and the pictures."""


def main() -> None:
    """Write the files and their list."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    listed = []
    for codec, encoding, pictures in CODECS:
        for picture in pictures:
            name = f"{encoding}-{picture.name}.dcm"
            (FOLDER / name).write_bytes(_file(encoding, picture))
            listed.append(
                {
                    "codec": codec,
                    "image": f"{picture.photometric}, {picture.bits} bits",
                    "url": f"/files/{name}",
                }
            )
    (FOLDER / "codecs.json").write_text(json.dumps(listed, indent=1) + "\n")


def _file(encoding: str, picture: Picture) -> bytes:
    """Encode a picture, and repeat it."""
    choices = [
        each
        for each in (*ENCODINGS, RLE_BY_GDCM)
        if each.name == encoding and each.accepts(picture)
    ]
    dataset = choices[0].encode(picture)
    if choices[0].transfer_syntax.is_encapsulated:
        (frame,) = generate_frames(dataset.PixelData, number_of_frames=1)
        dataset.PixelData = encapsulate([frame] * FRAMES)
    else:
        dataset.PixelData *= FRAMES
    dataset.NumberOfFrames = FRAMES
    return file_bytes(dataset)


if __name__ == "__main__":
    main()
