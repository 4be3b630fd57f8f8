"""What people say in a generated shift: parts of the phrasebook joined to one message.

The one idea: a message says what its codes say and nothing else. Each part conveys one code, so
that a few wordings of each make many messages, and a bot that reads codes misses nothing. What is
spoken and what is written begin and end differently.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from itilsim.composing.draws import Draws
from itilsim.domain import speech
from itilsim.domain.library import Utterance
from itilsim.domain.names import (
    REQUESTS,
    SPOKEN,
    Channel,
    ComponentId,
    Mood,
    RecordKind,
    ServiceId,
)
from itilsim.domain.scenario import ContactArrival, Setting
from itilsim.domain.speech import talk

COUNTED: Final = 14
"""So many people know exactly how many they are; of more one says about how many. Tuning
constant."""

OFTEN: Final = {
    "open-portal": 50, "close-phone": 60, "close-chat": 50, "close-portal": 60,
    "close-pressed": 50, "close-angry": 70,
}  # fmt: skip
"""How many of a hundred begin or end so at all; all others always. Tuning constants."""

ENDS: Final[Mapping[RecordKind, str]] = {
    "incident": "trouble",
    "request": "wish",
    "access": "wish",
    "information": "question",
}
"""What calm people end like; a complaint ends with itself."""
HELP: Final = "help"
"""What they end like with a wish that must not wait."""

SECOND_TRY: Final[tuple[Channel, ...]] = ("phone", "email")
"""How somebody tries again who waited in vain."""

_NUMBERS: Final = (
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen",
)  # fmt: skip

_Part = tuple[str, ...]
"""Entries of the phrasebook that say the same code, the most fitting one first."""


@dataclass(frozen=True, slots=True)
class Messages:
    """Words for the arrivals of a shift."""

    setting: Setting
    """The organisation with its library."""
    draws: Draws
    """Chance; wordings decide nothing."""

    def of(
        self, contact: ContactArrival, channels: Collection[Channel] = ()
    ) -> Iterator[Utterance]:
        """The words of a contact; and of its second try, if it waits in line.

        Args:
            contact: What is to be said.
            channels: By which channels it can come of itself; empty: by any.
        """
        yield self._said(contact, contact.utterance, self._at_first(contact))
        if contact.channel in SPOKEN:
            for channel in SECOND_TRY:
                borrowed = bool(channels) and channel not in channels
                parts = self._once_more(contact, channel, borrowed=borrowed)
                yield self._said(contact, speech.again(contact.utterance, channel), parts)

    def alert(self, entry: str, said: str, key: str, blanks: Mapping[str, object]) -> Utterance:
        """The words of an alert, from an entry of the phrasebook; `{component}` stays a blank."""
        return Utterance(id=said, texts=(self._filled(entry, key, blanks),))

    def has(self, entry: str) -> bool:
        """Whether the phrasebook has an entry."""
        return entry in self.setting.utterances

    def hurries(self, symptom: str) -> bool:
        """Whether a wish must not wait, by its model."""
        return any(model.urgent for model in self.setting.indexes.models.get(symptom, ())[:1])

    def _said(self, contact: ContactArrival, name: str, parts: Iterable[_Part]) -> Utterance:
        blanks = self._blanks(contact)
        said = (self._first_of(part, contact.id, blanks) for part in parts)
        return Utterance(
            id=name,
            texts=(" ".join(text for text in said if text),),
            symptom=contact.symptom,
            effect=contact.effect if _tells(contact) else None,
            guess=contact.guess,
        )

    def _blanks(self, contact: ContactArrival) -> Mapping[str, object]:
        component = self.setting.estate.components.get(contact.component or ComponentId(""))
        group = self.setting.groups[self.setting.somebody(contact.person).group]
        place = self.draws.pick(group.texts or (group.department,), "place", contact.person)
        few = contact.people < len(_NUMBERS)
        return {
            "place": place,
            "people": _NUMBERS[contact.people] if few else contact.people,
            "component": component.name if component else "",
            "service": self._called(contact.service),
            "guess": self._called(ServiceId(contact.guess)),
        }

    def _called(self, service: ServiceId | None) -> str:
        """A service as people call it: without what the catalogue lists behind it."""
        found = self.setting.estate.services.get(service or ServiceId(""))
        if found is None:
            return ""
        return found.words or found.name.split(" (", maxsplit=1)[0].split(",", maxsplit=1)[0]

    def _at_first(self, contact: ContactArrival) -> Iterator[_Part]:
        """What somebody says who gets in touch, part by part."""
        channel, mood = contact.channel, contact.mood
        loud = mood != "calm"
        begins = f"open-{mood}" if loud and channel in SPOKEN else f"open-{channel}"
        yield from self._often(contact, begins)
        yield from self._matter(contact)
        if loud:
            yield (talk(f"why-{mood}"),)
        yield from self._end(contact, channel, mood)

    def _once_more(
        self, contact: ContactArrival, channel: Channel, *, borrowed: bool
    ) -> Iterator[_Part]:
        """What somebody says who waited in vain and tries again, perhaps with another's device."""
        yield (talk(f"again-{channel}"),)
        if borrowed:
            yield (talk(f"borrowed-{channel}"),)
        yield from self._matter(contact)
        waits = self._ends(contact) not in {"trouble", HELP}
        yield from self._end(contact, channel, "calm" if waits else "pressed")

    def _end(self, contact: ContactArrival, channel: Channel, mood: Mood) -> Iterator[_Part]:
        """How somebody ends on a channel."""
        if mood != "calm":
            ending = f"close-{mood}" if channel in SPOKEN else f"close-{mood}-{channel}"
            yield from self._often(contact, ending)
        elif ends := self._ends(contact):
            yield from self._often(contact, f"close-{channel}", f"-{ends}")

    def _ends(self, contact: ContactArrival) -> str:
        """What calm people end with it like."""
        kind = self.setting.symptoms[contact.symptom].kind
        return HELP if kind in REQUESTS and self.hurries(contact.symptom) else ENDS.get(kind, "")

    def _matter(self, contact: ContactArrival) -> Iterator[_Part]:
        """What it is about, in the parts that say what the codes say."""
        about = (speech.about(contact.symptom),) if contact.service else ()
        yield (*about, speech.report(contact.symptom))
        if contact.component:
            yield (talk("item"),)
        said = [*_people(contact), *_effect(contact)]
        swapped = not contact.component and self.draws.happens(50, "words", contact.id, "order")
        yield from reversed(said) if swapped else said
        if contact.guess:
            yield (talk("guess"),)

    def _often(self, contact: ContactArrival, part: str, ending: str = "") -> Iterator[_Part]:
        """A part that some people leave out."""
        if self.draws.happens(OFTEN.get(part, 100), "words", contact.id, part, "said"):
            yield (talk(f"{part}{ending}"),)

    def _first_of(self, part: _Part, key: str, blanks: Mapping[str, object]) -> str:
        """The most fitting entry that the phrasebook has, in words."""
        entry = next(filter(self.has, part), "")
        return self._filled(entry, key, blanks) if entry else ""

    def _filled(self, entry: str, key: str, blanks: Mapping[str, object]) -> str:
        wording = self.draws.pick(self.setting.utterances[entry].texts, "words", key, entry)
        text = wording
        for blank, value in blanks.items():
            text = text.replace(f"{{{blank}}}", str(value))
        # What is filled in at the beginning of a sentence begins it.
        return text[:1].upper() + text[1:] if wording.startswith("{") else text


def as_told(count: int) -> int:
    """How many people a caller speaks of who has seen so many: few exactly, many roughly."""
    if count <= COUNTED:
        return count
    return count // 5 * 5 if count < 2 * COUNTED else count // 10 * 10


def _tells(contact: ContactArrival) -> bool:
    """Whether it is said what it does to the own work."""
    return contact.effect != "question" and not contact.vague


def _effect(contact: ContactArrival) -> Iterator[_Part]:
    if _tells(contact):
        own = speech.effect(contact.effect, contact.symptom)
        yield (own, talk(f"effect-{contact.effect}"))


def _people(contact: ContactArrival) -> Iterator[_Part]:
    if contact.component and contact.people > 1:
        yield (talk("people-sharing"),)
    elif contact.people > COUNTED:
        yield (talk("people-about"),)
    elif contact.people > 1:
        yield (talk("people"),)
