"""The report as one page of HTML that needs nothing else: no script, no font, no picture."""

from __future__ import annotations

from importlib import resources

from dsupport.services.report_parts import Report
from dsupport.wording import Wording

TEMPLATE = "report.html.j2"


def page(report: Report, say: Wording) -> str:
    """The report, everything in it escaped.

    Parameters
    ----------
    say
        In the language in which the report was told.
    """
    from jinja2 import Environment, StrictUndefined

    source = resources.files("dsupport.services").joinpath(TEMPLATE).read_text("utf-8")
    # A part that is missing is a mistake in the program, never an empty place on paper.
    rooms = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    tag = say.locale.replace("_", "-")
    return rooms.from_string(source).render(report=report, say=say, tag=tag)
