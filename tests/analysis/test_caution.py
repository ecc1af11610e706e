"""Warnings: opposites are caught in seven languages, true rewordings are left in peace."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsupport import data
from dsupport.analysis.caution import (
    NUMBERS,
    OPPOSITE,
    PLACES,
    QUOTATION,
    SLOTS,
    Caution,
    read_wordlists,
)
from dsupport.analysis.caution import caution as judged
from dsupport.analysis.caution.amounts import amounts_of
from dsupport.analysis.caution.judging import apart
from dsupport.analysis.caution.words import kin, words_of

LISTS = read_wordlists(data.rows("negation.tsv"), data.rows("warning_words.tsv"))


def caution(a: str, a_language: str, b: str, b_language: str) -> str:
    """The kind of the warning, the same both ways round."""
    there = judged(a, a_language, b, b_language, LISTS)
    assert judged(b, b_language, a, a_language, LISTS) == there.turned()
    return there.kind


def values(text: str, language: str = "en") -> list[float]:
    """The numbers of a text."""
    return [a.value for a in amounts_of(words_of(text, language), LISTS.of(language))]


# “a / b” on a line: two texts.
OPPOSITES = {
    "en": """
        The library should open on Sundays. / The library should not open on Sundays.
        Build affordable flats on the old market site. / Don't build affordable flats on the old market site.
        Allow cars in the school street in the morning. / Ban cars in the school street in the morning.
        We need more parking spaces near the station. / We need fewer parking spaces near the station.
        I support the new tram line through the park. / I oppose the new tram line through the park.
        Keep the street lights on all night. / Never keep the street lights on all night.
        Public toilets must be free for everybody. / Public toilets must be paid for everybody.
        Tear down the wall. It should be replaced by trees and benches along the river. I walk there daily. / Leave it. It should not be replaced by trees and benches along the river. Nobody has ever complained to me.
    """,
    "fr": """
        Il faut fermer la rue aux voitures le dimanche. / Il ne faut pas fermer la rue aux voitures le dimanche.
        Autoriser les terrasses après minuit. / Interdire les terrasses après minuit.
        Plus de places de stationnement dans le quartier. / Moins de places de stationnement dans le quartier.
        Je suis pour la piétonnisation du boulevard central. / Je suis contre la piétonnisation du boulevard central.
        Laissez l'éclairage du parc allumé toute la nuit. / Ne laissez pas l'éclairage du parc allumé toute la nuit.
        Qu'on enlève les places de stationnement de la rue Haute. / Qu'on n'enlève plus les places de stationnement de la rue Haute.
        Les transports publics doivent être gratuits. / Les transports publics doivent être payants.
    """,
    "nl": """
        De bibliotheek moet op zondag open zijn. / De bibliotheek moet op zondag niet open zijn.
        Meer parkeerplaatsen bij het station. / Minder parkeerplaatsen bij het station.
        Auto's toestaan in de schoolstraat. / Auto's verbieden in de schoolstraat.
        Er moeten ondergrondse containers komen in onze straat. / Er mogen geen ondergrondse containers komen in onze straat.
        Ik ben voor een knip in de Tongerenstraat. / Ik ben tegen een knip in de Tongerenstraat.
        Het openbaar vervoer moet gratis zijn voor iedereen. / Het openbaar vervoer moet betalend zijn voor iedereen.
        Maak het licht in het park 's nachts zachter. Laat de lampen in het park de hele nacht branden. / Dank u. Laat de lampen in het park nooit de hele nacht branden. Wij hebben geen gordijnen.
    """,
    "es": """
        Hay que abrir el parque por la noche. / No hay que abrir el parque por la noche.
        Permitan vender en las estaciones de TransMilenio. / Prohíban vender en las estaciones de TransMilenio.
        Más carriles para carros en la avenida. / Menos carriles para carros en la avenida.
        Estoy a favor del metro elevado por la Caracas. / Estoy en contra del metro elevado por la Caracas.
        El transporte público debe ser gratis para estudiantes. / El transporte público debe ser de pago para estudiantes.
        Dejen vender en los buses y estaciones. El vendedor no estorba. / No dejen vender en los buses y estaciones. El vendedor estorba y no cuida nada.
        Mantener la ciclovía de la carrera séptima. / Eliminar la ciclovía de la carrera séptima.
    """,
    "pt": """
        Retirem as tendas do jardim da igreja. / Não retirem as tendas do jardim da igreja.
        Mais lugares de estacionamento no bairro. / Menos lugares de estacionamento no bairro.
        Permitir o alojamento local em Alfama. / Proibir o alojamento local em Alfama.
        Sou a favor da nova linha de elétrico. / Sou contra a nova linha de elétrico.
        Os transportes devem ser gratuitos para todos. / Os transportes devem ser pagos para todos.
        Os centros de saúde devem abrir ao sábado. / Os centros de saúde nunca devem abrir ao sábado.
        Aumentar o imposto sobre as casas vazias. / Reduzir o imposto sobre as casas vazias.
    """,
    "it": """
        Le vasche sul Seveso vanno fatte tutte. / Le vasche sul Seveso non vanno fatte tutte.
        Più posti auto per i residenti in Porta Romana. / Meno posti auto per i residenti in Porta Romana.
        Meno posti auto e più tavolini nella piazza del quartiere. / Più posti auto e meno tavolini nella piazza del quartiere.
        Aprire la strada alle auto la domenica. / Chiudere la strada alle auto la domenica.
        Sono a favore della pista ciclabile in corso Sempione. / Sono contro la pista ciclabile in corso Sempione.
        Consentire i monopattini sui marciapiedi. / Vietare i monopattini sui marciapiedi.
        L'acqua delle fontane deve essere sempre aperta. / L'acqua delle fontane non deve essere sempre aperta.
    """,
    "de": """
        Die Straße soll für Autos gesperrt werden. / Die Straße soll nicht für Autos gesperrt werden.
        Mehr Parkplätze am Bahnhof. / Weniger Parkplätze am Bahnhof.
        Ich bin für eine Fußgängerzone in der Altstadt. / Ich bin gegen eine Fußgängerzone in der Altstadt.
        Hunde im Stadtpark erlauben. / Hunde im Stadtpark verbieten.
        Das Schwimmbad soll kostenlos sein. / Das Schwimmbad soll kostenpflichtig sein.
        Wir brauchen einen Radweg auf der Kaiserstraße. / Wir brauchen keinen Radweg auf der Kaiserstraße.
        Die Steuern für leere Wohnungen erhöhen. / Die Steuern für leere Wohnungen senken.
    """,
}

REWORDINGS = {
    "en": """
        More night buses at weekends, please. / Please run additional buses at night on weekends.
        Plant trees in every school playground. / Every school playground should have trees.
        A shelter with a bench at each bus stop. / Put roofs and seats where people wait for the bus.
        Not only cyclists but pedestrians too need wider paths. / Cyclists and pedestrians need wider paths.
        Lower the rent of small flats. / Rents for small apartments should come down.
        Repair the broken pavement in Mill Street. / Mill Street's pavement is broken: fix it.
        Do not close the swimming pool in the north. / Stop the closing of the northern swimming pool.
    """,
    "fr": """
        Plus de bus de nuit le week-end. / Davantage de bus la nuit en fin de semaine.
        Plantez des arbres dans les cours d'école. / Il faut des arbres dans chaque cour de récréation.
        Des bancs à l'ombre pour les personnes âgées. / Mettez des bancs ombragés pour les aînés.
        Il faut sans doute rénover la piscine du quartier. / La piscine du quartier doit être rénovée.
        Réparer les trottoirs de la rue Neuve. / Les trottoirs de la rue Neuve sont à refaire.
        Un point d'eau potable au parc. / Une fontaine d'eau potable dans le parc.
        Baisser le loyer des petits logements. / Les loyers des petits appartements doivent baisser.
    """,
    "nl": """
        Meer nachtbussen in het weekend. / Extra bussen 's nachts op zaterdag en zondag.
        Plant bomen op elke speelplaats. / Op elke speelplaats moeten bomen komen.
        Bankjes in de schaduw voor ouderen. / Zet zitbanken in de schaduw voor senioren.
        Herstel de stoep in de Nieuwstraat. / De stoep in de Nieuwstraat moet gerepareerd worden.
        Niet alleen fietsers maar ook voetgangers hebben bredere paden nodig. / Fietsers en voetgangers hebben bredere paden nodig.
        De huur van kleine woningen moet omlaag. / Kleine woningen moeten goedkoper te huur zijn.
    """,
    "es": """
        Más buses nocturnos los fines de semana. / Pongan buses adicionales de noche el fin de semana.
        Siembren árboles en los patios de los colegios. / Los patios de los colegios necesitan árboles.
        Bancas con sombra para los adultos mayores. / Pongan bancas a la sombra para los abuelos.
        Arreglen el andén de la calle 26. / El andén de la calle 26 está roto, repárenlo.
        No solo los ciclistas sino también los peatones necesitan espacio. / Los ciclistas y también los peatones necesitan espacio.
        Que los buses paren cerca del hospital. / Una parada de buses junto al hospital.
        Bajen el arriendo de los apartamentos pequeños. / El arriendo de apartamentos pequeños debe bajar.
    """,
    "pt": """
        Mais autocarros à noite ao fim de semana. / Ponham autocarros noturnos aos sábados e domingos.
        Plantem árvores nos recreios das escolas. / Os recreios das escolas precisam de árvores.
        Bancos à sombra para os mais velhos. / Ponham bancos com sombra para os idosos.
        Arranjem o passeio da Rua Nova. / O passeio da Rua Nova precisa de arranjo.
        A rua está mal iluminada, ponham candeeiros. / Ponham candeeiros, a rua é escura.
        Baixem a renda das casas pequenas. / As rendas das casas pequenas têm de baixar.
    """,
    "it": """
        Più autobus di notte nel fine settimana. / Servono altri autobus notturni il sabato e la domenica.
        Piantate alberi nei cortili delle scuole. / Nei cortili delle scuole servono alberi.
        Panchine all'ombra per gli anziani. / Mettete panchine ombreggiate per le persone anziane.
        Riparate il marciapiede di via Padova. / Il marciapiede di via Padova va riparato.
        Non solo i ciclisti ma anche i pedoni hanno bisogno di spazio. / Anche i pedoni, come i ciclisti, hanno bisogno di spazio.
        Abbassare gli affitti delle case piccole. / Gli affitti delle case piccole vanno abbassati.
    """,
    "de": """
        Mehr Nachtbusse am Wochenende. / Bitte nachts am Wochenende zusätzliche Busse.
        Pflanzt Bäume auf jedem Schulhof. / Auf jeden Schulhof gehören Bäume.
        Bänke im Schatten für ältere Menschen. / Stellt schattige Bänke für Senioren auf.
        Noch mehr Radwege in der Innenstadt. / Weitere Radwege in der Innenstadt.
        Nicht nur Radfahrer, auch Fußgänger brauchen Platz. / Fußgänger und Radfahrer brauchen Platz.
        Den Gehweg in der Neustraße reparieren. / Der Gehweg in der Neustraße muss repariert werden.
    """,
}


def pairs(text: str) -> list[tuple[str, str]]:
    """The pairs of a block of lines."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return [(a.strip(), b.strip()) for a, b in (line.split(" / ") for line in lines)]


