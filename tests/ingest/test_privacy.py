"""Personal data is found, and what people write about places, prices and times is not."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsupport.ingest import find_personal_data, read
from dsupport.ingest.personal import private_attributes
from dsupport.records import full_text

from .conftest import ROOT, ReadText


def found(text: str, language: str = "") -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in find_personal_data(text, language)]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("email", "Escreva para [nuno.rebelo@example.org], obrigado"),
        ("email", "mail: [a.b+c@mail.example.co.uk]."),
        ("phone", "Liguem para o [912 345 678] ou"),
        ("phone", "telefone [217 000 123]"),
        ("phone", "bel [0471 00 01 02] gerust"),
        ("phone", "tél. [02/000.14.62] (pas le jeudi)"),
        ("phone", "appelez le [06 12 34 56 78]"),
        ("phone", "au [01.42.68.53.00]"),
        ("phone", "me escribe al [300 555 0134] por favor"),
        ("phone", "Llámenme al [601 555 0172]"),
        ("phone", "llame al [91 529 82 10]"),
        ("phone", "mi móvil [612345678]"),
        ("phone", "richiami lui: [347 555 0182], ore pasti"),
        ("phone", "telefonate al [02 5550 1437], rispondo"),
        ("phone", "Tel. [0228 775566]"),
        ("phone", "call [020 7946 0958]"),
        ("phone", "bel [020-1234567]"),
        ("phone", "[+351 912 345 678]"),
        ("phone", "[+49 (0)228 775566]"),
        ("phone", "[0032 471 00 01 02]"),
        ("iban", "para [PT50 0002 0123 1234 5678 9015 4], é a minha"),
        ("iban", "op [BE04 9790 0001 2331] met vermelding"),
        ("iban", "de mi hija: [ES3499990000050000012345]."),
        ("iban", "conto, [IT20 X999 9901 6000 0000 0471 823], sto"),
        ("national_id", "registre national [85.02.30-117.06], si"),
        ("national_id", "NIF [123456789]"),
        ("national_id", "meu contribuinte é o [123 456 789]"),
        ("national_id", "o [12345678 9 ZZ4]"),
        ("national_id", "c.c. [51.234.876], vivo"),
        ("national_id", "C.C. [1.020.345.678]"),
        ("national_id", "cédula [51234876]"),
        ("national_id", "DNI [12345678Z]"),
        ("national_id", "NIE [X1234567L]"),
        ("national_id", "fiscale: [TRVLSE04S52Z999P] così"),
        ("national_id", "n° sécu [1 85 05 78 006 084 36]"),
        ("national_id", "mijn BSN is [123456782]"),
        ("address", "j'habite au [12, rue de la Loi]"),
        ("address", "Ik woon in de [Lange Nieuwstraat 12b]"),
        ("address", "vivo en la [calle 3 sur # 38-27] apto"),
        ("address", "abito in [via Ornato 114] scala C"),
        ("address", "moro na [Rua Carlos Mardel 1043], 5.º"),
        ("address", "ich wohne in der [Kölner Straße 7]"),
        ("address", "I live at [12 High Street] since"),
        ("name", "My name is [Ann Taylor] and"),
        ("name", "Je m'appelle [Fatou Diallo], bonjour"),
        ("name", "mijn naam is [Lieve Van den Broeck]."),
        ("name", "me llamo [Rosa Elvira Mahecha]"),
        ("name", "Chamo-me [Maria Celeste Andrade], tenho"),
        ("name", "Mi chiamo [Rosalba Introini] e"),
        ("name", "ich heiße [Jürgen Groß]"),
        ("name", "Io sono [Rosalba Introini], del quinto"),
        ("name", "le fils de Mme [Vandeputte-Lison] crie"),
        ("name", "o Sr. [Valdemar Quintela Brás] tem"),
        ("name", "il signor [Walter Bonfanti] lascia"),
        ("name", "Merci.\nCordialement,\n[Jean Dupont]"),
        ("name", "mon voisin [Gaspard Wittebols] fait"),
        ("name", "el que cobra es [Ferney Guasca], el de la moto roja"),
    ],
)
def test_found(kind: str, text: str) -> None:
    bare = text.replace("[", "").replace("]", "")
    inside = text[text.index("[") + 1 : text.index("]")]
    assert (kind, inside) in found(bare)


@pytest.mark.parametrize(
    "text",
    [
        "Von 2019-2024 kostete es 1.400.000 €, dann 600 000 000 euros.",
        "Le bus 71 de 08.30-17.00, puis 22h-3h, ligne 9-3, à 1060 Bruxelles.",
        "Vom 01.06. - 31.07.22 und am 12.03.2024 um 10:30 Uhr",
        "carrera 7 con calle 45, en la 63, TransMilenio H13, ruta 18-3",
        "Na Rua Carlos Mardel 10 e na Avenida da Liberdade caem árvores.",
        "La Plaza Mayor, calle de Alcalá 45, necesita bancos.",
        "In der Bonner Straße 12 fehlt ein Fahrradständer, Friesdorfer Str. 6 auch.",
        "De Bonaventurestraat 301 is een drukke plek.",
        "via Padova, viale Monza 12, municipio 9, 50 km/h, 300.000 residenti su 1,4 milioni",
        "Monsieur le Président, Madame la Ministre, Sr. Alcalde, Frau Bürgermeisterin",
        "Rua Dona Estefânia, Nossa Senhora de Fátima, relleno Doña Juana, Parque Simón Bolívar",
        "Soy de Bogotá. Je suis Bruxellois. Ik ben Vlaming. Sono di Milano. I am tired.",
        "Me llamó la atención el ruido. We call 112. El 010 y el 092.",
        "Rafael Uribe Uribe, San Cristóbal, Saint-Gilles, Santa Maria Maior, Quarto Oggiaro",
        "3 arbres, 45 bancs, 12 000 habitants, budget 2 500 000, 1000 m2",
        "ISBN 978-3-16-148410-0, CO2, Covid-19, G20, 24/7, A40, E40, N209",
    ],
)
def test_ordinary_texts_stay_readable(text: str) -> None:
    assert found(text) == []


def test_m_with_a_dot_is_a_title_in_french_only() -> None:
    assert found("la faute de M. Dupont") == [("name", "Dupont")]
    assert found("pomnik M. Dupont", "pl") == []


@given(
    st.text(alphabet=st.sampled_from("ab Ana Silva,.@0123456789-+/#()\nPT50rue DrSr"), max_size=80)
)
def test_stretches_are_sorted_and_do_not_overlap(text: str) -> None:
    stretches = find_personal_data(text)
    assert all(0 <= one.start < one.end <= len(text) for one in stretches)
    assert all(a.end <= b.start for a, b in pairwise(stretches))


def test_long_texts_are_searched_quickly() -> None:
    for text in (
        "1 " * 40_000,
        "Aa " * 30_000,
        "rue de " * 14_000,
        "a." * 50_000,
        "- (1) " * 16_000,
    ):
        find_personal_data(text)


def test_report_counts_but_does_not_repeat(read_text: ReadText) -> None:
    reading = read_text(
        "id,title,text\n1,Ask ana@example.org,Call 912 345 678\n2,Trees,More trees\n"
        "3,,my name is Ann Taylor\n"
    )
    (finding,) = [one for one in reading.report.findings if one.code == "personal-data"]
    assert finding.count == 2
    assert finding.examples == ("line 2: e-mail, phone", "line 4: name")
    assert not any(word in str(finding) for word in ("ana@", "912", "Taylor"))


def test_columns_of_personal_data(read_text: ReadText) -> None:
    reading = read_text(
        "id,text,full name,contact,phone,district\n"
        "1,Trees,Ana Silva,ana@example.org,912 345 678,Rafael Uribe\n"
        "2,Shade,Rui Costa,rui@example.org,913 345 678,San Cristóbal\n"
    )
    (finding,) = [one for one in reading.report.findings if one.code == "personal-data-column"]
    assert finding.examples == (
        "“full name”: full names", "“contact”: e-mail addresses", "“phone”: phone numbers",
    )  # fmt: skip


@pytest.mark.parametrize("city", ["lisbon", "brussels", "bogota", "milan"])
def test_everything_planted_in_the_samples_is_found(city: str) -> None:
    folder = ROOT / "sample_data" / city
    if not (folder / "gold.csv").exists():
        pytest.skip(f"the sample is not written yet: {folder}")
    planted = _planted(folder)
    drafts = {draft.source_id: draft for draft in read(folder / "contributions.csv").drafts}
    flagged = {
        name
        for name, draft in drafts.items()
        if find_personal_data(full_text(draft.title, draft.text), draft.language)
    }
    assert planted
    assert planted <= flagged
    assert len(flagged - planted) <= 0.02 * len(drafts)


def _planted(folder: Path) -> set[str]:
    with (folder / "gold.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["id"] for row in csv.DictReader(file) if "personal-data" in row["notes"]}


PEOPLE = ["Anna Keller", "Bernd Maier", "Keller, Jonas", "Maria van den Berg", "João da Silva"]


@pytest.mark.parametrize(
    "header",
    ["Vor- und Nachname", "Prénom et nom", "Nombre y apellidos", "Cognome e nome", "Voornaam en naam",
     "Full name of participant", "Einreicher", "Eingereicht von", "Kontaktperson", "Ansprechpartner",
     "Person", "Déposant", "person/name"],
)  # fmt: skip
def test_full_names_are_private_under_any_header_that_speaks_of_people(
    read_text: ReadText, header: str
) -> None:
    rows = "".join(f'{n},"We want more trees in street {n}","{PEOPLE[n % 5]}"\n' for n in range(10))
    reading = read_text(f'id,text,"{header}"\n{rows}')
    draft = reading.drafts[0]
    assert draft.author == "Anna Keller" or header in private_attributes(reading.drafts)


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("Nombre de la localidad", ["Rafael Uribe Uribe", "Ciudad Bolívar", "San Cristóbal"]),
        ("Name des Vorschlags", [f"Mehr Bäume in der Straße {n}" for n in "ABCDEFGH"]),
        ("Nombre de soutiens", [str(n) for n in range(12)]),
    ],
)
def test_places_titles_and_numbers_stay_open(
    read_text: ReadText, header: str, values: list[str]
) -> None:
    rows = "".join(
        f'{n},"Plant more trees in street {n}",{values[n % len(values)]}\n' for n in range(24)
    )
    reading = read_text(f"id,text,{header}\n{rows}")
    assert header not in private_attributes(reading.drafts)
