"""Grades of criteria in the forms of a review: a table with one choice a criterion."""

from collections.abc import Iterator

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import cached_property

from evaluations.models import CriterionGroup, Grade, RatingCriterion
from evaluations.proposing import Norms
from meetings.forms.base import SavedForm

TABLE = '{% include "evaluations/parts/grade_fields.html" %}'
COLUMNS = {"own_grades": "Tự phân loại", "meeting_grades": "Hội nghị"}


class WithGrades(SavedForm):
    """A field a criterion, named by the field of the row that keeps it and by its key."""

    criteria: tuple[RatingCriterion, ...] = ()
    graded: tuple[str, ...] = ()

    def _add_grades(self, norms: Norms, *names: str) -> None:
        """Fields for the own grades, the meeting's, or both, where the regime grades criteria."""
        self.criteria, self.graded = tuple(norms.criteria_of(self.instance)), names
        for name in names:
            given = getattr(self.instance, name)
            for place, one in enumerate(self.criteria, start=1):
                field = _field(name, one)
                self.fields[field] = forms.ChoiceField(
                    label=COLUMNS[name],
                    required=False,
                    choices=[("", "–"), *Grade.choices],
                    error_messages={
                        "invalid_choice": f"Tiêu chí {place}: xin chọn mức trong danh sách."
                    },
                )
                self.initial[field] = given.get(str(one.pk), "")

    @property
    def grade_fields(self) -> list[str]:
        """The fields of grades in the order of the criteria."""
        return [_field(name, one) for one in self.criteria for name in self.graded]

    @cached_property
    def helper(self) -> FormHelper:
        """With the table in the place of its first field."""
        helper = super().helper
        fields = self.grade_fields
        drawn = [one for one in helper.layout if _name_of(one) not in fields[1:]]
        helper.layout = Layout(*(HTML(TABLE) if _name_of(one) in fields else one for one in drawn))
        return helper

    def grade_columns(self) -> list[str]:
        """The heads of the table."""
        return [COLUMNS[name] for name in self.graded]

    def grade_table(self) -> Iterator[dict]:
        """The rows of the table; the own grade as a word where it is not asked for here."""
        for place, one in enumerate(self.criteria, start=1):
            own = self.instance.own_grades.get(str(one.pk))
            fields: list[BoundField] = [self[_field(name, one)] for name in self.graded]
            yield {
                "place": place,
                "text": one.text,
                "is_task": one.group == CriterionGroup.TASK,
                "own": Grade(own).label if own and "own_grades" not in self.graded else "",
                "fields": fields,
                "errors": [error for field in fields for error in field.errors],
                "conflicts": [field for field in fields if hasattr(field, "conflict")],
            }

    def all_values(self) -> dict:
        """The grades by the key of the criterion, under the name of the row's field."""
        values = super().all_values()
        for name in self.graded:
            values[name] = {str(one.pk): values.pop(_field(name, one)) for one in self.criteria}
        return values

    def values(self) -> dict:
        """Of the grades those of the criteria that this page changed."""
        written, found = self.written_names(), super().values()
        for name in self.graded:
            changed = {str(one.pk): _field(name, one) for one in self.criteria}
            sent = {key: self.cleaned_data[one] for key, one in changed.items() if one in written}
            found |= {name: sent} if sent else {}
        return found


def _field(name: str, criterion: RatingCriterion) -> str:
    return f"{name}-{criterion.pk}"


def _name_of(part: object) -> str:
    """The field that a part of the layout draws; empty for what is none."""
    return next(iter(getattr(part, "fields", ())), "")
