"""How far each cell has come in this year's rating."""

from evaluations.models import Stage
from hmk.demo.places import Place
from hmk.demo.plan import HALF_FILLED, SHOWN, STILL_PLANNED

STAGES = (Stage.PROPOSED, Stage.MEMBERS, Stage.COLLECTIVE, Stage.PROPOSED, Stage.WAITING)
OF_THE_SHOWN = {SHOWN: Stage.MEMBERS, HALF_FILLED: Stage.PROPOSED, STILL_PLANNED: Stage.WAITING}
RETURNED = 9  # the group whose proposal the office gave back


def stage_of(place: Place) -> Stage:
    """Where the cell stands this year."""
    if place.index < 25 and place.spec.number in OF_THE_SHOWN:
        return OF_THE_SHOWN[place.spec.number]
    if place.spec.number == RETURNED:
        return Stage.MEMBERS
    return STAGES[place.index % len(STAGES)]


def has_proposed(place: Place) -> bool:
    """Whether the cell has sent its proposal this year, be it given back since."""
    return stage_of(place) == Stage.PROPOSED or place.spec.number == RETURNED
