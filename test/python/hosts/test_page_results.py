"""Results of a page's pipeline, as Python has them."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from datasets import file_bytes, image
from dicom_viewer.hosts.notebook.page_results import PageResults

RNG = np.random.default_rng(0)


def sent(run: str, values: dict[str, Any] | None = None, **arrays: NDArray[Any]) -> dict[str, Any]:
    """Describe results, as a page does."""
    described = [
        {"kind": kind, "dtype": str(array.dtype), "shape": list(array.shape)}
        for kind, array in arrays.items()
    ]
    return {"run": run, "values": values or {}, "arrays": described}


def test_plain_values_are_as_in_the_page() -> None:
    values = {"table": [{"what": "mean", "value": 2.5}], "plot": {"x": [0], "y": [1]}, "text": "t"}
    assert PageResults().take(sent("a.1", values)) == values


def test_arrays_have_their_types_and_sizes() -> None:
    pixels = RNG.normal(size=(5, 4)).astype(np.float32)
    labels = RNG.integers(0, 900, (3, 5, 4)).astype(np.uint16)
    mask = RNG.integers(0, 2, (5, 4)).astype(np.uint8)
    results = PageResults()
    for kind, array in {"pixels": pixels, "labels": labels, "mask": mask}.items():
        data = array.tobytes()
        results.add("a.1", kind, data[:7])
        results.add("a.1", kind, memoryview(data)[7:])
    taken = results.take(sent("a.1", {"text": "t"}, pixels=pixels, labels=labels, mask=mask))
    assert taken["text"] == "t"
    for kind, expected in {"pixels": pixels, "labels": labels, "mask": mask == 1}.items():
        assert taken[kind].dtype == expected.dtype
        assert np.array_equal(taken[kind], expected)
    taken["pixels"] += 1  # it is the reader's own


def test_a_data_set_is_read() -> None:
    data = file_bytes(image(np.zeros((2, 3), np.int16), PatientID="7"))
    results = PageResults()
    results.add("a.1", "dataset", data)
    description = {"kind": "dataset", "dtype": "uint8", "shape": [len(data)]}
    taken = results.take({"run": "a.1", "values": {}, "arrays": [description]})
    assert taken["dataset"].PatientID == "7"


def test_runs_are_not_mixed_and_those_that_nobody_takes_go() -> None:
    results = PageResults()
    array = np.zeros(1, np.uint8)
    for run in range(6):
        results.add(f"a.{run}", "labels", bytes([run]))
    taken = [results.take(sent(f"a.{run}", labels=array))["labels"] for run in range(6)]
    assert taken == [None, None, 2, 3, 4, 5]


def test_an_array_of_another_size_is_no_result() -> None:
    results = PageResults()
    results.add("a.1", "labels", b"12")
    with pytest.raises(ValueError, match="cannot reshape"):
        results.take(sent("a.1", labels=np.zeros(3, np.uint8)))
