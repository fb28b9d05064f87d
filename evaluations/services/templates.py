"""The prescribed forms that an administrator loads: checked, kept, the latest in use."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.models import User
from documents import keeping
from evaluations import prescribed
from evaluations.models import FormTemplate, RatingRegime
from evaluations.services.base import put
from evaluations.services.files import FORMS, accepted


def check(upload: UploadedFile) -> str:
    """The tidied name of a form that can be filled in. Raises ValidationError on `file`."""
    found = accepted(upload)
    if found.content_type != prescribed.CONTENT_TYPE:
        raise ValidationError({"file": "Mẫu phải là tệp Word (.docx)."})
    upload.seek(0)
    try:
        prescribed.check(upload.read())
    except prescribed.FormFault as fault:
        raise ValidationError({"file": str(fault)}) from None
    return found.name


@transaction.atomic
def load(
    kind: str, regime: RatingRegime | None, *, upload: UploadedFile, now: datetime, by: User
) -> FormTemplate:
    """Puts a form into use in place of the one before; that one stays on record.

    Raises ValidationError on `file` for what is no Word file, or names a field HMK does not know.
    """
    if not by.has_perm("evaluations.add_formtemplate"):
        raise PermissionDenied
    name = check(upload)
    upload.seek(0)
    FormTemplate.objects.filter(kind=kind, regime=regime, active=True).update(active=False)
    digest = keeping.digest_of(upload)
    path = keeping.keep(FORMS, upload)
    row = FormTemplate(kind=kind, regime=regime)
    values = {"file": path, "name": name, "sha256": digest}
    try:
        return put(row, values | {"uploaded_at": now, "uploaded_by": by, "active": True})
    except ValidationError:
        default_storage.delete(path)
        raise


@transaction.atomic
def retire(templates: list[FormTemplate], *, by: User) -> int:
    """Takes forms out of use: the one for all regimes, or the one HMK brings, counts again."""
    if not by.has_perm("evaluations.change_formtemplate"):
        raise PermissionDenied
    return FormTemplate.objects.filter(pk__in=[row.pk for row in templates], active=True).update(
        active=False
    )
