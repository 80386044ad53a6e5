"""Transfer syntaxes by family; those that pydicom doesn't know, or can't decode, made known to it.

pydicom has no public way to add either, so its tables of names (PS3.6 Annex A) and of decoders are
added to; what they have is left as it is.
"""

from pydicom._uid_dict import UID_dictionary
from pydicom.pixels.decoders.base import _PIXEL_DATA_DECODERS, Decoder
from pydicom.uid import (
    HTJ2K,
    JPEG2000,
    JPEG2000MC,
    UID,
    HTJ2KLossless,
    HTJ2KLosslessRPCL,
    JPEG2000Lossless,
    JPEG2000MCLossless,
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGLossless,
    JPEGLosslessSV1,
    JPEGLSLossless,
    JPEGLSNearLossless,
)

EncapsulatedUncompressedExplicitVRLittleEndian = UID("1.2.840.10008.1.2.1.98")
DeflatedImageFrameCompression = UID("1.2.840.10008.1.2.8.1")
JPIPReferencedDeflate = UID("1.2.840.10008.1.2.4.95")

JPEGExtended35 = UID("1.2.840.10008.1.2.4.52")
JPEGSpectralSelectionNonHierarchical68 = UID("1.2.840.10008.1.2.4.53")
JPEGSpectralSelectionNonHierarchical79 = UID("1.2.840.10008.1.2.4.54")
JPEGFullProgressionNonHierarchical1012 = UID("1.2.840.10008.1.2.4.55")
JPEGFullProgressionNonHierarchical1113 = UID("1.2.840.10008.1.2.4.56")
"""Retired from the standard, with the processes of JPEG that are progressive or arithmetic."""

JPEGXLLossless = UID("1.2.840.10008.1.2.4.110")
JPEGXLJPEGRecompression = UID("1.2.840.10008.1.2.4.111")
JPEGXL = UID("1.2.840.10008.1.2.4.112")

JPEG_DCT = (
    JPEGBaseline8Bit,
    JPEGExtended12Bit,
    JPEGExtended35,
    JPEGSpectralSelectionNonHierarchical68,
    JPEGSpectralSelectionNonHierarchical79,
    JPEGFullProgressionNonHierarchical1012,
    JPEGFullProgressionNonHierarchical1113,
)
"""Those of ISO/IEC 10918-1 with a discrete cosine transform, which are lossy."""

JPEG_LOSSLESS = (JPEGLossless, JPEGLosslessSV1)
JPEG_LS = (JPEGLSLossless, JPEGLSNearLossless)
JPEG_2000 = (JPEG2000Lossless, JPEG2000, JPEG2000MCLossless, JPEG2000MC)
HIGH_THROUGHPUT_JPEG_2000 = (HTJ2KLossless, HTJ2KLosslessRPCL, HTJ2K)
JPEG_XL = (JPEGXLLossless, JPEGXLJPEGRecompression, JPEGXL)

_NAMES = {
    DeflatedImageFrameCompression: (
        "Deflated Image Frame Compression",
        "DeflatedImageFrameCompression",
    ),
    JPEGXLLossless: ("JPEG XL Lossless", "JPEGXLLossless"),
    JPEGXLJPEGRecompression: ("JPEG XL JPEG Recompression", "JPEGXLJPEGRecompression"),
    JPEGXL: ("JPEG XL", "JPEGXL"),
}

for _uid, (_name, _keyword) in _NAMES.items():
    UID_dictionary.setdefault(_uid, (_name, "Transfer Syntax", "", "", _keyword))


def decoder_for(uid: UID) -> Decoder:
    """Return pydicom's decoder of an encapsulated transfer syntax, a new one if it has none."""
    decoder, _ = _PIXEL_DATA_DECODERS.setdefault(uid, (Decoder(uid), "3.0"))
    return decoder
