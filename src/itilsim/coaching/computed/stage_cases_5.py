"""Work of the eight activities of the product and service lifecycle.

Source: ITIL (Version 5), purposes of the lifecycle activities.
"""

from __future__ import annotations

from collections.abc import Mapping

from itilsim.coaching.computed.stage_kinds import Case

_DISCOVER = (
    Case(
        "{person} compares wishes of consumers and moves of other providers with the aims of "
        "{org}, and proposes what should be offered next year.",
        "offers are held against needs and aims",
    ),
    Case(
        "Ever fewer people want one part of {service}. For now it stays as it is, but {person} "
        "strikes it off the roadmap.",
        "the roadmap follows what consumers still need",
    ),
    Case(
        "Partners keep asking for an edition of {service} of their own. {person} puts it on the "
        "roadmap; what it will be like is open.",
        "a need is noticed and put on the roadmap",
    ),
    Case(
        "Each quarter {person} compares the roadmap of {service} with the strategy of {org}, and "
        "moves two entries back.",
        "the roadmap is kept in line with strategy",
    ),
    Case(
        "{person} asks consumers which of their needs no offer of {org} meets. Nothing is "
        "sketched or promised yet.",
        "needs are looked for before there is any solution",
    ),
    Case(
        "A new law will alter what people want of {service}. {person} estimates the demand and "
        "sets out in which order offers should follow.",
        "future demand is found out and offers are ordered by it",
    ),
    Case(
        "The range of offers at {org} has grown for years. {person} checks which of them still "
        "fit the needs of consumers and the aims of the organisation.",
        "the range on offer is held against needs and aims",
    ),
)
_DESIGN_5 = (
    Case(
        "{person} shows users a clickable model of the next edition of {service} and writes down "
        "what it shall do. No working part exists.",
        "a prototype and a specification are made",
    ),
    Case(
        "The roadmap already has an edition of {service} for partners. {person} writes the "
        "specification: what it shall do, how fast, and how it is to be run.",
        "a specification is written for what has been chosen",
    ),
    Case(
        "On paper {person} tries three ways of getting through a task of {service} in fewer "
        "steps, and lets users judge the drawings.",
        "the user experience is shaped in drawings",
    ),
    Case(
        "{person} settles in writing how the parts of the next edition of {service} shall talk to "
        "each other; developers will work from these pages.",
        "it is described what developers will make",
    ),
    Case(
        "Users get lost on one screen of {service}. {person} draws it anew and describes how it "
        "shall react. It will be programmed next week.",
        "a screen is drawn and described before it is made",
    ),
    Case(
        "In the specification of the next edition of {service}, {person} adds how it is to be "
        "watched and looked after once it is live. No line is programmed yet.",
        "the later running is specified before anything is made",
    ),
    Case(
        "With a mock-up that can do nothing yet, {person} finds out where users of the next "
        "edition of {service} expect each button, and notes it for the developers.",
        "user experience is tried out on a prototype",
    ),
)
_ACQUIRE = (
    Case(
        "For a new product beside {service}, {person} has two testers moved over from another "
        "team and hires computing power for them.",
        "testers and computing power are provided for the work",
    ),
    Case(
        "{person} signs with a firm that will lend {org} four developers from May. Their work has "
        "not begun.",
        "people are obtained before their work begins",
    ),
    Case(
        "The makers of the next edition of {service} lack machines for their tests. {person} "
        "orders some and assigns them to the team.",
        "machines are obtained and assigned to a team",
    ),
    Case(
        "{person} compares prices of tools that the developers of {service} need, buys the "
        "licences and shares them out.",
        "licences are obtained and allocated for the work",
    ),
    Case(
        "Two products need the same database expert. {person} allots the expert's days for "
        "spring: three a week to {service}, two to the other.",
        "scarce people are allocated to products",
    ),
    Case(
        "{team} has too few hands for the next edition of {service}. {person} finds two people "
        "elsewhere at {org} and has them moved; no contract is needed.",
        "people are reallocated within the organisation",
    ),
    Case(
        "A partner is to strengthen the developers of {service}. {person} settles price and "
        "number of days and signs; the work itself starts in June.",
        "help from outside is obtained, and the work comes later",
    ),
)
_BUILD = (
    Case(
        "On a test machine {person} links a new module to {service} and checks that the two work "
        "together as specified. Users do not have it yet.",
        "parts are put together and tested before they go live",
    ),
    Case(
        "From a finished specification {person} programs a new screen for {service} and tests it "
        "on a machine that no user sees.",
        "what was specified is made and tested",
    ),
    Case(
        "Several times a day developers merge their code for the next edition of {service}; each "
        "time it is compiled and tested by machine. None of it goes live by that.",
        "code is merged and tested, and nothing goes live",
    ),
    Case(
        "{person} configures a bought program until it does what the specification of the next "
        "edition of {service} says. This happens far from the live systems.",
        "a product is configured to its specification, not yet live",
    ),
    Case(
        "The next edition of {service} fails a test. {person} corrects the code and runs the test "
        "again. No user has it yet.",
        "a product that is still being made is corrected and tested",
    ),
    Case(
        "The specification is settled, people and machines are there. Week by week {person} "
        "writes the code of the next edition of {service}.",
        "the product itself is being made",
    ),
    Case(
        "Three modules of the next edition of {service} are ready. {person} puts them together "
        "and tests the whole against the specification; going live comes later.",
        "parts are put together and tested before they go live",
    ),
)
_TRANSITION_5 = (
    Case(
        "Version 3 of {service} is finished and has passed its tests. {person} now rolls it out "
        "in two waves.",
        "a tested product is being rolled out",
    ),
    Case(
        "On Sunday night {person} moves the tested edition of {service} to the live systems, with "
        "a way back at hand.",
        "a tested product is moved to the live systems",
    ),
    Case(
        "The finished edition of {service} has passed its tests. Tonight a twentieth of the users "
        "gets it; if no errors show, the rest follows.",
        "a tested product goes live step by step",
    ),
    Case(
        "The next edition of {service} is finished and tested. {person} fixes the hour, tells "
        "those concerned and switches it on for users.",
        "a tested product is made available for use",
    ),
    Case(
        "Before the tested edition of {service} goes live, {person} weighs what it could harm, "
        "has it authorised and then lets it in.",
        "the product is finished, and now it is let in with care",
    ),
    Case(
        "A tested edition of {service} is to go live with little risk. {person} splits this into "
        "three steps and takes the first one tonight.",
        "a tested product is brought live with little risk",
    ),
    Case(
        "A partner's product is finished and has passed its tests. Floor by floor {person} brings "
        "it into the live environment of {org}.",
        "the product is finished, and now it goes live floor by floor",
    ),
)
_OPERATE = (
    Case(
        "At night a message says that a certificate behind {service} runs out in a week. {person} "
        "renews it, and no user notices a thing.",
        "care is taken of a live system before anything fails",
    ),
    Case(
        "Each night {person} copies the data behind {service}, and each month checks that a copy "
        "can be read. Nothing has been lost so far.",
        "copies are made and checked by routine",
    ),
    Case(
        "{team} watches the figures of {item} round the clock. They are as they should be, and no "
        "user has asked for anything.",
        "a live system is watched while all is well",
    ),
    Case(
        "As every week, {person} tests whether the reserve machine of {service} would start. It "
        "does, and all goes on as before.",
        "a routine test is made while nothing has failed",
    ),
    Case(
        "The room for the data behind {service} is four fifths full. {person} clears old files "
        "before anything fails.",
        "care is taken of a live system before anything fails",
    ),
    Case(
        "By the calendar {team} goes over {item} and puts small things in order. Nothing has "
        "failed, and no user has asked for anything.",
        "a live system is maintained by the calendar",
    ),
    Case(
        "As each morning {person} reads the logs of {item}, finds nothing odd and goes on to the "
        "next system.",
        "live systems are watched by routine",
    ),
)
_DELIVER_5 = (
    Case(
        "On the first day at {org} a newcomer asks for an account for {service}. {person} sets it "
        "up as agreed.",
        "a user's ordinary request for access is fulfilled",
    ),
    Case(
        "A user of {service} orders a headset from the catalogue. {person} hands it over the same "
        "day; nothing was broken.",
        "a user's ordinary request is fulfilled",
    ),
    Case(
        "A department starts to use {service}, which has been live for years. {person} gives its "
        "forty people access and shows them round.",
        "new users get access to a live service",
    ),
    Case(
        "{service} works well. A user asks for a report that the agreement promises, and {person} "
        "sends it.",
        "a user gets what the agreement promises",
    ),
    Case(
        "A user of {service} asks to see one more report. Its owner says yes, and {person} grants "
        "it within the agreed day. No fault is involved.",
        "a user's ordinary request for access is fulfilled",
    ),
    Case(
        "As the agreement says, {person} gives users of {service} advice at their desks each "
        "Tuesday. Nobody has a fault to report.",
        "users get the service that was agreed",
    ),
    Case(
        "In the portal of {org} a user asks for a larger mailbox, which anybody may have. "
        "{person} grants it as agreed; the old one had worked.",
        "a user's ordinary request is fulfilled",
    ),
)
_SUPPORT = (
    Case(
        "{service} has been down since nine. {person} gets it going again with a restart.",
        "something has failed and is restored",
    ),
    Case(
        "A flood has put {service} out of action. {person} brings it back at another site.",
        "normal work is restored after a disaster",
    ),
    Case(
        "Users report that {service} loses what they type. {person} finds a way round, so that "
        "they can go on working.",
        "something has failed and users are helped round it",
    ),
    Case(
        "{service} is back after three outages. {person} now searches for the error behind them.",
        "the error behind outages is sought",
    ),
    Case(
        "Since this morning a user cannot get into {service}, though the account is in order. "
        "{person} finds the fault and puts it right.",
        "a fault is found and put right for a user",
    ),
    Case(
        "A fault has wiped out data of {service}. {person} fetches them back from last night's "
        "copy, so that people can work again.",
        "lost data are restored after a fault",
    ),
    Case(
        "{service} crawls today, and its users complain. {person} finds a job that takes up too "
        "much, stops it and brings back the usual speed.",
        "quality was lost and is restored",
    ),
)

CASES: Mapping[str, tuple[Case, ...]] = {
    "discover": _DISCOVER,
    "design": _DESIGN_5,
    "acquire": _ACQUIRE,
    "build": _BUILD,
    "transition": _TRANSITION_5,
    "operate": _OPERATE,
    "deliver": _DELIVER_5,
    "support": _SUPPORT,
}
"""Cases by stage or activity, which are named as in the list of stages."""
