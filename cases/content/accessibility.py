"""The accessibility statement as data: what the law asks for, checked when it is read."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

STATEMENT = Path(__file__).parent / "data" / "accessibility.yaml"

# The law knows three answers, and a statement gives exactly one of them.
CONFORMANCE = {
    "helt": "helt förenlig",
    "delvis": "delvis förenlig",
    "inte": "inte förenlig",
}


@dataclass(frozen=True)
class Fault:
    """Something that does not work: for whom, by which rule, why, and when it will."""

    what: str
    rule: str
    reason: str
    done: str


@dataclass(frozen=True)
class Exemption:
    """Something left as it is under section 12 (oskäligt betungande), and why."""

    what: str
    reason: str


@dataclass(frozen=True)
class Statement:
    """All parts that the regulation requires of a statement."""

    actor: str
    service: str
    conformance: str
    faults: tuple[Fault, ...]
    method: str
    assessed: date
    updated: date
    exemptions: tuple[Exemption, ...]
    outside_the_law: tuple[str, ...]

    @property
    def conformance_words(self) -> str:
        return CONFORMANCE[self.conformance]


@cache
def read_statement() -> Statement:
    """The statement in force. It changes with a release, so one reading per process is enough."""
    import yaml  # no other page of the bank needs it

    return parse_statement(yaml.safe_load(STATEMENT.read_text(encoding="utf-8")))


def parse_statement(record: dict[str, Any]) -> Statement:
    """Build a statement from its record.

    Raises ValueError when a part is missing or the parts contradict each other, and TypeError for
    a field that the statement does not know.
    """
    if record.get("conformance") not in CONFORMANCE:
        raise ValueError(f"conformance must be one of {', '.join(CONFORMANCE)}")
    if (record["conformance"] == "helt") == bool(record.get("faults")):
        raise ValueError("'helt' has no faults; 'delvis' and 'inte' name theirs")
    missing = [part for part in ("actor", "service", "method") if not record.get(part)]
    if missing:
        raise ValueError(f"the statement lacks {', '.join(missing)}")
    return Statement(
        **{
            **record,
            "faults": tuple(Fault(**fault) for fault in record["faults"]),
            "exemptions": tuple(Exemption(**exemption) for exemption in record["exemptions"]),
            "outside_the_law": tuple(record["outside_the_law"]),
        }
    )
