"""What a list is narrowed by."""

from datetime import date

from django import forms
from django.conf import settings

from accounts.forms import OneCellFilter
from cells.forms import DayField
from members.badge_rules import season
from members.models import LookKind, MembershipKind, Standing

ALL = [("", "Tất cả")]
FIRST_YEAR, LAST_YEAR = 1961, 2100
"""Of lists of badges: the first year in which thirty were full, and far enough ahead."""


class CellFilter(forms.Form):
    """Which cells of those that may be read."""

    q = forms.CharField(label="Tìm chi bộ", max_length=100, required=False)


class LookFilter(forms.Form):
    """Which looks: by member or reader, by kind."""

    q = forms.CharField(label="Tìm theo tên", max_length=100, required=False)
    kind = forms.ChoiceField(label="Việc", required=False, choices=[*ALL, *LookKind.choices])


class RollFilter(OneCellFilter):
    """Which members, on which day."""

    q = forms.CharField(label="Tìm theo tên", max_length=100, required=False)
    standing = forms.ChoiceField(
        label="Tình trạng",
        required=False,
        choices=[
            *ALL,
            *Standing._meta.get_field("kind").choices,
            (MembershipKind.TEMPORARY, "Sinh hoạt tạm thời tại chi bộ"),
        ],
    )
    day = DayField(label="Tính đến ngày", required=False)

    field_order = ["q", "cell", "standing", "day"]

    def asked(self, today: date) -> dict:
        """What was asked for, as far as it can be understood."""
        given = self.given()
        return {
            "words": given.get("q", ""),
            "cell": given["cell"],
            "standing": given.get("standing", ""),
            "day": given.get("day") or today,
        }

    def words_of_filter(self) -> str:
        """What the list was narrowed by beside cell and day, for the log of exports."""
        given = self.cleaned_data
        standing = dict(self.fields["standing"].choices).get(given.get("standing"))
        said = [
            f"tên có “{given['q']}”" if given.get("q") else "",
            f"tình trạng {standing}" if given.get("standing") else "",
        ]
        return "".join(f", {words}" for words in said if words)

    @property
    def narrowed_further(self) -> bool:
        """Whether more is asked than a name."""
        return any(self[name].data or self[name].errors for name in self.fields if name != "q")


class BirthdayFilter(OneCellFilter):
    """Of which month, of which cell."""

    month = forms.TypedChoiceField(
        label="Tháng",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Tháng này"), *((number, f"Tháng {number}") for number in range(1, 13))],
    )

    def asked(self, today: date) -> dict:
        """What was asked for, as far as it can be understood."""
        given = self.given()
        return {"cell": given["cell"], "month": given.get("month") or today.month}


class BadgeFilter(OneCellFilter):
    """Of which year, of which cell."""

    year = forms.IntegerField(
        label="Năm", required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )

    def asked(self, today: date) -> dict:
        """What was asked for, as far as it can be understood."""
        given = self.given()
        return {
            "cell": given["cell"],
            "year": given.get("year") or season(today, settings.BADGE_ROUNDS),
        }
