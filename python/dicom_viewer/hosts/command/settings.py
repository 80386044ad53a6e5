"""Values of a function's parameters, of what was typed for them."""

import math
from collections.abc import Mapping

from dicom_viewer.pipeline.controls import Control, Value
from dicom_viewer.pipeline.signature import Signature

_SWITCH = {"true": True, "on": True, "yes": True, "1": True} | {
    "false": False,
    "off": False,
    "no": False,
    "0": False,
}


class SettingError(ValueError):
    """A setting that the function can't be given."""


def parsed_settings(settings: Mapping[str, str], signature: Signature) -> dict[str, Value]:
    """Return values by the name of their parameter, of the kind that its annotation asks for.

    Raises
    ------
    SettingError
        If there is no such parameter, or a value is none of its kind or out of its bounds.
    """
    controls = {control.name: control for control in signature.controls}
    unknown = next((name for name in settings if name not in controls), None)
    if unknown is not None:
        known = ", ".join(controls) or "none"
        raise SettingError(f"{signature.name} has no parameter {unknown} to set; it has {known}")
    return {name: _value(controls[name], text) for name, text in settings.items()}


def _value(control: Control, text: str) -> Value:
    match control.kind:
        case "text":
            return text
        case "choice":
            if text not in control.choices:
                raise SettingError(_is_not(control, text, f"one of {', '.join(control.choices)}"))
            return text
        case "switch":
            if text.lower() not in _SWITCH:
                raise SettingError(_is_not(control, text, "true or false"))
            return _SWITCH[text.lower()]
        case _:
            return _number(control, text)


def _number(control: Control, text: str) -> float:
    kind, wanted = (int, "a whole number") if control.kind == "integer" else (float, "a number")
    try:
        value = kind(text)
    except ValueError:
        raise SettingError(_is_not(control, text, wanted)) from None
    if not math.isfinite(value):
        raise SettingError(_is_not(control, text, wanted))
    if control.minimum is not None and value < control.minimum:
        raise SettingError(f"{control.name} is at least {control.minimum}, and not {text}")
    if control.maximum is not None and value > control.maximum:
        raise SettingError(f"{control.name} is at most {control.maximum}, and not {text}")
    return value


def _is_not(control: Control, text: str, wanted: str) -> str:
    return f"{control.name} is {wanted}, and not {text!r}"
