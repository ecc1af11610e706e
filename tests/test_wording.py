"""Wording: every key that the code says exists, and translations fill the same gaps."""

import re
import string
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dsupport.wording import LANGUAGES, Wording

PROJECT = Path(__file__).parents[1]
WORDING = PROJECT / "dsupport" / "wording"

_SAID = re.compile(r"""\bsay\(\s*(f?)(["'])([a-z_]+\.[^"'\n]*?)\2""")
PLURALS = {"zero", "one", "two", "few", "many", "other"}


def sentences(language: str) -> dict[str, Any]:
    """All sentences of a language by key; a key in two files is a mistake."""
    found: dict[str, Any] = {}
    for path in sorted((WORDING / language).glob("*.toml")):
        for section, entries in tomllib.loads(path.read_text("utf-8")).items():
            for name, value in entries.items():
                assert f"{section}.{name}" not in found, f"{section}.{name} is there twice"
                found[f"{section}.{name}"] = value
    return found


def said() -> list[tuple[str, bool, str]]:
    """Where the code says something: file, whether the key is made there, key."""
    return [
        (path.relative_to(PROJECT).as_posix(), bool(made), key)
        for path in sorted((PROJECT / "dsupport").rglob("*.py"))
        for made, _, key in _SAID.findall(path.read_text("utf-8"))
    ]


def forms(value: Any) -> list[str]:
    """The sentence, or all its plural forms."""
    return list(value.values()) if isinstance(value, dict) else [value]


def gaps(value: Any) -> set[str]:
    """The names that are filled in, over all plural forms."""
    return {
        name
        for form in forms(value)
        for _, name, _, _ in string.Formatter().parse(form)
        if name is not None
    }


TRANSLATED = [code for code in LANGUAGES if (WORDING / code).is_dir()]
ENGLISH = sentences("en")


def test_every_key_that_the_code_says_exists() -> None:
    keys = said()
    assert len(keys) > 20, "the pattern finds what the code says"
    unknown = [(file, key) for file, made, key in keys if not made and key not in ENGLISH]
    assert unknown == []


def test_keys_that_are_made_have_at_least_one_sentence() -> None:
    unknown = []
    for file, made, key in said():
        pattern = re.escape(re.sub(r"\{[^}]*\}", "\0", key)).replace("\0", ".+")
        if made and not any(re.fullmatch(pattern, known) for known in ENGLISH):
            unknown.append((file, key))
    assert unknown == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_plurals_have_the_form_other_and_no_unknown_one(language: str) -> None:
    from babel import Locale

    known = set(Locale.parse(language).plural_form.tags) | {"other"}
    for key, value in sentences(language).items():
        if isinstance(value, dict):
            assert "other" in value, key
            assert set(value) <= PLURALS, key
            assert set(value) <= known, f"{key}: {language} has only {sorted(known)}"


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_have_the_gaps_of_the_english(language: str) -> None:
    for key, value in sentences(language).items():
        assert key in ENGLISH, f"{key} is said nowhere"
        assert gaps(value) == gaps(ENGLISH[key]), key
        assert isinstance(value, dict) <= (
            "n" in gaps(ENGLISH[key]) or isinstance(ENGLISH[key], dict)
        )
        for form in forms(value):
            assert form.strip(), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said_in_every_language(language: str) -> None:
    say = Wording(language)
    for key, value in ENGLISH.items():
        for n in (0, 1, 2, 1_000_000):
            values: dict[str, object] = dict.fromkeys(gaps(value), "x") | {"n": n}
            assert say(key, **values).strip(), key


def test_a_key_that_does_not_exist_is_a_mistake() -> None:
    say = Wording()
    with pytest.raises(KeyError, match="no wording"):
        say("cli.nothing")
    assert not say.has("cli.nothing")
    assert say.has("cli.new")


def test_an_unknown_language_is_english() -> None:
    assert Wording("xx").language == "en"


def test_numbers_dates_and_names_follow_the_language() -> None:
    assert Wording("en").number(1234567.5) == "1,234,567.5"
    assert Wording("it").number(1234567) == "1.234.567"
    assert Wording("en").number(True) == "True"
    assert Wording("nl").language_name("fr") == "Frans"
    assert Wording("en").language_name("und") == "unknown language"
    assert Wording("en").language_name("not a code") == "not a code"
    assert Wording("pt").date("") == ""
    assert "2020" in Wording("es").date("2020-02-22T10:00:00+00:00")
    assert Wording("en").percent(0.42) == "42%"
