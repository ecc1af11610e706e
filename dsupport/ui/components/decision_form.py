"""The small form in which a person says what to decide. One is open at a time, where it was asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from dsupport.state.actions import Act
from dsupport.ui import deciding
from dsupport.ui.components.decided import ask_name, news
from dsupport.ui.components.text import escaped
from dsupport.ui.session import Context

ASKED = "dsupport asked"
"""Where the session keeps which form is open."""

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
        As in `FORMS`.
    argument
        What is chosen beforehand, such as a theme.
    """

    where: str
    about: str
    action: str
    argument: str = ""

    def key(self, field: str) -> str:
        """The key of a field: another form never finds there what was written in this one."""
        return f"form {self.where} {self.about} {self.action} {field}"

    def value(self, field: str) -> str:
        """What stands in a field of text."""
        return str(st.session_state.get(self.key(field)) or "").strip()


def ask(asked: Asked) -> None:
    """Open a form; whatever was open is closed."""
    st.session_state[ASKED] = asked
    st.session_state.pop(FOCUSED, None)


def asked_for(where: str, about: str) -> Asked | None:
    """The form that is open there."""
    asked = st.session_state.get(ASKED)
    return (
        asked if isinstance(asked, Asked) and (asked.where, asked.about) == (where, about) else None
    )


def leave() -> None:
    """Close the form that is open."""
    st.session_state.pop(ASKED, None)


def decide(ctx: Context, acts: Sequence[Act], then: Callable[[], None] | None = None) -> None:
    """Take decisions and close the form; what cannot be taken leaves it open, and so does nothing."""
    if not acts:
        st.session_state[MISSING] = True
    elif deciding.take(ctx, *acts):
        leave()
        if then:
            then()


def show(
    ctx: Context,
    asked: Asked,
    acts: Callable[[], Sequence[Act]],
    *,
    fields: Callable[[], None] | None = None,
    hint: str = "",
    then: Callable[[], None] | None = None,
) -> None:
    """Show the form that is open.

    Parameters
    ----------
    acts
        What to decide, made when the person sends the form; nothing if something is missing.
    fields
        Draws what has to be filled in.
    hint
        What follows from it, in a sentence.
    then
        Done after the decision was taken.
    """
    say = ctx.say
    if deciding.actor() and st.session_state.pop(UNNAMED, False):
        st.rerun()  # the name was given here: the sidebar shows it as well
    with st.container(border=True, key="ds-decision-form", gap="xsmall"):
        below = f'<p class="ds-note">{escaped(hint)}</p>' if hint else ""
        st.html(f'<h3 class="ds-small">{escaped(say(f"action.title_{asked.action}"))}</h3>{below}')
        if not ask_name(ctx):
            st.session_state[UNNAMED] = True
            st.button(say("action.cancel"), key="form leave", on_click=leave)
        else:
            with st.form(f"form {asked.where} {asked.about} {asked.action}", border=False):
                if fields:
                    fields()
                if st.session_state.pop(MISSING, False):
                    missing = escaped(say("action.missing"))
                    st.html(f'<p class="ds-note" role="alert">{missing}</p>')
                with st.container(horizontal=True):
                    st.form_submit_button(
                        say(f"action.do_{asked.action}"), type="primary", key=asked.key("send"),
                        on_click=lambda: decide(ctx, acts(), then),
                    )  # fmt: skip
                    st.form_submit_button(
                        say("action.cancel"), key=asked.key("leave"), on_click=leave
                    )
    _focus(asked)


def why(ctx: Context, asked: Asked) -> None:
    """A line for the reason, which stands in the record."""
    st.text_input(
        ctx.say("action.why"), key=asked.key("why"), help=ctx.say("action.why_help"), max_chars=500
    )


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
