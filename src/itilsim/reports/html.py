"""A report as one HTML file: nothing is fetched, nothing runs, and it prints.

The one idea: the same sections as everywhere, laid out by one template that escapes every word; a
policy in its head forbids scripts, pictures and addresses of any kind, and allows its one style
sheet by its digest.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from itilsim.domain.debriefing.values import Debrief
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring.tally import Finding
from itilsim.learner.from_findings import Exercise
from itilsim.learner.training import Trained
from itilsim.quiz.editions import Edition
from itilsim.reports import drawings, parts_of
from itilsim.reports.blocks import Block, Chart, Section
from itilsim.reports.text import WIDTH, block_lines
from itilsim.words.labels import MODES

_TEMPLATE: Final = "report.html"
STYLE: Final = "report.css"


def debrief_html(
    debrief: Debrief,
    setting: Setting,
    edition: Edition | None = None,
    trained: Sequence[Trained] = (),
    learn: Sequence[tuple[Finding, Exercise]] = (),
    besides: Sequence[Section] = (),
    who: str = "",
) -> str:
    """A debrief as one HTML file.

    Args:
        debrief: What to say.
        setting: The scenario that it was played in.
        edition: Whose syllabus references are shown; none: all.
        trained: What it trains, for each exam that is to be named.
        learn: Findings with their card and question, the dearest first.
        besides: Sections that stand behind the first page of it.
        who: Whose it is, for the line below the heading; empty: that is not said.
    """
    parts = parts_of(debrief, setting, edition, trained, learn, besides)
    about = f"{setting.organisation.name}, seed {debrief.seed}, {MODES[debrief.mode].lower()} mode"
    about = f"{who} · {about}" if who else about
    return html(f"Debrief: {setting.scenario.title}", parts, about)


def html(title: str, sections: Sequence[Section], about: str = "") -> str:
    """A whole report.

    Args:
        title: Its heading.
        sections: What it says.
        about: A line below the heading, like who and when.
    """
    here = files("itilsim.reports")
    return rendered(
        here / _TEMPLATE, [here / STYLE], title=title, about=about, sections=sections,
        characters=_characters, drawing=_drawing,
    )  # fmt: skip


def rendered(template: Traversable, styles: Iterable[Traversable], **values: object) -> str:
    """A page out of a template that escapes every word, and its policy, which allows its style.

    Args:
        template: The file of the template.
        styles: The files of its one style sheet, in order.
        values: What the template is given besides.
    """
    style = "".join(each.read_text(encoding="utf-8") for each in styles)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                              lstrip_blocks=True)  # fmt: skip
    return environment.from_string(template.read_text(encoding="utf-8")).render(
        kind=_kind,
        style=Markup(style),  # noqa: S704 - files of ours
        policy=f"default-src 'none'; style-src 'sha256-{digest}'",
        **values,
    )


def _kind(block: object) -> str:
    return type(block).__name__


def _drawing(block: Chart) -> Markup:
    """A chart as SVG."""
    name, *values = block.drawing
    drawn: Markup = getattr(drawings, str(name))(*values)
    return drawn


def _characters(block: Block) -> str:
    return "\n".join(block_lines(block, WIDTH))
