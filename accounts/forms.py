"""A filter by cell, out of those that the user may read."""

from django import forms
from django.db.models import QuerySet

from cells.models import Cell

CELLS_TO_CHOOSE_FROM = 200


class OneCellFilter(forms.Form):
    """Narrows a list to one cell; a form of its own adds what else can be asked."""

    cell = forms.ModelChoiceField(
        label="Chi bộ", queryset=Cell.objects.none(), required=False, empty_label="Tất cả chi bộ"
    )

    def __init__(self, *args, cells: QuerySet[Cell], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cell"].queryset = cells
        number = cells[: CELLS_TO_CHOOSE_FROM + 1].count()
        self.only_cell = cells.first() if number == 1 else None
        if number <= 1:
            del self.fields["cell"]
        elif number > CELLS_TO_CHOOSE_FROM:
            # Too many for a list of choices: the page of the cell leads here.
            self.fields["cell"].widget = forms.HiddenInput()

    def given(self) -> dict:
        """What was asked for, as far as it can be understood."""
        self.is_valid()
        return self.cleaned_data | {"cell": self.cleaned_data.get("cell") or self.only_cell}
