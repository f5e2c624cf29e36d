"""How to refer to a version of a case: as Swedish academics write it, and for reference managers.

A reference points at the version that was read, by the case's permanent number, so that it leads
to the same words when the case has got a new address or a new version.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

# What BibTeX reads as commands
_BIBTEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


@dataclass(frozen=True)
class Reference:
    """What a reference to a version says. `address` is absolute and permanent."""

    title: str
    public_id: str
    number: int
    published_at: datetime
    bank: str
    address: str

    @property
    def day(self) -> date:
        return timezone.localdate(self.published_at)

    @property
    def version(self) -> str:
        return _("Version %(number)s, %(day)s") % {
            "number": self.number,
            "day": date_format(self.day, "j F Y"),
        }


def as_text(reference: Reference) -> str:
    """Idébanken (2026). Fallets rubrik. IB-0042. Version 3, 23 november 2026. https://…"""
    stop = "" if reference.title.endswith((".", "?", "!")) else "."
    return (
        f"{reference.bank} ({reference.day.year}). {_one_line(reference.title)}{stop} "
        f"{reference.public_id}. {reference.version}. {reference.address}"
    )


def as_bibtex(reference: Reference) -> str:
    """BibTeX for LaTeX and most reference managers."""
    fields = {
        "author": f"{{{_bibtex(reference.bank)}}}",
        "title": f"{{{_bibtex(_one_line(reference.title))}}}",
        "year": str(reference.day.year),
        "month": str(reference.day.month),
        "number": _bibtex(reference.public_id),
        "note": _bibtex(reference.version),
        "url": reference.address,
        "langid": "swedish",
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{_key(reference)},\n{lines}\n}}\n"


def as_ris(reference: Reference) -> str:
    """RIS for EndNote, Zotero and the like."""
    rows = [
        ("TY", "ELEC"),
        ("AU", reference.bank),
        ("TI", _one_line(reference.title)),
        ("PY", str(reference.day.year)),
        ("DA", f"{reference.day:%Y/%m/%d}"),
        ("ET", reference.version),
        ("PB", reference.bank),
        ("AN", reference.public_id),
        ("LA", "sv"),
        ("UR", reference.address),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in rows)


def as_csl_json(reference: Reference) -> str:
    """CSL-JSON, which citeproc, Zotero and Pandoc read."""
    day = reference.day
    item = {
        "id": _key(reference),
        "type": "webpage",
        "title": _one_line(reference.title),
        "author": [{"literal": reference.bank}],
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "publisher": reference.bank,
        "number": reference.public_id,
        "version": str(reference.number),
        "language": "sv",
        "URL": reference.address,
    }
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def _key(reference: Reference) -> str:
    return f"{reference.public_id.lower()}-v{reference.number}"


def _bibtex(text: str) -> str:
    return "".join(_BIBTEX.get(letter, letter) for letter in text)


def _one_line(text: str) -> str:
    """A line break would end a field of RIS and begin another."""
    return re.sub(r"\s+", " ", text).strip()
