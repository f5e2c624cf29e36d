"""What an administrator does to an account is done by somebody who has just shown who they are."""

from functools import wraps

from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired


def confirmed_first(view):
    """Ask who it is before anything is changed, and go on with what was sent.

    What was sent waits in the session meanwhile, and the session is readable in the database: a
    password does not wait there. The form comes back with the rest, and asks for it again.
    """
    asked = reauthentication_required(allow_get=True)(view)

    @wraps(view)
    def with_question(request, *args, **kwargs):
        try:
            return asked(request, *args, **kwargs)
        except ReauthenticationRequired:
            request.POST = without_passwords(request.POST)
            raise

    return with_question


def without_passwords(sent):
    """The form's data without what was written in a field for a password."""
    kept = sent.copy()
    for name in [name for name in kept if "password" in name]:
        del kept[name]
    return kept
