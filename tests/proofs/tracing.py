"""Every number that a debrief prints, held against what a second reading of the log gives.

The one idea: a claim is a pattern that covers numbers in a sentence, and what has to stand there. A
number that differs is wrong; one that no claim covers is unknown. So a new sentence with a number
fails until somebody says where its number comes from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal, TypeAlias

from itilsim.domain.debriefing.values import Debrief
from itilsim.domain.scenario import Setting
from itilsim.domain.scoring import Finding, Tally
from itilsim.learner.concepts import CHAPTERS
from itilsim.reports.blocks import Block, Chart, Entry, Items, Paragraph, Section, Table
from itilsim.reports.wording import reference_words
from tests.proofs import pointing
from tests.proofs.rereading import Reread, in_order

Source: TypeAlias = Literal["log", "tally", "setting", "fixed"]
"""Where a number comes from: worked out from the log, added up from the findings of the tally, read
in the declarations, or said of every shift alike."""
LENGTH: Final = r"\d[\d,]* h(?: \d\d min)?(?: \d\d s)?|\d+ min(?: \d\d s)?|\d+ s"
TIME: Final = r"\d\d:\d\d"
USER: Final = r"\d[\d,]* user-(?:minute|hour)s?"
SIGNS: Final = ("contact-arrived", "alert-raised", "question-answered")
"""What is evidence itself: it can be seen in the line that a finding stands on."""
WIDTH: Final = 100
"""Cells in which charts are drawn. Tuning constant."""
COLLEAGUES: Final = {
    "first_come": "First-come Fran",
    "by_priority": "Matrix Max",
    "textbook": "Textbook Toni",
}
FIXED: Final = (
    *(re.escape(each) for each in in_order(
        reference_words(each) for of in CHAPTERS.values() for each in of.values()
    )),
    r"costs 0\.4\b", r"earns 0\.3\b", r"Service 4, configuration item 2, category 2",
    r"that gives back 30 % of what was lost", r"doing nothing \(0\) and Toni \(100\)",
    r"Who calls everything a P1 leaves none for what is one",
    r"A band above developing needs every P1 and P2", r"1-9 how often", r"\bF1\b",
    r"P1 without evidence(?!, beyond)", r"p1 without evidence", r"ended as P3 or lower",
    r"tell the shift lead of a P1", r"points of a hundred",
)  # fmt: skip
"""What is said alike of every shift: references to the syllabus, and rules of the published
table."""


@dataclass(frozen=True)
class Piece:
    """A sentence, a cell or a line, and where it stands."""

    section: str
    owner: str
    """Title of its entry, or the head of its row."""
    label: str
    """Label of a line, title of a column, or kind of block."""
    words: str
    order: int = 0
    """Which of its owner's it is."""


@dataclass
class Seen:
    """A debrief, and all that it can be held against."""

    setting: Setting
    log: Reread
    beside: Mapping[str, Reread]
    """Logs of the colleagues."""
    waiting: Mapping[str, Sequence[int]]
    """How many waited at the end of each minute: `you` and `textbook`."""
    tally: Tally
    tallies: Mapping[str, Tally]
    debrief: Debrief
    sections: tuple[Section, ...]
    counted: Counter[str] = field(default_factory=Counter)
    """So many numbers came from where."""

    @cached_property
    def ends(self) -> list[Tally]:
        return [self.tallies["idle"], self.tallies["textbook"]]

    @cached_property
    def points(self) -> pointing.Points:
        return pointing.points(self.tally, self.ends, self.setting)

    @cached_property
    def others(self) -> Mapping[str, pointing.Points]:
        return {
            name: pointing.points(self.tallies[name], self.ends, self.setting)
            for name in COLLEAGUES
        }

    @cached_property
    def findings(self) -> list[Finding]:
        """Everything that was judged, in order of time; the debrief says which stands where."""
        every = (each for story in self.debrief.stories for each in story.decisions)
        return sorted(every, key=lambda each: (each.at, each.position))

    @cached_property
    def prices(self) -> Mapping[Finding, int]:
        return dict(pointing.prices(self.findings, self.points, self.setting))

    @cached_property
    def by_headline(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {"Handover note": ["handover"]}
        for subject in self.log.arrived:
            found.setdefault(self.log.headline(subject), []).append(subject)
        return found

    def subject(self, owner: str) -> str:
        """The arrival that an entry is about, by our own headline."""
        (found,) = self.by_headline[re.sub(r", P\d$", "", owner)]
        return found

    def at(self, finding: Finding) -> int:
        """When the fact happened on which a finding stands; it exists.

        What was never written stands where the seat was left; a rating that new evidence made wrong
        stands where it should have been looked at again: one response target later.
        """
        if finding.criterion == "handover":
            written = self.log.of("handover-written") or self.log.of("shift-ended")
            return int(written[-1]["at"])
        line = self.log.lines[finding.position]
        own = line["kind"] != "question-answered" and finding.subject in line.values()
        if finding.criterion in ("impact", "urgency") and line["kind"] in SIGNS and not own:
            return int(line["at"] + (self.log.clocks[finding.subject][0].target or 0))
        return int(line["at"])

    @cached_property
    def phrases(self) -> re.Pattern[str]:
        """Headlines and mentions of every arrival, as the log gives them."""
        found = []
        for each in self.log.arrived:
            named, number = self.log.named(each), self.log.numbers.get(each, "no record")
            found += [self.log.headline(each), named, f"{named} ({number})"]
        return _any(found)

    @cached_property
    def names(self) -> re.Pattern[str]:
        """Names and words of the declarations that hold a digit."""
        organisation, library = self.setting.organisation, self.setting.library
        found: list[str] = []
        for each in (
            *organisation.people, *organisation.groups, *organisation.services,
            *organisation.teams, *organisation.components, *library.symptoms,
            *library.failure_modes, *library.known_errors, *library.articles,
            *library.request_models,
        ):  # fmt: skip
            found += [str(getattr(each, name, "")) for name in ("id", "name", "title")]
        found += [each.words for each in self.setting.scenario.deadlines]
        return _any(each for each in found if re.search(r"\d", each))


def _any(words: Iterator[str] | Sequence[str]) -> re.Pattern[str]:
    """Any of some phrases, as whole words."""
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(map(re.escape, in_order(words))) + r")(?![\w-])" if words
        else r"(?!)"
    )  # fmt: skip


