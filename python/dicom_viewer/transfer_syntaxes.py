"""Transfer syntaxes that pydicom doesn't know, or has no decoder for, made known to it.

pydicom has no public way to add either, so its tables of names (PS3.6 Annex A) and of decoders are
added to; what they have is left as it is.
"""

from pydicom._uid_dict import UID_dictionary
from pydicom.pixels.decoders.base import _PIXEL_DATA_DECODERS, Decoder
from pydicom.uid import UID

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
