"""The versions of a case a page at a time, and which of many to choose among in a comparison."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.core.paginator import Page, Paginator

from cases.models import Project, ProjectVersion

from .differences import sentence

PAGE_LENGTH = 25
# So many versions are all offered; of more, those near what is chosen and some in between
ALL_OFFERED = 50
NEAR, BETWEEN = 10, 20


def pages_of(case: Project) -> Paginator:
    """Return the case's versions in pages, the newest first."""
    return Paginator(case.versions.select_related("published_by"), PAGE_LENGTH)


def told(page: Page) -> list[tuple[ProjectVersion, str]]:
    """Return (version, what changed) for each version of a page; the texts of no other are read."""
    versions = list(page)
    if not versions:
        return []
    last = versions[-1]
    before = last.project.versions.filter(number__lt=last.number).first()
    stories = [*(version.content for version in versions[1:]), before.content if before else None]
    return [
        (version, sentence(story, version.content))
        for version, story in zip(versions, stories, strict=True)
    ]


def worth_offering(numbers: Sequence[int], chosen: Iterable[int]) -> list[int]:
    """Return the numbers to choose among: all, or of many the first, the last and those near.

    Whatever is chosen brings those beside it, so that any version is reached in a step or two.
    """
    if len(numbers) <= ALL_OFFERED:
        return list(numbers)
    ends = {numbers[0], *numbers[-NEAR:], *numbers[:: max(1, len(numbers) // BETWEEN)]}
    near = {number for one in chosen for number in range(one - NEAR, one + NEAR + 1)}
    return [number for number in numbers if number in ends or number in near]
