"""Addresses outside the bank, as one reads them."""

from urllib.parse import urlsplit

from django import template

register = template.Library()


@register.filter
def domain(url):
    """https://www.vinnova.se/publikationer/… → vinnova.se"""
    return urlsplit(url).netloc.removeprefix("www.")


@register.filter
def web_only(urls):
    """Keep the addresses that lead to a web page; a field of free text may hold anything."""
    return [url for url in urls if urlsplit(url).scheme in ("http", "https")]


@register.filter
def doi_address(doi):
    """10.1080/… → the address that leads to the publication, wherever it has moved."""
    return f"https://doi.org/{doi.removeprefix('https://doi.org/')}"
