"""A report as one HTML file: all its words, nothing fetched, nothing that runs."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from defusedxml.ElementTree import fromstring

from itilsim.reports import debrief_text, drawings
from itilsim.reports.blocks import Chart, Entry, Items, Paragraph, Section, Table
from itilsim.reports.html import debrief_html, html
from itilsim.reports.wording import naming_of
from itilsim.words.evidence import Naming
from tests.played import first_shift, played
from tests.reports.payloads import PAYLOADS

EMPTY = {"meta", "line", "rect", "polygon", "polyline"}
TAGS = EMPTY | {
    "html", "head", "title", "style", "body", "header", "h1", "h2", "h3", "p", "nav", "ol", "li",
    "a", "main", "section", "ul", "article", "dl", "dt", "dd", "table", "thead", "tbody", "tr",
    "th", "td", "figure", "svg", "text", "pre", "footer",
}  # fmt: skip


class Read(HTMLParser):
    """The tags, attributes and words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in EMPTY:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)


def page_of(policy: str = "by_priority") -> str:
    return debrief_html(played(policy).debrief, first_shift(), "4")


def everywhere(words: str) -> str:
    """A page with the same words in every place that takes some."""
    return html(
        words,
        [
            Section(
                "all",
                words,
                (
                    Paragraph(words),
                    Items((words, words)),
                    Entry(words, ((words, words),)),
                    Table((words, words), ((words, f"  {words}"),), frozenset({0})),
                    Chart(lambda _width: [words]),
                ),
            )
        ],
        words,
    )


@pytest.mark.parametrize("policy", ["first_come", "by_priority", "textbook", "idle"])
def test_a_page_is_whole_and_holds_nothing_that_runs(policy: str) -> None:
    page = Read(page_of(policy))
    assert page.open == []
    assert set(page.tags) <= TAGS
    assert not [name for name, _ in page.attributes if name.startswith("on")]


def test_nothing_is_fetched_from_anywhere() -> None:
    page = page_of()
    addresses = set(re.findall(r"[a-z]+://[^\s\"'<)]+", page))
    assert addresses <= {"http://www.w3.org/2000/svg"}, "the name of a vocabulary, not a place"
    values = [value for name, value in Read(page).attributes if name in ("href", "src")]
    assert values
    assert all(value.startswith("#") for value in values)
    assert "url(" not in page
    assert "@import" not in page


def test_the_policy_allows_just_this_style_sheet() -> None:
    page = page_of()
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    (policy,) = (v for n, v in Read(page).attributes if n == "content" and "default-src" in v)
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'"
    assert "style=" not in page


@pytest.mark.parametrize("policy", ["first_come", "textbook"])
def test_a_page_has_all_words_of_the_text(policy: str) -> None:
    found = played(policy).debrief
    page = " ".join(" ".join(Read(page_of(policy)).words).split())
    plain = debrief_text(found, first_shift(), "4", width=10_000)
    charts = plain.index("CHARTS"), plain.index("DELIVERED")
    for line in (plain[: charts[0]] + plain[charts[1] :]).splitlines():
        words = re.findall(r"[A-Za-z][A-Za-z0-9-]{3,}", line)
        assert all(word in page or word.capitalize() in page or word.title() in page
                   for word in words if not word.isupper()), line  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
def test_words_stay_words(payload: str) -> None:
    page = Read(everywhere(payload))
    assert set(page.tags) <= TAGS
    assert page.tags == Read(everywhere("plain")).tags
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    shown = " ".join("".join(page.words).split())
    assert shown.count(" ".join(payload.split())) >= 9


def test_there_are_a_hundred_payloads() -> None:
    assert len(set(PAYLOADS)) >= 100


def test_drawings_are_well_formed_whatever_names_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    found = played("by_priority").debrief
    naming = naming_of(found, first_shift())
    mine, toni = found.timelines["you"], found.timelines.get("textbook")
    pictures = [
        drawings.timeline(mine, toni, naming), drawings.timeline(mine, None, naming),
        drawings.bars(found), drawings.lost(mine, toni, naming), drawings.lost(mine, None, naming),
    ]  # fmt: skip
    for each in pictures:
        assert fromstring(str(each)).tag == "{http://www.w3.org/2000/svg}svg"
    monkeypatch.setattr(Naming, "service", lambda *_: "</text><script>alert(1)</script>")
    drawn = str(drawings.timeline(mine, toni, naming))
    assert "<script" not in drawn
    fromstring(drawn)


def test_what_is_drawn_is_what_was_measured() -> None:
    found = played("by_priority").debrief
    root = fromstring(str(drawings.bars(found)))
    figures = [each.text for each in root.iter("{http://www.w3.org/2000/svg}text")]
    for line in found.score:
        row = [line.points, *(points for _, points in line.references)]
        told = ["–" if each is None else str(each) for each in row]
        assert any(figures[n : n + len(told)] == told for n in range(len(figures)))
