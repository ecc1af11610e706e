"""The whole page: the parts that were measured, what is missing, what was lost, sources."""

from __future__ import annotations

from benchmarks.report import (
    assign,
    certainty,
    duplicates,
    encoder,
    heading,
    languages,
    losses,
    names,
    review,
    speed,
    themes,
    warnings,
)

PARTS = {
    "themes": "themes",
    "certainty": "how sure is a place (`--parts certainty`)",
    "names": "names of themes (`--parts names`)",
    "duplicates": "duplicates",
    "warnings": "warnings (`--parts warnings`)",
    "review": "the review (`--parts review`)",
    "assign": "placing what came later (`--parts assign`)",
    "languages": "languages",
    "encoder": "the encoder",
    "speed": "time and memory from vectors at 1,000 and 10,000 texts (`--parts speed`)",
}
"""The parts, and how each is called while it is missing."""

SOURCES = """\
cimt-cycling-bonn: juliaromberg/egov-2022 (CC BY-SA 4.0 / CC BY 4.0). argkp: IBM/KPA_2021_shared_task
(CDLA-Sharing 1.0). stsb-multi: PhilipMay/stsb-multi-mt (CC BY-SA 4.0). banking77: PolyAI
task-specific-datasets (CC BY 4.0). ccc-climat: MieuxVoter/voterpourleclimat (MIT). pabulib:
pabulib.org. The sample assemblies come with this project."""


def write(result: dict) -> str:
    sections = {
        "themes": lambda part: themes.section(part, result["machine"]["peers"]),
        "certainty": certainty.section,
        "names": names.section,
        "duplicates": duplicates.section,
        "warnings": warnings.section,
        "review": review.section,
        "assign": assign.section,
        "languages": languages.section,
        "encoder": encoder.section,
        "speed": speed.section,
    }
    blocks = heading.section(result)
    for key, section in sections.items():
        if key in result:
            blocks += section(result[key])
    missing = [words for key, words in PARTS.items() if key not in result]
    if missing:
        blocks += ["## Not measured yet", f"There are no figures yet for {'; '.join(missing)}."]
    blocks += losses.section(result)
    blocks += ["## Sources", SOURCES]
    return "\n\n".join(blocks) + "\n"
