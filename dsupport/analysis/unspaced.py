"""Words of texts without spaces, told by the scripts that Japanese mixes.

Japanese writes things in kanji and katakana and what binds them in hiragana: a run of the former is
mostly a name of something (“夜間バス”, “保育園”). Chinese shows no such seams: two to four signs in a
row, of which counting finds those that are words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LANGUAGES = frozenset({"ja", "zh"})

FILLERS = frozenset(
    "提案 希望 必要 要望 意見 市民 自分 問題 場合 今後 現在 方法 対応 検討 市 私 人 人々 方 時 事 物 所 中 "
    "等 可能 重要 大切 実施 お願 今 何 皆 年 月 日 我们 可以 应该 希望 建议 一个 没有 需要".split()
)
"""Words of every assembly: they say that somebody proposes, not what."""

_HAN = "\u3400-\u4dbf\u4e00-\u9fff々〆"
_THINGS = re.compile(rf"[{_HAN}]+|[\u30a0-\u30ff]{{2,}}")
_RUN = re.compile(rf"{_THINGS.pattern}|[\u3041-\u309f]+|.", re.DOTALL)

_AFTER_NOUNS = (
    "を", "に", "が", "は", "の", "と", "も", "で", "へ", "や", "か", "から", "まで", "など", "より",
    "だ", "し", "す", "さ", "づくり",
)  # fmt: skip
"""What may follow a noun; before other hiragana the last sign belongs to a verb (“植える”)."""

_AFTER_SHORT_NOUNS = ("を", "が", "は", "の", "に", "へ")
"""What follows nouns of a single sign (“木を”), and hardly anything else."""


def words(text: str, language: str) -> Iterator[str]:
    """Words of `text` that could name something, in their order."""
    for run, after in _runs(text):
        if language == "zh":
            for size in (2, 3, 4):
                for start in range(len(run) - size + 1):
                    if run[start : start + size] not in FILLERS:
                        yield run[start : start + size]
            continue
        word = run
        if after and not after.startswith(_AFTER_NOUNS):
            word = run[:-1]
        short = len(word) == 1 and after.startswith(_AFTER_SHORT_NOUNS)
        if word not in FILLERS and (len(word) > 1 or short):
            yield word


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """Runs of kanji and katakana, each with the hiragana that follow."""
    current = ""
    for match in _RUN.finditer(text):
        part = match.group()
        if _THINGS.fullmatch(part):
            current += part
            continue
        if current:
            yield current, part if "\u3041" <= part[0] <= "\u309f" else ""
        current = ""
    if current:
        yield current, ""
