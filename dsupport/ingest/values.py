"""Numbers, kinds and languages from the words that people write into cells."""

from __future__ import annotations

import re

from dsupport.ingest.aliases import key, names_in

_GROUPED = re.compile(r"\d{1,3}(?:[ .,'’\u00a0\u202f]\d{3})+")
_WHOLE = re.compile(r"\+?(\d{1,12})(?:[.,]0+)?")

_KIND_WORDS = {
    "proposal": """proposal | proposition | voorstel | propuesta | proposta | vorschlag | idea | idée
        idee | ideia | suggestion | investment | project""",
    "comment": """comment | commentaire | reactie | comentario | comentário | commento | kommentar
        reaction | réaction | reply | réponse | antwoord | respuesta | resposta | risposta | antwort
        opmerking""",
    "statement": """statement | affirmation | stelling | afirmación | afirmação | affermazione
        aussage | these | déclaration | declaración | declaração | dichiarazione""",
    "evidence": """evidence | preuve | bewijs | evidencia | evidência | prova | beleg | nachweis
        expert | expertise | source | fuente | fonte | quelle""",
}
_KINDS = {name: kind for kind, block in _KIND_WORDS.items() for name in names_in(block)}

_LANGUAGE_WORDS = {
    "en": "english | anglais | engels | inglés | inglês | inglese | englisch",
    "fr": "french | français | frans | francés | francês | francese | französisch",
    "nl": "dutch | néerlandais | nederlands | neerlandés | neerlandês | olandese | niederländisch",
    "es": "spanish | espagnol | spaans | español | castellano | espanhol | spagnolo | spanisch",
    "pt": "portuguese | portugais | portugees | portugués | português | portoghese | portugiesisch",
    "it": "italian | italien | italiaans | italiano | italienisch",
    "de": "german | allemand | duits | alemán | alemão | tedesco | deutsch",
    "ca": "catalan | català | catalán",
}
_LANGUAGES = {name: code for code, block in _LANGUAGE_WORDS.items() for name in names_in(block)}


def read_whole_number(cell: str) -> int | None:
    """A count such as ``12``, ``12.0`` or ``1 200``; `None` if it is anything else."""
    cell = cell.strip()
    if match := _WHOLE.fullmatch(cell):
        return int(match[1])
    if _GROUPED.fullmatch(cell):
        return int(re.sub(r"\D", "", cell))
    return None


def read_kind(cell: str) -> str:
    """One of our kinds for a word in any of seven languages; empty if unknown."""
    name = key(cell)
    return _KINDS.get(name) or _KINDS.get(name.removesuffix("s"), "")


def read_language(cell: str) -> str:
    """ISO 639-1 code for a code, locale or name of a language; empty if unknown."""
    if name := _LANGUAGES.get(key(cell)):
        return name
    match = re.fullmatch(r"([A-Za-z]{2})(?:[-_][A-Za-z]{2,4})?", cell.strip())
    return match[1].lower() if match else ""
