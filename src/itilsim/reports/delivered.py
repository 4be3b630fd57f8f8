"""What was delivered at which agreed level: targets beside lost time, the month, then each service.

The one idea: the figures that a customer was promised stand beside what people lost, so that green
outside and red inside can be seen at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from itilsim.domain.debriefing.measured import Delivered
from itilsim.domain.debriefing.values import Debrief
from itilsim.reports.blocks import Block, Items, Paragraph
from itilsim.words.evidence import Naming
from itilsim.words.labels import SERVICE_CLASSES, counted, duration, people, percent, user_minutes

_HUNDREDTHS = 100


def delivered(debrief: Debrief, naming: Naming) -> Iterator[Block]:
    """The section on what was delivered.

    Args:
        debrief: What to say.
        naming: Names of services.
    """
    kept = debrief.kept
    yield Paragraph(
        f"Agreed targets met: {percent(kept.percent)}. Answered in time: {kept.response_met} of "
        f"{kept.due}; restored or fulfilled in time: {kept.resolution_met} of {kept.due}. "
        f"Lost: {user_minutes(debrief.lost_user_minutes)}."
    )
    yield from _month(debrief, naming)
    other = "other " if debrief.delivered else ""
    rest = f"{counted(debrief.whole, f'{other}service')} ran undisturbed."
    yield Items(
        (
            *(_service(each, naming) for each in debrief.delivered),
            *((rest,) if debrief.whole else ()),
        )
    )
    if sum(each.lost_user_minutes > 0 for each in debrief.delivered) > 1:
        yield Paragraph("The time that a fault took is counted with each service that it hit.")
    if debrief.is_watermelon:
        yield Paragraph(
            "A watermelon, green outside and red inside: services that were up by their SLA cost "
            "people time all the same. Look at both figures."
        )


def _month(debrief: Debrief, naming: Naming) -> Iterator[Block]:
    """What the shift leaves of the month; nothing where no availability is agreed."""
    agreed = [e for e in debrief.delivered if e.agreed_share is not None and e.month]
    if not agreed:
        return
    down = [each for each in agreed if each.down]
    if not down:
        classes = {e.service_class: hundredths(e.agreed_share or 0) for e in agreed}
        shares = ", ".join(f"{share} % ({name})" for name, share in classes.items())
        yield Paragraph(
            f"Availability this month, agreed: {shares}. No service was down by its agreement, so "
            "this shift leaves all of the downtime that the month allows."
        )
        return
    yield Paragraph("Availability this month, if all the rest of it runs well:")
    yield Items(tuple(_of_month(each, naming) for each in down))
    yield Paragraph(
        "How that is counted: the service hours of the whole month, less the time in which the "
        "service itself was down in this run, as a share of those hours. Slow, or cut off on the "
        "way to it, is not down."
    )


def _of_month(each: Delivered, naming: Naming) -> str:
    agreed = hundredths(each.agreed_share or 0)
    best = (
        f"{naming.service(each.service)}: {hundredths(each.at_best)} % at best, {agreed} % agreed"
    )
    if each.down > each.allowed:
        missed = duration(each.down - each.allowed)
        allowed = duration(each.allowed) if each.allowed else "nothing"
        return f"{best}; missed by {missed}: down for {duration(each.down)}, {allowed} allowed."
    left = duration(each.allowed - each.down)
    return f"{best}; down for {duration(each.down)} of {duration(each.allowed)}, {left} left."


def hundredths(share: int) -> str:
    """Hundredths of a percent as people write them: 9950 is "99.5".

    Args:
        share: From 0 to 10,000.
    """
    whole, part = divmod(share, _HUNDREDTHS)
    return f"{whole}.{part:02d}".rstrip("0") if part else str(whole)


def _service(each: Delivered, naming: Naming) -> str:
    name = f"{naming.service(each.service)} ({SERVICE_CLASSES[each.service_class].lower()})"
    if each.down:
        state = f"down for {duration(each.down)}"
    elif each.degraded:
        state = f"degraded for {duration(each.degraded)}"
    else:
        state = "up all the time"
    share = f"{each.availability // _HUNDREDTHS}" + (
        f".{each.availability % _HUNDREDTHS:02d}" if each.availability % _HUNDREDTHS else ""
    )
    hit = ""
    if each.cut_off:
        yet = "" if each.down or each.degraded else "but "
        hit = f", {yet}for {duration(each.cut_off)} up to {people(each.people_cut_off)} of "
        hit += f"{each.users:,} could not use it properly"
    lost = user_minutes(each.lost_user_minutes)
    return f"{name}: {state}, {share} % available{hit}; {lost} lost."
