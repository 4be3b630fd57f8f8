"""Shifts to be exported, and the exports read back without a word of ours."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from itilsim.domain.facts import Fact
from itilsim.domain.scenario import Setting
from itilsim.exchange.happenings import Wording
from itilsim.exchange.ocel import ocel
from itilsim.exchange.xes import xes
from itilsim.words.labels import FACTS, ticket_number
from itilsim.words.people import name_of

ATTRIBUTES = ("string", "date", "int", "float", "boolean", "id")
"""Elements of XES that hold a value."""


@dataclass(frozen=True)
class Log:
    """A log, whole or as far as it goes."""

    setting: Setting
    facts: tuple[Fact, ...]
    lines: tuple[str, ...]

    @cached_property
    def xes(self) -> bytes:
        """It as XES, written once."""
        return as_xes(self)

    @cached_property
    def ocel(self) -> bytes:
        """It as OCEL, written once."""
        return as_ocel(self)


@dataclass(frozen=True)
class Trace:
    """A trace of XES as plain values."""

    own: dict[str, str]
    """Its attributes."""
    events: list[dict[str, str]]
    """Those of its events."""


def wording(setting: Setting) -> Wording:
    """Words as the command line has them, without a roster."""
    return Wording(ticket_number, FACTS, lambda person, group: name_of(person, group, setting, {}))


def as_xes(log: Log, words: Wording | None = None) -> bytes:
    return xes(log.setting, log.facts, words or wording(log.setting))


def as_ocel(log: Log, words: Wording | None = None) -> bytes:
    return ocel(log.setting, log.facts, words or wording(log.setting))


def attributes(element: Element) -> dict[str, str]:
    return {each.attrib["key"]: each.attrib["value"] for each in element if each.tag in ATTRIBUTES}


def traces(data: bytes) -> list[Trace]:
    """The traces of a file, read by a parser of XML alone."""
    root = fromstring(data.decode())
    return [
        Trace(attributes(each), [attributes(event) for event in each.findall("event")])
        for each in root.findall("trace")
    ]


def tree(data: bytes) -> dict[str, Any]:
    """The tree of an OCEL file."""
    found = json.loads(data)
    assert isinstance(found, dict)
    return found
