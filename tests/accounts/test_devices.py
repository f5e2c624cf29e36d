"""A device is named as its owner would name it."""

import pytest

from cases.accounts.devices import describe

APPLE = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36", "Chrome på Windows"),
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36 Edg/142.0",
            "Edge på Windows",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox på Linux",
        ),
        (
            f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {APPLE} Version/26.0 Safari/605.1.15",
            "Safari på Mac",
        ),
        (
            f"Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) {APPLE} CriOS/142 Mobile/15E1"
            " Safari/604.1",
            "Chrome på iPhone",
        ),
        (
            f"Mozilla/5.0 (Linux; Android 16; Pixel 9) {CHROME} Mobile Safari/537.36",
            "Chrome på Android",
        ),
        ("curl/8.0", "Okänd webbläsare"),
        ("", "Okänd webbläsare"),
    ],
)
def test_a_device_is_called_what_it_is(user_agent, name):
    assert describe(user_agent) == name
