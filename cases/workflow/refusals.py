"""Why a step was not taken: one kind of exception for each reason, with a sentence in Swedish."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from .gate import Gap

Sentence = str | Promise


class Refused(Exception):
    """A step was refused and nothing was changed; `sentence` tells the curator why."""

    def __init__(self, sentence: Sentence, gaps: Sequence[Gap] = ()):
        self.sentence = sentence
        self.gaps = list(gaps)
        super().__init__(str(sentence))


class WrongState(Refused):
    """The case is not where this step begins."""


class NotAllowed(Refused):
    """The role, or the rule for this case, does not give the step to this curator."""


class OwnText(Refused):
    """Four eyes: only this curator has read the text."""


class TextChanged(Refused):
    """Somebody has saved the case since the page was shown."""


class WrongTime(Refused):
    """A moment that cannot be waited for."""


class ReasonMissing(Refused):
    """The step needs a comment, or the comment is too long."""


class NotReady(Refused):
    """The gate found something missing; `gaps` says what."""

    def __init__(self, gaps: Sequence[Gap]):
        missing = " ".join(str(gap.message) for gap in gaps)
        super().__init__(_("Det här saknas: %(missing)s") % {"missing": missing}, gaps)
