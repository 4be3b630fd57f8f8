"""What each number in a debrief has to be, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from itilsim.domain.scoring.table import DEDUCTIONS as TABLE
from itilsim.domain.scoring.tally import Links
from itilsim.reports.wording import CRITERIA, DEDUCTIONS
from tests.proofs.finding_claims import FINDINGS, FULL, OVER
from tests.proofs.losses import ALONE
from tests.proofs.pointing import standard_error, tenths
from tests.proofs.rereading import Reread, Told, length, user_time
from tests.proofs.tracing import COLLEAGUES, LENGTH, TIME, USER, Piece, Seen, claimed

POINTS = {each.id: each.points for each in TABLE}
CAPS = {each.id: each.cap for each in TABLE}
NAMES = {words: name for name, words in COLLEAGUES.items()}


def _whole(hundredths: float) -> str:
    return str(int(hundredths + 50) // 100)


# In short, and the score


def _total(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    del piece, match
    error = standard_error(seen.tally, seen.ends, seen.setting)
    return _whole(seen.points.total), str(max(int(error + 50) // 100, 1))


def _cell(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """One figure of the table of points."""
    del match
    name = next(each for each, words in CRITERIA.items() if words == piece.owner)
    if piece.label == "You":
        return (str(seen.points.of(name)),)
    policy = next(each for each, words in COLLEAGUES.items() if words.endswith(piece.label))
    return (str(seen.others[policy].of(name)),)


def _right_of(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """How many findings of a criterion are full, of those that somebody did something about."""
    del piece
    name = next(k for k, words in CRITERIA.items() if words.rstrip("?") == match["criterion"])
    own = [
        each
        for each in seen.findings
        if each.criterion == name
        and (each.credit < FULL or each.chosen not in (None, False, (), Links(0, 0)))
    ]
    return match["criterion"], str(sum(each.credit >= FULL for each in own)), str(len(own))


def _example(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """What was chosen in the first that was right."""
    words = piece.words.partition(":")[0]
    name = next(k for k, each in CRITERIA.items() if each.rstrip("?") == words)
    own = [e.chosen for e in seen.findings if e.criterion == name and e.credit >= FULL]
    chosen = next(each for each in own if each not in (None, False, (), Links(0, 0)))
    del match
    return (str(chosen.right if isinstance(chosen, Links) else chosen),)


def _deducted(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """What was taken off, how often, and when."""
    del piece
    name = next(key for key, words in DEDUCTIONS.items() if words == match["name"])
    own = [each for each in seen.findings if each.criterion == name and each.credit < 0]
    points = tenths(min(len(own) * POINTS[name], CAPS[name]))
    found = [*([points] if match[1] else []), match["name"]]
    found += [str(len(own))] if len(own) > 1 else []
    where = [seen.log.time(seen.at(each)) for each in own]
    if re.findall(TIME, match["where"] or "") != where:
        raise ValueError(where)
    return [*found, *([match["where"]] if match["where"] else [])]


def _weights(seen: Seen, *_: object) -> Sequence[str]:
    weights = seen.setting.scenario.weights
    return str(weights.triage), str(weights.outcome), str(weights.conduct)


# Services and lost time


def _service(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """A service over the shift: down or degraded, how available, who was cut off, what was lost."""
    del piece
    service = next(e for e in seen.setting.organisation.services if e.name == match["name"])
    found, hours = seen.log.services[service.id], service.hours
    agreed = seen.log.open(hours, 0, seen.log.end)
    share = 10_000 - found.down * 10_000 // agreed if agreed else 10_000
    users = sum(
        each.people
        for each in seen.setting.organisation.groups
        if service.id in each.services
    )  # fmt: skip
    values = {
        "name": match["name"],
        "bad": length(found.down or found.degraded),
        "share": f"{share // 100}" + (f".{share % 100:02d}" if share % 100 else ""),
        "cut": length(found.cut_off),
        "people": f"{found.people:,}",
        "users": f"{users:,}",
        "lost": user_time(seen.log.lost_with(service.id)),
    }
    return [values[name] for name, each in match.groupdict().items() if each is not None]


def _undisturbed(seen: Seen, *_: object) -> Sequence[str]:
    offered = [e for e in seen.setting.organisation.services if e.service_class and not e.retired]
    found = (seen.log.services[each.id] for each in offered)
    hit = sum(bool(each.down or each.degraded or each.cut_off) for each in found)
    return (str(len(offered) - hit),)


def _percent(log: Reread) -> str:
    met, due = log.kept(0) + log.kept(1), 2 * len(log.clocks)
    return str(met * 100 // due if due else 100)


def _targets(seen: Seen, *_: object) -> Sequence[str]:
    log, due = seen.log, str(len(seen.log.clocks))
    return _percent(log), str(log.kept(0)), due, str(log.kept(1)), due


def _lost(seen: Seen, *_: object) -> Sequence[str]:
    return (user_time(seen.log.user_minutes),)


def named(log: Reread, cause: str) -> str:
    """What a debrief calls a cause."""
    if cause.startswith(ALONE):
        first = next(e for e in log.of("contact-arrived") if e["cause"] == cause)
        return f"{log.person(first['person'])}'s own trouble"
    if not cause:
        return "Other"
    fault = log.world.faults[cause]
    return f"{fault.mode.name}, {fault.component}"


def _by_cause(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """User-minutes of the n-th cause of the table: the one that took most comes first."""
    del match
    ranked = sorted(seen.log.lost, key=lambda each: (-seen.log.lost[each], each))
    cause = ranked[piece.order]
    if named(seen.log, cause) != piece.owner:
        raise LookupError(cause)
    log = seen.log if piece.label == "You" else next(
        seen.beside[name] for name, words in COLLEAGUES.items() if words.endswith(piece.label)
    )  # fmt: skip
    return (f"{log.minutes(cause):,}",)


def _course(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """The course of a fault: whom it hit, when it began, was known, and was over."""
    log = seen.log
    cause = next(each for each in log.world.faults if named(log, each) == piece.owner)
    fault = log.world.faults[cause]
    groups = {str(each.id): each.people for each in seen.setting.organisation.groups}
    latent = [e["at"] for e in log.of("fault-struck", fault=cause)]
    struck = next(iter(latent), log.of("fault-began", fault=cause)[0]["at"])
    around = log.of("workaround-taken", fault=cause)
    if piece.label == "Hit":
        return (f"{sum(groups[each] for each in fault.hit):,}",)
    if piece.label == "Worked around" and match.lastgroup == "share":
        return (str(max(e["percent"] for e in around)),)
    if piece.label == "Worked around":
        return log.time(around[0]["at"]), length(around[0]["at"] - struck)
    if piece.label == "Cause known":
        known = next(
            e["at"]
            for e in log.of("note-added", code=fault.mode.finding)
            if log.asked[e["subject"]].cause == cause
        )
        return (log.time(known),)
    over = struck if piece.label == "Began" else log.of("fault-repaired", fault=cause)[0]["at"]
    return (log.time(over),)


# Clocks


def _verdict(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """One clock: what was agreed, used, left or missed."""
    shown = seen.log.clocks[seen.subject(piece.owner)][piece.label != "Response"]
    if shown.target is None:
        return (length(shown.elapsed),)
    by, missed = shown.target - shown.elapsed, shown.breached_at is not None or shown.met is False
    left = by // 60 * 60
    values = {
        "late": length(-by),
        "agreed": length(shown.target),
        "used": length(shown.target - left if not missed and by >= 60 else shown.elapsed),
        "left": length(max(by, 0)),
    }
    return [values[name] for name, each in match.groupdict().items() if each is not None]


STEPS: Final = {
    "started": ("contact-arrived", "alert-raised"),
    "a person owned it": ("ticket-opened",),
    "the caller was answered": (),
    "its model started": ("model-started",),
    "recorded as": ("ticket-prioritised", "model-started", "ticket-opened"),
    "on hold": ("ticket-held",),
    "resumed": ("ticket-resumed", "question-answered", "repair-reported"),
    "resolved": ("ticket-resolved",),
    "reopened": ("ticket-reopened",),
    "closed": ("ticket-closed",),
    "cancelled": ("ticket-cancelled",),
    "it was over": (*OVER, "ticket-resolved"),
}  # fmt: skip
"""What happens to a clock, and the lines that can say so."""


WIDE: Final = ("notice-sent", "restoration-confirmed", "ticket-resolved", "ticket-closed")
"""What reaches the records under one, too."""
ONCE: Final = ("started", "a person owned it")
"""What counts when it first happens."""


def _step(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """A step of a clock: a line of the log says it, in that minute and of that arrival."""
    log, subject = seen.log, seen.subject(piece.owner)
    asked = log.asked[subject]
    about = {*asked.subjects, log.record_of(subject)}
    if match["what"] not in ("started", "a person owned it"):
        about |= {s for s, e in log.arrived.items() if e.get("chases") in asked.subjects}
    above = {e.get("parent") for e in log.of("ticket-linked") if e["ticket"] in about}
    if match["what"] == "the caller was answered":
        return log.time(log.hours.book.first_word(*asked.subjects)), match["what"]
    found = []
    for line in log.of(*STEPS[match["what"]]):
        own = {line.get(name) for name in ("contact", "alert", "ticket", "subject")} - {None}
        ended = line["kind"] in OVER and (line.get("fault") or line.get("cause"))
        wide = line["kind"] in WIDE and own & above
        if own & about or wide or ended == asked.cause:
            found.append(line)
    for line in found[:1] if match["what"] in ONCE else found:
        right = match["priority"] in (None, _given(seen, line))
        if log.time(line["at"]) == match["time"] and right:
            return [each for each in match.groups() if each is not None]
    raise LookupError(match["what"])


def _given(seen: Seen, line: Mapping[str, Any]) -> str:
    """The priority that a line gives a record, by the card."""
    if line["kind"] == "ticket-prioritised":
        matrix = seen.setting.organisation.card.matrix
        return str(matrix[line["impact"] - 1][line["urgency"] - 1])
    models = {each.id: each for each in seen.setting.library.request_models}
    return "3" if line["kind"] == "model-started" and models[line["model"]].urgent else "4"


# People


def _waited(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """How long a person waited for a word; the n-th row is on the n-th who came."""
    del match
    people = [each for each in seen.log.firsts if each.group is not None]
    asked = people[piece.order]
    if piece.owner != f"{seen.log.time(asked.at)} {seen.log.who(asked.subjects[0])}":
        raise LookupError(piece.owner)
    heard, chased, silence = seen.log.words_to(asked)
    return ({
        "Who": seen.log.time(asked.at),
        "First word": length(heard[0] - asked.at) if heard else "never",
        "Words": str(len(heard)),
        "Asked": str(chased),
        "Silence": length(silence),
    }[piece.label],)  # fmt: skip


def _nth(seen: Seen, piece: Piece) -> Told:
    return [each for each in seen.log.told if each.people or each.groups][piece.order]


def _knowledge(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """What somebody was told goes by the number that the line names."""
    del match
    return (_nth(seen, piece).knowledge,)


def _row_told(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """A row of who was told what: the n-th word to anybody in the log."""
    del match
    told = _nth(seen, piece)
    if piece.label == "Time":
        return (seen.log.time(told.at),)
    return (seen.log.time(told.next_update if told.next_update is not None else -1),)


def _left_at(seen: Seen, *_: object) -> Sequence[str]:
    return seen.log.time(seen.log.left_at), seen.log.time(seen.log.end)


def _promised(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """The last promise of a next word before the seat was left."""
    found = (
        line["next_update"]
        for line in reversed(seen.log.of("caller-updated", "notice-sent"))
        if line.get("next_update") is not None and line["at"] <= seen.log.left_at
        and piece.words.startswith(seen.log.headline(line["ticket"]))
    )  # fmt: skip
    del match
    return (seen.log.time(next(found)),)


def _afterwards(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    """Something that happened with the seat empty: a line of that minute, about that arrival."""
    for line in seen.log.lines:
        if line["at"] >= seen.log.left_at and seen.log.time(line["at"]) == match[1]:
            about = {str(line.get(name)) for name in ("contact", "alert", "ticket", "subject")}
            own = {seen.log.headline(each) for each in about & seen.log.arrived.keys()}
            fault = str(line.get("fault", "")).partition("/")[0]
            if any(each in piece.words for each in own) or (fault and fault in piece.words):
                return (match[1],)
    raise LookupError(match[1])


def _waited_or_told(seen: Seen, piece: Piece, match: re.Match[str]) -> Sequence[str]:
    tell = _row_told if piece.label in ("Time", "What") or len(piece.owner) == 5 else _waited
    return tell(seen, piece, match)


_L, _T, _U = f"({LENGTH})", f"({TIME})", f"({USER})"

CLAIMS: Final = (
    claimed("short score", r"(\d+) of 100, give or take (\d+)", "tally", _total),
    claimed("score", r"Give or take (\d+)", "tally", lambda s, p, m: _total(s, p, m)[1:]),
    claimed("short", rf"({'|'.join(NAMES)}) (\d+)", "tally", lambda s, _, m: (
        m[1], _whole(s.others[NAMES[m[1]]].total))),
    claimed("short well", r"(?P<criterion>[A-Z][^:.]+): (\d+) of (\d+)", "tally", _right_of),
    claimed("short well", r"(?:\(| )(\d)(?: - \w+\)| reports? linked to its cause)",
            "tally", _example),
    claimed("score", r"^(\d+)$", "tally", _cell),
    claimed("score", rf"^(?:−([\d.]+) points: )?(?P<name>{'|'.join(DEDUCTIONS.values())})"
           r"(?:, (\d+) times)?(?: \((?P<where>.+?)\))?\.", "tally", _deducted),
    claimed("score", r"Total = (\d+) % triage, (\d+) % outcome, (\d+) %", "setting", _weights),
    *FINDINGS,
    # Services, targets, lost time.
    claimed("delivered", rf"^(?P<name>.+) \((?:gold|silver|bronze)\): "
           rf"(?:up all the time|(?:down|degraded) for (?P<bad>{LENGTH})), (?P<share>[\d.]+) % "
           rf"available(?:, (?:but )?for (?P<cut>{LENGTH}) up to (?P<people>[\d,]+) (?:people|"
           rf"person)"
           rf" of (?P<users>[\d,]+) could not use it properly)?; (?P<lost>{USER}) lost", "log",
           _service),
    claimed("delivered", r"^(\d+) (?:other )?services? ran", "log", _undisturbed),
    claimed("delivered", r"targets met: (\d+) %. Answered in time: (\d+) of (\d+); restored or "
           r"fulfilled in time: (\d+) of (\d+)", "log", _targets),
    claimed("clocks", r"^(\d+) % of the agreed", "log", lambda s, *_: (_percent(s.log),)),
    claimed("short delivered clocks", _U, "log", _lost),
    claimed("lost", rf"^{_U} in all", "log", _lost),
    claimed("lost", r"^([\d,]+)$", "log", _by_cause),
    claimed("lost", r"^([\d,]+) (?:people|person);", "log", _course),
    claimed("lost", rf"^{_T}, after {_L}\.$", "log", _course),
    claimed("lost", r"^(?P<share>\d+) % of the work was back", "log", _course),
    claimed("lost", rf"^{_T}\.$", "log", _course),
    # Clocks.
    claimed("clocks", r"^§, P(\d)$", "log", lambda s, p, _: (
        str(s.log.asked[s.subject(p.words)].priority),)),
    claimed("clocks", rf"^planned, no target; {_L} used", "log", _verdict),
    claimed("clocks", rf"^(?:met|not due yet|missed by (?:(?P<late>{LENGTH})|a moment)): "
           rf"(?P<agreed>{LENGTH}) agreed, (?P<used>{LENGTH}) used(?:, (?P<left>{LENGTH}) left)?",
           "log", _verdict),
    claimed("clocks", rf"(?P<time>{TIME}) (?P<what>{'|'.join(STEPS)})(?: P(?P<priority>\d))?",
            "log",
           _step),
    # People.
    claimed("told", r"((?:KE|KA|RM)-\d+)", "log", _knowledge, early=True),
    claimed("told", rf"^({LENGTH}|\d+)$", "log", _waited_or_told),
    claimed("told", rf"^{_T}(?= |$)", "log", _waited_or_told),
    claimed("told", rf"next update by {_T}", "log", _row_told),
    claimed("left", rf"^You left at {_T}. Outcome was taken at {_T}", "log", _left_at),
    claimed("left", rf"next update promised by {_T}", "log", _promised),
    claimed("left", rf"^{_T} ", "log", _afterwards),
)  # fmt: skip
"""Every sentence with a number, and where it comes from; the first that fits is the one."""
