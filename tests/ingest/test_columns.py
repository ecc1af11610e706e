"""Columns are recognised in seven languages, in any spelling, or mapped by hand."""

from __future__ import annotations

import pytest

from dsupport.errors import IngestError
from dsupport.ingest import FIELDS
from dsupport.ingest.aliases import KEYS, key

from .conftest import ReadText, codes

HEADERS = {
    "en": "id,title,text,author,age bracket,gender,district,table,session,kind,created at,supports",
    "fr": "identifiant,titre,texte,auteur,tranche d'âge,genre,commune,table,séance,type,date,soutiens",
    "nl": "id,titel,tekst,auteur,leeftijdsgroep,geslacht,gemeente,tafel,sessie,soort,datum,steunbetuigingen",
    "es": "id,título,texto,autor,rango de edad,género,localidad,mesa,sesión,tipo,fecha,apoyos",
    "pt": "id,título,texto,autor,faixa etária,género,freguesia,mesa,sessão,tipo,data,apoios",
    "it": "id,titolo,testo,autore,fascia d'età,genere,municipio,tavolo,sessione,tipo,data,sostegni",
    "de": "Kennung,Titel,Text,Verfasser,Altersgruppe,Geschlecht,Bezirk,Tisch,Sitzung,Art,Datum,Unterstützer",
}
VALUES = "7,Trees,More trees,P1,21-34,woman,North,3,1,comment,2024-05-01,12"


@pytest.mark.parametrize("language", HEADERS)
@pytest.mark.parametrize("spell", [str, str.upper, lambda name: f" {name.replace(' ', '_')} "])
def test_names_in_every_language(read_text: ReadText, language: str, spell: object) -> None:
    names = [spell(name) for name in HEADERS[language].split(",")]  # type: ignore[operator]
    (draft,) = read_text(f"{','.join(names)}\n{VALUES}\n").drafts
    assert (draft.source_id, draft.title, draft.text, draft.author) == (
        "7", "Trees", "More trees", "P1",
    )  # fmt: skip
    assert (draft.table, draft.session, draft.kind, draft.created_at, draft.supports) == (
        "3", "1", "comment", "2024-05-01", 12,
    )  # fmt: skip
    assert draft.attributes == {"age_bracket": "21-34", "gender": "woman", "district": "North"}


def test_keys_forget_case_accents_and_signs() -> None:
    assert key("Tranche_d’Âge") == key("tranche-d'age") == "tranche d age"


def test_our_own_names_are_recognised_first() -> None:
    assert all(names[0] == key(field) for field, names in KEYS.items())
    assert set(KEYS) | {"ignore", "attribute"} == set(FIELDS)


def test_further_columns_keep_their_names(read_text: ReadText) -> None:
    reading = read_text("id,text,Área temática\n1,Trees,Verde\n2,Shade,\n")
    assert [draft.attributes for draft in reading.drafts] == [{"Área temática": "Verde"}, {}]
    assert reading.report.columns == {"id": "id", "text": "text", "Área temática": "attribute"}


def test_second_column_of_a_meaning_becomes_an_attribute(read_text: ReadText) -> None:
    (draft,) = read_text("id,title,summary,description\n1,T,Short,The long description\n").drafts
    assert (draft.text, draft.attributes) == ("The long description", {"summary": "Short"})


def test_empty_text_column_gives_way_to_a_filled_one(read_text: ReadText) -> None:
    (draft,) = read_text("id,text,summary\n1,,Short but there\n").drafts
    assert draft.text == "Short but there"


def test_mapping_by_hand_wins(read_text: ReadText) -> None:
    reading = read_text(
        "id,text,note,secret,district\n1,Trees,The real text,x,North\n",
        mapping={"note": "text", "secret": "ignore", "TEXT": "title", "district": "attribute"},
    )
    (draft,) = reading.drafts
    assert (draft.title, draft.text) == ("Trees", "The real text")
    assert draft.attributes == {"district": "North"}
    assert reading.report.columns == {
        "id": "id", "text": "title", "note": "text", "secret": "ignore", "district": "attribute",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ({"tekst": "text"}, "did you mean “text”"),
        ({"text": "txt"}, "not a field; did you mean “text”"),
        ({"text": "text", "note": "text"}, "Two columns are mapped to text"),
    ],
)
def test_mistakes_in_a_mapping(read_text: ReadText, mapping: dict[str, str], told: str) -> None:
    with pytest.raises(IngestError, match=told):
        read_text("id,text,note\n1,Trees,x\n", mapping=mapping)


