"""“Why?” on the pages: marks in both texts, and the same in sentences; no encoder unless asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from dsupport.errors import ModelError
from dsupport.services import encoders, reading
from dsupport.services.deciding import decide
from dsupport.services.explaining_ideas import why_shared
from dsupport.services.reviewing import places_in_doubt, review
from dsupport.state.actions import Act
from dsupport.ui import session
from dsupport.ui.components import idea_why
from dsupport.ui.components.marks import AGAINST, PASSAGE, SHARED, Mark, marked_html, part_of
from dsupport.ui.components.review_reasons import likeness
from dsupport.ui.session import Context
from dsupport.wording import LANGUAGES, Wording
from dsupport.workspace import Workspace
from tests.conftest import ALONE, IDEAS
from tests.fakes import FakeEncoder, load_fake
from tests.ui.conftest import EVIL, harmless, raw, shown

Show = Callable[..., AppTest]
Make = Callable[[list[str]], Workspace]

OPEN = "duplicates why open"

LETTER = f"{IDEAS[1][1]}. My grandmother collects stamps and enamel buttons. So do many others."
AGAIN = f"{IDEAS[1][1].replace('should', 'should not')}. We have seen too many empty ones."


@pytest.fixture
def alike(workspace_of: Make) -> Workspace:
    """Texts of one sentence and of several that sound alike, one of them with “not”."""
    return workspace_of([*(text for _, text in IDEAS), LETTER, AGAIN, IDEAS[0][1].upper()])


def group_of(workspace: Workspace, *texts: str) -> str:
    """The group in which these texts are."""
    state = reading.snapshot(workspace)
    for group in review(state).waiting:
        if set(texts) <= {state.contributions[m].shown_text for m in group.members}:
            return group.group_id
    raise AssertionError("they are in no group")


def asked(test: AppTest, key: str = OPEN) -> AppTest:
    test.button(key=key).click().run()
    assert not test.exception, test.exception
    return test


# -- marks ---------------------------------------------------------------------------------------


def test_marks_are_told_by_more_than_colour() -> None:
    text = "More night buses, not fewer. And trees."
    made = marked_html(
        text,
        [Mark(0, 28, PASSAGE, 2), Mark(11, 16, SHARED), Mark(18, 21, AGAINST)],
        "Passage {number}:",
    )
    assert '<span class="ds-hidden">Passage 2: </span>' in made
    assert '<b class="ds-number" aria-hidden="true">2</b>' in made
    assert '<span class="ds-shared">buses</span>' in made
    assert '<mark class="ds-against">≠not</mark>' in made
    assert made.endswith("</span> And trees.")
    bare = re.sub(r"<span class=\"ds-hidden\">.*?</span>|<b .*?</b>|<[^>]+>|≠", "", made)
    assert bare == text, "not a letter is lost"


def test_marks_that_overlap_and_run_over_the_end() -> None:
    made = marked_html("abcdef", [Mark(0, 4, SHARED), Mark(2, 9, AGAINST), Mark(0, 4, AGAINST)])
    assert made == '<mark class="ds-against">≠abcd</mark><mark class="ds-against">≠ef</mark>'
    twice = [Mark(0, 3, PASSAGE, 1), Mark(0, 3, PASSAGE, 2), Mark(2, 5, PASSAGE, 3)]
    made = marked_html("abcdef", twice)
    assert ">1, 2</b>abc</span>" in made
    assert ">3</b>de</span>f" in made
    assert marked_html("<b>", [Mark(0, 3, PASSAGE, 1)]).endswith("&lt;b&gt;</span>")


def test_marks_of_a_part_are_counted_from_its_beginning() -> None:
    marks = [Mark(0, 3, SHARED), Mark(4, 9, PASSAGE, 1)]
    assert part_of(marks, 5, 12) == [Mark(0, 4, PASSAGE, 1)]
    assert part_of(marks, 0, 3) == [Mark(0, 3, SHARED)]


def test_likeness_has_a_word_in_every_language() -> None:
    keys = {likeness(probability / 10) for probability in range(11)}
    assert len(keys) == 4
    for code in LANGUAGES:
        assert all(Wording(code)(f"why.{key}") for key in keys)


# -- duplicates ------------------------------------------------------------------------------------


def test_why_opens_with_a_key_and_says_all(alike: Workspace, page: Show) -> None:
    test = page("duplicates", alike, group=group_of(alike, LETTER, AGAIN))
    assert test.button(key=OPEN).proto.shortcut.lower() == "w"
    assert "ds-shared" not in raw(test), "read first, without marks"
    made = asked(test)
    said = shown(made)
    for title in ("How alike", "Nearest passages", "Words in both", "What speaks against it"):
        assert title in said
    assert "ds-shared" in said
    assert "ds-passage" in said
    assert "≠not" in said
    assert "What the marks mean" in said
    assert "negates: “not”" in said
    assert "in 100" in said or "of 100" in said
    assert "ds-shared" not in raw(asked(made)), "the same button closes it"


def test_the_next_group_is_read_without_marks(alike: Workspace, page: Show) -> None:
    test = asked(page("duplicates", alike))
    assert "How alike" in shown(test)
    asked(test, "duplicates next")
    assert "How alike" not in shown(test)


def test_no_encoder_is_loaded_until_somebody_asks(
    alike: Workspace, page: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []

    def load(name: str) -> FakeEncoder:
        loaded.append(name)
        return load_fake(name)

    monkeypatch.setattr(encoders, "load", load)
    name = group_of(alike, LETTER, AGAIN)
    test = asked(page("duplicates", alike, group=name))
    assert "Found by their words alone" in shown(test)
    assert loaded == []
    asked(test, f"why meaning {name}")
    assert len(loaded) == 1
    said = shown(test)
    assert "Found by their words alone" not in said
    assert "alike</li>" in said, "how alike each pair of passages is, in words"
    assert "nothing like" in said, "a passage without counterpart is named"
    later = asked(page("duplicates", alike, group=name))
    assert "Found by their words alone" not in shown(later), "it is loaded now, for everybody"
    assert len(loaded) == 1


def test_an_encoder_that_is_not_there_is_said_and_nothing_breaks(
    alike: Workspace, page: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(name: str) -> None:
        raise ModelError("gone", hint="build it")

    monkeypatch.setattr(session, "encoder", fail)
    name = group_of(alike, LETTER, AGAIN)
    test = asked(page("duplicates", alike, group=name))
    asked(test, f"why meaning {name}")
    said = shown(test)
    assert "gone" in said
    assert "Found by their words alone" in said


def test_another_encoder_is_not_mixed_with_that_of_the_run(
    alike: Workspace, page: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(name: str) -> FakeEncoder:
        other = load_fake(name)
        other.card = replace(other.card, weights="1" * 64)
        return other

    monkeypatch.setattr(encoders, "load", load)
    name = group_of(alike, LETTER, AGAIN)
    test = asked(page("duplicates", alike, group=name))
    asked(test, f"why meaning {name}")
    assert "Found by their words alone" in shown(test)


def test_word_for_word_needs_no_marks(workspace_of: Make, page: Show) -> None:
    made = workspace_of([*(text for _, text in IDEAS), ALONE[0], ALONE[0].upper()])
    test = asked(page("duplicates", made, group=group_of(made, ALONE[0], ALONE[0].upper())))
    said = shown(test)
    assert "Word for word" in said
    assert "Nothing was found." in said
    assert "ds-shared" not in said


def test_what_people_settled_can_be_asked_too(alike: Workspace, page: Show) -> None:
    name = group_of(alike, LETTER, AGAIN)
    decide(alike, [Act("dismiss-duplicates", name)], "Ann")
    assert "What speaks against it" in shown(asked(page("duplicates", alike, group=name)))
    ids = list(reading.snapshot(alike).contributions)
    decide(alike, [Act("mark-same", f"{ids[0]};{ids[-3]}")], "Ann")
    said = shown(asked(page("duplicates", alike, group="D-2")))
    assert "People put these texts together" in said
    assert "of 100" not in said, "nobody calculated how alike they are"


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_in_every_language_and_with_markup_in_texts(
    workspace_of: Make, page: Show, language: str
) -> None:
    nasty = workspace_of(
        [f"{text}. {EVIL}" for _, text in IDEAS] + [EVIL, f"{EVIL} 5", f"{EVIL} 7"]
    )
    for group in review(reading.snapshot(nasty)).waiting[:3]:
        test = asked(page("duplicates", nasty, group=group.group_id, lang=language))
        assert Wording(language)("why.against") in shown(test)
        harmless(test)


# -- places ---------------------------------------------------------------------------------------


def test_why_a_place_is_in_doubt(doubtful: Workspace, page: Show) -> None:
    state = reading.snapshot(doubtful)
    test = page("places", doubtful)
    assert "nearest to it by meaning" not in shown(test)
    for place in places_in_doubt(state):
        test = page("places", doubtful, text=place.contribution_id)
        said = shown(asked(test, f"places why {place.contribution_id}"))
        assert "nearest to it by meaning" in said
        named = [t for t, _ in place.nearest if t in state.themes][:2]
        assert said.count("Nearest to it in") == len(named) > 0
        if place.reason == "between-themes":
            assert "No theme holds enough of them" in said
        if place.reason == "unlike-others":
            assert "why it counts as unlike all others" in said


def test_shared_words_are_marked_in_the_text_and_in_its_neighbours(
    doubtful: Workspace, page: Show
) -> None:
    state = reading.snapshot(doubtful)
    name = next(n for n, c in state.contributions.items() if c.shown_text == IDEAS[0][1])
    decide(doubtful, [Act("unplace", name)], "Ann")
    said = shown(asked(page("unplaced", doubtful), f"unplaced why {name}"))
    assert "In both:" in said
    assert said.count('<span class="ds-shared">') > 2


def test_only_one_is_explained_at_a_time(doubtful: Workspace, page: Show) -> None:
    state = reading.snapshot(doubtful)
    first, second = (place.contribution_id for place in state.unplaced[:2])
    test = asked(page("unplaced", doubtful), f"unplaced why {first}")
    asked(test, f"unplaced why {second}")
    assert shown(test).count("nearest to it by meaning") == 1
    asked(test, f"unplaced why {second}")
    assert "nearest to it by meaning" not in shown(test)


# -- shared ideas ------------------------------------------------------------------------------


def test_what_a_shared_idea_rests_on(workspace_of: Make, page: Show) -> None:
    made = workspace_of([*(t for _, t in IDEAS), *ALONE[:2], ALONE[0].upper()])
    state = reading.snapshot(made)
    one = next(one for one in state.consensus if one.scope == "idea")
    test = page("consensus", made)
    assert "What it rests on" not in shown(test), "nothing is computed in a closed place"
    ctx = Context(made, state, Wording("en"), "en")
    found = why_shared(state, one)
    assert "the machine suggests that they say the same" in idea_why.rests_on(ctx, one, found)[0]
    said = " ".join(idea_why.against(ctx, one, found))
    assert "Nobody has confirmed that they say the same" in said
    assert "Only 2 authors" in said
    assert "1 text is word for word like another" in said
    assert said.endswith("Nobody has voted: who is against it, nobody knows.")


def test_what_speaks_against_a_concern(doubtful: Workspace) -> None:
    state = reading.snapshot(doubtful)
    ctx = Context(doubtful, state, Wording("en"), "en")
    one = next(one for one in state.consensus if one.scope == "concern")
    found = replace(
        why_shared(state, one), contrary=one.voices[:1], contrary_inside=2, unknown=3, repeated=True,
        uneven=("gender", "language"),
    )  # fmt: skip
    assert "that the machine grouped together" in idea_why.rests_on(ctx, one, found)[0]
    said = " ".join(idea_why.against(ctx, one, found))
    assert "2 pairs may say the contrary" in said
    assert "1 other text may say the contrary: “" in said
    assert "what they ask for may differ" in said
    assert "genders and languages" in said
    assert "Of 3 texts it is not known" in said
