"""Which themes of a new run are themes that are there already: judged by their members."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

import numpy as np

LEAST = 1 / 3
"""Share of common members (Dice) from which a theme is the same theme, grown or shrunk."""

MAJORITY = 0.5
"""Share of its members by which a theme belongs to one that people joined."""


def match(
    old: Mapping[str, Collection[str]],
    new: Mapping[str, Collection[str]],
    joined: Collection[str] = (),
) -> dict[str, str]:
    """Find for every new theme the old one that it continues, if there is one.

    One to one, such that together they share most (assignment by Dice's coefficient of members,
    2·|a∩b| / (|a|+|b|), from a third on). Only a theme that people joined may be continued by
    several: by all whose members are mostly its own.

    Parameters
    ----------
    old, new
        Members by theme id. Members that the other side does not know do not count.
    joined
        Old themes that people joined together.

    Returns
    -------
    dict
        Old id by new id.
    """
    from scipy.optimize import linear_sum_assignment

    home = {name: theme for theme, names in old.items() for name in names}
    known = {name for names in new.values() for name in names}
    sizes = {theme: sum(name in known for name in names) for theme, names in old.items()}
    common: dict[str, Counter[str]] = {
        theme: Counter(home[name] for name in names if name in home) for theme, names in new.items()
    }
    found: dict[str, str] = {}
    for theme, shared in common.items():
        total = sum(shared.values())
        for candidate in sorted(joined):
            if total and shared[candidate] > MAJORITY * total:
                found[theme] = candidate
    rows = [theme for theme in new if theme not in found]
    columns = [theme for theme in old if theme not in set(found.values())]
    if not rows or not columns:
        return found
    dice = np.zeros((len(rows), len(columns)))
    for i, theme in enumerate(rows):
        size = sum(common[theme].values())
        for j, other in enumerate(columns):
            both = size + sizes[other]
            dice[i, j] = 2 * common[theme][other] / both if both else 0.0
    for i, j in zip(*linear_sum_assignment(-dice), strict=True):
        if dice[i, j] >= LEAST:
            found[rows[i]] = columns[j]
    return found
