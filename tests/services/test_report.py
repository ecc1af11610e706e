"""The report to print: all of it is there, nothing in it runs or loads, and nobody is given away."""

from __future__ import annotations

import csv
import re
import time
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from dsupport.errors import ExportError
from dsupport.services import assemblies, exporting, report_found, report_words
from dsupport.services.analysing import analyse
from dsupport.services.deciding import decide
from dsupport.services.importing import import_file
from dsupport.services.reading import Snapshot, snapshot
from dsupport.state.actions import Act
from dsupport.state.log import SWITCHES
from dsupport.wording import LANGUAGES, Wording
from dsupport.workspace import Workspace
from tests.conftest import IDEAS
from tests.fakes import load_fake

EVIL = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> ![x](http://evil.example/i.png) "
    "</table></style><style>*{display:none}</style> {{ 7 * 7 }} {% if %} \"><b onclick='a()'> &amp;"
)
VOID = {"meta", "link", "br", "img", "hr", "input", "wbr"}
LOADS = {"src", "href", "srcset", "action", "data", "poster", "background", "cite", "style"}


class Page(HTMLParser):
    """A page as a browser reads it: its elements, its words, and what it is wrong with it."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.source = source
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.wrong: list[str] = []
        self.words: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.rows: list[tuple[dict[str, str], str]] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if len(found) < len(attrs):
            self.wrong.append(f"an attribute twice in {tag}")
        self.tags.append((tag, found))
        if tag in VOID:
            return
        self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((int(tag[1]), ""))
        if tag == "tr":
            self.rows.append((found, ""))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> in {self.open[-3:]}")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            return
        self.words.append(data)
        if (self.open and re.fullmatch("h[1-6]", self.open[-1])) or "h3" in self.open:
            level, text = self.headings[-1]
            self.headings[-1] = (level, text + data)
        if "tr" in self.open:
            row, text = self.rows[-1]
            self.rows[-1] = (row, f"{text} {data}")

    @property
    def text(self) -> str:
        """Its words, as people read them."""
        return re.sub(r"\s+", " ", " ".join(self.words))

    def entry(self, number: int) -> tuple[str, str]:
        """How an entry of the record is marked, and what it says."""
        return next(
            (row["class"], re.sub(r"\s+", " ", text))
            for row, text in self.rows
            if row.get("id") == f"entry-{number}"
        )


def printed(workspace: Workspace, language: str = "en", until: str = "") -> Page:
    """The report as it is exported."""
    out = workspace.path.with_suffix(".html")
    exporting.export(workspace, out, language=language, until=until)
    return Page(out.read_text("utf-8"))


def taken(workspace: Workspace, *acts: Act, who: str = "Marie") -> Snapshot:
    for act in acts:
        decide(workspace, [act], who)
    return snapshot(workspace)


def sound(page: Page) -> None:
    """Well-formed, with headings in order, and nothing that runs or comes from elsewhere."""
    assert page.wrong == []
    assert page.open == []
    levels = [level for level, _ in page.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels)), levels
    assert all(text.strip() for _, text in page.headings)
    ids = [found["id"] for _, found in page.tags if "id" in found]
    assert len(ids) == len(set(ids))
    for tag, found in page.tags:
        assert tag not in {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
        assert not [name for name in found if name.startswith("on")]
        for name in LOADS & found.keys():
            assert name == "href"
            assert found[name].removeprefix("#") in ids
    style = re.findall(r"<style>(.*?)</style>", page.source, re.DOTALL)
    assert len(style) == 1
    assert not re.search(r"url\(|@import|https?:", style[0])


@pytest.fixture
def lively(analysed: Workspace) -> Workspace:
    """Decisions of every kind: some undone, one redone, one that does not count."""
    one, two, three = snapshot(analysed).top_themes[:3]
    a, b, c = one.members[:3]
    taken(
        analysed,
        Act("rename-theme", one.theme_id, "Nights"),
        Act("describe-theme", one.theme_id, "Buses that run late"),
        Act("pin", c, one.theme_id),
        Act("mark-same", f"{a};{b}", "", "Read aloud, all nodded"),
        Act("note", one.theme_id, "Ask the bus company"),
        Act("note", "D-4", "Both were there"),
        Act("lock-theme", two.theme_id),
    )
    taken(
        analysed,
        Act("set-aside", three.members[0], "spam", "It sells something"),
        Act("split-theme", three.theme_id, three.members[1]),
        Act("rename-theme", "T-9", "Alone"),
        Act("undo", "9"),
        Act("undo", "7"),
        Act("redo", "7"),
        Act("date-session", "1", "2026-01-31"),
        Act("describe-session", "1", "Learning and listening"),
        Act("note", "session 1", "Everybody came"),
        Act("unplace", two.members[0]),
        who="Jan",
    )
    return analysed


# -- what is in it -------------------------------------------------------------------------


def test_says_where_everything_comes_from(lively: Workspace) -> None:
    state, page = snapshot(lively), printed(lively)
    sound(page)
    assert state.run is not None
    for words in (
        "12 contributions", "9 known authors", "A machine read 12 contributions", state.run.run_id,
        state.run.fingerprint, str(state.run.encoder["weights"]), state.imports[0].sha256,
        "proposals.csv", "12 of 14 decisions count.", "January 31, 2026", "Learning and listening",
        "Everybody came", "What you see is the analysis that people accepted",
        "a theme is a subject, not an opinion", "Stable does not mean right",
    ):  # fmt: skip
        assert words in page.text, words
    assert [text for level, text in page.headings if level == 2] == [
        "How this came about", "Sessions", "Themes", "What says the same",
        "What different people share", "What fits nowhere yet", "What was set aside",
        "What could be wrong", "Appendix: the record",
    ]  # fmt: skip


def test_themes_are_told_with_who_decided_and_the_texts_that_stand_for_them(
    lively: Workspace,
) -> None:
    state, page = snapshot(lively), printed(lively)
    theme = state.top_themes[0]
    whole = page.text[page.text.rindex(" Nights ") :]
    first = state.contributions[theme.members[0]]
    assert theme.pinned == (theme.members[0],)
    assert whole.index(first.shown_text) < whole.index("chosen by people to stand for the theme")
    assert f"#{first.source_id}" in whole
    assert "Buses that run late" in whole
    assert "Ask the bus company" in whole
    assert "The machine called it" in whole
    assert "decided, locked – Marie" in page.text
    assert "record number 7" in page.text


def test_the_overview_adds_up_to_all_contributions(
    lively: Workspace, table_of: Callable[..., Path]
) -> None:
    import_file(lively, table_of(["Something that came later"], "later.csv"))
    page = printed(lively)
    table = page.source[page.source.index('id="themes"') : page.source.index("</table>", page.source.index('id="themes"'))]  # fmt: skip
    counts = [int(n) for n in re.findall(r'class="number"[^>]*>(\d+)<', table)]
    assert counts[-1] == 13
    assert sum(counts[:-1]) == 13
    for words in ("fits nowhere yet", "set aside", "not looked at yet"):
        assert words in table


def test_confirmed_groups_count_people_and_never_add_supports(lively: Workspace) -> None:
    state, page = snapshot(lively), printed(lively)
    group = next(g for g in state.analysis.duplicate_groups if g.status == "confirmed")
    part = page.text[page.text.index("people confirmed that its texts say the same") :]
    part = part[: part.index("Nobody has voted here")]
    for name in group.members:
        assert f"#{state.contributions[name].source_id}" in part
        assert state.contributions[name].shown_text in part
    people = {state.contributions[name].participant for name in group.members}
    assert f"{len(people)} known pe" in part
    assert "Both were there" in part
    assert "Supports are never added up" in part
    total = sum(state.contributions[name].supports for name in group.members)
    assert f" {total} " not in part


def test_shared_ideas_come_with_their_sentence_and_say_who_says_so(lively: Workspace) -> None:
    state, page = snapshot(lively), printed(lively)
    part = page.text[page.text.index("Nobody has voted here") :]
    part = part[: part.index("What fits nowhere yet")]
    shared = [one for one in state.consensus if one.verdict in ("broad", "growing")]
    assert shared
    for one in shared:
        assert f"#{state.contributions[one.contribution_id].source_id}" in part
    narrow = sum(one.verdict == "narrow" for one in state.consensus)
    assert f"{narrow} more ideas or concerns have only one author" in part
    assert "People confirmed that these texts say the same: #" in part


def test_what_fits_nowhere_is_printed_up_to_fifty(
    doubtful: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = snapshot(doubtful).unplaced
    page = printed(doubtful)
    part = page.text[page.text.index("Contributions that fit nowhere yet") :]
    for place in waiting:
        assert snapshot(doubtful).contributions[place.contribution_id].shown_text in part
    monkeypatch.setattr(report_found, "LOOSE", len(waiting) - 1)
    page = printed(doubtful)
    sound(page)
    assert "Contributions that fit nowhere yet" not in page.text
    assert f"“dsupport show {doubtful.path.name} unplaced”" in page.text


def test_what_was_set_aside_says_why_and_by_whom(lively: Workspace) -> None:
    state, page = snapshot(lively), printed(lively)
    (name,) = state.decided.aside
    part = page.text[page.text.index("Contributions that were set aside") :]
    part = part[: part.index("What could be wrong")]
    for words in (
        f"#{state.contributions[name].source_id}", "Advertising or spam", "It sells something",
        "Jan, ", "record number 8",
    ):  # fmt: skip
        assert words in part


# -- the record ----------------------------------------------------------------------------


def test_every_decision_is_in_the_appendix_oldest_first(lively: Workspace) -> None:
    state, page = snapshot(lively), printed(lively)
    numbers = [int(row["id"][6:]) for row, _ in page.rows if row.get("id", "").startswith("entry-")]
    assert numbers == [one.sequence for one in state.decisions]
    for one in state.decisions:
        kind, words = page.entry(one.sequence)
        assert one.actor in words
        assert one.reason in words
        assert one.at in page.source
        assert (kind == "switch") == (one.action in SWITCHES)


def test_entries_say_whether_they_count_and_who_undid_them(lively: Workspace) -> None:
    page = printed(lively)
    assert page.entry(1)[0] == "counts"
    assert "in effect" in page.entry(1)[1]
    kind, words = page.entry(9)
    assert kind == "undone"
    assert "undone by Jan" in words
    assert "number 11" in words
    kind, words = page.entry(10)
    assert kind == "suspended"
    assert "it stands on number 9, which is undone" in words
    assert page.entry(7)[0] == "counts", "it was redone"
    assert "undid decision 7" in page.entry(12)[1]


def test_entries_name_all_contributions_that_they_are_about(analysed: Workspace) -> None:
    items = list(snapshot(analysed).contributions.values())
    group = snapshot(analysed).analysis.duplicate_groups[0]
    names = ";".join(item.contribution_id for item in items)
    taken(analysed, Act("set-aside", names, "spam"), Act("bring-back", names))
    taken(analysed, Act("confirm-duplicates", group.group_id))
    page = printed(analysed)
    assert all(f"#{item.source_id}" in page.entry(1)[1] for item in items)
    for name in group.members:
        assert f"#{snapshot(analysed).contributions[name].source_id}" in page.entry(3)[1]


def test_long_words_of_people_are_printed_whole(analysed: Workspace) -> None:
    note = "Ask the city. " * 40 + "The end of the note."
    taken(analysed, Act("note", snapshot(analysed).top_themes[0].theme_id, note))
    assert "The end of the note." in printed(analysed).entry(1)[1]


def test_the_record_can_be_checked_and_a_broken_one_is_not_passed_on(lively: Workspace) -> None:
    last, page = snapshot(lively).decisions[-1], printed(lively)
    assert last.hash in page.text
    assert f"“dsupport check {lively.path.name}”" in page.text
    with lively.writing() as connection:
        connection.exec_driver_sql("UPDATE decisions SET actor = 'Eve' WHERE sequence = 5")
    page = printed(lively)
    assert "does not hold from entry 5 on" in page.text
    assert last.hash not in page.text


def test_an_old_name_stays_the_name_of_then(lively: Workspace) -> None:
    theme = snapshot(lively).top_themes[0].theme_id
    other = snapshot(lively).top_themes[1]
    gone = other.label("en")
    taken(lively, Act("rename-theme", theme, "Late buses"))
    taken(lively, Act("join-themes", f"{theme};{other.theme_id}"))
    page = printed(lively)
    sound(page)
    assert "described the theme “Nights”" in page.entry(2)[1]
    assert f"joined the themes “Late buses” and “{gone}”" in page.entry(19)[1]


# -- what people wrote does nothing --------------------------------------------------------


@pytest.fixture
def nasty(tmp_path: Path) -> Workspace:
    """Markup in every place where people can write."""
    made = assemblies.new(tmp_path / "nasty.assembly", EVIL)
    path = tmp_path / "<b>evil.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["id", "title", "text", "author", "language"])
        for n, (_, text) in enumerate(IDEAS):
            writer.writerow([f"{n}<i>", EVIL, f"{text} {EVIL}", "A<b>", ""])
    import_file(made, path)
    analyse(made, load_encoder=load_fake)
    theme = snapshot(made).top_themes[0]
    a, b, c = theme.members[:3]
    taken(
        made,
        Act("rename-theme", theme.theme_id, EVIL, EVIL), Act("describe-theme", theme.theme_id, EVIL),
        Act("note", theme.theme_id, EVIL * 3), Act("mark-same", f"{a};{b}", "", EVIL),
        Act("set-aside", c, "spam", EVIL), Act("date-session", "1", "2026-01-31"),
        Act("describe-session", "1", EVIL), Act("note", "session 1", EVIL),
        who="<u>Eve</u>",
    )  # fmt: skip
    return made


def test_markup_in_texts_stays_letters(nasty: Workspace) -> None:
    page = printed(nasty)
    sound(page)
    assert {tag for tag, _ in page.tags}.isdisjoint({"b", "i", "u", "img", "script"})
    assert "<script>alert(1)</script>" in page.text
    assert "{{ 7 * 7 }}" in page.text
    assert "<u>Eve</u>" in page.text
    assert page.text.count(EVIL[:24]) > 20


def test_personal_data_and_who_people_are_stay_hidden(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "private.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["id", "title", "text", "author", "district", "phone"])
        for n, (_, text) in enumerate(IDEAS):
            title = f"Write to jane.doe{n}@example.org"
            told = f"{text} Call +32 470 12 34 {n:02}"
            writer.writerow([f"n{n}", title, told, f"Jane Doe {n}", f"Westmarket {n % 4}", "0470"])
    import_file(workspace, path)
    analyse(workspace, load_encoder=load_fake)
    state = snapshot(workspace)
    a, b = state.top_themes[0].members[:2]
    taken(workspace, Act("mark-same", f"{a};{b}"), Act("set-aside", a, "spam"), Act("note", b, "?"))
    source = printed(workspace).source
    for secret in ("jane.doe", "470 12", "Jane Doe", "Westmarket", "0470"):
        assert secret not in source, secret
    assert "email hidden" in source
    with pytest.raises(ExportError, match="never shows personal data"):
        exporting.export(workspace, tmp_path / "out.html", personal=True)
    assert not (tmp_path / "out.html").exists()


def test_small_languages_are_not_counted(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "languages.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["id", "text", "language"])
        writer.writerows([f"n{n}", text, "en"] for n, (_, text) in enumerate(IDEAS))
        writer.writerow(["n90", "حافلات ليلية كل ثلاثين دقيقة", "ar"])
    import_file(workspace, path)
    analyse(workspace, load_encoder=load_fake)
    page = printed(workspace)
    assert "2 languages (English, Arabic)" in page.text
    assert "In some languages there are fewer than 10 contributions" in page.text
    assert "only 1 contribution" not in page.text
    assert any(f.get("lang") == "ar" and f.get("dir") == "auto" for _, f in page.tags)


def test_tables_have_captions_and_headers_and_quotes_their_language(lively: Workspace) -> None:
    page = printed(lively)
    tables = sum(tag == "table" for tag, _ in page.tags)
    assert tables == sum(tag == "caption" for tag, _ in page.tags) > 3
    for tag, found in page.tags:
        if tag == "th":
            assert found["scope"] in ("col", "row")
        if tag == "blockquote":
            assert found["lang"] == "en"
            assert found["dir"] == "auto"


def test_long_texts_are_cut_and_say_so(
    workspace_of: Callable[[list[str]], Workspace],
) -> None:
    long = "Plant more trees along the avenue for shade in summer. " * 40
    page = printed(workspace_of([*(text for _, text in IDEAS), long]))
    assert "Only the beginning is printed here." in page.text
    assert long.strip() not in page.text


# -- early, late, in every language --------------------------------------------------------


def test_before_the_first_analysis_it_says_so(
    workspace_of: Callable[[list[str]], Workspace],
) -> None:
    for texts in ([], ["Trees", "Buses"]):
        made = workspace_of(texts)
        page = printed(made)
        sound(page)
        assert "There has been no analysis yet." in page.text
        assert "Nobody has decided anything yet." in page.text
        assert f"{len(texts)} contributions" in page.text
        made.path.unlink()


def test_without_decisions_it_says_so(analysed: Workspace) -> None:
    page = printed(analysed)
    sound(page)
    assert "Nobody has decided anything yet: the latest analysis is shown as it is." in page.text
    assert "Nobody has confirmed yet that texts say the same." in page.text
    assert "Nothing was set aside." in page.text
    assert "suggested by the machine" in page.text


def test_an_earlier_moment_is_told_as_it_was(
    lively: Workspace, table_of: Callable[..., Path]
) -> None:
    with lively.writing() as connection:
        for table, column in (("imports", "at"), ("decisions", "at"), ("runs", "started_at")):
            connection.exec_driver_sql(f"UPDATE {table} SET {column} = '2026-01-10T10:00:00+00:00'")
    import_file(lively, table_of(["Something that came later"], "later.csv"))
    theme = snapshot(lively).top_themes[0].theme_id
    taken(lively, Act("rename-theme", theme, "Called so afterwards"))
    page = printed(lively, until="2026-01-31T22:59:59+00:00")
    sound(page)
    assert "As everything stood on Jan 3" in page.text
    assert "Called so afterwards" not in page.text
    assert "Something that came later" not in page.text
    assert "later.csv" not in page.text
    assert "Called so afterwards" in printed(lively).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_is_said_in_every_language(lively: Workspace, language: str) -> None:
    page, english = printed(lively, language), printed(lively)
    sound(page)
    root = next(found for tag, found in page.tags if tag == "html")
    assert root["lang"].startswith(language)
    own = {text for level, text in page.headings if level == 2}
    if language != "en":
        # “Sessions” is one word in French, too.
        assert len(own & {text for level, text in english.headings if level == 2}) <= 1
        assert Wording(language)("report.kept") in page.text
        assert "A machine read" not in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_in_the_files_of_every_language(language: str) -> None:
    import tomllib

    folder = Path(report_words.__file__).parents[1] / "wording"
    files = [folder / code / "report.toml" for code in ("en", language)]
    english, own = (tomllib.loads(path.read_text("utf-8"))["report"] for path in files)
    assert own.keys() == english.keys()
    template = Path(report_words.__file__).with_name("report.html.j2").read_text("utf-8")
    for key in re.findall(r'say\("([a-z_]+\.[a-z_]+)"', template):
        assert Wording(language).has(key), key


def test_without_a_language_themes_keep_that_of_their_texts(analysed: Workspace) -> None:
    page = printed(analysed, "")
    sound(page)
    assert "How this came about" in page.text
    assert snapshot(analysed).top_themes[0].label("") in page.text


def test_an_invented_assembly_says_that_it_is_one(analysed: Workspace) -> None:
    assert "its people and their texts are invented" not in printed(analysed).text
    analysed.set("sample", "lisbon")
    assert "its people and their texts are invented" in printed(analysed).text


# -- the file ------------------------------------------------------------------------------


def test_a_report_that_cannot_be_written_leaves_the_old_one(
    analysed: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "report.html"
    exporting.export(analysed, out)
    before = out.read_text("utf-8")

    def full(self: Path, *_: object, **__: object) -> int:
        raise OSError("No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", full)
        with pytest.raises(ExportError):
            exporting.export(analysed, out)
    assert out.read_text("utf-8") == before
    assert not list(tmp_path.glob(".*part*"))


def test_two_thousand_contributions_and_decisions_take_less_than_three_seconds(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "many.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["id", "text", "author"])
        writer.writerows(
            [f"n{n}", f"{IDEAS[n % 12][1]}, number {n}", f"A{n % 400}"] for n in range(2300)
        )
    import_file(workspace, path)
    ids = list(snapshot(workspace).contributions)
    decide(workspace, [Act("set-aside", name, "spam") for name in ids[:1000]], "Marie")
    decide(workspace, [Act("undo", str(n)) for n in range(1, 1001)], "Marie")
    start = time.perf_counter()
    page = printed(workspace)
    assert time.perf_counter() - start < 3 * 2, "twice as long on a busy machine"
    assert page.entry(2000)[0] == "switch"


# -- how it looks --------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """Relative luminance of ``#rgb`` or ``#rrggbb`` (WCAG 2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_colours_can_be_read_in_light_in_dark_and_on_paper(analysed: Workspace) -> None:
    schemes = re.findall(r":root \{([^}]*)\}", printed(analysed).source)
    assert len(schemes) == 3
    for scheme in schemes:
        colours = dict(re.findall(r"--(\w+): (#\w+)", scheme))
        for ground in ("paper", "tint"):
            for ink in ("ink", "soft", "link", "off"):
                a, b = luminance(colours[ground]), luminance(colours[ink])
                assert (max(a, b) + 0.05) / (min(a, b) + 0.05) >= 4.5, (ground, ink, scheme)
