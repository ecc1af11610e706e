"""What speaks against texts saying the same, in sentences: words that turn it, lengths, places."""

from __future__ import annotations

from collections.abc import Sequence

from dsupport.analysis.common_words import Span
from dsupport.analysis.turning import Turn
from dsupport.records import Contribution
from dsupport.results import DuplicateGroup
from dsupport.services.explaining import PairWhy, text_of
from dsupport.ui.components.names import listed, quoted
from dsupport.ui.components.review_reasons import other, themes_of
from dsupport.ui.session import Context

NAMED, QUOTED = 6, 110
"""Words that are named of each kind, and letters of a passage that is quoted."""


def against(
    ctx: Context,
    group: DuplicateGroup,
    items: Sequence[Contribution],
    found: Sequence[tuple[Contribution, PairWhy]],
) -> list[str]:
    """Sentences, the warning first; not escaped.

    Parameters
    ----------
    items
        The members, the first one first.
    found
        What the next ones have in common with the first, and what not.
    """
    say = ctx.say
    lines = [say(f"duplicates.warning_{group.warning}")] if group.warning else []
    first = say("duplicates.first")
    for number, (item, why) in enumerate(found, 1):
        name = other(ctx, items, number)
        lines += [_turn(ctx, turn, items[0], item, name) for turn in why.turns]
        lines += _length(ctx, why.longer, first, name)
        lines += _alone(ctx, items[0], why.alone_left, first, name)
        lines += _alone(ctx, item, why.alone_right, name, first)
    names = themes_of(ctx, items)
    if len(names) > 1:
        lines.append(say("why.themes", names=listed(say, [quoted(ctx, one) for one in names])))
    if any(item.language != items[0].language for item in items):
        lines.append(say("why.across"))
    return lines


def _turn(ctx: Context, turn: Turn, left: Contribution, right: Contribution, name: str) -> str:
    """Words that one text has, and the other has not or has otherwise."""
    say = ctx.say
    one, two = _words(ctx, left, turn.left), _words(ctx, right, turn.right)
    first = say("duplicates.first")
    if one and two:
        return say(f"why.turn_{turn.kind}", first=first, words=one, other=name, others=two)
    return say(f"why.turn_{turn.kind}_one", name=first if one else name, words=one or two)


def _words(ctx: Context, item: Contribution, spans: Sequence[Span]) -> str:
    text = text_of(item)
    words = dict.fromkeys(text[start:end].casefold() for start, end in spans)
    return ", ".join(quoted(ctx, word) for word in list(words)[:NAMED])


def _length(ctx: Context, longer: float, first: str, name: str) -> list[str]:
    if longer == 1.0:
        return []
    long, short = (name, first) if longer > 1 else (first, name)
    times = round(max(longer, 1 / longer))
    return [ctx.say("why.longer", long=long, short=short, times=times)]


def _alone(
    ctx: Context, item: Contribution, spans: Sequence[Span], name: str, beside: str
) -> list[str]:
    """Passages with nothing like them in the other text; the longest is quoted."""
    if not spans:
        return []
    text = text_of(item)
    longest = max(spans, key=lambda span: span[1] - span[0])
    words = quoted(ctx, text[slice(*longest)], QUOTED)
    return [ctx.say("why.alone", name=name, other=beside, words=words, n=len(spans))]
