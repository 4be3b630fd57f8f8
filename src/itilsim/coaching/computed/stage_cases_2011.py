"""Work and hand-overs of the five lifecycle stages.

Source: ITIL 2011, purposes, processes and outputs of the stages.
"""

from __future__ import annotations

from collections.abc import Mapping

from itilsim.coaching.computed.stage_kinds import Case

_STRATEGY = (
    Case(
        "IT of {org} has three ideas for new services and money for one. {person} compares what "
        "each would cost, risk and bring in.",
        "it is open which idea gets the money",
    ),
    Case(
        "{service} still works well after eight years. {person} looks into whether {org} should "
        "go on paying for it or drop it.",
        "it is open whether the service is still worth its price",
    ),
    Case(
        "{person} studies which groups of customers IT of {org} should serve at all, and with "
        "which kinds of offer. Nobody has drawn anything yet.",
        "customers and offers are being chosen",
    ),
    Case(
        "A department wishes for a wholly new service beside {service}. {person} writes down "
        "costs, gains and risks, so that the heads of {org} can say yes or no.",
        "yes or no to a new service is being prepared",
    ),
    Case(
        "{person} goes through whatever IT of {org} has in mind, has live or has ended, and "
        "proposes which of these services deserve money next year.",
        "the whole portfolio is weighed",
    ),
    Case(
        "{person} sets out what IT of {org} wants to be known for among its customers in five "
        "years, and how it will differ from other providers.",
        "the provider's long-term position is laid down",
    ),
    Case(
        "For the coming year {person} estimates income and spending of IT at {org} and secures "
        "the funds for its services.",
        "the funding of services is being secured",
    ),
    Case(
        "Another provider now offers much the same as {service}. {person} works out whether {org} "
        "should still offer it, and to which customers.",
        "it is open whether and to whom the service is offered",
    ),
    Case(
        "Two departments want the same money: one for a chat beside {service}, one for an "
        "archive. Neither exists. {person} finds out which would serve the business more.",
        "it is open which of two services gets the money",
    ),
    Case(
        "A paper describes a successor to {service} to which {org} has said yes. With it, others "
        "may begin to work out the details.",
        "the service charter comes from those who choose investments",
        "gives",
    ),
    Case(
        "Those who are to work out a successor to {service} are given the vision, the policies "
        "and the limits within which they have to stay.",
        "vision, policies and limits come from those who choose what is offered",
        "gives",
    ),
    Case(
        "A review finds that hardly anybody needs {service} any longer, so that it no longer "
        "repays its cost. Whether to keep it has to be decided.",
        "whether a service is worth keeping is a matter of the portfolio",
        "takes",
    ),
)
_DESIGN_2011 = (
    Case(
        "A successor to {service} is approved, and nothing is built. {person} works out what load "
        "it has to bear and how it will be looked after.",
        "the solution is worked out after the decision and before the building",
    ),
    Case(
        "{person} and the customers settle how soon the successor to {service} has to be back "
        "after an outage. It is approved; building begins next month.",
        "targets are agreed before anything is built",
    ),
    Case(
        "The money for a night edition of {service} is granted. {person} draws which parts it "
        "will have and how they fit together; no part is made so far.",
        "the solution is drawn before it is made",
    ),
    Case(
        "An offer beside {service} is approved but not yet built. {person} writes down the "
        "criteria by which it will one day be accepted.",
        "criteria are laid down before anything is built",
    ),
    Case(
        "A large extension of {service} is approved, not begun. On paper {person} works out how "
        "it could go on if the building burned down.",
        "continuity is worked out on paper before the building begins",
    ),
    Case(
        "It is decided that customers get {service} at night as well. {person} works out who will "
        "help them at that hour and on which terms. Nothing is set up yet.",
        "later help is worked out before anything is set up",
    ),
    Case(
        "{person} sees to it that the drafts of three approved services of {org} keep to the same "
        "standards and do not count on the same experts. None is built yet.",
        "drafts are coordinated before anything is built",
    ),
    Case(
        "The next edition of {service} is approved and exists on paper. {person} lays down by "
        "which measurements and reports it will be followed later.",
        "measurements are laid down while the service is on paper",
    ),
    Case(
        "From spring on twice as many people will use {service}; that is approved. {person} "
        "calculates how many machines it takes, before any is ordered.",
        "capacity is worked out before anything is changed",
    ),
    Case(
        "A package of papers holds what is to be known of a successor to {service}: requirements, "
        "criteria for accepting it, plans for running it. Builders and testers work from it.",
        "the service design package comes from those who work out the solution",
        "gives",
    ),
    Case(
        "A paper comes from those who choose where {org} invests. It outlines a successor to "
        "{service} and gives the go-ahead. Details are still missing.",
        "a service charter goes to those who work out the details",
        "takes",
    ),
    Case(
        "Tests show that a successor to {service}, as it was drawn, cannot carry the agreed load. "
        "Its customers still want it.",
        "the flaw lies in the solution as it was drawn",
        "takes",
    ),
)
_TRANSITION_2011 = (
    Case(
        "A new release of {service} has passed its tests. Two departments get it this week; the "
        "others follow if all goes well.",
        "a tested release is being rolled out",
    ),
    Case(
        "What was drawn of a successor to {service} is put together as a release and tested "
        "against the criteria that were agreed beforehand.",
        "a release is put together and tested",
    ),
    Case(
        "{service} has been in use for two years. {person} tests an update from its maker and "
        "installs it in an agreed window at night.",
        "a live service is altered in a controlled way",
    ),
    Case(
        "The end of a service beside {service} has been decided. {person} warns its users, checks "
        "that nothing depends on it and takes it out of use in June.",
        "a retirement that was decided is carried out",
    ),
    Case(
        "On Monday a new edition of {service} goes live. This week {person} trains users and the "
        "service desk in it and hands out the articles.",
        "people are prepared for a release before it goes live",
    ),
    Case(
        "A new edition of {service} went live last week. Those who brought it stay for three "
        "weeks, lend a hand and adjust thresholds, until it is formally accepted.",
        "early life support lasts until the release is fully accepted",
    ),
    Case(
        "Five services are fully drawn and approved. {person} schedules who builds, tests and "
        "rolls out which release and when, so that nobody is needed twice at once.",
        "the making and rolling out of releases is scheduled",
    ),
    Case(
        "A change to {service} has been authorised. {person} prepares a way back and then moves "
        "the tested version from the test machines to the live ones.",
        "a tested version is brought into live use",
    ),
    Case(
        "Before the finished release of {service} goes live, {person} tries out with the night "
        "shift whether they can run and mend it.",
        "a finished release is tested before it goes live",
    ),
    Case(
        "Testers found why long notes are cut off in the new edition of {service}. The service "
        "desk gets this known error, with a workaround, before the first call.",
        "known errors of a release come from those who tested it",
        "gives",
    ),
    Case(
        "With a new edition of {service}, those who will run it get fresh data on its "
        "configuration items, and for some weeks extra hands.",
        "data and early help come from those who bring a release live",
        "gives",
    ),
    Case(
        "A package of papers says what a successor to {service} must do, how it will be accepted "
        "and how it will be run. It is complete and agreed; nothing is built.",
        "a service design package goes to those who build, test and deploy",
        "takes",
    ),
)
_OPERATION = (
    Case(
        "The console shows that a disk behind {service} is nearly full. By a fixed rule {person} "
        "clears it before anything fails.",
        "a live service is watched and looked after",
    ),
    Case(
        "{service} hangs for forty users. {person} finds a way round, and they work again within "
        "the agreed time.",
        "a live service that failed is restored",
    ),
    Case(
        "A user of {service} asks for something from the catalogue. {person} hands it over the "
        "same day, by ready-made steps.",
        "a user's request for something agreed is fulfilled",
    ),
    Case(
        "A newcomer at {org} is to use {service}. {person} checks who it is and whether the "
        "policy allows it, and gives the rights.",
        "rights are given under a policy that exists",
    ),
    Case(
        "Four times this month {service} failed, and each time it was soon back. {person} tracks "
        "down the cause of these incidents.",
        "the cause of incidents with a live service is sought",
    ),
    Case(
        "At night {person} starts the jobs for {service} by a timetable, watches the console and "
        "makes the copies of data.",
        "a live service is run by fixed routines",
    ),
    Case(
        "{service} is down. Two of the four hours that were agreed with customers have gone, and "
        "{person} fits a spare part.",
        "a live service that failed is restored",
    ),
    Case(
        "Every two hours {person} walks through the computer rooms of {org}, reads the "
        "temperature and looks after power and cooling.",
        "the rooms under live services are looked after day by day",
    ),
    Case(
        "A user rings because {service} is slow today. {person} logs the call, helps at once and "
        "asks at the end whether all is well.",
        "a live service is restored for a user who called",
    ),
    Case(
        "Every quarter, records of outages, response times and requests from the daily use of "
        "{service} are passed on to those who look for chances to do better.",
        "figures from live use come from those who run the service",
        "gives",
    ),
    Case(
        "Testers of a new edition of {service} pass on its known errors with workarounds, fresh "
        "configuration data and, for three weeks, extra hands.",
        "known errors and early help go to those who will run the service",
        "takes",
    ),
    Case(
        "A new edition of {service} meets its targets; the weeks of extra help are over, and it "
        "is formally accepted. What remains is to look after it day by day.",
        "after acceptance the daily care lies with those who run services",
        "takes",
    ),
)
_IMPROVEMENT_2011 = (
    Case(
        "For a year {service} has met each target, but the business has moved on. {person} "
        "compares what it needs today with what it gets, and enters the gaps in a register of "
        "things to do better.",
        "a service is held against needs that have changed",
    ),
    Case(
        "{person} compares the waiting times of spring with those recorded before, to see whether "
        "a new way of taking calls has brought the gain that was aimed at.",
        "figures show whether an effort has reached its aim",
    ),
    Case(
        "Ideas of all teams at {org} for doing things better go into one register. {person} ranks "
        "them by gain and effort and follows up what becomes of each.",
        "opportunities are collected, ranked and followed up",
    ),
    Case(
        "{service} has missed a target for three months. {person} analyses the figures, presents "
        "what they mean and sees that a remedy gets scheduled. Others run it meanwhile.",
        "figures are analysed so that somebody puts things right for the future",
    ),
    Case(
        "It takes {org} long to review drafts of services. {person} measures where the time goes "
        "and proposes a quicker way, which is ranked among eleven other ideas.",
        "a way of working is measured and a better one proposed",
    ),
    Case(
        "All is well with {service}. {person} searches a year's figures for ways to reach the "
        "same result with less effort, and enters two of them in a register.",
        "the same result is sought with less effort",
    ),
    Case(
        "Before anything is altered, {person} records how long users of {service} wait today, so "
        "that a gain can be proved afterwards.",
        "a baseline is taken from which a gain will be measured",
    ),
    Case(
        "{person} defines what to measure in the work of all teams, gathers and analyses the "
        "data, and presents what should be done another way.",
        "data are turned into proposals step by step",
    ),
    Case(
        "About the long waits for {service} {person} asks in turn: what is the vision, where are "
        "we now, where do we want to be, how do we get there, did we get there?",
        "these are questions of the CSI approach",
    ),
    Case(
        "A year's figures on {service} have been analysed. Ranked proposals go out to whoever is "
        "concerned: those who run it, work out its solutions or choose investments.",
        "proposals from analysed figures come from those who look for chances to do better",
        "gives",
    ),
    Case(
        "Those who run {service} pass on figures of a quarter, with outages and waiting times. "
        "They are to be searched for chances to do better.",
        "figures from live use go to those who look for chances to do better",
        "takes",
    ),
    Case(
        "While drawing a successor to {service}, {person} sees how reviews of drafts could take "
        "half the time. The idea is passed on, to be registered and ranked.",
        "opportunities from each stage go into one register",
        "takes",
    ),
)

CASES: Mapping[str, tuple[Case, ...]] = {
    "strategy": _STRATEGY,
    "design": _DESIGN_2011,
    "transition": _TRANSITION_2011,
    "operation": _OPERATION,
    "improvement": _IMPROVEMENT_2011,
}
"""Cases by stage or activity, which are named as in the list of stages."""
