"""Column names that people and platforms use, by the field that they mean. Data only.

Names are compared as `key` writes them: lower case, without accents, signs as single spaces.
Within a field, earlier names win over later ones.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

STRATA_FIELDS = ("age_bracket", "gender", "district")
"""Fields that become attributes with this very name, so that they are known across files."""

FIELDS = (
    "id", "title", "text", "author", "created_at", "language", "kind", "session", "table",
    "supports", "parent", *STRATA_FIELDS, "ignore", "attribute",
)  # fmt: skip
"""What a column may be mapped to."""

ALIASES: dict[str, str] = {
    # one line per language: en, fr, nl, es, pt, it, de, then platforms
    "id": """
        id | identifier | source id | contribution id
        identifiant | numero d'identification | id contribution
        id bijdrage | identificatie
        identificador | id aporte
        id contributo | identificativo
        kennung | lfd nr | lfd nummer | laufende nummer | fiche | n fiche | numéro de fiche
        comment id | response id | row id | statement id | arg id | key point id | tid
        registration number | proposal id | project id
        reference | référence | referentie | referencia | referência | riferimento | referenz
        code | nr | no | number | numero | número | numéro | nummer | i
        url | link | project url | permalink
    """,
    "title": """
        title | heading | headline | subject | contribution title | proposal title | project title
        titre | intitulé | objet | sujet
        titel | onderwerp | kop
        título | titulo | asunto
        assunto
        titolo | oggetto
        überschrift | betreff | beitragstitel
        initiative title | name | nom | naam | nombre | nome
    """,
    "text": """
        text | body | comment body | comment text | survey text | full text | contribution
        texte | contribution texte | corps
        tekst | bijdrage
        texto | aporte | aportación | contribución | cuerpo
        contribuição | contributo | corpo
        testo
        beitrag | volltext | beitragstext
        txt | response | response text | answer | reponse | antwoord | respuesta | resposta
        risposta | antwort
        comment | commentaire | reactie | opmerking | comentario | comentário | commento | kommentar
        comment content | original comment | argument | statement | key point | content | contenu
        inhoud | contenido | conteúdo | contenuto | inhalt | message | bericht | mensaje | mensagem
        messaggio | nachricht | opinion | avis | mening | opinión | opinião | opinione | meinung
        idea | idée | idee | ideia | suggestion | suggestie | sugerencia | sugestão | suggerimento
        vorschlag | anregung | proposal | proposition | voorstel | propuesta | proposta
        description | omschrijving | beschrijving | descripción | descrição | descrizione
        beschreibung | project description
        summary | résumé | samenvatting | resumen | resumo | riassunto | zusammenfassung
        question | quote | sentence | comments | commentaires | comentarios | commenti | kommentare
    """,
    "author": """
        author | author id | participant | participant id | user | user id | username | submitted by
        auteur | participant e | utilisateur | id auteur | identifiant participant
        auteur id | deelnemer | gebruiker | indiener
        autor | autora | participante | usuario | id autor
        autor a | utilizador | usuário | proponente
        autore | autrice | partecipante | utente
        verfasser | verfasserin | autorin | teilnehmer | teilnehmerin | nutzer | benutzer
        interview | speaker | speaker name | speaker id | author name | voter id | pid
        who | quem | quién | quien | qui | chi | wie | wer
        name | full name | nom | nom complet | naam | nombre | nombre completo | nome
        nome completo | nome e cognome | email | e mail | email address | adresse e mail | courriel
        mail | correo | correo electrónico | emailadres | e mailadres | endereço de e mail
    """,
    "created_at": """
        created at | created | date | submitted at | submission date | date submitted | created on
        date de création | créé le | date de dépôt | horodateur
        datum | aangemaakt op | tijdstempel | tijdstip | ingediend op
        fecha | fecha de creación | creado el | marca temporal | fecha y hora
        data | data de criação | criado em | carimbo de data hora | data e hora
        data di creazione | creato il | informazioni cronologiche | data e ora
        erstellt am | erstellt | erstellungsdatum | zeitstempel | eingereicht am | eingangsdatum
        timestamp | published at | date published | publication date | datetime | created timestamp
    """,
    "language": """
        language | lang | locale | language code
        langue
        taal
        idioma | lengua
        língua
        lingua
        sprache
    """,
    "kind": """
        kind | type | contribution type
        genre de contribution | type de contribution
        soort | type bijdrage
        tipo | tipo de aporte | clase
        tipo de contributo | tipo de contribuição
        tipo di contributo
        art | typ | beitragsart
    """,
    "session": """
        session | meeting | workshop
        séance | atelier | réunion
        sessie | zitting | bijeenkomst
        sesión | taller | reunión
        sessão | oficina | reunião
        sessione | seduta | laboratorio | riunione
        sitzung | veranstaltung | treffen
    """,
    "table": """
        table | table number | group table
        table n | numéro de table
        tafel | tafelnummer
        mesa | número de mesa | numero de mesa
        mesa n
        tavolo | numero tavolo
        tisch | tischnummer
    """,
    "supports": """
        supports | support | supporters | support count | supports count
        soutiens | soutien | appuis
        steun | steunbetuigingen | ondersteuningen
        apoyos | apoyo | adhesiones
        apoios | apoio
        sostegni | sostegno | adesioni
        unterstützungen | unterstützer | unterstützerinnen | unterstützerzahl | zustimmungen
        number of supporters | signatures | nombre de soutiens | aantal steunbetuigingen
        número de apoyos | número de apoios | numero di sostegni | firmas | firme | assinaturas
        anzahl unterstützer | anzahl unterstützungen | unterschriften | handtekeningen
        likes total count | endorsements total count | votes | votes count | total votes | upvotes
        likes | endorsements | voix | stemmen | votos | voti | stimmen | cached votes up
    """,
    "parent": """
        parent | parent id | parent source id | reply to | in reply to | answers to | commentable id
        id parent | réponse à | en réponse à
        antwoord op | reactie op
        id padre | en respuesta a | respuesta a
        id pai | em resposta a | resposta a
        in risposta a | risposta a
        antwort auf | übergeordnet
        comment parent id | proposal id
    """,
    "age_bracket": """
        age bracket | age group | age range | age band | age class | age
        tranche d'âge | tranche d'âges | groupe d'âge | classe d'âge | âge
        leeftijdsgroep | leeftijdscategorie | leeftijdsklasse | leeftijd
        rango de edad | grupo de edad | grupo etario | rango etario | franja de edad | edad
        faixa etária | grupo etário | escalão etário | idade
        fascia d'età | fascia di età | classe di età | gruppo di età | età
        altersgruppe | altersklasse | alter | alter jahre | alter in jahren
        age years | age in years | âge ans | leeftijd jaren | edad años | idade anos | età anni
    """,
    "gender": """
        gender | sex
        genre | sexe
        geslacht
        género | sexo
        gênero
        genere | sesso
        geschlecht
    """,
    "district": """
        district | borough | neighbourhood | neighborhood | ward | quarter | municipality
        commune | quartier | arrondissement
        gemeente | wijk | stadsdeel | buurt
        localidad | barrio | distrito | comuna | municipio
        freguesia | bairro | concelho
        municipio di residenza | quartiere | zona | circoscrizione
        bezirk | stadtbezirk | stadtteil | ortsteil | gemeinde
        geozone | scope name | subunit
    """,
}

PERSONAL_HEADERS = """
    name | full name | first name | last name | surname | author name | author | nom | prénom
    nom complet | nom de famille | naam | voornaam | achternaam | nombre | apellido | apellidos
    nombre completo | nome | sobrenome | apelido | nome completo | cognome | nome e cognome
    vorname | nachname | auteur | autor | autore | verfasser | interview | speaker | speaker name
    admin | valuator | author username | contact | contact person | verfasserin | autora | autrice
