"""Which contributions may say the same, why, what speaks against it – and what do people say?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from dsupport.records import Contribution
from dsupport.results import DuplicateGroup, certainty
from dsupport.services.reviewing import Review
from dsupport.ui import differences
from dsupport.ui.components import merged, pair_why, review, review_record
from dsupport.ui.components.cards import contribution_card
from dsupport.ui.components.certainty import certainty as in_words
from dsupport.ui.components.durations import minutes
from dsupport.ui.components.headline import headline, note, ready
from dsupport.ui.components.leafing import leaf
from dsupport.ui.components.learnt import learnt
from dsupport.ui.components.marks import Marked
from dsupport.ui.components.notices import stale_notice
from dsupport.ui.components.pair_why import Beside
from dsupport.ui.components.review import ALL, DECIDED, FILTER, FILTERS
from dsupport.ui.components.review_bar import ask_reason, bar, go_on
from dsupport.ui.components.review_reasons import by_people, other, reasons
from dsupport.ui.components.text import escaped, plain
from dsupport.ui.session import Context, context, redrawn


def render() -> None:
    """Show the page."""
    if ready(context()):
        _page()


@st.fragment
def _page() -> None:
    """All of the page: a decision redraws only this, with what is known after it."""
    ctx = redrawn()
    found = review.there(ctx)
    _headline(ctx, found)
    stale_notice(ctx)
    if not found.total:
        return
    steps = review.steps(ctx)
    opened = st.query_params.get("group", "") or steps.open
    if review.is_overtaken(ctx, found, opened):
        _overtaken(ctx, found, opened)
        return
    wanted = _filter(ctx, found)
    groups = review.listed(ctx, found, wanted)
    ids = [group.group_id for group in groups]
    at = ids.index(opened) if opened in ids else 0
    # What people settled is looked at, not waited for.
    steps.open = ids[at] if wanted != DECIDED else ""
    # From the head of the list on: what is most useful then, for the order learns. Who jumped into
    # the middle goes on from there.
    following = ids[at + 1] if 0 < at < len(ids) - 1 else ""
    with st.container(key="ds-review"):
        _bar(ctx, groups, at)
        if wanted == DECIDED:
            _settled(ctx, groups[at])
            bar(ctx, found, None)
        else:
            _suggested(ctx, groups[at])
            ask_reason(ctx, groups[at])
            bar(ctx, found, groups[at], following)
    review_record.notes(ctx, groups[at])
    note(ctx.say("duplicates.keys" if wanted == DECIDED else "duplicates.keys_decide"))
    learnt(ctx, found.waiting)


def _overtaken(ctx: Context, found: Review, opened: str) -> None:
    """Somebody else decided about the group that is being read: what came of it, and the way on."""
    say = ctx.say
    group = next((one for one in found.settled if one.group_id == opened), None)
    decision = ctx.state.decision(group.decided) if group else None
    who = say("duplicates.overtaken", who=decision.actor) if decision else ""
    st.warning(plain(who or say("duplicates.overtaken_gone")))
    with st.container(key="ds-review"):
        if group is not None:
            _settled(ctx, group)
        go_on(ctx)
    if group is not None:
        review_record.notes(ctx, group)


def _headline(ctx: Context, found: Review) -> None:
    """How far people are, and how long the rest takes."""
    say = ctx.say
    n = found.total
    if not n:
        headline(ctx, say("duplicates.headline_none"), say("duplicates.hint_none"))
    elif not found.waiting:
        said = Counter(group.status for group in found.settled)
        parts = [
            say("duplicates.outcome", what=say(f"duplicates.do_{status}"), count=said[status])
            for status in review.SETTLING
            if said[status]
        ]
        hint = say("duplicates.hint_done", outcome=" · ".join(parts))
        headline(ctx, say("duplicates.headline_done", n=n), hint)
    else:
        time = minutes(len(found.waiting) * review.MINUTES_A_GROUP, say)
        sentence = say("duplicates.headline", done=len(found.settled), n=n, time=time)
        headline(ctx, sentence, say("duplicates.hint_on" if found.settled else "duplicates.hint"))


def _filter(ctx: Context, found: Review) -> str:
    """Which groups are listed; a link to one that is settled shows those."""
    say = ctx.say
    counts = {name: len(review.listed(ctx, found, name)) for name in FILTERS}
    options = [
        name
        for name in FILTERS
        if counts[name] and (name in (ALL, DECIDED) or counts[name] < counts[ALL])
    ]
    asked = st.query_params.get("group", "")
    linked = any(group.group_id == asked for group in found.settled)
    first = DECIDED if linked or not found.waiting else ALL
    if st.session_state.get(FILTER) not in options:
        st.session_state[FILTER] = first
    chosen = st.segmented_control(
        say("duplicates.filter"), options, required=True, key=FILTER, wrap=True,
        format_func=lambda name: say(f"duplicates.{name}", n=counts[name]),
    )  # fmt: skip
    return chosen or first


def _bar(ctx: Context, groups: Sequence[DuplicateGroup], at: int) -> None:
    """The list of groups, where one is in it, and the way on."""
    say = ctx.say
    ids = [group.group_id for group in groups]
    key = f"duplicates jump {ids[at]} {len(ids)}"
    with st.container(horizontal=True, vertical_alignment="bottom", key="ds-duplicates-bar"):
        st.selectbox(
            say("duplicates.jump"), range(len(ids)), index=at, key=key, width=420,
            format_func=lambda i: say(
                "duplicates.option", number=i + 1, name=review.name(ctx, groups[i])
            ),
            on_change=lambda: review.show(ctx, ids[st.session_state[key]]),
        )  # fmt: skip
        leaf(ctx, "duplicates", ids, at, review.show)


def _suggested(ctx: Context, group: DuplicateGroup) -> None:
    """A group that waits: its first member beside the others, and why it is suggested."""
    items = review.items(ctx, group)
    with st.container(key="ds-group"), st.container(key="ds-suggested-group"):
        # What speaks against it is said at once, not only below a heading that says the opposite.
        what = "people" if by_people(group) else group.warning or group.suggestion
        _tag(ctx.say(f"duplicates.suggested_{what}"))
        review_record.record(ctx, group)
        _warning(ctx, group)
        found = _asked(ctx, group, items)
        _members(ctx, group, items, found, buttons=len(items) > 2)
    _why(ctx, group, items, found, ctx.say("duplicates.why"))


def _settled(ctx: Context, group: DuplicateGroup) -> None:
    """A group of which people said what it is: who, when, and what it rests on."""
    items = review.items(ctx, group)
    confirmed = group.status == "confirmed"
    with st.container(key="ds-group"), st.container(key="ds-settled-group"):
        _tag(ctx.say(f"duplicates.settled_{group.status}"))
        review_record.record(ctx, group)
        if confirmed:
            merged.merged_from(ctx, items)
        _warning(ctx, group)
        found = _asked(ctx, group, items)
        _members(ctx, group, items, found, buttons=confirmed, known=confirmed)
    if not by_people(group) or found is not None:
        _why(ctx, group, items, found, ctx.say("duplicates.why_settled"))


def _tag(text: str) -> None:
    st.html(f'<p class="ds-tag">{escaped(text)}</p>')


def _warning(ctx: Context, group: DuplicateGroup) -> None:
    if group.warning:
        st.html(
            f'<p class="ds-warning" role="note"><strong>{escaped(ctx.say("duplicates.warning"))}</strong><br>'
            f"{escaped(ctx.say(f'duplicates.warning_{group.warning}'))}</p>"
        )


def _members(
    ctx: Context,
    group: DuplicateGroup,
    items: Sequence[Contribution],
    found: Sequence[Beside] | None,
    *,
    buttons: bool,
    known: bool = False,
) -> None:
    """The texts, the first one beside the others.

    Parameters
    ----------
    found
        What the texts have in common, if somebody asked why; otherwise what only one has is marked.
    buttons
        Offer to take members out, and to choose which stands for the group.
    known
        Show everything that came with each text.
    """
    left, right = st.columns(2)
    for number, item in enumerate(items):
        with right if number else left:
            marked: Sequence[Marked] = _marked(item, items[:1] if number else items[1:])
            title_marked: Sequence[Marked] = ()
            if found is not None:
                title_marked, marked = pair_why.marks(item, items, found)
            contribution_card(
                ctx, item.contribution_id, note=_role(ctx, group, items, number),
                marked=marked, title_marked=title_marked,
            )  # fmt: skip
            if known:
                merged.attributes(ctx, item)
            if buttons:
                merged.member_buttons(ctx, group, item)


def _role(ctx: Context, group: DuplicateGroup, items: Sequence[Contribution], number: int) -> str:
    """What a member is called, and how alike it is to the first where there are several."""
    say = ctx.say
    if number == 0:
        return say("duplicates.first_stands" if group.status == "confirmed" else "duplicates.first")
    called = other(ctx, items, number)
    scores = dict(zip(group.members, group.scores, strict=True))
    score = scores[items[number].contribution_id]
    # Scores are about the member that stood first in the run.
    if len(items) > 2 and score is not None and scores[items[0].contribution_id] == 1:
        words = say("duplicates.alike_to_first", certainty=in_words(ctx, certainty(score)))
        return f"{called} · {words}"
    return called


def _marked(item: Contribution, others: Sequence[Contribution]) -> tuple[tuple[int, int], ...]:
    """What no other text of the same language has; nothing if there is none in its language."""
    same = [one.analysed_text for one in others if one.language == item.language]
    return differences.compare(item.shown_text, *same).marked if same else ()


def _asked(
    ctx: Context, group: DuplicateGroup, items: Sequence[Contribution]
) -> Sequence[Beside] | None:
    """The way to ask why; if somebody did, what the marks in the texts below mean."""
    pair_why.button(ctx, group)
    if not pair_why.is_open(group):
        return None
    found = pair_why.compare(ctx, group, items)
    pair_why.legend(ctx, found)
    return found


def _why(
    ctx: Context,
    group: DuplicateGroup,
    items: Sequence[Contribution],
    found: Sequence[Beside] | None,
    title: str,
) -> None:
    """The evidence, in sentences: in short, or all of it if somebody asked why."""
    st.html(f'<h2 class="ds-section">{escaped(title)}</h2>')
    if found is not None:
        pair_why.details(ctx, group, items, found)
        return
    listed = "".join(f"<li>{escaped(line)}</li>" for line in reasons(ctx, group, items))
    st.html(f'<ul class="ds-reasons">{listed}</ul>')
