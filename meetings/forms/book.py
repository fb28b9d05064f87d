"""Acts on signed minutes: an addendum, a reopening."""

from django import forms

from meetings.models import Addendum, BookPage


class AddendumForm(forms.ModelForm):
    """What was wrong or missing, and why it is put right."""

    class Meta:
        model = Addendum
        fields = ["reason", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "reason": "Ví dụ: ghi sót ý kiến kết luận; ghi nhầm số hộ.",
            "text": "Nêu chỗ sai hoặc thiếu và nội dung đúng. Không ghi tên người phát biểu.",
        }

    def _post_clean(self) -> None:
        """The service checks the row, under a lock."""


class ReopenForm(forms.ModelForm):
    """Why signed minutes are opened again."""

    class Meta:
        model = BookPage
        fields = ["reason"]
        help_texts = {"reason": "Lý do được ghi vào sổ và hiện trên các bản của biên bản."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True

    def _post_clean(self) -> None:
        """The service checks the row, under a lock."""
