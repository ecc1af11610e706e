"""Contributions: what did people write? To search, to filter, to read in full."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from dsupport.errors import DsupportError
from dsupport.records import STRATA, Contribution
from dsupport.services import accounting, encoders, exporting, searching, tables
from dsupport.state.division import given_id
from dsupport.ui.components import ticks
from dsupport.ui.components.cards import contribution_card
from dsupport.ui.components.certainty import certainty
from dsupport.ui.components.decision_form import what_came
from dsupport.ui.components.durations import reading_time
from dsupport.ui.components.headline import empty, headline
from dsupport.ui.components.options import told_apart
from dsupport.ui.components.paging import foot, page_of
from dsupport.ui.components.text import escaped, plain
from dsupport.ui.session import Context, context, encoder
from dsupport.wording.problems import problem_text

NEAREST = 40
"""Contributions that a search by meaning shows: further down nothing is alike."""

MOST_VALUES = 60
"""An attribute with more different values is no filter (a postal address, a link)."""

UNPLACED = "unplaced"
PERSONAL = "personal data"
SET_ASIDE = "set aside"
AFTER = "after analysis"
IDEAS = "several ideas"
WHERE = "contributions"
SORTS = ("number", "newest", "supports", "longest")
FILTERS = "dsupport filters"
"""Where the session keeps what was chosen in each filter."""


def render() -> None:
    """Show the page."""
    ctx = context()
    if not ctx.state.contributions:
        empty(ctx, "contributions")
        return
    place = st.container()
    found, notes = _search(ctx)
    kept = _filter(ctx, found)
    with place:
        divided = " ".join(accounting.divided(ctx.state, ctx.say))
        aside = sum(1 for item in kept if item.contribution_id in ctx.state.decided.aside)
        hint = ctx.say("contributions.aside_among", n=aside) if aside else ""
        headline(ctx, _sentence(ctx, kept), " ".join(filter(None, [divided, hint])))
    what_came(ctx)
    if not kept:
        _nothing(ctx)
        return
    if not notes:
        kept = _sorted(ctx, kept)
    st.html(f'<h2 class="ds-hidden">{escaped(ctx.say("contributions.list"))}</h2>')
    ticks.switch(ctx, WHERE)
    ids = [one.contribution_id for one in kept]
    page = page_of(ids, "contributions", of=_asked())
    for item in page:
        contribution_card(ctx, item, note=notes.get(item) or _placed(ctx, item), where=WHERE)
    foot(kept, "contributions")
    ticks.bar(ctx, WHERE, ids, page)
    _download(ctx, kept)


def _asked() -> str:
    """What the list was asked for: as long as that stays, so does the page that is open."""
    keys = sorted(str(key) for key in st.session_state if str(key).startswith("filter "))
    return repr([st.session_state.get(key) for key in ("q", "sort", "by_meaning", *keys)])


def _sentence(ctx: Context, kept: Sequence[Contribution]) -> str:
    # The parts of a divided contribution are one contribution.
    say, n, everything = ctx.say, len({item.given_id for item in kept}), len(ctx.state.given)
    time = reading_time((item.analysed_text for item in kept), say)
    if n == everything:
        return say("contributions.all", n=n, time=time)
    return say("contributions.some", n=n, all=everything, time=time)


def _search(ctx: Context) -> tuple[list[Contribution], dict[str, str]]:
    """What the words in the search box find, with a note where it was found by meaning."""
    say, state = ctx.say, ctx.state
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    query = left.text_input(
        say("contributions.search"), key="q", bind="query-params", type="search",
        placeholder=say("contributions.search_example"),
    )  # fmt: skip
    right.selectbox(
        say("contributions.sort"), SORTS, key="sort",
        format_func=lambda one: say(f"contributions.sort_{one}"),
    )  # fmt: skip
    meaning = st.toggle(
        say("contributions.by_meaning"), key="by_meaning", help=say("contributions.by_meaning_help")
    )
    query = (query or "").strip()
    if not query:
        return list(state.contributions.values()), {}
    if meaning:
        try:
            ids = _by_meaning(ctx, query)
        except DsupportError as error:
            st.info(plain(problem_text(error, ctx.say)))
        else:
            st.caption(say("contributions.meaning_note", n=len(ids)))
            place = {one: say("contributions.rank", n=i) for i, one in enumerate(ids, 1)}
            return [state.contributions[one] for one in ids], place
    return [state.contributions[one] for one in searching.by_words(state, query)], {}


def _by_meaning(ctx: Context, query: str) -> list[str]:
    return _nearest(str(ctx.workspace.path), ctx.state.revision, query, ctx)


@st.cache_data(max_entries=50, show_spinner=False)
def _nearest(path: str, revision: str, query: str, _ctx: Context) -> list[str]:
    reader = encoder(encoders.name_for(_ctx.state))
    found = searching.by_meaning(_ctx.workspace, _ctx.state, query, reader)
    return [one for one, _ in found[:NEAREST]]


def _filter(ctx: Context, items: list[Contribution]) -> list[Contribution]:
    """Narrow by language, theme, kind and everything else that files say."""
    say = ctx.say
    choices = _choices(ctx)
    _restore(choices)
    chosen: dict[str, list[str]] = {}
    active = sum(bool(st.session_state.get(f"filter {name}")) for name in choices)
    title = say("contributions.filters_on", n=active) if active else say("contributions.filters")
    with st.expander(title, key="filters"):
        for i, (name, options) in enumerate(choices.items()):
            # Row by row: both columns begin at one height, and a narrow screen keeps the order.
            if i % 2 == 0:
                columns = st.columns(2)
            chosen[name] = columns[i % 2].multiselect(
                _filter_name(ctx, name), list(options), key=f"filter {name}",
                format_func=_labels(ctx, name, options).__getitem__, placeholder=say("contributions.any"),
                on_change=_choose, args=(name,),
            )  # fmt: skip
        if active:
            st.button(say("contributions.clear"), on_click=_clear, key="clear filters")
    for name, values in chosen.items():
        if values:
            items = [item for item in items if _value(ctx, name, item) in values]
    return items


def _restore(choices: Mapping[str, Mapping[str, int]]) -> None:
    """Set the filters to what was chosen, or to what a link asked for, such as ``?theme=T3``.

    Streamlit knows choices by their words, and forgets those of which the count has changed: a
    decision would take the filter away.
    """
    is_new = not any(f"filter {name}" in st.session_state for name in choices)
    kept: dict[str, list[str]] = {} if is_new else st.session_state.get(FILTERS, {})
    for name, options in choices.items():
        if name in st.query_params:
            value = st.query_params.pop(name)
            if value in options:
                kept[name] = [value]
        # What is not there at the moment may come back, as when a decision is undone.
        st.session_state[f"filter {name}"] = [one for one in kept.get(name, ()) if one in options]
    st.session_state[FILTERS] = kept


def _choose(name: str) -> None:
    st.session_state[FILTERS][name] = list(st.session_state[f"filter {name}"])


def _choices(ctx: Context) -> dict[str, dict[str, int]]:
    """Everything that can be filtered by: its values, with how often each occurs."""
    items = list(ctx.state.contributions.values())
    extra = dict.fromkeys(name for item in items for name in item.shown_attributes)
    names = [
        "theme",
        "language",
        "kind",
        PERSONAL,
        SET_ASIDE,
        AFTER,
        IDEAS,
        *STRATA[1:],
        *(n for n in extra if n not in STRATA),
    ]
    result = {}
    for name in names:
        counted = Counter(_value(ctx, name, item) for item in items)
        filled = sum(1 for value in counted if value)
        if 1 < filled <= MOST_VALUES or (name in ("theme", SET_ASIDE, AFTER, IDEAS) and filled):
            order = sorted(counted.items(), key=lambda pair: (not pair[0], *_order(name, pair)))
            result[name] = dict(order)
    return result


def _order(name: str, pair: tuple[str, int]) -> tuple[object, ...]:
    value, n = pair
    if name in ("theme", "language", "kind", PERSONAL, SET_ASIDE, AFTER, IDEAS):
        return (-n, value)
    return tuple(natural(value))


def natural(value: str) -> list[tuple[int, int, str]]:
    """A key that sorts 2 before 10."""
    parts = re.split(r"(\d+)", value.casefold())
    return [(0, int(one), "") if one.isdecimal() else (1, 0, one) for one in parts if one]


def _value(ctx: Context, name: str, item: Contribution) -> str:
    if name == "theme":
        place = ctx.state.placements.get(item.contribution_id)
        return (place.theme_id or UNPLACED) if place else ""
    if name == "kind":
        return item.kind
    if name == PERSONAL:
        return "hidden" if item.personal else "none"
    if name == SET_ASIDE:
        aside = ctx.state.decided.aside.get(item.contribution_id)
        return aside.reason if aside else ""
    if name == AFTER:
        return _after(ctx, item.contribution_id)
    if name == IDEAS:
        return _ideas(ctx, item)
    return item.stratum(name)


def _ideas(ctx: Context, item: Contribution) -> str:
    """Whether a text may hold several ideas or is a part of one that did; empty for all others."""
    if item.part_of:
        return "part"
    return "offered" if item.contribution_id in ctx.state.offers else ""


def _after(ctx: Context, name: str) -> str:
    """What became of a contribution that the analysis did not read; empty for all others."""
    state = ctx.state
    if state.run is None or given_id(name) in state.read or name in state.decided.aside:
        return ""
    place = state.placements.get(name)
    return "new" if place is None else "placed" if place.theme_id else "nowhere"


def _placed(ctx: Context, name: str) -> str:
    """How surely a text was placed after the analysis; empty unless such texts were asked for."""
    place = ctx.state.placements.get(name)
    asked = "placed" in st.session_state.get(f"filter {AFTER}", ())
    if place is None or place.decided or not asked or _after(ctx, name) != "placed":
        return ""
    return ctx.say("contributions.after_note", certainty=certainty(ctx, place.certainty))


def _filter_name(ctx: Context, name: str) -> str:
    key = f"contributions.filter_{name.replace(' ', '_')}"
    return ctx.say(key) if ctx.say.has(key) else plain(name)


def _labels(ctx: Context, name: str, options: dict[str, int]) -> dict[str, str]:
    """The values of a filter in words, each with how many there are."""
    say = ctx.say

    def words(value: str) -> str:
        if not value:
            named = {SET_ASIDE: "not_aside", AFTER: "after_none", IDEAS: "after_none"}
            shown = say(f"contributions.{named.get(name, 'not_said')}")
        elif name == "theme":
            theme = ctx.state.themes.get(value)
            shown = theme.label(ctx.language) if theme else say("card.unplaced")
        elif name == "language":
            shown = say.language_name(value)
        elif name == "kind":
            shown = say(f"kind.{value}")
        elif name == PERSONAL:
            shown = say(f"contributions.personal_{value}")
        elif name == AFTER:
            shown = say(f"contributions.after_{value}")
        elif name == IDEAS:
            shown = say(f"contributions.ideas_{value}")
        elif name == SET_ASIDE:
            shown = say(f"aside.{value}")
        else:
            shown = value
        return say("contributions.option", name=shown, count=options.get(value, 0))

    return told_apart({value: words(value) for value in options})


def _clear() -> None:
    for key in list(st.session_state):
        if str(key).startswith("filter "):
            st.session_state[key] = []
    st.session_state[FILTERS] = {}
    st.session_state["q"] = ""


def _sorted(ctx: Context, items: list[Contribution]) -> list[Contribution]:
    order = st.session_state.get("sort") or "number"
    ordered = sorted(items, key=lambda item: (item.source, natural(item.source_id)))
    if order == "newest":
        ordered.sort(key=lambda item: item.created_at, reverse=True)
    elif order == "supports":
        ordered.sort(key=lambda item: -(item.supports or 0))
    elif order == "longest":
        ordered.sort(key=lambda item: -len(item.analysed_text))
    return ordered


def _download(ctx: Context, kept: Sequence[Contribution]) -> None:
    say = ctx.say
    st.download_button(
        say("contributions.download", n=len(kept)), lambda: _csv(ctx, kept),
        file_name=say("contributions.file_name"), mime="text/csv", on_click="ignore",
    )  # fmt: skip


def _csv(ctx: Context, kept: Sequence[Contribution]) -> bytes:
    """The contributions in sight, with their themes."""
    frame = tables.contributions_table(ctx.state)
    if ctx.state.analysis is not None:
        themes = tables.themes_table(ctx.state, ctx.language)
        columns = ["contribution_id", "theme_id", "theme_label", "subtheme_label", "certainty"]
        frame = frame.merge(themes.reindex(columns=columns), on="contribution_id", how="left")
    ids = [item.contribution_id for item in kept]
    return exporting.csv_bytes(frame.set_index("contribution_id").loc[ids].reset_index())


def _nothing(ctx: Context) -> None:
    st.info(ctx.say("contributions.nothing"))
    st.button(ctx.say("contributions.clear_all"), on_click=_clear, type="primary")
