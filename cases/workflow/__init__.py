"""The way from draft to published, and on: the only writers of status and content revision.

`gate` says what publication demands, `steps` which steps there are, `rights` and `eyes` who may
take them, `asking` why one may not be taken now; `transitions` takes them and `content` takes note
of what was written. Each is a plain function with keyword arguments.
"""

from .asking import name_of, refusal
from .bringing_back import bring_back
from .content import content_changed, text_changed
from .copies import discard_copy, keep_old_address, open_copy
from .eyes import latest, transitions_of, was_just_taken
from .gate import GATE, GATE_RELATIONS, Gap, asked_only_at, completeness, missing_for_publication
from .looking_back import looked_back
from .pictures import show_picture, stop_picture
from .refusals import (
    NotAllowed,
    NotReady,
    OwnText,
    ReasonMissing,
    Refused,
    TextChanged,
    WrongState,
    WrongTime,
)
from .scheduling import cancel, publish_due, schedule
from .steps import BY_NAME, STEPS, Step
from .transitions import (
    BY_STEP,
    approve,
    archive,
    next_public_id,
    publish,
    reopen,
    send_back,
    submit,
    take_back,
    unpublish,
)

__all__ = [
    "BY_NAME",
    "BY_STEP",
    "GATE",
    "GATE_RELATIONS",
    "STEPS",
    "Gap",
    "NotAllowed",
    "NotReady",
    "OwnText",
    "ReasonMissing",
    "Refused",
    "Step",
    "TextChanged",
    "WrongState",
    "WrongTime",
    "approve",
    "archive",
    "asked_only_at",
    "bring_back",
    "cancel",
    "completeness",
    "content_changed",
    "discard_copy",
    "keep_old_address",
    "latest",
    "looked_back",
    "missing_for_publication",
    "name_of",
    "next_public_id",
    "open_copy",
    "publish",
    "publish_due",
    "refusal",
    "reopen",
    "schedule",
    "send_back",
    "show_picture",
    "stop_picture",
    "submit",
    "take_back",
    "text_changed",
    "transitions_of",
    "unpublish",
    "was_just_taken",
]