@pytest.mark.parametrize("language", OPPOSITES)
def test_opposites_are_caught(language: str) -> None:
    given = pairs(OPPOSITES[language])
    assert len(given) >= 6
    missed = [pair for pair in given if not warned(*pair, language)]
    assert len(missed) <= 0.1 * len(given), missed


@pytest.mark.parametrize("language", REWORDINGS)
def test_true_rewordings_are_left_in_peace(language: str) -> None:
    given = pairs(REWORDINGS[language])
    assert len(given) >= 6
    flagged = [pair for pair in given if caution(pair[0], language, pair[1], language)]
    assert len(flagged) <= 1, flagged


def warned(a: str, b: str, language: str) -> bool:
    """Whether a pair is called opposite, and also the other way round."""
    return caution(a, language, b, language) == OPPOSITE


@pytest.mark.parametrize("language", OPPOSITES)
def test_a_text_speaks_not_against_itself(language: str) -> None:
    for a, b in pairs(OPPOSITES[language]) + pairs(REWORDINGS[language]):
        assert caution(a, language, a, language) == ""
        assert caution(b, language, b.upper(), language) == ""


def test_opposites_across_languages() -> None:
    found = caution("Il ne faut pas fermer la piscine.", "fr", "Het zwembad moet sluiten.", "nl")
    assert found == OPPOSITE
    assert caution("Il faut des arbres.", "fr", "Er moeten bomen komen.", "nl") == ""


