"""What could be wrong with a result: what is always so, and what is so with these texts."""

from __future__ import annotations

from collections import Counter

from dsupport.records import Contribution
from dsupport.services.reading import Snapshot
from dsupport.wording import Wording

SHORT, LONG = 5, 400
"""Words below which a text says little about its meaning, and above which it is read in passages."""

FEW = 100
"""Below this many contributions, a handful more may change the themes."""

FEW_IN_LANGUAGE = 10

ONE_LANGUAGE = 0.9
"""From this share of one language on, a theme may be one of language rather than of subject."""

MOST_NAMED = 3


def doubts(state: Snapshot, say: Wording, language: str, *, counted: bool = True) -> list[str]:
    """Sentences about what could be wrong, those about these texts first.

    Parameters
    ----------
    counted
        Say of each small language how many contributions are in it: not on what is handed out.
    """
    items = [c for c in state.contributions.values() if c.contribution_id in state.placements]
    lengths = [len(item.analysed_text.split()) for item in items]
    counts = {
        "few": len(items) if len(items) < FEW else 0,
        "short": sum(n < SHORT for n in lengths),
        "long": sum(n > LONG for n in lengths),
        "unknown": sum(item.language == "und" for item in items),
        "hidden": sum(bool(item.personal) for item in items),
    }
    lines = [say(f"about.wrong_{name}", n=n) for name, n in counts.items() if n]
    lines += _languages(state, items, say, language, counted)
    return lines + [say(f"about.wrong_{name}") for name in ("opposite", "mixed", "irony", "voice")]


def _languages(
    state: Snapshot, items: list[Contribution], say: Wording, language: str, counted: bool
) -> list[str]:
    """Small languages, and themes that are of one language where there are several."""
    codes = Counter(item.language for item in items if item.language != "und")
    if len(codes) < 2:
        return []
    lines = [
        say("about.wrong_small", n=n, language=say.language_name(code))
        for code, n in codes.items()
        if n < FEW_IN_LANGUAGE
    ]
    if lines and not counted:
        lines = [say("report.small_languages", n=FEW_IN_LANGUAGE)]
    most = max(codes.values())
    if most >= ONE_LANGUAGE * sum(codes.values()):
        return lines
    named = []
    for theme in state.top_themes:
        inside = Counter(
            state.contributions[m].language for m in theme.members if m in state.contributions
        )
        if inside and inside.most_common(1)[0][1] >= ONE_LANGUAGE * sum(inside.values()):
            named.append(theme.label(language))
    if named:
        lines.append(say("about.wrong_languages", names="; ".join(named[:MOST_NAMED])))
    return lines
