"""What an exam came to: passed or not, by area, and then every question with every option.

The one idea: it begins with the answer to the one question that everybody has, and each mistake is
one key away from its explanation.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from textwrap import wrap
from typing import Final, Literal

from textual.content import Content

from itilsim.quiz.marking import ItemResult, Result
from itilsim.quiz.questions import Item, Source
from itilsim.reports.charts import Bar, bars, percent
from itilsim.tui.bindings import bindings
from itilsim.tui.screens.book import Book, BookPage
from itilsim.tui.screens.exam import WITHDRAWN
from itilsim.tui.widgets.question import (
    RIGHT,
    WRONG,
    asked_content,
    explained,
    paragraphs_of,
    source_words,
)
from itilsim.words.figures import signed
from itilsim.words.questions import CERTAINTIES, topic_of

Which = Literal["all", "wrong", "flagged"]
"""Questions that are listed."""
_NEXT: Final[Mapping[Which, Which]] = {"all": "wrong", "wrong": "flagged", "flagged": "all"}


@dataclass(frozen=True, slots=True)
class ResultView:
    """Everything that the screen shows."""

    title: str
    """What the exam is called."""
    result: Result
    """How it was marked."""
    pass_mark: int
    """Right answers that were needed."""
    items: tuple[Item | None, ...]
    """The questions in order and as they were shown; None for one that was withdrawn."""
    chosen: tuple[int | None, ...]
    """What was chosen of each, by its place as it was shown; None: nothing."""
    flags: Collection[int]
    """Positions that were flagged."""
    sources: Mapping[str, Source]
    """Who items name as theirs, by id."""
    minutes: int
    """Minutes that were used."""

    @property
    def weak(self) -> tuple[str, ...]:
        """Topics of wrong answers, the most wrong ones first."""
        wrong = [
            item.topic
            for item, one in zip(self.items, self.result.by_item, strict=True)
            if item is not None and not one.correct
        ]
        return tuple(sorted(dict.fromkeys(wrong), key=lambda topic: -wrong.count(topic)))


class ResultScreen(Book[tuple[str, ...] | None]):
    """Leaves with topics to practise, or with nothing."""

    PLACE = "result"
    BINDINGS = bindings(PLACE)

    def __init__(self, view: ResultView) -> None:
        """Show what an exam came to.

        Args:
            view: All of it.
        """
        self._view = view
        self._which: Which = "all"
        super().__init__(f"Result: {view.title}", tuple(_pages(view, "all")))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to practise only where something was wrong."""
        del parameters
        return action != "practise" or bool(self._view.weak)

    def action_which(self) -> None:
        """List all questions, wrong ones, or flagged ones."""
        self._which = _NEXT[self._which]
        self.open_pages(tuple(_pages(self._view, self._which)))
        self.notify(f"Questions listed: {self._which}.", timeout=2)

    def action_practise(self) -> None:
        """Practise what went wrong."""
        self.dismiss(self._view.weak)


def _pages(view: ResultView, which: Which) -> Iterator[BookPage]:
    yield BookPage("Result", partial(_summary, view))
    for position, (item, one) in enumerate(zip(view.items, view.result.by_item, strict=True)):
        flagged = position in view.flags
        if (which == "wrong" and one.correct) or (which == "flagged" and not flagged):
            continue
        wrong = f"{WRONG} wrong" if one.chosen is not None else f"{WRONG} empty"
        mark = f"{RIGHT} right" if one.correct else wrong
        title = f"{position + 1:>2} {mark}{' flagged' if flagged else ''}"
        yield BookPage(title, partial(_question, view, position, item, one))


def _summary(view: ResultView, width: int) -> Content:
    result = view.result
    verdict = (f"{RIGHT} Passed.", "bold $text-success")
    if not result.passed:
        verdict = (f"{WRONG} Not passed.", "bold $text-error")
    lines = [
        Content.assemble(verdict, f" {result.correct} of {result.total} right; {view.pass_mark} "
                         f"were needed. It took {view.minutes} min."),
    ]  # fmt: skip
    if result.certainty_score is not None:
        most = 3 * result.total
        points = signed(result.certainty_score)
        said = f"Certainty: {points} of {most} points. Being sure and wrong costs 6 each."
        lines += [Content(line) for line in wrap(said, width)]
    lines += [Content(), Content.styled("By area of the syllabus", "bold")]
    rows = [
        Bar(
            f"{area.area} {area.title}",
            area.correct / area.total,
            f"{area.correct} of {area.total}",
        )
        for area in result.by_area
    ]
    lines += [Content(line) for line in bars(rows, width)]
    wrong = result.total - result.correct
    said = "Right: every single question. Sleep well."
    if wrong:
        said = (
            f"{wrong} wrong ({percent(wrong / result.total)}). l goes through the questions, "
            "w lists only the wrong ones, p practises their topics."
        )
    lines += [Content(), *(Content(line) for line in wrap(said, width))]
    return Content("\n").join(lines)


def _question(
    view: ResultView, position: int, item: Item | None, one: ItemResult, width: int
) -> Content:
    head = f"Question {position + 1} of {len(view.items)}"
    if item is None:
        return Content("\n").join([Content.styled(head, "bold"), Content(WITHDRAWN)])
    said = "Right." if one.correct else "Wrong." if one.chosen is not None else "Not answered."
    if one.certainty is not None:
        said += f" You were {CERTAINTIES[one.certainty]}."
    parts: Sequence[Content] = (
        Content.styled(f"{head}   {topic_of(item)}", "$text-primary"),
        Content(),
        asked_content(paragraphs_of(item), width),
        Content(),
        explained(item, view.chosen[position], width),
        Content(),
        Content(said),
        *(Content.styled(line, "$text-muted")
          for line in wrap(source_words(item, view.sources.get(item.source)), width)),
    )  # fmt: skip
    return Content("\n").join(parts)