def test_a_letter_that_holds_all_small_words_is_not_compared_as_a_whole() -> None:
    letter = (
        "I have lived in this street for forty years and I have seen it change. "
        "Last summer all the benches were taken away to be painted, which never happened, in spite "
        "of what we were told. Would it be too much to bring them back to the old people who like "
        "to sit there in the evening?"
    )
    assert caution("I would like to have benches in the street.", "en", letter, "en") == ""
    assert caution(letter, "en", "I would like to have benches in the street.", "en") == ""


@pytest.mark.parametrize(
    ("a", "b", "warning"),
    [
        ("A speed limit of 30 km/h in the centre.", "A speed limit of 50 km/h in the centre.", NUMBERS),
        ("Close the bars at 22h30 on weekdays.", "Close the bars at 23:00 on weekdays.", NUMBERS),
        ("Close the bars at 22h30 on weekdays.", "Close the bars at 22:30 on weekdays.", ""),
        ("Plant 1.000 trees in our town.", "Plant 1000 trees in our town.", ""),
        ("Plant 1,000 trees in our town.", "Plant 1 000 trees in our town.", ""),
        ("Plant trees in our town.", "Plant 1000 trees in our town.", ""),
        (
            "Fair rents. The rent must never pass 30% of what a household earns.",
            "Count again. The rent must never pass 15% of what a household earns. With 30% we starve.",
            NUMBERS,
        ),
    ],
)  # fmt: skip
def test_numbers(a: str, b: str, warning: str) -> None:
    assert caution(a, "en", b, "en") == warning
    assert caution(b, "en", a, "en") == warning


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("1.000 and 1,5 and 007", "en", [1000, 1.5, 7]),
        ("30 000 or thirty thousand", "en", [30000, 30000]),
        ("two hundred and fifty", "en", [250]),
        ("fünfundzwanzig, hundertsechzig, zweitausend", "de", [25, 160, 2000]),
        ("vierentwintig", "nl", [24]),
        ("quatre-vingt-dix", "fr", [90]),
        ("cent cinquante", "fr", [150]),
        ("treinta y cinco", "es", [35]),
        ("dez mil", "pt", [10000]),
        ("ventidue", "it", [22]),
        ("22h30", "fr", [1350]),
        ("1.5 km", "en", [1500]),
        ("no number", "en", []),
    ],
)
def test_numbers_in_one_spelling(text: str, language: str, found: list[float]) -> None:
    assert values(text, language) == found


