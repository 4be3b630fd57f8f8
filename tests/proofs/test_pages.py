"""Pages in a real browser: a hundred payloads in every place, nothing runs and nothing is fetched.

A browser writes down all that it asks for; what ran would have changed the title of the page.
Control: the same payloads in a page without escapes and policy.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from itilsim.classroom.class_report import class_report
from itilsim.classroom.grading import Graded, Member
from itilsim.classroom.hand_in import Beside
from itilsim.classroom.printing import printed
from itilsim.reports.html import html
from tests.classroom.test_printing import class_everywhere, home
from tests.played import played
from tests.reports.payloads import PAYLOADS
from tests.reports.test_html import Read, everywhere

BROWSER: Final = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), "")
SECONDS: Final = 120


def opened(page: Path) -> tuple[str, list[str]]:
    """The title that a page has in the end, and the addresses that were asked for besides it."""
    log = page.with_suffix(".log")
    ended = subprocess.run(
        [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=3000",
         "--disable-background-networking", "--disable-component-update",
         f"--user-data-dir={page.with_suffix('')}", f"--log-net-log={log}", "--dump-dom",
         page.as_uri()],
        capture_output=True, text=True, timeout=SECONDS, check=True,
    )  # fmt: skip
    title = re.search(r"<title>(.*?)</title>", ended.stdout, re.DOTALL)
    asked = set(re.findall(r'"url":"([^"]+)"', log.read_text(encoding="utf-8", errors="replace")))
    return title[1] if title else "", sorted(each for each in asked if "x.invalid" in each)


def reported(text: str) -> str:
    """The report on a class in which every text that somebody else wrote is this one."""
    prepared = class_everywhere(text)
    beside = Beside("hand-in", 1, prepared.handout.code, (text,), {0: 1})
    found = played("by_priority")
    one = Graded(text, beside, (text,), (text,), None, found.tally.findings)
    members = (Member(one, found.debrief, prepared), Member(one, found.debrief, prepared))
    return html(text, class_report((one, one), members, prepared, {}), text)


def class_page(number: int, payload: str) -> str:
    """One of the pages of such a class, each in turn."""
    pages = dict(printed(class_everywhere(payload), home()))
    names = (*sorted(pages), "class-report.html")
    name = names[number % len(names)]
    return pages[name] if name in pages else reported(payload)


@pytest.mark.parametrize("payload", PAYLOADS[:1])
def test_a_report_on_a_class_escapes_what_others_wrote(payload: str) -> None:
    read = Read(reported(payload))
    assert "script" not in read.tags
    assert payload not in reported(payload)


@pytest.mark.prove
@pytest.mark.skipif(not BROWSER, reason="There is no Chromium here.")
def test_nothing_runs_on_the_pages_of_a_class(tmp_path: Path) -> None:
    ran = fetched = 0
    for number, payload in enumerate(PAYLOADS):
        page = tmp_path / f"{number}.html"
        page.write_text(class_page(number, payload), encoding="utf-8")
        title, asked = opened(page)
        ran, fetched = ran + (title == "ran"), fetched + bool(asked)
    print(
        f"\npages of a class, in turn: {len(PAYLOADS)} payloads in every place: {ran} ran, "
        f"{fetched} asked for an address"
    )
    assert (ran, fetched) == (0, 0)


@pytest.mark.prove
@pytest.mark.skipif(not BROWSER, reason="There is no Chromium here.")
def test_nothing_runs_and_nothing_is_fetched(tmp_path: Path) -> None:
    ran = fetched = control_ran = control_fetched = 0
    for number, payload in enumerate(PAYLOADS):
        page = tmp_path / f"{number}.html"
        page.write_text(everywhere(payload), encoding="utf-8")
        title, asked = opened(page)
        ran, fetched = ran + (title == "ran"), fetched + bool(asked)
    for number, payload in enumerate(PAYLOADS):
        page = tmp_path / f"c{number}.html"
        page.write_text(f"<title>x</title><body><p>{payload}</p>", encoding="utf-8")
        title, asked = opened(page)
        control_ran += title == "ran"
        control_fetched += bool(asked)
    print(
        f"\npages: {len(PAYLOADS)} payloads in every place: {ran} ran, {fetched} asked for an "
        f"address; without escapes and policy {control_ran} and {control_fetched}"
    )
    assert (ran, fetched) == (0, 0)
    assert control_ran > 10
    assert control_fetched > 10
