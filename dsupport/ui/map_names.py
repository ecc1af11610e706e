"""Names of themes on the map: short, above their points, and none covering another."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Point = tuple[float, float]

TOP = 0.95
"""Names stand above this share of their points, so that they do not cover them."""

LINE = 15
"""Height of a line of a name on the map, in pixels."""

LETTER = 6.8
"""Mean width of a letter of a name on the map, in pixels."""

LONGEST = 18
"""Letters of a line of a name."""


def shortest(names: Mapping[str, str]) -> dict[str, str]:
    """The first word or words of each name, where that still tells it from the others."""
    firsts = {theme_id: name.split(",")[0].strip() for theme_id, name in names.items()}
    counts = Counter(firsts.values())
    return {i: first if counts[first] == 1 and first else names[i] for i, first in firsts.items()}


@dataclass(frozen=True)
class Name:
    """A name and where its lower middle would be, in pixels from the lower left."""

    theme_id: str
    lines: Sequence[str]
    x: float
    y: float

    @property
    def half(self) -> tuple[float, float]:
        """Half its width and height."""
        return max(map(len, self.lines)) * LETTER / 2 + 4, len(self.lines) * LINE / 2 + 4


def apart(boxes: Sequence[Name]) -> dict[str, float]:
    """How far to move each name up (or down, if negative); they are placed from the top."""
    done: list[tuple[Name, float]] = []
    for box in sorted(boxes, key=lambda b: (-b.y, b.x)):
        y = box.y
        for other, other_y in sorted(done, key=lambda d: -d[1]):
            beside = abs(other.x - box.x) >= other.half[0] + box.half[0]
            if not beside and abs(other_y - y) < other.half[1] + box.half[1]:
                y = other_y - other.half[1] - box.half[1]
        done.append((box, y))
    return {box.theme_id: round(y - box.y, 1) for box, y in done}


def placed(
    names: Mapping[str, str], tops: Mapping[str, Point], corners: tuple[Point, Point], size: Point
) -> list[tuple[Name, Point, Point]]:
    """Where each name goes.

    Parameters
    ----------
    tops
        By theme id the point above which its name belongs, in the units of the map.
    corners
        The lowest and the highest point of the map, in the same units.
    size
        Width and height of the picture, in pixels.

    Returns
    -------
    list of (name, its point on the map, shift in pixels)
    """
    (left, low), (right, high) = corners
    scale = size[0] / max(right - left, 1e-9), size[1] / max(high - low, 1e-9)
    short = shortest(names)
    boxes = [
        Name(
            theme_id,
            textwrap.wrap(short[theme_id], LONGEST, max_lines=2, placeholder=" …") or [theme_id],
            (tops[theme_id][0] - left) * scale[0],
            (tops[theme_id][1] - low) * scale[1],
        )
        for theme_id in names
        if theme_id in tops
    ]
    up = apart(boxes)
    return [
        (
            box,
            tops[box.theme_id],
            (
                max(0.0, box.half[0] - box.x) - max(0.0, box.x + box.half[0] - size[0]),
                up[box.theme_id] + box.half[1],
            ),
        )
        for box in boxes
    ]
