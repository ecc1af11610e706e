"""Choices that read alike are told apart, or Streamlit would take the other one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dsupport.ui.components.options import told_apart


@given(
    st.dictionaries(
        st.from_regex(r"[a-z][0-9]{1,3}", fullmatch=True), st.sampled_from("xyz"), max_size=9
    )
)
def test_every_choice_has_words_of_its_own(labels: dict[str, str]) -> None:
    found = told_apart(labels)
    assert list(found) == list(labels)
    assert len(set(found.values())) == len(found)
    assert all(words.startswith(labels[name]) for name, words in found.items())


def test_only_those_that_are_alike_get_their_id() -> None:
    assert told_apart({"T1": "Parks (1)", "T2": "Parks (1)", "T3": "Trees (2)"}) == {
        "T1": "Parks (1) · T1", "T2": "Parks (1) · T2", "T3": "Trees (2)",
    }  # fmt: skip
