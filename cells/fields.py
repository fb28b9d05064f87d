"""Model fields that every app shares: text in one normal form, keys that follow their source."""

from collections.abc import Callable

from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.db import models
from django.db.models.signals import pre_save

from cells.text import fold, name_sort_key, normalise, sort_key


class _Normalised:
    # PostgreSQL stores no NUL: said here, it is a wrong field and not a failed request.
    default_validators = [ProhibitNullCharactersValidator()]

    def to_python(self, value):
        value = super().to_python(value)
        return normalise(value) if isinstance(value, str) else value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return normalise(value) if isinstance(value, str) else value


class LineField(_Normalised, models.CharField):
    """One line of text, stored as NFC."""


class ProseField(_Normalised, models.TextField):
    """Text of several lines, stored as NFC; `max_length` bounds form and model, not the column."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.max_length is not None:
            self.validators.append(MaxLengthValidator(self.max_length))


class Derived(models.TextField):
    """A column that is computed from other fields of the row whenever the row is written.

    `QuerySet.update()` goes past it: services that change the source write the instance. A save
    of the source alone would leave the old key behind, so it is refused.
    """

    def __init__(self, *args, source: tuple[str, ...] = (), **kwargs):
        self.source = (source,) if isinstance(source, str) else tuple(source)
        kwargs |= {"editable": False, "default": ""}
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["editable"], kwargs["default"]
        return name, path, args, kwargs | {"source": self.source}

    def contribute_to_class(self, cls, name, **kwargs):
        super().contribute_to_class(cls, name, **kwargs)
        if not cls._meta.abstract:
            pre_save.connect(self._refuse_source_alone, sender=cls)

    def _refuse_source_alone(self, update_fields=None, **_):
        if update_fields and self.name not in update_fields and {*self.source} & {*update_fields}:
            raise ValueError(f"{self.name} follows {', '.join(self.source)}: save it with them")

    def derive(self, text: str) -> str:
        raise NotImplementedError

    def pre_save(self, instance, add):  # noqa: ARG002  (Django's signature)
        text = " ".join(str(getattr(instance, name) or "") for name in self.source)
        value = self.derive(text)
        setattr(instance, self.attname, value)
        return value


class SortKeyField(Derived):
    """The alphabetical key of its source; `person=True` puts the given name first."""

    def __init__(self, *args, person: bool = False, **kwargs):
        self.person = person
        kwargs["db_collation"] = "C"
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["db_collation"]
        return name, path, args, kwargs | {"person": self.person}

    def derive(self, text: str) -> str:
        key: Callable[[str], str] = name_sort_key if self.person else sort_key
        return key(text)


class SearchField(Derived):
    """The source without diacritics, for searching by a trigram index."""

    def derive(self, text: str) -> str:
        return fold(text)
