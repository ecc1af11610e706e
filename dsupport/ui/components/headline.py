"""The sentence at the top of a page, and what stands there when there is nothing to show."""

from __future__ import annotations

import re

import streamlit as st

from dsupport.ui import session
from dsupport.ui.components.links import link
from dsupport.ui.components.text import escaped
from dsupport.ui.session import Context


def headline(ctx: Context, sentence: str, hint: str = "") -> None:
    """The page's answer in one sentence with numbers, and below it what to do with it.

    Both may hold texts of people; they are escaped here.
    """
    below = f'<p class="ds-hint">{escaped(hint)}</p>' if hint else ""
    st.html(
        f'<p class="ds-eyebrow">{escaped(ctx.state.title)}</p>'
        f'<h1 class="ds-headline">{escaped(joined(sentence))}</h1>{below}'
    )


def joined(sentence: str) -> str:
    """`sentence` with each number kept on one line with the word that it counts."""
    return re.sub(r"(?<=\d) (?=\w)", "\u00a0", sentence)


def section(title: str, hint: str = "") -> None:
    """A heading inside a page, with an explanation in small type."""
    below = f'<p class="ds-note">{escaped(hint)}</p>' if hint else ""
    st.html(f'<h2 class="ds-section">{escaped(title)}</h2>{below}')


def note(text: str) -> None:
    """A remark in small type, with more contrast than `st.caption` has."""
    st.html(f'<p class="ds-note">{escaped(text)}</p>')


def empty(ctx: Context, key: str) -> None:
    """What will be here and how to get it.

    Parameters
    ----------
    key
        ``contributions`` (none yet), ``analysis`` (not analysed yet), ``few`` (too few to group),
        or any other for which there is ``empty.<key>_title`` and ``empty.<key>_text``. While people
        look back, nothing can be done about it: it says how it was then.
    """
    n = len(ctx.state.given)
    if ctx.is_past:
        headline(ctx, past(ctx, f"empty.past_{key}"), ctx.say("empty.past_text"))
        return
    headline(ctx, ctx.say(f"empty.{key}_title", n=n), ctx.say(f"empty.{key}_text", n=n))
    if ctx.say.has(f"empty.{key}_link"):
        page = {"contributions": "import", "few": "import"}.get(key, "start")
        link(page, ctx.say(f"empty.{key}_link"))


def past(ctx: Context, key: str) -> str:
    """A sentence on how things were at the end of the session that people look back at."""
    chosen = session.chosen_session()
    number = str(chosen.number) if chosen else ""
    return ctx.say(key, number=number, n=len(ctx.state.given))


def ready(ctx: Context) -> bool:
    """Whether there is an analysis to show; if not, says so in place of the page."""
    if ctx.state.analysis is not None:
        return True
    n = len(ctx.state.contributions)
    empty(ctx, "contributions" if n == 0 else "few" if n < ctx.least else "analysis")
    return False
