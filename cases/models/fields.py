"""Model fields that several nouns share."""

from functools import cache

from django.db import models
from django.utils.encoding import force_str
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.text import sort_key


class EditVersionField(models.PositiveIntegerField):
    """The number of times a record has been saved by a curator.

    A form carries the number it began from; the save succeeds only while the row still has it
    (`UPDATE … WHERE edit_version`), so that nobody overwrites what a colleague just wrote.
    """

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", 1)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("verbose_name", _("sparad gång nummer"))
        super().__init__(*args, **kwargs)


class SwedishSortField(models.CharField):
    """Stored, indexed key for Swedish alphabetical order, filled from another field at save.

    Neither SQLite nor a PostgreSQL without ICU sorts Swedish; a key in plain code point order
    gives both the same list.
    """

    def __init__(self, *args, source="name", **kwargs):
        self.source = source
        kwargs.update(max_length=200, editable=False, db_index=True, default="")
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for argument in ("max_length", "editable", "db_index", "default"):
            kwargs.pop(argument, None)
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance, add):
        key = sort_key(str(getattr(model_instance, self.source)))
        setattr(model_instance, self.attname, key)
        return key


def in_words(choices):
    """Return {value: words} of an enumeration, in the language of now."""
    return _in_words(choices, get_language())


@cache
def _in_words(choices, _language):
    return {choice.value: str(choice.label) for choice in choices}


@cache
def _words(field, _language):
    return {value: str(words) for value, words in field.flatchoices}


class Worded(models.Model):
    """A model that puts many choices into words (`get_…_display`).

    Django hashes every choice at each look-up, which translates every one.
    """

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field):
        value = getattr(self, field.attname)
        return force_str(_words(field, get_language()).get(value, value), strings_only=True)
