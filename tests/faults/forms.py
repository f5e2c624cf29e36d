"""A curator at work over HTTP: signs in, opens forms and sends them, and keeps no database open."""

import http.client
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

FIELD = 'Content-Disposition: form-data; name="{}"'


class Forms(HTMLParser):
    """The forms of a page: each a dict with its action and its fields as a browser sends them."""

    def __init__(self, html):
        super().__init__()
        self.forms, self.select, self.area = [], None, None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.forms.append({"action": given.get("action", ""), "fields": []})
        name = given.get("name")
        if not self.forms or (not name and tag != "option"):
            return
        if tag == "input" and given.get("type") not in ("submit", "button", "file", "image"):
            if given.get("type") not in ("checkbox", "radio") or "checked" in given:
                self._add(name, given.get("value") or "")
        elif tag == "textarea":
            self.area = (name, [])
        elif tag == "select":
            self.select = (name, "multiple" in given)
        elif tag == "option" and self.select and "selected" in given:
            self._add(self.select[0], given.get("value") or "")

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            self._add(self.area[0], "".join(self.area[1]).removeprefix("\n"))
            self.area = None
        if tag == "select":
            self.select = None

    def handle_data(self, data):
        if self.area:
            self.area[1].append(data)

    def _add(self, name, value):
        self.forms[-1]["fields"].append((name, value))


class Answer:
    """A response, read to its end."""

    def __init__(self, address, response):
        self.address, self.status = address, response.status
        self.headers, self.text = response.headers, response.read().decode(errors="replace")

    def form(self, field):
        """The form that has the field, as pairs."""
        for form in Forms(self.text).forms:
            if field in dict(form["fields"]):
                return form["fields"]
        raise AssertionError(f"{self.address} ({self.status}) has no form with {field}")


class Browser:
    """Asks one bank, with cookies."""

    def __init__(self, port):
        self.port, self.cookies = port, {}

    def get(self, path, **headers):
        return self.ask("GET", path, None, headers)

    def post(self, path, fields):
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        headers |= {"Origin": f"http://localhost:{self.port}"}
        return self.ask("POST", path, urlencode(fields).encode(), headers)

    def upload(self, path, fields, name, content):
        """Send a form with a file in it, as a browser would."""
        mark = "tests-faults-forms"
        parts = [
            f"--{mark}\r\n{FIELD.format(field)}\r\n\r\n{value}\r\n".encode()
            for field, value in fields
        ]
        head = f'{FIELD.format(name)}; filename="bild.png"'
        parts.append(f"--{mark}\r\n{head}\r\nContent-Type: image/png\r\n\r\n".encode())
        headers = {"Content-Type": f"multipart/form-data; boundary={mark}"}
        headers |= {"Origin": f"http://localhost:{self.port}"}
        body = b"".join(parts) + content + f"\r\n--{mark}--\r\n".encode()
        return self.ask("POST", path, body, headers)

    def ask(self, method, path, body, headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Host": f"localhost:{self.port}", "Cookie": cookie} | headers
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            for line in response.headers.get_all("Set-Cookie") or []:
                name, _equals, rest = line.partition("=")
                self.cookies[name] = rest.partition(";")[0]
            return Answer(path, response)
        finally:
            connection.close()

    def sign_in(self, name, password):
        answer = self.get("/admin/")
        while answer.status == 302:
            target = urlsplit(urljoin(answer.address, answer.headers["Location"]))
            answer = self.get(f"{target.path}?{target.query}")
        fields = dict(answer.form("password"))
        user = "login" if "login" in fields else "username"
        answer = self.post(answer.address, fields | {user: name, "password": password})
        assert answer.status == 302, answer.text
        assert self.get("/admin/").status == 200
        return self


def changed(fields, **values):
    """A form's fields with some values changed, and *Save and go on*."""
    names = {name for name, _value in fields}
    assert values.keys() <= names, values.keys() - names
    kept = [(name, value) for name, value in fields if name not in values]
    return [*kept, *values.items(), ("_continue", "1")]
