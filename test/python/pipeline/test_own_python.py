"""The Python that is a pipeline's own: JSON in and out."""

import json
from typing import Any

import numpy as np

from dicom_viewer.pipeline import own_python

CODE = '''
import numpy as np

def scale(pixels, factor: float = 2):
    """Scale."""
    print("by", factor)
    return pixels * factor

def steps(pixels):
    for step in range(2):
        yield {"text": str(step)}

def write(pixels):
    pixels[0] = 1

def look(ds, spacing, affine, points, window, frame):
    return {"table": {"rows": ds.Rows, "spacing": spacing[1], "x": affine[0, 3],
                      "point": points[0, 1], "width": window[1], "frame": frame}}

def again():
    return again()

def _hidden(): ...
'''


class Buffer:
    """An ArrayBuffer."""

    def __init__(self, content: bytes | int) -> None:
        self.content = bytearray(content)

    def assign_to(self, to: Any) -> None:  # noqa: ANN401 - an array
        """Copy."""
        to[:] = np.frombuffer(self.content, np.uint8)

    def assign(self, rhs: Any) -> None:  # noqa: ANN401 - an array
        """Overwrite."""
        self.content[:] = rhs.tobytes()


def run(function: str | None, values: object = None) -> tuple[dict[str, Any], list[Buffer]]:
    """Start a run, and return its first result."""
    made: list[Buffer] = []

    def make(size: int) -> Buffer:
        made.append(Buffer(size))
        return made[-1]

    own_python.start(function, json.dumps(values or {}), "[1, 2]", "null")
    return json.loads(own_python.next_result(make)), made


def give(pixels: list[float], **others: object) -> None:
    """Give inputs."""
    own_python.load(CODE, "code.py")
    own_python.put_values(json.dumps({"pixels": None, **others}))
    own_python.put_array("pixels", "float32", "[1, 2]")
    own_python.put_part("pixels", None, Buffer(np.array(pixels, np.float32).tobytes()))


def test_runs_the_first_function_unless_another_is_named() -> None:
    loaded = json.loads(own_python.load(CODE, "code.py"))
    assert loaded["functions"] == ["scale", "steps", "write", "look", "again"]
    give([1, 2])
    reply, (pixels,) = run(None, {"factor": 3})
    assert reply == {
        "log": ["by 3.0\n"],
        "isDone": True,
        "result": {
            "arrays": [{"kind": "pixels", "dtype": "float32", "shape": [1, 2]}],
            "values": {},
        },
    }
    assert np.frombuffer(pixels.content, np.float32).tolist() == [3, 6]


def test_a_generator_goes_on_from_result_to_result() -> None:
    give([1, 2])
    first, _ = run("steps")
    assert (first["result"]["values"], first["isDone"]) == ({"text": "0"}, False)
    second, end = (json.loads(own_python.next_result(Buffer)) for _ in range(2))
    assert second["result"]["values"] == {"text": "1"}
    assert (end["result"], end["isDone"]) == (None, True)


def test_inputs_come_by_name() -> None:
    affine = [[1, 0, 0, 7], [0, 1, 0, 8], [0, 0, 1, 9], [0, 0, 0, 1]]
    give(
        [1, 2],
        ds={"00280010": {"vr": "US", "Value": [12]}, "summary": {}, "00100020": {"vr": "??"}},
        spacing=[1, 2],
        affine=affine,
        points=[[3, 4]],
        window=[40, 400],
        frame=5,
    )
    reply, _ = run("look")
    assert reply["result"]["values"]["table"] == [
        {"rows": 12, "spacing": 2, "x": 7, "point": 4, "width": 400, "frame": 5}
    ]


def test_inputs_that_are_given_no_more_are_forgotten() -> None:
    give([1, 2], spacing=[1, 2])
    own_python.put_values('{"frame": 1}')
    reply, _ = run(None)
    assert "error" in reply


def test_authors_can_not_change_inputs() -> None:
    give([1, 2])
    reply, _ = run("write")
    assert "read-only" in reply["error"]["text"]
    assert "code.py, line 14, in write\n  pixels[0] = 1" in reply["error"]["text"]


def test_a_recursion_without_end_spends_this_python() -> None:
    give([1, 2])
    reply, _ = run("again")
    assert reply["error"]["isSpent"]
    assert reply["error"]["text"].count("in again") <= 6


def test_errors_of_a_file_quote_its_lines() -> None:
    reply = json.loads(own_python.load("def f(:\n", "wrong.py"))
    assert reply["error"] == {
        "text": "SyntaxError: invalid syntax\nwrong.py, line 1\n  def f(:",
        "isSpent": False,
    }
    reply = json.loads(own_python.load("\nraise SystemExit\n", "wrong.py"))
    assert reply["error"]["text"] == "SystemExit\nwrong.py, line 2\n  raise SystemExit"
