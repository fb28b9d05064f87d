"""What the admin pages of dated rules share: in use they are read only, and copied to change."""

from typing import ClassVar

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from cells.admin_parts import Backoffice


def is_in_use(obj: Model | None) -> bool:
    """Whether a meeting points to the rules; then only a copy of them may be edited."""
    return getattr(obj, "in_use", False)


class Versioned(Backoffice):
    """Mixed into the ModelAdmin of dated rules."""

    change_form_template = "admin/meetings/versioned_change_form.html"
    copy_template = "admin/meetings/versioned_copy.html"
    copy_form: ClassVar[type[forms.Form]]
    kept_because = ""
    """Why rules in use are not edited, in words."""

    def used_by(self) -> Exists:
        """Whether something rests on the row."""
        raise NotImplementedError

    def called(self, obj: Model) -> str:
        """What a version is called in a sentence."""
        return str(obj)

    def make_copy(self, obj: Model, *, values: dict, by: object) -> Model:
        """The new version, or ValidationError keyed by the fields of `copy_form`."""
        raise NotImplementedError

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(in_use=self.used_by())

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_change_permission(request, obj) and not is_in_use(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not is_in_use(obj)

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: object, **kwargs: object
    ) -> HttpResponse:
        obj = context.get("original")
        context |= {
            "in_use": is_in_use(obj),
            "kept_because": self.kept_because,
            "may_copy": obj is not None and self.has_add_permission(request),
            "copy_url": self._url("copy", obj) if obj is not None else "",
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def _url(self, view: str, obj: Model) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{view}", args=[obj.pk])

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.copy_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_copy"
        return [path("<path:object_id>/copy/", view, name=name), *super().get_urls()]

    def copy_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks for what the new version is called and its first day, and makes it."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = self.copy_form(request.POST or None)
        if request.method == "POST" and form.is_valid():
            new = self._copied(request, obj, form)
            if new is not None:
                self.log_addition(request, new, f"Sao chép từ {self.called(obj)}.")
                messages.success(
                    request, f"Đã tạo bản mới {self.called(new)}; giờ có thể sửa bản này."
                )
                return redirect(self._url("change", new))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Sao chép thành bản mới: {obj}",
            "opts": self.opts,
            "original": obj,
            "form": form,
            "media": self.media + form.media,
            "list_url": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"),
            "back": self._url("change", obj),
        }
        return TemplateResponse(request, self.copy_template, context)

    def _copied(self, request: HttpRequest, obj: Model, form: forms.Form) -> Model | None:
        try:
            return self.make_copy(obj, values=form.cleaned_data, by=request.user)
        except ValidationError as error:
            for name, reasons in error.message_dict.items():
                form.add_error(name if name in form.fields else None, reasons)
            return None
