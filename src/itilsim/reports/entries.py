"""What somebody did at the desk, as a few words: an entry of a journal.

The one idea: a verb in the past tense with what was decided, so that "you" or a colleague's name
can stand before it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from itilsim.domain import commands as c
from itilsim.domain.debriefing.values import Debrief
from itilsim.domain.names import ComponentId, RecordKind
from itilsim.words.actions import action_named
from itilsim.words.evidence import Naming
from itilsim.words.labels import (
    CATEGORIES,
    HINTS,
    HOLD_REASONS,
    QUESTIONS,
    RECORD_KINDS,
    REFUSALS,
    RESOLUTION_CODES,
    SIGNIFICANCES,
    TAKEN_AS,
    conversation,
    counted,
)

_Words: TypeAlias = Callable[[Any, str, Naming], str]
"""From a command, what its subject is called, and names."""


def done(command: c.Command, debrief: Debrief, naming: Naming) -> str:
    """What a command did, like "sent Marek Hollins (09:25) to Network".

    Args:
        command: The command.
        debrief: What its subjects are called; one that it does not know is "it".
        naming: Names for everything else.
    """
    subject = c.subject_of(command)
    words = _WORDS.get(type(command), _plainly)
    if isinstance(command, c.TakeCall | c.EndCall):
        known = debrief.subjects.get(subject)
        what = conversation(known.channel) if known is not None else "call"
        did = "took" if isinstance(command, c.TakeCall) else "ended"
        return f"{did} the {what} of {called(subject, debrief, naming)}"
    if isinstance(command, c.LinkTicket):
        parent = called(command.parent, debrief, naming)
        return f"linked {called(subject, debrief, naming)} to {parent}"
    return words(command, called(subject, debrief, naming), naming)


def _plainly(command: c.Command, it: str, naming: Naming) -> str:
    """What a command without words of its own did: what its key says."""
    del naming
    return f"{action_named(command.kind.replace('-', '_')).title.lower()}: {it}"


def called(subject: str, debrief: Debrief, naming: Naming) -> str:
    """Who or what it is about, and when that came: "Marek Hollins (09:25)".

    Args:
        subject: Contact or alert.
        debrief: What it knows; what it does not know is "it".
        naming: Names for people.
    """
    known = debrief.subjects.get(subject)
    if known is None:
        return "it"
    if known.person is not None:
        return f"{naming.person(known.person)} ({naming.time(known.at)})"
    kind = SIGNIFICANCES[known.significance or "informational"].lower()
    of = f" on {known.component}" if known.component else ""
    return f"the {kind}{of} ({naming.time(known.at)})"


def _kind(record: RecordKind) -> str:
    """A kind of record with its article."""
    words = RECORD_KINDS[record].lower()
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _logged(command: c.LogTicket, it: str, naming: Naming) -> str:
    of = _described(command.service, command.component, naming)
    return f"logged {it} as {_kind(command.record)}{of}"


def _corrected(command: c.CategoriseTicket, it: str, naming: Naming) -> str:
    of = _described(command.service, command.component, naming)
    category = CATEGORIES[command.category].lower() if command.category else "no category"
    return f"corrected {it} to {_kind(command.record)}, {category}{of}"


def _described(service: str | None, component: ComponentId | None, naming: Naming) -> str:
    named = [*((naming.service(service),) if service else ()), *((component,) if component else ())]
    return f" ({', '.join(named)})" if named else ""


def _rated(command: c.PrioritiseTicket, it: str, naming: Naming) -> str:
    del naming
    disputed = ", at the caller's word" if command.disputed else ""
    return f"rated {it} impact {command.impact}, urgency {command.urgency}{disputed}"


def _promised(minutes: int | None) -> str:
    return "" if minutes is None else f", next update in {minutes} minutes"


def _noticed(command: c.SendNotice, it: str, naming: Naming) -> str:
    known = f" with {naming.knowledge(command.known_error)}" if command.known_error else ""
    return f"sent a notice on {it}{known}{_promised(command.next_minutes)}"


def _replied(command: c.Reply, it: str, naming: Naming) -> str:
    article = f" with {naming.knowledge(command.article)}" if command.article else ""
    return f"answered {it}{article}"


_WORDS: Final[Mapping[type[c.Command], _Words]] = {
    c.AcknowledgeAlert: lambda e, it, _: f"read {it} as {TAKEN_AS[e.significance]}",
    c.AlertTeam: lambda e, it, n: f"passed {it} on to {n.team(e.team)}",
    c.ApplyWorkaround: lambda e, it, n: f"talked {it} through {n.knowledge(e.known_error)}",
    c.AskHint: lambda e, it, _: f"took a hint on {it}: {HINTS[e.rung]}",
    c.HearFeedback: lambda _, it, __: f"heard the coach on {it}",
    c.AnswerTutor: lambda _, it, __: f"answered the tutor on {it}",
    c.RejectChoice: lambda _, it, __: f"chose otherwise at first on {it}",
    c.BeginAction: lambda *_: "opened a form",
    c.AskApproval: lambda _, it, __: f"asked for approval for {it}",
    c.AskCaller: lambda e, it, _: f'asked {it}: "{QUESTIONS[e.question]}"',
    c.AssignTicket: lambda e, it, n: f"sent {it} to {n.team(e.team)}",
    c.BeginAction: lambda *_: "opened a form",
    c.CancelTicket: lambda _, it, __: f"cancelled {it}",
    c.CategoriseTicket: _corrected,
    c.CloseTicket: lambda _, it, __: f"closed {it}",
    c.ConfirmRestoration: lambda _, it, __: f"asked whether all is well: {it}",
    c.EndShift: lambda *_: "left the desk",
    c.EscalateTicket: lambda _, it, __: f"told the shift lead of {it}",
    c.FulfilStep: lambda _, it, __: f"did the next step for {it}",
    c.HoldTicket: lambda e, it, _: f"put {it} on hold ({HOLD_REASONS[e.reason].lower()})",
    c.LinkTicket: lambda _, it, __: f"linked {it}",
    c.LogTicket: _logged,
    c.PrioritiseTicket: _rated,
    c.RaiseProblem: lambda _, it, __: f"raised a problem from {it}",
    c.RefuseRequest: lambda e, it, _: f"refused {it} ({REFUSALS[e.reason].lower()})",
    c.RejectChoice: lambda _, it, __: f"chose wrongly at first on {it}",
    c.ReopenTicket: lambda _, it, __: f"reopened {it}",
    c.Reply: _replied,
    c.ResolveTicket: lambda e, it, _: f"resolved {it} ({RESOLUTION_CODES[e.code].lower()})",
    c.ResumeTicket: lambda _, it, __: f"took {it} off hold",
    c.SearchKnowledge: lambda _, it, __: f"searched for what helps {it}",
    c.SendNotice: _noticed,
    c.StartModel: lambda e, it, n: f"started {n.knowledge(e.model)} for {it}",
    c.UnlinkTicket: lambda _, it, __: f"took {it} from under its parent",
    c.UpdateCaller: lambda e, it, _: f"told {it} how it stands{_promised(e.next_minutes)}",
    c.VerifyIdentity: lambda _, it, __: f"checked who {it} is",
    c.WriteHandover: lambda e, *_: f"wrote the handover note ({counted(len(e.items), 'item')})",
    c.WriteNote: lambda _, it, __: f"wrote a work note on {it}",
}
"""What each command did; one that is not here is told by the title of its action."""