@pytest.mark.parametrize(
    ("a", "b", "language", "warning"),
    [
        ("A bench in Mill Street, please.", "A bench in Park Street, please.", "en", PLACES),
        ("Mehr Züge nach Ulm am Abend.", "Mehr Züge nach Kehl am Abend.", "de", PLACES),
        ("La ligne 4 doit rouler la nuit.", "La ligne 12 doit rouler la nuit.", "fr", PLACES),
        ("Courses for the young in the hall.", "Courses for the old in the hall.", "en", SLOTS),
        ("Install more benches in our park.", "Install more lamps in our park.", "en", SLOTS),
        ("The report on NYC is late again.", "The report on New York City is late again.", "en", ""),
        (
            "Spend on roads instead of railways.", "Spend on railways instead of roads.", "en",
            OPPOSITE,
        ),
        ("Cars and trams need more space.", "Trams and cars need more space.", "en", ""),
        ("It should be legal to camp there.", "It should be illegal to camp there.", "en", OPPOSITE),
        ("Non c'è spazio per i cani.", "Non c'è nessuno spazio per i cani.", "it", ""),
        ("Keep the old pool open in summer.", "Don't close the old pool in summer.", "en", ""),
        ("Close the pool at 10 pm.", "Close the pool at 22:00.", "en", ""),
        (
            "Free buses for everybody. My mother takes the bus each day.",
            "I read it twice. No free buses for everybody. The town has other worries.", "en",
            OPPOSITE,
        ),
    ],
)  # fmt: skip
def test_what_stands_in_the_same_place(a: str, b: str, language: str, warning: str) -> None:
    assert caution(a, language, b, language) == warning


