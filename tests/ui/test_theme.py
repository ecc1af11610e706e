"""Colours can be told apart by people who do not see well."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text("utf-8"))


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_stand_out(scheme):
    theme = CONFIG["theme"][scheme]
    backgrounds = [theme["backgroundColor"], theme["secondaryBackgroundColor"]]
    backgrounds += [
        theme["sidebar"][name] for name in ("backgroundColor", "secondaryBackgroundColor")
    ]
    for background in backgrounds:
        assert contrast(theme["textColor"], background) >= 7
        assert contrast(theme["linkColor"], background) >= 4.5
    assert contrast("#ffffff", theme["primaryColor"]) >= 4.5
    assert contrast(theme["primaryColor"], theme["backgroundColor"]) >= 3
    for colour in ("blue", "green", "yellow"):
        assert contrast(theme[f"{colour}TextColor"], theme[f"{colour}BackgroundColor"]) >= 4.5


def test_nothing_is_sent_and_nothing_is_fetched():
    assert CONFIG["browser"]["gatherUsageStats"] is False
    style = (Path(__file__).parents[2] / "dsupport/ui/style.css").read_text("utf-8")
    assert "url(" not in style
    assert "@import" not in style
