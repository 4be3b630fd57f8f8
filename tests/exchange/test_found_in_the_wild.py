"""Files as other people's tools write them: each was once taken in wrongly, or refused."""

from __future__ import annotations

import pytest

from itilsim.exchange.aiken import read_aiken
from itilsim.exchange.bank_csv import read_csv
from itilsim.exchange.gift import read_gift
from itilsim.exchange.losses import Assumed
from itilsim.exchange.losses_reading import Reading
from itilsim.exchange.moodle_xml import read_moodle_xml

FOUR = Assumed(edition="4")


def xml(stem: str, *, more: str = "", feedback: str = "No.") -> bytes:
    answers = "".join(
        f'<answer fraction="{100 if text == "Desk" else 0}" format="html"><text>{text}</text>'
        f'<feedback format="html"><text>{feedback}</text></feedback></answer>'
        for text in ("Desk", "Board", "Supplier", "Auditor")
    )
    return (
        f'<quiz><question type="multichoice"><name><text>q</text></name>'
        f'<questiontext format="html"><text><![CDATA[{stem}]]></text></questiontext>'
        f"{more}{answers}</question></quiz>"
    ).encode()


def lost(found: Reading, field: str) -> list[str]:
    return [loss.what for loss in found.losses if loss.field == field]


@pytest.mark.parametrize("word", ["Explanation: ", "FEEDBACK:", "rationale : "])
def test_a_line_after_the_answer_of_aiken_says_why_and_is_no_question(word: str) -> None:
    text = (
        "Who owns a record?\nA) Desk\nB) Board\nC) Supplier\nD) Auditor\nAnswer: A\n"
        f"{word}The desk keeps it,\nwhoever works on it.\n\n"
        "Who approves?\nA) Desk\nB) Board\nC) Supplier\nD) Auditor\nAnswer: B\n"
    )
    found = read_aiken(text.encode(), "", FOUR)
    first, second = found.items
    assert first.options[0].rationale == "The desk keeps it, whoever works on it."
    assert (second.stem, second.key) == ("Who approves?", 1)


def test_a_question_of_aiken_may_follow_an_answer_at_once() -> None:
    part = "Who {}?\nA) Desk\nB) Board\nC) Supplier\nD) Auditor\nANSWER: A\n"
    found = read_aiken((part.format("calls") + part.format("asks")).encode(), "", FOUR)
    assert [item.stem for item in found.items] == ["Who calls?", "Who asks?"]


def test_why_without_a_key_is_told_as_lost() -> None:
    text = "Who?\nA) Desk\nB) Board\nC) Supplier\nD) Auditor\nANSWER: Z\nFeedback: so\n"
    found = read_aiken(text.encode(), "", FOUR)
    assert [problem.code for problem in found.problems] == ["no-key"]


@pytest.mark.parametrize(
    ("stem", "words"),
    [
        ("One.<div>Two.</div><div>Three.</div>Four.", "One.\nTwo.\nThree.\nFour."),
        ("Which is right?<p>An agent closes.</p>", "Which is right?\nAn agent closes."),
        ("<ul><li>One</li><li>Two</li></ul>Which?", "One\nTwo\nWhich?"),
        ("<table><tr><td>Impact</td><td>high</td></tr></table>", "Impact high"),
        ("<dl><dt>Term</dt><dd>Sense</dd></dl><hr>Which?", "Term\nSense\nWhich?"),
        ("<blockquote>Said</blockquote>by <b>whom</b>?", "Said\nby whom?"),
        ("One<br><br>two", "One\n\ntwo"),
    ],
)
def test_words_of_two_blocks_are_never_joined(stem: str, words: str) -> None:
    found = read_moodle_xml(xml(stem), "", FOUR)
    assert [item.stem for item in found.items] == [words]


def test_paragraphs_alone_are_no_loss() -> None:
    assert lost(read_moodle_xml(xml("Who?<p>Say.</p>"), "", FOUR), "stem") == []
    assert lost(read_moodle_xml(xml("Who?<div>Say.</div>"), "", FOUR), "stem")


def test_an_id_number_may_be_any_text_and_is_changed_like_a_name() -> None:
    found = read_moodle_xml(xml("Who?", more="<idnumber>LS2-A1</idnumber>"), "", FOUR)
    assert [item.id for item in found.items] == ["ls2-a1"]
    assert lost(found, "id") == ["was 'LS2-A1'; now ls2-a1"]


@pytest.mark.parametrize(("said", "shuffle"), [("true", True), ("1", True), ("false", False)])
def test_whether_options_may_move_is_kept(said: str, shuffle: bool) -> None:
    found = read_moodle_xml(xml("Who?", more=f"<shuffleanswers>{said}</shuffleanswers>"), "", FOUR)
    assert [item.shuffle for item in found.items] == [shuffle]


@pytest.mark.parametrize(
    "texts",
    [
        ("A - B", "A + B", "A / B", "A * B"),
        ("+1", "-1", "1", "±1"),
        ("C", "C++", "C#", "C%"),
        ("1:1", "1/1", "1 1", "1=1"),
    ],
)
def test_options_that_differ_in_signs_are_different(texts: tuple[str, ...]) -> None:
    heads = ",".join(f"option_{n}" for n in range(1, 5))
    cells = ",".join(f'"{text}"' for text in texts)
    found = read_csv(f"stem,key,{heads}\nHow?,1,{cells}\n".encode(), "", FOUR)
    assert found.problems == ()
    assert [option.text for option in found.items[0].options] == list(texts)


def test_options_that_differ_in_punctuation_are_the_same() -> None:
    text = "stem,key,option_1,option_2,option_3,option_4\nHow?,1,One.,'one',Two,Three\n"
    found = read_csv(text.encode(), "", FOUR)
    assert [problem.code for problem in found.problems] == ["duplicate"]


def test_feedback_on_the_whole_question_explains_the_key_where_nothing_else_does() -> None:
    told = "::q::Who? {=Desk ~%-50%Board ~%-50%Supplier ~Auditor ####Because it is theirs.}\n"
    found = read_gift(told.encode(), "", FOUR)
    assert found.items[0].options[0].rationale == "Because it is theirs."
    assert lost(found, "options[1].weight") == ["-50 % has no place"]
    own = told.replace("=Desk", "=Desk#Yes.")
    found = read_gift(own.encode(), "", FOUR)
    assert found.items[0].options[0].rationale == "Yes."
    assert lost(found, "general feedback") == ["has no place"]
