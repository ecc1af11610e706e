"""Exports of platforms are known by their columns and read with their meanings."""

from __future__ import annotations

import json

import pytest

from dsupport.errors import IngestError

from .conftest import ReadText, codes

POLIS = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"


def test_polis_comments(read_text: ReadText) -> None:
    reading = read_text(
        POLIS + '1651071094558,Wed Apr 27 07:51:34 PDT 2022,122,0,59,63,-1,"Zigaretten,\nnie"\n'
        "1564624725,Thu Aug 01 2019 01:58:45 GMT+0000,20,5,287,11,1,Bäume\n"
    )
    first, second = reading.drafts
    report = reading.report
    assert (report.platform, report.export, report.participants) == ("polis", "comments", 2)
    assert (first.source_id, first.author, first.kind) == ("122", "0", "statement")
    assert first.created_at == "2022-04-27T14:51:34+00:00"
    assert second.created_at == "2019-08-01T01:58:45+00:00"
    assert (first.attributes["moderated"], first.supports) == ("-1", None)
    assert codes(reading) == {"rejected-statements": 1}


@pytest.mark.parametrize(
    "text",
    [
        "timestamp,datetime,comment-id,voter-id,vote\n1,x,0,2,1\n",
        "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1\n1,,0,19,11,5,-1,1\n",
        "participant,xid,group-id,n-comments,n-votes,n-agree,n-disagree,0\n1,a,,0,19,11,5,-1\n",
        "topic,Trees\nurl,http://x\nvoters,536\ncomments,314\n",
    ],
)
def test_other_files_of_polis_are_refused(read_text: ReadText, text: str) -> None:
    with pytest.raises(IngestError, match=r"comments.csv") as caught:
        read_text(text)
    if "topic" not in text:
        assert "votes are not read yet" in str(caught.value)


def test_decidim_locales(read_text: ReadText) -> None:
    reading = read_text(
        "id;title/ca;title/es;title/machine_translations/es;body/ca;body/es;"
        "body/machine_translations/es;state;component/id;votes\n"
        "12;Més arbres;;Más árboles;Cal plantar …;;Hay que plantar;accepted;3;34\n"
        "13;;Menos coches;;;'- Menos coches, por favor;;accepted;3;\n"
        "14;;;Sólo máquina;;;Traducido;rejected;3;1\n"
    )
    first, second, third = reading.drafts
    assert (reading.report.platform, reading.report.export) == ("decidim", "proposals")
    assert (first.title, first.text, first.language) == ("Més arbres", "Cal plantar …", "ca")
    assert first.attributes["body/machine_translations/es"] == "Hay que plantar"
    assert (second.title, second.text, second.language, second.supports) == (
        "Menos coches", "- Menos coches, por favor", "es", None,
    )  # fmt: skip
    assert (third.title, third.text) == ("Sólo máquina", "Traducido")
    assert reading.report.columns["body/es"] == "text"


def test_decidim_of_older_versions_and_comments(read_text: ReadText) -> None:
    legacy = read_text(
        "id;category/id;scope/name/es;participatory_space/id;title;body;supports;comments;url\n"
        "1;4;Norte;2;Árboles;<p>Más <b>árboles</b></p>;7;3;http://x/1\n"
    )
    (draft,) = legacy.drafts
    assert (legacy.report.platform, draft.text, draft.supports) == ("decidim", "Más árboles", 7)
    comments = read_text(
        "id;created_at;body;locale;author/id;author/name;alignment;depth;commentable_id;"
        "commentable_type;root_commentable_url\n"
        "5;2024-05-01 10:00:00 UTC;No;es;9;Ana Silva;-1;0;12;Decidim::Proposals::Proposal;http://x\n"
    )
    (draft,) = comments.drafts
    assert (draft.kind, draft.parent_source_id, draft.author, draft.language) == (
        "comment", "12", "9", "es",
    )  # fmt: skip
    assert codes(comments)["personal-data-column"] == 1


def test_consul_by_alias(read_text: ReadText) -> None:
    reading = read_text(
        "URL,Title,Description,Supporters,City\nhttp://x/1,Trees,More trees,20.0,Bonn\n"
        "http://x/2,Shade,More shade,0.0,Bonn\n"
    )
    first = reading.drafts[0]
    assert (reading.report.platform, first.source_id, first.supports) == (
        "consul", "http://x/1", 20,
    )  # fmt: skip
    assert first.attributes == {"City": "Bonn"}


