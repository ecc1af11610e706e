"""Names for themes: words that their own contributions use and others do not.

Words are counted once per contribution and language, as lemmas (simplemma) of spaCy's tokens;
two- and three-word phrases may hold small words inside (“bus de nuit”). What tells a theme apart is
measured by log-odds with an informative prior (Monroe, Colaresi & Quinn, 2008, “Fightin' Words”).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import Prefix

from dsupport.typing import FloatMatrix

if TYPE_CHECKING:
    from spacy.language import Language

CANDIDATES = 24
"""Phrases per theme and language that the encoder compares with the theme."""

RELEVANCE = 2.0
"""Weight of what the encoder finds near to a theme beside what is told apart by counting."""

KEYWORDS = 8
NAME_PARTS = 3

LEMMATISED = frozenset(
    "bg ca cs da de el en es et fi fr ga hu it lt lv nb nl pl pt ro ru sk sl sv".split()
)
"""Languages for which simplemma brings a dictionary."""

_MARK = re.compile(r"\[[a-z ]+ hidden\]")

# Words of every assembly: they say that somebody proposes, not what.
CIVIC_FILLERS = frozenset(
    """
    should would could must need want please propose proposal idea thing make get put people city
    il faut faudrait devrait devoir proposer proposition demander mettre faire ville gens chose
    moeten moet willen graag voorstel voorstellen maken stad mensen zou
    deber debería deberían hay hacer poner propuesta proponer ciudad gente querer pedir
    dever devia deviam fazer pôr proposta propor cidade gente pessoa querer pedir haver
    dovere dovrebbe dovrebbero fare mettere proposta proporre città gente persona volere chiedere
    sollen müssen bitte vorschlag machen stadt leute mensch geben können werden
    hour minute year day week month euro time lot way per heure minute an année jour semaine mois
    fois chose exemple uur minuut jaar dag week maand keer hora minuto año día semana mes vez
    ano dia mês ora anno giorno settimana mese volta stunde jahr tag woche monat mal euros km
    monsieur madame señor señora senhor senhora signore signora meneer mevrouw herr frau
    against contre contra contro tegen gegen
    """.split()
)


# Small words before nouns. Without a tagger, a word that often follows one is taken for a noun.
BEFORE_NOUNS = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the a an this that these those our your their my his her of for more no every each",
        "fr": "le la les l un une des du de d au aux ce cette ces mon ma mes nos notre vos votre leur",
        "nl": "de het een deze dit die onze ons mijn hun zijn haar van geen meer elke elk",
        "es": "el la los las un una unos unas del al de este esta estos estas mi su sus cada más",
        "pt": "o a os as um uma do da dos das no na nos nas ao à pelo pela de este esta seu sua mais",
        "it": "il lo la i gli le l un uno una del della dei degli delle nel nella al alla di ogni più",
        "de": "der die das den dem des ein eine einen einem einer kein keine mehr am im zum zur jede",
    }.items()
}


# Small words inside names of things: “bus de nuit”, “plan voor bomen”; “rues sont vides” is none.
LINKS = frozenset(
    """
    of for to in on at de du des d à aux au en pour van voor op met del la las los el y con para por
    do da dos das com e di della dei degli delle a per al alla für im am zum zur und and et
    """.split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of lemmas as somebody wrote it.

    Attributes
    ----------
    noun_like
        Whether it follows an article or another small word that stands before nouns.
    """

    lemmas: tuple[str, ...]
    surface: str
    noun_like: bool


@cache
def _tokeniser(language: str) -> Language:
    import spacy

    try:
        return spacy.blank(language)
    except (ImportError, ValueError):  # no rules for this language, or a missing segmenter
        return spacy.blank("xx")


@cache
def _lemma(word: str, language: str) -> str:
    if language not in LEMMATISED:
        return word.casefold()
    from simplemma import lemmatize

    return str(lemmatize(word, lang=language)).casefold()


def _spoken(text: str) -> str:
    """A text without the marks that replaced personal data: they are not a person's words."""
    return _MARK.sub(" . ", text)


def phrases_of(text: str, language: str, longest: int = 3) -> list[Phrase]:
    """Phrases of one to three words that could name something.

    A phrase begins and ends with a content word and does not cross punctuation.
    """
    pipeline = _tokeniser(language)
    stop_words = pipeline.Defaults.stop_words
    runs: list[list[tuple[str, str, bool, str]]] = [[]]
    before = BEFORE_NOUNS.get(language, frozenset())
    for token in pipeline(_spoken(text)[:20_000]):
        elided = token.text.endswith(("'", "’"))
        word = token.text.strip("-_'’")
        if not any(c.isalpha() for c in word) or token.like_url or token.like_email:
            if not token.is_space or "\n" in token.text:
                runs.append([])
            continue
        lemma = _lemma(word, language)
        small = (
            len(word) < 3
            or elided
            or token.like_num
            or word.casefold() in stop_words
            or lemma in stop_words
            or lemma in CIVIC_FILLERS
            or word.casefold() in CIVIC_FILLERS
        )
        # An elided word keeps its apostrophe and stands close: “plan d’isolation”.
        runs[-1].append((word, lemma, small, f"{word}’" if elided else f"{word} "))
    found = []
    for run in runs:
        for start in range(len(run)):
            for stop in range(start + 1, min(start + longest, len(run)) + 1):
                part = run[start:stop]
                inside = [p for p in part[1:-1] if p[2]]
                if part[0][2] or part[-1][2] or len({p[1] for p in part}) < len(part):
                    continue
                if any(p[0].casefold() not in LINKS for p in inside):
                    continue
                noun_like = start > 0 and run[start - 1][0].casefold() in before
                if language == "de":  # German says so itself
                    noun_like = part[-1][0][0].isupper() and (start > 0 or noun_like)
                lemmas = tuple(p[1] for p in part)
                found.append(Phrase(lemmas, "".join(p[3] for p in part).strip(), noun_like))
    return found


