"""What people gave comes back as it was, whatever they wrote."""

import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dsupport.records import Contribution, PersonalData
from dsupport.services import assemblies
from dsupport.workspace import Workspace
from dsupport.workspace.facts import (
    add_import,
    contribution_id_for,
    pseudonyms,
    read_contributions,
    read_imports,
    store_versions,
)
from dsupport.workspace.vectors import read_vectors, store_vectors

SMALL = settings(max_examples=25, deadline=None)

# Any text but NUL and lone surrogates, with emoji and right-to-left scripts drawn often.
texts = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")
    | st.sampled_from("👩‍👩‍👧🇧🇪\u202eשלוםمرحبا\u200f'\"%;\\"),
    max_size=80,
)
contributions = st.builds(
    Contribution,
    contribution_id=st.just(""),
    source=texts,
    source_id=texts,
    kind=st.sampled_from(["proposal", "comment"]),
    title=texts,
    text=texts,
    participant=texts,
    created_at=texts,
    language=st.sampled_from(["en", "ar", "und"]),
    language_given=st.booleans(),
    session=texts,
    table=texts,
    supports=st.none() | st.integers(0, 2**40),
    parent=texts,
    attributes=st.dictionaries(texts, texts, max_size=3),
    personal=st.lists(
        st.builds(PersonalData, texts, st.integers(0, 99), st.integers(0, 99)), max_size=2
    ).map(tuple),
    version=st.just(1),
    content_hash=texts,
)


def store(workspace: Workspace, items: list[Contribution]) -> None:
    """Store contributions as one import."""
    with workspace.writing() as connection:
        number = add_import(connection, at="", file="f", sha256="", source="s", report="{}")
        store_versions(connection, number, items)


@SMALL
@given(st.lists(contributions, max_size=4))
def test_contributions_come_back_as_they_were(items: list[Contribution]) -> None:
    named = {
        (c.source, c.source_id): replace(
            c, contribution_id=contribution_id_for(c.source, c.source_id)
        )
        for c in items
    }
    with tempfile.TemporaryDirectory() as folder:
        workspace = assemblies.new(Path(folder) / "w.assembly")
        store(workspace, list(named.values()))
        with Workspace.open(workspace.path).reading() as connection:
            found = read_contributions(connection)
    assert {(c.source, c.source_id): c for c in found} == named


@SMALL
@given(st.lists(st.tuples(texts, texts), max_size=12, unique=True))
def test_ids_of_different_contributions_differ(keys: list[tuple[str, str]]) -> None:
    assert len({contribution_id_for(*key) for key in keys}) == len(keys)


@SMALL
@given(st.lists(texts, max_size=8))
def test_a_name_keeps_its_pseudonym(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = assemblies.new(Path(folder) / "w.assembly")
        with workspace.writing() as connection:
            first = pseudonyms(connection, names)
        with workspace.writing() as connection:
            again = pseudonyms(connection, ["somebody new?!", *reversed(names)])
    assert {name: again[name] for name in first} == first
    assert set(first) == {name for name in names if name}
    assert len(set(again.values())) == len(again)


def test_an_earlier_version_stays(workspace: Workspace) -> None:
    item = contribution_of("one")
    store(workspace, [item])
    store(workspace, [replace(item, text="two", version=2)])
    with workspace.reading() as connection:
        assert [c.text for c in read_contributions(connection)] == ["two"]
        kept = connection.exec_driver_sql("SELECT text FROM versions ORDER BY version").all()
        assert len(read_imports(connection)) == 2
    assert [row[0] for row in kept] == ["one", "two"]


def contribution_of(text: str, number: int = 1) -> Contribution:
    """A contribution with a text."""
    item = Contribution(
        contribution_id=contribution_id_for("s", str(number)),
        source="s",
        source_id=str(number),
        kind="proposal",
        title="",
        text=text,
        participant="",
        created_at="",
        language="en",
        language_given=False,
        session="",
        table="",
        supports=None,
        parent="",
        attributes={},
        personal=(),
        version=1,
        content_hash="",
    )
    return replace(item, content_hash=item.computed_hash())


def test_settings_come_back(workspace: Workspace) -> None:
    workspace.set("title", "Grätz '; DROP TABLE settings; --")
    assert Workspace.open(workspace.path).title == "Grätz '; DROP TABLE settings; --"
    assert workspace.get("nothing", "default") == "default"


def test_revision_changes_with_contributions(workspace: Workspace) -> None:
    before = workspace.revision()
    store(workspace, [contribution_of("one")])
    assert workspace.revision() != before


def test_vectors_come_back_bit_by_bit_and_by_encoder(workspace: Workspace) -> None:
    rows = np.random.default_rng(0).standard_normal((3, 5)).astype(np.float32)
    with workspace.writing() as connection:
        store_vectors(connection, "one", dict(zip("abc", rows, strict=True)))
        store_vectors(connection, "one", {"a": rows[2]})  # what is there stays
        store_vectors(connection, "two", {})
    with workspace.reading() as connection:
        found = read_vectors(connection, "one", ["a", "c", "x"])
        assert read_vectors(connection, "two", ["a"]) == {}
    assert sorted(found) == ["a", "c"]
    np.testing.assert_array_equal(found["a"], rows[0])
    np.testing.assert_array_equal(found["c"], rows[2])
