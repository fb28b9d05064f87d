"""What became of a proposal of an earlier meeting."""

from django import forms

from meetings.forms.base import SavedForm
from meetings.models import ProposalAnswer


class SettlementForm(SavedForm):
    """How the meeting settled a proposal; empty while it did not."""

    wide = ("text",)

    class Meta:
        model = ProposalAnswer
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False

    def _key(self) -> dict:
        """A proposal has one answer, whichever meeting gives it."""
        return {"opinion": self.instance.opinion_id}
