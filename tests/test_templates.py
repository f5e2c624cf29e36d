"""What holds for every template."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parent.parent / "templates"
TEMPLATES = sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob("*.html"))
# The policy would stop these in silence
FORBIDDEN = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE
)
DATA_BLOCK = re.compile(r'<script type="application/(ld\+json|json)"')


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_can_be_compiled(name):
    get_template(name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_nothing_inline(name):
    text = DATA_BLOCK.sub("", (ROOT / name).read_text())
    assert not FORBIDDEN.search(text)
