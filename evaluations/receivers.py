"""What this floor hears of the floors below."""

from evaluations.models import CellRating, RoundState
from evaluations.services import rounds
from members.models import MemberAct


def roll_changed(act: MemberAct, **_: object) -> None:
    """Lists of open rounds follow the roll: of the cells that the act names, and of those on
    whose list the member stands."""
    cells = {act.cell_from_id, act.cell_to_id} - {None}
    if act.member_id:
        on_list = CellRating.objects.filter(
            members__member=act.member_id, round__state=RoundState.OPEN
        )
        cells |= set(on_list.values_list("cell", flat=True))
        cells |= set(
            act.member.memberships.filter(validity__contains=act.day).values_list("cell", flat=True)
        )
    rounds.follow_roll(cells, since=act.day)
