from meetings.forms.filters import MeetingFilter
from meetings.forms.outcome import AssignmentForm, ResolutionForm
from meetings.forms.plan import PlanForm, ThematicPlanForm
from meetings.forms.record import (
    AgendaForm,
    ClosingForm,
    MarkForm,
    OpeningForm,
    OpinionForm,
    ReviewForm,
)
from meetings.forms.yearplan import DropForm, LineForm, TakeForm, ThemeFilter, ThemeForm, YearFilter

__all__ = [
    "AgendaForm",
    "AssignmentForm",
    "ClosingForm",
    "DropForm",
    "LineForm",
    "MarkForm",
    "MeetingFilter",
    "OpeningForm",
    "OpinionForm",
    "PlanForm",
    "ResolutionForm",
    "ReviewForm",
    "TakeForm",
    "ThematicPlanForm",
    "ThemeFilter",
    "ThemeForm",
    "YearFilter",
]
