"""One sentence for each theme, from one of its own contributions."""

from pathlib import Path

import pytest

from dsupport.services import assemblies
from dsupport.services.analysing import analyse
from dsupport.services.importing import import_file
from dsupport.workspace.facts import read_contributions
from tests.fakes import FakeEncoder

SAMPLE = Path(__file__).parents[2] / "sample_data" / "lisbon" / "contributions.csv"


def test_every_theme_quotes_one_of_its_members(tmp_path: Path) -> None:
    workspace = assemblies.new(tmp_path / "w.assembly")
    import_file(workspace, SAMPLE)
    analysis = analyse(workspace, load_encoder=lambda _: FakeEncoder()).analysis
    with workspace.reading() as connection:
        known = {c.contribution_id: c for c in read_contributions(connection)}
    assert analysis.themes
    for theme in analysis.themes:
        assert theme.quoted_from in theme.members
        assert 0 < len(theme.quotation) <= 200
        said = " ".join(known[theme.quoted_from].analysed_text.split())
        assert theme.quotation.rstrip("…") in said
        assert "hidden]" not in theme.quotation


@pytest.mark.model
def test_quotations_are_the_same_from_run_to_run(tmp_path: Path) -> None:
    found = []
    for name in ("a", "b"):
        workspace = assemblies.new(tmp_path / f"{name}.assembly")
        import_file(workspace, SAMPLE)
        themes = analyse(workspace).analysis.themes
        found.append([(t.theme_id, dict(t.labels), t.quotation) for t in themes])
    assert found[0] == found[1]
