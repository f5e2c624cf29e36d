"""Role × address × method, for every address of the admin and the preview.

The addresses are read from the resolver: one that is new has no place in the table, and the test
says so until somebody has decided who may go there.
"""

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import URLPattern, reverse

from cases import models, workflow
from tests import factories

pytestmark = pytest.mark.django_db

# "nobody" works in the house and has no role yet; a reader is not signed in
EVERYONE = ["reader", "nobody", "author", "reviewer", "publisher", "administrator"]
STAFF, AUTHOR, REVIEWER, PUBLISHER, ADMINISTRATOR = EVERYONE[1:]
NEVER = "never"
# What is answered to all who are signed in: this method has no meaning, or there is no such page
NO_METHOD, ABSENT = "no method", "absent"

# The first role, in the order above, that may view, add, change and delete a record
RECORDS = {
    "project": (AUTHOR, AUTHOR, REVIEWER, PUBLISHER),
    "source": (AUTHOR, AUTHOR, AUTHOR, ADMINISTRATOR),
    "organisation": (AUTHOR, AUTHOR, AUTHOR, ADMINISTRATOR),
    "successfactor": (AUTHOR, NEVER, REVIEWER, NEVER),
    "researchtheory": (AUTHOR, REVIEWER, REVIEWER, NEVER),
    "researchproject": (AUTHOR, REVIEWER, REVIEWER, NEVER),
    "programme": (AUTHOR, REVIEWER, REVIEWER, NEVER),
    "theme": (AUTHOR, REVIEWER, REVIEWER, NEVER),
    "innovationtype": (AUTHOR, REVIEWER, REVIEWER, NEVER),
    "valuetype": (AUTHOR, REVIEWER, REVIEWER, NEVER),
    "targetgroup": (AUTHOR, REVIEWER, REVIEWER, NEVER),
    "synonym": (AUTHOR, REVIEWER, REVIEWER, REVIEWER),
    "searchmiss": (AUTHOR, NEVER, REVIEWER, NEVER),
    "submission": (REVIEWER, NEVER, REVIEWER, ADMINISTRATOR),
    "reusereport": (REVIEWER, ADMINISTRATOR, REVIEWER, ADMINISTRATOR),
    "followup": (AUTHOR, AUTHOR, AUTHOR, AUTHOR),
    "collection": (AUTHOR, PUBLISHER, PUBLISHER, PUBLISHER),
    "municipality": (AUTHOR, ADMINISTRATOR, ADMINISTRATOR, NEVER),
    "county": (AUTHOR, ADMINISTRATOR, ADMINISTRATOR, NEVER),
    "municipalitygroup": (AUTHOR, ADMINISTRATOR, ADMINISTRATOR, NEVER),
    "user": (ADMINISTRATOR, ADMINISTRATOR, ADMINISTRATOR, NEVER),
}


def of_a_record(view, add, change, delete):
    """The addresses that every kind of record has: (GET, POST)."""
    return {
        "changelist": (view, view),
        "add": (add, add),
        "change": (view, change),
        "delete": (delete, delete),
        "history": (view, view),
        "keep": (NO_METHOD, NEVER),  # a signed token opens it, and nothing else does
        "kept": (ABSENT, ABSENT),  # one's own, and here nobody has any
        "discard": (NO_METHOD, ABSENT),
    }


STEPS = {
    "submit": (NO_METHOD, AUTHOR),
    "take_back": (NO_METHOD, AUTHOR),
    "send_back": (NO_METHOD, REVIEWER),
    "approve": (NO_METHOD, REVIEWER),
    "publish": (PUBLISHER, PUBLISHER),
    "unpublish": (PUBLISHER, PUBLISHER),
    "archive": (PUBLISHER, PUBLISHER),
    "reopen": (NO_METHOD, REVIEWER),
    "cancel": (NO_METHOD, PUBLISHER),
    "open_copy": (NO_METHOD, REVIEWER),
    "discard_copy": (REVIEWER, REVIEWER),
    "versions": (AUTHOR, NO_METHOD),
    "comparison": (AUTHOR, NO_METHOD),
    "bring_back": (REVIEWER, REVIEWER),
}
OTHERS = {
    "index": (STAFF, STAFF),
    "autocomplete": (NEVER, NO_METHOD),  # without a field to search for
    "jsi18n": (STAFF, NO_METHOD),
    "view_on_site": (ABSENT, ABSENT),
    "auth_user_second_factor": (ADMINISTRATOR, ADMINISTRATOR),
    "auth_user_password_change": (ADMINISTRATOR, ADMINISTRATOR),
    "project-preview": (AUTHOR, NO_METHOD),
}
# Sign-in and one's own account: tests/test_accounts*.py and tests/accounts hold them
OWN_ACCOUNT = ("login", "logout", "password_change", "password_change_done")

TABLE = OTHERS | {f"cases_project_{name}": answers for name, answers in STEPS.items()}
for _kind, _rights in RECORDS.items():
    _app = "auth" if _kind == "user" else "cases"
    for _name, _answers in of_a_record(*_rights).items():
        TABLE[f"{_app}_{_kind}_{_name}"] = _answers


