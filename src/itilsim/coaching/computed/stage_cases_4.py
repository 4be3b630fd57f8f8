"""Work of the six activities of the value chain.

Source: ITIL 4 Foundation, purposes of the value chain activities.
"""

from __future__ import annotations

from collections.abc import Mapping

from itilsim.coaching.computed.stage_kinds import Case

_PLAN = (
    Case(
        "Managers from all parts of {org} work on one picture that they share: the vision, the "
        "present status and the direction of products and services.",
        "managers come to see vision, status and direction alike",
    ),
    Case(
        "For next year {person} sets out the budget of IT at {org} and the policies that will "
        "hold for each team.",
        "budget and policies for the whole organisation are set",
    ),
    Case(
        "The heads of {org} decide which services stay in the portfolio, {service} among them, "
        "and make the common direction known to each team.",
        "the portfolio gets one direction that is known to each team",
    ),
    Case(
        "{person} writes down where {service} and the other services of {org} stand today and "
        "where they are to be in three years, so that teams share one view.",
        "teams come to share one view of status and vision",
    ),
    Case(
        "Each of five teams sees {service} heading somewhere else. {person} agrees one direction "
        "with them, for people, technology, partners and ways of working.",
        "one direction is agreed for all four dimensions",
    ),
    Case(
        "At the turn of the year the heads of {org} lay down where its products are heading, what "
        "may be spent on them and which policies apply.",
        "direction, money and policies are laid down for all products",
    ),
    Case(
        "Before anything is specified or bought, {person} settles with the heads of {org} what "
        "{service} shall contribute to the vision, and tells each team.",
        "it is settled how a service serves the common vision",
    ),
)
_IMPROVE = (
    Case(
        "Ideas of all teams at {org} for doing things better go into one register. {person} ranks "
        "them and follows up each that is chosen.",
        "ideas for doing better are ranked and managed",
    ),
    Case(
        "A release of {service} went wrong; that is mended. {person} asks what the teams should "
        "do differently from now on, and follows it up to the end.",
        "a better way of working is drawn from a failure and followed up",
    ),
    Case(
        "Callers wait too long. {person} starts an effort to halve the wait, records how things "
        "stand, sets an aim and measures again in May.",
        "an effort to do better is started and managed",
    ),
    Case(
        "{service} meets what was agreed. Still {person} searches a year's figures for what could "
        "be done with less effort, and leads the two best ideas to success.",
        "a sound service is to become better still",
    ),
    Case(
        "About the work of {team} {person} asks: where are we now, where do we want to be, how do "
        "we get there, did we get there? The steps are then managed.",
        "a team's way of working is made better step by step",
    ),
    Case(
        "Half a year ago {org} began to sort calls in another way. {person} compares waits with "
        "those recorded before, and starts the next step.",
        "the gain of an effort is checked and the next step started",
    ),
    Case(
        "Each month {person} goes through what has slowed down the teams of {org}, and manages "
        "the remedies one after the other, so that it happens less and less.",
        "remedies for ways of working are managed month by month",
    ),
)
_ENGAGE = (
    Case(
        "{person} regularly asks customers of {service} what matters to them, and stays in touch.",
        "needs are heard and a relationship is kept up",
    ),
    Case(
        "A maker outside {org} provides a part of {service}. {person} meets its people to tell "
        "them of coming needs and to hear theirs; nothing is ordered.",
        "an outside party's needs are heard, and nothing is bought",
    ),
    Case(
        "{person} tells customers openly how {service} did last quarter and listens to their "
        "worries. Nothing else is settled at the meeting.",
        "customers get an open account and are heard",
    ),
    Case(
        "A user calls about {service}. {person} listens, finds out what is needed and passes it "
        "on to those who can do it.",
        "a user's need is taken in and passed on to others",
    ),
    Case(
        "Two departments have been cross with IT since spring. {person} visits both, asks what "
        "they need of {service}, and wins back their trust.",
        "needs are asked for and trust is won back",
    ),
    Case(
        "In a survey {person} asks the users of {service} what they need and how content they "
        "are. Others will make something of it.",
        "stakeholders are asked for their needs and views",
    ),
    Case(
        "A new customer of {service} wants to know whom to turn to. {person} explains it, asks "
        "for expectations and meets the customer again each month.",
        "expectations are heard and a relationship is kept up",
    ),
)
_DESIGN_4 = (
    Case(
        "{person} specifies the next edition of {service} as a whole, so that it will be as good, "
        "as cheap and as early as customers expect. Its parts come from others.",
        "it is a whole service that is specified, and no part of it",
    ),
    Case(
        "The parts of the next edition of {service} are there. {person} has the whole of it tried "
        "out by users and launches it on the day that was promised.",
        "it is a whole service that is tried out and launched",
    ),
    Case(
        "The next edition of {service} is ready and goes live in two waves. {person} watches that "
        "quality, costs and launch date are as expected.",
        "it is a whole service that goes live as expected",
    ),
    Case(
        "{person} draws how a new service of {org} will work for customers, from the first click "
        "to the bill, and keeps it within the expected price.",
        "it is a whole service that is shaped for customers",
    ),
    Case(
        "Customers expect a successor to {service} in May at a settled price. {person} leads it "
        "from the first drawing through the trial to the launch; others provide the parts.",
        "it is a whole service that is led from drawing to launch",
    ),
    Case(
        "Before its launch {person} checks a new service of {org} from end to end: is it good "
        "enough, affordable and in time for its market?",
        "it is a whole service that is checked before its launch",
    ),
    Case(
        "All parts of a successor to {service} are on the shelf. {person} trains its users and "
        "brings the whole into use on Sunday, in time and within the expected cost.",
        "it is a whole service that is brought into use",
    ),
)
_OBTAIN = (
    Case(
        "A team that runs {service} finds that it needs three more licences. {person} buys them "
        "as specified.",
        "components are bought to specification",
    ),
    Case(
        "{person} programs one module by an agreed specification and has it ready when those who "
        "put {service} together need it.",
        "a component is made to specification and in time",
    ),
    Case(
        "Routers of a given kind are needed at two sites of {org} by May. {person} orders them "
        "and sees that they are there in time.",
        "components are to be there when and where they are needed",
    ),
    Case(
        "{person} sets up a server by an agreed specification, so that it is at hand when the "
        "next edition of {service} is put together.",
        "a component is made ready to specification",
    ),
    Case(
        "One part of {service} could be bought or written by own people. {person} has it written, "
        "tests this part and puts it on the shelf for those who need it.",
        "one component is made and tested for later use",
    ),
    Case(
        "From a cloud provider {person} rents storage of the agreed kind, in time for those who "
        "run {service}.",
        "a component is rented to specification and in time",
    ),
    Case(
        "Spare devices at {org} are running out. {person} orders forty of the agreed type for the "
        "depot.",
        "components are bought to specification",
    ),
)
_DELIVER_4 = (
    Case(
        "{service} has stopped for one user. {person} gets it to work again within the agreed "
        "time.",
        "a service in use is restored as agreed",
    ),
    Case(
        "{service} has long been in use. {person} watches it day by day and answers warnings, so "
        "that users get what was agreed.",
        "a service in use is kept running as agreed",
    ),
    Case(
        "A user orders something from the catalogue of {org}. It is in stock, and {person} hands "
        "it over within the agreed two days.",
        "a user's request is fulfilled as agreed",
    ),
    Case(
        "At night {team} runs the jobs for {service} and copies its data, as was agreed with "
        "those who use it.",
        "a service in use is run as agreed",
    ),
    Case(
        "On the first day at {org} a newcomer asks for access to {service}. {person} gives it at "
        "once, as agreed for such cases.",
        "a user's request for access is fulfilled as agreed",
    ),
    Case(
        "Forty people cannot work with {service}. {person} coordinates the experts until it does "
        "again what was agreed.",
        "a service in use is restored as agreed",
    ),
    Case(
        "{service} is slower than agreed. {person} finds a job that takes up too much, stops it, "
        "and users have the agreed speed back.",
        "a service in use is brought back to the agreed level",
    ),
)

CASES: Mapping[str, tuple[Case, ...]] = {
    "plan": _PLAN,
    "improve": _IMPROVE,
    "engage": _ENGAGE,
    "design-and-transition": _DESIGN_4,
    "obtain-build": _OBTAIN,
    "deliver-and-support": _DELIVER_4,
}
"""Cases by stage or activity, which are named as in the list of stages."""
