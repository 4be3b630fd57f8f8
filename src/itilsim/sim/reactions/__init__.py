"""Processes that start from a fact; `REACTIONS` says which."""

from __future__ import annotations

from itilsim.domain import facts as f
from itilsim.sim.reactions.approving import answering, approving
from itilsim.sim.reactions.calling import calling, calling_again, chasing, insisting, waiting
from itilsim.sim.reactions.monitoring import detecting, spreading
from itilsim.sim.reactions.reminding import reminding
from itilsim.sim.reactions.working import reprioritising, working
from itilsim.sim.wearing import recurring
from itilsim.sim.world import Reactions

REACTIONS: Reactions = {
    f.FaultBegan: (calling,),
    f.FaultStruck: (calling,),
    f.FaultRepaired: (recurring,),
    f.LevelChanged: (spreading, detecting),
    f.ContactArrived: (waiting, chasing),
    f.CallAbandoned: (calling_again,),
    f.CallTaken: (chasing,),
    f.QuestionAsked: (answering,),
    f.TeamAlerted: (working,),
    f.TicketAssigned: (working,),
    f.TicketPrioritised: (reprioritising, reminding),
    f.ModelStarted: (reminding,),
    f.TicketResumed: (reminding,),
    f.TicketReopened: (reminding,),
    f.TicketResolved: (insisting,),
    f.ApprovalAsked: (approving,),
}
