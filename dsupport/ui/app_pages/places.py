"""Where should somebody look whether a contribution belongs there – and where does it belong?"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dsupport.results import Placement
from dsupport.ui.components import place_review, place_why
from dsupport.ui.components.cards import contribution_card
from dsupport.ui.components.contribution_fields import theme_options
from dsupport.ui.components.decide_bar import LATER_KEY, Bar, Key, decide_bar
from dsupport.ui.components.durations import minutes
from dsupport.ui.components.headline import headline, note, ready
from dsupport.ui.components.leafing import leaf
from dsupport.ui.components.links import link
from dsupport.ui.components.near import alike, choices
from dsupport.ui.components.notices import stale_notice
from dsupport.ui.components.place_review import ALL, FILTER, FILTERS
from dsupport.ui.components.text import escaped, plain, shortened
from dsupport.ui.session import Context, context, redrawn

NOWHERE_KEY = "4"

EXAMPLE = 90
"""Characters of the text that stands for a theme."""


def render() -> None:
    """Show the page."""
    if ready(context()):
        _page()


@st.fragment
def _page() -> None:
    """All of the page: a decision redraws only this, with what is known after it."""
    ctx = redrawn()
    found = place_review.there(ctx)
    _headline(ctx, len(found))
    stale_notice(ctx)
    steps = place_review.steps(ctx)
    opened = st.query_params.get("text", "") or steps.open
    if place_review.is_overtaken(ctx, found, opened):
        _overtaken(ctx, opened)
        return
    if not found:
        _bar(ctx, found, None, "")
        link("themes", ctx.say("proposal.to_themes"))
        return
    wanted = _filter(ctx, found)
    listed = [place for place in found if place_review.passes(place, wanted)]
    ids = [place.contribution_id for place in listed]
    at = ids.index(opened) if opened in ids else 0
    steps.open = ids[at]
    following = ids[at + 1] if 0 < at < len(ids) - 1 else ""
    with st.container(key="ds-review"):
        with st.container(horizontal=True, vertical_alignment="center", key="ds-places-bar"):
            leaf(ctx, "places", ids, at, place_review.show)
        _place(ctx, listed[at], following)
        _bar(ctx, found, listed[at], following)
    note(ctx.say("places.keys"))


def _overtaken(ctx: Context, opened: str) -> None:
    """Somebody else decided about the text that is being read: what came of it, and the way on."""
    say, place = ctx.say, ctx.state.placements.get(opened)
    decision = ctx.state.decision(place.decided) if place else None
    if place and decision:
        words = say(
            "places.overtaken",
            who=decision.actor,
            where=place_review.where(ctx, None, place.theme_id),
        )
    else:
        words = say("places.overtaken_gone")
    st.warning(plain(words))
    contribution_card(ctx, opened, where="places")
    key = Key("places go on", say("places.next"), "N", place_review.show, (ctx, ""), decides=False)
    undo = place_review.undo if place_review.steps(ctx).last else None
    with st.container(key="ds-review"):
        decide_bar(ctx, Bar([key], undo, "places undo", "", place_review.told(ctx), "overtaken"))


def _headline(ctx: Context, n: int) -> None:
    say = ctx.say
    if n:
        time = minutes(n * place_review.MINUTES_A_TEXT, say)
        headline(ctx, say("places.headline", n=n, time=time), say("places.hint"))
    else:
        headline(ctx, say("places.headline_none"), say("places.hint_none"))


def _filter(ctx: Context, found: Sequence[Placement]) -> str:
    """Which of them are listed."""
    counts = {name: sum(place_review.passes(place, name) for place in found) for name in FILTERS}
    options = [name for name in FILTERS if name == ALL or 0 < counts[name] < counts[ALL]]
    if len(options) == 1:
        return ALL
    if asked := st.query_params.pop("show", ""):
        st.session_state[FILTER] = asked  # A link from another page asks once.
    if st.session_state.get(FILTER) not in options:
        st.session_state[FILTER] = ALL
    chosen = st.segmented_control(
        ctx.say("places.filter"), options, required=True, key=FILTER, wrap=True,
        format_func=lambda name: ctx.say(f"places.{name}", n=counts[name]),
    )  # fmt: skip
    return chosen or ALL


def _place(ctx: Context, place: Placement, following: str) -> None:
    """The text, and the themes in which it may belong."""
    with st.container(key="ds-group"):
        left, right = st.columns([6, 5], gap="medium")
        with left:
            why = place_review.why(ctx, place)
            found = place_why.found(ctx, "places", place)
            in_title, in_text = place_why.marks(ctx, place, found)
            contribution_card(
                ctx, place.contribution_id, note=why, theme=False, where="places",
                marked=in_text, title_marked=in_title,
            )  # fmt: skip
            place_why.button(ctx, "places", place)
        with right:
            title = escaped(ctx.say("places.question"))
            st.html(f'<h2 class="ds-label">{title}</h2>')
            for number, (theme_id, similarity) in enumerate(choices(ctx.state, place), 1):
                _theme(ctx, place, number, theme_id, similarity)
            _another(ctx, place, following)
    place_why.panel(ctx, "places", place, found)


def _theme(
    ctx: Context, place: Placement, number: int, theme_id: str, similarity: float | None
) -> None:
    """A theme to choose: its key, its name to read it, how alike, a text that stands for it."""
    say, theme = ctx.say, ctx.state.themes[theme_id]
    facts = [say("places.here")] if theme_id == place.theme_id else []
    if similarity is not None:
        facts.append(say(f"unplaced_page.alike_{alike(similarity)}"))
    item = next(
        (ctx.state.contributions[m] for m in theme.members if m != place.contribution_id), None
    )
    lines = [" · ".join(facts)] if facts else []
    if item is not None:
        lines.append(say("places.example", text=shortened(item.shown_text, EXAMPLE)))
    label = say("places.option", number=number, name=theme.label(ctx.language))
    with st.container(gap=None, key=f"ds-places-theme-{number}"):
        link("themes", label, theme=theme_id)
        below = "<br>".join(escaped(line) for line in lines)
        st.html(f'<p class="ds-note" dir="auto">{below}</p>')


def _another(ctx: Context, place: Placement, following: str) -> None:
    """Any other theme, by its name."""
    about = place.contribution_id
    options = theme_options(ctx, [about])
    with st.container(horizontal=True, vertical_alignment="bottom", key="ds-places-other"):
        chosen = st.selectbox(
            ctx.say("places.other"), list(options), index=None, key=f"places other {about}",
            format_func=lambda theme_id: options.get(theme_id, theme_id),
            placeholder=ctx.say("places.choose"),
        )  # fmt: skip
        if chosen:
            st.button(
                ctx.say("places.other_do"), key="places other do", on_click=place_review.settle,
                args=(ctx, place, chosen, following),
            )  # fmt: skip


def _bar(ctx: Context, found: Sequence[Placement], place: Placement | None, following: str) -> None:
    """One key for each choice."""
    keys: list[Key] = []
    if place is not None:
        themes = [theme_id for theme_id, _ in choices(ctx.state, place)]
        keys = [
            Key(f"places {key}", place_review.where(ctx, place, theme_id), key, place_review.settle,
                (ctx, place, theme_id, following))
            for key, theme_id in [*zip("123", themes, strict=False), (NOWHERE_KEY, "")]
        ]  # fmt: skip
        keys.append(
            Key("places later", ctx.say("places.later"), LATER_KEY, place_review.put_off,
                (ctx, place, following), decides=False)
        )  # fmt: skip
    about = place.contribution_id if place else ""
    decide_bar(
        ctx,
        Bar(
            keys,
            place_review.undo if place_review.steps(ctx).last else None,
            "places undo",
            ctx.say("places.left", n=len(found)),
            place_review.told(ctx),
            f"{about} {ctx.state.last_decision}",
        ),
    )
