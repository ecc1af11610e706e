"""“Why?” for texts that may say the same: marks in the texts, and the same in sentences below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dsupport.records import Contribution
from dsupport.results import DuplicateGroup
from dsupport.services.explaining import MEANING, WORDS, Meeting, PairWhy, has_passages, text_of
from dsupport.ui import deciding
from dsupport.ui.components import comparing
from dsupport.ui.components.marks import AGAINST, PASSAGE, SHARED, SIGN, Mark, part_of
from dsupport.ui.components.names import quoted
from dsupport.ui.components.pair_doubts import against
from dsupport.ui.components.review_reasons import alike, likeness, other, who
from dsupport.ui.components.text import escaped
from dsupport.ui.session import Context

KEY = "W"

OPEN = "duplicates why"
"""Key of the session: the group of which somebody asked why. The next one is read without marks."""

MOST = 5
"""Texts that are compared with the first one; more of them would be a wall of numbers."""

WORDS_NAMED, QUOTED = 12, 140
"""Words that are named in a list, and letters of a passage that is quoted."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A member of a group compared with the first one.

    Attributes
    ----------
    numbered
        The passages that are nearest, each pair with the number that both bear in the texts.
    """

    item: Contribution
    why: PairWhy
    numbered: tuple[tuple[int, Meeting], ...]


def is_open(group: DuplicateGroup) -> bool:
    """Whether somebody asked why this group is suggested."""
    return bool(st.session_state.get(OPEN) == group.group_id)


def button(ctx: Context, group: DuplicateGroup) -> None:
    """Opens and closes it; beside it, what the marks mean."""
    opened = is_open(group)
    with st.container(horizontal=True, vertical_alignment="center", key="ds-why-bar"):
        st.button(
            ctx.say("why.close" if opened else "why.open"), key="duplicates why open",
            shortcut=None if deciding.is_writing() else KEY,
            on_click=_turn, args=("" if opened else group.group_id,),
        )  # fmt: skip


def _turn(group_id: str) -> None:
    st.session_state[OPEN] = group_id


def compare(ctx: Context, group: DuplicateGroup, items: Sequence[Contribution]) -> list[Beside]:
    """Compare the first members of a group with the one that stands first.

    Where there are several, only the nearest passages of each are numbered.
    """
    if group.kind == "exact":
        return []
    found: list[Beside] = []
    number = 0
    for item in items[1 : MOST + 1]:
        why = comparing.explained(ctx, items[0], item, warning=group.warning)
        meetings = why.meetings if len(items) == 2 else why.meetings[:1]
        numbered = tuple(enumerate(meetings, number + 1))
        number += len(meetings)
        found.append(Beside(item, why, numbered))
    return found


def marks(
    item: Contribution, items: Sequence[Contribution], found: Sequence[Beside]
) -> tuple[list[Mark], list[Mark]]:
    """The marks in the title and in the text of a member."""
    first = item is items[0]
    marked: list[Mark] = []
    for one in found:
        if not first and one.item is not item:
            continue
        for number, meeting in one.numbered:
            marked.append(Mark(*(meeting.left if first else meeting.right), PASSAGE, number))
        shared = one.why.shared_left if first else one.why.shared_right
        marked += [Mark(*span, SHARED) for span in shared]
        for turn in one.why.turns:
            marked += [Mark(*span, AGAINST) for span in (turn.left if first else turn.right)]
    whole = len(text_of(item))
    begins = whole - len(item.shown_text)
    return part_of(marked, 0, len(item.shown_title)), part_of(marked, begins, whole)


def legend(ctx: Context, found: Sequence[Beside]) -> None:
    """What the marks in the texts mean: only those that there are."""
    say = ctx.say
    parts = []
    if any(one.numbered for one in found):
        parts.append(
            f'<span class="ds-passage"><b class="ds-number">1</b>{escaped(say("why.legend_passage"))}</span>'
        )
    if any(one.why.shared for one in found):
        parts.append(f'<span class="ds-shared">{escaped(say("why.legend_shared"))}</span>')
    if any(one.why.turns for one in found):
        parts.append(f'<mark class="ds-against">{SIGN}{escaped(say("why.legend_against"))}</mark>')
    if parts:
        items = "".join(f"<li>{part}</li>" for part in parts)
        title = escaped(say("why.legend"))
        st.html(f'<ul class="ds-legend ds-text" aria-label="{title}">{items}</ul>')


def details(
    ctx: Context, group: DuplicateGroup, items: Sequence[Contribution], found: Sequence[Beside]
) -> None:
    """All that speaks for and against a group, in sentences."""
    say = ctx.say
    _part(say("why.scores"), [escaped(line) for line in alike(ctx, group)])
    if any(has_passages(items[0], one.item) for one in found):
        _passages(ctx, group, items, found)
    if found:
        _part(say("why.words"), _shared(ctx, items, found))
    _part(
        say("why.against"),
        [escaped(line) for line in against(ctx, group, items, [(b.item, b.why) for b in found])]
        or [escaped(say("why.against_none"))],
    )
    _part(say("why.who"), [escaped(line) for line in who(ctx, items)])


def _part(title: str, lines: Sequence[str]) -> None:
    """A heading with sentences, made of escaped text."""
    if lines:
        listed = "".join(f"<li>{line}</li>" for line in lines)
        st.html(f'<h3 class="ds-small">{escaped(title)}</h3><ul class="ds-reasons">{listed}</ul>')


def _passages(
    ctx: Context, group: DuplicateGroup, items: Sequence[Contribution], found: Sequence[Beside]
) -> None:
    """The nearest passages side by side, and the way to compare them by meaning."""
    say = ctx.say
    lines = [
        _meeting(ctx, items[0], one, number, meeting)
        for one in found
        for number, meeting in one.numbered
    ]
    wanting = any(one.why.by != MEANING and has_passages(items[0], one.item) for one in found)
    if wanting and any(one.why.by == WORDS for one in found):
        lines.append(escaped(say("why.passages_words")))
    elif wanting:
        lines.append(escaped(say("why.passages_none")))
    _part(say("why.passages"), lines)
    if wanting:
        comparing.offer(ctx, group.group_id)


def _meeting(ctx: Context, first: Contribution, one: Beside, number: int, meeting: Meeting) -> str:
    left = quoted(ctx, text_of(first)[slice(*meeting.left)], QUOTED)
    right = quoted(ctx, text_of(one.item)[slice(*meeting.right)], QUOTED)
    how = f": {ctx.say(f'why.{likeness(meeting.probability)}')}" if meeting.probability else ""
    return (
        f'<b class="ds-number">{number}</b> <span dir="auto">{escaped(left)}</span> – '
        f'<span dir="auto">{escaped(right)}</span>{escaped(how)}'
    )


def _shared(ctx: Context, items: Sequence[Contribution], found: Sequence[Beside]) -> list[str]:
    """The words that both have, for each text that is compared with the first."""
    say = ctx.say
    lines = []
    for number, one in enumerate(found, 1):
        across = one.item.language != items[0].language
        words = ", ".join(one.why.shared[:WORDS_NAMED])
        more = len(one.why.shared) - WORDS_NAMED
        if more > 0:
            words = say("why.words_more", words=words, n=more)
        if not words:
            words = say("why.words_none_across" if across else "why.words_none")
        elif across:
            words = say("why.words_across", words=words)
        name = other(ctx, items, number)
        lines.append(words if len(items) == 2 else say("why.beside", other=name, what=words))
    return [escaped(line) for line in lines]
