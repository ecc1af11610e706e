"""What people choose from: every choice has words of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from dsupport.ui.session import Context


def told_apart(labels: Mapping[str, str]) -> dict[str, str]:
    """The same labels, with the id where two are alike.

    Streamlit finds out by its words which option was chosen: of two with the same words it would be
    the other one.
    """
    counts = Counter(labels.values())
    return {
        name: f"{label} · {name}" if counts[label] > 1 else label for name, label in labels.items()
    }


def theme_labels(ctx: Context, ids: Iterable[str]) -> dict[str, str]:
    """Themes to choose from, with their sizes; parts are marked."""
    themes = [ctx.state.themes[name] for name in ids]
    return told_apart(
        {
            one.theme_id: ("– " if one.parent_id else "")
            + ctx.say("themes.option", name=one.label(ctx.language), n=len(one.members))
            for one in themes
        }
    )
