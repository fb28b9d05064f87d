"""What a list is narrowed by."""

from datetime import date

from django import forms

from accounts.forms import OneCellFilter
from cells.forms import DayField
from members.models import LookKind, MembershipKind, Standing

ALL = [("", "Tất cả")]


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
