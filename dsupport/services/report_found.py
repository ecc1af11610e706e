"""What a report tells of the result: themes, what says the same, what is shared, what is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dsupport.results import Analysis, ConsensusCandidate, DuplicateGroup, Theme
from dsupport.services.report_parts import (
    Found,
    Loose,
    Name,
    Outside,
    Quote,
    Same,
    Shared,
    ThemePart,
    ThemeRow,
)
from dsupport.services.report_words import ReportWords
from dsupport.wording.reasons import consensus_reason

TEXTS = 3
"""Texts that stand for a theme."""

GROWING = 30
"""Ideas that are shared by some: so many are printed, best supported first."""

LOOSE = 50
"""Contributions that fit nowhere are printed up to this many: more is a table, not a report."""

VOICES = 20
"""Numbers of texts behind an idea; the others are counted."""


def found(words: ReportWords, analysis: Analysis) -> Found:
    """Themes, and what is said by several."""
    state = words.state
    groups = analysis.duplicate_groups
    verdicts: dict[str, list[ConsensusCandidate]] = {"broad": [], "growing": [], "narrow": []}
    for one in sorted(state.consensus, key=lambda one: -one.score):
        if one.contribution_id in state.contributions:
            verdicts[one.verdict].append(one)
    return Found(
        overview=tuple(_overview(words)),
        themes=tuple(_theme(words, n, one) for n, one in enumerate(state.top_themes, 1)),
        same=tuple(_same(words, one) for one in groups if one.status == "confirmed"),
        waiting=sum(group.status == "suggested" for group in groups),
        broad=tuple(_shared(words, one) for one in _ideas_first(verdicts["broad"])),
        growing=tuple(
            _shared(words, one, whole=False) for one in _ideas_first(verdicts["growing"][:GROWING])
        ),
        growing_all=len(verdicts["growing"]),
        narrow=len(verdicts["narrow"]),
    )


# -- themes --------------------------------------------------------------------------------


def _overview(words: ReportWords) -> Iterable[ThemeRow]:
    """All themes, and what is in none of them: together these are all contributions."""
    say, state = words.say, words.state
    for number, theme in enumerate(state.top_themes, 1):
        decided = words.standing(theme) or say("report.undecided")
        count = len(words.there(theme.members))
        anchor = f"theme-{number}"
        yield ThemeRow(words.theme(theme), count, words.sure(theme), decided, anchor)
    aside = len(words.there(state.decided.aside))
    rest = {
        "about.level_unplaced": len(words.there(p.contribution_id for p in state.unplaced)),
        "report.aside_row": aside,
        "report.new_row": len(state.contributions) - aside - len(words.there(state.placements)),
    }
    for key, n in rest.items():
        if n:
            yield ThemeRow(Name(say(key), say.language), n)


def _theme(words: ReportWords, number: int, theme: Theme) -> ThemePart:
    say = words.say
    machine = replace(theme, name="").label(words.language)
    renamed = theme.name and machine not in (theme.name, theme.theme_id)
    below = words.state.subthemes(theme.theme_id)
    size = say("themes.size", n=len(words.there(theme.members)))
    return ThemePart(
        name=words.theme(theme),
        anchor=f"theme-{number}",
        facts=(size, words.how_sure(theme), words.standing(theme) or say("report.suggested")),
        description=theme.description,
        own_name=say("themes.named_before", name=machine) if renamed else "",
        parts=tuple(_part(words, one) for one in below),
        quotes=tuple(_example(words, theme)),
        notes=words.notes(theme.theme_id, *(one.theme_id for one in below)),
    )


def _part(words: ReportWords, theme: Theme) -> Name:
    name = words.theme(theme)
    size = len(words.there(theme.members))
    return replace(name, text=words.say("themes.option", name=name.text, n=size))


def _example(words: ReportWords, theme: Theme) -> Iterable[Quote]:
    """The texts that stand for a theme: those that people chose first, then the most typical."""
    for item in words.there(theme.members)[:TEXTS]:
        pinned = words.say("report.pinned") if item.contribution_id in theme.pinned else ""
        mark = " · ".join(filter(None, [pinned, words.part(item)]))
        yield replace(words.quote(item), mark=mark)


# -- what is said by several ---------------------------------------------------------------


def _same(words: ReportWords, group: DuplicateGroup) -> Same:
    say, items = words.say, words.there(group.members)
    people = len({item.participant for item in items if item.participant})
    unknown = len({item.given_id for item in items if not item.participant})
    said = [say("report.same_people", n=people)] if people else []
    if unknown:
        said.append(say("report.same_unknown", n=unknown))
    return Same(
        quote=words.quote(items[0]),
        others=tuple(words.first_words(item) for item in items[1:]),
        people=tuple(said),
        decided=f"{say('themes.decided')} – {words.stamp(group.decided)}",
        notes=words.notes(group.group_id),
    )


def _ideas_first(found: Sequence[ConsensusCandidate]) -> list[ConsensusCandidate]:
    """Concerns apart from ideas: on a concern people may want different things."""
    return sorted(found, key=lambda one: one.scope != "idea")


def _shared(words: ReportWords, one: ConsensusCandidate, *, whole: bool = True) -> Shared:
    say, theme = words.say, words.state.themes.get(one.theme_id)
    about = ""
    if one.scope == "concern" and theme:
        about = say("consensus_page.concern", theme=theme.label(words.language))
    item = words.state.contributions[one.contribution_id]
    return Shared(
        sentence=consensus_reason(one, say),
        about=about,
        quote=words.quote(item) if whole else words.first_words(item),
        voices=_voices(words, one),
    )


def _voices(words: ReportWords, one: ConsensusCandidate) -> str:
    """Which texts are behind an idea, and who says that they say the same."""
    items = words.there(one.voices)
    if len(items) < 2:
        return ""
    key = "shared_together"
    if one.scope == "idea":
        groups = words.state.groups_of(one.contribution_id)
        voices = set(one.voices)
        sure = any(g.status == "confirmed" and voices <= set(g.members) for g in groups)
        key = "shared_confirmed" if sure else "shared_suggested"
    return words.say(f"report.{key}", numbers=words.numbers(items, VOICES))


# -- what is in no theme -------------------------------------------------------------------


def outside(words: ReportWords) -> Outside:
    """What fits nowhere yet, the loneliest first."""
    waiting = [p for p in words.state.unplaced if p.contribution_id in words.state.contributions]
    reasons = Counter(place.reason for place in waiting)
    few = len(waiting) <= LOOSE
    where = words.say("report.nowhere_many", command=words.command("show", " unplaced"))
    return Outside(
        count=len(waiting),
        loose=tuple(
            Loose(
                words.first_words(words.state.contributions[p.contribution_id]),
                _reason(words, p.reason),
            )
            for p in waiting
            if few
        ),
        reasons=tuple((_reason(words, reason), n) for reason, n in reasons.most_common()),
        where="" if few else where,
    )


def _reason(words: ReportWords, reason: str) -> str:
    key = f"unplaced.{reason}"
    return words.say(key) if words.say.has(key) else reason


def aside(words: ReportWords) -> Iterable[Loose]:
    """What people set aside, why, and who did."""
    for name, one in words.state.decided.aside.items():
        decision = words.state.decision(one.decided)
        for item in words.there([name]):
            yield Loose(
                quote=words.first_words(item),
                why=words.say(f"aside.{one.reason}"),
                by=words.stamp(one.decided),
                reason=decision.reason if decision else "",
            )
