"""A shift as it is saved at its end, with its log and score.

The one idea: whoever plays (a person in the app, a policy without a screen), what is stored of it
is made here, so that every run can be replayed, debriefed and carried away alike.
"""

from __future__ import annotations

from collections.abc import Iterable

from itilsim.domain import scoring
from itilsim.domain.facts import Fact
from itilsim.domain.scenario import Setting
from itilsim.exchange.journal import compact, setting_text
from itilsim.runs.header import new_header
from itilsim.runs.references import References
from itilsim.runs.results import score_object
from itilsim.storage.records import Ending

__all__ = ["ending_of", "new_header", "scorecard_of", "tally_of_facts"]


def ending_of(
    setting: Setting,
    seed: int,
    facts: Iterable[Fact],
    log: bytes,
    log_digest: str,
    references: References,
) -> Ending:
    """What a shift leaves that was played to the end of its aftermath.

    Args:
        setting: The resolved scenario.
        seed: Its seed.
        facts: The whole log.
        log: The same as it is stored.
        log_digest: Its digest.
        references: For the references on the same seed.
    """
    tally = tally_of_facts(setting, facts)
    card = scorecard_of(setting, seed, tally, references)
    return Ending(
        log=log,
        log_digest=log_digest,
        score=compact(score_object(card)),
        scenario=setting_text(setting),
    )


def tally_of_facts(
    setting: Setting, facts: Iterable[Fact], *, decisions: bool = True
) -> scoring.Tally:
    """What judging finds in a whole log, with or without the decisions."""
    judging = scoring.start(setting, decisions=decisions)
    for fact in facts:
        scoring.step(judging, fact)
    return scoring.finish(judging)


def scorecard_of(
    setting: Setting, seed: int, tally: scoring.Tally, references: References, policy: str = ""
) -> scoring.Scorecard:
    """A run's tally set beside the references on its seed.

    Args:
        setting: The resolved scenario.
        seed: Its seed.
        tally: The run's tally.
        references: For idle and textbook.
        policy: The policy that played it, empty for a person.
    """
    idle, textbook = references.both(setting, seed, (policy, tally))
    return scoring.scorecard(tally, setting, idle, textbook)