Expected: TypeAlias = Callable[[Seen, Piece, "re.Match[str]"], Sequence[str]]


@dataclass(frozen=True)
class Claim:
    """Numbers in a sentence, and what they have to be."""

    sections: str
    """Keys of the sections in which it may stand."""
    pattern: re.Pattern[str]
    source: Source
    expected: Expected
    early: bool = False
    """Before names are taken out."""


def claimed(
    sections: str, pattern: str, source: Source, expected: Expected, *, early: bool = False
) -> Claim:
    """A claim on sentences of some sections."""
    return Claim(sections, re.compile(pattern), source, expected, early)


def pieces(sections: Sequence[Section]) -> Iterator[Piece]:
    """Everything that a debrief says, piece by piece."""
    for section in sections:
        for number, block in enumerate(section.blocks):
            yield from _pieces(section.key, number, block)


def _pieces(key: str, number: int, block: Block) -> Iterator[Piece]:
    match block:
        case Paragraph():
            yield Piece(key, "", "paragraph", block.words)
        case Items():
            for order, line in enumerate(block.lines):
                yield Piece(key, "", "item", line, order)
        case Entry():
            yield from _of_entry(key, block)
        case Table():
            for order, row in enumerate(block.rows):
                for title, cell in zip(block.head, row, strict=True):
                    yield Piece(key, row[0].strip(), title, cell, order)
        case Chart():
            for order, line in enumerate(block.draw(WIDTH)):
                yield Piece(key, f"chart {number}", "line", line, order)


def _of_entry(key: str, entry: Entry) -> Iterator[Piece]:
    yield Piece(key, "", "title", entry.title)
    label = ""
    for order, (name, words) in enumerate(entry.lines):
        label = name or label
        yield Piece(key, entry.title, label, words, order)


def faults(
    seen: Seen, claims: Sequence[Claim], before: Sequence[Section] | None = None
) -> list[str]:
    """Every number that is wrong, and every one that nobody can tell.

    Args:
        seen: A debrief.
        claims: What each number has to be.
        before: Another debrief, of which as many pieces are not looked at again as are the same.
    """
    found: list[str] = []
    for place, section in enumerate(seen.sections):
        if before is not None and section is before[place]:
            continue
        old = None if before is None else list(pieces(before[place : place + 1]))
        for number, piece in enumerate(pieces([section])):
            if old is None or piece != old[number]:
                found += _faults(seen, piece, claims)
    return found


def _faults(seen: Seen, piece: Piece, claims: Sequence[Claim]) -> Iterator[str]:
    rest = piece.words
    own = [claim for claim in claims if piece.section in claim.sections.split()]
    for claim in own:
        if claim.early:
            rest = yield from _held(seen, piece, claim, rest)
    for pattern, source in (
        (_FIXED, "fixed"), (seen.phrases, "log"), (seen.names, "setting"),
    ):  # fmt: skip
        found = pattern.findall(rest)
        seen.counted[source] += sum(len(_NUMBER.findall(each)) for each in found)
        rest = pattern.sub("§", rest)
    for claim in own:
        if not claim.early:
            rest = yield from _held(seen, piece, claim, rest)
    if re.search(r"\d", rest):
        yield f"{_where(piece)}: unknown number in {rest!r}"


def _held(seen: Seen, piece: Piece, claim: Claim, rest: str) -> Generator[str, None, str]:
    """Hold a sentence against a claim; what the claim does not cover remains."""
    if claim.pattern.search(rest):
        for match in claim.pattern.finditer(rest):
            groups = [each for each in match.groups() if each is not None]
            try:
                wanted = list(claim.expected(seen, piece, match))
            except NOTHING_TELLS as error:
                yield f"{_where(piece)}: nothing tells {match.group()!r} ({error!r})"
                continue
            seen.counted[claim.source] += sum(len(_NUMBER.findall(each)) for each in groups)
            if groups != wanted:
                yield f"{_where(piece)}: {match.group()!r} says {groups}, it is {wanted}"
    return claim.pattern.sub("§", rest)


NOTHING_TELLS: Final = (
    LookupError, StopIteration, ValueError, TypeError, AttributeError, AssertionError,
)  # fmt: skip
"""How a claim fails that does not find what a sentence speaks of."""
_FIXED = re.compile("|".join(FIXED))
_NUMBER = re.compile(r"\d[\d,:.]*")


def _where(piece: Piece) -> str:
    return f"{piece.section}, {piece.owner or piece.label}"
