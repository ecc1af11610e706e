"""Two texts side by side: what both say in the same order, and what stands in between instead.

`difflib` finds the blocks that both have. What differs between two blocks is a *gap*; gaps that only
a word or two separate are one. Inflection and slips of the pen are no difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher

from dsupport.analysis.caution.wordlists import Language
from dsupport.analysis.caution.words import Word, kin

BRIDGE = 1
"""Words in common between two gaps up to which they are one gap, if these words say little."""

SMALL = 0.5
"""Weight of a word that says little alone."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Where the texts differ between two blocks that they share.

    Attributes
    ----------
    left, right
        First and last-but-one word of the stretch in each.
    left_only, right_only
        Words in it that the other text has nowhere.
    left_moved, right_moved
        Words in it that the other text has elsewhere.
    """

    left: tuple[int, int]
    right: tuple[int, int]
    left_only: tuple[int, ...]
    right_only: tuple[int, ...]
    left_moved: tuple[int, ...]
    right_moved: tuple[int, ...]

    @property
    def here(self) -> tuple[int, ...]:
        """Words of the left that do not stand there in the other text."""
        return (*self.left_only, *self.left_moved)

    @property
    def there(self) -> tuple[int, ...]:
        """Words of the right that do not stand there in the other text."""
        return (*self.right_only, *self.right_moved)


@dataclass(frozen=True, slots=True)
class Frame:
    """How two texts lie side by side.

    Attributes
    ----------
    share
        Weight of the words in common and in order, of both texts together.
    shorter
        The same of the shorter text alone: 1 if it stands within the longer one.
    common
        Words of the left that both have, in order.
    gaps, fine
        Where they differ; `fine`: small words between two gaps part them, too.
    """

    share: float
    shorter: float
    common: tuple[int, ...]
    gaps: tuple[Gap, ...]
    fine: tuple[Gap, ...]


def weight(words: Sequence[Word]) -> float:
    """How much a stretch says: small words count half."""
    return sum(SMALL if word.small else 1.0 for word in words)


def _keys(
    left: Sequence[Word], right: Sequence[Word], language: Language
) -> tuple[list[str], list[str]]:
    """Keys of both; a word of the right that has a kin on the left takes its key.

    Contraries are no kin, however alike they are written (“nützlich”, “nutzlos”).
    """
    one = [word.key for word in left]
    known = set(one)
    by_begin: dict[str, dict[str, Word]] = {}
    for word in sorted(left, key=lambda word: word.key):
        if not word.small:
            by_begin.setdefault(word.key[:1], {}).setdefault(word.key, word)
    renamed: dict[str, str] = {}
    for word in right:
        if word.small or word.key in known or word.key in renamed:
            continue
        for other in by_begin.get(word.key[:1], {}).values():
            if kin(word.key, other.key) and not language.contrary(word, other):
                renamed[word.key] = other.key
                break
    return one, [renamed.get(word.key, word.key) for word in right]


def most_in_common(left: Sequence[Word], right: Sequence[Word]) -> float:
    """The largest share that a frame could have: words in common in any order."""
    one = Counter(word.key[:4] for word in left)
    two = Counter(word.key[:4] for word in right)
    return 2 * sum((one & two).values()) / max(1, len(left) + len(right))


def lay(left: Sequence[Word], right: Sequence[Word], language: Language) -> Frame:
    """Lay two texts side by side."""
    one, two = _keys(left, right, language)
    blocks = SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks()
    common = sum(
        weight(left[b.a : b.a + b.size]) + weight(right[b.b : b.b + b.size]) for b in blocks
    )
    weights = weight(left), weight(right)
    both = common / max(1.0, sum(weights))
    shorter = common / 2 / max(1.0, min(weights))
    kept_left = {i for b in blocks for i in range(b.a, b.a + b.size)}
    kept_right = {j for b in blocks for j in range(b.b, b.b + b.size)}
    free_left = Counter(one[i] for i in range(len(one)) if i not in kept_left)
    free_right = Counter(two[j] for j in range(len(two)) if j not in kept_right)
    keys = one, two
    kept = kept_left, kept_right
    free = free_left, free_right
    return Frame(
        both,
        shorter,
        tuple(sorted(kept_left)),
        tuple(_gaps(_stretches(blocks, left), keys, kept, free)),
        tuple(_gaps(_stretches(blocks, left, 0), keys, kept, free)),
    )


def _gaps(
    stretches: Sequence[tuple[tuple[int, int], tuple[int, int]]],
    keys: tuple[list[str], list[str]],
    kept: tuple[set[int], set[int]],
    free: tuple[Counter[str], Counter[str]],
) -> list[Gap]:
    """The stretches in which something differs, with the words that do."""
    gaps = []
    (one, two), (kept_left, kept_right), (free_left, free_right) = keys, kept, free
    for (a, a2), (b, b2) in stretches:
        here = [i for i in range(a, a2) if i not in kept_left]
        there = [j for j in range(b, b2) if j not in kept_right]
        if here or there:
            gaps.append(
                Gap(
                    (a, a2),
                    (b, b2),
                    tuple(i for i in here if not free_right[one[i]]),
                    tuple(j for j in there if not free_left[two[j]]),
                    tuple(i for i in here if free_right[one[i]]),
                    tuple(j for j in there if free_left[two[j]]),
                )
            )
    return gaps


def _stretches(
    blocks: Sequence[Match], left: Sequence[Word], bridge: int = BRIDGE
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """What lies between blocks; a short block of small words does not part two stretches."""
    found: list[tuple[tuple[int, int], tuple[int, int]]] = []
    a = b = 0
    for block in blocks:
        if block.size and _bridge(left[block.a : block.a + block.size], bridge) and block.a > 0:
            continue
        found.append(((a, block.a), (b, block.b)))
        a, b = block.a + block.size, block.b + block.size
    return found


def _bridge(words: Sequence[Word], most: int) -> bool:
    return len(words) <= most and all(word.small for word in words)
