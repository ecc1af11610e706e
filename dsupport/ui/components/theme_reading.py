"""One theme to read: how sure, whose it is, its words, its contributions, and what is near it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from dsupport.records import Contribution
from dsupport.results import Theme
from dsupport.services.reading import Snapshot
from dsupport.ui.components import theme_actions, ticks, who_speaks
from dsupport.ui.components.cards import contribution_card, notes_html
from dsupport.ui.components.certainty import certainty
from dsupport.ui.components.decided import stamp_html
from dsupport.ui.components.headline import section
from dsupport.ui.components.paging import foot, page_of
from dsupport.ui.components.text import escaped, plain
from dsupport.ui.session import Context

FIRST = 3
"""Contributions that are shown before a person asks for all."""

NEAR = 3
"""Near themes that are named."""

ONE, AREA, FEW, ALL = "map-one", "map-area", "theme-first", "theme-all"
"""Names of the lists in which people decide about contributions."""

Choose = Callable[[str], None]


def show(ctx: Context, theme: Theme, picked: Sequence[str], choose: Choose) -> None:
    """Show `theme`, or what was picked on the map."""
    if len(picked) > 1:
        _picked(ctx, theme, picked, choose)
        return
    if picked:
        place = ctx.state.placements.get(picked[0])
        contribution_card(ctx, picked[0], note=ctx.say("themes.picked_one"), theme=False, where=ONE)
        if place is None or not place.theme_id:
            _buttons(ctx, [theme.theme_id], choose, "picked", ctx.say("themes.picked_back"))
            return
        if place.theme_id not in (theme.theme_id, theme.parent_id):
            theme = ctx.state.themes[place.theme_id]
    _head(ctx, theme, choose)
    _words(ctx, theme)
    _cards(ctx, theme, choose)
    who_speaks.show(ctx, _items(ctx, theme))
    _near(ctx, theme, choose)


def _head(ctx: Context, theme: Theme, choose: Choose) -> None:
    say = ctx.say
    if theme.parent_id:
        parent = ctx.state.themes[theme.parent_id]
        text = say("themes.back_to_parent", name=parent.label(ctx.language))
        _buttons(ctx, [parent.theme_id], choose, "parent", text)
    items = _items(ctx, theme)
    people = len({item.participant for item in items if item.participant})
    facts = [
        say("themes.size", n=len(theme.members)),
        say("themes.from_people", n=people) if people else say("themes.from_unknown"),
        certainty(ctx, theme.certainty),
    ]
    name = theme.label(ctx.language)
    st.html(
        f'<h2 class="ds-section ds-theme-name">{escaped(name)}</h2>'
        f'<p class="ds-note">{escaped(" · ".join(facts))}</p>{_standing_html(ctx, theme)}'
    )
    theme_actions.menu(ctx, theme, choose)
    if ctx.language not in theme.keywords and not theme.name:
        own = ", ".join(dict.fromkeys(w for words in theme.keywords.values() for w in words[:3]))
        name = say.language_name(ctx.language)
        note = say("themes.glossary_note", language=name, own=own)
        st.html(f'<p class="ds-note ds-glossary">{escaped(note)}</p>')


def _standing_html(ctx: Context, theme: Theme) -> str:
    """Whether the machine suggests this theme or people decided on it, and what they gave it."""
    say = ctx.say
    if not theme.decided:
        word = f'<span class="ds-suggested">{escaped(say("themes.suggested"))}</span>'
        return f'<p class="ds-decision">{word}</p>{notes_html(ctx, theme.theme_id)}'
    found = []
    if theme.description:
        found.append(f'<p class="ds-line ds-about" dir="auto">{escaped(theme.description)}</p>')
    if theme.name and (machine := replace(theme, name="").label(ctx.language)) != theme.name:
        words = escaped(say("themes.named_before", name=machine))
        found.append(f'<p class="ds-note">{words}</p>')
    found.append(f'<p class="ds-decision">{stamp_html(ctx, theme.decided)}</p>')
    if theme.locked:
        found.append(f'<p class="ds-note">{escaped(say("themes.locked_note"))}</p>')
    return "".join(found) + notes_html(ctx, theme.theme_id)


def _items(ctx: Context, theme: Theme) -> list[Contribution]:
    found = ctx.state.contributions
    return [found[m] for m in theme.members if m in found]


def _words(ctx: Context, theme: Theme) -> None:
    if not theme.keywords:
        return
    several = len(theme.keywords) > 1
    lines = []
    for code, words in theme.keywords.items():
        line = escaped(", ".join(words))
        start = f"{escaped(ctx.say.language_name(code))}: " if several else ""
        lines.append(f'{start}<span lang="{escaped(code)}">{line}</span>')
    st.html(
        f'<h3 class="ds-label">{escaped(ctx.say("themes.words"))}</h3>'
        f'<p class="ds-line">{"<br>".join(lines)}</p>'
    )


def _cards(ctx: Context, theme: Theme, choose: Choose) -> None:
    say = ctx.say
    members = [m for m in theme.members if m in ctx.state.contributions]
    if not members:
        section(say("themes.empty"))
        return
    everything = st.session_state.get("themes all") == theme.theme_id or len(members) <= FIRST + 1
    if everything:
        section(say("themes.read_all_title", n=len(members)))
        with st.container(horizontal=True, vertical_alignment="center"):
            if len(members) > FIRST + 1:
                st.button(
                    say("themes.read_less"), key="themes less", on_click=_read_all, args=("",)
                )
            ticks.switch(ctx, ALL)
        key = f"themes {theme.theme_id}"
        page = page_of(members, key, of=theme.theme_id)
        for member in page:
            contribution_card(ctx, member, theme=False, where=ALL, theme_id=theme.theme_id)
        foot(members, key)
        ticks.bar(ctx, ALL, members, page, theme.theme_id, partial(_after, choose))
        return
    section(say("themes.read_first", n=FIRST))
    for member in members[:FIRST]:
        contribution_card(ctx, member, theme=False, where=FEW, theme_id=theme.theme_id)
    st.button(
        say("themes.read_all", n=len(members)), key="themes all button", type="primary",
        on_click=_read_all, args=(theme.theme_id,),
    )  # fmt: skip


def _after(choose: Choose, action: str) -> None:
    if action == "split-theme":
        theme_actions.open_new(choose)


def _read_all(theme_id: str) -> None:
    st.session_state["themes all"] = theme_id


def neighbours(state: Snapshot, theme: Theme) -> list[str]:
    """The themes that members most often name as next nearest; by the map if they name none."""
    own = theme.parent_id or theme.theme_id
    votes: defaultdict[str, float] = defaultdict(float)
    for member in theme.members:
        place = state.placements.get(member)
        for other, similarity in place.nearest if place else ():
            if other != own and other in state.themes:
                votes[other] += max(similarity, 0.0) + 1e-6
    if votes:
        return sorted(votes, key=lambda other: -votes[other])[:NEAR]
    others = [t for t in state.top_themes if t.theme_id != own]
    others.sort(key=lambda t: (t.x - theme.x) ** 2 + (t.y - theme.y) ** 2)
    return [t.theme_id for t in others[:NEAR]]


def _near(ctx: Context, theme: Theme, choose: Choose) -> None:
    near = neighbours(ctx.state, theme)
    if near:
        section(ctx.say("themes.near"))
        _buttons(ctx, near, choose, "near")


def _buttons(ctx: Context, ids: Sequence[str], choose: Choose, key: str, text: str = "") -> None:
    """Buttons that open themes, side by side as far as there is room."""
    with st.container(horizontal=True, key=f"ds-near-{key}"):
        for theme_id in ids:
            label = text or ctx.state.themes[theme_id].label(ctx.language)
            st.button(
                plain(label), key=f"themes {key} {theme_id}", on_click=choose, args=(theme_id,),
                wrap=True,
            )  # fmt: skip


def _picked(ctx: Context, theme: Theme, picked: Sequence[str], choose: Choose) -> None:
    """What lies in the area that was drawn on the map."""
    say, state = ctx.say, ctx.state
    themes = Counter(place.theme_id for p in picked if (place := state.placements.get(p)))
    names = ", ".join(
        say("themes.picked_theme", name=state.themes[t].label(ctx.language) if t else say("themes.unplaced"), n=n)
        for t, n in themes.most_common()
    )  # fmt: skip
    section(say("themes.picked_many", n=len(picked)), say("themes.picked_themes", themes=names))
    _buttons(ctx, [theme.theme_id], choose, "picked", say("themes.picked_back"))
    ticks.switch(ctx, AREA)
    page = page_of(picked, "themes picked")
    for member in page:
        place = state.placements.get(member)
        of = state.themes[place.theme_id].label(ctx.language) if place and place.theme_id else ""
        contribution_card(ctx, member, note=of or say("themes.unplaced"), theme=False, where=AREA)
    foot(picked, "themes picked")
    ticks.bar(ctx, AREA, picked, page)
