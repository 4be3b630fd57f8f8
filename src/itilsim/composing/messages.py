"""What people say in a generated shift: parts of the phrasebook joined to one message.

The one idea: a message says what its codes say and nothing else. Each part conveys one code, so
that a few wordings of each make many messages, and a bot that reads codes misses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from itilsim.composing.draws import Draws
from itilsim.domain.library import Utterance
from itilsim.domain.names import ComponentId, ServiceId
from itilsim.domain.scenario import ContactArrival, Setting
from itilsim.domain.speech import report, talk


@dataclass(frozen=True, slots=True)
class Messages:
    """Words for the arrivals of a shift."""

    setting: Setting
    """The organisation with its library."""
    draws: Draws
    """Chance; wordings decide nothing."""

    def of(self, contact: ContactArrival, place: str) -> Utterance:
        """The words of a contact.

        Args:
            contact: What is to be said.
            place: Where the caller works, as people call it.
        """
        parts = [self._part(part, contact, place) for part in _parts(contact)]
        return Utterance(
            id=contact.utterance,
            texts=(" ".join(part for part in parts if part),),
            symptom=contact.symptom,
            effect=None if contact.effect == "question" else contact.effect,
            guess=contact.guess,
        )

    def alert(self, entry: str, said: str, key: str, blanks: Mapping[str, object]) -> Utterance:
        """The words of an alert, from an entry of the phrasebook; `{component}` stays a blank."""
        return Utterance(id=said, texts=(self._filled(entry, key, blanks),))

    def has(self, entry: str) -> bool:
        """Whether the phrasebook has an entry."""
        return entry in self.setting.utterances

    def _part(self, part: str, contact: ContactArrival, place: str) -> str:
        component = self.setting.estate.components.get(contact.component or ComponentId(""))
        guessed = self.setting.estate.services.get(ServiceId(contact.guess))
        blanks = {
            "place": place,
            "people": contact.people,
            "component": component.name if component else "",
            "guess": _short(guessed.name) if guessed else "",
        }
        return self._filled(part, contact.id, blanks)

    def _filled(self, entry: str, key: str, blanks: Mapping[str, object]) -> str:
        if not self.has(entry):
            return ""
        text = self.draws.pick(self.setting.utterances[entry].texts, "words", key, entry)
        for blank, value in blanks.items():
            text = text.replace(f"{{{blank}}}", str(value))
        return text


def _short(service: str) -> str:
    """A service as people call it: without what the catalogue lists behind it."""
    return service.split(" (", maxsplit=1)[0].split(",", maxsplit=1)[0]


def _parts(contact: ContactArrival) -> Iterator[str]:
    """The entries of the phrasebook that say what a contact's codes say, in order."""
    if contact.channel in {"email", "portal"} or contact.mood == "calm":
        yield talk(f"open-{contact.channel}")
    else:
        yield talk(f"open-{contact.mood}")
    yield report(contact.symptom)
    if contact.component:
        yield talk("item")
    if contact.effect != "question":
        yield talk(f"effect-{contact.effect}")
    if contact.people > 1:
        yield talk("people")
    if contact.guess:
        yield talk("guess")
    yield talk(f"close-{contact.mood}")