@dataclass(frozen=True, slots=True)
class Counted:
    """How many contributions of each theme use each phrase, in one language.

    Attributes
    ----------
    noun_share
        Share of a phrase's occurrences that follow a word that stands before nouns.
    """

    rows: Mapping[int, int]
    uses: Mapping[tuple[str, ...], Mapping[int, int]]
    surfaces: Mapping[tuple[str, ...], str]
    noun_share: Mapping[tuple[str, ...], float]


def count(phrases: Sequence[Sequence[Phrase]], labels: Iterable[int], language: str) -> Counted:
    """Count phrases once per contribution; `phrases` are those of each contribution."""
    uses: dict[tuple[str, ...], Counter[int]] = defaultdict(Counter)
    surfaces: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    rows: Counter[int] = Counter()
    nouns: Counter[tuple[str, ...]] = Counter()
    for seen, label in zip(phrases, labels, strict=True):
        rows[label] += 1
        for lemmas in {phrase.lemmas for phrase in seen}:
            uses[lemmas][label] += 1
        for phrase in seen:
            surfaces[phrase.lemmas][_as_written(phrase.surface, language)] += 1
            nouns[phrase.lemmas] += phrase.noun_like
    best = {
        lemmas: max(sorted(forms), key=lambda form: (forms[form], -len(form)))
        for lemmas, forms in surfaces.items()
    }
    share = {
        lemmas: (nouns[lemmas] + 0.5) / (sum(forms.values()) + 1.0)
        for lemmas, forms in surfaces.items()
    }
    return Counted(rows, uses, best, share)


def _as_written(surface: str, language: str) -> str:
    """Lower case, but for German nouns and for words in the middle that people capitalise."""
    if language == "de":
        return surface if not surface.isupper() else surface.capitalize()
    return surface.casefold() if surface.isupper() or surface[1:].islower() else surface


def telling(
    counted: Counted, theme: int, civic: Collection[str] = frozenset()
) -> list[tuple[tuple[str, ...], float]]:
    """Phrases by how well they tell `theme` from the rest, best first.

    Log-odds ratio of use inside against outside, each smoothed by the use overall, in standard
    errors; phrases used by a single contribution of a larger theme are left out. Nouns count more,
    since themes are named by things.

    Parameters
    ----------
    civic
        Lemmas of the civic glossary: known to be nouns of public life.
    """
    inside_rows = counted.rows.get(theme, 0)
    outside_rows = sum(counted.rows.values()) - inside_rows
    if not inside_rows:
        return []
    least = 1 if inside_rows < 4 else 2
    scored = []
    for lemmas, by_theme in counted.uses.items():
        inside = by_theme.get(theme, 0)
        if inside < least:
            continue
        outside = sum(by_theme.values()) - inside
        prior = 2.0 * (inside + outside) / (inside_rows + outside_rows)
        one = (inside + prior) / (inside_rows - inside + 2.0)
        two = (outside + prior) / (max(outside_rows - outside, 0) + 2.0)
        error = np.sqrt(1 / (inside + prior) + 1 / (outside + prior))
        # Longer phrases say more; people would rather read “night buses” than “buses”.
        bonus = 1.0 + 0.15 * (len(lemmas) - 1)
        known = any(lemma in civic for lemma in lemmas)
        noun = 1.0 if known else min(1.0, 0.25 + 1.5 * counted.noun_share[lemmas])
        scored.append((lemmas, float(np.log(one / two) / error) * bonus * noun))
    return sorted((s for s in scored if s[1] > 0), key=lambda s: (-s[1], s[0]))


def choose(
    candidates: Sequence[tuple[tuple[str, ...], float]],
    surfaces: Mapping[tuple[str, ...], str],
    relevance: Callable[[list[str]], FloatMatrix] | None = None,
) -> list[str]:
    """Order candidates by how telling and how central they are, without saying anything twice.

    Parameters
    ----------
    relevance
        Gives for each written phrase its similarity to the theme beyond that to other themes.
    """
    candidates = list(candidates[:CANDIDATES])
    if not candidates:
        return []
    score = np.array([s for _, s in candidates])
    score = score / score.max()
    if relevance is not None:
        near = np.asarray(relevance([surfaces[lemmas] for lemmas, _ in candidates]))
        spread = max(float(near.max() - near.min()), 1e-6)
        score = score + RELEVANCE * (near - near.min()) / spread
    kept: list[tuple[str, ...]] = []
    for index in np.argsort(-score, kind="stable"):
        lemmas = candidates[index][0]
        if not any(_overlap(lemmas, other) for other in kept):
            kept.append(lemmas)
    return [surfaces[lemmas] for lemmas in kept[:KEYWORDS]]


def _overlap(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether two phrases share a content word or forms of it."""
    return any(_related(a, b) for a in one for b in two if len(a) > 2 and len(b) > 2)


def _related(one: str, two: str) -> bool:
    """Whether two words are one word, or one is in the other, or both begin alike for long."""
    one, two = one.replace("-", ""), two.replace("-", "")
    short, long = sorted((one, two), key=len)
    if short == long or (len(short) >= 5 and short in long):
        return True
    common = Prefix.similarity(one, two)
    return common >= 6 and common >= 0.6 * len(short)


def name_of(keywords: Sequence[str]) -> str:
    """The name of a theme from its first keywords."""
    return ", ".join(keywords[:NAME_PARTS])
