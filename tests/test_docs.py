"""Documents: their links lead somewhere, and the commands that they show exist."""

import re
import shlex
from pathlib import Path

import click
import pytest

from dsupport.cli import main

PROJECT = Path(__file__).parents[1]
DOCUMENTS = [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("**/*.md"))]

_CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)|!\[[^\]]*\]\(([^)\s]+)\)")
_CONSOLE = re.compile(r"^```(?:console|sh|bash|shell)?\n(.*?)^```", re.MULTILINE | re.DOTALL)


def anchors(path: Path) -> set[str]:
    """The anchors of the headings of a document, as GitHub names them."""
    text = _CODE.sub("", path.read_text("utf-8"))
    headings = re.findall(r"^#+\s+(.*)$", text, re.MULTILINE)
    plain = [re.sub(r"[^\w\- ]", "", heading.casefold()) for heading in headings]
    return {heading.strip().replace(" ", "-") for heading in plain}


def broken_links(path: Path) -> list[str]:
    """Links of a document that lead nowhere; those into the web are not followed."""
    found = []
    for match in _LINK.finditer(_CODE.sub("", path.read_text("utf-8"))):
        link = match.group(1) or match.group(2)
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        if not target.exists() or (
            anchor and target.suffix == ".md" and anchor not in anchors(target)
        ):
            found.append(link)
    return found


def shown_commands(path: Path) -> list[str]:
    """Command lines in fenced blocks, without prompts, comments and line breaks."""
    lines = []
    for block in _CONSOLE.findall(path.read_text("utf-8")):
        lines += [
            re.sub(r"^\s*\$\s+", "", line).split(" # ")[0].strip()
            for line in block.replace("\\\n", " ").splitlines()
        ]
    return [line for line in lines if line.startswith(("dsupport ", "make "))]


def problem_with(line: str) -> str:
    """What is wrong with a command line, empty if nothing."""
    words = shlex.split(re.split(r"\s[|>]\s|&&|;", line)[0])
    if words[0] == "make":
        makefile = (PROJECT / "Makefile").read_text("utf-8")
        targets = [word for word in words[1:] if "=" not in word and not word.startswith("-")]
        missing = [t for t in targets if not re.search(rf"^{t}:", makefile, re.MULTILINE)]
        return f"no target {missing}" if missing else ""
    command: click.Command = main
    arguments = words[1:]
    while isinstance(command, click.Group) and arguments and not arguments[0].startswith("-"):
        name, *arguments = arguments
        found = command.get_command(click.Context(command), name)
        if found is None:
            return f"no command {name}"
        command = found
    known = {option for parameter in command.params for option in parameter.opts}
    known |= {"--help", "-h", "--version"}
    options = [a.partition("=")[0] for a in arguments if re.match(r"--?[a-z]", a)]
    unknown = [option for option in options if option not in known]
    return f"no option {unknown}" if unknown else ""


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    assert broken_links(path) == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_commands_exist(path: Path) -> None:
    problems = {line: problem_with(line) for line in shown_commands(path)}
    assert {line: problem for line, problem in problems.items() if problem} == {}


def test_the_readme_shows_how_to_start() -> None:
    assert {"make demo", "make test"} <= {
        " ".join(line.split()[:2]) for line in shown_commands(PROJECT / "README.md")
    }


def test_these_tests_can_fail(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(
        "# A page\n[there](page.md#a-page) [not](gone.md) [nor](#nothing) [web](https://x.example)\n"
        "```console\n$ dsupport fly town.assembly\n$ dsupport show w themes --colour\nmake tea\n"
        "$ dsupport analyse \\\n    town.assembly --json > out.json\n```\n",
        "utf-8",
    )
    assert broken_links(path) == ["gone.md", "#nothing"]
    found = [problem_with(line) for line in shown_commands(path)]
    assert found == ["no command fly", "no option ['--colour']", "no target ['tea']", ""]
