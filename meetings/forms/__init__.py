from meetings.forms.before import (
    AttachmentForm,
    IssuingForm,
    NoticeForm,
    PreparationForm,
    PreparationTasks,
)
from meetings.forms.book import AddendumForm, ReopenForm
from meetings.forms.filters import MeetingFilter
from meetings.forms.outcome import AssignmentForm, ResolutionForm
from meetings.forms.plan import PlanForm, ThematicPlanForm
from meetings.forms.proposals import SettlementForm
from meetings.forms.record import (
    AgendaForm,
    ClosingForm,
    MarkForm,
    OpeningForm,
    OpinionForm,
    ReviewForm,
)
from meetings.forms.reserved import AnswerForm, ForwardForm, ReservedFilter
from meetings.forms.score import ScoreForm, SettleForm, SuperiorForm
from meetings.forms.yearplan import DropForm, LineForm, TakeForm, ThemeFilter, ThemeForm, YearFilter

__all__ = [
    "AddendumForm",
    "AgendaForm",
    "AnswerForm",
    "AssignmentForm",
    "AttachmentForm",
    "ClosingForm",
    "DropForm",
    "ForwardForm",
    "IssuingForm",
    "LineForm",
    "MarkForm",
    "MeetingFilter",
    "NoticeForm",
    "OpeningForm",
    "OpinionForm",
    "PlanForm",
    "PreparationForm",
    "PreparationTasks",
    "ReopenForm",
    "ReservedFilter",
    "ResolutionForm",
    "ReviewForm",
    "ScoreForm",
    "SettleForm",
    "SettlementForm",
    "SuperiorForm",
    "TakeForm",
    "ThematicPlanForm",
    "ThemeFilter",
    "ThemeForm",
    "YearFilter",
]
