"""Every read of facts that more than one place uses. The user comes first."""

from reports.queries.boards import (
    attention,
    branches_of,
    cells_under,
    heat_rows,
    known_months,
    named,
    reasons_then,
    sums_by_kind,
    sums_by_month,
)
from reports.queries.cells import (
    attendance_by_member,
    facts_of,
    facts_of_month,
    medians_of_like,
    open_work,
    recent_resolutions,
    unanswered,
    waiting_meeting,
)
from reports.queries.reminders import choices_of, reminders_of, roles_and_unseen

__all__ = [
    "attendance_by_member",
    "attention",
    "branches_of",
    "cells_under",
    "choices_of",
    "facts_of",
    "facts_of_month",
    "heat_rows",
    "known_months",
    "medians_of_like",
    "named",
    "open_work",
    "reasons_then",
    "recent_resolutions",
    "reminders_of",
    "roles_and_unseen",
    "sums_by_kind",
    "sums_by_month",
    "unanswered",
    "waiting_meeting",
]
