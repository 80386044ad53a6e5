"""What a page may know of a data set: the DICOM JSON model, and a summary of its image."""

import json
import math
from collections.abc import Mapping, MutableSequence, Sequence
from functools import partial
from typing import Any

from pydicom.dataelem import DataElement, RawDataElement
from pydicom.dataset import Dataset, FileDataset
from pydicom.tag import Tag
from pydicom.uid import UID
from pydicom.valuerep import STANDARD_VR, VR

from dicom_viewer.dataset.elements import functional_group, numbers, text, transfer_syntax
from dicom_viewer.dataset.frame_groups import PER_FRAME, FrameGroups, frame_groups
from dicom_viewer.dataset.limits import MAX_PARTS, parts_of
from dicom_viewer.dataset.raw_items import (
    Encoding,
    ItemReader,
    RawElement,
    dictionary_vr,
)
from dicom_viewer.errors import WarningCode, detail_of, warn
from dicom_viewer.lut.modality_lut import modality_transform
from dicom_viewer.lut.voi_lut import VoiLut, voi_transforms
from dicom_viewer.metadata.cine import Cine, cine_of
from dicom_viewer.metadata.raw_json import Allowance, RawJson, clean_text
from dicom_viewer.overlays.overlays import Overlay
from dicom_viewer.overlays.shutters import has_shutter
from dicom_viewer.pixels.description import PixelDescription
from dicom_viewer.pixels.photometric import MONOCHROME
from dicom_viewer.turns import Work, finish

_BULK_VRS = {VR.OB, VR.OD, VR.OF, VR.OL, VR.OV, VR.OW, VR.UN, VR.OB_OW}
_PLAIN_VRS = {VR.US, VR.SS, VR.UL, VR.SL, VR.FL, VR.FD, VR.DS, VR.IS} | {
    *(VR.CS, VR.DA, VR.DT, VR.TM, VR.SH, VR.LO, VR.UI)
}
"""Those whose clean values need no look at other elements."""

_SPACING_KEYWORDS = ("PixelSpacing", "ImagerPixelSpacing", "NominalScannedPixelSpacing")

_NO_IMAGE: dict[str, Any] = {
    "rows": 0,
    "columns": 0,
    "frameCount": 0,
    "photometricInterpretation": "",
    "bitsAllocated": 0,
    "bitsStored": 0,
    "signed": False,
    "pixelAspectRatio": 1.0,
    "voi": [],
    "overlays": [],
    "hasShutter": False,
    "cine": {
        "frameTime": None,
        "frameTimes": None,
        "first": None,
        "last": None,
        "sequencing": "loop",
    },
}


def json_model(dataset: Dataset) -> dict[str, Any]:
    """Return a data set as the DICOM JSON model, see `json_text_of`."""
    model: dict[str, Any] = json.loads(finish(json_text_of(dataset, {})))
    return model


def json_text_of(
    dataset: Dataset, others: Mapping[str, Any], frame: int | None = None
) -> Work[str]:
    """Write a data set as the DICOM JSON model (PS3.18 Annex F), by tag of eight hex digits.

    Elements of binary value representations have no value. A value that breaks its value
    representation is there as raw text, with a warning; a number that isn't finite is null. Of more
    than `MAX_PARTS` values and items the rest is left out, with a warning.

    Parameters
    ----------
    dataset : pydicom.dataset.Dataset
        The data set.
    others : Mapping[str, Any]
        Members that come after its elements.
    frame : int | None
        The frame, from 0, whose functional groups alone are written; None for those of all frames.
    """
    allowance = Allowance(MAX_PARTS)
    texts = _ElementTexts(dataset, allowance)
    members = []
    for tag in sorted(dataset.keys()):
        if allowance.takes(parts_of(dataset.get_item(tag, keep_deferred=True))):
            groups = frame_groups(dataset) if tag == PER_FRAME else None
            if groups is None:
                element = texts.element(tag)
            else:
                frames = range(groups.count)
                chosen = frames if frame is None else frames[frame : frame + 1]
                element = yield from _text_of_groups(groups, chosen, allowance)
            members.append(f'"{tag:08X}":{element}')
    if allowance.is_exceeded:
        warn("metadata-left-out", WarningCode.METADATA, limit=MAX_PARTS)
    members += [f"{_json_text(name)}:{_json_text(value)}" for name, value in others.items()]
    return f"{{{','.join(members)}}}"


