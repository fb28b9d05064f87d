"""Members, where they belong, how they stand, their offices, and the journal of it all."""

from members.models.acts import ENDS, ENTRIES, MOVES, ActKind, Decider, MemberAct
from members.models.imports import WORK, ImportRow, ImportState, RollImport, RowOutcome
from members.models.looks import LookKind, MemberLook
from members.models.people import (
    GRADES,
    Gender,
    Member,
    Membership,
    MembershipKind,
    Office,
    OfficeKind,
    Standing,
    StandingKind,
)

__all__ = [
    "ENDS",
    "ENTRIES",
    "GRADES",
    "MOVES",
    "WORK",
    "ActKind",
    "Decider",
    "Gender",
    "ImportRow",
    "ImportState",
    "LookKind",
    "Member",
    "MemberAct",
    "MemberLook",
    "Membership",
    "MembershipKind",
    "Office",
    "OfficeKind",
    "RollImport",
    "RowOutcome",
    "Standing",
    "StandingKind",
]