def names_of(patterns):
    """Every named address, without the two that only lead on: an object's root and the last."""
    for entry in patterns:
        if isinstance(entry, URLPattern):
            if entry.name:
                yield entry.name
        else:
            yield from names_of(entry.url_patterns)


def admin_names():
    return set(names_of([*admin.site.urls[0]]))


def test_every_address_has_its_place_in_the_table():
    unplaced = admin_names() - set(TABLE) - set(OWN_ACCOUNT) - {"app_list"}
    assert unplaced == set(), "decide who may go there, and write it in the table"


def test_every_kind_of_record_has_its_place_in_the_table():
    kinds = {model._meta.model_name for model in admin.site._registry}
    assert kinds == set(RECORDS)


@pytest.fixture
def records():
    """One record of each kind; the case is published and has a working copy."""
    case = factories.published_project()
    copy, _made = workflow.open_copy(project=case, by=factories.curator("publisher"))
    place = case.municipalities.get()
    make = {
        "organisation": {"name": "A", "slug": "a", "kind": "foretag"},
        "researchproject": {"slug": "a", "title": "A", "kind": "projekt", "summary": "A"},
        "programme": {"slug": "a", "name": "A"},
        "valuetype": {"code": "a", "name": "A"},
        "targetgroup": {"code": "a", "name": "A"},
        "synonym": {"term": "tåg", "other": "järnväg"},
        "searchmiss": {"query": "tåg"},
        "submission": {"kind": "tips", "message": "Hej"},
        "collection": {"slug": "a", "title": "A"},
        "reusereport": {
            "project": case, "municipality": place, "kind": "kopia",
            "outcome_direction": "positivt", "text": "Bra.",
        },
    }  # fmt: skip
    kinds = {model._meta.model_name: model for model in admin.site._registry}
    made = {name: kinds[name].objects.create(**values) for name, values in make.items()}
    return made | {
        "project": case,
        "copy": copy,
        "source": models.Source.objects.first(),
        "successfactor": models.SuccessFactor.objects.first(),
        "researchtheory": factories.theory(),
        "theme": case.themes.get(),
        "innovationtype": case.innovation_types.get(),
        "followup": case.follow_ups.first(),
        "municipality": place,
        "county": place.county,
        "municipalitygroup": place.group,
        "user": factories.curator("administrator"),
    }


def address_of(name, records):
    """The address, for the record it is about."""
    if name == "project-preview":
        return reverse(name, args=[records["copy"].pk])
    if name == "view_on_site":
        return reverse(f"admin:{name}", args=[0, 0])
    _app, _underscore, rest = name.partition("_")
    kind, _underscore, action = rest.partition("_")
    if kind not in RECORDS:
        return reverse(f"admin:{name}")
    if action in ("changelist", "add", "keep"):
        return reverse(f"admin:{name}")
    record = records["copy" if action in ("change", "discard_copy") and kind == "project" else kind]
    if name == "cases_project_delete":  # what has been published is never deleted: a draft
        record = models.Project.objects.get(slug="ett-utkast")
    if action == "bring_back":
        return reverse(f"admin:{name}", args=[record.pk, 1])
    return reverse(f"admin:{name}", args=[0 if action in ("kept", "discard") else record.pk])


def answer(client, address, method):
    """What the server says, in the table's words; whatever it did is undone."""
    with transaction.atomic():
        response = getattr(client, method)(address)
        transaction.set_rollback(True)
    code = response.status_code
    if code == 302 and response["Location"].startswith("/admin/login/"):
        return "sign in"
    if code == 302 and response["Location"].startswith("/admin/konto/bekrafta/"):
        return "confirm"
    return {403: "no", 404: ABSENT, 405: NO_METHOD}.get(code, "in")


def expected(who, first):
    if who == "reader":
        return ("sign in",)
    if first in (NO_METHOD, ABSENT):
        # Who lacks the right may be told so before, and learns no more
        return (first, "no")
    may = first != NEVER and EVERYONE.index(who) >= EVERYONE.index(first)
    # What changes an account asks anyone to confirm who they are, before it asks for the right
    return ("in" if may else "no", "confirm")


@pytest.mark.parametrize("who", EVERYONE)
def test_who_is_let_in_where(client, records, who):
    factories.project(slug="ett-utkast")
    if who == "nobody":
        user = get_user_model().objects.create_user("ny", password="x", is_staff=True)
    elif who != "reader":
        user = factories.curator(who)
    if who != "reader":
        client.force_login(user)
    wrong = []
    for name in sorted(admin_names() & set(TABLE) | {"project-preview"}):
        for method, first in zip(("get", "post"), TABLE[name], strict=True):
            told = answer(client, address_of(name, records), method)
            if told not in expected(who, first) and not open_to_all(who, name, told):
                wrong.append((name, method, told, expected(who, first)))
    assert wrong == []


def open_to_all(who, name, told):
    """What answers without a session: a token's door, and a page that takes no such method."""
    keeps = name.endswith("_keep") and told in ("no", NO_METHOD)
    return who == "reader" and (keeps or (name == "project-preview" and told == NO_METHOD))
