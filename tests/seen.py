"""What pages show, as a curator reads them: what can be pressed, and what stands there."""

import json
from html.parser import HTMLParser

PRESSED = {"a", "button", "summary"}
EMPTY = {"br", "hr", "img", "input", "link", "meta", "path", "rect", "circle", "use", "line"}


class Seen(HTMLParser):
    """Collects the words of buttons and links in `pressed`, and of every element in `stands`."""

    def __init__(self):
        super().__init__()
        self.pressed, self.stands, self.open = set(), set(), []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "input" and given.get("type") in ("submit", "button"):
            self.pressed.add(given.get("value", ""))
        if "data-inline-formset" in given:
            self.pressed.add(json.loads(given["data-inline-formset"])["options"]["addText"])
        # Words that a script shows when it is time
        self.stands.update(
            value for name, value in attributes if name.startswith("data-") and value
        )
        if tag not in EMPTY:
            self.open.append((tag, [], given.get("class") == "visually-hidden"))

    def handle_endtag(self, tag):
        if tag not in {name for name, *_rest in self.open}:
            return
        closed = ""
        while closed != tag:
            closed, words, hidden = self.open.pop()
            text = " ".join("".join(words).split())
            if closed in PRESSED:
                self.pressed.add(text)
            # A field is called what its label says, without the signs after it
            self.stands |= {text, text.rstrip("* ").removesuffix(":")}
            if self.open and not hidden:
                self.open[-1][1].append("".join(words))

    def handle_data(self, data):
        if self.open:
            self.open[-1][1].append(data)


def read(responses):
    """Return (what can be pressed, what stands there) on all of the pages together."""
    seen = Seen()
    for response in responses:
        assert response.status_code < 600
        seen.feed(response.content.decode())
    return seen.pressed - {""}, seen.stands - {""}
