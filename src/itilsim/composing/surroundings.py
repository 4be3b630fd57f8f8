"""What surrounds a generated shift: appointments, events that mean nothing, history, the note."""

from __future__ import annotations

from typing import Final

from itilsim.composing.drawing import EVENT, LEAVE, Drawing
from itilsim.domain import speech
from itilsim.domain.names import ComponentId
from itilsim.domain.scenario import AlertArrival, Deadline, PastIncident

FORESIGHT: Final = 2 * 3600
"""So far beyond the end the note looks, in seconds. Tuning constant."""


def deadlines(drawing: Drawing) -> None:
    """Appointments of the day that lie ahead."""
    start = drawing.layout.start
    day = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[start.weekday()]
    for each in drawing.sources.appointments:
        if day in each.days and each.at > f"{start:%H:%M}":
            drawing.found.deadlines.append(Deadline(each.at, each.where, each.words))


def events(drawing: Drawing) -> None:
    """Events that mean nothing: something ended as planned, or a short peak."""
    components = drawing.base.organisation.components
    plain = [c for c in components if drawing.messages.has(speech.routine(c.kind))]
    short = [c for c in components if drawing.messages.has(speech.blip(c.kind))]
    count = drawing.count(drawing.level.events, "events")
    for n, at in enumerate(drawing.layout.moments(count, "events", leave=LEAVE["events"])):
        noise = bool(short) and drawing.draws.happens(
            drawing.level.noise_percent, "events", n, "noise"
        )
        kinds = short if noise else plain
        left = [c for c in kinds if c.id not in drawing.used]
        if not left:
            continue
        component = drawing.draws.pick(left, "events", n, "item")
        drawing.used.add(component.id)
        name = f"E{n + 1}"
        entry = speech.blip(component.kind) if noise else speech.routine(component.kind)
        said = drawing.messages.alert(entry, f"say-{name}", name, {})
        drawing.found.utterances.append(said)
        drawing.found.alerts.append(
            AlertArrival(
                id=name, at=drawing.layout.clock(at), component=component.id,
                significance="warning" if noise else "informational", utterance=said.id,
                teaches=EVENT,
            )
        )  # fmt: skip
        if noise:
            drawing.found.handover.append(
                f"{component.name} shows a short peak now and then. Nothing has come of it."
            )


def history(drawing: Drawing) -> None:
    """Earlier incidents: some like the first fault that hits many, some with nothing to it."""
    threads = [each for each in drawing.found.faults if each.id.startswith("T")]
    number = 9000 + drawing.draws.between(0, 400, "history")
    for n in range(drawing.level.history if threads else 0):
        first = threads[0]
        number += drawing.draws.between(20, 90, "history", n)
        drawing.found.past.append(_past(drawing, number, first.component, first.mode, 20 + 31 * n))
    for n in range(2):
        cause = drawing.draws.pick(drawing.causes.all, "history", "other", n)
        number += drawing.draws.between(20, 90, "history", "other", n)
        if cause.component.id not in drawing.used:
            drawing.found.past.append(
                _past(drawing, number, cause.component.id, cause.mode.id, 45 + 17 * n)
            )


def _past(
    drawing: Drawing, number: int, component: ComponentId, mode: str, days: int
) -> PastIncident:
    item, how = drawing.base.estate.components[component], drawing.base.modes[mode]
    return PastIncident(f"INC{number:07d}", component, mode, days, f"{item.name}: {how.name}")


def handover(drawing: Drawing) -> None:
    """The note: what is known of the day, and otherwise nothing."""
    end = drawing.layout.clock(drawing.layout.minutes * 60 + FORESIGHT)
    drawing.found.handover += [
        f"At {each.at}: {each.words}" for each in drawing.found.deadlines if each.at < end
    ]
    if not drawing.found.handover:
        drawing.found.handover.append("Quiet so far. Nothing is left over for you.")
