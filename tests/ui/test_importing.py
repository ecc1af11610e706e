"""Files are looked into before anything is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsupport.services import reading
from dsupport.ui.app_pages import importing
from dsupport.wording import LANGUAGES, Wording
from tests.ui.conftest import EVIL, raw, shown


@pytest.fixture
def staged(page, workspace, monkeypatch):
    """The page with files that were dropped on it."""

    def run(*paths: Path, **query: str):
        monkeypatch.setattr(importing, "upload", lambda _: list(paths))
        return page("importing", workspace, **query)

    return run


def test_a_file_is_shown_before_it_is_kept(staged, proposals, workspace):
    test = staged(proposals)
    words = shown(test)
    assert "12 contributions." in words
    assert "9 different people wrote them." in words
    assert reading.snapshot(workspace).contributions == {}
    test.button[0].click().run()
    assert len(reading.snapshot(workspace).contributions) == 12
    assert "12 contributions from proposals.csv were added or updated." in shown(test)
    assert "Analyse now" in [button.label for button in test.button]


def test_columns_can_be_read_another_way(staged, proposals, workspace):
    test = staged(proposals)
    choice = next(one for one in test.selectbox if one.label == "district")
    choice.set_value("table")
    next(one for one in test.button if one.label == "Read the file this way").click().run()
    next(one for one in test.button if one.label.startswith("Import these")).click().run()
    items = reading.snapshot(workspace).contributions.values()
    assert {item.table for item in items} == {f"District {i}" for i in range(4)}


def test_authors_are_not_named_before_they_are_pseudonyms(staged, table_of):
    assert "A0" not in raw(staged(table_of(["one idea", "two ideas"])))


def test_an_unusable_file_is_explained(staged, tmp_path):
    path = tmp_path / "empty.csv"
    path.write_text("")
    test = staged(path)
    assert "This file cannot be used yet." in shown(test)
    assert not test.error


def test_what_was_found_is_said_in_the_language_of_the_reader(staged, tmp_path):
    path = tmp_path / "idées.csv"
    path.write_text(
        "id,text,supports\n1,Écrivez à ana.silva@example.org pour le parc,12\n"
        "2,Plus d'arbres dans les cours d'école,beaucoup\n3,,4\n"
        "2,Plus d'arbres dans les cours d'école,beaucoup\n",
        "utf-8",
    )
    words = shown(staged(path, lang="fr"))
    assert "Contributions qui contiennent de quoi identifier une personne\u00a0: 1 (e-mail" in words
    assert "ligne 3, colonne supports\u00a0: beaucoup" in words
    assert "Lignes qui répètent mot pour mot une ligne précédente" in words
    for english in ("Contributions that hold", "line 3", "Cells whose", "could not be used"):
        assert english not in words


def test_reasons_of_rows_are_said_in_the_language_of_the_reader(staged, tmp_path):
    path = tmp_path / "idees.csv"
    path.write_text(
        "id,text\n1,Meer bomen op het plein\n2,\n3,Minder lawaai in de straat\n", "utf-8"
    )
    test = staged(path, lang="nl")
    assert list(test.dataframe[0].value["reason"]) == ["de rij heeft geen tekst"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Le fichier est vide. Exportez-le de nouveau et vérifiez sa taille."),
        (b"PK\x03\x04 broken", "mais il est incomplet ou endommagé. Téléchargez-le"),
        (b"%PDF-1.7 ...", "Le fichier est un document PDF, pas un tableau. Copiez les textes"),
        (
            b"id,text\n1,\n2,\n",
            "Aucune des 2 lignes n’est utilisable\u00a0: la ligne n’a pas de texte",
        ),
    ],
)
def test_a_broken_file_is_explained_in_the_language_of_the_reader(staged, tmp_path, content, told):
    path = tmp_path / "propositions.xlsx"
    path.write_bytes(content)
    words = shown(staged(path, lang="fr"))
    assert "Ce fichier n’est pas encore utilisable." in words
    assert told in words
    assert "The file" not in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_never_sends_people_to_the_command_line(staged, tmp_path, language):
    path = tmp_path / "codes.csv"
    path.write_text("number,code\n1,A\n2,B\n", "utf-8")
    words = shown(staged(path, lang=language))
    assert "“number”, “code”" in words
    assert "--map" not in words


def test_two_columns_with_one_meaning_are_explained_with_the_words_of_the_page(staged, table_of):
    test = staged(table_of(["one idea for the park", "another one for the school"]), lang="it")
    for column in ("id", "district"):
        next(one for one in test.selectbox if one.label == column).set_value("table")
    next(one for one in test.button if one.label == "Leggere il file in questo modo").click().run()
    words = shown(test)
    assert "Due colonne sono lette come «tavolo». Premere «Leggere le colonne come prima»" in words
    next(one for one in test.button if one.label == "Leggere le colonne come prima").click().run()
    assert "Due colonne" not in shown(test)


def test_the_place_for_files_speaks_the_language_of_the_reader():
    words = importing._upload_words(Wording("es"))
    assert '--ds-choose: "Elegir archivos";' in words
    assert '--ds-limit: "O suéltelos aquí; como máximo 500 MB por archivo.";' in words


def test_texts_of_files_are_shown_and_never_run(staged, table_of):
    test = staged(table_of([EVIL, "second"]))
    assert EVIL in shown(test)
    assert "<script>" not in raw(test)


def test_the_same_file_again_changes_nothing(staged, proposals, workspace):
    test = staged(proposals)
    next(one for one in test.button if one.label.startswith("Import these")).click().run()
    test.run()
    assert not [one for one in test.button if one.label.startswith("Import these")]
    assert "already there, word for word" in shown(test)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\ideas.csv", "ideas.csv"),
        ("..", "file"),
        ("", "file"),
        ('a<b>"c".csv', "a_b__c_.csv"),
        ("x" * 300 + ".csv", "x" * 100 + ".csv"),
        ("nul\x00l.csv", "nul_l.csv"),
    ],
)
def test_names_from_outside_are_made_safe(given, kept):
    assert importing.safe_name(given) == kept
