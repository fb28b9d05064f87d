"""How a member stands today, and what is sensibly recorded next."""

from dataclasses import dataclass
from datetime import date, timedelta

from members import rules
from members.models import (
    ENDS,
    ActKind,
    Member,
    MemberAct,
    Membership,
    MembershipKind,
    Standing,
    StandingKind,
)
from members.queries import standing_acts, waiting

SOON = timedelta(days=30)


@dataclass(frozen=True)
class State:
    """What holds on a day, from three queries."""

    member: Member
    today: date
    home: Membership | None
    guest: list[Membership]
    """Where the member takes part for a time."""
    standings: dict[str, Standing]
    move: MemberAct | None
    """A move that waits for the other cell."""
    last_act: str
    """The kind of the last act that stands."""

    def stands(self, kind: str) -> bool:
        return kind in self.standings

    @property
    def here(self) -> bool:
        return self.home is not None

    @property
    def gone_for_good(self) -> bool:
        return not self.here and self.last_act in ENDS

    @property
    def probation_ends(self) -> date | None:
        """The first day on which the member may be recognised as official."""
        probation = self.standings.get(StandingKind.PROBATIONARY)
        return rules.probation_ends(probation.validity.lower) if probation else None

    @property
    def to_do(self) -> ActKind | None:
        """The act that is due, if there is one."""
        if not self.here:
            return None
        if self.probation_ends and self.probation_ends <= self.today:
            return ActKind.OFFICIAL
        return None

    @property
    def probation_soon(self) -> bool:
        """Whether the twelve months end within thirty days, or have ended."""
        return bool(self.probation_ends and self.probation_ends - SOON <= self.today)


def state_of(member: Member, today: date) -> State:
    memberships = list(member.memberships.filter(validity__contains=today).select_related("cell"))
    acts = list(
        standing_acts(MemberAct.objects.filter(member=member))
        .order_by("-pk")
        .values_list("kind", flat=True)[:1]
    )
    return State(
        member=member,
        today=today,
        home=next((one for one in memberships if one.kind == MembershipKind.PRIMARY), None),
        guest=[one for one in memberships if one.kind == MembershipKind.TEMPORARY],
        standings={one.kind: one for one in member.standings.filter(validity__contains=today)},
        move=waiting(MemberAct.objects.filter(member=member)).select_related("cell_to").first(),
        last_act=acts[0] if acts else "",
    )
