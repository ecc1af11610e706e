"""The log of decisions: whoever changes, removes or reorders an entry breaks the chain."""

from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dsupport.services import assemblies
from dsupport.state.log import Decision, broken_at
from dsupport.workspace.decisions import append_decision, read_decisions

SMALL = settings(max_examples=80, deadline=None)
LENGTH = 6


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> list[Decision]:
    """A log of some decisions."""
    workspace = assemblies.new(Path(tmp_path_factory.mktemp("log")) / "w.assembly")
    with workspace.writing() as connection:
        for number in range(LENGTH):
            append_decision(
                connection,
                at=f"2026-11-0{number + 1}",
                actor="Ana",
                action="rename-theme",
                target=f"T{number}",
                argument="Night buses",
                reason="clearer" if number % 2 else "",
                run_fingerprint="f" * 8,
            )
    with workspace.reading() as connection:
        return read_decisions(connection)


def test_a_log_is_whole_as_it_is_written(log: list[Decision]) -> None:
    assert broken_at(log) is None
    assert broken_at([]) is None
    assert [d.sequence for d in log] == list(range(1, LENGTH + 1))


@SMALL
@given(st.integers(0, LENGTH - 1), st.sampled_from([f.name for f in fields(Decision)]), st.data())
def test_any_change_is_found(
    log: list[Decision], position: int, field: str, data: st.DataObject
) -> None:
    old = getattr(log[position], field)
    new = data.draw(st.integers() if isinstance(old, int) else st.text(max_size=12))
    assume(new != old)
    changed = [*log]
    changed[position] = replace(log[position], **{field: new})
    found = broken_at(changed)
    assert found is not None
    assert found in (position + 1, position + 2)


@SMALL
@given(st.integers(0, LENGTH - 2))
def test_a_removed_entry_is_found(log: list[Decision], position: int) -> None:
    assert broken_at(log[:position] + log[position + 1 :]) == position + 1


@SMALL
@given(st.permutations(range(LENGTH)))
def test_reordered_entries_are_found(log: list[Decision], order: list[int]) -> None:
    assume(order != sorted(order))
    assert broken_at([log[i] for i in order]) is not None


@SMALL
@given(st.integers(0, LENGTH - 1))
def test_a_repeated_entry_is_found(log: list[Decision], position: int) -> None:
    assert broken_at([*log[: position + 1], *log[position:]]) == position + 2


def test_words_moved_from_one_field_to_the_next_are_found(log: list[Decision]) -> None:
    first = log[0]
    moved = replace(first, target=first.target + "N", argument=first.argument[1:])
    assert broken_at([moved, *log[1:]]) == 1
