"""One made-up case, from the first sign-in to the day after it was published, with its pictures."""

from __future__ import annotations

from collections.abc import Callable

from bank import PASSWORD, PLACE, Clock
from camera import Camera
from case import ADVICE, CASE, CASE_ROWS, TITLE
from playwright.sync_api import Page

NEWS = "Lånen det första året finns med."
LATER = "Pågår. 950 lån det första året, enligt bibliotekets rapport."
COLLEAGUE = "Pågår. Omkring 900 lån det första året, enligt tidningen."


class Curator:
    """A person at a browser of their own."""

    def __init__(self, page: Page, name: str):
        self.page, self.name = page, name

    def sign_in(self) -> None:
        self.page.goto("/admin/")
        self.page.get_by_label("Användarnamn").fill(self.name)
        self.page.get_by_label("Lösenord").fill(PASSWORD)
        self.press("Logga in")

    def choose_app(self) -> None:
        """Connect an app, whose code is worked out here."""
        from allauth.mfa.totp.internal.auth import (
            format_hotp_value,
            hotp_value,
            yield_hotp_counters_from_time,
        )

        self.follow("Koppla en app")
        secret = self.page.locator(".secret").inner_text()
        now = next(iter(yield_hotp_counters_from_time()))
        code = format_hotp_value(hotp_value(secret, now))
        self.page.get_by_label("Koden som appen visar").fill(code)
        self.press("Koppla appen")
        self.follow("Till redaktionens första sida")

    def arrive(self) -> None:
        self.sign_in()
        self.choose_app()

    def press(self, name: str) -> None:
        """A button that leads to another page."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).first.click()

    def add_row(self, name: str) -> None:
        """A button that leaves one where one is."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name).first.click()

    def save(self) -> None:
        self.press("Spara och fortsätt redigera")

    def look_up(self, field: str, words: str) -> None:
        """Search in a field, by its id, and choose the first that is offered."""
        self.page.locator(f"#id_{field}_search").fill(words)
        self.page.locator(f"#id_{field}_search_list").get_by_role("option").first.click()

    def write(self, values: dict[str, str]) -> None:
        for field, value in values.items():
            element = self.page.locator(f"#id_{field}")
            if element.evaluate("e => e.tagName") == "SELECT":
                element.select_option(value)
            else:
                element.fill(value)


def tell(window: Callable[[], Page], clock: Clock, camera: Camera) -> None:
    anna, bo, cilla = (Curator(window(), name) for name in ("anna", "bo", "cilla"))
    clock.strike(8, 30)
    first_day(anna, camera)
    clock.strike(9)
    a_case(anna, camera)
    clock.strike(9, 40)
    written(anna, camera)
    address = anna.page.url
    clock.strike(10)
    reviewed(anna, bo, address, camera)
    clock.strike(10, 30)
    published(anna, bo, cilla, address, camera)
    clock.strike(10, 50)
    changed(anna, bo, cilla, address, clock, camera)


def first_day(anna: Curator, camera: Camera) -> None:
    anna.sign_in()
    camera.page(anna.page, "tva-steg", 500)
    anna.choose_app()


def a_case(anna: Curator, camera: Camera) -> None:
    page = anna.page
    anna.follow("Börja på ett nytt fall")
    anna.write({"title": TITLE})
    anna.look_up("municipalities", PLACE["name"])
    anna.save()
    camera.part(page.locator(".tools"), "saknas", page.locator("[aria-labelledby=gaps]"))


def written(anna: Curator, camera: Camera) -> None:
    page = anna.page
    for number, source in enumerate(("Prylbiblioteket", "Kön till")):
        anna.add_row("Lägg till en källa")
        anna.write({f"citations-{number}-number": str(number + 1)})
        anna.look_up(f"citations-{number}-source", source)
    anna.write({"citations-0-accessed": "2027-02-26"})
    camera.part(page.locator("#citations-heading"), "kalla", page.locator("#citations-0"))
    anna.save()
    anna.write(CASE)
    # Cut off in the middle: the text that was kept is offered when the case is opened again
    page.get_by_text("Utkast sparat").wait_for()
    page.goto(page.url)
    camera.part(page.locator(".notice").first, "fortsatt")
    anna.follow("Fortsätt där du var")
    anna.look_up("themes", "bibliotek")
    page.locator("#id_innovation_types input").first.check()
    for button, rows in CASE_ROWS:
        anna.add_row(button)
        for field, value in rows.items():
            if field.endswith("-factor"):
                anna.look_up(field, value)
            else:
                anna.write({field: value})
    anna.save()


def reviewed(anna: Curator, bo: Curator, address: str, camera: Camera) -> None:
    anna.press("Skicka till granskning")
    bo.arrive()
    bo.page.goto(address)
    bo.page.locator("#step-comment").fill(ADVICE)
    camera.part(bo.page.locator(".way"), "granska")
    bo.press("Skicka tillbaka till författaren")
    anna.page.goto("/admin/")
    camera.page(anna.page, "startsidan", 640)
    anna.page.goto(address)
    anna.write({"goal": "Att fler ska låna i stället för att köpa."})
    anna.save()
    anna.press("Skicka till granskning")


def published(anna: Curator, bo: Curator, cilla: Curator, address: str, camera: Camera) -> None:
    bo.page.goto(address)
    bo.press("Godkänn")
    bo.page.goto("/admin/")
    cilla.arrive()
    cilla.page.goto(address)
    cilla.follow("Publicera …")
    cilla.page.locator("#id_at").fill("2027-03-02 08:00")
    camera.page(cilla.page, "publicera", 700)
    cilla.page.locator("#id_at").fill("")
    cilla.press("Publicera")
    anna.page.goto(address)
    camera.part(anna.page.locator(".tools"), "andra", anna.page.locator(".way"))


def changed(anna, bo, cilla, address, clock, camera) -> None:
    anna.press("Ändra fallet")
    copy = anna.page.url
    bo.page.goto(copy)
    anna.write({"period_note": LATER})
    anna.save()
    clock.strike(11)
    bo.write({"period_note": COLLEAGUE})
    bo.save()
    camera.part(bo.page.locator(".conflict"), "konflikt")
    bo.follow("Ta allt från det sparade")
    anna.press("Skicka till granskning")
    bo.page.goto(copy)
    bo.press("Godkänn")
    clock.strike(11, 20)
    cilla.page.goto(copy)
    cilla.follow("Publicera …")
    cilla.page.locator("#id_reason").fill(NEWS)
    cilla.press("Publicera")
    anna.page.goto(address)
    anna.follow("Versioner")
    anna.follow("Jämför med den före")
    camera.page(anna.page, "jamfor", 620)
