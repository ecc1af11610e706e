"""What the unplaced tray costs and brings."""

from __future__ import annotations

from benchmarks import peers
from benchmarks.report.formatting import NAMES, number, percent, share, table, whole
from benchmarks.report.labellings import labellings

LEAVING = (peers.DENSITY, peers.EVOC)
"""Methods that leave texts out."""


def section(found: dict) -> list[str]:
    blocks = [
        "### The unplaced tray (AMI)",
        "Our analysis sets texts apart that are weakly linked or unlike others. HDBSCAN leaves "
        "out what is in no dense place: compare both columns together, a method can always look "
        "better by placing less.",
        agreement(found),
    ]
    if any("tray" in item["ours"] for item in found.values()):
        blocks += [
            "In the sample assemblies some texts were written to belong to no theme (off topic, "
            "spam, a single idea):",
            samples(found),
        ]
    return blocks


def agreement(found: dict) -> str:
    """AMI with the tray's texts in their themes, as one group, and left out."""
    rows = []
    for one in labellings(found):
        others = [
            cell
            for method in LEAVING
            for cell in (
                number((one.theirs(method) or {}).get("ami_placed")),
                percent(one.result["peers"].get(method, {}).get("placed")),
            )
        ]
        rows.append(
            [
                one.title,
                number(one.ours["ami"]),
                number(one.ours["ami_with_tray"]),
                number(one.ours["ami_placed"]),
                percent(one.result["ours"]["placed"]),
                *others,
            ]
        )
    header = ["set, labels", "everything placed", "tray as one group", "placed texts only"]
    header += ["share placed"]
    header += [f"{m}: {what}" for m in LEAVING for what in ("placed only", "share placed")]
    return table(header, rows)


def samples(found: dict) -> str:
    """Whether texts that belong nowhere are set apart."""
    rows = []
    for name, result in found.items():
        tray = result["ours"].get("tray")
        if tray:
            rows.append(
                [
                    NAMES[name],
                    whole(tray["texts"]),
                    whole(tray["nowhere"]),
                    whole(tray["unplaced"]),
                    share(tray["both"], tray["unplaced"]),
                    share(tray["both"], tray["nowhere"]),
                    percent(tray["nowhere"] / tray["texts"]),
                ]
            )
    header = ["sample", "texts", "belong to no theme", "in the tray"]
    header += ["of the tray, rightly", "of those without a theme, found", "by chance"]
    return table(header, rows)
