"""Moodle XML: dangerous files are refused at their place, and others' files are understood."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from itilsim.domain.errors import ContentError
from itilsim.exchange.losses import Assumed
from itilsim.exchange.losses_reading import Reading
from itilsim.exchange.moodle_xml import HEAD, TAIL, read_moodle_xml, write_moodle_xml
from tests.quiz.samples import CARD, LIST, MATCH, ORDER, SOUND

QUESTION = """\
<question type="multichoice">
  <name><text>An incident</text></name>
  <questiontext format="html"><text><![CDATA[<p>What is <em>it</em>?</p>]]></text></questiontext>
  <answer fraction="100"><text>one</text>
  <feedback><text>Because it is so here.</text></feedback></answer>
  <answer fraction="0"><text>two</text></answer>
  <answer fraction="0"><text>three</text></answer>
  <answer fraction="0"><text>four</text></answer>
</question>
"""


def read(text: str) -> Reading:
    return read_moodle_xml(text.encode(), "x.xml", Assumed("4"))


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('<?xml version="1.0"?>\n<!DOCTYPE quiz [<!ENTITY a "b">]>\n<quiz/>', "dangerous-xml", 2),
        ('<!DOCTYPE quiz SYSTEM "http://127.0.0.1/x.dtd"><quiz/>', "dangerous-xml", 1),
        (
            '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><quiz>&b;</quiz>',
            "dangerous-xml",
            1,
        ),
        (
            '<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/hosts">]><quiz>&x;</quiz>',
            "dangerous-xml",
            1,
        ),
        ("<quiz>\n<question>\n</quiz>", "not-xml", 3),
        ("<quiz>&nbsp;</quiz>", "not-xml", 1),
        ("<quiz>", "not-xml", 1),
        ("", "not-xml", 1),
        ("hello", "not-xml", 1),
        ("<quiz/><quiz/>", "not-xml", 1),
        ("<html><question/></html>", "not-moodle", 1),
        ('<?xml version="1.0" encoding="ISO-8859-1"?><quiz/>', "not-utf8", 1),
        ("<quiz>" + "<a>" * 30, "too-deep", 1),
        ("<quiz><question>" + "<a/>" * 10_001, "too-large", 1),
        ("<quiz><question>&#27;</question></quiz>", "not-xml", 1),
    ],
)
def test_a_dangerous_or_broken_file_is_refused_with_one_message(
    text: str, code: str, line: int
) -> None:
    with pytest.raises(ContentError) as refused:
        read(text)
    (problem,) = refused.value.problems
    assert (problem.file, problem.code, problem.line) == ("x.xml", code, line)


def test_a_teachers_file_is_understood() -> None:
    found = read(f"<quiz>{QUESTION}</quiz>").whole()
    (item,) = found.items
    assert item.id == "an-incident"
    assert item.stem == "What is it?"
    assert item.options[0].rationale == "Because it is so here."
    assert {"stem", "id", "options[1].rationale"} <= {loss.field for loss in found.losses}


def test_unknown_kinds_and_broken_values_are_problems_where_they_stand() -> None:
    other = '<question type="cloze"><questiontext><text>x</text></questiontext></question>\n'
    bad = QUESTION.replace('"100"', '"all"').replace("What", "Where")
    inner = QUESTION.replace("<![CDATA[", "").replace("]]>", "").replace("What", "Who")
    found = read(f"<quiz>\n{other}{bad}{inner}{QUESTION}</quiz>")
    assert [item.stem for item in found.items] == ["What is it?"]
    where = [(problem.line, problem.code) for problem in found.problems]
    assert where == [(2, "not-supported"), (3, "wrong-value"), (12, "not-moodle")]


def test_files_hints_and_feedback_of_others_are_listed_as_lost() -> None:
    more = (
        "<generalfeedback><text>So.</text></generalfeedback><hint><text>Think.</text></hint>"
        '<file name="a.png" encoding="base64">AAAA</file></question>'
    )
    found = read(f"<quiz>{QUESTION.replace('</question>', more)}</quiz>").whole()
    assert {"general feedback", "hint", "files"} <= {loss.field for loss in found.losses}


def test_the_file_has_the_structure_that_moodle_documents() -> None:
    text, _ = write_moodle_xml([SOUND, LIST, ORDER, MATCH, CARD])
    root = ET.fromstring(text)  # noqa: S314 - our own file
    kinds = [question.get("type") for question in root.findall("question")]
    assert kinds == ["category", "multichoice", "multichoice", "ordering", "matching", "essay"]
    sound, listed = root.findall("question[@type='multichoice']")
    assert sound.findtext("name/text") == sound.findtext("idnumber") == "sound"
    assert [answer.get("fraction") for answer in sound.findall("answer")] == ["100", "0", "0", "0"]
    assert sound.findtext("shuffleanswers") == "true"
    assert listed.findtext("shuffleanswers") == "false"
    assert "topic:incident-management" in {tag.text for tag in sound.findall("tags/tag/text")}
    assert {each.get("format") for each in root.iter("questiontext")} == {"plain_text"}
    assert text.startswith(HEAD)
    assert text.endswith(TAIL)
