"""Our words for Django's sentences are the ones that curators meet."""

import gettext
import runpy
from pathlib import Path

import allauth
import django
import pytest
from django import forms
from django.utils import translation

from tests import factories

ROOT = Path(__file__).resolve().parent.parent
MESSAGES = runpy.run_path(str(ROOT / ".ci/messages.py"))
WORDS = MESSAGES["WORDS"].read_text(encoding="utf-8")


def test_the_compiled_file_says_what_the_written_one_does():
    assert MESSAGES["WORDS"].with_suffix(".mo").read_bytes() == MESSAGES["compiled"](WORDS)


def test_every_sentence_stands_for_one_that_a_library_still_has():
    theirs = set()
    for package in (django, allauth):
        for file in Path(package.__file__).parent.rglob("locale/sv/LC_MESSAGES/*.mo"):
            with file.open("rb") as opened:
                catalog = gettext.GNUTranslations(opened)._catalog
            theirs |= {key if isinstance(key, str) else key[0] for key in catalog}
    ours = {key.split("\0")[0] for key in MESSAGES["pairs"](WORDS)}
    assert ours - theirs == set()


@pytest.mark.parametrize(
    ("field", "sent", "answer"),
    [
        (forms.CharField(max_length=3), "fyra", "Högst 3 tecken får plats. Nu är det 4."),
        (forms.CharField(), "", "Det här behöver fyllas i."),
        (forms.CharField(), "a\0", "Texten innehåller ett osynligt tecken"),
        (forms.URLField(assume_scheme="https"), "inget alls", "Skriv hela adressen"),
    ],
)
def test_a_refused_field_says_in_plain_swedish_what_to_do(field, sent, answer):
    with translation.override("sv"), pytest.raises(forms.ValidationError) as refused:
        field.clean(sent)
    assert answer in refused.value.messages[0]


@pytest.mark.django_db
def test_the_form_of_an_account_says_what_its_boxes_do(client):
    administrator = factories.curator("administrator")
    client.force_login(administrator)
    words = client.get(f"/admin/auth/user/{administrator.pk}/change/").content.decode()
    assert "Får komma in i redaktionen" in words
    assert "Personalstatus" not in words