def test_an_encoder_tells_synonyms_from_other_things() -> None:
    a, b = "Put more benches along the river.", "Put more tables along the river."
    assert judged(a, "en", b, "en", LISTS, 0.5).kind == SLOTS
    assert judged(a, "en", b, "en", LISTS, 0.99).kind == ""
    assert apart(0.9, 0.5)
    assert not apart(0.9, 0.99)
    # Contraries, numbers and words in the lists are a warning however alike an encoder finds them.
    a, b = "The park must close at night.", "The park must not close at night."
    assert judged(a, "en", b, "en", LISTS, 0.99).kind == OPPOSITE


def test_the_words_that_gave_rise_to_it() -> None:
    found = judged("Raise the rent of shops.", "en", "Lower the rent of shops.", "en", LISTS)
    assert found == Caution(OPPOSITE, ("raise",), ("lower",))
    assert found
    assert not Caution("")


def test_forms_of_one_word_are_kin() -> None:
    assert kin("building", "buildings")
    assert kin("containr", "container")
    assert not kin("legal", "illegal")
    assert not kin("not", "now")


WORDS = st.lists(
    st.sampled_from(
        "we want more fewer cars trees not no ban allow the a in park street 3 five 20 Mill “open” "
        "close . ? ! don't instead of never , old young".split()
    ),
    max_size=14,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(a=WORDS, b=WORDS)
def test_it_is_the_same_both_ways_and_never_about_itself(a: str, b: str) -> None:
    caution(a, "en", b, "en")
    assert caution(a, "en", a, "en") == ""
    assert caution(a, "en", b, "fr") == caution(b, "fr", a, "en")


@settings(max_examples=100, deadline=None)
@given(a=st.text(max_size=80), b=st.text(max_size=80))
def test_any_letters_are_no_crash(a: str, b: str) -> None:
    for language in ("en", "de", "ja", "tr", "xx"):
        caution(a, language, b, language)


@pytest.mark.parametrize("marks", ["“”", "«»", "„“", '""', "‘’"])
def test_a_quotation_with_a_comment_is_no_repetition(marks: str) -> None:
    said = "All bars should close at ten in the evening"
    answer = f"{marks[0]}{said}{marks[1]} What nonsense, who wrote that?"
    assert caution(said, "en", answer, "en") == QUOTATION
    assert caution(answer, "en", said, "en") == QUOTATION
    assert caution(said, "en", f"{marks[0]}{said}{marks[1]}", "en") == ""


def test_words_with_apostrophes() -> None:
    found = words_of("Don’t stop: the city's bus n'est pas l'ami", "en")
    assert " ".join(word.low for word in found) == "do n't stop the city s bus n' est pas l' ami"


def test_unknown_languages_are_no_crash() -> None:
    assert caution("Mais árvores", "xx", "Menos árvores", "yy") == ""
    assert caution("", "en", "", "en") == ""
