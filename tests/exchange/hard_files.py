"""Files of other tools' formats that are hard to read, at any size.

The one idea: as in `tests.content.hard_texts`, one unit again and again in a head and a tail; here
the readers of GIFT, Moodle XML, Aiken and CSV have to get through it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from itilsim.content.clean import MAX_MARKS

Text = Callable[[int], str]
"""Makes a text of about so many bytes."""

UNITS = {
    "letters": "a",
    "words": "a ",
    "spaces": " ",
    "tabs": "\t",
    "blank lines": "\n",
    "blanks at line ends": " \n",
    "marks": "\u0301",
    "marks in the wrong order": "\u0315\u0300",
    "stacked marks": "a" + "\u0301" * (MAX_MARKS + 1),
    "direction marks": "\u202e",
    "four bytes each": "\U00020000",
    "open angles": "<",
    "open tags": "<a",
    "tags": "<b>a</b>",
    "open comments": "<!--",
    "ampersands": "&",
    "references": "&amp;",
    "numbers for characters": "&#97;",
    "open numbers": "&#",
    "digits": "1",
    "backslashes": "\\",
    "escapes": "\\:",
    "opening braces": "{",
    "closing braces": "}",
    "equals signs": "=",
    "tildes": "~",
    "arrows": "=a->b",
    "colons": ":",
    "hashes": "#",
    "weights": "~%50%a#b",
    "formats": "[html]",
    "open tags of ours": "[tag:",
    "escaped brackets": "\\]",
    "gaps": "[?]",
    "numbered lines": "\n1. a",
    "commas": ",",
    "quotes": '"',
    "formulas": "'=",
    "hyphens": "a-",
    "underscores": "_",
}
"""Units that stand in one place of a file."""

PLACES = {
    "gift": {
        "stem": ("// a\n::a::", " {=a#b ~b#c}\n"),
        "html": ("::a::[html]<p>", "</p> {=a#b ~b#c}\n"),
        "name": ("::", ":: a {=a#b ~b#c}\n"),
        "answers": ("::a::a {", "}\n"),
        "comment": ("// [id:a] [tag:", "\n::a::a {=a#b ~b#c}\n"),
        "feedback": ("::a::a {=a#b ~b#c####", "}\n"),
        "category": ("$CATEGORY: ", "\n\n::a::a {=a#b ~b#c}\n"),
    },
    "moodle-xml": {
        "stem": (
            '<quiz><question type="multichoice"><questiontext format="html"><text><![CDATA[<p>',
            "</p>]]></text></questiontext></question></quiz>",
        ),
        "name": (
            '<quiz><question type="essay"><name><text><![CDATA[',
            "]]></text></name></question></quiz>",
        ),
        "tag": (
            '<quiz><question type="essay"><tags><tag><text><![CDATA[',
            "]]></text></tag></tags></question></quiz>",
        ),
        "bare": ("<quiz>", "</quiz>"),
    },
    "aiken": {
        "stem": ("a ", " b\nA. a\nB. b\nANSWER: A\n"),
        "option": ("a\nA. ", " b\nB. b\nANSWER: A\n"),
        "answer": ("a\nA. a\nB. b\nANSWER: ", " b\n"),
    },
    "csv": {
        "stem": ('id,stem,option_1,option_2,key\na,"', '",a,b,1\n'),
        "head": ("id,stem,option_1,", "\na,b,c,1\n"),
        "key": ("stem,option_1,key\na,b,", "\n"),
        "row": ("id,stem,option_1,key\n", "\n"),
    },
}
"""For each format the places where a unit can stand: what is before it, and what behind."""

MANY = {
    "gift": {
        "questions": "::a{n}::a {{=a#b ~b#c}}\n\n",
        "questions of one name": "::a::a {{=a#b ~b#c}}\n\n",
        "cards": "a{n} {{####b}}\n\n",
        "categories": "$CATEGORY: a{n}/b\n\n",
        "comments": "// [id:a{n}] [tag:edition:4]\n",
        "tags": "// [tag:edition:4] [tag:stage:{n}]\n",
        "questions that are nothing": "a\n\n",
        "steps": "a {{>3 ALL\na\nb\nc\n}}\n\n",
    },
    "moodle-xml": {
        "questions": '<question type="essay"><name><text>a{n}</text></name></question>',
        "categories": (
            '<question type="category"><category><text>a{n}</text></category></question>'
        ),
        "comments": "<!-- a -->",
        "strangers": "<a b='{n}'/>",
        "options": (
            '<question type="multichoice"><answer fraction="100"><text>a</text></answer></question>'
        ),
    },
    "aiken": {
        "questions": "a{n}\nA. a\nB. b\nANSWER: A\n",
        "questions without key": "a{n}\nA. a\nB. b\n",
        "answers": "ANSWER: A\n",
        "options": "A. a\n",
    },
    "csv": {
        "rows": "a{n},b,c,d,1\n",
        "rows without options": "a{n},b\n",
        "rows of one id": "a,b,c,d,1\n",
    },
}
"""For each format what can come again and again, each with its number."""

HEADS = {"moodle-xml": ("<quiz>", "</quiz>"), "csv": ("id,stem,option_1,option_2,key\n", "")}
"""What a file of many begins and ends with."""

WHOLE: dict[str, dict[str, Text]] = {
    "gift": {
        "a long category of many questions": lambda n: (
            f"$CATEGORY: {'a/' * (n // 4)}\n\n" + "::a::a {=a#b ~b#c}\n\n" * (n // 40)
        ),
        "a category of many editions": lambda n: (
            f"$CATEGORY: {'4+' * (n // 4)}4/incident-management\n\n"
            + "::a::a {=a#b ~b#c}\n\n" * (n // 40)
        ),
    },
    "moodle-xml": {
        "one long attribute": lambda n: f"<quiz><question type='{'a' * n}'/></quiz>",
        "one long comment": lambda n: f"<quiz><!--{'a' * n}--></quiz>",
        "one open tag": lambda n: f"<quiz><{'a' * n}",
        "many attributes": lambda n: (
            "<quiz><question " + " ".join(f"a{i}='b'" for i in range(n // 12)) + "/></quiz>"
        ),
        "deep elements": lambda n: "<quiz>" + "<a>" * (n // 3),
    },
    "aiken": {},
    "csv": {
        "many editions": lambda n: (
            "id,editions,stem,option_1,option_2,key\n"
            + f"a,{'4 ' * 9_000},b,c,d,1\n" * max(1, n // 18_020)
        ),
        "many keys": lambda n: (
            "id,stem,"
            + ",".join(f"option_{i}" for i in range(1, 100))
            + ",key\n"
            + (f"a,b,{'c,' * 99}{'99 ' * 20_000}\n") * max(1, n // 60_200)
        ),
    },
}
"""Files of their own."""


def files() -> Iterator[tuple[str, str, Text]]:
    """All of them: format, name and text."""
    for form, places in PLACES.items():
        for place, (head, tail) in places.items():
            for name, unit in UNITS.items():
                yield form, f"{name} in {place}", _around(head, unit, tail)
    for form, kinds in MANY.items():
        head, tail = HEADS.get(form, ("", ""))
        for name, unit in kinds.items():
            yield form, f"many {name}", _numbered(head, unit, tail)
    for form, texts in WHOLE.items():
        for name, text in texts.items():
            yield form, name, text


def _around(head: str, unit: str, tail: str) -> Text:
    """A unit as often as it has room, in a place."""
    return lambda n: head + unit * max(1, n // len(unit.encode())) + tail


def _numbered(head: str, unit: str, tail: str) -> Text:
    """A unit with its number, as often as it has room."""
    size = len(unit.format(n=100_000).encode())
    return lambda n: head + "".join(unit.format(n=100_000 + i) for i in range(n // size)) + tail
