from reports.models.facts import SUMMED, BranchMonth, CellMonth, RegularState
from reports.models.reminders import (
    TROUBLED,
    Letter,
    LetterState,
    Reminder,
    ReminderChoice,
    ReminderKind,
)
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
    "TROUBLED",
    "UNFINISHED",
    "BranchMonth",
    "CellMonth",
    "Letter",
    "LetterState",
    "RegularState",
    "Reminder",
    "ReminderChoice",
    "ReminderKind",
    "Report",
    "ReportKind",
    "ReportState",
]
