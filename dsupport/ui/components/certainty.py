"""How sure the machine is, as a word and a shape; and where people decided, that they did."""

from __future__ import annotations

from dsupport.results import Theme
from dsupport.ui.components.text import escaped
from dsupport.ui.session import Context

SHAPES = {"sure": "●●●", "fairly sure": "●●○", "unsure": "●○○"}


def certainty(ctx: Context, level: str) -> str:
    """Shape and word of a certainty, such as ``●●○ fairly sure``, never parted; empty for none."""
    if level not in SHAPES:
        return ""
    return f"{SHAPES[level]}\u00a0{ctx.say(f'certainty.{level}')}"


def certainty_html(ctx: Context, level: str) -> str:
    """The same for `st.html`; the shape is not read aloud, the word is."""
    if level not in SHAPES:
        return ""
    word = escaped(ctx.say(f"certainty.{level}"))
    return f'<span class="ds-dots" aria-hidden="true">{SHAPES[level]}</span> {word}'


def standing(ctx: Context, theme: Theme) -> str:
    """That people shaped a theme; of others, how sure the machine is of them."""
    if not theme.decided:
        return certainty(ctx, theme.certainty)
    return ctx.say("themes.locked" if theme.locked else "themes.decided")