def test_prose_is_taken_as_text_and_reported(read_text: ReadText) -> None:
    reading = read_text(
        "nr,What would you change?,how\n1,I would plant trees everywhere,web\n"
        "2,Please give us more benches here,web\n3,The bus should come more often,desk\n"
    )
    assert reading.report.columns["What would you change?"] == "text"
    assert codes(reading) == {"text-column-guessed": 1}


def test_no_text_column_names_what_is_there(read_text: ReadText) -> None:
    with pytest.raises(IngestError, match=r"“number”, “commet”.*Near.*“commet”.*--map COLUMN=text"):
        read_text("number,commet\n1,yes\n2,no\n")


def test_title_becomes_the_text_where_there_is_none(read_text: ReadText) -> None:
    reading = read_text("id,title,text\n1,Trees,\n2,Shade,Much more shade\n")
    assert [(draft.title, draft.text) for draft in reading.drafts] == [
        ("", "Trees"), ("Shade", "Much more shade"),
    ]  # fmt: skip
    assert codes(reading) == {"title-as-text": 1}
    assert [draft.text for draft in read_text("id,title\n1,Trees\n2,Shade\n").drafts] == [
        "Trees", "Shade",
    ]  # fmt: skip


def test_name_is_a_person_or_a_title(read_text: ReadText) -> None:
    people = read_text("Name,Comment\nAna Silva,More trees\nRui Costa,Shade\n")
    assert [draft.author for draft in people.drafts] == ["Ana Silva", "Rui Costa"]
    projects = read_text("code,name,description\nA1,New trees in the park,Many\nA2,A bench,One\n")
    assert [draft.title for draft in projects.drafts] == ["New trees in the park", "A bench"]


def test_address_of_a_page_is_an_id_if_nothing_else_is(read_text: ReadText) -> None:
    assert [d.source_id for d in read_text("url,text\nx/1,A\nx/2,B\n").drafts] == ["x/1", "x/2"]
    assert [d.source_id for d in read_text("url,text\nx/1,A\nx/1,B\n").drafts] == ["", ""]
    assert [d.source_id for d in read_text("url,id,text\nx/1,7,A\n").drafts] == ["7"]


def test_number_of_comments_is_no_text(read_text: ReadText) -> None:
    (draft, _) = read_text("id,title,comments\n1,Trees,12\n2,Shade,3\n").drafts
    assert (draft.text, draft.attributes) == ("Trees", {"comments": "12"})


def test_kinds(read_text: ReadText) -> None:
    words = ["Vorschlag", "réaction", "commentaires", "STATEMENT", "fuente", "", "poem"]
    rows = "".join(f"{i},T{i},{word}\n" for i, word in enumerate(words))
    reading = read_text(f"id,text,type\n{rows}")
    assert [draft.kind for draft in reading.drafts] == [
        "proposal", "comment", "comment", "statement", "evidence", "proposal", "proposal",
    ]  # fmt: skip
    assert reading.drafts[-1].attributes == {"type": "poem"}
    assert codes(reading) == {"unknown-kinds": 1}
    assert (reading.report.contributions, reading.report.comments) == (7, 2)


def test_what_has_a_parent_is_a_comment(read_text: ReadText) -> None:
    first, second = read_text("id,parent_id,text\n1,,Trees\n2,1,No trees\n").drafts
    assert (first.kind, second.kind, second.parent_source_id) == ("proposal", "comment", "1")


def test_authors_are_counted_once(read_text: ReadText) -> None:
    assert read_text("author,text\nA,1 x\nB,2 x\nA,3 x\n,4 x\n").report.participants == 2


def test_ages_in_years_are_known_as_ages(read_text: ReadText) -> None:
    rows = "\n".join(f"{n},We want trees in street {n} please,{18 + 3 * n}" for n in range(12))
    reading = read_text(f"id,text,age\n{rows}\n")
    assert reading.drafts[2].attributes == {"age_bracket": "24"}


def test_names_that_people_give_to_columns_of_their_own(read_text: ReadText) -> None:
    rows = "\n".join(f"{n},We want trees in street {n},{20 + n},{n}" for n in range(6))
    reading = read_text(f"Lfd. Nummer?,Vorschlag,Alter (Jahre),Anzahl Unterstützer\n{rows}\n")
    draft = reading.drafts[3]
    assert (draft.source_id, draft.supports, draft.attributes) == ("3", 3, {"age_bracket": "23"})
