"""The steps of the workflow as a table: from where, to where, who, and with a reason or not."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from cases.models import Project
from cases.models.transitions import COMMENT_CHARACTERS
from cases.roles import Role

from .gate import Sentence

Status = Project.Status
# Readers see the reason at the address of a case that was taken away (Tombstone.reason)
PUBLIC_REASON_CHARACTERS = 300


@dataclass(frozen=True)
class Step:
    """One kind of step.

    `label` is what the button says, `done` what the log says after a name ("Anna …"). `role` is the
    first role that holds `permission`; `reason` is none, optional or required.
    """

    name: str
    label: Sentence
    done: Sentence
    sources: frozenset[str]
    target: str
    permission: str
    role: Role
    reason: str = "none"
    reason_characters: int = COMMENT_CHARACTERS
    on_copies: bool = True

    @property
    def needs_reason(self) -> bool:
        return self.reason == "required"

    @property
    def takes_reason(self) -> bool:
        return self.reason != "none"


SUBMIT = Step(
    name="submit",
    label=_("Skicka till granskning"),
    done=_("skickade fallet till granskning"),
    sources=frozenset({Status.DRAFT}),
    target=Status.IN_REVIEW,
    permission="cases.submit_project",
    role=Role.AUTHOR,
    reason="optional",
)
TAKE_BACK = Step(
    name="take_back",
    label=_("Ta tillbaka till utkast"),
    done=_("tog tillbaka fallet till utkast"),
    sources=frozenset({Status.IN_REVIEW}),
    target=Status.DRAFT,
    permission="cases.submit_project",
    role=Role.AUTHOR,
)
SEND_BACK = Step(
    name="send_back",
    label=_("Skicka tillbaka till författaren"),
    done=_("skickade tillbaka fallet till författaren"),
    sources=frozenset({Status.IN_REVIEW, Status.APPROVED}),
    target=Status.DRAFT,
    permission="cases.review_project",
    role=Role.REVIEWER,
    reason="required",
)
APPROVE = Step(
    name="approve",
    label=_("Godkänn"),
    done=_("godkände fallet"),
    sources=frozenset({Status.IN_REVIEW}),
    target=Status.APPROVED,
    permission="cases.review_project",
    role=Role.REVIEWER,
    reason="optional",
)
PUBLISH = Step(
    name="publish",
    label=_("Publicera"),
    done=_("publicerade fallet"),
    sources=frozenset({Status.APPROVED}),
    target=Status.PUBLISHED,
    permission="cases.publish_project",
    role=Role.PUBLISHER,
    reason="optional",
    reason_characters=PUBLIC_REASON_CHARACTERS,
)
UNPUBLISH = Step(
    name="unpublish",
    label=_("Avpublicera"),
    done=_("avpublicerade fallet"),
    sources=frozenset({Status.PUBLISHED}),
    target=Status.UNPUBLISHED,
    permission="cases.publish_project",
    role=Role.PUBLISHER,
    reason="required",
    reason_characters=PUBLIC_REASON_CHARACTERS,
    on_copies=False,
)
ARCHIVE = replace(
    UNPUBLISH,
    name="archive",
    label=_("Arkivera"),
    done=_("arkiverade fallet"),
    sources=frozenset({Status.DRAFT, Status.PUBLISHED, Status.UNPUBLISHED}),
    target=Status.ARCHIVED,
)
REOPEN = Step(
    name="reopen",
    label=_("Öppna igen som utkast"),
    done=_("öppnade fallet igen som utkast"),
    sources=frozenset({Status.UNPUBLISHED, Status.ARCHIVED}),
    target=Status.DRAFT,
    permission="cases.review_project",
    role=Role.REVIEWER,
    on_copies=False,
)
# In the order of their buttons
STEPS = (SUBMIT, APPROVE, PUBLISH, SEND_BACK, TAKE_BACK, REOPEN, UNPUBLISH, ARCHIVE)

# Not among the buttons: a save of an approved text, which somebody must then approve anew …
EDIT = Step(
    name="edit",
    label=_("Ändra"),
    done=_("ändrade den godkända texten, som därför ska granskas igen"),
    sources=frozenset({Status.APPROVED}),
    target=Status.IN_REVIEW,
    permission="cases.change_project",
    role=Role.AUTHOR,
)
# … the beginning and the end of a working copy that is not published, and the set time
OPEN_COPY = Step(
    name="open_copy",
    label=_("Ändra fallet"),
    done=_("började ändra det publicerade fallet"),
    sources=frozenset({Status.PUBLISHED}),
    target=Status.DRAFT,
    permission="cases.change_project",
    role=Role.AUTHOR,
)
DISCARD = replace(
    OPEN_COPY,
    name="discard",
    label=_("Kasta arbetskopian"),
    done=_("kastade ändringarna"),
    sources=frozenset({Status.DRAFT, Status.IN_REVIEW, Status.APPROVED}),
    target=Status.ARCHIVED,
)
SCHEDULE = Step(
    name="schedule",
    label=_("Publicera vid en viss tid"),
    done=_("bestämde när fallet ska publiceras"),
    sources=frozenset({Status.APPROVED}),
    target=Status.APPROVED,
    permission=PUBLISH.permission,
    role=PUBLISH.role,
)
CANCEL = replace(
    SCHEDULE,
    name="cancel",
    label=_("Avbryt tidspubliceringen"),
    done=_("avbröt tidspubliceringen"),
)
MISS = replace(
    SCHEDULE,
    name="miss",
    label=_("Publicerades inte"),
    done=_("kunde inte publicera fallet på utsatt tid"),
)
OTHERS = (EDIT, OPEN_COPY, DISCARD, SCHEDULE, CANCEL, MISS)
BY_NAME = {step.name: step for step in (*STEPS, *OTHERS)}
