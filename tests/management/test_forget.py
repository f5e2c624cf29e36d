"""A person may be taken out of the history, and nothing else goes with them."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from cases import history
from cases.models import OpenForm, RecordChange
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_name_is_taken_out_of_history_and_unsaved_texts_and_the_rest_stays(capsys):
    theme, user = factories.theme(), factories.curator()
    changes = [
        {"field": "definition", "label": "Definition", "old": 'Av "Anna Ek"', "new": "Av oss"}
    ]
    history.write(theme, action="andrat", note="Anna Ek ringde", changes=changes)
    history.write(theme, action="andrat", note="Annat")
    values = {"user": user, "model": "cases.theme"}
    OpenForm.objects.create(tab="a", data="definition=Anna+Ek", **values)
    OpenForm.objects.create(tab="b", data="definition=Annat", **values)
    call_command("forget", "Anna Ek")
    other, line = RecordChange.objects.all()
    assert (line.note, line.changes[0]["old"]) == ("[borttaget] ringde", 'Av "[borttaget]"')
    assert (line.changes[0]["new"], other.note) == ("Av oss", "Annat")
    assert OpenForm.objects.get().tab == "b"
    assert "1 rader" in capsys.readouterr().out


def test_too_few_letters_are_refused():
    with pytest.raises(CommandError, match="minst 4 tecken"):
        call_command("forget", "An")
