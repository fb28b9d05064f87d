from reports.models.facts import SUMMED, BranchMonth, CellMonth, RegularState
from reports.models.reminders import Reminder, ReminderChoice, ReminderKind

__all__ = [
    "SUMMED",
    "BranchMonth",
    "CellMonth",
    "RegularState",
    "Reminder",
    "ReminderChoice",
    "ReminderKind",
]
