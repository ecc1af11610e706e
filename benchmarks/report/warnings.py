"""Warnings: what is warned of, and what is flagged though it says the same."""

from __future__ import annotations

from benchmarks.report.formatting import number, share, table

KINDS = ("negation", "opposite", "quotation", "numbers", "places", "slots")
HALVES = {"seen": "seen", "unseen": "not seen"}
WAYS = {"plain": "rules alone", "encoder": "with the encoder"}


def section(part: dict) -> list[str]:
    """The blocks of the page."""
    return [
        "## Warnings",
        "Pairs that people wrote blind for this, not knowing the rules (`tests/analysis/"
        "warning_pairs`). Each file is split in halves by a hash: the rules and word lists were made "
        "while looking at the one (“seen”); of the other only figures were looked at. Recall: share of "
        "pairs that do not say the same and get any warning. Flagged: share of pairs that do say the "
        "same and get one. Where an encoder is at hand, words in no list that fill the same place are "
        "a warning only if the texts are less alike than all the words they share lead to expect.",
        _by_language(part),
        "By kind, not seen, all languages: warned of, and called by the right name.",
        _by_kind(part),
        "The pairs written to say the same are mostly free rewordings, those of the other kinds mostly "
        "differ in few words. In real files duplicates can be nearly word for word the same, with a "
        "synonym: there a rule on words alone cannot tell “lawyer / attorney” from “benches / bins”. "
        "STSb, dev, pairs that people scored 4.5 and more:",
        _scored(part),
        "How much the encoder may excuse (`SPARE` in `judging.py`; chosen on the seen half and on the "
        f"training part of STSb: {part['spare']}):",
        _curve(part),
    ]


def _sums(counts: list[dict]) -> tuple[int, int, int]:
    return tuple(sum(c[key] for c in counts) for key in ("warned", "named", "of"))  # type: ignore[return-value]


def _recall(found: dict) -> str:
    warned, _, of = _sums([count for kind, count in found.items() if kind != "same"])
    return number(warned / of)


def _flagged(found: dict) -> str:
    return share(found["same"]["warned"], found["same"]["of"])


def _by_language(part: dict) -> str:
    rows = [
        [
            f"{code}, {words}",
            *(
                figure(part[way]["written"][half][code])
                for way in WAYS
                for figure in (_recall, _flagged)
            ),
        ]
        for half, words in HALVES.items()
        for code in part["plain"]["written"][half]
    ]
    head = [f"{words}: {what}" for words in WAYS.values() for what in ("recall", "flagged")]
    return table(["language, half", *head], rows)


def _by_kind(part: dict) -> str:
    rows = []
    for kind in KINDS:
        cells = []
        for way in WAYS:
            found = part[way]["written"]["unseen"].values()
            warned, named, of = _sums([counts[kind] for counts in found])
            cells += [share(warned, of), share(named, of)]
        rows.append([kind, *cells])
    head = [f"{words}: {what}" for words in WAYS.values() for what in ("warned", "right name")]
    return table(["kind", *head], rows)


def _scored(part: dict) -> str:
    rows = [
        [code, *(_flagged(part[way]["scored"][code]) for way in WAYS)]
        for code in part["plain"]["scored"]
    ]
    return table(["language", *(f"flagged, {words}" for words in WAYS.values())], rows)


def _curve(part: dict) -> str:
    keys = ("seen_recall", "unseen_recall", "seen_flagged", "unseen_flagged", "scored_flagged")
    rows = [[str(row["spare"]), *(number(row[key], 3) for key in keys)] for row in part["curve"]]
    head = [
        "spare", "recall, seen", "recall, not seen", "flagged, seen", "flagged, not seen",
        "STSb flagged",
    ]  # fmt: skip
    return table(head, rows)