def metadata_of(dataset: FileDataset, summary: Mapping[str, Any]) -> dict[str, Any]:
    """Return the JSON model of a data set with one more member: its `summary`, see `summarise`."""
    return {**json_model(dataset), "summary": summary}


def summarise(
    dataset: FileDataset,
    description: PixelDescription | None,
    overlays: Sequence[Overlay] = (),
) -> dict[str, Any]:
    """Summarise a data set and its image.

    Parameters
    ----------
    dataset : pydicom.dataset.FileDataset
        The data set.
    description : PixelDescription | None
        That of its pixels; None if there is no image that can be shown.
    overlays : Sequence[Overlay]
        Its overlays that can be shown.

    Returns
    -------
    dict[str, Any]
        `sopClassUID`, `sopClassName`, `modality`, `transferSyntaxUID`, `transferSyntaxName`; and
        of the image, or 0 and empty without one, `rows`, `columns`, `frameCount`;
        `photometricInterpretation`, `bitsAllocated`, `bitsStored`, `signed`; `pixelAspectRatio`,
        the width of a pixel by its height; `voi`, the VOI LUTs and windows of the first frame,
        each with `kind` (`lut` or `window`), `explanation`, `center` and `width`; `overlays`, each
        with `type`, `label` and `description`; `hasShutter`, whether something is hidden of any
        frame; and `cine`, the fields of `Cine`.
    """
    sop_class = UID(text(dataset, "SOPClassUID"))
    syntax = transfer_syntax(dataset)
    summary = {
        "sopClassUID": sop_class,
        "sopClassName": sop_class.name,
        "modality": text(dataset, "Modality"),
        "transferSyntaxUID": syntax,
        "transferSyntaxName": syntax.name,
    }
    if description is None:
        return summary | _NO_IMAGE
    return summary | _image_summary(dataset, description, overlays)


def _image_summary(
    dataset: FileDataset, description: PixelDescription, overlays: Sequence[Overlay]
) -> dict[str, Any]:
    return {
        "rows": description.rows,
        "columns": description.columns,
        "frameCount": description.frame_count,
        "photometricInterpretation": description.photometric_interpretation,
        "bitsAllocated": description.bits_allocated,
        "bitsStored": description.bits_stored,
        "signed": description.signed,
        "pixelAspectRatio": _pixel_aspect_ratio(dataset),
        "voi": _voi_summaries(dataset, description),
        "overlays": [
            {"type": each.type, "label": each.label, "description": each.description}
            for each in overlays
        ],
        "hasShutter": has_shutter(dataset),
        "cine": _cine_summary(cine_of(dataset, description.frame_count)),
    }


class _ElementTexts:
    """Writes the top-level elements of a data set; most without a data element of pydicom's."""

    def __init__(self, dataset: Dataset, allowance: Allowance) -> None:
        self._dataset = dataset
        self._allowance = allowance
        is_implicit, is_little_endian = dataset.original_encoding
        encoding = Encoding(
            is_implicit is not False,
            is_little_endian is not False,
            dataset.original_character_set,
        )
        convert = partial(_converted_element, allowance=allowance)
        self._raw = RawJson(ItemReader(encoding), allowance, convert)

    def element(self, tag: int) -> str:
        """Write an element."""
        raw = self._dataset.get_item(tag, keep_deferred=True)
        if isinstance(raw, RawDataElement) and isinstance(raw.value, bytes):
            try:
                text = self._raw_text(raw, raw.value)
            except Exception:  # noqa: BLE001 - pydicom raises what its converters raise
                text = None  # below, what can't be converted is found out element by element
            if text is not None:
                return text
        return _json_text(_json_element(self._dataset, tag, self._allowance))

    def _raw_text(self, raw: RawDataElement, value: bytes) -> str | None:
        """Write an element from its bytes; None where only pydicom knows what they mean."""
        vr = raw.VR or dictionary_vr(raw.tag)
        if vr == VR.SQ:
            return self._raw.sequence(value)
        if vr not in _PLAIN_VRS:
            return None
        element = RawElement(raw.tag, vr, value)
        clean = clean_text(element, is_little_endian=raw.is_little_endian)
        return clean and clean[0]


