"""Each reason that is raised or warned of has a sentence, which names exactly its parameters."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import dicom_viewer
from dicom_viewer.errors import DataError, ErrorCode, ViewerError, message, warn

PACKAGE = Path(dicom_viewer.__file__).parent
SOURCES = PACKAGE.parent.parent / "src"
ENGLISH = SOURCES / "languages" / "en"
FILES = {"messages": "messages.ts", "workerMessages": "worker-messages.ts"}

REASON_AT = {"ViewerError": 1, "DataError": 0, "message": 0, "warn": 0}
"""Which argument of what makes a message is its reason."""


def texts(name: str) -> dict[str, str]:
    """Read English sentences, which are plain data: keys and texts between quotes."""
    text = (ENGLISH / FILES[name]).read_text(encoding="utf-8").split(f"export const {name} = {{")[1]
    entry = r"""^  (?:'([\w-]+)'|(\w+)):\s+('(?:[^'\\]|\\.)*'|"[^"\\]*"),$"""
    found = re.findall(entry, text.split("} as const;")[0], re.MULTILINE)
    return {quoted or bare: literal[1:-1] for quoted, bare, literal in found}


WORKER_TEXTS = texts("workerMessages")
TEXTS = texts("messages") | WORKER_TEXTS


def made() -> Iterator[tuple[str, ast.Call, int]]:
    """Yield where the package makes messages: the place, the call, and where its reason is."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                at = REASON_AT.get(node.func.id)
                if at is not None and path.name != "errors.py":
                    yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node, at


def is_passed_on(call: ast.Call, at: int) -> bool:
    """Return whether a call makes a message of another: of its `reason` and `parameters`."""
    reason = call.args[at]
    return (
        isinstance(reason, ast.Subscript)
        and ast.literal_eval(reason.slice) == "reason"
        and any(keyword.arg is None for keyword in call.keywords)
    )


CALLS = {place: (call, at) for place, call, at in made() if not is_passed_on(call, at)}


def test_the_english_sentences_are_read() -> None:
    sources = [(ENGLISH / name).read_text(encoding="utf-8") for name in FILES.values()]
    source = "\n".join(text.split("export const advice")[0] for text in sources)
    assert len(TEXTS) == len(re.findall(r"^  [\w'-]+:", source, re.MULTILINE))
    assert len(CALLS) > 80


@pytest.mark.parametrize("place", CALLS)
def test_a_reason_has_a_sentence_with_its_parameters(place: str) -> None:
    call, at = CALLS[place]
    assert isinstance(call.args[at], ast.Constant), "a reason is a literal, not made up of parts"
    names = {str(keyword.arg) for keyword in call.keywords} - {"code"}
    assert names == set(re.findall(r"{(\w+)}", TEXTS[call.args[at].value]))


def test_no_sentence_is_unused() -> None:
    reasons = {call.args[at].value for call, at in CALLS.values()}
    typescript = "\n".join(
        path.read_text(encoding="utf-8")
        for path in SOURCES.rglob("*.ts")
        if "languages" not in path.parts
    )
    assert [key for key in TEXTS if key not in reasons and f"'{key}'" not in typescript] == []


def test_the_page_makes_no_message_that_only_the_worker_has_a_sentence_for() -> None:
    page = "\n".join(
        path.read_text(encoding="utf-8")
        for path in SOURCES.rglob("*.ts")
        if not {"languages", "worker"} & set(path.parts)
    )
    assert [key for key in WORKER_TEXTS if f"'{key}'" in page] == []


@pytest.mark.parametrize("text", TEXTS.values())
def test_a_sentence_is_one(text: str) -> None:
    assert re.fullmatch(r"[A-Z{0-9].*[.}?]|\{count\} more", text)


def test_an_error_in_a_traceback_has_its_reason_and_parameters() -> None:
    why = message("stack-of-sizes", sizes=["1 × 2", "3 × 4"])
    error = ViewerError(ErrorCode.DECODE, "frame-undecodable", frame=3, why=why)
    plain = "frame-undecodable (frame=3, why=stack-of-sizes (sizes=[1 × 2, 3 × 4]))"
    assert str(error) == f"decode: {plain}"
    assert str(DataError("lut-bits", bits=3)) == "lut-bits (bits=3)"


def test_a_warning_in_a_log_has_its_reason() -> None:
    with pytest.warns(match=r"^pixels: signed-colour$"):
        warn("signed-colour")


def test_parameters_are_json_whatever_the_numbers() -> None:
    sent = message("planes-too-many", extent=float("inf"), step=0.5)
    assert json.loads(json.dumps(sent, allow_nan=False))["parameters"] == {
        "extent": "inf",
        "step": 0.5,
    }
