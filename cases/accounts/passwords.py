"""What a password must be, after OWASP ASVS 5: long, hard to guess, and otherwise as one likes.

No rules about digits or signs, and no date when it must be changed: such rules make passwords
worse. What is refused is what guessing programs try first, in Swedish too.
"""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.contrib.auth import password_validation as django
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Our own list: no Swedish list of common passwords with a free licence is known to us
SWEDISH = Path(__file__).with_name("data") / "vanliga-ord.txt"
# Fewer different characters than this is a pattern, whatever the length
MIN_DIFFERENT = 5
# Share of neighbours in the alphabet or among the digits that makes a password a row of them
SEQUENCE_SHARE = 0.75
# Words that stand with a name and are as easy to guess
COMPANY = frozenset({"kommun", "kommunen", "region", "län", "idebanken", "idébanken", "se"})
# What must stand beside them, at least
CHARACTERS_BESIDE_A_NAME = 8
WORD = re.compile(r"[^\W\d_]+")


class LongEnough(django.MinimumLengthValidator):
    """At least so many characters, in a sentence that says how to make one."""

    def get_error_message(self):
        return _(
            "Lösenordet är för kort. Ta minst %(length)d tecken, gärna fyra ord som inte hör ihop."
        ) % {"length": self.min_length}

    def get_help_text(self):
        return _(
            "Minst %(length)d tecken. Fyra ord som inte hör ihop är bra och lätt att minnas."
        ) % {"length": self.min_length}


class NotTooLong:
    """A roomy upper limit, so that nobody keeps the server busy with a novel."""

    def __init__(self, max_length=128):
        self.max_length = max_length

    def validate(self, password, user=None):
        if len(password) > self.max_length:
            raise ValidationError(
                _("Lösenordet är för långt. Ta högst %(length)d tecken."),
                code="password_too_long",
                params={"length": self.max_length},
            )

    def get_help_text(self):
        return _("Mellanslag, å, ä, ö och andra tecken går bra. Högst %(length)d tecken.") % {
            "length": self.max_length
        }


class NotAboutYou(django.UserAttributeSimilarityValidator):
    """Not the name or the address of whoever has the account, in whatever order and company."""

    def validate(self, password, user=None):
        super().validate(password, user)
        account = " ".join(str(getattr(user, name, "")) for name in self.user_attributes)
        own = set(WORD.findall(account.casefold()))
        text = password.casefold()
        if own.isdisjoint(WORD.findall(text)):
            return
        rest = WORD.sub(lambda found: "" if found[0] in own | COMPANY else found[0], text)
        if len(re.sub(r"\s+", "", rest)) < CHARACTERS_BESIDE_A_NAME:
            raise ValidationError(
                self.get_error_message(),
                code="password_too_similar",
                params={"verbose_name": _("namn och adress")},
            )

    def get_error_message(self):
        return _("Lösenordet liknar det som står i kontot (%(verbose_name)s). Välj något annat.")

    def get_help_text(self):
        return _("Inte ditt namn, användarnamn eller din e-postadress.")


class NotCommon(django.CommonPasswordValidator):
    """Not a common password, nor a common word with digits and signs around it."""

    def validate(self, password, user=None):
        super().validate(password, user)
        if is_predictable(password, self.passwords | swedish_words()):
            raise ValidationError(self.get_error_message(), code="password_too_common")

    def get_error_message(self):
        return _(
            "Lösenordet hör till dem som gissas först: ett vanligt ord, även med siffror eller "
            "tecken omkring, eller ett mönster. Välj något annat."
        )

    def get_help_text(self):
        return _("Inte ett vanligt ord med siffror efter, och inte ett mönster som 123412341234.")


@cache
def swedish_words():
    """Words that Swedish passwords are made of, in lower case."""
    lines = SWEDISH.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def is_predictable(password, words):
    """Whether a password is one of `words` in disguise, or a pattern of few characters.

    `words` are in lower case. Digits and signs around a word, and a word said over and over, are
    what guessing programs try second.
    """
    text = password.casefold().strip()
    letters = re.sub(r"[\W\d_]+", "", text)
    return (
        len(set(text)) < MIN_DIFFERENT
        or repeated_unit(text) in words
        or repeated_unit(letters) in words
        or is_sequence(text)
    )


def repeated_unit(text):
    """The shortest piece that `text` is made of: `hej` of `hejhejhej`."""
    if not text:
        return text
    return text[: (text + text).find(text, 1)]


def is_sequence(text):
    """Whether most characters follow the one before, up or down: `abcdef123456`, `987654321`."""
    steps = [abs(ord(after) - ord(before)) for before, after in pairwise(text)]
    return bool(steps) and sum(step <= 1 for step in steps) / len(steps) >= SEQUENCE_SHARE