def test_consul_parts_of_a_proposal(read_text: ReadText) -> None:
    rows = [
        {"text": "Perros", "proposal_id": "1085", "info": "title"},
        {"text": "Limpiar las calles.", "proposal_id": "1085", "info": "summary"},
        {"text": "Buenos días a todos.", "proposal_id": "1085", "info": "text"},
        {"text": "De acuerdo", "comment_id": "7"},
        {"text": "", "comment_id": "8"},
        {"text": "Solo un título", "proposal_id": "2000", "info": "title"},
        {"text": "No", "comment_id": "9"},
    ]
    reading = read_text("\n".join(map(json.dumps, rows)), "1085.jsonl")
    proposal, comment, bare, last = reading.drafts
    report = reading.report
    assert (report.platform, report.export) == ("consul", "proposal-with-comments")
    assert (proposal.source_id, proposal.kind, proposal.title) == ("1085", "proposal", "Perros")
    assert proposal.text == "Limpiar las calles.\n\nBuenos días a todos."
    assert (comment.kind, comment.source_id, comment.parent_source_id) == ("comment", "7", "1085")
    assert (bare.title, bare.text, last.parent_source_id) == ("", "Solo un título", "2000")
    assert (report.contributions, report.comments, report.rows) == (4, 2, 7)
    assert [aside.line for aside in report.set_aside] == [5]


def test_consul_proposals_beside_their_comments(read_text: ReadText) -> None:
    reading = read_text(
        "ID,Título,Autor,Resumen,Fecha,ID comentario,Autor del comentario,Contenido del comentario,"
        "Comentario padre,Fecha del comentario\n"
        "1,Perros,a@example.org,Limpiar,2024-05-01,7,b@example.org,Sí,,2024-05-02\n"
        "1,Perros,a@example.org,Limpiar,2024-05-01,8,c@example.org,No,7,2024-05-03\n"
        "2,Sombra,a@example.org,Más sombra,2024-05-01,,,,,\n"
    )
    assert [(d.source_id, d.kind, d.parent_source_id) for d in reading.drafts] == [
        ("1", "proposal", ""), ("7", "comment", "1"), ("8", "comment", "7"), ("2", "proposal", ""),
    ]  # fmt: skip
    assert reading.report.participants == 3
    assert codes(reading) == {"personal-data-column": 2}


@pytest.mark.parametrize(
    ("text", "platform", "source_id", "author"),
    [
        ("id,interview,comment\n1,Alice,I love cats\n", "talk-to-the-city", "1", "Alice"),
        ("participant_id,survey_text\n9,I love cats\n", "sensemaker", "", "9"),
        ("comment-id,comment_text,agrees,disagrees,passes\n3,I love cats,1,2,3\n", "sensemaker", "3", ""),
        ("comment-id,comment-body,source\n3,I love cats,web\n", "kouchou-ai", "3", ""),
        ("comment\nI love cats\n", "table", "", ""),
        ("response_id,response\n4,I love cats\n", "table", "4", ""),
        ("project_id,name,category,description,cost,votes\nA1,I love cats,Pets,,100,7\n", "pabulib", "A1", ""),
    ],
)  # fmt: skip
def test_signatures(
    read_text: ReadText, text: str, platform: str, source_id: str, author: str
) -> None:
    reading = read_text(text)
    (draft,) = reading.drafts
    assert reading.report.platform == platform
    assert (draft.source_id, draft.author, draft.text) == (source_id, author, "I love cats")


def test_format_can_be_insisted_on(read_text: ReadText) -> None:
    polis = POLIS + "1564624725,x,20,5,287,11,1,Trees\n"
    assert read_text(polis, format="polis").report.platform == "polis"
    assert read_text(polis, format="table").report.platform == "table"
    assert read_text(polis, format="csv").report.platform == "polis"
    assert len(read_text("id,text\n1,Trees\n", format="text").drafts) == 2
    with pytest.raises(IngestError, match="does not look like an export of decidim"):
        read_text(polis, format="decidim")
    with pytest.raises(IngestError, match="did you mean “polis”"):
        read_text(polis, format="pollis")
