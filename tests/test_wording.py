"""Wording: every key that the code says exists, and translations fill the same gaps."""

import ast
import json
import re
import string
import tomllib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from dsupport.errors import IngestError
from dsupport.ingest.findings import SEVERITIES, at, listing
from dsupport.phrases import Phrase
from dsupport.wording import LANGUAGES, Wording
from dsupport.wording.findings import examples_text, finding_text, found, reason_text, unusable
from dsupport.wording.problems import problem, problem_text

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


# --- what is made where nobody knows who reads it: findings, reasons, errors ---

TOLD = ("finding", "reason", "place", "data", "file", "problem", "hint")
"""Sections whose keys are put together from codes."""

COMMANDS = re.compile(r"--\w|`dsupport|\bdsupport (new|import|analyse|models|serve)\b")


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Every place in the code where `name` is called, with its file."""
    for path in sorted((PROJECT / "dsupport").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func
                own = getattr(called, "id", getattr(called, "attr", ""))
                if own == name:
                    yield path.name, node


def texts_in(node: ast.AST | None) -> list[str]:
    """The words that an expression may give: itself, or both sides of a choice."""
    if isinstance(node, ast.IfExp):
        return texts_in(node.body) + texts_in(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def given(call: ast.Call) -> dict[str | None, ast.expr]:
    return {keyword.arg: keyword.value for keyword in call.keywords}


def test_every_error_that_is_raised_has_its_sentence_its_hint_and_all_their_words() -> None:
    seen, wrong = 0, []
    for file, call in calls("problem"):
        words = given(call)
        codes = texts_in(call.args[1])
        hints = texts_in(words["hint"]) if "hint" in words else codes
        keys = [f"problem.{code}" for code in codes] + [f"hint.{hint}" for hint in hints]
        seen += len(codes)
        for key in keys:
            needed = gaps(ENGLISH.get(key, "")) | gaps(ENGLISH.get(f"{key}_page", ""))
            if key not in ENGLISH or (None not in words and not needed <= words.keys()):
                wrong.append((file, call.lineno, key, sorted(needed - {str(w) for w in words})))
    assert seen > 50, "the pattern finds what is raised"
    assert wrong == []


def test_every_reason_and_finding_has_its_sentence() -> None:
    reasons = [code for _, call in calls("unusable") for code in texts_in(call.args[3])]
    noted = [code for _, call in calls("add") if call.args for code in texts_in(call.args[0])]
    whole = [code for _, call in calls("found") for code in texts_in(call.args[0])]
    assert len(reasons) > 8
    assert [code for code in reasons if f"reason.{code}" not in ENGLISH] == []
    assert [code for code in noted if code not in SEVERITIES] == []
    known = {key.removeprefix("finding.") for key in ENGLISH if key.startswith("finding.")}
    assert {one for one in known if not one.endswith("_page")} == {*SEVERITIES, *whole}


def test_every_phrase_has_its_sentence() -> None:
    keys = [(file, call.args[0]) for file, call in calls("Phrase")]
    plain = [(file, key) for file, node in keys for key in texts_in(node)]
    assert len(plain) > 8
    assert [one for one in plain if one[1] not in ENGLISH] == []
    for file, node in keys:
        if isinstance(node, ast.JoinedStr):
            parts = [str(p.value) if isinstance(p, ast.Constant) else "\0" for p in node.values]
            pattern = re.escape("".join(parts)).replace("\0", ".+").replace("\\\0", ".+")
            assert any(re.fullmatch(pattern, key) for key in ENGLISH), (file, pattern)


def test_no_sentence_waits_for_a_code_that_is_gone() -> None:
    code = "\n".join(p.read_text("utf-8") for p in (PROJECT / "dsupport").rglob("*.py"))
    names = [key.partition(".")[2] for key in ENGLISH if key.partition(".")[0] in TOLD]
    # Some are put together: (kind)_column, and the kinds of personal data.
    bare = [name.removesuffix("_page").removesuffix("_column") for name in names]
    assert [one for one in bare if not re.search(rf'["./]{re.escape(one)}["\']', code)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_findings_and_errors_are_there_in_every_language(language: str) -> None:
    own = sentences(language)
    assert [key for key in ENGLISH if key.partition(".")[0] in TOLD and key not in own] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_do_not_send_people_to_a_command(language: str) -> None:
    own = sentences(language)
    only_commands_meet_these = {"hint.build"}
    for key, value in own.items():
        if key.startswith(("finding.", "hint.")) and key not in only_commands_meet_these:
            shown = own.get(f"{key}_page", value)
            assert not any(COMMANDS.search(form) for form in forms(shown)) or "pip install" in shown


def test_an_error_is_english_for_programs_and_said_in_any_language() -> None:
    error = problem(IngestError, "no-text-column", columns="“a”")
    assert str(error).endswith("--map COLUMN=text.")
    assert str(error).startswith("No column holds texts. The columns are: “a”.")
    said = problem_text(error, Wording("fr"))
    assert said.startswith("Aucune colonne ne contient de textes. Les colonnes sont\u00a0: “a”.")
    assert "--map" not in said
    assert problem_text(IngestError("Just so.", hint="Do this."), Wording("fr")) == (
        "Just so. Do this."
    )


def test_phrases_inside_phrases_are_said_in_the_same_language() -> None:
    reason = Phrase("reason.times", {"reason": Phrase("reason.no-text"), "n": 1200, "line": "1200"})
    error = problem(IngestError, "none-usable", n=1200, reasons=reason)
    assert "of the 1,200 rows" in str(error)
    assert "first line 1200" in str(error), "a line has a name, not a size"
    assert "de rij heeft geen tekst (1.200 rijen" in problem_text(error, Wording("nl"))


def test_what_is_stored_is_said_in_any_language() -> None:
    kinds = (
        Phrase("data.count", {"kind": Phrase("data.email"), "n": 2}),
        Phrase("data.count", {"kind": Phrase("data.phone"), "n": 1}),
    )
    one = found("personal-data", "warning", 3, [at(4, (Phrase("data.email"),))], kinds=kinds)
    assert one.message.startswith(
        "Contributions that hold what may identify a person: 3 (e-mail: 2"
    )
    assert one.examples == ("line 4: e-mail",)
    stored = json.loads(json.dumps(asdict(one)))
    spanish = "Aportes con datos que pueden identificar a una persona: 3 (correo electrónico: 2"
    assert finding_text(stored, Wording("es")).startswith(spanish)
    assert finding_text(one, Wording("es")) == finding_text(stored, Wording("es"))
    assert examples_text(one, Wording("es")) == ["línea 4: correo electrónico"]
    row = json.loads(json.dumps(asdict(unusable(3, "", "x", "repeat", line="2"))))
    assert reason_text(row, Wording("it")).startswith("la riga ripete parola per parola la riga 2")


def test_what_another_version_stored_stays_as_it_was_stored() -> None:
    say = Wording("pt")
    older = {"code": "set-aside", "severity": "warning", "message": "As it was.", "count": 2}
    assert finding_text(older, say) == "As it was."
    newer = {**older, "code": "not-known-yet", "words": {}}
    assert finding_text(newer, say) == "As it was."
    assert finding_text({**older, "code": "personal-data", "words": {}}, say) == "As it was."
    row = {"line": 3, "column": "", "value": "", "reason": "so it was"}
    assert reason_text(row, say) == "so it was"
    assert reason_text({**row, "why": None}, say) == "so it was"


def test_a_long_list_of_names_reads_the_same_in_every_language() -> None:
    assert listing("abc", 2) == "“a”, “b” … (+1)"
