"""Lines of a year's plan, and themes of the library."""

from django import forms
from django.db.models import QuerySet

from accounts.forms import OneCellFilter
from cells.models import Cell, Committee
from meetings import queries
from meetings.forms.base import PersonField, SavedForm
from meetings.models import Quarter, ThematicPlanLine, Theme, ThemeField
from members.models import Member


class LineForm(SavedForm):
    """A theme in the plan: in which quarter, who presents it. `people` is the roll of today."""

    wide = ("theme", "title", "note")

    class Meta:
        model = ThematicPlanLine
        fields = ["quarter", "theme", "title", "note"]

    field_order = ["quarter", "presenter", "theme", "title", "note"]

    def __init__(self, *args, cell: Cell, people: list[Member], **kwargs):
        super().__init__(*args, **kwargs)
        theme = self.fields["theme"]
        theme.queryset = queries.themes_for(cell)
        if self.instance.theme_id:
            theme.queryset |= Theme.objects.filter(pk=self.instance.theme_id)
        theme.empty_label = "– Chọn chuyên đề –"
        self.fields["quarter"].choices = Quarter.choices
        label = ThematicPlanLine._meta.get_field("presenter").verbose_name.capitalize()
        self._add_person("presenter", PersonField(label=label, people=people, required=False))
        self.order_fields(self.field_order)


class DropForm(forms.ModelForm):
    """Why a theme is dropped from the plan."""

    class Meta:
        model = ThematicPlanLine
        fields = ["dropped_reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["dropped_reason"].required = True

    def _post_clean(self) -> None:
        """The service checks the line, on a fresh row under a lock."""


class TakeForm(forms.Form):
    """One theme of the library."""

    theme = forms.ModelChoiceField(queryset=Theme.objects.none())

    def __init__(self, *args, themes: QuerySet[Theme], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = themes


class ThemeForm(SavedForm):
    """A theme of the library; a new one also asks whose it is, where there are several."""

    wide = ("committee", "title", "guidance")

    class Meta:
        model = Theme
        fields = ["committee", "field", "title", "guidance"]
        widgets = {"guidance": forms.Textarea(attrs={"rows": 4})}

    field_order = ["committee", "title", "field", "guidance"]

    def __init__(self, *args, committees: list[Committee], **kwargs):
        super().__init__(*args, **kwargs)
        self.only = committees[0] if len(committees) == 1 else None
        if self.only or self.instance.pk:
            del self.fields["committee"]
        else:
            self.fields["committee"] = forms.TypedChoiceField(
                label="Đảng bộ",
                choices=[(str(one.pk), one.name) for one in committees],
                coerce={str(one.pk): one for one in committees}.get,
            )
            self.order_fields(self.field_order)

    def all_values(self) -> dict:
        owner = {"committee": self.only} if self.only and not self.instance.pk else {}
        return super().all_values() | owner


class ThemeFilter(OneCellFilter):
    """Which themes: by words, by field, those in use or retired; counted in one cell or all."""

    q = forms.CharField(label="Tìm chuyên đề", required=False, max_length=100)
    field = forms.ChoiceField(
        label="Lĩnh vực", required=False, choices=[("", "Tất cả"), *ThemeField.choices]
    )
    state = forms.ChoiceField(
        label="Trạng thái",
        required=False,
        choices=[("", "Đang dùng"), ("retired", "Đã ngừng dùng")],
    )

    field_order = ["q", "field", "state", "cell"]


class YearFilter(forms.Form):
    """A year of plans."""

    year = forms.IntegerField(label="Năm", required=False, min_value=2000, max_value=2100)
