"""What each number has to be that a debrief prints of a finding: time, price and reasons."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from itilsim.domain.scoring import Finding
from itilsim.domain.scoring.tally import Links
from itilsim.reports.wording import DEDUCTIONS, name_of, naming_of
from tests.proofs.pointing import tenths
from tests.proofs.rereading import length
from tests.proofs.tracing import LENGTH, TIME, Expected, Piece, Seen, claimed

FULL = 1000
HEAD = re.compile(rf"^(?P<name>.+?), (?P<time>{TIME})(?:, −(?P<price>[\d.]+))?\.")
"""How a finding that is less than full begins."""


REASONS: Final = "short score decisions"
"""Where reasons stand."""
A_SLIP: Final = 60
"""Seconds. Source: the scoring document, principle 5."""
OVER: Final = ("fault-repaired", "trouble-settled", "workaround-taken")
"""What ends a matter, whatever a record says."""


def _found(seen: Seen, piece: Piece) -> Finding:
    """The finding that a line is about: the one of that name at that time, in order."""
    head = HEAD.match(piece.words)
    assert head is not None
    naming = naming_of(seen.debrief, seen.setting)
    found = [
        each
        for each in seen.findings
        if each.subject == seen.subject(piece.owner)
        and each.credit < FULL
        and name_of(each, naming) == head["name"]
    ]
    titled = [each for each in found if (each.credit < 0) == (piece.label == "Deducted")]
    at_time = [each for each in titled if seen.log.time(seen.at(each)) == head["time"]]
    return (at_time or titled)[0]


def _headed(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """Time and price of a finding."""
    finding = _found(seen, piece)
    found = [match["name"], seen.log.time(seen.at(finding))]
    return [*found, *([tenths(seen.prices[finding])] if match["price"] else [])]


def _dearest(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """Time and price of what was dearest, on the first page."""
    finding = about(seen, piece)
    found = {"time": seen.log.time(seen.at(finding)), "price": tenths(seen.prices[finding])}
    return [found.get(name, each) for name, each in match.groupdict().items()]


def _all_together(seen: Seen, *_: object) -> Sequence[str]:
    costs: dict[str, int] = {}
    for each, price in seen.prices.items():
        if each.credit < 0:
            continue
        costs[each.criterion] = costs.get(each.criterion, 0) + price
    return (tenths(max(costs.values())),)


def _judged(seen: Seen, *_: object) -> Sequence[str]:
    subjects = {each.subject: True for each in seen.findings}
    for each in seen.findings:
        subjects[each.subject] &= each.credit >= FULL
    return str(len(subjects)), str(sum(not right for right in subjects.values()))


def _of_finding(tell: Callable[[Seen, Finding, re.Match[str]], Sequence[str]]) -> Expected:
    """What hangs on the finding of a line."""
    return lambda seen, piece, match: tell(seen, about(seen, piece), match)


def about(seen: Seen, piece: Piece) -> Finding:
    if piece.section == "score":
        name = next(k for k, words in DEDUCTIONS.items() if words in piece.words)
        return next(each for each in seen.findings if each.criterion == name and each.credit < 0)
    if piece.section == "short":
        return max(seen.findings, key=lambda each: (seen.prices[each], -each.at, -each.position))
    return _found(seen, piece)


def beside(seconds: int, other: int) -> str:
    """A length of time, to the second where it would read like the other one."""
    words = length(seconds)
    alike = other and seconds != other and words == length(other)
    return f"{words} {seconds % 60:02d} s" if alike else words


def _clock(which: int, *parts: str) -> Callable[[Seen, Finding, re.Match[str]], Sequence[str]]:
    """Times of a clock of the arrival: what was used, what was agreed."""

    def tell(seen: Seen, finding: Finding, match: re.Match[str]) -> Sequence[str]:
        del match
        shown = seen.log.clocks[finding.subject][which]
        agreed = shown.target or 0
        if parts == ("agreed",):
            return (length(agreed),)
        return beside(shown.elapsed, agreed), beside(agreed, shown.elapsed)

    return tell


def _levels(seen: Seen, finding: Finding, match: re.Match[str]) -> Sequence[str]:
    """A level that was chosen; a record was so rated, indeed."""
    axis = match["axis"]
    given = {line[axis] for line in seen.log.of("ticket-prioritised", ticket=finding.subject)}
    rejected = seen.log.of("choice-rejected", subject=finding.subject, field=axis)
    given |= {int(line["value"]) for line in rejected}
    if finding.chosen not in given:
        raise ValueError(given)
    return axis, str(finding.chosen)


def _best(seen: Seen, finding: Finding, match: re.Match[str]) -> Sequence[str]:
    del seen, match
    return (str(finding.best),)


def _truly(seen: Seen, finding: Finding, match: re.Match[str]) -> Sequence[str]:
    del match
    return (str(getattr(seen.log.asked[finding.subject], finding.criterion)),)


def _priority(seen: Seen, finding: Finding, match: re.Match[str]) -> Sequence[str]:
    del match
    return (str(seen.log.asked[finding.subject].priority),)


def _set_to(seen: Seen, finding: Finding, match: re.Match[str]) -> Sequence[str]:
    """What the rating that a finding stands on gives, by the card."""
    del match
    line, matrix = seen.log.lines[finding.position], seen.setting.organisation.card.matrix
    return (str(matrix[line["impact"] - 1][line["urgency"] - 1]),)


def _later(seen: Seen, finding: Finding, match: re.Match[str]) -> Sequence[str]:
    """From the first choice on a field to the last."""
    del match
    kinds = ("ticket-prioritised", "ticket-opened", "ticket-categorised")
    made = seen.log.of(*(kinds[:1] if finding.criterion in ("impact", "urgency") else kinds[1:]),
                       ticket=finding.subject, actor="trainee")  # fmt: skip
    return (length(made[-1]["at"] - made[0]["at"]),)


def _typed(code: str, *parts: str) -> Callable[[Seen, Finding, re.Match[str]], Sequence[str]]:
    """A length or a number that judging has named with what cost."""

    def tell(seen: Seen, finding: Finding, match: re.Match[str]) -> Sequence[str]:
        del seen, match
        because = next(each for each in finding.because if each.code == code)
        both = {"amount": because.amount, "limit": because.limit}
        if parts == ("#amount",):
            return (str(because.amount),)
        return [beside(both[p], both[q]) for p, q in zip(parts, ("limit", "amount"), strict=False)]

    return tell


def _note(what: str) -> Callable[[Seen, Finding, re.Match[str]], Sequence[str]]:
    def tell(seen: Seen, finding: Finding, match: re.Match[str]) -> Sequence[str]:
        del match
        written = seen.log.of("handover-written")
        wanted = set(finding.best if isinstance(finding.best, tuple) else ())
        named = set(written[-1]["items"]) if written else set()
        missing = wanted - named
        return {
            "lacks": (str(len(missing)), str(len(wanted))),
            "needless": (str(len(named - wanted)),),
            "more": (str(len(missing) - 3),),
            "early": (length(seen.setting.horizon - written[-1]["at"]) if written else "",),
        }[what]

    return tell


def _linked(seen: Seen, finding: Finding, match: re.Match[str]) -> Sequence[str]:
    """Reports that belonged together, and those that stood so: as judging counted the links."""
    del seen
    mine, wanted = finding.chosen, finding.best
    assert isinstance(mine, Links)
    assert isinstance(wanted, Links)
    values = {"right": str(mine.right), "of": str(wanted.right), "wrong": str(mine.wrong)}
    return [values[name] for name, each in match.groupdict().items() if each is not None]


def _more_reports(seen: Seen, finding: Finding, match: re.Match[str]) -> Sequence[str]:
    del seen
    sizes: dict[tuple[str, tuple[str, ...]], int] = {}
    for each in finding.because:
        if each.about:
            key = each.code, each.about[1:]
            sizes[key] = sizes.get(key, 0) + 1
    return (next(str(n - 3) for n in sizes.values() if str(n - 3) == match[1]),)


def _depend(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """How many people depend on an item, by the declared map."""
    del piece
    declared = seen.log.hours
    hit = declared.losing(declared.levels({match["item"]: "down"}))
    groups = {str(each.id): each.people for each in seen.setting.organisation.groups}
    return f"{sum(groups[each] for each in hit):,}", match["item"]


def _hit_in_truth(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """Whom it reached: the caller's group; of an alert any that the fault hits."""
    subject = seen.subject(piece.owner)
    fault = seen.log.world.faults[seen.log.asked[subject].cause]
    own = seen.log.arrived[subject].get("group")
    names = [seen.log.group(each) for each in ([own] if own else fault.hit)]
    return (match[1] if match[1] in names else names[0],)


