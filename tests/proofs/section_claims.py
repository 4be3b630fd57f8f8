"""What each number has to be in the month, the reveal, the balances and the register.

The one idea: each is counted again from lines of the log and from what is declared; of what the
debrief has worked out nothing is asked but which sentence stands where.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from tests.domain.assess_oracle import Json
from tests.domain.truth_oracle import Asked
from tests.proofs.alike_claims import ALIKE
from tests.proofs.losses import ALONE
from tests.proofs.pointing import tenths
from tests.proofs.rereading import DESK, Reread, length, user_time
from tests.proofs.tracing import LENGTH, TIME, USER, Piece, Seen, claimed

LISTED: Final = 6
"""So many are named in a line of the reveal."""
DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WORSE: Final = {"degraded": "slowed", "down": "stopped"}

# The month


@cache
def in_month(calendar: Any, year: int, month: int) -> int:  # noqa: ANN401 - as the files declare it
    """Open seconds of a month by the clock on the wall, minute by minute."""
    day, minutes = dt.date(year, month, 1), 0
    clock = [f"{minute // 60:02d}:{minute % 60:02d}" for minute in range(1440)]
    while day.month == month:
        if day.isoformat() not in calendar.holidays:
            own = [each for each in calendar.weekly if DAYS[day.weekday()] in each.days]
            minutes += sum(any(each.opens <= at < each.closes for each in own) for at in clock)
        day += dt.timedelta(days=1)
    return 60 * minutes


def hundredths(share: int) -> str:
    """A share as it is printed: 9950 is 99.5."""
    return f"{share / 100:.2f}".rstrip("0").rstrip(".")


def _agreed(seen: Seen, of_class: str) -> int:
    agreed = seen.setting.organisation.availability
    return next(e.percent_hundredths for e in agreed if e.service_class == of_class)


def _of_class(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """The agreed availability of a class."""
    del piece
    return hundredths(_agreed(seen, match["name"])), match["name"]


def _month(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """A service that was down: what the month can still come to, and what is left of it."""
    del piece
    organisation = seen.setting.organisation
    service = next(each for each in organisation.services if each.name == match["service"])
    calendar = next(each for each in organisation.calendars if each.id == service.hours)
    year, month = map(int, seen.setting.scenario.start[:7].split("-"))
    whole, agreed = in_month(calendar, year, month), _agreed(seen, str(service.service_class))
    down, allowed = seen.log.services[service.id].down, whole * (10_000 - agreed) // 10_000
    values = {
        "service": service.name if down else "",
        "best": hundredths((whole - down) * 10_000 // whole),
        "agreed": hundredths(agreed),
        "left": length(allowed - down) if down <= allowed else "",
        "missed": length(down - allowed) if down > allowed else "",
        "down": length(down),
        "allowed": length(allowed) if allowed else "nothing",
    }
    return [
        values[name.rstrip("_")] for name, each in match.groupdict().items() if each is not None
    ]


# The reveal


@dataclass(frozen=True)
class Way:
    """One cause, as the lines of the log tell of it; seconds, none: it never happened."""

    fault: Any
    began: int
    struck: int | None
    over: int | None
    signs: list[Asked]
    """What reached the desk of it, once for each person."""
    named: int | None
    """When something at the desk first named the item."""
    found: int | None
    """When a team first wrote what it is."""
    touched: list[tuple[int, str]]
    """Items and services between the item and those whom it hits: when, and how they worked."""


def first(lines: Iterable[Json]) -> int | None:
    """The second of the first of some lines."""
    return next((int(each["at"]) for each in lines), None)


def cause_of(log: Reread, subject: str) -> str:
    """What lies behind a contact or alert; who asks again means what they asked about first."""
    while subject not in log.asked and log.arrived[subject].get("chases"):
        subject = log.arrived[subject]["chases"]
    return log.asked[subject].cause if subject in log.asked else ""


def way(log: Reread, cause: str) -> Way:
    """Read the way of a cause."""
    fault = log.world.faults[cause]
    (began,) = log.of("fault-began", fault=cause)
    later = first(log.of("fault-struck", fault=cause))
    struck = later if fault.strikes else began["at"]
    notes = (
        each
        for each in log.of("note-added", code=fault.mode.finding)
        if cause_of(log, each["subject"]) == cause
    )
    return Way(
        fault,
        began["at"],
        struck,
        first(log.of("fault-repaired", fault=cause)),
        [each for each in log.firsts if each.cause == cause],
        first(_naming(log, cause, fault.component)),
        first(notes),
        list(_touched(log, cause, fault.component)),
    )


def _naming(log: Reread, cause: str, item: str) -> Iterator[Json]:
    """Lines in which something at the desk names the item of its own cause."""
    for line in log.of("contact-arrived", "alert-raised", "question-answered"):
        is_answer = line["kind"] == "question-answered"
        if is_answer and line["question"] != "item":
            continue
        named = line["answer"] if is_answer else line["component"]
        if named == item and cause_of(log, line.get("contact") or line["alert"]) == cause:
            yield line


def _touched(log: Reread, cause: str, item: str) -> Iterator[tuple[int, str]]:
    """What else a cause made worse, each once; groups are whom it hit."""
    left_out = {item, *(each.id for each in log.setting.organisation.groups)}
    for line in log.of("level-changed", cause=cause):
        if line["level"] != "up" and line["node"] not in left_out:
            left_out.add(line["node"])
            yield line["at"], WORSE[line["level"]]


def _entry(seen: Seen, piece: Piece) -> Way:
    """The cause that an entry of the reveal is about, by its title."""
    titled = [
        cause
        for cause, fault in seen.log.world.faults.items()
        if f"{fault.mode.name}, {fault.component}" == piece.owner
    ]
    (cause,) = titled
    return way(seen.log, cause)


def _place(match: re.Match[str]) -> int:
    """Which one of a list with semicolons something stands in."""
    return match.string.count("; ", 0, match.end())


def _failed(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """When it was first felt, or began where it never was, and for how long nobody felt it."""
    found = _entry(seen, piece)
    at = found.began if found.struck is None else found.struck
    values = {"time": seen.log.time(at), "how": match["how"], "hidden": length(at - found.began)}
    if (match["how"] == "began to fail") != (found.struck is None):
        raise ValueError(found.struck)
    return [values[name] for name, each in match.groupdict().items() if each is not None]


def _through(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    at, how = _entry(seen, piece).touched[_place(match)]
    return seen.log.time(at), how


def _more(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """How many are not named."""
    found = _entry(seen, piece)
    many = {"Through": found.touched, "Hit": found.fault.hit, "Told you": found.signs}
    del match
    return (str(len(many[piece.label]) - LISTED),)


def _hit(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """How many it hit in all, or one group of them by its name."""
    hit = _entry(seen, piece).fault.hit
    own = {e.name: e.people for e in seen.setting.organisation.groups if str(e.id) in hit}
    if match.lastgroup == "people":
        return match["group"], f"{own[match['group']]:,}"
    return (f"{sum(e.people for e in seen.setting.organisation.groups if str(e.id) in hit):,}",)


def _told(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    sign = _entry(seen, piece).signs[_place(match)]
    return (seen.log.time(sign.at),)


def _ahead(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    del match
    found = _entry(seen, piece)
    assert found.struck is not None
    return (length(found.struck - found.signs[0].at),)


def _knowable(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    found = _entry(seen, piece)
    at = found.named if match["what"].startswith("From") else found.found
    assert at is not None
    return match["what"], seen.log.time(at)


def _over(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    found = _entry(seen, piece)
    assert found.over is not None
    after = [] if found.struck is None else [length(found.over - found.struck)]
    return [match["what"], seen.log.time(found.over), *after]


# The balances

COUNTED: Final = {
    "Internal": (
        ("ticket-escalated", "team-alerted"),
        ("call-taken", "caller-replied", "caller-updated", "notice-sent", "restoration-confirmed"),
    ),
    "Stability": (
        ("identity-verified", "approval-asked", "request-refused"),
        ("step-fulfilled", "workaround-applied"),
    ),
    "Quality": ((), ()),
    "Reactive": ((), ("problem-raised",)),
}
"""What counts by itself on either side, as the sentences say it."""
LOOKED: Final = ("question-asked", "identity-verified", "knowledge-searched",
                 "restoration-confirmed")  # fmt: skip
"""How a matter is looked into."""


def balance(log: Reread, side: str) -> tuple[int, int]:
    """Deeds on both sides of a balance, counted by its sentence."""
    one, other = (len(log.of(*kinds, actor="trainee")) for kinds in COUNTED[side])
    own = [each for each in log.lines if each.get("actor") == "trainee"]
    sent = [e for e in own if e["kind"] == "ticket-assigned" and e["team"] != DESK]
    if side == "Internal":
        one += len(log.of("note-added", author="trainee")) + len(sent)
    elif side == "Stability":
        other += len(log.of("ticket-prioritised", actor="trainee", disputed=True))
    elif side == "Quality":
        one, other = _looked_into(log)
    else:
        opened = log.of("ticket-opened", actor="trainee", record="incident")
        one += sum(log.arrived[each["ticket"]]["kind"] == "contact-arrived" for each in opened)
        passed = {e["ticket"] for e in sent}
        passed |= {e["alert"] for e in log.of("team-alerted", actor="trainee")}
        other += sum(log.arrived[each].get("significance") == "warning" for each in passed)
    return one, other


def _looked_into(log: Reread) -> tuple[int, int]:
    """How often a record was looked into before it left the desk, and how often it was not."""
    looked: set[str] = set()
    under: set[str] = set()
    counts = [0, 0]
    for line in log.lines:
        kind, ticket = line["kind"], line.get("ticket", "")
        if kind == "ticket-linked":
            under.add(ticket)
        elif kind == "ticket-unlinked":
            under.discard(ticket)
        if line.get("actor") != "trainee":
            continue
        if kind in LOOKED:
            looked.add(ticket or line.get("contact") or line["subject"])
        leaves = kind == "ticket-assigned" and line["team"] != DESK
        if leaves or (kind == "ticket-resolved" and ticket not in under):
            counts[ticket not in looked] += 1
    return counts[0], counts[1]


def _balance(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """Both counts, and Toni's."""
    del piece
    mine = balance(seen.log, match["side"])
    toni = balance(seen.beside["textbook"], match["side"])
    wanted = [match["side"], *map(str, (*mine, *toni))]
    if bool(match["few"]) != (sum(mine) < 4):
        raise ValueError(mine)
    return [*wanted, *([match["few"]] if match["few"] else [])]


