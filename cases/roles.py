"""The curators' four roles: what each may do, as Django groups.

Each role holds what the one before it holds. Rights on a single case (four eyes, whose turn it is)
are asked in the workflow; here is only what a role may ever do. Nobody needs to be a superuser.
"""

from collections.abc import Iterator
from enum import StrEnum

from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q


class Role(StrEnum):
    AUTHOR = "author"
    REVIEWER = "reviewer"
    PUBLISHER = "publisher"
    ADMINISTRATOR = "administrator"


GROUP_NAMES = {
    Role.AUTHOR: "Författare",
    Role.REVIEWER: "Granskare",
    Role.PUBLISHER: "Publicerare",
    Role.ADMINISTRATOR: "Administratör",
}

# The parts of a case: whoever may change the case may take them away again
PARTS = [
    "citation",
    "cost",
    "followup",
    "funder",
    "hindrance",
    "lesson",
    "milestone",
    "partner",
    "projectfactor",
    "projectimage",
    "projecttheory",
    "result",
    "transfercondition",
    "voice",
]
# What a case refers to, and an author may need to add. What readers or reviewers see of it is not
# an author's to change: `cases.workflow.rights`
REFERRED = ["organisation", "source"]
# What the bank knows beside its cases, and the words it sorts them by
KNOWLEDGE = [
    "innovationtype",
    "programme",
    "researchproject",
    "researchtheory",
    "successfactor",
    "targetgroup",
    "theme",
    "valuetype",
]
KNOWLEDGE_PARTS = ["keywork", "theoryfactor"]
# The words that search knows, and those that it did not find
SEARCH_WORDS = ["synonym"]
FROM_READERS = ["reusereport", "submission"]
SEARCHED_IN_VAIN = ["searchmiss"]
# What the bank itself writes: readable, and nothing more, whatever the role
WRITTEN_BY_THE_BANK = [
    "contentchange",
    "contentrevision",
    "digest",
    "keptanalysis",
    "openform",
    "projectversion",
    "recordchange",
    "searchdocument",
    "transition",
    "writer",
    "versionimage",
]


def codenames(actions: str, models: list[str]) -> set[str]:
    return {f"{action}_{model}" for action in actions.split() for model in models}


AUTHOR = (
    codenames("add change", ["project", *REFERRED])
    | codenames("add change delete", PARTS)
    | {"submit_project"}
)
REVIEWER = (
    AUTHOR
    | codenames("add change", KNOWLEDGE)
    | codenames("add change delete", KNOWLEDGE_PARTS)
    | codenames("add change delete", SEARCH_WORDS)
    | codenames("change", [*FROM_READERS, *SEARCHED_IN_VAIN])
    | {"review_project"}
)
PUBLISHER = (
    REVIEWER
    | codenames("add change delete", ["collection", "collectionitem"])
    | {"publish_project"}
)


def permissions_of(role: Role) -> Iterator[Permission]:
    """What a role may do, as rows of the database."""
    every = Permission.objects.filter(content_type__app_label="cases")
    seen = Q(codename__startswith="view_")
    match role:
        case Role.ADMINISTRATOR:
            yield from every.exclude(~seen, content_type__model__in=WRITTEN_BY_THE_BANK)
            yield from Permission.objects.filter(
                content_type__app_label="auth", content_type__model__in=["group", "user"]
            )
        case Role.PUBLISHER:
            yield from every.filter(seen | Q(codename__in=PUBLISHER))
        case Role.REVIEWER:
            yield from every.filter(seen | Q(codename__in=REVIEWER))
        case Role.AUTHOR:
            # Messages from readers may hold an address, so no more people than need be see them
            hidden = codenames("view", FROM_READERS)
            yield from every.filter(seen | Q(codename__in=AUTHOR)).exclude(codename__in=hidden)


def ensure_groups() -> None:
    """Make the groups say what the roles say here. Needs the permissions that `migrate` makes."""
    for role, name in GROUP_NAMES.items():
        group, _created = Group.objects.get_or_create(name=name)
        wanted = set(permissions_of(role))
        if wanted != set(group.permissions.all()):
            group.permissions.set(wanted)


def give_role(user: User, role: Role) -> None:
    """Let a curator have this role and no other."""
    user.groups.remove(*Group.objects.filter(name__in=GROUP_NAMES.values()))
    user.groups.add(Group.objects.get(name=GROUP_NAMES[role]))
