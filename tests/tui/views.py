"""Frozen values that tests of home show: a newcomer's, and a returning student's."""

from __future__ import annotations

from itilsim.tui.app import ItilsimApp
from itilsim.tui.screens.home import Home, HomeView, RunLine, RunningShift, ScenarioLine

MORNING = ScenarioLine(
    "first-shift",
    "Your first morning",
    "A Tuesday at the service desk of an online shop. Someone sits beside you and explains.",
    10,
)
SLOW = ScenarioLine("slow-shop", "The slow shop", "The shop answers, but not quickly.", 30)
NEWCOMER = HomeView(scenarios=(MORNING,))
RETURNING = HomeView(
    scenarios=(MORNING, SLOW),
    running=RunningShift("run-2", "Your first morning", "09:42"),
    runs=(
        RunLine("run-1", "Your first morning", "yesterday evening", "competent"),
        RunLine("run-0", "Your first morning", "on Tuesday", "developing"),
    ),
    studying="4",
)
HOSTILE = "[/] [b]x[/b] [@click=app.quit]INC[1][/] [$nosuch]"
HOSTILE_VIEW = HomeView(
    scenarios=(ScenarioLine("bad", HOSTILE, HOSTILE, 1),),
    running=RunningShift("r", HOSTILE, HOSTILE),
    runs=(RunLine("r", HOSTILE, HOSTILE, HOSTILE),),
)


def home_app(view: HomeView) -> ItilsimApp:
    """An app that shows the home screen and ends with it."""

    async def story(app: ItilsimApp) -> int:
        await app.show(Home(view))
        return 0

    return ItilsimApp(story)
