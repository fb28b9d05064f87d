"""What a cell fills in: the collective, counts of ballots, self-reviews, remarks, files."""

from collections.abc import Iterable
from itertools import chain

from django import forms
from django.db.models import QuerySet

from cells.forms import DayField, DayInput, FigureField
from cells.models import Cell
from evaluations.figures import Work
from evaluations.forms.grades import WithGrades
from evaluations.models import (
    BALLOT_FIELDS,
    GRADE_FIELDS,
    VOTE_FIELDS,
    BallotMode,
    CellRating,
    Level,
    MemberRating,
    Remark,
    RemarkKind,
)
from evaluations.proposing import Norms, short
from meetings.attachment_files import ALLOWED_WORDS, CONTENT_TYPES, MEGABYTE, MOST_BYTES
from meetings.forms.base import PersonField, SavedForm
from meetings.forms.seen import KnowsWhatWasSeen
from meetings.models import Meeting
from meetings.services.sending import hold
from members.models import Member

MOST_BALLOTS = 9999
POINTS = ("common_points", "result_points")
VOTES = tuple(VOTE_FIELDS.values())
VOTE_LABELS = {name: short(level) for level, name in VOTE_FIELDS.items()}
DECISION = frozenset({"proposed", "proposed_because"})


def ballots_field(label: str) -> forms.IntegerField:
    """A number of ballots, typed as text: a browser's number field turns by the wheel."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST_BALLOTS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class WithPoints(WithGrades):
    """Points of both parts or grades where the regime has them, conditions where it has any."""

    together = (DECISION,)
    stored_as = {"cases": "gates_met"}

    def __init__(self, *args, norms: Norms, **kwargs):
        super().__init__(*args, **kwargs)
        regime = norms.regime
        for name, most in zip(POINTS, (regime.common_points, regime.result_points), strict=True):
            if name not in self._meta.fields:
                continue
            if not regime.with_points:
                del self.fields[name]
                continue
            label = self._meta.model._meta.get_field(name).verbose_name
            self.fields[name] = FigureField(
                label=f"{label[0].upper()}{label[1:]} (đến {most})", required=False, min_value=0,
                max_digits=5, decimal_places=2,
            )  # fmt: skip
        if "own_level" in self.fields:
            self.fields["own_level"].choices = [("", "– Chưa ghi –"), *Level.choices]

    def _add_gates(self, norms: Norms, work: Work) -> None:
        """Conditions, with what the book says of the year's work; cases of the lowest level."""
        ticked = self.instance.gates_met or []
        for name, label, known in (
            ("gates_met", "Điều kiện đã đạt", norms.gate_names(self.instance)),
            ("cases", "Trường hợp không hoàn thành nhiệm vụ", norms.case_names(self.instance)),
        ):
            if known:
                self.fields[name] = forms.MultipleChoiceField(
                    label=label,
                    required=False,
                    choices=[(one, one) for one in known],
                    widget=forms.CheckboxSelectMultiple(),
                    help_text=f"Theo sổ của chi bộ: {work.shares}.",
                )
                self.initial[name] = [one for one in known if one in ticked]

    def all_values(self) -> dict:
        """Conditions and cases count once somebody has looked at them: a form that leaves all
        unticked says that none holds only where somebody had said something before."""
        values = super().all_values()
        ticked = [*values.pop("gates_met", ()), *values.pop("cases", ())]
        if ticked or self.instance.gates_met is not None:
            values["gates_met"] = ticked
        return values

    def _add_decision(self) -> None:
        self.fields["proposed"] = forms.ChoiceField(
            label="Hội nghị quyết định mức",
            required=False,
            choices=[("", "Theo kết quả tính được"), *Level.choices],
        )
        self.fields["proposed_because"] = forms.CharField(
            label="Lý do, khi khác mức tính được",
            required=False,
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        decided = bool(self.instance.proposed_because)
        self.initial["proposed"] = self.instance.proposed if decided else ""
        self.initial["proposed_because"] = self.instance.proposed_because


class CollectiveForm(WithPoints):
    """The draft report of the collective, the review meeting, who chaired and who counted."""

    wide = ("self_review", "meeting", "tellers")
    draft_sent_on = DayField(label="Gửi dự thảo báo cáo ngày", required=False)

    class Meta:
        model = CellRating
        fields = [
            "self_review", "own_level", *POINTS, "draft_sent_on", "meeting", "ballot_mode",
            "tellers",
        ]  # fmt: skip
        widgets = {"self_review": forms.Textarea(attrs={"rows": 10})}
        labels = {"self_review": "Báo cáo kiểm điểm tập thể"}

    field_order = [
        "self_review", "own_level", *POINTS, "draft_sent_on", "meeting", "secretary_chair",
        "ballot_mode", "tellers",
    ]  # fmt: skip

    def __init__(
        self, *args, norms: Norms, meetings: QuerySet[Meeting], chairs: list[Member], **kwargs
    ):
        super().__init__(*args, norms=norms, **kwargs)
        self.fields["meeting"].queryset = meetings
        self.fields["meeting"].empty_label = "– Chưa họp –"
        self.fields["meeting"].label_from_instance = lambda one: (
            f"{one.get_kind_display()} ngày {one.held_on:%d/%m/%Y}"
        )
        self.fields["ballot_mode"].choices = BallotMode.choices
        self.fields["secretary_chair"] = PersonField(
            label="Chủ trì khi kiểm điểm bí thư",
            people=chairs,
            required=False,
            help_text="Phó bí thư hoặc chi ủy viên, không phải bí thư.",
        )
        self.initial["secretary_chair"] = self.instance.secretary_chair_id
        self._add_grades(norms, "own_grades")
        before = self.field_order[: self.field_order.index("own_level") + 1]
        self.order_fields([*before, *self.grade_fields, *self.field_order])


class CollectiveBallots(WithPoints):
    """The vote on the cell itself; saved again, it is counted over the base of today."""

    wide = ("gates_met", "cases", "proposed_because")
    together = (DECISION, frozenset({*BALLOT_FIELDS, *VOTES}))
    computes = True

    class Meta:
        model = CellRating
        fields: list[str] = []

    def __init__(self, *args, norms: Norms, work: Work, **kwargs):
        super().__init__(*args, norms=norms, **kwargs)
        for name in (*BALLOT_FIELDS, *VOTES):
            label = CellRating._meta.get_field(name).verbose_name
            self.fields[name] = ballots_field(label[0].upper() + label[1:])
            self.fields[name].required = True
            self.initial[name] = getattr(self.instance, name)
        self._add_grades(norms, "meeting_grades")
        self._add_gates(norms, work)
        self._add_decision()


class TableForm(KnowsWhatWasSeen, forms.Form):
    """Figures of several rows; those of one row are compared together. A row that is gone since
    the page was made is said, so that what was typed for it is not lost unseen."""

    def clean(self) -> dict:
        data = super().clean()
        pairs = (word.rpartition(":") for word in self.data.get("seen", "").split())
        names = (name for name, _, _ in pairs)
        if any(name not in self.fields and self.data.get(name) for name in names):
            self.add_error(
                None,
                "Danh sách đã thay đổi từ khi mở trang này: số phiếu của người không còn trong "
                "danh sách không được ghi. Xin xem lại rồi bấm Lưu.",
            )
        return data

    def drawn_row(self, key: int, names: Iterable[str]) -> dict:
        """The fields of a row with its faults, each said once, and what stands against it."""
        fields = [self[f"{key}-{name}"] for name in names]
        faults = (error for field in fields for error in field.errors)
        return {
            "fields": fields,
            "errors": list(dict.fromkeys(faults)),
            "conflicts": [field for field in fields if hasattr(field, "conflict")],
        }


class MemberBallots(TableForm):
    """The votes on every member of a cell, one row each; a row left empty is passed over."""

    issued = ballots_field("Phiếu phát ra")
    collected = ballots_field("Phiếu thu về")
    counted = ("valid", *VOTES)
    computes = True

    def __init__(self, *args, part: CellRating, rows: list[MemberRating], **kwargs):
        super().__init__(*args, **kwargs)
        self.part, self.members = part, rows
        for name in ("issued", "collected"):
            self.fields[name].required = True
            known = {getattr(row, name) for row in rows} - {None}
            self.initial.setdefault(name, max(known) if known else None)
        for row in rows:
            for name in self.counted:
                self.fields[f"{row.pk}-{name}"] = ballots_field(VOTE_LABELS.get(name, "Hợp lệ"))
                self.initial[f"{row.pk}-{name}"] = getattr(row, name)
        self.together = (
            frozenset({"issued", "collected"}),
            *(frozenset(f"{row.pk}-{name}" for name in self.counted) for row in rows),
        )

    def hold(self) -> None:
        """Locks the cell's part: whoever counts a member in it waits."""
        hold(self.part)

    def standing(self) -> list[MemberRating]:
        """The same rows as they are now."""
        rows = MemberRating.objects.filter(pk__in=[row.pk for row in self.members])
        return list(rows.defer("self_review", "comments"))

    def over(self, standing: list[MemberRating]) -> "MemberBallots":
        """The same table over these rows."""
        return self._made_again(rows=standing)

    def votes(self) -> dict[int, dict[str, int | None]]:
        """By the key of the line, what was typed; lines without any figure are left out."""
        found = {}
        for row in self.members:
            given = {n: self.cleaned_data.get(f"{row.pk}-{n}") for n in self.counted}
            if any(value is not None for value in given.values()):
                found[row.pk] = given
        return found

    def table(self) -> list[dict]:
        """The rows as the page draws them."""
        return [{"row": row} | self.drawn_row(row.pk, self.counted) for row in self.members]


class MemberForm(WithPoints):
    """A member's self-review, what others said, points, grades, conditions, what is proposed."""

    wide = ("self_review", "comments", "gates_met", "cases", "proposed_because")

    class Meta:
        model = MemberRating
        fields = ["self_review", "own_level", *POINTS, "comments"]
        widgets = {
            "self_review": forms.Textarea(attrs={"rows": 9}),
            "comments": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, norms: Norms, work: Work, **kwargs):
        super().__init__(*args, norms=norms, **kwargs)
        self._add_grades(norms, *GRADE_FIELDS)
        self._add_gates(norms, work)
        self._add_decision()


class RemarkForm(SavedForm):
    """What another cell says of the member."""

    wide = ("text",)
    given_on = DayField(label="Ngày", required=False, widget=DayInput())

    class Meta:
        model = Remark
        fields = ["kind", "issuer", "given_on", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = RemarkKind.choices


class SayForm(SavedForm):
    """What a cell says itself of a member who is rated elsewhere; its remark, made or corrected."""

    wide = ("text",)
    given_on = DayField(label="Ngày", required=False, widget=DayInput())

    class Meta:
        model = Remark
        fields = ["given_on", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}

    def _key(self) -> dict:
        return {name: getattr(self.instance, name) for name in ("rating", "kind", "by_cell")}


class ResidenceForm(SavedForm):
    """Which cell is asked for the remark of the place of residence."""

    class Meta:
        model = MemberRating
        fields = ["residence_cell"]

    def __init__(self, *args, cells: QuerySet[Cell], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["residence_cell"].queryset = cells
        self.fields["residence_cell"].empty_label = "– Không xin –"


class FileForm(forms.Form):
    """A form that was filled in elsewhere."""

    file = forms.FileField(
        label="Chọn tệp",
        max_length=255,
        allow_empty_file=True,
        widget=forms.FileInput(
            attrs={"accept": ",".join(f".{name}" for name in chain(CONTENT_TYPES, ["jpeg"]))}
        ),
        help_text=f"Đến {MOST_BYTES // MEGABYTE} MB: {ALLOWED_WORDS}.",
    )
