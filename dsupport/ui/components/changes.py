"""What differs between two states, in words: themes, contributions that move, groups, decisions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from dsupport.results import Analysis, DuplicateGroup, Theme
from dsupport.services.deciding import Preview
from dsupport.state.changes import Changes, Move, Regrouped, ThemeChange
from dsupport.state.division import whole_of
from dsupport.state.replay import Suspended
from dsupport.ui.components.decision_words import told
from dsupport.ui.components.names import listed, quoted, sentences, texts_of
from dsupport.ui.components.table import table
from dsupport.ui.components.text import escaped, plain
from dsupport.ui.session import Context

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 5
"""Of each kind of change, in the panel of one decision; the others are counted, or in a table."""

READABLE = 200
"""Characters of a contribution that is named among what moves."""


class Comparison:
    """Two states and what differs between them, ready to be told.

    Parameters
    ----------
    preview
        The state as it is, and as it would be.
    """

    def __init__(self, ctx: Context, preview: Preview, changes: Changes) -> None:
        self.ctx = ctx
        self.changes = changes
        self.before = _themes(preview.before.analysis)
        self.after = _themes(preview.after.analysis)
        found = preview.before.analysis
        self._groups = {g.group_id: g for g in found.duplicate_groups} if found else {}
        later = preview.after.analysis
        self.seats_after = (
            {p.contribution_id: p.theme_id for p in later.placements} if later else {}
        )

    def name(self, theme_id: str, *, then: bool = False) -> str:
        """The name of a theme, now or then; where it is only on one side, the name it has there."""
        first, second = (self.after, self.before) if then else (self.before, self.after)
        theme = first.get(theme_id) or second.get(theme_id)
        return quoted(self.ctx, theme.label(self.ctx.language) if theme else theme_id)

    def theme_facts(self, change: ThemeChange) -> str:
        """What becomes of a theme, without its name."""
        say = self.ctx.say
        names = listed(say, [self.name(one) for one in change.others])
        before = say.number(change.before)
        if change.kind == "renamed":
            return say("changes.renamed", name=self.name(change.theme_id, then=True))
        if change.kind in ("vanished", "joined", "new", "beside"):
            facts = [say("changes.size", n=change.after or change.before)]
        else:
            facts = [say("changes.sizes", before=before, n=change.after)]
        if names:
            keys = {"joined": "goes_to", "split": "parts_into", "beside": "stands_beside"}
            facts.append(say(f"changes.{keys.get(change.kind, 'taken_from')}", names=names))
        return " · ".join(facts)

    def way(self, move: Move) -> str:
        """From where to where a contribution would move."""
        say = self.ctx.say
        return say("changes.move", before=self.seat_before(move), after=self.seat_after(move))

    def seat_before(self, move: Move) -> str:
        """Where it is now."""
        if move.before is None:
            if words := self._cut(move):
                return words
            back = move.contribution_id in self.changes.back
            return self.ctx.say("changes.is_aside" if back else "changes.absent_before")
        return self.seat(move.before)

    def seat_after(self, move: Move) -> str:
        """Where it would be."""
        if move.after is None:
            if words := self._cut(move):
                return words
            aside = move.contribution_id in self.changes.aside
            return self.ctx.say("changes.is_aside" if aside else "changes.absent_after")
        return self.seat(move.after, then=True)

    def _cut(self, move: Move) -> str:
        """Why a text is not there: it is divided, or not a part; empty if it is for another reason."""
        name = move.contribution_id
        if name in self.changes.divided or name in self.changes.joined:
            return self.ctx.say("changes.in_parts")
        return self.ctx.say("changes.in_one") if whole_of(name) else ""

    def seat(self, theme_id: str, *, then: bool = False) -> str:
        """A theme, or none."""
        return self.name(theme_id, then=then) if theme_id else self.ctx.say("changes.nowhere")

    def move_html(self, move: Move) -> str:
        """A contribution that moves, to be read, and small below it from where to where."""
        item = self.ctx.state.text(move.contribution_id)
        way = f"#{item.source_id} · {self.way(move)}" if item else self.way(move)
        return item_html(readable(self.ctx, move.contribution_id), way)

    def moves_table(self, moves: Sequence[Move]) -> pd.DataFrame:
        """All moves."""
        import pandas as pd

        say, found = self.ctx.say, self.ctx.state.text
        rows = [
            {
                say("changes.column_number"): item.source_id if item else move.contribution_id,
                say("changes.column_before"): self.seat_before(move),
                say("changes.column_after"): self.seat_after(move),
                say("changes.column_text"): item.analysed_text if item else "",
            }
            for move in moves
            for item in [found(move.contribution_id)]
        ]
        return pd.DataFrame(rows)

    def group_line(self, group: DuplicateGroup) -> str:
        """What people say of a group, now and then."""
        say, old = self.ctx.say, self._groups.get(group.group_id)
        gone = group in self.changes.groups_gone
        now = old.status if old else "none"
        then = "none" if gone else group.status
        texts = texts_of(self.ctx, group.members)
        if now == then:
            return texts
        return say(
            "changes.status", texts=texts, before=say(f"changes.status_{now}"),
            after=say(f"changes.status_{then}"),
        )  # fmt: skip

    def regrouped_html(self, one: Regrouped) -> str:
        """A suggestion that is made with other members: which come in, and which leave."""
        before, after = one.before.members, one.after.members
        facts = [
            self.ctx.say(f"changes.{what}", texts=texts_of(self.ctx, names))
            for what, names in (
                ("comes_in", [name for name in after if name not in before]),
                ("leaves", [name for name in before if name not in after]),
            )
            if names
        ]
        stay = [name for name in before if name in after]
        return item_html(texts_of(self.ctx, stay), " · ".join(facts))

    def decision_line(self, sequence: int) -> str:
        """A decision of the record, by its number."""
        decision = self.ctx.state.decision(sequence)
        if decision is None:
            return ""
        what = told(self.ctx, decision)
        return self.ctx.say("changes.decision", number=str(sequence), what=what)


def readable(ctx: Context, contribution_id: str) -> str:
    """So much of a contribution that it can be understood, its title first."""
    item = ctx.state.text(contribution_id)
    return quoted(ctx, item.analysed_text, READABLE) if item else contribution_id


def item_html(text: str, note: str = "", mark: str = "") -> str:
    """An entry of a list: its words, small below them a note, and before them a word of its kind."""
    before = f'<span class="ds-change-kind">{escaped(mark)}</span> ' if mark else ""
    below = f'<br><span class="ds-note">{escaped(note)}</span>' if note else ""
    return f'<li dir="auto">{before}{escaped(text)}{below}</li>'


def listed_html(items: Sequence[str]) -> None:
    """Show entries made by `item_html`."""
    st.html(f'<ul class="ds-list ds-bare ds-changes">{"".join(items)}</ul>')


def show(comparison: Comparison, key: str, *, undo: bool) -> None:
    """All that would follow from one decision, the most telling first.

    Parameters
    ----------
    undo
        Whether a decision would be undone, or made to count again.
    """
    ctx, changes = comparison.ctx, comparison.changes
    if not changes:
        st.markdown(plain(ctx.say("changes.nothing_undo" if undo else "changes.nothing_redo")))
        return
    _decisions(comparison, "suspended", [one.sequence for one in changes.suspended])
    _decisions(comparison, "revived", changes.revived)
    if changes.themes:
        _title(ctx.say("changes.themes", n=len(changes.themes)))
        _some(
            ctx,
            [
                item_html(
                    comparison.name(one.theme_id),
                    comparison.theme_facts(one),
                    ctx.say(f"changes.kind_{one.kind}"),
                )
                for one in changes.themes
            ],
        )
    if changes.moves:
        _title(ctx.say("changes.moves", n=len(changes.moves)))
        listed_html([comparison.move_html(move) for move in changes.moves[:SHOWN]])
        if len(changes.moves) > SHOWN:
            with st.expander(ctx.say("proposal.all_table", n=len(changes.moves))):
                table(comparison.moves_table(changes.moves), f"{key} moves")
    moved = {move.contribution_id for move in changes.moves}
    for name, ids in (("aside", changes.aside), ("back", changes.back)):
        if still := [one for one in ids if one not in moved]:
            _title(ctx.say(f"changes.{name}", n=len(still)))
            _some(ctx, [item_html(readable(ctx, one)) for one in still])
    groups = [*changes.groups_changed, *changes.groups_new, *changes.groups_gone]
    items = [item_html(comparison.group_line(group)) for group in groups]
    items += [comparison.regrouped_html(one) for one in changes.regrouped]
    if items:
        _title(ctx.say("changes.groups", n=len(items)))
        _some(ctx, items)


def why_suspended(ctx: Context, one: Suspended) -> str:
    """Why a decision does not count, in words."""
    return sentences(ctx).why_suspended(one.why[:1])


def _decisions(comparison: Comparison, name: str, numbers: Sequence[int]) -> None:
    if numbers:
        _title(comparison.ctx.say(f"changes.{name}", n=len(numbers)))
        _some(comparison.ctx, [item_html(comparison.decision_line(one)) for one in numbers])


def _some(ctx: Context, items: list[str]) -> None:
    """The first entries, and how many more there are."""
    more = len(items) - SHOWN
    shown = items[:SHOWN] if more > 0 else items
    if more > 0:
        shown = [*shown, item_html(ctx.say("changes.and_more", n=more))]
    listed_html(shown)


def _title(text: str) -> None:
    st.html(f'<h3 class="ds-label">{escaped(text)}</h3>')


def _themes(analysis: Analysis | None) -> dict[str, Theme]:
    return {theme.theme_id: theme for theme in analysis.themes} if analysis else {}
