"""Headers that every response carries, whoever answers."""

from django.conf import settings

# A browser may not hand any page of ours these powers
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)


def response_headers(get_response):
    """Set what Django's own middleware does not; a view that set one of these keeps it."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path.startswith("/admin/") or _is_a_curators_page(request):
            response.headers["Cache-Control"] = "no-store"
        return response

    return middleware


def _is_a_curators_page(request):
    """Whoever takes over a shared computer does not page back to it; files are everybody's."""
    is_file = request.path.startswith((settings.STATIC_URL, settings.MEDIA_URL))
    return settings.SESSION_COOKIE_NAME in request.COOKIES and not is_file