# The register


def _costly(seen: Seen) -> str:
    """The fault that took most time; one person's own trouble is none."""
    ranked = sorted(seen.log.lost, key=lambda each: (-seen.log.lost[each], each))
    return next(
        each
        for each in ranked
        if each and not each.startswith(ALONE) and seen.log.minutes(each)
    )  # fmt: skip


def _register(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """What the dearest cause took, and the longest stretch from its first harm to its end."""
    del piece, match
    cause = _costly(seen)
    found = way(seen.log, cause)
    start = found.began if found.struck is None else found.struck
    end = max(seen.log.end if found.over is None else found.over, start)
    told = min(max(found.signs[0].at if found.signs else end, start), end)
    known = min(max(end if found.found is None else found.found, told), end)
    parts = {
        "before the desk heard of it": told - start,
        "before a team had written what it is": known - told,
        "after a team had written what it is": end - known,
    }
    where = max(parts, key=parts.__getitem__)
    lasted = f"{length(parts[where])} of {length(end - start)}"
    if parts[where] == end - start and not where.startswith("after"):
        lasted = f"all of its {length(end - start)}"
    lost = user_time(seen.log.minutes(cause))
    return found.fault.mode.name, found.fault.component, lost, lasted, where


def _of_criterion(seen: Seen, *_: object) -> Sequence[str]:
    """What the dearest criterion cost together."""
    costs: dict[str, int] = {}
    for each, price in seen.prices.items():
        if each.credit >= 0:
            costs[each.criterion] = costs.get(each.criterion, 0) + price
    return (tenths(max(costs.values())),)


def _known_error(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """The first known error that gives work back after this failure of this kind of item."""
    del piece, match
    fault = seen.log.world.faults[_costly(seen)]
    item = next(e for e in seen.setting.organisation.components if e.id == fault.component)
    return next(
        (each.id, each.title)
        for each in seen.setting.library.known_errors
        if fault.mode.symptom in each.symptoms
        and item.kind in (each.kinds or (item.kind,))
        and each.restores_percent
    )


_L, _T = f"({LENGTH})", f"({TIME})"

SECTIONS: Final = (
    *ALIKE,
    # The month.
    claimed("delivered", r"(?<=[,:] )(?P<share>[\d.]+) % \((?P<name>gold|silver|bronze)\)",
            "setting", _of_class),
    claimed("delivered", rf"^(?P<service>.+): (?P<best>[\d.]+) % at best, (?P<agreed>[\d.]+) % "
            rf"agreed; (?:missed by (?P<missed>{LENGTH}): down for (?P<down_>{LENGTH}), "
            rf"(?P<allowed_>{LENGTH}|nothing) allowed|down for (?P<down>{LENGTH}) of "
            rf"(?P<allowed>{LENGTH}), (?P<left>{LENGTH}) left)\.$", "log", _month, early=True),
    # The reveal.
    claimed("reveal", rf"^(?P<time>{TIME}) .+ (?P<how>slowed|stopped|failed|began to fail)(?:, "
            rf"after (?P<hidden>{LENGTH}) in which nobody could feel it|; nobody ever felt it)?\.$",
            "log", _failed),
    claimed("reveal", rf"{_T} [^;]*?\((slowed|stopped)\)(?=[;.])", "log", _through),
    claimed("reveal", r"^([\d,]+) (?:people|person)(?=: )", "log", _hit, early=True),
    claimed("reveal", r"(?<=[:;] )(?P<group>[^;:]+?) \((?P<people>[\d,]+)\)(?=[;.])", "log", _hit,
            early=True),
    claimed("reveal", rf"\({_T}\)(?=[;.,])", "log", _told),
    claimed("reveal", rf"before anybody was hit, {_L} ahead\.$", "log", _ahead),
    claimed("reveal", rf"(?P<what>From|A team wrote what it was at) {_T}", "log", _knowable),
    claimed("reveal", rf"^(?P<what>Repaired|Mended) at {_T}(?:, after {_L})?", "log", _over),
    claimed("reveal", r"; and ([\d,]+) more\.", "log", _more),
    # The balances.
    claimed("balances", r"^(?P<side>Internal|Stability|Quality|Reactive) and \w+: ([\d,]+) .+ and "
            r"([\d,]+) .+ Toni: ([\d,]+) and ([\d,]+)\.(?P<few> Too little to say\.)?$", "log",
            _balance),
    # The register.
    claimed("next", rf"because “(?P<mode>[^”]+)” on (?P<item>\S+) cost ({USER}), and "
            rf"((?:all of its {LENGTH})|(?:{LENGTH}) of (?:{LENGTH})) went by "
            r"((?:before|after) [^;]+)(?=;)", "log", _register, early=True),
    claimed("next", r"because it cost ([\d.]+) points?", "tally", _of_criterion),
    claimed("next", r"^((?:KE|KA|RM)-\d+), (.+), offered with the first answer", "log",
            _known_error, early=True),
)  # fmt: skip
"""Every sentence with a number of these sections, and where it comes from."""
