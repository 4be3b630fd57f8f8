"""What generated shifts at an organisation are drawn from: who calls about what, and when.

Declarations only, a part of the organisation's file; `composing` draws from them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from itilsim.domain.bounds import LONGEST_ID, LONGEST_WORDS, MOST_ENTRIES
from itilsim.domain.names import Channel, GroupId, ServiceId

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
"""A day of the week."""


@dataclass(frozen=True, slots=True)
class ChannelShare:
    """How often people choose a channel."""

    channel: Channel
    """The channel."""
    percent: int = field(metadata={"ge": 0, "le": 100})
    """Share of the contacts that come by it."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """Something that returns every day or week, and by which a group or service must work."""

    at: str = field(metadata={"pattern": r"^([01]\d|2[0-3]):[0-5]\d$"})
    """Clock time `HH:MM`."""
    where: str = field(metadata={"max_length": LONGEST_ID})
    """Id of a site, user group or service."""
    words: str = field(metadata={"max_length": LONGEST_WORDS})
    """What happens then, a sentence."""
    days: tuple[Weekday, ...] = field(
        default=("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
        metadata={"min_length": 1, "max_length": 7},
    )
    """On which days."""


@dataclass(frozen=True, slots=True)
class Callers:
    """Who can have some matters or troubles, and how they can get in touch about them."""

    symptoms: tuple[str, ...] = field(metadata={"min_length": 1, "max_length": MOST_ENTRIES})
    """What it is about."""
    groups: tuple[GroupId, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Who can have it; empty: whoever uses its service, or whoever the fault hits."""
    channels: tuple[Channel, ...] = field(default=(), metadata={"max_length": 10})
    """By which channels: nobody chats without a network. Empty: by any."""


@dataclass(frozen=True, slots=True)
class Blame:
    """What people wrongly take for the cause of some troubles."""

    symptoms: tuple[str, ...] = field(metadata={"min_length": 1, "max_length": MOST_ENTRIES})
    """What they notice."""
    services: tuple[ServiceId, ...] = field(metadata={"min_length": 1, "max_length": MOST_ENTRIES})
    """What they blame: near enough to be plausible, and well."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What a generated shift at this organisation is drawn from.

    The usual figures are what published logs of service desks have in common: concentration by
    Zipf's law, a day's rate that varies by a gamma factor, an hour's by an autocorrelated lognormal
    one. Source: BPI Challenge 2014 and UCI 498 (incident event log), own analysis.
    """

    library: tuple[str, ...] = field(metadata={"min_length": 1, "max_length": MOST_ENTRIES})
    """Ids of the library files, by name without ending."""
    words: tuple[str, ...] = field(metadata={"min_length": 1, "max_length": MOST_ENTRIES})
    """Paragraphs of the briefing; two sentences on who we are."""
    begins: tuple[str, ...] = field(metadata={"min_length": 1, "max_length": 24})
    """Clock times `HH:MM` at which a shift can begin."""
    matters: tuple[str, ...] = field(metadata={"min_length": 1, "max_length": MOST_ENTRIES})
    """What single people want, ask or complain of, and their own small troubles: symptoms, the
    most frequent first."""
    hour_weights: tuple[int, ...] = field(metadata={"min_length": 24, "max_length": 24})
    """Contacts by hour of a working day, from midnight, as relative weights."""
    stopping: tuple[str, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Matters that can stop somebody's work; all others only slow it."""
    callers: tuple[Callers, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Who can have what; of what is not named here, whoever uses its service."""
    never_call: tuple[GroupId, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Groups whose people do not turn to the desk: its own colleagues."""
    blamed: tuple[Blame, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Wrong guesses; of what is not named here nobody guesses the cause."""
    left_out: tuple[str, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """Failure modes of these files that are left to scripted shifts."""
    weekday_percent: tuple[int, ...] = field(
        default=(114, 106, 97, 103, 80, 2, 2), metadata={"min_length": 7, "max_length": 7}
    )
    """Contacts by weekday from Monday, in hundredths of the mean working day."""
    day_cv_percent: int = field(default=12, metadata={"ge": 0, "le": 100})
    """Coefficient of variation of the day's rate, a gamma factor."""
    hour_cv_percent: int = field(default=20, metadata={"ge": 0, "le": 100})
    """Coefficient of variation of the hour's rate, a lognormal factor."""
    hour_correlation_percent: int = field(default=50, metadata={"ge": 0, "le": 99})
    """Autocorrelation of the hour's factor from one hour to the next."""
    matter_zipf_percent: int = field(default=80, metadata={"ge": 0, "le": 300})
    """Zipf exponent of the matters, in hundredths. Source: 0.6 to 1.4 in published logs; the lower,
    the fewer mornings are alike."""
    item_zipf_percent: int = field(default=85, metadata={"ge": 0, "le": 300})
    """Zipf exponent of the items that fail, in hundredths."""
    caller_zipf_percent: int = field(default=60, metadata={"ge": 0, "le": 300})
    """Zipf exponent of the callers of a group, in hundredths."""
    channels: tuple[ChannelShare, ...] = field(
        default=(
            ChannelShare("phone", 60),
            ChannelShare("portal", 20),
            ChannelShare("email", 12),
            ChannelShare("chat", 8),
        ),
        metadata={"min_length": 1, "max_length": 10},
    )
    """How people get in touch. Tuning constant."""
    appointments: tuple[Appointment, ...] = field(default=(), metadata={"max_length": MOST_ENTRIES})
    """What returns, and makes trouble before it urgent."""
