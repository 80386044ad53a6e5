"""Work in turns: it goes on where it was, until it is finished or fails."""

import pytest

from dicom_viewer.turns import Turns, Unfinished, Work, finish, turn


def count_to(last: int, counted: list[int]) -> Work[str]:
    for number in range(1, last + 1):
        counted.append(number)
        yield
    return f"counted to {last}"


def test_without_a_turn_work_is_done_to_its_end() -> None:
    counted: list[int] = []
    assert Turns().result("count", lambda: count_to(3, counted)) == "counted to 3"
    assert counted == [1, 2, 3]
    assert finish(count_to(2, counted)) == "counted to 2"


def test_a_turn_that_is_over_leaves_the_rest_to_the_next_one() -> None:
    turns, counted = Turns(), []
    for done in (1, 2):
        with turn(0), pytest.raises(Unfinished):
            turns.result("count", lambda: count_to(2, counted))
        assert len(counted) == done
    with turn(0):
        assert turns.result("count", lambda: count_to(2, counted)) == "counted to 2"
    assert counted == [1, 2]
    assert turns.result("count", lambda: count_to(1, counted)) == "counted to 1"


def test_work_that_fails_begins_anew() -> None:
    def fail() -> Work[None]:
        yield
        raise ValueError

    turns = Turns()
    with turn(0), pytest.raises(Unfinished):
        turns.result("fail", fail)
    with pytest.raises(ValueError, match=r"^$"):
        turns.result("fail", fail)
    assert turns.result("fail", lambda: count_to(1, [])) == "counted to 1"


def test_works_of_different_names_go_on_side_by_side() -> None:
    turns, one, other = Turns(), [], []
    with turn(0):
        for name, counted in (("one", one), ("other", other)):
            with pytest.raises(Unfinished):
                turns.result(name, lambda counted=counted: count_to(5, counted))
    assert one == other == [1]
