"""What people say in shipped generated shifts fits the channel, the speaker and the matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pytest

from itilsim.composing.generated import Composer
from itilsim.composing.loading import load_shifts
from itilsim.composing.messages import COUNTED, SECOND_TRY, as_told
from itilsim.composing.orders import ShiftOrder
from itilsim.domain import facts as f
from itilsim.domain import speech
from itilsim.domain.library import Symptom
from itilsim.domain.names import SPOKEN, ServiceId
from itilsim.domain.organisation import Service, UserGroup
from itilsim.domain.scenario import ContactArrival, Setting
from itilsim.domain.sources import Sources
from itilsim.sim.shift import Shift
from itilsim.storage.places import places

ORGANISATIONS = ("quillmere", "wennery")
SEEDS = range(1, 9)

WRITTEN = ("email", "portal")
SPOKEN_ONLY = re.compile(
    r"I'm (ringing|calling)|on the line|right number|is that (the service desk|IT)\?"
    r"|\bspeaking\b|a voice at last|service desk\?"
)
"""What is said on the phone and nowhere else."""
WRITTEN_ONLY = re.compile(
    r"Dear |[Kk]ind regards|[Bb]est wishes|in advance|this form|in writing|by mail|this mail"
    r"|I'm writing|Sent from|see below"
)
"""What is written and never said on the phone."""
ROUGHLY = re.compile(r"\b(about|around|roughly|something like) (?=\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """One message of a shift."""

    setting: Setting
    contact: ContactArrival
    channel: str
    """The channel on which it is said: a second try may come by another."""
    utterance: str

    @property
    def text(self) -> str:
        (text,) = self.setting.utterances[self.utterance].texts
        return text

    @property
    def symptom(self) -> Symptom:
        return self.setting.symptoms[self.contact.symptom]

    @property
    def group(self) -> UserGroup:
        return self.setting.groups[self.setting.somebody(self.contact.person).group]

    @property
    def sources(self) -> Sources:
        sources = self.setting.organisation.sources
        assert sources is not None
        return sources

    @cached_property
    def urgent(self) -> bool:
        models = self.setting.indexes.models.get(self.contact.symptom, ())
        return any(model.urgent for model in models[:1])


def said_in(setting: Setting) -> Iterator[Said]:
    """All messages of a shift, those of second tries too."""
    for contact in setting.scenario.contacts:
        yield Said(setting, contact, contact.channel, contact.utterance)
        if contact.channel in SPOKEN:
            for channel in SECOND_TRY:
                yield Said(setting, contact, channel, speech.again(contact.utterance, channel))


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> list[Setting]:
    """Candidates of both organisations at all levels: words do not wait for fairness."""
    home = places(tmp_path_factory.mktemp("home"))
    found = []
    for organisation in ORGANISATIONS:
        for level in range(1, 6):
            composer = load_shifts(ShiftOrder(organisation, level, 90).id, home)
            assert isinstance(composer, Composer)
            found += [composer.candidate(seed + 100 * level, 0) for seed in SEEDS]
    return found


@pytest.fixture(scope="module")
def messages(settings: list[Setting]) -> list[Said]:
    found = [said for setting in settings for said in said_in(setting)]
    assert len(found) > 1000
    return found


class TestChannel:
    def test_nothing_that_is_only_said_is_written(self, messages: list[Said]) -> None:
        written = [said.text for said in messages if said.channel in WRITTEN]
        assert [text for text in written if SPOKEN_ONLY.search(text)] == []
        assert any(SPOKEN_ONLY.search(said.text) for said in messages)

    def test_nothing_that_is_only_written_is_said(self, messages: list[Said]) -> None:
        spoken = [said.text for said in messages if said.channel == "phone"]
        assert [text for text in spoken if WRITTEN_ONLY.search(text)] == []
        assert any(WRITTEN_ONLY.search(said.text) for said in messages)

    def test_everybody_begins_as_on_this_channel(self, messages: list[Said]) -> None:
        for said in messages:
            again = said.utterance != said.contact.utterance
            loud = said.contact.mood != "calm" and said.channel in SPOKEN
            part = f"open-{said.contact.mood if loud else said.channel}"
            entry = speech.talk(f"again-{said.channel}" if again else part)
            begins = any(_wording(text).match(said.text) for text in _texts(said, entry))
            assert begins or said.channel == "portal", said.text

    def test_who_waited_in_vain_says_so_on_the_channel_of_the_second_try(
        self, settings: list[Setting]
    ) -> None:
        found = 0
        for seed, setting in enumerate(settings):
            arrived: list[f.ContactArrived] = []

            def keep(fact: object, _: object, into: list[f.ContactArrived] = arrived) -> None:
                if isinstance(fact, f.ContactArrived):
                    into.append(fact)

            shift = Shift(setting, seed, sink=keep)
            shift.finish()
            for fact in arrived:
                if fact.number > 1 and not fact.chases:
                    assert fact.utterance.endswith(f"-{fact.channel}")
                    assert fact.utterance in setting.utterances
                    found += 1
        assert found > 20

    def test_nobody_uses_a_channel_that_the_trouble_has_taken_away(
        self, messages: list[Said]
    ) -> None:
        named = [said for said in messages if _channels(said)]
        for said in named:
            if said.utterance == said.contact.utterance:
                assert said.channel in _channels(said), said.text
            elif said.channel not in _channels(said):
                own = _texts(said, speech.talk(f"borrowed-{said.channel}"))
                assert any(text in said.text for text in own), said.text
        assert named


class TestGuess:
    def test_a_guess_is_plausible_known_and_wrong(self, messages: list[Said]) -> None:
        guesses = [said for said in messages if said.contact.guess]
        for said in guesses:
            guess = ServiceId(said.contact.guess)
            blamed = [b for b in said.sources.blamed if said.contact.symptom in b.symptoms]
            assert any(guess in blame.services for blame in blamed), said.text
            service = said.setting.estate.services[guess]
            assert service.kind != "internal" or guess in said.group.services, said.text
            (fault,) = (
                fault for fault in said.setting.scenario.faults if fault.id == said.contact.fault
            )
            severity = said.setting.modes[fault.mode].severity
            assert guess not in said.setting.estate.spread({fault.component: severity})
            assert service.words.lower() in said.text.lower()
        assert len({said.contact.guess for said in guesses}) >= 4

    def test_nobody_guesses_what_the_organisation_does_not_know_as_plausible(
        self, messages: list[Said]
    ) -> None:
        for said in messages:
            blamed = {s for blame in said.sources.blamed for s in blame.symptoms}
            assert not said.contact.guess or said.contact.symptom in blamed

    def test_no_service_is_called_by_its_title_in_the_catalogue(self, messages: list[Said]) -> None:
        for said in messages:
            for service in said.setting.organisation.services:
                if _is_title(service):
                    assert service.name not in said.text, said.text


class TestEffect:
    def test_only_matters_that_can_stop_work_stop_it(self, messages: list[Said]) -> None:
        own = [said for said in messages if not said.contact.fault]
        stopped = [said for said in own if said.contact.effect == "stopped"]
        assert {s.contact.symptom for s in stopped} <= {
            x for s in stopped for x in s.sources.stopping
        }
        assert stopped
        assert any(said.contact.effect == "slowed" for said in own)

    def test_how_people_get_by_is_said_in_words_of_the_trouble(self, messages: list[Said]) -> None:
        for said in messages:
            entry = speech.effect(said.contact.effect, said.contact.symptom)
            if entry in said.setting.utterances and not said.contact.vague:
                assert any(_wording(text).search(said.text) for text in _texts(said, entry))

    def test_a_vague_caller_says_nothing_of_it(self, messages: list[Said]) -> None:
        vague = [said for said in messages if said.contact.vague]
        assert vague
        for said in vague:
            assert said.contact.channel in ("phone", "chat")
            own = speech.effect(said.contact.effect, said.contact.symptom)
            for entry in (own, f"talk-effect-{said.contact.effect}"):
                if entry in said.setting.utterances:
                    texts = _texts(said, entry)
                    assert not any(_wording(text).search(said.text) for text in texts), said.text


class TestSpeakers:
    def test_only_those_have_a_matter_who_can(self, messages: list[Said]) -> None:
        for said in messages:
            named = [c.groups for c in said.sources.callers if said.contact.symptom in c.symptoms]
            groups = [group for groups in named for group in groups]
            users = [
                group.id
                for group in said.setting.organisation.groups
                if said.symptom.service in group.services
            ]
            able = groups or ([] if said.contact.fault else users)
            assert not able or said.group.id in able, (said.group.id, said.text)
            assert said.group.id not in said.sources.never_call

    def test_the_desks_own_colleagues_never_call(self, messages: list[Said]) -> None:
        departments = {said.group.department for said in messages}
        assert "Information technology" not in departments

    def test_loud_is_who_has_something_broken_or_no_way_in(self, messages: list[Said]) -> None:
        moods = {said.contact.mood for said in messages}
        assert moods == {"calm", "pressed", "angry"}
        for said in messages:
            mood, broken = said.contact.mood, said.symptom.kind == "incident"
            assert mood == "calm" or broken or (mood == "pressed" and said.urgent), said.text

    def test_who_is_loud_says_why(self, messages: list[Said]) -> None:
        for said in messages:
            mood = said.contact.mood
            if mood != "calm" and said.utterance == said.contact.utterance:
                reasons = _texts(said, speech.talk(f"why-{mood}"))
                assert any(reason in said.text for reason in reasons), said.text

    def test_many_are_counted_roughly_and_few_exactly(self, messages: list[Said]) -> None:
        for said in messages:
            people = said.contact.people
            assert people <= said.group.people
            if said.contact.component is None and people > COUNTED:
                assert people % 5 == 0
                assert ROUGHLY.search(said.text), said.text
            else:
                assert not ROUGHLY.search(said.text), said.text

    def test_everybody_says_a_place_that_can_be_said(self, messages: list[Said]) -> None:
        said = {place for one in messages for place in one.group.texts or (one.group.department,)}
        assert not said & {"Wards", "Clinics", "Laboratories", "Outpatients", "Porters"}


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Porters speaking, hello. Labels, forms, nothing prints.", SPOKEN_ONLY),
        ("Hi there. I hope I've got the right number. All print jobs vanish.", SPOKEN_ONLY),
        ("Hello, I'm calling from Porters. I asked for something.", SPOKEN_ONLY),
        ("Hello, service desk? I've washed the keyboard.", SPOKEN_ONLY),
        ("Nothing on the labels. I count 3 with the same. Many thanks in advance.", WRITTEN_ONLY),
        ("Each code gives me the angry beep. It all takes longer. Kind regards.", WRITTEN_ONLY),
        ("Please see below. I need the planning tool installed.", WRITTEN_ONLY),
    ],
)
def test_what_readers_found_on_the_wrong_channel_would_be_found(
    text: str, never: re.Pattern[str]
) -> None:
    assert never.search(text)


@pytest.mark.parametrize(
    ("seen", "told"), [(1, 1), (14, 14), (15, 15), (19, 15), (27, 25), (28, 20), (49, 40), (60, 60)]
)
def test_a_head_count_is_told_as_people_tell_it(seen: int, told: int) -> None:
    assert as_told(seen) == told


def _texts(said: Said, entry: str) -> tuple[str, ...]:
    return said.setting.utterances[entry].texts


def _wording(text: str) -> re.Pattern[str]:
    """A wording with anything in its blanks."""
    return re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(text)))


def _channels(said: Said) -> list[str]:
    entries = [c for c in said.sources.callers if said.contact.symptom in c.symptoms]
    return [channel for each in entries for channel in each.channels]


def _is_title(service: Service) -> bool:
    """A name that only a catalogue uses: a list, or something behind brackets."""
    return bool(service.words) and (" and " in service.name or bool(set("(,") & set(service.name)))
