"""Which contributions may say the same, why, and what speaks against it?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dsupport.records import Contribution
from dsupport.results import DuplicateGroup, certainty
from dsupport.ui import differences
from dsupport.ui.components.cards import contribution_card
from dsupport.ui.components.certainty import certainty as in_words
from dsupport.ui.components.headline import headline, note, ready
from dsupport.ui.components.notices import stale_notice
from dsupport.ui.components.text import escaped, shortened
from dsupport.ui.session import Context, context

FILTERS = ("all", "same", "together", "warned", "across", "exact")


def render() -> None:
    """Show the page."""
    ctx = context()
    if not ready(ctx):
        return
    say = ctx.say
    groups = _groups(ctx, "all")
    if not groups:
        headline(ctx, say("duplicates.headline_none"), say("duplicates.hint_none"))
        stale_notice(ctx)
        return
    same, together, warned = (len(_groups(ctx, n)) for n in ("same", "together", "warned"))
    sentence = say("duplicates.headline" if same else "duplicates.headline_no_same", n=same)
    sentence += say("duplicates.headline_together", n=together) if together else ""
    sentence += say("duplicates.headline_warned", n=warned) if warned else ""
    headline(ctx, sentence, say("duplicates.hint"))
    stale_notice(ctx)
    _body(ctx)


def _groups(ctx: Context, wanted: str) -> list[DuplicateGroup]:
    """Groups that pass a filter and whose members are still there, in the order of the run."""
    passes: dict[str, Callable[[DuplicateGroup], bool]] = {
        "all": lambda _: True,
        "same": lambda group: group.suggestion == "same",
        "together": lambda group: group.suggestion == "together",
        "warned": lambda group: bool(group.warning),
        "across": lambda group: len({i.language for i in _items(ctx, group)}) > 1,
        "exact": lambda group: group.kind == "exact",
    }
    found = ctx.state.analysis.duplicate_groups if ctx.state.analysis else ()
    return [group for group in found if len(_items(ctx, group)) > 1 and passes[wanted](group)]


def _items(ctx: Context, group: DuplicateGroup) -> list[Contribution]:
    return [ctx.state.contributions[m] for m in group.members if m in ctx.state.contributions]


@st.fragment
def _body(ctx: Context) -> None:
    """Filter, list and one group; a click redraws only these."""
    say = ctx.say
    counts = {name: len(_groups(ctx, name)) for name in FILTERS}
    options = [
        name for name in FILTERS if counts[name] and (name == "all" or counts[name] < counts["all"])
    ]
    wanted = st.segmented_control(
        say("duplicates.filter"), options, default="all", required=True, key="duplicates filter", wrap=True,
        format_func=lambda name: say(f"duplicates.{name}", n=counts[name]),
    )  # fmt: skip
    groups = _groups(ctx, wanted or "all")
    if not groups:
        st.info(say("duplicates.filter_empty"))
        return
    ids = [group.group_id for group in groups]
    asked = st.query_params.get("group", "")
    at = ids.index(asked) if asked in ids else 0
    _bar(ctx, groups, at)
    _group(ctx, groups[at])


def _open(group_id: str) -> None:
    st.query_params["group"] = group_id


def _bar(ctx: Context, groups: Sequence[DuplicateGroup], at: int) -> None:
    """The list of groups, where one is in it, and the way on."""
    say = ctx.say
    ids = [group.group_id for group in groups]
    key = f"duplicates jump {ids[at]} {len(ids)}"
    with st.container(horizontal=True, vertical_alignment="bottom", key="ds-duplicates-bar"):
        st.selectbox(
            say("duplicates.jump"), range(len(ids)), index=at, key=key, width=420,
            format_func=lambda i: say("duplicates.option", number=i + 1, name=_name(ctx, groups[i])),
            on_change=lambda: _open(ids[st.session_state[key]]),
        )  # fmt: skip
        for name, step, letter in (("previous", -1, "P"), ("next", 1, "N")):
            to = at + step
            inside = 0 <= to < len(ids)
            st.button(
                say(f"duplicates.{name}"), key=f"duplicates {name}", shortcut=letter,
                disabled=not inside, on_click=_open, args=(ids[to] if inside else "",),
            )  # fmt: skip
        st.html(
            f'<p class="ds-count ds-bar-count">{say("duplicates.counter", number=at + 1, all=len(ids))}</p>',
            width="content",
        )


def _name(ctx: Context, group: DuplicateGroup) -> str:
    item = _items(ctx, group)[0]
    return shortened(item.shown_title or item.shown_text, 60)


def _group(ctx: Context, group: DuplicateGroup) -> None:
    """One group: its first member beside the others, then why, then what speaks against it."""
    say = ctx.say
    items = _items(ctx, group)
    with st.container(key="ds-suggested-group"):
        st.html(f'<p class="ds-tag">{escaped(say(f"duplicates.suggested_{group.suggestion}"))}</p>')
        if group.warning:
            st.html(
                f'<p class="ds-warning" role="note"><strong>{escaped(say("duplicates.warning"))}</strong><br>'
                f"{escaped(say(f'duplicates.warning_{group.warning}'))}</p>"
            )
        left, right = st.columns(2)
        with left:
            contribution_card(
                ctx, items[0].contribution_id, note=say("duplicates.first"),
                marked=_marked(items[0], items[1:]),
            )  # fmt: skip
        with right:
            scores = dict(zip(group.members, group.scores, strict=True))
            for number, item in enumerate(items[1:], 1):
                name = _other(ctx, items, number)
                score = scores[item.contribution_id]
                if len(items) > 2 and score is not None:
                    level = certainty(score)
                    words = say("duplicates.alike_to_first", certainty=in_words(ctx, level))
                    name = f"{name} · {words}"
                contribution_card(
                    ctx, item.contribution_id, note=name, marked=_marked(item, items[:1])
                )
    _why(ctx, group, items)
    note(f"{say('duplicates.keys')} {say('duplicates.later')}")


def _other(ctx: Context, items: Sequence[Contribution], number: int) -> str:
    if len(items) == 2:
        return ctx.say("duplicates.other")
    return ctx.say("duplicates.other_n", number=number)


def _marked(item: Contribution, others: Sequence[Contribution]) -> tuple[tuple[int, int], ...]:
    """What no other text of the same language has; nothing if there is none in its language."""
    same = [other.analysed_text for other in others if other.language == item.language]
    return differences.compare(item.shown_text, *same).marked if same else ()


def _why(ctx: Context, group: DuplicateGroup, items: Sequence[Contribution]) -> None:
    """The evidence, in sentences."""
    say = ctx.say
    lines = [say(f"duplicates.kind_{group.kind if group.suggestion == 'same' else 'together'}")]
    if group.kind != "exact":
        key = "alike" if len(items) == 2 else "weakest"
        level = in_words(ctx, certainty(group.weakest))
        of_hundred = min(99, round(100 * group.weakest))
        lines.append(say(f"duplicates.{key}", certainty=level, n=of_hundred))
    lines += _words(ctx, group, items)
    authors = {item.participant for item in items}
    if all(authors):
        one = len(authors) == 1
        lines.append(
            say("duplicates.same_author") if one else say("duplicates.authors", n=len(authors))
        )
    names = dict.fromkeys(
        ctx.state.themes[place.theme_id].label(ctx.language)
        for item in items
        if (place := ctx.state.placements.get(item.contribution_id)) and place.theme_id
    )
    if len(names) > 1:
        lines.append(say("duplicates.themes", names="; ".join(names)))
    listed = "".join(f"<li>{escaped(line)}</li>" for line in lines)
    st.html(
        f'<h2 class="ds-section">{escaped(say("duplicates.why"))}</h2><ul class="ds-reasons">{listed}</ul>'
    )


def _words(ctx: Context, group: DuplicateGroup, items: Sequence[Contribution]) -> list[str]:
    """Which words both have and which only one has: what the underlining says, for all."""
    say = ctx.say
    if group.kind == "exact":
        return []
    lines = []
    if len({item.language for item in items}) > 1:
        lines.append(say("duplicates.two_languages"))
    for number, item in enumerate(items[1:], 1):
        if item.language != items[0].language:
            continue
        here = differences.compare(items[0].analysed_text, item.analysed_text)
        there = differences.compare(item.analysed_text, items[0].analysed_text)
        if len(items) == 2:
            lines.append(
                say("duplicates.words_both", words=", ".join(here.shared))
                if here.shared
                else say("duplicates.words_none")
            )
            if here.only:
                lines.append(say("duplicates.words_first", words=", ".join(here.only)))
        if there.only:
            name = _other(ctx, items, number)
            lines.append(say("duplicates.words_other", other=name, words=", ".join(there.only)))
    return lines
