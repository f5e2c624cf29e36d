"""Views that only show."""

from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe


def read_only(view):
    """Answer 405 to any method but GET and HEAD.

    Exempt from the CSRF check, which would answer 403 before the view is asked, and has nothing to
    protect here.
    """
    return csrf_exempt(require_safe(view))
