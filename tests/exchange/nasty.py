"""Items with texts that formats could take for structure, sound by every rule nevertheless."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from itilsim.content.clean import clean
from itilsim.quiz.authoring import item_findings
from itilsim.quiz.questions import Item, Option, Pair
from tests.quiz.samples import CARD, LIST, MATCH, MISSING, NEGATIVE, ORDER, SOUND

PIECES = (
    *"~=#{}:\\%[]<>/&;,.'\"`-+@|!*_$ \t\n", "####", "->", "::", "//", "\n\n", "\\n", "\\:",
    "[plain]", "[html]", "%50%", "%100%", "$CATEGORY: x", "ANSWER: A", "A. ", "B) ", "\n1. ",
    " 2. ", "1. a\n2. ", "]]>", "<![CDATA[", "<b>", "&lt;", "&#10;", "<text>", "</quiz>",
    "{{Front}}", "{>2 ALL", "=1+1", "@SUM(A1)", "'=x", "null", "true", "- ", "# ", ": ", ">-",
    "é", "ß", "漢字", "🙂", "\u0338", "\u00a0", "\u3000", "\ue000", "\U000f0000", "&&058;",
    "[id:x]", "[tag:bloom:9]", "word", "\u202e", "\u200b", "\x1b[31m",
)  # fmt: skip
"""What separates, escapes, begins or ends something in one of the formats."""

TEXTS = st.lists(st.sampled_from(PIECES) | st.characters(codec="utf-8"), max_size=8).map(
    lambda parts: clean("".join(parts))
)
"""A clean text, as every text of a loaded bank is."""


@st.composite
def items(draw: st.DrawFn) -> Item:
    """An item of any style whose words are as nasty as the rules allow."""
    item = draw(st.sampled_from([SOUND, LIST, MISSING, NEGATIVE, ORDER, MATCH, CARD]))

    def around(text: str) -> str:
        return clean(draw(TEXTS) + text + draw(TEXTS))

    options = tuple(
        Option(
            option.text if item.style == "list" else around(f"option {n}"),
            option.correct,
            around("mixes up the fire and the smoke"),
        )
        for n, option in enumerate(item.options)
    )
    made = replace(
        item,
        stem=around(item.stem) if item.stem else "",
        options=options,
        statements=tuple(around(f"it {n}") for n, _ in enumerate(item.statements)),
        steps=tuple(around(f"do {n}") for n, _ in enumerate(item.steps)),
        pairs=tuple(Pair(around(f"a{n}"), around(f"b{n}")) for n, _ in enumerate(item.pairs)),
        front=around(item.front) if item.front else "",
        back=around(item.back) if item.back else "",
        beyond_exam=draw(st.booleans()),
    )
    return made if not list(item_findings(made)) else item
