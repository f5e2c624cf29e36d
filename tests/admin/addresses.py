"""Who may go where: a row for every address of the bank, and a record for each to be about.

`tests/admin/test_matrix.py` reads the addresses from the URL conf and goes to them.
"""

from django.contrib import admin
from django.core.files.base import ContentFile
from django.http import QueryDict
from django.urls import URLPattern, get_resolver, reverse

from cases import models, open_forms, page_texts, workflow
from tests import factories
from tests.admin.test_images import picture

# In this order each may what the one before may. "nobody" works in the house and has no role yet
ROLES = ["nobody", "author", "reviewer", "publisher", "administrator"]
STAFF, AUTHOR, REVIEWER, PUBLISHER, ADMINISTRATOR = ROLES
NEVER = "never"
PUBLIC = "public"  # for readers too
OWN = "own"  # one's own account: for all who are signed in, also before their second factor
HOUSE = "house"  # for all in the house, also before their second factor
# What is answered to all who may be there: this method has no meaning, or there is no such page
NO_METHOD, ABSENT = "no method", "absent"
CONFIRM = "confirm"  # first show that it is you
SIGN_IN = "sign in"

# The first role, in the order above, that may view, add, change and delete a record
RECORDS = {
    "project": (AUTHOR, AUTHOR, REVIEWER, PUBLISHER),
    "source": (AUTHOR, AUTHOR, REVIEWER, ADMINISTRATOR),
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
    "followup": (AUTHOR, AUTHOR, REVIEWER, PUBLISHER),
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
        "kept": (ABSENT, ABSENT),  # one's own; here is somebody else's
        "discard": (NO_METHOD, ABSENT),
        "carry": (NO_METHOD, ABSENT),
        "root": (STAFF, STAFF),  # leads on to the form
    }


STEPS = {
    "submit": (AUTHOR, AUTHOR),
    "take_back": (AUTHOR, AUTHOR),
    "send_back": (REVIEWER, REVIEWER),
    "approve": (REVIEWER, REVIEWER),
    "publish": (PUBLISHER, PUBLISHER),
    "unpublish": (PUBLISHER, PUBLISHER),
    "archive": (PUBLISHER, PUBLISHER),
    "reopen": (REVIEWER, REVIEWER),
    "cancel": (NO_METHOD, PUBLISHER),
    "open_copy": (NO_METHOD, REVIEWER),
    "discard_copy": (REVIEWER, REVIEWER),
    "versions": (AUTHOR, NO_METHOD),
    "comparison": (AUTHOR, NO_METHOD),
    "bring_back": (REVIEWER, REVIEWER),
    "pictures": (PUBLISHER, PUBLISHER),
}
OTHERS = {
    "index": (STAFF, STAFF),
    "app_list": (AUTHOR, AUTHOR),
    "autocomplete": (NEVER, NO_METHOD),  # without a field to search for
    "jsi18n": (STAFF, NO_METHOD),
    "view_on_site": (ABSENT, ABSENT),
    "(?P<url>.*)$": (ABSENT, ABSENT),
    "auth_user_second_factor": (ADMINISTRATOR, ADMINISTRATOR),
    "auth_user_password_change": (ADMINISTRATOR, ADMINISTRATOR),
    "handbook": (HOUSE, NO_METHOD),
    "handbook-picture": (HOUSE, NO_METHOD),
    "page-text": (ABSENT, ABSENT),  # one's own; here is somebody else's
    "project-preview": (AUTHOR, NO_METHOD),
    "project-image": (AUTHOR, NO_METHOD),
}
ACCOUNT = {
    "account_login": (PUBLIC, PUBLIC),
    "account_logout": (OWN, SIGN_IN),
    # What shadows the stock admin's, and only leads on
    "password_change/": (PUBLIC, PUBLIC),
    "password_change/done/": (PUBLIC, PUBLIC),
    "login": (PUBLIC, PUBLIC),
    "logout": (OWN, SIGN_IN),
    "password_change": (PUBLIC, PUBLIC),
    "password_change_done": (PUBLIC, PUBLIC),
    "account_set_password": (PUBLIC, PUBLIC),
    "account": (OWN, NO_METHOD),
    "account_inactive": (PUBLIC, NO_METHOD),
    "account_reauthenticate": (OWN, OWN),
    "account_change_password": (OWN, OWN),
    "account_reset_password": (PUBLIC, PUBLIC),
    "account_reset_password_done": (PUBLIC, NO_METHOD),
    "account_reset_password_from_key": (PUBLIC, PUBLIC),
    "account_reset_password_from_key_done": (PUBLIC, NO_METHOD),
    "usersessions_list": (OWN, OWN),
    "session-status": (PUBLIC, PUBLIC),  # says whether there is one
    "session-resumed": (OWN, NO_METHOD),
    "mfa_index": (OWN, NO_METHOD),
    "mfa_authenticate": (OWN, OWN),
    "oidc_reauthenticate": (ABSENT, NO_METHOD),  # none here: tests/accounts/test_municipal.py
    "mfa_reauthenticate": (OWN, OWN),
    "mfa_reauthenticate_webauthn": (CONFIRM, CONFIRM),  # in another way: here nobody has a key
    "mfa_activate_totp": (OWN, OWN),
    "mfa_deactivate_totp": (OWN, OWN),
    "mfa_view_recovery_codes": (OWN, NO_METHOD),
    "mfa_generate_recovery_codes": (OWN, OWN),
    "mfa_list_webauthn": (OWN, NO_METHOD),
    "mfa_add_webauthn": (OWN, OWN),
    "mfa_edit_webauthn": (ABSENT, ABSENT),  # here is somebody else's
    "mfa_remove_webauthn": (ABSENT, ABSENT),
    "mfa_login_webauthn": (OWN, OWN),  # leads to the sign-in
    "openid_connect_login": (ABSENT, ABSENT),  # none here: tests/accounts/test_municipal.py
    "openid_connect_callback": (ABSENT, ABSENT),
}
# What anyone reads. That a draft is in none of them: tests/test_canaries.py
FOR_READERS = {
    "home", "project-list", "project-detail", "project-versions", "project-comparison",
    "project-version", "project-reference", "municipality-list", "municipality-detail",
    "county-detail", "factor-list", "factor-detail", "theory-list", "theory-detail", "theme-list",
    "theme-detail", "research-list", "research-detail", "programme-list", "programme-detail",
    "source-list", "source-detail", "search", "suggestions", "about", "cookies", "privacy",
    "accessibility", "accessibility-message", "accessibility-message-sent", "robots", "sitemap",
    "favicon", "security-txt", "health", "ready",
}  # fmt: skip

