"""“Why?” for what many share: what it rests on, and what speaks against it, in sentences."""

from __future__ import annotations

import streamlit as st

from dsupport.results import ConsensusCandidate, DuplicateGroup
from dsupport.services.explaining_ideas import FEW, IdeaWhy, why_shared
from dsupport.ui.components.certainty import certainty as in_words
from dsupport.ui.components.links import link
from dsupport.ui.components.names import listed, text_of
from dsupport.ui.components.text import escaped
from dsupport.ui.session import Context

QUOTED = 110
"""Letters of a text that is quoted."""


def why(ctx: Context, one: ConsensusCandidate) -> None:
    """Everything that is known of why an idea is shown here; computed only when it is opened."""
    say = ctx.say
    more = st.expander(
        say("why.open"), key=f"why {one.scope} {one.contribution_id}", on_change="rerun"
    )
    if not more.open:
        return
    found = why_shared(ctx.state, one)
    with more:
        _part(say("why.rests_on"), rests_on(ctx, one, found))
        if found.group is not None:
            link("duplicates", say("why.review"), group=found.group.group_id)
        _part(say("why.against"), against(ctx, one, found))


def _part(title: str, lines: list[str]) -> None:
    said = "".join(f"<li>{escaped(line)}</li>" for line in lines)
    st.html(f'<h3 class="ds-small">{escaped(title)}</h3><ul class="ds-reasons">{said}</ul>')


def rests_on(ctx: Context, one: ConsensusCandidate, found: IdeaWhy) -> list[str]:
    """Of what it is made, and who or what says that this belongs together; not escaped."""
    say, n = ctx.say, len(one.voices)
    if found.group is not None:
        return [
            say(f"why.rests_{_standing(found.group)}", n=n, **_sure(ctx, found.group.certainty))
        ]
    if n == 1:
        return [say("why.rests_single")]
    part = next((t for t in ctx.state.themes.values() if {*t.members} == {*one.voices}), None)
    return [say("why.rests_part", n=n, **_sure(ctx, part.certainty if part else ""))]


def _sure(ctx: Context, level: str) -> dict[str, str]:
    return {"certainty": in_words(ctx, level) or ctx.say("certainty.unsure")}


def _standing(group: DuplicateGroup) -> str:
    """What people said of a group, or what the machine suggests."""
    if group.status in ("confirmed", "related"):
        return group.status
    return "suggested" if group.suggestion == "same" else "together"


def against(ctx: Context, one: ConsensusCandidate, found: IdeaWhy) -> list[str]:
    """What speaks against it, the most serious first; not escaped."""
    say, n = ctx.say, len(one.voices)
    lines = []
    if found.contrary_inside:
        lines.append(say("why.contrary_inside", n=found.contrary_inside))
    if found.contrary:
        words = text_of(ctx, found.contrary[0], QUOTED)
        lines.append(say("why.contrary", n=len(found.contrary), words=words))
    if one.scope == "concern":
        lines.append(say("why.demands"))
    elif n > 1 and (found.group is None or found.group.status != "confirmed"):
        lines.append(say("why.unconfirmed"))
    if found.uneven:
        strata = listed(say, [say(f"stratum.{name}") for name in found.uneven])
        lines.append(say("why.uneven", strata=strata))
    if one.authors < FEW:
        lines.append(say("why.few", n=one.authors))
    if found.repeated:
        lines.append(say("why.repeated", n=n, authors=one.authors))
    if found.same_words:
        lines.append(say("why.same_words", n=found.same_words))
    if found.unknown:
        lines.append(say("why.author_unknown", n=found.unknown))
    return [*lines, say("why.unknown_votes")]
