"""Names of themes: are they nearer to what people called the subject than to its other subjects?

Ours and BERTopic's, on the same texts and vectors: each names its own themes, and BERTopic's
weighting (c-TF-IDF) names ours, and those that people made, too, so that naming alone is compared.
The right name of a theme is that which people gave to most of its texts; the encoder says how near
a label is to each name.
"""

from __future__ import annotations

import csv
import html
import re
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks import datasets, measuring, peers, vectors
from benchmarks.datasets import Corpus
from benchmarks.names_score import Named, difference, figures, kept, score
from benchmarks.themes_part import FINE, Encoded, encoded, group
from dsupport.progress import silent
from dsupport.services import assemblies
from dsupport.services.naming import Namer
from dsupport.typing import FloatMatrix, IntArray
from dsupport.workspace import Workspace

SETS = ("argkp", "banking77", "pabulib", "cycling", "ccc", *datasets.SAMPLES)

STABLE = ("argkp", "pabulib", "ccc")
"""Sets that are analysed anew without a tenth of their texts, several times, by each method."""

OURS = "ours"
WEIGHTED = "c-TF-IDF, our themes"
WEIGHTED_STOPPED = "c-TF-IDF without stop words, our themes"
BERTOPIC = "BERTopic"
BERTOPIC_STOPPED = "BERTopic without stop words"

TOPIC_WORDS = 4
"""Words in a label of BERTopic (`topic_labels_`)."""

LEAST_GROUP = 5
"""Texts in a group that people made from which it is named."""

EXAMPLES = 6
DRAWS = 3


def human(corpus: Corpus, labelling: str, data: Path | None) -> list[str]:
    """What people called the subject of each text, as they would read it; empty if unlabelled."""
    gold = corpus.gold[labelling]
    if corpus.name == "argkp":
        assert data is not None  # noqa: S101
        with (data / "argkp" / "key_points_train.csv").open(encoding="utf-8") as handle:
            told = {row["key_point_id"]: row["key_point"] for row in csv.DictReader(handle)}
        return [told[label] for label in gold]
    if corpus.name == "ccc" and labelling == "44 objectives":
        assert data is not None  # noqa: S101
        path = data / "ccc-climat-fr" / "ccc_propositions.csv"
        with path.open(encoding="utf-8-sig") as handle:
            told = {row["objective_id"]: row["objective"] for row in csv.DictReader(handle)}
        return [told[label] for label in gold]
    return [readable(label) for label in gold]


def readable(label: str) -> str:
    """A label without the marks of its file; `Groen &amp; Zorg` and `Groen en zorg` are one."""
    label = re.sub(r"^level\d_", "", html.unescape(label)).replace("&", "en")
    return re.sub(r"[\s_]+|(?<=\w)-(?=\w)", " ", label).strip().casefold()


def ours(given: Encoded) -> Named:
    """Our themes with our names, in the language of most members."""
    _, apart = group(given, 0)
    return _ours(given, apart.labels, apart.sublabels, False)


def _ours(given: Encoded, labels: IntArray, sublabels: IntArray, fine: bool) -> Named:
    namer = _namer(given)
    found = namer.name(labels)
    names = [name.labels[name.language] for name in found]
    if not fine:
        return Named(labels, names)
    parts, part_names = np.full(len(labels), -1), []
    for number, below in enumerate(namer.parts(labels, sublabels, found)):
        if not below:
            parts[labels == number] = len(part_names)
            part_names.append(names[number])
        for part, name in enumerate(below):
            parts[(labels == number) & (sublabels == part)] = len(part_names)
            part_names.append(name.labels[name.language])
    return Named(parts, part_names)


def _given(given: Encoded, labels: IntArray) -> Named:
    """Our names for groups that people made."""
    found = _namer(given).name(labels)
    return Named(labels, [name.labels[name.language] for name in found])


def _namer(given: Encoded) -> Namer:
    encoder = vectors.encoder(vectors.JOINED)
    _, workspace = _desk()
    return Namer(workspace, encoder, given.texts, given.languages, given.raw, silent)


@cache
def _desk() -> tuple[tempfile.TemporaryDirectory, Workspace]:
    """A workspace for the vectors of phrases, which come again; it goes with the process."""
    folder = tempfile.TemporaryDirectory()
    return folder, assemblies.new(Path(folder.name) / "names.assembly")


# -- theirs ---------------------------------------------------------------------------------


def stop_words(languages: Sequence[str]) -> list[str]:
    """SpaCy's stop words of the languages of the texts."""
    import spacy

    found: set[str] = set()
    for code, count in Counter(languages).items():
        if count >= 0.05 * len(languages) and code != "und":
            found |= spacy.blank(code).Defaults.stop_words if code != "ja" else set()
    return sorted(found)


