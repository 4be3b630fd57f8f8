"""The rules of a desk whose organisation says nothing of them."""

from __future__ import annotations

from itilsim.domain.organisation import HouseRules

TIME_BOX = {
    priority: 60 * minutes for priority, minutes in enumerate(HouseRules().time_box_minutes, 1)
}
SILENCE = 60 * HouseRules().silence_minutes
SAME_CAUSE_WITHIN = 60 * HouseRules().same_cause_minutes
