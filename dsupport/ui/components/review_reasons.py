"""Why texts are suggested together: the evidence, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from dsupport.records import Contribution
from dsupport.results import DuplicateGroup, certainty
from dsupport.ui import differences
from dsupport.ui.components.certainty import certainty as in_words
from dsupport.ui.session import Context


def by_people(group: DuplicateGroup) -> bool:
    """Whether people put the group together: then no run says how alike its members are."""
    return all(score is None for score in group.scores)


LIKENESS = ((0.9, "alike_very"), (0.6, "alike_much"), (0.3, "alike_some"))
"""From this probability of meaning the same on; below: a little alike."""


def likeness(probability: float) -> str:
    """The key, in the section “why”, of the word for how alike two texts or passages are."""
    return next((word for least, word in LIKENESS if probability >= least), "alike_little")


def reasons(ctx: Context, group: DuplicateGroup, items: Sequence[Contribution]) -> list[str]:
    """What speaks for a group, and what people should know of it."""
    say = ctx.say
    lines = [*alike(ctx, group), *_words(ctx, group, items), *who(ctx, items)]
    names = themes_of(ctx, items)
    if len(names) > 1:
        lines.append(say("duplicates.themes", names="; ".join(names)))
    return lines


def who(ctx: Context, items: Sequence[Contribution]) -> list[str]:
    """By how many people the texts are, where that is known of all."""
    authors = {item.participant for item in items}
    if not all(authors):
        return []
    say = ctx.say
    one = len(authors) == 1
    return [say("duplicates.same_author") if one else say("duplicates.authors", n=len(authors))]


def themes_of(ctx: Context, items: Sequence[Contribution]) -> list[str]:
    """The names of the themes in which the texts stand, each once."""
    return list(
        dict.fromkeys(
            ctx.state.themes[place.theme_id].label(ctx.language)
            for item in items
            if (place := ctx.state.placements.get(item.contribution_id)) and place.theme_id
        )
    )


def alike(ctx: Context, group: DuplicateGroup) -> list[str]:
    """How alike they are; with a warning it is never said that they have the same idea."""
    say = ctx.say
    if by_people(group):
        return [say("duplicates.by_people")]
    if group.warning:
        kind = "exact" if group.kind == "exact" else "warned"
    else:
        kind = group.kind if group.suggestion == "same" else "together"
    lines = [say(f"duplicates.kind_{kind}")]
    if group.kind != "exact":
        # What people confirmed and refused here has corrected it.
        known = group.likely if ctx.state.decided.learnt.is_used else None
        probable = group.weakest if known is None else known
        of_hundred = min(99, round(100 * probable))
        two = "alike_warned" if group.warning else "alike"
        key = "weakest" if len(group.members) > 2 else two
        level = in_words(ctx, certainty(probable))
        how = say(f"why.{likeness(probable)}")
        words = {"certainty": level, "n": of_hundred, "alike": how[:1].upper() + how[1:]}
        lines.append(say(f"duplicates.{key}", **words))
    return lines


def other(ctx: Context, items: Sequence[Contribution], number: int) -> str:
    """What a member is called beside the first one."""
    if len(items) == 2:
        return ctx.say("duplicates.other")
    return ctx.say("duplicates.other_n", number=number)


def _words(ctx: Context, group: DuplicateGroup, items: Sequence[Contribution]) -> list[str]:
    """Which words both have and which only one has: what the underlining says, for all."""
    say = ctx.say
    if group.kind == "exact":
        return []
    lines = []
    if len({item.language for item in items}) > 1:
        lines.append(say("duplicates.two_languages"))
    for number, item in enumerate(items[1:], 1):
        if item.language != items[0].language:
            continue
        here = differences.compare(items[0].analysed_text, item.analysed_text)
        there = differences.compare(item.analysed_text, items[0].analysed_text)
        if len(items) == 2:
            lines.append(
                say("duplicates.words_both", words=", ".join(here.shared))
                if here.shared
                else say("duplicates.words_none")
            )
            if here.only:
                lines.append(say("duplicates.words_first", words=", ".join(here.only)))
        if there.only:
            name = other(ctx, items, number)
            lines.append(say("duplicates.words_other", other=name, words=", ".join(there.only)))
    return lines