def weighted(texts: Sequence[str], labels: IntArray, stopped: Sequence[str]) -> list[str]:
    """Labels of BERTopic's c-TF-IDF for groups that are given."""
    from bertopic.vectorizers import ClassTfidfTransformer
    from sklearn.feature_extraction.text import CountVectorizer

    groups = range(int(labels.max()) + 1)
    joined = [" ".join(texts[row] for row in np.flatnonzero(labels == g)) for g in groups]
    counter = CountVectorizer(stop_words=list(stopped) or None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        score = ClassTfidfTransformer().fit_transform(counter.fit_transform(joined)).toarray()
    words = counter.get_feature_names_out()
    best = np.argsort(-score, axis=1, kind="stable")[:, :TOPIC_WORDS]
    return [", ".join(words[i] for i in row) for row in best]


def bertopic(texts: Sequence[str], meaning: FloatMatrix, stopped: Sequence[str]) -> Named:
    """BERTopic's own topics with its own labels."""
    from bertopic import BERTopic
    from hdbscan import HDBSCAN
    from sklearn.feature_extraction.text import CountVectorizer

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = BERTopic(
            embedding_model=None,
            umap_model=peers._umap(len(meaning), 0),
            hdbscan_model=HDBSCAN(min_cluster_size=peers.LEAST, prediction_data=True),
            vectorizer_model=CountVectorizer(stop_words=list(stopped) or None),
        )
        found, _ = model.fit_transform(list(texts), embeddings=meaning)
    labels = np.asarray(found, np.int64)
    names = [
        ", ".join(word for word, _ in model.get_topic(topic)[:TOPIC_WORDS] if word)
        for topic in range(int(labels.max()) + 1)
    ]
    return Named(labels, names)


def stability(given: Encoded, whole: Named, other: Named | None) -> dict:
    """Words kept over draws of nine tenths, each method analysing anew."""
    stopped = stop_words(given.languages)
    methods: dict[str, Callable[[Encoded], Named]] = {OURS: ours}
    wholes = {OURS: whole}
    if other is not None:
        methods[BERTOPIC_STOPPED] = lambda part: bertopic(part.texts, _meaning(part), stopped)
        wholes[BERTOPIC_STOPPED] = other
    found: dict[str, dict] = {}
    for name, method in methods.items():
        values = [
            kept(wholes[name], method(given.take(rows)), rows)
            for rows in measuring.draws(len(given.texts), DRAWS)
        ]
        words, themes = np.mean(values, axis=0)
        found[name] = {"words": float(words), "themes": float(themes)}
    return found


# -- all of it ------------------------------------------------------------------------------


def _meaning(given: Encoded) -> FloatMatrix:
    from dsupport.analysis.neighbours import centre

    return centre(given.raw, given.prior)


def nearness(given: Encoded) -> Callable[[list[str]], FloatMatrix]:
    """Vectors of labels, centred by what the texts of the set have in common."""
    total, count = given.raw.sum(axis=0) + 50.0 * given.prior, len(given.raw) + 50.0

    def near(labels: list[str]) -> FloatMatrix:
        rows = vectors.of(labels) - total / count
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    return near


def measure_set(name: str, data: Path | None, with_peers: bool) -> dict:
    """All labels of one set."""
    corpus = datasets.load(name, data)
    given = encoded(corpus)
    near = nearness(given)
    with_peers = with_peers and bool(peers.installed("bertopic"))
    stopped = stop_words(corpus.languages)
    _, apart = group(given, 0)
    themes = _ours(given, apart.labels, apart.sublabels, False)
    theirs: dict[str, Named] = {}
    if with_peers:
        theirs[BERTOPIC] = bertopic(corpus.texts, _meaning(given), ())
        theirs[BERTOPIC_STOPPED] = bertopic(corpus.texts, _meaning(given), stopped)
    found: dict = {"labellings": {}, "given": {}}
    for labelling in corpus.gold:
        gold = human(corpus, labelling, data)
        classes = len(set(gold) - {""})
        fine = classes > FINE
        mine = _ours(given, apart.labels, apart.sublabels, True) if fine else themes
        named = {OURS: mine, **_weighted(corpus, mine.labels, stopped, with_peers), **theirs}
        found["labellings"][labelling] = {
            "classes": classes,
            "parts": fine,
            "methods": compared(named, gold, near),
        }
        groups, known = groups_of_people(gold)
        named = {
            OURS: _given(given, groups),
            **_weighted(corpus, groups, stopped, with_peers),
        }
        found["given"][labelling] = {"methods": compared(named, known, near)}
    if name in STABLE:
        found["stability"] = stability(given, themes, theirs.get(BERTOPIC_STOPPED))
    return found


def _weighted(
    corpus: Corpus, labels: IntArray, stopped: Sequence[str], with_peers: bool
) -> dict[str, Named]:
    if not with_peers:
        return {}
    return {
        WEIGHTED: Named(labels, weighted(corpus.texts, labels, ())),
        WEIGHTED_STOPPED: Named(labels, weighted(corpus.texts, labels, stopped)),
    }


def groups_of_people(gold: Sequence[str]) -> tuple[IntArray, list[str]]:
    """The groups that people made (of at least five texts), and the labels of the texts in them."""
    sizes = Counter(gold)
    names = sorted(name for name, size in sizes.items() if name and size >= LEAST_GROUP)
    number = {name: i for i, name in enumerate(names)}
    kept = [name if name in number else "" for name in gold]
    return np.array([number.get(name, -1) for name in gold]), kept


def compared(
    named: dict[str, Named], gold: Sequence[str], near: Callable[[list[str]], FloatMatrix]
) -> dict[str, dict]:
    """Figures of each method, and of each other method its distance to ours."""
    scored = {method: score(one, gold, near) for method, one in named.items() if one.names}
    result: dict[str, dict] = {}
    for method, one in scored.items():
        result[method] = {**figures(one), "examples": named[method].names[:EXAMPLES]}
        if method != OURS:
            result[method]["against_ours"] = difference(scored[OURS], one, gold)
            # Other groups are compared text by text, since there is no theme to pair.
            same = np.array_equal(scored[OURS].labels, one.labels)
            result[method]["paired_by"] = "themes" if same else "texts"
    return result


def measure(data: Path | None, with_peers: bool = True, sets: Sequence[str] = SETS) -> dict:
    """Every set with names that people gave."""
    found = {}
    for name in sets:
        started = time.perf_counter()
        found[name] = measure_set(name, data, with_peers)
        print(f"    {name}: {time.perf_counter() - started:.0f} s", flush=True)
    return {"sets": found}
