"""A page for whoever comes to an address in a way that it does not take."""

from django.http import HttpResponseNotAllowed

from cases.views import errors


def wrong_method_in_words(get_response):
    """Stands innermost. A 405 has no text of its own, and meets those who sign in anew.

    They pressed a button, were asked who they are, and are sent to the button's address.
    """

    def middleware(request):
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return errors.wrong_method(request, response)
        return response

    return middleware
