"""What can be decided about something: a quiet menu, and the small form of what was chosen in it.

One form is open at a time, where it was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal

import streamlit as st

from dsupport.state.actions import LONGEST, Act
from dsupport.ui import deciding
from dsupport.ui.components.decided import ask_name, news
from dsupport.ui.components.text import escaped
from dsupport.ui.session import Context

FOCUSED = "dsupport asked seen"
MISSING = "dsupport asked missing"
UNNAMED = "dsupport asked unnamed"

# Whoever opens a form by keyboard goes on writing in it; and it is never out of sight. Some fields
# are there a moment later than their form.
_FOCUS = """<script>/* {turn} */ for (const wait of [150, 500]) setTimeout(() => {{
  const form = document.querySelector(".st-key-ds-decision-form");
  if (!form || form.contains(document.activeElement)) return;
  form.scrollIntoView({{block: "nearest"}});
  const field = form.querySelector("input, textarea") ?? form.querySelector("button");
  field?.focus({{preventScroll: true}}); if (field?.type === "text") field.select?.(); }}, wait)
</script>"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person began to decide.

    Attributes
    ----------
    where
        The list on the page in which it was asked: a text may stand in two of them.
    about
        Id of what it is about, or ``several``.
    action
        As in `FORMS`, or a name of its own where several actions do it.
    argument
        What is chosen beforehand, such as a theme.
    seen
        The last decision that was known when it was asked: what others decide while somebody writes
        is a conflict, and not overwritten. `None`: what the page shows counts.
    """

    where: str
    about: str
    action: str
    argument: str = ""
    seen: int | None = None

    def key(self, field: str) -> str:
        """The key of a field: another form never finds there what was written in this one."""
        return f"form {self.where} {self.about} {self.action} {field}"

    def value(self, field: str) -> str:
        """What stands in a field of text."""
        return str(st.session_state.get(self.key(field)) or "").strip()


@dataclass(frozen=True)
class Matter:
    """Something about which people decide.

    Attributes
    ----------
    where, about
        As in `Asked`.
    offered
        The actions that make sense as things stand, in the order of the menu.
    acts
        What a form decides, as it is filled in; nothing where something is missing.
    fields
        Draws what has to be filled in, by action.
    direct
        Actions that need no more words: one click decides.
    words
        Actions that the menu calls otherwise, and how (keys of the wording).
    then
        Done after a decision was taken, with its action.
    """

    where: str
    about: str
    offered: Sequence[str]
    acts: Callable[[Asked], Sequence[Act]]
    fields: Mapping[str, Callable[[Asked], None]]
    direct: Collection[str] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    then: Callable[[str], None] | None = None


def menu(
    ctx: Context, matter: Matter, label: str, kind: Literal["secondary", "tertiary"] = "secondary"
) -> None:
    """A button with everything that can be decided; none where there is nothing."""
    if not matter.offered:
        return
    key = f"menu {matter.where} {matter.about}"
    st.menu_button(
        label, matter.offered, key=key, on_click=_begin, args=(ctx, matter, key), type=kind,
        format_func=lambda action: ctx.say(f"action.{matter.words.get(action, action)}"),
    )  # fmt: skip


def _begin(ctx: Context, matter: Matter, key: str) -> None:
    asked = Asked(
        matter.where, matter.about, str(st.session_state[key]), seen=ctx.state.last_decision
    )
    if asked.action in matter.direct and deciding.actor():
        _send(ctx, matter, asked)
    else:
        ask(asked)


def _send(ctx: Context, matter: Matter, asked: Asked) -> None:
    then = partial(matter.then, asked.action) if matter.then else None
    decide(ctx, matter.acts(asked), then, asked)


def ask(asked: Asked) -> None:
    """Open a form; whatever was open is closed."""
    st.session_state[deciding.ASKED] = asked
    for kept in (FOCUSED, MISSING):
        st.session_state.pop(kept, None)


def leave() -> None:
    """Close the form that is open."""
    st.session_state.pop(deciding.ASKED, None)


def decide(
    ctx: Context,
    acts: Sequence[Act],
    then: Callable[[], None] | None = None,
    asked: Asked | None = None,
) -> None:
    """Take decisions and close the form; what cannot be taken leaves it open, and so does nothing.

    Who was told what others decided meanwhile, and sends the form again, has seen it.
    """
    if not acts:
        st.session_state[MISSING] = True
    elif deciding.take(ctx, *acts, seen=asked.seen if asked else None):
        leave()
        if then:
            then()
    elif asked and deciding.is_writing():
        st.session_state[deciding.ASKED] = replace(asked, seen=None)


def form(ctx: Context, matter: Matter) -> None:
    """The form that was asked for, if it is about this."""
    asked = st.session_state.get(deciding.ASKED)
    if not isinstance(asked, Asked) or asked.action not in matter.offered:
        return
    if (asked.where, asked.about) != (matter.where, matter.about):
        return
    say = ctx.say
    if deciding.actor() and st.session_state.pop(UNNAMED, False):
        st.rerun()  # the name was given here: the sidebar shows it as well
    with st.container(border=True, key="ds-decision-form", gap="xsmall"):
        hint = f"action.hint_{asked.action}"
        below = f'<p class="ds-note">{escaped(say(hint))}</p>' if say.has(hint) else ""
        st.html(f'<h3 class="ds-small">{escaped(say(f"action.title_{asked.action}"))}</h3>{below}')
        if not ask_name(ctx):
            st.session_state[UNNAMED] = True
            st.button(say("action.cancel"), key="form leave", on_click=leave)
        else:
            _filled_in(ctx, matter, asked)
    _focus(asked)


def _filled_in(ctx: Context, matter: Matter, asked: Asked) -> None:
    """The fields of a form, what is missing in it, and its buttons."""
    say = ctx.say
    with st.form(f"form {asked.where} {asked.about} {asked.action}", border=False):
        if draw := matter.fields.get(asked.action):
            draw(asked)
        if st.session_state.pop(MISSING, False):
            st.html(f'<p class="ds-note" role="alert">{escaped(say("action.missing"))}</p>')
        with st.container(horizontal=True):
            st.form_submit_button(
                say(f"action.do_{asked.action}"), type="primary", key=asked.key("send"),
                on_click=_send, args=(ctx, matter, asked),
            )  # fmt: skip
            st.form_submit_button(say("action.cancel"), key=asked.key("leave"), on_click=leave)


def why(ctx: Context, asked: Asked) -> None:
    """A line for the reason, which stands in the record."""
    st.text_input(
        ctx.say("action.why"), key=asked.key("why"), help=ctx.say("action.why_help"), max_chars=500
    )


def note(ctx: Context, asked: Asked) -> None:
    """Room for a note."""
    st.text_area(ctx.say("action.text"), key=asked.key("text"), max_chars=LONGEST)


def _focus(asked: Asked) -> None:
    seen = (asked, bool(deciding.actor()))
    if st.session_state.get(FOCUSED) != seen:
        st.session_state[FOCUSED] = seen
        turn = st.session_state["dsupport turn"] = st.session_state.get("dsupport turn", 0) + 1
        st.html(_FOCUS.format(turn=turn), unsafe_allow_javascript=True)


def what_came(ctx: Context) -> None:
    """The last decision with its undo, which stays in sight while the page scrolls."""
    with st.container(key="ds-news"):
        news(ctx)