TABLE = OTHERS | ACCOUNT | {f"cases_project_{name}": answers for name, answers in STEPS.items()}
for _kind, _rights in RECORDS.items():
    _app = "auth" if _kind == "user" else "cases"
    for _name, _answers in of_a_record(*_rights).items():
        if _kind != "user" or _name not in ("keep", "kept", "discard", "carry"):
            TABLE[f"{_app}_{_kind}_{_name}"] = _answers


def names_of(patterns, before=""):
    """The name of every address; one that has none is called by its route, or its record's root."""
    for entry in patterns:
        route = str(entry.pattern)
        if not isinstance(entry, URLPattern):
            yield from names_of(entry.url_patterns, route)
        elif entry.name is None and route == "<path:object_id>/":
            yield f"{before.strip('/').replace('/', '_')}_root"
        else:
            yield entry.name or route


def names():
    """Every address that the bank answers on, below /admin/ and elsewhere."""
    return set(names_of(get_resolver().url_patterns))


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
    draft, somebody_else = factories.project(), factories.curator("administrator")
    return made | {
        "project": case,
        "copy": copy,
        "draft": draft,
        "source": models.Source.objects.first(),
        "successfactor": models.SuccessFactor.objects.first(),
        "researchtheory": factories.theory(),
        "theme": case.themes.get(),
        "innovationtype": case.innovation_types.get(),
        "followup": case.follow_ups.first(),
        "municipality": place,
        "county": place.county,
        "municipalitygroup": place.group,
        "user": somebody_else,
        "kept": {kind: kept_text(somebody_else, model) for kind, model in kinds.items()},
        "page_text": page_text(somebody_else, draft),
        "key": somebody_else.authenticator_set.create(type="webauthn", data={}),
        "image": draft.images.create(
            file=ContentFile(picture("PNG"), "utkast.png"), alt_text="A", photographer="A",
            licence="A",
        ),
    }  # fmt: skip


def kept_text(user, model):
    """A text that `user` has written and not saved."""
    writing = open_forms.begin(user, model, None)
    open_forms.keep(writing, "title=Halvskrivet")
    return writing.rows.get()


def page_text(user, case):
    """A comment that `user` wrote in the panel of a case, and that never got there."""
    writing = open_forms.Writing(user.pk, page_texts.PANEL, str(case.pk), open_forms.new_tab())
    page_texts.keep(writing, QueryDict("comment=Hej"))
    return writing.rows.get()


def address_of(name, made):
    """The address, for the record of `made` that it is about."""
    keys = {
        "handbook": [],
        "handbook-picture": ["andra"],
        "page-text": [made["page_text"].pk],
        "project-preview": [made["draft"].pk],
        "project-image": [made["image"].file.name],
        "account_reset_password_from_key": ["1", "abc"],
        "mfa_edit_webauthn": [made["key"].pk],
        "mfa_remove_webauthn": [made["key"].pk],
        "openid_connect_login": ["kommun"],
        "openid_connect_callback": ["kommun"],
    }
    if name in keys or name in ACCOUNT:
        if name.endswith("/"):
            return f"/admin/{name}"
        within = "admin:" if name in ("login", "logout") or name.startswith("password_") else ""
        return reverse(f"{within}{name}", args=keys.get(name, []))
    if name == "(?P<url>.*)$":
        return "/admin/finns-inte/"
    keys = {"view_on_site": [0, 0], "app_list": ["cases"]}
    app, _underscore, rest = name.partition("_")
    kind, _underscore, action = rest.partition("_")
    if name in keys or kind not in RECORDS:
        return reverse(f"admin:{name}", args=keys.get(name, []))
    return address_of_record(app, kind, action, made)


def address_of_record(app, kind, action, made):
    if action == "root":
        return f"/admin/{app}/{kind}/{made[kind].pk}/"
    name = f"admin:{app}_{kind}_{action}"
    if action in ("changelist", "add", "keep"):
        return reverse(name)
    record = made[kind]
    if kind == "project" and action in ("change", "discard_copy"):
        record = made["copy"]
    if kind == "project" and action == "delete":  # what has been published is never deleted
        record = made["draft"]
    if action in ("kept", "discard", "carry"):
        record = made["kept"][kind]
    return reverse(name, args=[record.pk, 1] if action == "bring_back" else [record.pk])
