"""Ideas that many different people share, where nobody voted: from voices and recorded support.

An idea is a group of contributions that say the same, or a single one that others supported. What
counts is how many different people are behind it, and whether they are different: for each known
attribute, the number of different values among the voices is compared with what as many voices
drawn by lot from all contributions would show (rarefaction, Hurlbert 1971).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats
from scipy.special import gammaln

from dsupport.records import Contribution
from dsupport.results import ConsensusCandidate

INTERVAL = 0.90
BROAD_PEOPLE = 4
"""From this many different authors on an idea can be called broadly shared."""

EVEN = 0.8
NARROW = 0.5


@dataclass(frozen=True, slots=True)
class Stratum:
    """One attribute that says who speaks, as it is spread over all contributions."""

    name: str
    counts: Mapping[str, int]

    def expected(self, voices: int) -> float:
        """Different values that `voices` contributions drawn by lot would show."""
        total = sum(self.counts.values())
        drawn = min(voices, total)
        return float(
            sum(1 - np.exp(_log_missing(total, count, drawn)) for count in self.counts.values())
        )


def _log_missing(total: int, count: int, drawn: int) -> float:
    """Log probability that none of `count` among `total` is drawn in `drawn` draws."""
    rest = total - count
    if drawn > rest:
        return -np.inf
    return float(
        gammaln(rest + 1)
        - gammaln(rest - drawn + 1)
        - gammaln(total + 1)
        + gammaln(total - drawn + 1)
    )


def known_strata(contributions: Sequence[Contribution], names: Sequence[str]) -> list[Stratum]:
    """The attributes that are known for at least half of the contributions and that differ."""
    found, once = [], _given(contributions)
    for name in names:
        counts = Counter(c.stratum(name) for c in once if c.stratum(name))
        if len(counts) >= 2 and sum(counts.values()) >= len(once) / 2:
            found.append(Stratum(name, counts))
    return found


def _given(contributions: Sequence[Contribution]) -> list[Contribution]:
    """One for each text that was given: its parts say nothing new of who speaks."""
    return list({c.given_id: c for c in contributions}.values())


def share_interval(people: int, everybody: int) -> tuple[float, float, float]:
    """Share of everybody who is behind an idea, with its 90 % Jeffreys interval."""
    people = min(people, everybody)
    tail = (1 - INTERVAL) / 2
    posterior = stats.beta(people + 0.5, everybody - people + 0.5)
    # With nobody or everybody behind it the interval reaches the end (Brown, Cai & DasGupta, 2001).
    low = float(posterior.ppf(tail)) if people else 0.0
    high = float(posterior.ppf(1 - tail)) if people < everybody else 1.0
    return people / max(everybody, 1), low, high


def judge(
    voices: Sequence[Contribution],
    strata: Sequence[Stratum],
    everybody: int,
    theme_id: str = "",
    scope: str = "idea",
) -> ConsensusCandidate:
    """Judge one idea or concern from its voices, the first of which stands for it."""
    authors = len({c.voice for c in voices})
    # Who supported one demand did not support the contrary one beside it. And the same people may
    # have supported several texts that say the same: the largest number is sure, the sum is not.
    supports = max((c.supports or 0 for c in voices), default=0) if scope == "idea" else 0
    evenness, covered = {}, {}
    once = _given(voices)
    for stratum in strata:
        values = {c.stratum(stratum.name) for c in once} - {""}
        known = sum(bool(c.stratum(stratum.name)) for c in once)
        if not known:
            continue
        covered[stratum.name] = (len(values), len(stratum.counts))
        if known >= 2:
            ratio = len(values) / max(stratum.expected(known), 1.0)
            evenness[stratum.name] = round(min(1.0, ratio), 3)
    share, low, high = share_interval(authors, everybody)
    mean_evenness = float(np.mean(list(evenness.values()))) if evenness else 0.0
    # Recorded supports are people too, but nobody knows who they are: they count by logarithm.
    score = (authors + np.log2(1 + supports)) * (0.5 + 0.5 * mean_evenness)
    verdict = _verdict(authors, evenness)
    return ConsensusCandidate(
        contribution_id=voices[0].contribution_id,
        theme_id=theme_id,
        voices=tuple(c.contribution_id for c in voices),
        people=authors + supports,
        authors=authors,
        supports=supports,
        probability=round(share, 4),
        low=round(low, 4),
        high=round(high, 4),
        evenness=evenness,
        covered=covered,
        score=round(float(score), 4),
        verdict=verdict,
        reason={
            "verdict": verdict,
            "authors_known": "yes" if any(c.participant for c in voices) else "",
            "uneven": min(evenness, key=lambda s: evenness[s]) if evenness else "",
        },
        scope=scope,
    )


def _verdict(authors: int, evenness: Mapping[str, float]) -> str:
    if authors >= BROAD_PEOPLE and evenness and min(evenness.values()) >= NARROW:
        return "broad" if np.mean(list(evenness.values())) >= EVEN else "growing"
    if authors >= 2 and (not evenness or min(evenness.values()) >= NARROW):
        return "growing"
    return "narrow"
