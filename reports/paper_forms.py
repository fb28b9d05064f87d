"""Forms of reports: what is asked for, the written parts, the number and day of issue."""

from datetime import date

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from accounts import scope
from accounts.models import User
from cells.forms import DayField
from cells.models import Cell, Committee
from meetings.forms.seen import KnowsWhatWasSeen, who_wrote
from meetings.services.sending import hold
from reports.boards import months_back
from reports.models import Report, ReportKind, ReportState
from reports.models.reports import HIGHEST_NUMBER
from reports.papers import OFFICE, PARTS, SIGNER
from reports.services.asking import LONGEST_TEXT

MONTHS_OFFERED = 24
CELLS_TO_TICK = 100
"""More cells than this are not offered one by one, but by their committee."""
SIGNING_OFFICES = [
    ("secretary", "Bí thư"),
    ("deputy", "Phó bí thư"),
    ("standing", "Phó bí thư thường trực"),
]


def month_choice(month: date) -> tuple[str, str]:
    return f"{month:%Y-%m}", f"Tháng {month:%m/%Y}"


def month_of(text: str) -> date:
    """The first day of the month that `month_choice` wrote."""
    year, _, number = text.partition("-")
    return date(int(year), int(number or 1), 1)


class FilterForm(forms.Form):
    """Narrows the list. What it does not know it leaves out."""

    q = forms.CharField(label="Tên đơn vị", required=False, max_length=60)
    kind = forms.ChoiceField(
        label="Loại báo cáo", required=False, choices=[("", "Tất cả"), *ReportKind.choices]
    )
    period = forms.ChoiceField(label="Kỳ", required=False)
    state = forms.ChoiceField(
        label="Trạng thái", required=False, choices=[("", "Tất cả"), *ReportState.choices]
    )

    def __init__(self, *args: object, periods: list[date], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = [("", "Tất cả"), *map(month_choice, periods)]

    @classmethod
    def touched(cls, given: QueryDict) -> bool:
        """Whether an address narrows anything."""
        return not cls.base_fields.keys().isdisjoint(given)

    def asked(self) -> dict[str, object]:
        """What `queries.narrowed` takes; a field that is wrong narrows nothing."""
        self.is_valid()
        given = self.cleaned_data
        return {
            "kind": given.get("kind") or "",
            "period": month_of(given["period"]) if given.get("period") else None,
            "state": given.get("state") or "",
            "words": given.get("q") or "",
        }


class StartForm(forms.Form):
    """Which reports to make."""

    kind = forms.ChoiceField(label="Loại báo cáo", widget=forms.RadioSelect)
    period = forms.ChoiceField(
        label="Kỳ", help_text="Kỳ đã hết. Báo cáo năm lấy năm của tháng đã chọn."
    )
    committee = forms.ModelChoiceField(
        label="Đảng bộ", queryset=Committee.objects.none(), help_text="Gồm cả cấp dưới trực thuộc."
    )
    cells = forms.ModelMultipleChoiceField(
        label="Chi bộ (của báo cáo tháng chi bộ; không chọn là lập cho tất cả)",
        queryset=Cell.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: object, user: User, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.office = scope.committees_of_office(user).order_by("path")
        self.own = scope.cells_to_enrol(user).order_by("sort_key", "pk")
        months = [months_back(today.replace(day=1), back + 1) for back in range(MONTHS_OFFERED)]
        self.fields["period"].choices = [month_choice(month) for month in months]
        keeps = self.office.exists()
        self.fields["kind"].choices = ReportKind.choices if keeps else ReportKind.choices[:1]
        self.fields["kind"].initial = ReportKind.CELL_MONTH
        if keeps:
            self.fields["committee"].queryset = self.office
            self.fields["committee"].initial = self.office.first()
            self.fields["committee"].empty_label = None
        else:
            del self.fields["committee"]
        if 0 < self.own[: CELLS_TO_TICK + 1].count() <= CELLS_TO_TICK:
            self.fields["cells"].queryset = self.own
        else:
            del self.fields["cells"]

    def clean(self) -> dict:
        cleaned = super().clean()
        of_cells = cleaned.get("kind") == ReportKind.CELL_MONTH
        if of_cells and not self.errors and not self.chosen_cells().exists():
            self.add_error("kind", "Chưa có chi bộ nào để lập báo cáo.")
        return cleaned

    def chosen_period(self) -> date:
        month = month_of(self.cleaned_data["period"])
        yearly = self.cleaned_data["kind"] == ReportKind.COMMITTEE_YEAR
        return month.replace(month=1) if yearly else month

    def chosen_cells(self) -> QuerySet[Cell]:
        """The ticked cells, else all of the committee, else all of the user's own."""
        ticked = self.cleaned_data.get("cells")
        if ticked:
            return ticked
        above = self.cleaned_data.get("committee")
        return self.own.filter(committee__path__startswith=above.path) if above else self.own

    def chosen_committees(self) -> QuerySet[Committee]:
        above = self.cleaned_data["committee"]
        return self.office.filter(path__startswith=above.path)


class TextsForm(KnowsWhatWasSeen, forms.Form):
    """The parts of a report that people write, as `papers.PARTS` lists them; several may write at
    once, each in a part of their own."""

    def __init__(self, *args: object, report: Report, **kwargs: object) -> None:
        office, _ = SIGNING_OFFICES[0]
        super().__init__(*args, initial={OFFICE: office} | report.texts, **kwargs)
        self.report = report
        for part in PARTS[report.kind]:
            self.fields[part.name] = forms.CharField(
                label=part.heading,
                help_text=part.hint,
                required=False,
                max_length=LONGEST_TEXT,
                widget=forms.Textarea(attrs={"rows": 5}),
            )
        if not report.cell_id:
            self.fields[SIGNER] = forms.CharField(
                label="Người ký", required=False, max_length=80, help_text="Họ và tên."
            )
            self.fields[OFFICE] = forms.ChoiceField(
                label="Chức vụ người ký", required=False, choices=SIGNING_OFFICES
            )

    @property
    def was_sent(self) -> bool:
        """Whether any of the parts came with what was sent."""
        return not self.fields.keys().isdisjoint(self.data)

    def hold(self) -> None:
        """Locks the report."""
        hold(self.report)

    def standing(self) -> Report | None:
        """The report as it is now."""
        return Report.objects.filter(pk=self.report.pk).first()

    def over(self, standing: Report) -> "TextsForm":
        """The same form over what stands."""
        return self._made_again(report=standing)

    def told(self, _name: str, standing: Report) -> str:
        """Who wrote of the report last; the trail does not part its texts."""
        return who_wrote(standing, "texts")

    def written_texts(self) -> dict[str, str]:
        """The parts that this page changed."""
        return {name: self.cleaned_data[name] for name in self.written_names()}


class IssueForm(forms.Form):
    """Number and day of issue; a cell's number is taken from its series."""

    number = forms.IntegerField(
        label="Số",
        min_value=1,
        max_value=HIGHEST_NUMBER,
        help_text="Theo sổ văn bản đi của Văn phòng.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    issued_on = DayField(label="Ngày ban hành")

    def __init__(self, *args: object, report: Report, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.report = report
        if report.cell_id:
            del self.fields["number"]