def _json_model(dataset: Dataset, allowance: Allowance) -> dict[str, Any]:
    return {
        f"{tag:08X}": _json_element(dataset, tag, allowance)
        for tag in sorted(dataset.keys())
        if allowance.takes(parts_of(dataset.get_item(tag, keep_deferred=True)))
    }


def _json_element(dataset: Dataset, tag: int, allowance: Allowance) -> dict[str, Any]:
    try:
        return _converted_element(dataset[tag], allowance)
    except Exception as error:  # noqa: BLE001 - pydicom raises what its converters raise
        element, detail = str(Tag(tag)), detail_of(error)
        warn("element-raw", WarningCode.METADATA, element=element, detail=detail)
        return _raw_element(dataset, tag)


def _text_of_groups(groups: FrameGroups, frames: range, allowance: Allowance) -> Work[str]:
    """Write the functional groups of frames, of which those that are damaged take longer."""
    raw = RawJson(groups.reader, allowance, partial(_converted_element, allowance=allowance))
    items = []
    for frame in frames:
        try:
            item = raw.item(groups.raw_item(frame))
        except Exception:  # noqa: BLE001 - pydicom raises what its converters raise
            item = _json_text(_json_model(groups.item(frame) or Dataset(), allowance))
        items.append(item)
        yield
    return f'{{"vr":"SQ","Value":[{",".join(items)}]}}'


def _converted_element(element: DataElement, allowance: Allowance) -> dict[str, Any]:
    if element.VR == VR.SQ:
        return {"vr": "SQ", "Value": [_json_model(item, allowance) for item in element.value]}
    if element.VR in _BULK_VRS:
        return {"vr": "OW" if element.VR == VR.OB_OW else str(element.VR)}
    model = element.to_json_dict(None, 0)
    if "Value" in model:
        model["Value"] = [_finite(value) for value in model["Value"]]
    return model


def _raw_element(dataset: Dataset, tag: int) -> dict[str, Any]:
    """Return an element that can't be converted, with its bytes read as text."""
    raw = dataset.get_item(tag, keep_deferred=True)
    vr = str(getattr(raw, "VR", None))
    value = getattr(raw, "value", None)
    if isinstance(value, bytes):
        value = value.decode("latin-1").strip(" \0")
    values = value if isinstance(value, MutableSequence) else [value or ""]
    return {"vr": vr if vr in STANDARD_VR else "UN", "Value": [str(each) for each in values]}


def _json_text(value: object) -> str:
    return json.dumps(value, allow_nan=False, separators=(",", ":"))


def _finite(value: object) -> object:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _cine_summary(cine: Cine) -> dict[str, Any]:
    return {
        "frameTime": cine.frame_time,
        "frameTimes": cine.frame_times,
        "first": cine.first,
        "last": cine.last,
        "sequencing": cine.sequencing,
    }


def _pixel_aspect_ratio(dataset: Dataset) -> float:
    """Return the width of a pixel by its height; 1 unless the file says otherwise."""
    measures = functional_group(dataset, 0, "PixelMeasuresSequence")
    sources = [dataset] if measures is None else [measures, dataset]
    for source in sources:
        for keyword in _SPACING_KEYWORDS:
            # (0028,0030) *Pixel Spacing*: between rows first, then between columns
            if (ratio := _ratio(numbers(source, keyword))) is not None:
                return ratio
    # (0028,0034) *Pixel Aspect Ratio*: vertical size first, then horizontal
    return _ratio(numbers(dataset, "PixelAspectRatio")) or 1.0


def _ratio(pair: list[float]) -> float | None:
    if len(pair) != 2 or not all(value > 0 for value in pair):  # noqa: PLR2004
        return None
    ratio = pair[1] / pair[0]
    return ratio if 0 < ratio < math.inf else None


def _voi_summaries(dataset: FileDataset, description: PixelDescription) -> list[dict[str, Any]]:
    if description.photometric_interpretation not in MONOCHROME:
        return []
    modality = modality_transform(dataset, 0, description.stored_range)
    return [
        {
            "kind": "lut" if isinstance(voi, VoiLut) else "window",
            "explanation": voi.explanation,
            "center": voi.as_window.center,
            "width": voi.as_window.width,
        }
        for voi in voi_transforms(dataset, 0, signed_input=modality.signed)
    ]
