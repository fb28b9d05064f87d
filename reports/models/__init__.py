from reports.models.facts import SUMMED, BranchMonth, CellMonth, RegularState
from reports.models.reminders import Reminder, ReminderChoice, ReminderKind
from reports.models.reports import (
    BUILT,
    UNFINISHED,
    Report,
    ReportKind,
    ReportState,
)

__all__ = [
    "BUILT",
    "SUMMED",
    "UNFINISHED",
    "BranchMonth",
    "CellMonth",
    "RegularState",
    "Reminder",
    "ReminderChoice",
    "ReminderKind",
    "Report",
    "ReportKind",
    "ReportState",
]
