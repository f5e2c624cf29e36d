"""A case with a row of every part, and its page as it is read."""

import datetime
import re
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cases.models import (
    Cost,
    FollowUp,
    Funder,
    Lesson,
    Milestone,
    Partner,
    Programme,
    ProjectImage,
    ProjectTheory,
    Result,
    ReuseReport,
    TargetGroup,
    TheoryFactor,
    TransferCondition,
    ValueType,
)
from tests.factories import (
    municipality,
    theory,
    voice,
)


def page_of(client, project):
    response = client.get(project.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def text_of(html):
    """What one reads: tags and runs of white space away."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def picture(name):
    content = BytesIO()
    Image.new("RGB", (4, 3)).save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), "image/png")


def fill(project):
    """Give the case at least one row of every part that the page shows."""
    cited = project.citations.first()
    project.value_types.add(ValueType.objects.create(code="kvalitet", name="Kvalitet"))
    project.target_groups.add(TargetGroup.objects.create(code="unga", name="Unga"))
    programme = Programme.objects.create(slug="programmet", name="Programmet")
    Funder.objects.create(project=project, name="Staten", programme=programme)
    Partner.objects.create(project=project, name="Högskolan", kind="akademi")
    Cost.objects.create(project=project, what="bygget", amount="drygt 8 miljoner", citation=cited)
    Milestone.objects.create(project=project, period="våren 2017", text="det börjar.")
    Lesson.objects.create(project=project, text="Börja i tid.")
    TransferCondition.objects.create(project=project, text="Kräver tid.", citation=cited)
    Result.objects.create(
        project=project, what="Kötid", figure="7", unit="dagar", direction="samre", citation=cited
    )
    voice(project, "fack", "ris", text="Facket saknade insyn.")
    explaining = theory("psykologisk-trygghet", use_in_municipality="Fråga först.")
    factor = project.factors.first().factor
    TheoryFactor.objects.create(theory=explaining, factor=factor, relation="ifragasatter")
    ProjectTheory.objects.create(project=project, theory=theory("motteori"), relation="motsager")
    ReuseReport.objects.create(
        project=project,
        municipality=municipality("Åre"),
        kind="anpassad",
        outcome_direction="blandat",
        text="Gick sådär.",
        approved=True,
        citation=cited,
    )
    FollowUp.objects.filter(project=project, after_years=3).update(
        done_on=datetime.date(2026, 2, 3),
        life_status="andrat",
        text="Finns kvar i mindre form.",
    )
    ProjectImage.objects.create(
        project=project, file=picture("hus.png"), alt_text="Huset.", photographer="F", licence="CC0"
    )
