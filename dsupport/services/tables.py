"""What a workspace holds as tables: one for each question.

Personal data is hidden in everything that leaves here unless a person asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dsupport.errors import NotEnoughDataError
from dsupport.phrases import Phrase
from dsupport.results import Analysis, Placement
from dsupport.services.dividing import several
from dsupport.services.reading import Snapshot
from dsupport.services.record_names import RecordNames, RecordWords, reader
from dsupport.wording import Wording
from dsupport.wording.problems import problem
from dsupport.wording.reasons import consensus_reason
from dsupport.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd

TYPICAL = 3
"""Texts that stand for a theme in an overview."""


def contributions_table(state: Snapshot, personal: bool = False) -> pd.DataFrame:
    """One row per contribution and per part of a divided one, every attribute as a further column.

    Parameters
    ----------
    personal
        Show personal data: a person's decision.
    """
    rows: list[dict[str, object]] = []
    for item in (*state.contributions.values(), *state.wholes.values()):
        placement = state.placements.get(item.contribution_id)
        divided = item.contribution_id in state.wholes
        rows.append(
            {
                "contribution_id": item.contribution_id,
                "source_id": item.source_id,
                "kind": item.kind,
                "language": item.language,
                "title": item.title if personal else item.shown_title,
                "text": item.text if personal else item.shown_text,
                "author": item.participant,
                "created_at": item.created_at,
                "session": item.session,
                "supports": item.supports,
                "status": "divided"
                if divided
                else _status(placement, item.contribution_id in state.decided.aside),
                "table": item.table,
                "source": item.source,
                "parent": item.parent,
                "version": item.version,
                "part_of": item.part_of,
                **{
                    k if k not in _OWN else f"{k} (file)": v
                    for k, v in (item.attributes if personal else item.shown_attributes).items()
                },
            }
        )
    frame = _frame(rows, _OWN)
    frame["supports"] = frame["supports"].astype("Int64")
    return frame


_OWN = (
    "contribution_id source_id kind language title text author created_at session supports status "
    "table source parent version part_of"
).split()


def _status(placement: Placement | None, aside: bool = False, locked: bool = False) -> str:
    if aside:
        return "set aside"
    if placement is None:
        return "new"
    if locked:
        return "locked"
    return "placed" if placement.theme_id else "unplaced"


def _frame(rows: list[dict[str, object]], columns: list[str]) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame(rows) if rows else pd.DataFrame(columns=columns)
    # Numbers of decisions stay whole where some are missing.
    return frame.astype({name: "Int64" for name in ("decided", "undone_by") if name in frame})


def _need_analysis(state: Snapshot) -> Analysis:
    if state.analysis is None:
        raise problem(NotEnoughDataError, "not-analysed", start=Phrase("app.page_start"))
    return state.analysis


def _source_id(state: Snapshot, contribution_id: str) -> str:
    item = state.contributions.get(contribution_id)
    return item.source_id if item else ""


def themes_table(state: Snapshot, language: str = "") -> pd.DataFrame:
    """One row per contribution with its theme, named in `language` (default: that of most)."""
    rows: list[dict[str, object]] = []
    for placement in _need_analysis(state).placements:
        theme = state.themes.get(placement.theme_id)
        part = state.themes.get(placement.subtheme_id)
        rows.append(
            {
                "contribution_id": placement.contribution_id,
                "source_id": _source_id(state, placement.contribution_id),
                "theme_id": placement.theme_id,
                "theme_label": theme.label(language) if theme else "",
                "subtheme_id": placement.subtheme_id,
                "subtheme_label": part.label(language) if part else "",
                "confidence": placement.confidence,
                "status": _status(placement, locked=bool(theme and theme.locked)),
                "certainty": placement.certainty if theme else "",
                "decided": placement.decided or None,
            }
        )
    columns = (
        "contribution_id source_id theme_id theme_label subtheme_id subtheme_label confidence status "
        "certainty decided"
    )
    return _frame(rows, columns.split())


def duplicates_table(state: Snapshot) -> pd.DataFrame:
    """One row per contribution in a group that may say the same."""
    rows: list[dict[str, object]] = [
        {
            "group_id": group.group_id,
            "contribution_id": member,
            "source_id": _source_id(state, member),
            "representative_id": group.representative,
            "score": score,
            "kind": group.kind,
            "warning": group.warning,
            "status": group.status,
            "weakest": group.weakest,
            "suggestion": group.suggestion,
            "certainty": group.certainty,
            "decided": group.decided or None,
        }
        for group in _need_analysis(state).duplicate_groups
        for member, score in zip(group.members, group.scores, strict=True)
    ]
    columns = (
        "group_id contribution_id source_id representative_id score kind warning status weakest "
        "suggestion certainty decided"
    )
    return _frame(rows, columns.split())


def pairs_table(state: Snapshot, min_probability: float = 0.5) -> pd.DataFrame:
    """Every pair that the calibrated model would show, most probable first."""
    rows: list[dict[str, object]] = [
        {
            "a_source_id": _source_id(state, pair.a),
            "b_source_id": _source_id(state, pair.b),
            "probability": pair.probability,
            "similarity": pair.similarity,
            "kind": pair.kind,
            "warning": pair.warning,
            "a_contribution_id": pair.a,
            "b_contribution_id": pair.b,
        }
        for pair in _need_analysis(state).pairs
        if pair.probability >= min_probability
    ]
    columns = (
        "a_source_id b_source_id probability similarity kind warning a_contribution_id "
        "b_contribution_id"
    )
    return _frame(rows, columns.split())


def unplaced_table(state: Snapshot) -> pd.DataFrame:
    """Contributions that fit nowhere yet, with the two nearest themes."""
    _need_analysis(state)
    rows: list[dict[str, object]] = []
    for placement in state.unplaced:
        nearest = [*placement.nearest, ("", 0.0), ("", 0.0)]
        rows.append(
            {
                "contribution_id": placement.contribution_id,
                "source_id": _source_id(state, placement.contribution_id),
                "reason": placement.reason,
                "nearest_theme_id": nearest[0][0],
                "similarity": nearest[0][1],
                "second_theme_id": nearest[1][0],
                "second_similarity": nearest[1][1],
            }
        )
    columns = (
        "contribution_id source_id reason nearest_theme_id similarity second_theme_id "
        "second_similarity"
    )
    return _frame(rows, columns.split())


def consensus_table(state: Snapshot, language: str = "en") -> pd.DataFrame:
    """Ideas that many different people share, best supported first, with the reason in words."""
    say = Wording(language)
    _need_analysis(state)
    rows: list[dict[str, object]] = [
        {
            "contribution_id": candidate.contribution_id,
            "source_id": _source_id(state, candidate.contribution_id),
            "basis": "support",
            "probability": candidate.probability,
            "low": candidate.low,
            "high": candidate.high,
            "agree": candidate.people,
            "disagree": None,
            "passes": None,
            "unseen": None,
            "group_aware_consensus": None,
            "min_group_agree": None,
            "verdict": candidate.verdict,
            "reason": consensus_reason(candidate, say),
            "scope": candidate.scope,
            "authors": candidate.authors,
            "supports": candidate.supports,
            "voices": ";".join(candidate.voices),
            "theme_id": candidate.theme_id,
        }
        for candidate in state.consensus
    ]
    columns = (
        "contribution_id source_id basis probability low high agree disagree passes unseen "
        "group_aware_consensus min_group_agree verdict reason scope authors supports voices theme_id"
    )
    return _frame(rows, columns.split())


def ideas_table(state: Snapshot, language: str = "") -> pd.DataFrame:
    """One row per part of a text that may hold several ideas, or that people divided."""
    _need_analysis(state)
    rows: list[dict[str, object]] = []
    for name, one in several(state).items():
        item = state.given[name]
        for number, (part, (start, end)) in enumerate(
            zip(one.division.parts, one.division.spans, strict=True), 1
        ):
            place = one.places.get(part)
            theme = state.themes.get(place.theme_id) if place else None
            rows.append(
                {
                    "contribution_id": name,
                    "source_id": item.source_id,
                    "status": one.status,
                    "marked": one.marked,
                    "part": number,
                    "part_id": part,
                    "start": start,
                    "end": end,
                    "theme_id": place.theme_id if place else "",
                    "theme_label": theme.label(language) if theme else "",
                    "text": item.shown_text[start:end].strip(),
                    "decided": one.division.decided or None,
                }
            )
    columns = (
        "contribution_id source_id status marked part part_id start end theme_id theme_label text "
        "decided"
    )
    return _frame(rows, columns.split())


def runs_table(state: Snapshot) -> pd.DataFrame:
    """All runs; the accepted one is what people see, with their decisions over it."""
    rows: list[dict[str, object]] = [
        {
            "run_id": run.run_id,
            "fingerprint": run.fingerprint,
            "started_at": run.started_at,
            "seconds": round(sum(run.seconds.values()), 2),
            "n_contributions": len(state.inputs) if state.run == run else None,
            "encoder": run.encoder.get("name", ""),
            "random_state": run.config.get("random_state"),
            "accepted": run == state.run,
        }
        for run in state.runs
    ]
    return _frame(
        rows,
        "run_id fingerprint started_at seconds n_contributions encoder random_state accepted".split(),
    )


def decisions_table(
    state: Snapshot, workspace: Workspace | None = None, language: str = ""
) -> pd.DataFrame:
    """The log of decisions, oldest first, whether each of them counts now, and names for its ids.

    Parameters
    ----------
    workspace
        Where the runs can be read that named themes which have been joined since; without it, those
        keep their ids.
    language
        Of the names (default: that of most contributions of a theme, and English).
    """
    columns = "sequence at actor action target argument reason previous_hash hash".split()
    suspended = {one.sequence for one in state.decided.suspended}
    names = RecordNames(state, reader(workspace), language)
    words = RecordWords(state, names, Wording(language or "en"))
    rows: list[dict[str, object]] = []
    for decision in state.decisions:
        off = state.decided.off.get(decision.sequence)
        counts = "suspended" if decision.sequence in suspended else "undone" if off else "in effect"
        rows.append(
            {
                **{column: getattr(decision, column) for column in columns},
                "status": counts,
                "undone_by": off,
                "target_words": words.target(decision),
                "argument_words": words.argument(decision),
            }
        )
    return _frame(rows, [*columns, "status", "undone_by", "target_words", "argument_words"])


def themes_overview(state: Snapshot, language: str = "") -> pd.DataFrame:
    """One row per theme and subtheme: its name, size, how sure, and its most typical texts."""
    rows: list[dict[str, object]] = []
    for theme in state.themes.values():
        texts = [
            state.contributions[m].shown_text for m in theme.members if m in state.contributions
        ]
        rows.append(
            {
                "theme_id": theme.theme_id,
                "theme": theme.label(language),
                "part_of": theme.parent_id,
                "contributions": len(theme.members),
                "certainty": theme.certainty,
                "description": theme.description,
                **{f"typical text {n}": text for n, text in enumerate(texts[:TYPICAL], 1)},
            }
        )
    return _frame(rows, "theme_id theme part_of contributions certainty description".split())


def for_people(
    state: Snapshot, tables: Mapping[str, pd.DataFrame], language: str = ""
) -> dict[str, pd.DataFrame]:
    """The tables as a workbook that can be read: an overview first, and texts in every table."""
    if state.analysis is None:
        return dict(tables)
    shown: dict[str, pd.DataFrame] = {"overview": themes_overview(state, language)}
    for name, table in tables.items():
        frame = table.dropna(axis="columns", how="all")
        if "contribution_id" in frame and "text" not in frame:
            texts = [
                state.contributions[i].analysed_text if i in state.contributions else ""
                for i in frame["contribution_id"]
            ]
            frame = frame.assign(text=texts)
        if name == "themes":
            frame = frame.sort_values(["theme_id", "confidence"], ascending=[True, False])
        shown[name] = frame
    return shown
