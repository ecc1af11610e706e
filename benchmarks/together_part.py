"""What to look at together: does a ranking put beside a text what people put with it?

People's groupings are wider than rewordings: the planted duplicates of the samples, arguments for
one key point, propositions with one objective, projects that came back under nearly the same name.
For every text the others are ranked; several ways to rank are compared on the same pools.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks import datasets, measuring, pair_peers, vectors
from dsupport.analysis.pairs import Material, find_related, normalised
from dsupport.analysis.views import Views, see
from dsupport.config import AnalysisConfig
from dsupport.services.suggesting import duplicate_rules
from dsupport.typing import FloatMatrix

NEAREST = 10

OURS = "ours (meaning, languages centred)"
COSINE = "cosine of meaning"
SPELLED = "ours + ¼ spelling"
TITLED = "ours + ½ titles"
SUM = "sum of ranks: meaning, words"
SUM_LETTERS = "sum of ranks: meaning, letters"
SUM_TITLES = "sum of ranks, also of titles"
WORDS = "word TF-IDF"
LETTERS = "character TF-IDF"
TRIGRAMS = "trigram similarity (Decidim)"
TOKENS = "token set ratio (rapidfuzz)"
RAW = "semhash (our vectors)"
METHODS = (
    OURS, COSINE, SPELLED, TITLED, SUM, SUM_LETTERS, SUM_TITLES, WORDS, LETTERS, TRIGRAMS, TOKENS, RAW,
)  # fmt: skip

SPELLING = 0.25
TITLES = 0.5

EDITION = re.compile(
    r"\b(\d+|i{1,3}|iv|v|vi|edycj[ai]|kontynuacja|etapu?|część|cz|ponownie|na|lata|rok|r)\b"
)
"""What is added to the name of a Polish project when it is handed in again."""

LEAST_NAME = 9
"""Characters of a name without such marks that are enough to say that two projects are one."""

LEAST_AGAIN = 10
"""Projects of a district that came back, from which the district is a pool."""


@dataclass(frozen=True)
class Pool:
    """Texts among which neighbours are sought, and which of them people put together.

    Attributes
    ----------
    groups
        What people put each text into; empty where they put it with no other.
    titles
        The title in each text, or an empty string; empty: none has one.
    """

    texts: list[str]
    languages: list[str]
    groups: list[str]
    titles: list[str]

    @property
    def truth(self) -> FloatMatrix:
        """Which two texts belong together."""
        groups = np.asarray(self.groups, dtype=str)
        same = (groups[:, None] == groups[None, :]) & (groups != "")[:, None]
        np.fill_diagonal(same, False)
        return same


def pools(data: Path) -> dict[str, list[Pool]]:
    """The sets, each in the pools in which it is searched."""
    found = {city: [_planted(datasets.sample(city))] for city in datasets.SAMPLES}
    found["ccc"] = [_pool(datasets.ccc(data), "44 objectives")]
    argkp = datasets.argkp(data, within=True)
    found["argkp-within"] = [_pool(argkp, "key points", rows) for rows in argkp.parts]
    found["resubmitted"] = list(_resubmitted(data))
    return {name: [pool for pool in these if pool.truth.any()] for name, these in found.items()}


def _planted(sample: datasets.Sample) -> Pool:
    """A sample assembly; its duplicates are groups, so any pair tells the group."""
    groups = [""] * len(sample.corpus.texts)
    for a, b in sorted(sample.duplicates):
        groups[a] = groups[a] or str(a)
        groups[b] = groups[a]
    return Pool(sample.corpus.texts, sample.corpus.languages, groups, sample.titles)


def _pool(corpus: datasets.Corpus, label: str, rows: Sequence[int] | None = None) -> Pool:
    rows = range(len(corpus.texts)) if rows is None else rows
    return Pool(
        [corpus.texts[row] for row in rows],
        [corpus.languages[row] for row in rows],
        [corpus.gold[label][row] for row in rows],
        [],
    )


def bare(name: str) -> str:
    """The name of a project without what tells its editions apart."""
    return " ".join(EDITION.sub(" ", normalised(name)).split())


def _resubmitted(data: Path) -> Iterable[Pool]:
    """Projects of Warsaw's districts; those whose names differ by marks of an edition are one.

    Names that are quite equal were left out once: every method finds them.
    """
    districts: dict[str, dict[str, str]] = {}
    for row in datasets.read_rows(data / "pabulib" / "projects.csv"):
        if row["unit"] == "Warszawa" and len(bare(row["name"])) >= LEAST_NAME:
            names = districts.setdefault(row["subunit"], {})
            names.setdefault(normalised(row["name"]), row["name"].strip())
    for _, names in sorted(districts.items()):
        texts = sorted(names.values())
        groups = [bare(text) for text in texts]
        if len(groups) - len(set(groups)) >= LEAST_AGAIN:
            yield Pool(texts, ["pl"] * len(texts), groups, [])


def views_of(texts: Sequence[str], languages: Sequence[str]) -> Views:
    """The texts as the analysis sees them."""
    return see(texts, languages, vectors.of(texts), vectors.civic_mean(), 0)


def rankings(pool: Pool, views: Views) -> dict[str, FloatMatrix]:
    """For every method: how near each text has each other one."""
    texts = pool.texts
    raw = vectors.of(texts)
    neutral = views.neutral @ views.neutral.T
    words, letters = pair_peers.word_vectors(texts), pair_peers.letter_vectors(texts)
    by_words, by_letters = (words @ words.T).toarray(), (letters @ letters.T).toarray()
    spelling = views.spelling @ views.spelling.T
    by_meaning = measuring.ranks(neutral)
    found = {
        OURS: neutral,
        COSINE: views.meaning @ views.meaning.T,
        SPELLED: neutral + SPELLING * _beyond(spelling, neutral, views.languages),
        SUM: -(by_meaning + measuring.ranks(by_words)),
        SUM_LETTERS: -(by_meaning + measuring.ranks(by_letters)),
        WORDS: by_words,
        LETTERS: by_letters,
        TRIGRAMS: pair_peers.all_trigram_similarities(texts),
        TOKENS: pair_peers.all_token_set_ratios(texts),
        RAW: raw @ raw.T,
    }
    if pool.titles:
        titles = [title or text for title, text in zip(pool.titles, texts, strict=True)]
        own = views_of(titles, pool.languages).neutral
        named = pair_peers.word_vectors(titles)
        found[TITLED] = neutral + TITLES * (own @ own.T)
        found[SUM_TITLES] = (
            found[SUM] - measuring.ranks(own @ own.T) - measuring.ranks((named @ named.T).toarray())
        )
    return found


def _beyond(spelling: FloatMatrix, meaning: FloatMatrix, languages: FloatMatrix) -> FloatMatrix:
    """What spelling says beyond meaning: its residual over cosine, and 0 across languages.

    Two languages share few letters; with the similarity itself, texts in one language would come
    first whatever they say.
    """
    one = languages[:, None] == languages[None, :]
    inside = one & ~np.eye(len(one), dtype=bool)
    slope, start = np.polyfit(meaning[inside], spelling[inside], 1)
    return np.where(one, spelling - (start + slope * meaning), 0.0)


def offered(pool: Pool, views: Views) -> set[tuple[int, int]]:
    """The pairs that the analysis itself offers to be read together, the lower row first."""
    ids = [str(row) for row in range(len(pool.texts))]
    material = Material(ids, pool.texts, pool.languages, views.meaning, views.neutral)
    pairs = find_related(material, duplicate_rules(AnalysisConfig()))
    return {(int(pair.a), int(pair.b)) for pair in pairs}


def measure(data: Path) -> dict[str, dict]:
    """All sets; figures of several pools are means, weighted by the texts that belong with others."""
    return {name: of_set(these) for name, these in pools(data).items()}


def of_set(these: Sequence[Pool]) -> dict:
    """R@10, AP over all pairs, and what is right among as many pairs as the analysis offers."""
    recall: dict[str, list[FloatMatrix]] = {}
    precision: dict[str, list[float]] = {}
    first: dict[str, int] = {}
    right = of = 0
    for pool in these:
        truth = pool.truth
        left, over = np.triu_indices(len(truth), 1)
        views = views_of(pool.texts, pool.languages)
        pairs = offered(pool, views)
        right += sum(bool(truth[pair]) for pair in pairs)
        of += len(pairs)
        for method, score in rankings(pool, views).items():
            recall.setdefault(method, []).append(measuring.recall_among(score, truth, NEAREST))
            between = ((score + score.T) / 2)[left, over]
            precision.setdefault(method, []).append(
                measuring.average_precision(truth[left, over], between)
            )
            best = np.argsort(-between, kind="stable")[: len(pairs)]
            first[method] = first.get(method, 0) + int(truth[left, over][best].sum())
    weights = [len(found) for found in recall[OURS]]
    ours = np.concatenate(recall[OURS])
    return {
        "pools": len(these),
        "texts": sum(len(pool.texts) for pool in these),
        "asked": len(ours),
        "offered": {"right": right, "of": of},
        "methods": {
            method: {
                "recall": float(np.concatenate(found).mean()),
                "ap": float(np.average(precision[method], weights=weights)),
                "right_of_offered": first[method],
                **_gap(np.concatenate(found), ours),
            }
            for method, found in recall.items()
        },
    }


def _gap(theirs: FloatMatrix, ours: FloatMatrix) -> dict[str, float]:
    """How far another ranking is ahead of ours in R@10, text by text, and the standard error."""
    gaps = theirs - ours
    return {
        "ahead": float(gaps.mean()),
        "error": float(gaps.std(ddof=1) / np.sqrt(len(gaps))),
    }
