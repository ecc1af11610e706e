"""Measures the suggestions and writes the report.

    python benchmarks/run.py --data ../shared/data

takes half an hour or more on two cores and writes ``docs/benchmarks.md`` and ``docs/benchmarks.json``.

    python benchmarks/run.py --data ../shared/data --quick

takes less than a minute and only prints. Other methods are measured where they are installed:
``pip install --constraint constraints.txt bertopic==0.17.4 umap-learn==0.5.12 evoc==0.3.2
semhash==0.5.0``.

``--parts long`` measures 100,000 texts; it is left out unless it is named.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# This folder itself must not be on the path: its `datasets.py` would hide a package of that name.
sys.path[0] = str(ROOT)

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

from benchmarks import (  # noqa: E402
    assign_part,
    certainty_part,
    datasets,
    duplicates_part,
    encoder_part,
    languages_part,
    names_part,
    peers,
    places_part,
    planted_part,
    review_part,
    speed_part,
    themes_part,
    together_part,
    warnings_part,
)
from benchmarks.report import duplicates, page, themes  # noqa: E402
from dsupport import __version__  # noqa: E402
from dsupport.services.analysing import ALGORITHM  # noqa: E402

PARTS = (
    "themes",
    "certainty",
    "names",
    "duplicates",
    "warnings",
    "review",
    "assign",
    "languages",
    "encoder",
    "speed",
)
OPTIONAL = ("long",)
"""Parts that are left out unless they are named."""

MEASURES: dict[str, Callable[[Path, bool], dict]] = {
    "certainty": lambda data, _: certainty_part.measure(data),
    "names": names_part.measure,
    "duplicates": lambda data, _: {
        "stsb": duplicates_part.stsb(data),
        "samples": {city: planted_part.sample(city) for city in datasets.SAMPLES},
        "together": together_part.measure(data),
    },
    "warnings": lambda data, _: warnings_part.measure(data),
    "review": lambda data, _: {
        "samples": review_part.measure(),
        "places": places_part.measure(data),
    },
    "assign": lambda data, _: {"sets": assign_part.measure(data)},
    "languages": languages_part.measure,
    "encoder": lambda data, _: encoder_part.measure(data),
}
"""Parts that are measured whole, in this order, by folder and whether other methods run."""

QUICK_SETS = ("ccc", *datasets.SAMPLES)


def machine() -> dict:
    """What it ran on, in words that fit any machine."""
    packages = ("numpy", "scikit-learn", "graspologic-native", "torch", "sentence-transformers")
    return {
        "cores": os.cpu_count() or 1,
        "threads": os.environ.get("OMP_NUM_THREADS", ""),
        "architecture": platform.machine(),
        "system": platform.system(),
        "dsupport": f"{__version__}, algorithm {ALGORITHM}",
        "python": platform.python_version(),
        "packages": {name: peers.installed(name) for name in packages},
        "peers": peers.availability(),
    }


def kept(now: dict, before: dict) -> dict:
    """With other methods that are not installed now, but whose figures stay in the report."""
    known = before.get("peers", {})
    return {
        **now,
        "peers": {name: how or known.get(name, "") for name, how in now["peers"].items()},
    }


def stamped(result: dict) -> dict:
    """With the day on which it was measured."""
    return {"measured": datetime.now(UTC).date().isoformat(), **result}


def timed(label: str, function: Callable[[], dict]) -> dict:
    print(f"{label} …", flush=True)
    started = time.perf_counter()
    result = stamped(function())
    print(f"  {label}: {time.perf_counter() - started:.0f} s", flush=True)
    return result


def quick(data: Path | None) -> None:
    """The small sets, without other methods, on the screen."""
    found = {}
    for name in QUICK_SETS:
        if name in datasets.SAMPLES or data is not None:
            found[name] = themes_part.measure_quickly(name, data)
    print(themes.scores(found, {}))
    print()
    samples = {city: planted_part.sample(city) for city in datasets.SAMPLES}
    print(duplicates.samples(samples))


def full(arguments: argparse.Namespace) -> None:
    """Measure part by part; what was not asked for is kept from the file that is there."""
    data, with_peers = arguments.data, not arguments.no_peers
    store = arguments.out.with_suffix(".json")
    result = json.loads(store.read_text("utf-8")) if store.is_file() else {}
    if any(arguments.parts) or "machine" not in result:
        result["machine"] = kept(machine(), result.get("machine", {}))

    def save() -> None:
        store.parent.mkdir(parents=True, exist_ok=True)
        store.write_text(json.dumps(rounded(result), indent=1, ensure_ascii=False) + "\n", "utf-8")
        arguments.out.write_text(page.write(rounded(result)), "utf-8")

    if "themes" in arguments.parts:
        for name in arguments.sets:
            found = timed(
                f"themes: {name}", lambda name=name: themes_part.measure(name, data, with_peers)
            )
            result.setdefault("themes", {})[name] = found
            save()
    for part, measure in MEASURES.items():
        if part in arguments.parts:
            result[part] = timed(part, lambda measure=measure: measure(data, with_peers))
            save()
    if "speed" in arguments.parts:
        before = result.get("speed", {})
        found = timed("speed", lambda: {"sizes": speed_part.measure(data)})
        result["speed"] = {**found, **{key: before[key] for key in ("long",) if key in before}}
        save()
    if "long" in arguments.parts:
        result.setdefault("speed", {"sizes": {}})
        result["speed"]["long"] = timed("long", lambda: {"sizes": speed_part.measure_long(data)})
        save()
    # Written anew in any case: the report may have changed.
    save()
    print(f"Written: {arguments.out} and {store}")


def rounded(value):
    """Four decimals are enough to read and to compare."""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(item) for item in value]
    return value.item() if hasattr(value, "item") else value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="folder of the public sets")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks.md")
    parser.add_argument("--sets", help="only these sets, with commas between them")
    parser.add_argument("--parts", help=f"only these parts: {','.join(PARTS + OPTIONAL)}")
    parser.add_argument("--no-peers", action="store_true", help="leave other methods out")
    parser.add_argument("--quick", action="store_true", help="small sets only; prints")
    arguments = parser.parse_args()
    if arguments.quick:
        quick(arguments.data)
        return
    known = (*datasets.PUBLIC, *datasets.SAMPLES)
    if arguments.sets:
        arguments.parts = arguments.parts or "themes"
    arguments.sets = arguments.sets.split(",") if arguments.sets else list(known)
    arguments.parts = PARTS if arguments.parts is None else arguments.parts.split(",")
    for name in arguments.sets:
        if name not in known:
            parser.error(f"there is no set {name}; there are {', '.join(known)}")
    if any(part for part in arguments.parts if part and part not in PARTS + OPTIONAL):
        parser.error(f"parts are {', '.join(PARTS + OPTIONAL)}")
    samples_only = set(arguments.parts) <= {"themes", ""} and set(arguments.sets) <= set(
        datasets.SAMPLES
    )
    if arguments.data is None and not samples_only and "".join(arguments.parts):
        parser.error("--data is needed for the public sets")
    full(arguments)


if __name__ == "__main__":
    main()
