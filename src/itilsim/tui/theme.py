"""Colours of our own beside Textual's, and the words that go with every colour.

Colour never carries a meaning alone: each state has a glyph and a word in `PRIORITIES` and
`CLOCK_STATES`, and the style only underlines it. The colour-blind-safe themes are built on the
palette of Okabe and Ito, darkened or lightened until text reaches a contrast of 4.5 to 1. The same
is done to the coloured words of Textual's own themes, when one is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.color import Color
from textual.content import Content
from textual.theme import Theme

if TYPE_CHECKING:
    # The first screen needs colours, and no desk.
    from itilsim.seat.matters import ClockState

DEFAULT_THEME: Final = "textual-dark"
"""What a new student sees."""
READABLE: Final = 4.5
"""Least contrast of words and their ground. Source: WCAG 2.2, success criterion 1.4.3."""
_STEPS: Final = 20
"""Steps in which a colour goes to black or white; tuning constant."""
_GROUNDS: Final = ("background", "surface", "panel")
_INKS: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(
        (f"text-{role}" for role in
         ("primary", "secondary", "warning", "error", "success", "accent")),
        _GROUNDS,
    ),
    "footer-key-foreground": ("footer-background", *_GROUNDS),
}  # fmt: skip
"""Colours of words, with the grounds on which they stand."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How one state is told without colour, and in which colour besides."""

    glyph: str
    """One cell, for narrow columns."""
    word: str
    """What it means."""
    style: str
    """A style of the stylesheet language, for those who see it."""

    def content(self, *, short: bool = False) -> Content:
        """The glyph with its word, or the glyph alone where a legend stands nearby."""
        return Content.styled(self.glyph if short else f"{self.glyph} {self.word}", self.style)


PRIORITIES: Final[Mapping[int, Mark]] = {
    1: Mark("P1", "P1 critical", "bold $text-error"),
    2: Mark("P2", "P2 high", "bold $text-warning"),
    3: Mark("P3", "P3 moderate", "$text-primary"),
    4: Mark("P4", "P4 low", "$foreground"),
    5: Mark("P5", "P5 planned", "$foreground"),
}
"""Priorities by number."""

CLOCK_STATES: Final[Mapping[ClockState, Mark]] = {
    "running": Mark("·", "in time", "$foreground"),
    "half": Mark("◑", "half gone", "$foreground"),
    "late": Mark("◕", "three quarters gone", "$text-warning"),
    "nearly": Mark("!", "nearly due", "bold $text-warning"),
    "missed": Mark("X", "missed", "bold $text-error"),
    "paused": Mark("|", "paused", "$text-primary"),
    "met": Mark("✓", "met", "$text-success"),
}
"""States of a clock; the marks at 50, 75, 90 and 100 % are those of the usual tools."""


def readable(variables: Mapping[str, str]) -> dict[str, str]:
    """Variables of a theme, with coloured words as dark or light as it takes to read them.

    Args:
        variables: As the theme has them; colours that the terminal itself chooses stay.
    """
    found = dict(variables)
    for ink, names in _INKS.items():
        grounds = [Color.parse(variables[name]) for name in names if name in variables]
        colour = Color.parse(variables[ink])
        if colour.ansi is None and all(each.ansi is None and each.a == 1 for each in grounds):
            found[ink] = _legible(colour, grounds).hex
    return found


def _legible(colour: Color, grounds: Sequence[Color]) -> Color:
    """The colour, taken towards black or white until it can be read on all grounds."""
    ends = [Color(0, 0, 0), Color(255, 255, 255)]
    end = max(ends, key=lambda each: _least(each, grounds))
    mixed = (colour.blend(end, step / _STEPS) for step in range(_STEPS))
    return next((each for each in mixed if _least(each, grounds) >= READABLE), end)


def _least(ink: Color, grounds: Sequence[Color]) -> float:
    """The least contrast with any of the grounds. Source: WCAG 2.2, contrast ratio."""
    light = _luminance(ink)
    ratios = ((light + 0.05) / (_luminance(ground) + 0.05) for ground in grounds)
    return min(max(ratio, 1 / ratio) for ratio in ratios)


def _luminance(colour: Color) -> float:
    """Source: WCAG 2.2, relative luminance."""
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
        for share in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _safe(name: str, *, dark: bool, **colours: str) -> Theme:
    """A theme whose derived text colours are set, not blended, so that contrast is known."""
    text = {
        f"text-{role}": colours[role]
        for role in ("primary", "secondary", "warning", "error", "success", "accent")
    }
    ground, ink = colours["background"], colours["foreground"]
    return Theme(
        name,
        dark=dark,
        primary=colours["primary"],
        secondary=colours["secondary"],
        warning=colours["warning"],
        error=colours["error"],
        success=colours["success"],
        accent=colours["accent"],
        foreground=ink,
        background=ground,
        surface=colours["surface"],
        panel=colours["panel"],
        luminosity_spread=0.1,
        text_alpha=1.0,
        variables={
            **text,
            "text-muted": "auto 100%",  # black or white: it also stands on the cursor's line
            "text-disabled": ink,
            "foreground-muted": ink,
            "block-cursor-background": colours["primary"],
            "block-cursor-foreground": ground,
            "block-cursor-blurred-background": colours["panel"],
            "block-cursor-blurred-foreground": ink,
            "footer-background": colours["panel"],
            "footer-foreground": ink,
            "footer-key-foreground": colours["accent"],
            "footer-description-foreground": ink,
            "button-color-foreground": ground,
            "button-foreground": ink,
            "border": colours["primary"],
            "border-blurred": ink,
            "input-selection-background": f"{colours['primary']} 40%",
            "scrollbar": ink,
            "scrollbar-background": ground,
        },
    )


THEMES: Final[tuple[Theme, ...]] = (
    _safe(
        "high-contrast-dark",
        dark=True,
        primary="#7fd4ff",
        secondary="#d6b3ff",
        accent="#ffe14d",
        warning="#ffc84d",
        error="#ff9b94",
        success="#86f09a",
        foreground="#ffffff",
        background="#000000",
        surface="#0a0a0a",
        panel="#1a1a1a",
    ),
    _safe(
        "high-contrast-light",
        dark=False,
        primary="#00347a",
        secondary="#4b0082",
        accent="#6b2e00",
        warning="#6e3b00",
        error="#8f0010",
        success="#00501c",
        foreground="#000000",
        background="#ffffff",
        surface="#fafafa",
        panel="#e8e8e8",
    ),
    _safe(
        "colour-blind-dark",
        dark=True,
        primary="#56b4e9",
        secondary="#cc9fbb",
        accent="#f0e442",
        warning="#f0b030",
        error="#ff8a4d",
        success="#3fc9a0",
        foreground="#f2f2f2",
        background="#10151c",
        surface="#161d26",
        panel="#202a36",
    ),
    _safe(
        "colour-blind-light",
        dark=False,
        primary="#005a91",
        secondary="#87436b",
        accent="#7a4a00",
        warning="#7d5200",
        error="#a84300",
        success="#006b4f",
        foreground="#1a1a1a",
        background="#fbfbf8",
        surface="#f1f1ec",
        panel="#e6e6e0",
    ),
)
"""High contrast, and safe for people who confuse red and green; each on dark and on light."""
