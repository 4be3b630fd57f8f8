"""Stages and activities of the editions, and the form of the cases that belong to each.

The one idea: a case states the fact that decides and none of the words by which it could be
recognized; what could be argued to belong to two stages is left out. The key of a question is the
stage under which its case stands, so the tables of cases are the rule.

Source: ITIL 2011, purposes, processes and outputs of the stages; ITIL 4 Foundation, purposes of the
value chain activities; ITIL (Version 5), purposes of the lifecycle activities.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from itilsim.quiz.editions import Edition


class Stage(NamedTuple):
    """A stage or activity that can be the answer."""

    text: str
    """The option."""
    does: str
    """What it is for."""
    slip: str
    """What somebody takes for it who is wrong."""

    @property
    def name(self) -> str:
        """What it is called in a sentence: "transition", "obtain/build"."""
        return self.text.lower().removeprefix("service ")


STAGES: Mapping[Edition, Mapping[str, Stage]] = {
    "2011": {
        "strategy": Stage(
            "Service strategy",
            "chooses what to offer to whom, and whether it is worth the money",
            "whatever weighs heavily",
        ),
        "design": Stage(
            "Service design",
            "works out how a wanted service will run and be looked after",
            "all thinking ahead",
        ),
        "transition": Stage(
            "Service transition",
            "builds and tests what was designed, and brings it into or out of use",
            "whatever has to do with something new",
        ),
        "operation": Stage(
            "Service operation",
            "runs live services day by day and restores what fails",
            "all work around a service in use",
        ),
        "improvement": Stage(
            "Continual service improvement",
            "measures, compares and follows up what could be better",
            "whatever does good",
        ),
    },
    "4": {
        "plan": Stage(
            "Plan",
            "gives a shared picture of vision, present status and direction",
            "all thinking ahead",
        ),
        "improve": Stage(
            "Improve",
            "starts and manages what makes services and practices better",
            "whatever does good",
        ),
        "engage": Stage(
            "Engage",
            "understands stakeholders' needs and keeps up good relationships",
            "whatever people have to talk about",
        ),
        "design-and-transition": Stage(
            "Design and transition",
            "brings whole services to the expected quality, cost and date",
            "whatever has to do with something new",
        ),
        "obtain-build": Stage(
            "Obtain/build",
            "has components at hand, bought or made to specification",
            "whatever costs money or hours",
        ),
        "deliver-and-support": Stage(
            "Deliver and support",
            "runs and restores services in use, as agreed with users",
            "whatever helps users in the end",
        ),
    },
    "5": {
        "discover": Stage(
            "Discover",
            "keeps roadmap and offers in line with needs and strategy",
            "any kind of finding out",
        ),
        "design": Stage(
            "Design",
            "describes and shows what is to be made, in specifications and prototypes",
            "all thinking ahead",
        ),
        "acquire": Stage(
            "Acquire",
            "obtains and allocates people, technology and other resources",
            "whatever has to be got hold of",
        ),
        "build": Stage(
            "Build",
            "makes, puts together and tests what was specified",
            "all technical work on a product",
        ),
        "transition": Stage(
            "Transition",
            "brings tested products into the live environment",
            "whatever has to do with something new",
        ),
        "operate": Stage(
            "Operate",
            "watches and maintains live systems before anything fails",
            "all work around a live system",
        ),
        "deliver": Stage(
            "Deliver",
            "gives users access, agreed services and what they request",
            "whatever reaches users in the end",
        ),
        "support": Stage(
            "Support",
            "restores what has failed and finds the errors behind it",
            "help of any kind",
        ),
    },
}
"""The answers of each edition, named as in the list of stages."""

Asked = Literal["work", "gives", "takes"]


class Case(NamedTuple):
    """A piece of work, or something that is handed over."""

    words: str
    """What a question tells."""
    fact: str
    """What decides, as a clause."""
    asked: Asked = "work"
    """Where the work belongs, who hands something over, or who takes it next."""
