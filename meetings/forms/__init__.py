from meetings.forms.filters import MeetingFilter
from meetings.forms.outcome import AssignmentForm, ResolutionForm
from meetings.forms.plan import PlanForm
from meetings.forms.record import AgendaForm, ClosingForm, OpeningForm, OpinionForm, ReviewForm

__all__ = [
    "AgendaForm",
    "AssignmentForm",
    "ClosingForm",
    "MeetingFilter",
    "OpeningForm",
    "OpinionForm",
    "PlanForm",
    "ResolutionForm",
    "ReviewForm",
]
