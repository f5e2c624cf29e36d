"""A page for whoever comes to an address in a way that it does not take."""

from django.http import HttpResponseNotAllowed
from django.shortcuts import render


def wrong_method_in_words(get_response):
    """Stands innermost. A 405 has no text of its own, and meets those who sign in anew.

    They pressed a button, were asked who they are, and are sent to the button's address.
    """

    def middleware(request):
        response = get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        context = {"is_desk": request.path.startswith("/admin/")}
        page = render(request, "405.html", context, status=405)
        page["Allow"] = response["Allow"]
        return page

    return middleware
