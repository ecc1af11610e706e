"""Long work in sight: what is being done, how far it is, how long it will take, and stop."""

from __future__ import annotations

import time
from collections.abc import Callable

import streamlit as st

from dsupport.ui.session import wording

LOADING = "load encoder"
"""The step of which nothing can be told before its end."""

SHARES = {
    "read": 0.05, "languages": 0.1, "personal data": 0.05,
    LOADING: 0.2, "encode": 0.5, "neighbours": 0.05, "partitions": 0.05, "themes": 0.05,
    "duplicates": 0.05,
}  # fmt: skip
"""Roughly which share of the time each step takes, measured on the sample assemblies."""

EVERY = 0.15
"""Seconds between two reports: more often nobody reads."""

SOON = 3
"""Seconds after which the time left can be guessed."""


class Working:
    """A progress bar with words that can be handed to any service as its `progress`.

    Streamlit ends the running script when somebody presses a button: that is the way to stop, and
    nothing half-done is stored then.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._say = wording()
        self._clock = clock
        self._began = self._step_began = self._shown = clock()
        self._step, self._share, self._done = "", 0.0, 0.0
        self._bar = st.progress(0.0, self._say("working.begin"))
        st.button(self._say("working.stop"), key="stop", help=self._say("working.stop_help"))

    def __call__(self, step: str, done: int, total: int) -> None:
        """Show how far `step` is."""
        now = self._clock()
        is_new = step != self._step
        if is_new:
            self._share += SHARES.get(self._step, 0.0)
            self._step, self._step_began = step, now
        elif now - self._shown < EVERY and done < total:
            return
        self._shown = now
        part = done / total if total else 1.0
        self._done = max(self._done, min(0.99, self._share + SHARES.get(step, 0.05) * part))
        self._bar.progress(self._done, self._words(step, done, total, now))

    def _words(self, step: str, done: int, total: int, now: float) -> str:
        say = self._say
        seconds = round(now - self._began)
        if step == LOADING:
            # Nothing can be counted meanwhile; then a first handful of texts is read in silence.
            if done < total:
                return say("working.loading")
            return say("working.spent", step=say("progress.encode"), n=seconds)
        name = f"progress.{step}"
        words = say(name) if say.has(name) else step
        if total > 1:
            words = say("working.of", step=words, done=done, total=total)
        spent = now - self._step_began
        if 0 < done < total and spent > SOON:
            left = round(spent * (total - done) / done)
            return say("working.left", step=words, n=max(left, 1))
        return say("working.spent", step=words, n=seconds) if seconds else words
