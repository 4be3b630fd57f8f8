"""The words that the whole core shares: identifiers and small closed vocabularies.

Ids come from what a thing is about and are never counted, so that nobody who acts sooner or later
renames anything. What reaches the desk is named by a keyed hash of it (`plant.named`), which tells
nothing.
"""

from __future__ import annotations

from typing import Literal, NewType

ComponentId = NewType("ComponentId", str)
"""A configuration item of the estate, like `ws-sw-07`."""
ServiceId = NewType("ServiceId", str)
"""A service of the catalogue, like `WMS`."""
GroupId = NewType("GroupId", str)
"""A group of users who work at one place with the same services."""
TeamId = NewType("TeamId", str)
"""A team that takes records, like `NET`."""
PersonId = NewType("PersonId", str)
"""A user; scenario-named, or `group#index` for one of the roster."""
FaultId = NewType("FaultId", str)
"""`component/mode/n`: the n-th failure of a component in a mode."""
CauseId = NewType("CauseId", str)
"""What made a person call: a fault, or `arrival/<id>` for a wish of their own."""
ContactId = NewType("ContactId", str)
"""Opaque: the n-th time that a person gets in touch about one cause."""
AlertId = NewType("AlertId", str)
"""Opaque: the n-th alert of a check on an item."""
TicketId = NewType("TicketId", str)
"""The id of the contact or alert from which the record was logged."""
ProblemId = NewType("ProblemId", str)
"""`problem/` and the first ticket's id."""
Actor = NewType("Actor", str)
"""Who submits a command: `trainee`, or a colleague's seat."""

SubjectId = ContactId | AlertId | TicketId
"""Something that can be looked at and decided on."""

RecordKind = Literal["incident", "request", "information", "access", "complaint"]
"""What a record is; one of the values of the incidents-csv column `kind`."""
REQUESTS: tuple[RecordKind, ...] = ("request", "information", "access")
"""Requests in the wide sense: they have a model, and no impact and urgency. Source: ITIL 2011."""
Significance = Literal["informational", "warning", "exception"]
"""The three kinds of event. Source: ITIL 2011, event management."""
Channel = Literal["phone", "chat", "email", "portal", "alert"]
"""How something reached the desk."""
SPOKEN: tuple[Channel, ...] = ("phone", "chat")
"""Channels on which a caller waits to be answered, and then is there."""
Level = Literal["up", "degraded", "down"]
"""How well a component or service works; degraded is not down."""
Effect = Literal["stopped", "slowed", "question"]
"""What a caller says about the own work."""
Question = Literal["extent", "item", "effect"]
"""What a caller can be asked: how many are hit, which item, stopped or slowed."""
Mood = Literal["calm", "pressed", "angry"]
"""How a caller sounds; it never changes impact or urgency."""
TicketState = Literal["new", "in_progress", "on_hold", "resolved", "closed", "cancelled"]
"""The states that a trainee will meet in real tools."""
HoldReason = Literal["caller", "supplier", "change", "problem"]
"""What a held record waits for; only `caller` pauses the customer's clock."""
RefusalReason = Literal["not_entitled", "not_verified", "not_offered", "not_approved"]
"""Why a request is refused."""
ServiceClass = Literal["gold", "silver", "bronze"]
"""The class of an agreement."""
Category = Literal["hardware", "software", "network", "access", "facilities", "general"]
"""The coarse category of a record (a common scheme, a local rule)."""
Pace = Literal["stepped", "paced"]
"""How time moves: only with actions, or with the wall clock."""
Mode = Literal["guided", "coached", "practice", "assessed"]
"""How much help the trainee gets."""
ResolutionCode = Literal["workaround", "fixed", "fulfilled", "answered", "refused", "no_fault"]
"""How a record ended."""
Priority = Literal[1, 2, 3, 4, 5]
"""Priority from the matrix; 1 comes first."""

TRAINEE = Actor("trainee")
"""The seat whose decisions are scored."""
CALLER = Actor("caller")
"""Who reopens a record from outside the desk."""
SHIFT_LEAD = Actor("shift_lead")
"""Who declares a major incident where no seat of ours may."""
SERVICE_DESK = TeamId("SD")
"""The first line, which owns every incident and request to closure."""

DECORATION = frozenset({"title", "name", "words", "texts", "source", "provenance", "speed"})
"""Field names of what decides nothing in the world, wording and the speed of the clock: outside the
scenario digest."""