def _titled(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """The number of a known error, an article or a model, by the title behind it."""
    del piece
    library = seen.setting.library
    known: tuple[Any, ...] = (
        *library.known_errors, *library.articles, *library.request_models,
    )  # fmt: skip
    behind = match.string[match.end() :]
    titled = [each for each in known if behind.startswith(each.title)]
    return (max(titled, key=lambda each: len(each.title)).id,)


def _affects(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """What a caller said when asked: it is among the answers of the log."""
    del piece
    said = {line["answer"] for line in seen.log.of("question-answered", question="extent")}
    said |= {str(line["people"]) for line in seen.log.of("contact-arrived")}
    if match[1] not in said:
        raise ValueError(said)
    return (match[1],)


def _fails_at(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """When a fault strikes that was warned of, by the script."""
    subject = seen.subject(piece.owner)
    world = seen.log.world
    strikes = world.faults[seen.log.asked[subject].cause].strikes
    del match
    return (seen.log.time(world._on_the_first_day(strikes)),)


def _deadline(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    del piece
    return (next(e.at[-5:] for e in seen.setting.scenario.deadlines if e.at[-5:] == match[1]),)


def _over_before_the_end(seen: Seen, finding: Finding, match: re.Match[str]) -> Sequence[str]:
    """From when the matter was over for its person to the planned end."""
    del match
    asked = seen.log.asked[finding.subject]
    over = [
        line["at"]
        for line in seen.log.of(*OVER)
        if (line.get("fault") or line.get("cause")) == asked.cause
        and (line["kind"] != "workaround-taken"
             or (line["percent"] == 100 and line["group"] == asked.group))
    ]  # fmt: skip
    return (length(seen.setting.horizon - min(over)),)


def _times(kind: str) -> Callable[[Seen, Finding, re.Match[str]], Sequence[str]]:
    """How often something happened to the record of an arrival."""
    return lambda seen, finding, _: (
        str(len(seen.log.of(kind, ticket=seen.log.record_of(finding.subject)))),
    )


def _came_back(seen: Seen, finding: Finding, _: re.Match[str]) -> Sequence[str]:
    """How often its record was reopened; the first that takes an end back at once is a slip."""
    ticket = seen.log.record_of(finding.subject)
    ends = seen.log.of("ticket-resolved", "ticket-closed", ticket=ticket)
    reopened = seen.log.of("ticket-reopened", ticket=ticket)
    slips = [
        each
        for each in reopened
        if each["actor"] == "trainee"
        and each["at"] - max(end["at"] for end in ends if end["at"] <= each["at"]) <= A_SLIP
    ]
    return (str(len(reopened) - bool(slips)),)


_L, _T = f"({LENGTH})", f"({TIME})"

FINDINGS: Final = (
    claimed("short", r"It cost (?P<price>[\d.]+) points?\.", "tally", _dearest),
    claimed("short", rf"(?P<name>[A-Z][^.§:]*), (?P<time>{TIME})\.", "tally", _dearest),
    claimed("short", r"Of all criteria .+ cost most together, ([\d.]+) points?",
            "tally", _all_together),
    claimed("decisions", r"^(\d+) things were judged.+in (\d+) of them", "tally", _judged),
    claimed("decisions", HEAD.pattern, "tally", _headed),
    # Why something was less than full.
    claimed(REASONS, rf"(?:answered|took it on); {_L} were agreed", "log",
           _of_finding(_clock(0, "agreed"))),
    claimed(REASONS, rf"(?:answer came|taken on) after {_L}; {_L} were agreed", "log",
           _of_finding(_clock(0, "used", "agreed"))),
    claimed(REASONS, r"You rated the (?P<axis>impact|urgency) (\d) - ",
            "log", _of_finding(_levels)),
    claimed(REASONS, r"(?:spoke for|to be seen was) (\d) - ", "tally", _of_finding(_best)),
    claimed(REASONS, r"In truth: (\d) - ", "log", _of_finding(_truly)),
    claimed(REASONS, r"in truth it is P(\d)", "log", _of_finding(_priority)),
    claimed(REASONS, r"It was a P(1)\b", "log", _of_finding(_priority)),
    claimed(REASONS, r"You told the shift lead of a P(\d)", "log", _of_finding(_priority)),
    claimed(REASONS, r"You set it to P(\d)", "log", _of_finding(_set_to)),
    claimed(REASONS, r"You lowered it to P(\d)",
            "tally", _of_finding(lambda _s, f, _m: str(f.chosen))),
    claimed(REASONS, r"could be seen spoke for P(\d)", "tally", _of_finding(_best)),
    claimed(REASONS, rf"(?:put it right|What you chose) {_L} later", "log", _of_finding(_later)),
    claimed(REASONS, rf"looked at it again {_L} too late", "tally",
           _of_finding(_typed("looked_again_late", "amount"))),
    claimed(REASONS, rf"That was {_L} after it was opened; the time-box is {_L}", "tally",
           _of_finding(_typed("after_the_time_box", "amount", "limit"))),
    claimed(REASONS, rf"heard nothing for {_L}; {_L} is the most", "tally",
           _of_finding(_typed("silence", "amount", "limit"))),
    claimed(REASONS, rf"A promised word came {_L} late", "tally",
           _of_finding(_typed("promise_kept_late", "amount"))),
    claimed(REASONS, rf"You ended the record {_L} before", "tally",
           _of_finding(_typed("ended_early", "amount"))),
    claimed(REASONS, rf"It was over {_L} before the end", "log", _of_finding(_over_before_the_end)),
    claimed(REASONS, r"sent back (\d+) times", "log", _of_finding(_times("ticket-returned"))),
    claimed(REASONS, r"reopened (\d+) times", "log", _of_finding(_came_back)),
    claimed(REASONS, r"It leaves out (\d+) of (\d+)", "log", _of_finding(_note("lacks"))),
    claimed(REASONS, r"It names (\d+) records?", "log", _of_finding(_note("needless"))),
    claimed(REASONS, r"(?:tell of|not tell of) .+ and (\d+) more",
            "log", _of_finding(_note("more"))),
    claimed(REASONS, rf"You wrote it {_L} before the end", "log", _of_finding(_note("early"))),
    claimed(REASONS, r"(?:(?P<right>\d+) of|Not one of) the (?P<of>\d+) reports", "tally",
           _of_finding(_linked)),
    claimed(REASONS, r"(?:and|put) (?P<wrong>\d+) reports? (?:stood|under)", "tally",
           _of_finding(_linked)),
    claimed(REASONS, r" and (\d+) more", "tally", _of_finding(_more_reports)),
    claimed(REASONS, r"and (\d+) needless ones?", "tally",
           _of_finding(_typed("needless_elsewhere", "#amount"))),
    claimed("decisions", r"> ([^>.;]*\d[^>.;]*)[.;]", "log", _hit_in_truth, early=True),
    # What is written down has its number before its title.
    claimed(f"{REASONS} well", r"\b((?:KE|KA|RM)-\d+), ", "setting", _titled, early=True),
    # What could be seen then.
    claimed(REASONS, r"The map: ([\d,]+) (?:people|person) depends? on (?P<item>[^.]+)\.",
            "setting",
           _depend, early=True),
    claimed(REASONS, r"says that it affects (\d+)", "log", _affects),
    claimed(REASONS, rf"it fails at {_T}", "setting", _fails_at),
    claimed(REASONS, rf"(?:A deadline at )?{_T}", "setting", _deadline),
)  # fmt: skip
"""Every sentence on a finding, and where its numbers come from; the first that fits is the one."""
