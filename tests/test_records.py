"""What a contribution says of its author."""

import pytest

from dsupport.records import age_bracket


@pytest.mark.parametrize(
    ("written", "bracket"),
    [("10", "0-15"), ("15", "0-15"), ("16", "16-20"), ("20", "16-20"), ("21", "21-34"), ("49", "35-49"),
     ("50", "50-64"), ("64", "50-64"), ("65", "65+"), (" 99 ", "65+")],
)  # fmt: skip
def test_ages_in_years_become_the_brackets_of_panels(written: str, bracket: str) -> None:
    assert age_bracket(written) == bracket


@pytest.mark.parametrize("written", ["", "21-34", "65+", "3", "1987", "young", "³4"])
def test_anything_else_stays_as_it_was_written(written: str) -> None:
    assert age_bracket(written) == written