"""
"""Headers under which full names are personal data (and not places)."""

PERSON_WORDS = frozenset(
    """
    name names nom noms prenom naam voornaam achternaam nombre nombres apellido apellidos nome
    cognome sobrenome apelido vorname nachname person persona personne persoon pessoa submitter
    submitted proposer contact contacto contatto contato contactpersoon kontakt kontaktperson
    ansprechpartner ansprechpartnerin einreicher einreicherin eingereicht deposant deposante depose
    indiener ingediend proponente participant participante deelnemer teilnehmer teilnehmerin
    partecipante member membre lid miembro membro mitglied citizen citoyen citoyenne burger
    burgerin ciudadano ciudadana cidadao cidada cittadino cittadina signatory
    """.split()
)
"""Words in longer headers (“Vor- und Nachname”, “Full name of participant”) that speak of people."""


@lru_cache(maxsize=4096)
def key(header: str) -> str:
    """A header as it is compared: no case, accents or signs.

    >>> key("Tranche d'Âge_")
    'tranche d age'
    """
    bare = unicodedata.normalize("NFKD", header.casefold())
    bare = "".join(char for char in bare if not unicodedata.combining(char))
    return re.sub(r"[\W_]+", " ", bare).strip()


def names_in(block: str) -> tuple[str, ...]:
    """The keys of a block of names, in order and each once."""
    names = (key(name) for line in block.splitlines() for name in line.split("|"))
    return tuple(dict.fromkeys(name for name in names if name))


KEYS = {field: names_in(f"{field} | {block}") for field, block in ALIASES.items()}
"""For each field its names as keys, our own name first."""

KNOWN = frozenset(name for names in KEYS.values() for name in names)

PERSONAL_KEYS = frozenset(names_in(PERSONAL_HEADERS))
