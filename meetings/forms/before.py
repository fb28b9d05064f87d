"""What is sent before a meeting, and after its signature: preparation, notice, files, issue."""

from datetime import date
from itertools import chain

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.functional import cached_property

from cells.forms import ClockInput, DayField, DayInput
from meetings import preparing
from meetings.attachment_files import ALLOWED_WORDS, CONTENT_TYPES, MEGABYTE, MOST_BYTES
from meetings.forms.base import PeopleField, PersonField, SavedField, clock_of, local_moment
from meetings.models import (
    Attachment,
    Issuing,
    NoticeGiven,
    NoticeWay,
    Preparation,
    PreparationTask,
)
from members.models import Member

MOST_TASKS = 15


class PlainForm(forms.ModelForm):
    """A form on a page of its own, sent as a whole."""

    wide: tuple[str, ...] = ()

    @cached_property
    def helper(self) -> FormHelper:
        """Made when the form is drawn, when its fields stand."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.layout = Layout(
            *(
                name
                if self.fields[name].widget.is_hidden
                else SavedField(name, wrapper_class="is-wide" if name in self.wide else "")
                for name in self.fields
            )
        )
        return helper

    def all_values(self) -> dict:
        """Everything that was sent, under the names that the service takes."""
        return dict(self.cleaned_data)

    def _post_clean(self) -> None:
        """The model is checked by the service that writes, on a fresh row under a lock."""


class PreparationForm(PlainForm):
    """The minutes of the preparation. `people` are those who belong to it."""

    wide = ("attending", "place", "last_month", "next_month", "agenda", "conclusion")
    day = DayField(label="Ngày họp chuẩn bị")
    clock = forms.TimeField(label="Giờ bắt đầu", widget=ClockInput())
    end_clock = forms.TimeField(label="Giờ kết thúc", widget=ClockInput(), required=False)
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput())

    class Meta:
        model = Preparation
        fields = ["place", "last_month", "next_month", "agenda", "conclusion"]
        widgets = {
            "last_month": forms.Textarea(attrs={"rows": 5}),
            "next_month": forms.Textarea(attrs={"rows": 5}),
            "agenda": forms.Textarea(attrs={"rows": 8}),
            "conclusion": forms.Textarea(attrs={"rows": 3}),
        }

    field_order = ["day", "clock", "end_clock", "place", "attending", "chair", "minute_taker"]

    def __init__(self, *args, people: list[Member], attending: list[Member], **kwargs):
        super().__init__(*args, **kwargs)
        self.people = people
        self.initial["attending"] = attending
        self.fields["attending"] = PeopleField(
            label="Người dự họp (bỏ dấu chọn người vắng)",
            people=people,
            widget=forms.CheckboxSelectMultiple(),
        )
        for name, label in (("chair", "Chủ trì"), ("minute_taker", "Người ghi biên bản")):
            self.fields[name] = PersonField(label=label, people=people)
        if self.instance.pk:
            self.initial["chair"] = self.instance.chair_id
            self.initial["minute_taker"] = self.instance.minute_taker_id
            self.initial["seen"] = preparing.stamp_of(self.instance)
            self.initial["day"] = self.instance.held_on
            self.initial["clock"] = clock_of(self.instance.held_at)
            self.initial["end_clock"] = clock_of(self.instance.ended_at)
        self.order_fields(self.field_order)

    def clean(self) -> dict:
        data = super().clean()
        begin, end = data.get("clock"), data.get("end_clock")
        if begin and end and end <= begin:
            self.add_error("end_clock", "Giờ kết thúc phải sau giờ bắt đầu.")
        return data

    def all_values(self) -> dict:
        """Fields of the row, without who attends."""
        data = dict(self.cleaned_data)
        day, end = data.pop("day"), data.pop("end_clock")
        data["held_at"] = local_moment(day, data.pop("clock"))
        data["ended_at"] = local_moment(day, end) if end else None
        del data["attending"], data["seen"]
        return data

    @property
    def absent(self) -> list[Member]:
        """Those who belong to it and are not ticked."""
        there = set(self.cleaned_data["attending"])
        return [person for person in self.people if person not in there]


class PreparationTaskForm(PlainForm):
    """One line of who gets what ready; an empty one is left out."""

    wide = ("what",)

    class Meta:
        model = PreparationTask
        fields = ["what", "due"]
        widgets = {"due": DayInput()}
        field_classes = {"due": DayField}

    def __init__(self, *args, people: list[Member], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["what"].required = False
        self.fields["member"] = PersonField(label="Người chuẩn bị", people=people, required=False)
        self.order_fields(["what", "member", "due"])

    def clean(self) -> dict:
        data = super().clean()
        what, person = data.get("what"), data.get("member")
        if what and not person and "member" not in self.errors:
            self.add_error("member", "Chọn người chuẩn bị.")
        if not what and "what" not in self.errors and (person or data.get("due")):
            self.add_error("what", "Ghi nội dung cần chuẩn bị.")
        return data


class TasksOfPreparation(forms.BaseFormSet):
    """The lines of the plan of preparation."""

    def values(self) -> list[dict]:
        """Every line that says something."""
        found = (form.cleaned_data for form in self.forms)
        return [data for data in found if data.get("what")]


PreparationTasks = forms.formset_factory(
    PreparationTaskForm,
    formset=TasksOfPreparation,
    extra=3,
    max_num=MOST_TASKS,
    absolute_max=MOST_TASKS + 5,
)


class NoticeForm(PlainForm):
    """When and how the members were told."""

    wide = ("note",)

    class Meta:
        model = NoticeGiven
        fields = ["way", "given_on", "note"]
        widgets = {"given_on": DayInput()}
        field_classes = {"given_on": DayField}

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = NoticeWay.choices
        self.initial |= {"given_on": today, "way": NoticeWay.PHONE}


class AttachmentForm(PlainForm):
    """A file for the members to read; what it may be is told by `attachment_files`."""

    wide = ("file",)

    class Meta:
        model = Attachment
        fields = ["file", "kind"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        suffixes = chain(CONTENT_TYPES, ["jpeg"])
        self.fields["file"] = forms.FileField(
            label="Chọn tệp",
            max_length=255,
            allow_empty_file=True,  # the service says it in its own words, as of all other faults
            widget=forms.FileInput(attrs={"accept": ",".join(f".{name}" for name in suffixes)}),
            help_text=f"Mỗi tệp đến {MOST_BYTES // MEGABYTE} MB: {ALLOWED_WORDS}. Không đưa tài "
            "liệu mật lên đây.",
        )


class IssuingForm(PlainForm):
    """When and how the documents went out."""

    wide = ("way", "note")

    class Meta:
        model = Issuing
        fields = ["issued_on", "way", "note"]
        widgets = {"issued_on": DayInput()}
        field_classes = {"issued_on": DayField}

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial["issued_on"] = today
