"""A confidence poll: its head with its persons, and the counts of all of them."""

from django import forms

from cells.forms import DayField
from cells.models import Committee
from evaluations.forms.cells import TableForm, ballots_field
from evaluations.models import ConfidenceLine, ConfidencePoll, PollRules
from evaluations.services.polls import COUNTS
from meetings.forms.base import SavedForm
from meetings.services.sending import hold

LABELS = {
    "high": "Tín nhiệm cao",
    "middle": "Tín nhiệm",
    "low": "Tín nhiệm thấp",
    "invalid": "Không hợp lệ",
}


class PollForm(SavedForm):
    """The conference and the ballots; persons one a line."""

    wide = ("title", "place", "tellers", "persons")
    held_on = DayField(label="Ngày")
    persons = forms.CharField(
        label="Người được lấy phiếu",
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Mỗi người một dòng: họ và tên; chức vụ. Chỉ cán bộ lãnh đạo, quản lý.",
    )

    class Meta:
        model = ConfidencePoll
        fields = [
            "title", "held_on", "place", "regime", "summoned", "present", "issued", "collected",
            "tellers",
        ]  # fmt: skip

    def __init__(self, *args, committees: list[Committee], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["regime"].choices = PollRules.choices
        for name in ("summoned", "present", "issued", "collected"):
            label = ConfidencePoll._meta.get_field(name).verbose_name
            self.fields[name] = ballots_field(label[0].upper() + label[1:])
            self.fields[name].required = True
        if self.instance.pk:
            self.initial["persons"] = "\n".join(
                f"{line.name}; {line.office}" for line in self.instance.lines.all()
            )
        elif len(committees) > 1:
            self.fields["committee"] = forms.TypedChoiceField(
                label="Đảng bộ",
                choices=[(str(one.pk), one.name) for one in committees],
                coerce={str(one.pk): one for one in committees}.get,
            )
        self.only = committees[0] if committees else None

    def parts(self) -> tuple[Committee | None, dict, str | None]:
        """The committee, the fields of the poll, the persons; of a poll that stands only what
        this page changed."""
        values = self.values() if self.instance.pk else self.all_values()
        committee = values.pop("committee", self.only)
        return committee, values, values.pop("persons", None)


class CountForm(TableForm):
    """The counts of every person; a row left empty is passed over."""

    def __init__(self, *args, poll: ConfidencePoll, lines: list[ConfidenceLine], **kwargs):
        super().__init__(*args, **kwargs)
        self.poll, self.lines = poll, lines
        for line in lines:
            for name in COUNTS:
                self.fields[f"{line.pk}-{name}"] = ballots_field(LABELS[name])
                self.initial[f"{line.pk}-{name}"] = getattr(line, name)
        self.together = tuple(frozenset(f"{line.pk}-{name}" for name in COUNTS) for line in lines)

    def hold(self) -> None:
        """Locks the poll."""
        hold(self.poll)

    def standing(self) -> list[ConfidenceLine]:
        """The same lines as they are now; whoever was struck off is as the page knew him."""
        fresh = ConfidenceLine.objects.in_bulk([line.pk for line in self.lines])
        return [fresh.get(line.pk, line) for line in self.lines]

    def over(self, standing: list[ConfidenceLine]) -> "CountForm":
        """The same table over these lines."""
        return self._made_again(lines=standing)

    def counts(self) -> dict[int, dict[str, int | None]]:
        """By key of the line, what was typed."""
        found = {}
        for line in self.lines:
            given = {name: self.cleaned_data.get(f"{line.pk}-{name}") for name in COUNTS}
            if any(value is not None for value in given.values()):
                found[line.pk] = given
        return found

    def table(self) -> list[dict]:
        """The rows as the page draws them."""
        return [{"line": line} | self.drawn_row(line.pk, COUNTS) for line in self.lines]
