"""The beginning of the page: how, when and where it was measured, and with what reserve."""

from __future__ import annotations

from collections.abc import Iterable

CORES = {1: "one core", 2: "two cores", 4: "four cores"}


def section(result: dict) -> list[str]:
    machine = result["machine"]
    cores = CORES.get(machine["cores"], f"{machine['cores']} cores")
    threads = f"OMP_NUM_THREADS={machine['threads']} " if machine.get("threads") else ""
    packages = ", ".join(f"{name} {v}" for name, v in machine["packages"].items() if v)
    return [
        "# Benchmarks",
        f"Made by `{threads}python benchmarks/run.py --data ../shared/data`, which also writes "
        "`benchmarks.json` beside this page. Every figure below comes from that file. Parts may be "
        "measured one by one (`--sets`, `--parts`); each row comes from one run.",
        f"Measured {_days(result)} on a machine with {cores} ({machine['architecture']}, "
        f"{machine['system']}), shared with other work: seconds are noisy, ratios between two "
        f"methods in one run are what counts. dsupport {machine['dsupport']}; Python "
        f"{machine['python']}; {packages}.",
        "The settings of the method were chosen while looking at these sets, so expect somewhat "
        "less on texts that nobody has seen. The sample assemblies were written for this project, "
        "with planted answers: they show what is found, not how common it is in real life. "
        "The encoder's adapter was trained on the *train* split of stsb-multi and on citizens' "
        "contributions from other sets than these ([model card](../models/README.md)); nothing that "
        "is measured here was trained on. How long it was trained was decided while looking at some "
        "of these sets. Every method below gets its vectors.",
    ]


def _days(result: dict) -> str:
    """The first and the last day on which a part was measured."""
    parts: Iterable[dict] = [*result.get("themes", {}).values(), *result.values()]
    days = sorted({part["measured"] for part in parts if "measured" in part})
    if not days:
        return "never"
    return days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
