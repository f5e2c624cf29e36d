"""Loading the cases: every fact to its field, every word to its code."""

from __future__ import annotations

from cases import history
from cases.models import Confidence, CostBand, OutcomeDirection, Project, Stage

from .parts import PARTS, PARTS_WITH_CITATION, PartBuilder, codes
from .places import municipality_of
from .reading import joined, mapped
from .records import LOADED, edited_by_curator, replace_rows, upsert

STAGES, OUTCOMES = codes(Stage), codes(OutcomeDirection)
CONFIDENCES, BANDS = codes(Confidence), codes(CostBand)


class CaseLoader(PartBuilder):
    """Loads one case file into a project and its parts."""

    def load(self) -> tuple[Project, bool]:
        """Create or update the project and its parts; return it and whether anything changed."""
        key = {"slug": self.data["id"], "revision_of": None}
        present = Project.objects.filter(**key).first()
        before = history.contents(present) if present else None
        project, changed = upsert(
            Project, self.report, key=key, values=self.values(), told_by_caller=True
        )
        if edited_by_curator(project):
            return project, False
        changed |= self.set_classification(project)
        changed |= self.set_parts(project)
        if before is not None and changed:
            history.changed(project, before, note=str(LOADED))
        return project, changed

    def values(self) -> dict:
        data = self.data
        return {
            "public_id": data["public_id"],
            "title": data["title"],
            "keywords": joined(data["themes"]),
            "start_year": data.get("start_year"),
            "end_year": data.get("end_year"),
            "period_note": data.get("ongoing_note", ""),
            "summary_30s": data["summary_30s"],
            "summary": data["summary"],
            "problem": data["problem"],
            "driver": mapped(
                self.words.factor_words,
                data["driver"]["factor"],
                file=self.file,
                field="driver.factor",
            ),
            "driver_note": data["driver"]["why"],
            "solution": data["solution"],
            "results_absent": data.get("results_absent", ""),
            "hindrances_absent": data.get("hindrances_absent", ""),
            "innovation_types_basis": data["innovation_types_basis"],
            "contact_url": data.get("contact_url", ""),
            **self.judgement(),
        }

    def judgement(self) -> dict:
        data = self.data
        return {
            "stage": self.code(STAGES, data["stage"], "stage"),
            "outcome_direction": self.code(
                OUTCOMES, data["outcome_direction"], "outcome_direction"
            ),
            "evidence_level": data["evidence_level"]["level"],
            "evidence_note": data["evidence_level"]["reason"],
            "disputed": data.get("disputed_or_failed", False),
            "selection_basis": data["selection_basis"],
            "confidence": self.code(CONFIDENCES, data["confidence"], "confidence"),
            "lessons_basis": data["lessons_basis"],
            "checked_on": data["checked"]["date"],
            "checked_changes": data["checked"]["changes"],
            "cost_note": data.get("cost_band_basis", ""),
            "cost_band": self.code(BANDS, data["cost_band"], "cost_band"),
            "editorial_note": data["editorial_status"],
        }

    def set_classification(self, project: Project) -> bool:
        places = {
            municipality_of(entry, file=self.file, places=self.words.places, report=self.report)
            for entry in self.data["municipality"]
        }
        themes = {
            self.words.themes[mapped(self.words.theme_words, word, file=self.file, field="themes")]
            for word in self.data["themes"]
        }
        types = {
            mapped(self.words.innovation_types, code, file=self.file, field="innovation_types")
            for code in self.data["innovation_types"]
        }
        changed = False
        for manager, wanted in (
            (project.municipalities, places),
            (project.themes, themes),
            (project.innovation_types, types),
        ):
            if set(manager.all()) != wanted:
                manager.set(wanted)
                changed = True
        return changed

    def set_parts(self, project: Project) -> bool:
        rows = {"citations": self.citations()}
        if self.citations_differ(project, rows["citations"]):
            # Parts hold on to their citations (RESTRICT), so they go first and come back below.
            for name in PARTS_WITH_CITATION:
                getattr(project, name).all().delete()
            replace_rows(project.citations, rows["citations"])
        numbers = {citation.number: citation for citation in project.citations.all()}
        changed = [
            replace_rows(getattr(project, name), build(self, numbers))
            for name, build in PARTS.items()
        ]
        return any(changed)

    def citations_differ(self, project: Project, wanted: list[dict]) -> bool:
        names = list(wanted[0])
        return [{n: getattr(c, n) for n in names} for c in project.citations.all()] != wanted
