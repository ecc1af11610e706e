"""Which ideas do many different people share?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from dsupport.results import ConsensusCandidate
from dsupport.services import tables
from dsupport.ui.components import idea_why, spread
from dsupport.ui.components.cards import contribution_card
from dsupport.ui.components.headline import headline, note, ready
from dsupport.ui.components.names import listed
from dsupport.ui.components.notices import stale_notice
from dsupport.ui.components.options import told_apart
from dsupport.ui.components.paging import foot, page_of
from dsupport.ui.components.table import as_table
from dsupport.ui.components.text import escaped
from dsupport.ui.session import Context, context
from dsupport.wording.reasons import consensus_reason

if TYPE_CHECKING:
    import pandas as pd

VERDICTS = ("broad", "growing", "narrow")

EVERY = "all"
"""The choice of a filter that leaves nothing out."""

MOST_VOICES = 12
"""Voices that are shown at once under an idea."""


def render() -> None:
    """Show the page."""
    ctx = context()
    if not ready(ctx):
        return
    say = ctx.say
    found = _candidates(ctx)
    if not found:
        headline(ctx, say("consensus_page.headline_none"), say("consensus_page.hint_none"))
        stale_notice(ctx)
        return
    headline(ctx, _sentence(ctx, found), say("consensus_page.hint"))
    stale_notice(ctx)
    with st.expander(say("consensus_page.how")):
        st.markdown(say("consensus_page.how_text"))
    _body(ctx, found)


def _candidates(ctx: Context) -> list[ConsensusCandidate]:
    """Ideas whose contribution is still there, best score first."""
    found = ctx.state.consensus
    kept = [one for one in found if one.contribution_id in ctx.state.contributions]
    return sorted(kept, key=lambda one: -one.score)


def _sentence(ctx: Context, found: Sequence[ConsensusCandidate]) -> str:
    say = ctx.say
    concerns = sum(one.scope == "concern" and one.verdict == "broad" for one in found)
    spoken = " " + say("consensus_page.headline_concerns", n=concerns) if concerns else ""
    return _ideas(ctx, found) + spoken


def _ideas(ctx: Context, found: Sequence[ConsensusCandidate]) -> str:
    """How many ideas are shared, without concerns, on which people may want different things."""
    say = ctx.say
    counts = Counter(one.verdict for one in found if one.scope == "idea")
    if counts["broad"]:
        more = say("consensus_page.headline_growing", n=counts["growing"])
        return say("consensus_page.headline_broad", n=counts["broad"]) + (
            more if counts["growing"] else ""
        )
    if counts["growing"]:
        return say("consensus_page.headline_growing_only", n=counts["growing"])
    return say("consensus_page.headline_narrow")


@st.fragment
def _body(ctx: Context, found: Sequence[ConsensusCandidate]) -> None:
    """Filters and ideas; a click redraws only these."""
    verdicts = [EVERY, *(name for name in VERDICTS if any(one.verdict == name for one in found))]
    here = {one.theme_id for one in found}
    themes = [EVERY, *(name for name in ctx.state.themes if name in here), *({""} & here)]
    verdict = _chosen("verdict", verdicts, verdicts[1])
    theme = _chosen("theme", themes, EVERY)
    with st.container(horizontal=True, vertical_alignment="bottom", key="ds-consensus-bar"):
        _verdict_filter(ctx, verdicts, verdict, _kept(found, EVERY, theme), theme)
        _theme_filter(ctx, themes, theme, _kept(found, verdict, EVERY), verdict)
    shown = _kept(found, verdict, theme)
    _count(ctx, shown)
    if as_table(ctx, lambda: _table(ctx, shown), "consensus"):
        return
    if not shown:
        st.info(ctx.say("consensus_page.empty_filter"))
    for one in page_of(shown, "consensus", 10):
        _idea(ctx, one)
    foot(shown, "consensus", 10)


def _count(ctx: Context, shown: Sequence[ConsensusCandidate]) -> None:
    """What is listed: the sentence above counts ideas and concerns apart."""
    counts = Counter(one.scope for one in shown)
    parts = [ctx.say(f"consensus_page.count_{scope}", n=n) for scope, n in counts.items()]
    if parts:
        st.html(f'<p class="ds-count" role="status">{escaped(listed(ctx.say, parts))}</p>')


def _kept(
    found: Sequence[ConsensusCandidate], verdict: str, theme: str
) -> list[ConsensusCandidate]:
    return [
        one for one in found if verdict in (EVERY, one.verdict) and theme in (EVERY, one.theme_id)
    ]


def _chosen(name: str, options: Sequence[str], first: str) -> str:
    """What a person chose last, if it can still be chosen."""
    chosen = st.session_state.setdefault(f"consensus {name}", first)
    return str(chosen) if chosen in options else first


def _choose(name: str, widget: str) -> None:
    st.session_state[f"consensus {name}"] = st.session_state[widget]


def _verdict_filter(
    ctx: Context,
    options: Sequence[str],
    chosen: str,
    held: Sequence[ConsensusCandidate],
    theme: str,
) -> None:
    """Ask for a verdict; each choice says how many of `held`, the ideas of the theme, it holds."""
    counts = Counter([*(one.verdict for one in held), *[EVERY] * len(held)])
    # Streamlit knows choices by their words; words with other counts are another widget.
    key = f"consensus verdict of {theme}"
    st.session_state[key] = chosen
    st.segmented_control(
        ctx.say("consensus_page.filter_verdict"), options, required=True, key=key, wrap=True,
        format_func=lambda name: ctx.say(f"consensus_page.{name}", n=counts[name]),
        on_change=_choose, args=("verdict", key),
    )  # fmt: skip


def _theme_filter(
    ctx: Context,
    options: Sequence[str],
    chosen: str,
    held: Sequence[ConsensusCandidate],
    verdict: str,
) -> None:
    """Ask for a theme; each choice says how many of `held`, the ideas of the verdict, it holds."""
    say, themes = ctx.say, ctx.state.themes
    counts = Counter([*(one.theme_id for one in held), *[EVERY] * len(held)])
    no_theme = say("consensus_page.no_theme")

    def name(theme_id: str) -> str:
        if theme_id == EVERY:
            return say("consensus_page.every_theme", n=counts[EVERY])
        words = themes[theme_id].label(ctx.language) if theme_id else no_theme
        return say("consensus_page.option", name=words, count=counts[theme_id])

    labels = told_apart({theme_id: name(theme_id) for theme_id in options})
    key = f"consensus theme of {verdict}"
    st.session_state[key] = chosen
    st.selectbox(
        say("consensus_page.filter_theme"), options, format_func=labels.__getitem__, key=key,
        width=360,
        on_change=_choose, args=("theme", key),
    )  # fmt: skip


def _idea(ctx: Context, one: ConsensusCandidate) -> None:
    """One idea: verdict, reason, its words, who is behind it, and every voice."""
    say = ctx.say
    with st.container(key=f"ds-idea-{one.scope}-{one.contribution_id}"):
        verdict = say(f"consensus_page.verdict_{one.verdict}")
        theme, about = ctx.state.themes.get(one.theme_id), ""
        if one.scope == "concern" and theme:
            words = say("consensus_page.concern", theme=theme.label(ctx.language))
            about = f'<p class="ds-note">{escaped(words)}</p>'
        st.html(
            f'<h2 class="ds-verdict">{escaped(verdict)}</h2>{about}'
            f'<p class="ds-line">{escaped(consensus_reason(one, say))}</p>'
        )
        left, right = st.columns([7, 4], gap="medium")
        with left:
            contribution_card(ctx, one.contribution_id)
            if len(one.voices) > 1:
                _voices(ctx, one)
            idea_why.why(ctx, one)
        with right:
            st.html(f'<h3 class="ds-label">{escaped(say("consensus_page.spread"))}</h3>')
            spread.squares(ctx, one.covered)
            remark = say("consensus_page.spread_note") if one.supports else ""
            note(f"{_estimate(ctx, one)} {remark}")


def _estimate(ctx: Context, one: ConsensusCandidate) -> str:
    say = ctx.say
    # As the analysis counts: an unknown author is a person of their own.
    everybody = len({c.voice for c in ctx.state.contributions.values()})
    key = "estimate_concern" if one.scope == "concern" else "estimate"
    return say(
        f"consensus_page.{key}", authors=one.authors, all=everybody,
        share=say.percent(one.probability), low=say.percent(one.low), high=say.percent(one.high),
    )  # fmt: skip


def _voices(ctx: Context, one: ConsensusCandidate) -> None:
    """Everything that was said of this idea; read only when it is opened."""
    say = ctx.say
    label = say(f"consensus_page.voices_{one.scope}", n=len(one.voices))
    more = st.expander(label, key=f"voices {one.scope} {one.contribution_id}", on_change="rerun")
    if more.open:
        with more:
            key = f"voices page {one.scope} {one.contribution_id}"
            for voice in page_of(one.voices, key, MOST_VOICES):
                contribution_card(ctx, voice)


def _table(ctx: Context, shown: Sequence[ConsensusCandidate]) -> pd.DataFrame:
    kept = {(one.contribution_id, one.scope) for one in shown}
    frame = tables.consensus_table(ctx.state, ctx.say.language)
    keys = zip(frame["contribution_id"], frame["scope"], strict=True)
    frame = frame[[key in kept for key in keys]].copy()
    texts, themes = ctx.state.contributions, ctx.state.themes
    frame["text"] = [texts[i].shown_text for i in frame["contribution_id"]]
    frame["theme_label"] = [
        themes[t].label(ctx.language) if t in themes else ctx.say("consensus_page.no_theme")
        for t in frame["theme_id"]
    ]
    frame["verdict"] = [ctx.say(f"consensus_page.verdict_{v}") for v in frame["verdict"]]
    return frame["source_id text verdict authors supports reason theme_label".split()]
