"""Where the keyboard goes on after a decision: what was in use is redrawn or gone by then, and
browsers would begin at the top of the page again.
"""

from __future__ import annotations

import streamlit as st

# What was in use last: by the key that Streamlit writes on it, and the card in which it was. A menu
# and the form that it opens belong to what opened them. A card that is gone gives way to the next.
_KEEP = """<script>
if (!window.dsupportFocus) {
  const CARDS = '[class*="st-key-ds-place-"], [class*="st-key-ds-text-"], [class*="st-key-ds-aside-"]';
  const named = (one) => [...one.classList].find((name) => name.startsWith("st-key-"));
  const plain = (one) => named(one)?.replace("ds-aside-", "ds-text-");
  const cards = () => [...document.querySelectorAll(CARDS)].filter((one) => !one.parentElement.closest(CARDS));
  let last = null;
  document.addEventListener("focusin", (event) => {
    const one = event.target;
    if (one.closest('[role="menu"], .st-key-ds-decision-form')) return;
    const all = cards(), card = all.find((some) => some.contains(one));
    const used = one.closest('[class*="st-key-"]');
    last = { used: used && named(used), card: card && plain(card), place: all.indexOf(card) };
  });
  window.dsupportFocus = () => {
    if (!last || (document.activeElement && document.activeElement !== document.body)) return;
    const all = cards();
    const card = all.find((one) => plain(one) === last.card) ?? (last.card && all[Math.min(last.place, all.length - 1)]);
    const used = last.used && document.getElementsByClassName(last.used)[0];
    const button = used?.querySelector("button") ?? card?.querySelector("button");
    button?.focus({ preventScroll: true });
    button?.scrollIntoView({ block: "nearest" });
  };
}
</script>"""

# A page is redrawn step by step, and a menu that closes takes the focus along.
_STAY = """<script>/* {turn} */
for (const wait of [150, 500, 1000]) setTimeout(() => window.dsupportFocus?.(), wait);
</script>"""


def keep() -> None:
    """Remember, on every page, what is in use."""
    with st.container(key="ds-focus"):
        st.html(_KEEP, unsafe_allow_javascript=True)


def stay_html(turn: int) -> str:
    """To be shown after a decision: the keyboard stays where it was.

    Parameters
    ----------
    turn
        Number of the decision: the same HTML again does nothing.
    """
    return _STAY.format(turn=turn)
