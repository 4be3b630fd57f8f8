"""A hundred texts that are hard for Unicode, YAML or HTML, at any size.

The one idea: a text is made of one unit, again and again, in a head and a tail that let it through
to where its unit hurts: the parser, the cleaner, the validator, the checks, another tool's reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

Text = Callable[[int], str]
"""Makes a text of about so many bytes."""

LIBRARY = "schema: itilsim/library/v1\n"
BANK = "schema: itilsim/bank/v1\nitems:\n"
MOST = 399_000
"""Values of a text that stays under the limit."""

UNICODE = {
    "acute accents": "\u0301",
    "marks in the wrong order": "\u0315\u0300",
    "marks of many classes": "\u0f71\u0f72\u0334\u0300\u0345",
    "Tibetan vowels that fall apart": "\u0f73",
    "double marks": "\u0344",
    "Hangul letters": "\u1100\u1161\u11a8",
    "Hangul syllables with letters": "\uac00\u11a8",
    "letters with nine marks": "e" + "\u0301" * 9,
    "Zalgo": "a" + "\u0300\u0316\u0489" * 7,
    "joined emoji": "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "flags": "\U0001f1e9\U0001f1ea",
    "direction marks": "\u202e\u2066",
    "zero width": "\u200b",
    "invisible letters": "\u3164\u115f",
    "tags": "\U000e0041",
    "music that falls apart": "\U0001d160",
    "Arabic ligatures": "\ufdfa",
    "long ligatures": "\ufb03",
    "Bengali vowels": "\u09c7\u09be",
    "Kelvin signs": "\u212a",
    "line separators": "\u2028",
    "next lines": "\u0085",
    "CJK": "\u6f22",
    "compatibility ideographs": "\uf900",
    "four bytes each": "\U00020000",
}
"""Units that stand inside one plain text."""

QUOTED = {
    "escaped marks": "\\u0301",
    "escaped controls": "\\x1b",
    "escaped quotes": '\\"',
    "escaped line ends": "\\\n  ",
    "null escapes": "\\0",
    "long escapes": "\\U0001F600",
    "blank lines": "\n\n",
    "backslashes": "\\\\",
    "spaces": " ",
    "tabs": "\\t",
}
"""Units that stand inside double quotes."""

LINES = {
    "unknown keys": "k{n}: 1\n",
    "keys that are alike": "symptom{n}: 1\n",
    "long keys that are alike": "z" * 90 + "{n}: 1\n",
    "keys of marks": "\u0301{n}: 1\n",
    "keys in quotes": '"k{n}": 1\n',
    "keys of digits": "{n}: {n}\n",
    "numbers": "k{n}: -1.5e3\n",
    "long numbers": "k{n}: 123456789012345678\n",
    "dates": "k{n}: 2026-01-01\n",
    "nothing": "k{n}:\n",
    "lists": "k{n}: []\n",
    "mappings": "k{n}: {{}}\n",
    "deep flows": "k{n}: " + "[" * 30 + "]" * 30 + "\n",
    "quoted values": "k{n}: ''''''''\n",
    "blocks": "k{n}: |\n  a\n",
    "folded blocks": "k{n}: >-\n  a\n\n  b\n",
    "explicit keys": "? k{n}\n: 1\n",
    "comments behind values": "k{n}: 1 # {n}\n",
}
"""Lines at the root of a library, each with its number."""

ENTRIES = {
    "symptoms without most": ("symptoms", "  - {{id: s{n}}}\n"),
    "sound symptoms": (
        "symptoms",
        "  - {{id: s{n}, name: n{n}, kind: incident, category: general}}\n",
    ),
    "symptoms of one name": (
        "symptoms",
        "  - {{id: s{n}, name: n, kind: incident, category: general}}\n",
    ),
    "symptoms of one id": (
        "symptoms",
        "  - {{id: s, name: n{n}, kind: incident, category: general}}\n",
    ),
    "misspelt words": (
        "symptoms",
        "  - {{id: s{n}, name: n{n}, kind: incidant, category: general}}\n",
    ),
    "numbers for entries": ("symptoms", "  - {n}\n"),
    "texts for entries": ("articles", "  - a\n"),
    "lists for entries": ("articles", "  - [a]\n"),
    "articles on nothing": (
        "articles",
        "  - {{id: a{n}, title: t, symptoms: [x{n}], words: w}}\n",
    ),
    "checks": (
        "checks",
        (
            "  - {{id: c{n}, name: n, kinds: [switch], sees: down, significance: warning, "
            "interval_seconds: 1}}\n"
        ),
    ),
    "failure modes": (
        "failure_modes",
        (
            "  - {{id: m{n}, name: n{n}, kinds: [k{n}], severity: down, category: general, "
            "repair: {{kind: fixed, minutes: 1}}}}\n"
        ),
    ),
    "bad durations": (
        "failure_modes",
        (
            "  - {{id: m{n}, name: n{n}, kinds: [k], severity: down, category: general, "
            "repair: {{kind: uniform, minutes: 9}}}}\n"
        ),
    ),
    "utterances": ("utterances", "  - {{id: u{n}, texts: [a, b, c]}}\n"),
    "utterances on nothing": ("utterances", "  - {{id: u{n}, texts: [a], symptom: x{n}}}\n"),
    "utterances with braces": ("utterances", "  - {{id: u{n}, texts: ['{{x{n}}}']}}\n"),
    "utterances said twice": ("utterances", "  - {{id: u{n}, texts: [a, a, a]}}\n"),
    "request models": (
        "request_models",
        (
            "  - {{id: r{n}, title: t, symptoms: [x], steps: [{{id: s, name: n, kind: verify}}], "
            "target_minutes: 1, hours: h}}\n"
        ),
    ),
}
"""Entries of a list of a library, each with its number."""

INSIDE = {
    "steps": "      - {{id: s{n}, name: n, kind: fulfil, by: T{n}}}\n",
    "steps of one id": "      - {{id: s, name: n, kind: fulfil}}\n",
}
"""Steps of one request model."""

WHOLE: dict[str, Text] = {
    "one long line": lambda n: f"{LIBRARY}x: {'x' * n}\n",
    "one long key": lambda n: f"{LIBRARY}{'x' * n}: 1\n",
    "one long comment": lambda n: f"{LIBRARY}#{'x' * n}\n",
    "short comments": lambda n: LIBRARY + "#\n" * (n // 2),
    "empty lines": lambda n: LIBRARY + "\n" * n,
    "returns": lambda n: LIBRARY + "\r" * n,
    "a long block": lambda n: LIBRARY + "x: |\n" + "  a b\n" * (n // 6),
    "a long fold": lambda n: LIBRARY + "x: >\n" + "  a\n" * (n // 4),
    "a fold of blank lines": lambda n: LIBRARY + "x: >\n  a\n" + "\n" * n + "  b\n",
    "a list of words": lambda n: LIBRARY + "symptoms:\n" + "- a\n" * min(n // 5, MOST),
    "a flow of words": lambda n: f"{LIBRARY}symptoms: [{'a,' * min(n // 5, MOST)}]\n",
    "a flow of pairs": lambda n: f"{LIBRARY}x: [{'a: b,' * min(n // 15, MOST // 3)}]\n",
    "single quotes": lambda n: f"{LIBRARY}x: '{chr(39) * 2 * (n // 2)}'\n",
    "words of one text": lambda n: (
        f"{LIBRARY}utterances:\n- {{id: u, texts: ['{'a ' * (n // 2)}']}}\n"
    ),
    "open braces": lambda n: f"{LIBRARY}utterances:\n- {{id: u, texts: ['{'{' * n}']}}\n",
    "placeholders": lambda n: f"{LIBRARY}utterances:\n- {{id: u, texts: ['{'{a}' * (n // 3)}']}}\n",
    "hyphens": lambda n: f"{LIBRARY}utterances:\n- {{id: '{'-' * n}', texts: [a]}}\n",
    "a tag": lambda n: f"{LIBRARY}x: !{'a' * n} b\n",
    "an anchor": lambda n: f"{LIBRARY}x: &{'a' * n} b\n",
    "anchors": lambda n: LIBRARY + "".join(f"k{i}: &a 1\n" for i in range(n // 16)),
    "items that are words": lambda n: BANK + "- a\n" * min(n // 5, MOST),
    "items of one id": lambda n: BANK + "- {id: a}\n" * (n // 40),
    "a long stem": lambda n: f"{BANK}- {{id: a, stem: '{'a ' * (n // 2)}'}}\n",
    "an open quote": lambda n: f'{LIBRARY}x: "{chr(10) * n}',
    "brackets in text": lambda n: f"{LIBRARY}x: '{'[' * n}'\n",
    "a document mark in text": lambda n: LIBRARY + "x: |\n" + "  ---\n" * (n // 6),
    "ampersands": lambda n: f"{LIBRARY}x: '{'&' * n}'\n",
    "markup": lambda n: f"{LIBRARY}x: '{'[red]' * (n // 5)}'\n",
}
"""Texts of their own."""


def filled(unit: str, size: int) -> str:
    """A unit as often as it has room."""
    return unit * max(1, size // len(unit.encode()))


def numbered(unit: str, size: int) -> str:
    """A unit with its number, as often as it has room and the values stay under the limit."""
    example = unit.format(n=123_456)
    values = 2 + sum(map(example.count, ",:[{"))
    count = min(size // len(example.encode()), MOST // values)
    return "".join(unit.format(n=100_000 + n) for n in range(max(1, count)))


def texts() -> Iterator[tuple[str, Text]]:
    """All hundred, by name."""
    for name, unit in UNICODE.items():
        yield name, lambda n, unit=unit: f"{LIBRARY}x: a{filled(unit, n)}\n"  # type: ignore[misc]
    for name, unit in QUOTED.items():
        yield name, lambda n, unit=unit: f'{LIBRARY}x: "{filled(unit, n)}"\n'  # type: ignore[misc]
    for name, unit in LINES.items():
        yield name, lambda n, unit=unit: LIBRARY + numbered(unit, n)  # type: ignore[misc]
    for name, (key, unit) in ENTRIES.items():
        yield (
            name,
            lambda n, key=key, unit=unit: f"{LIBRARY}{key}:\n{numbered(unit, n)}",  # type: ignore[misc]
        )
    head = "request_models:\n  - id: R\n    title: t\n    symptoms: [a]\n"
    head += "    target_minutes: 3\n    hours: x\n    steps:\n"
    for name, unit in INSIDE.items():
        yield name, lambda n, unit=unit: LIBRARY + head + numbered(unit, n)  # type: ignore[misc]
    yield from WHOLE.items()
