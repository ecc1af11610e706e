"""Sentences that explain a result, built from the numbers that it rests on."""

from __future__ import annotations

from dsupport.results import ConsensusCandidate
from dsupport.wording import Wording


def consensus_reason(candidate: ConsensusCandidate, say: Wording) -> str:
    """Why an idea is called widely shared, or not: one sentence that can be read aloud."""
    key = "consensus.people" if candidate.scope == "idea" else "consensus.people_concern"
    if not candidate.reason.get("authors_known"):
        key = "consensus.texts"
    people = say(key, n=candidate.authors)
    if candidate.supports:
        key = "consensus.supports_least" if len(candidate.voices) > 1 else "consensus.supports"
        people += say(key, n=candidate.supports)
    spread = ", ".join(
        say("consensus.covered", reached=reached, all=everything, stratum=say(f"stratum.{name}"))
        for name, (reached, everything) in candidate.covered.items()
    )
    uneven = candidate.reason.get("uneven", "")
    if candidate.authors == 1:
        return say("consensus.narrow_one", people=people)
    if candidate.verdict == "narrow" and uneven:
        return say("consensus.narrow", people=people, uneven=say(f"stratum.{uneven}"))
    if not spread:
        return say("consensus.growing_few", people=people)
    concern = candidate.scope == "concern" and candidate.verdict == "broad"
    key = "consensus.broad_concern" if concern else f"consensus.{candidate.verdict}"
    return say(key, people=people, spread=spread)
