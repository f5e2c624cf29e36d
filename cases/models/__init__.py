"""The domain in the database, one module per noun."""

from .collections import Collection, CollectionItem
from .digests import Digest
from .factors import ProjectFactor, SuccessFactor
from .history import RecordChange
from .images import ProjectImage
from .open_forms import OpenForm
from .parts import (
    Cost,
    Funder,
    Hindrance,
    Lesson,
    Milestone,
    Partner,
    Result,
    TransferCondition,
)
from .places import Country, County, Municipality, MunicipalityGroup
from .programmes import Organisation, Programme
from .projects import Project
from .research import ResearchProject
from .reuse import FollowUp, ReuseReport
from .revision import ContentChange, ContentRevision
from .scales import (
    ActorType,
    Confidence,
    CostBand,
    EvidenceLevel,
    LifeStatus,
    OutcomeDirection,
    PopulationBand,
    Stage,
)
from .search import KeptAnalysis, SearchDocument, SearchMiss, Synonym
from .sources import Citation, Source
from .submissions import Submission
from .themes import InnovationType, TargetGroup, Theme, ValueType
from .theories import KeyWork, ProjectTheory, ResearchTheory, TheoryFactor
from .transitions import Transition, Writer
from .versions import ImmutableVersion, ProjectSlug, ProjectVersion, Tombstone, VersionImage
from .voices import Voice

__all__ = [
    "ActorType",
    "Citation",
    "Collection",
    "CollectionItem",
    "Confidence",
    "ContentChange",
    "ContentRevision",
    "Cost",
    "CostBand",
    "Country",
    "County",
    "Digest",
    "EvidenceLevel",
    "FollowUp",
    "Funder",
    "Hindrance",
    "ImmutableVersion",
    "InnovationType",
    "KeptAnalysis",
    "KeyWork",
    "Lesson",
    "LifeStatus",
    "Milestone",
    "Municipality",
    "MunicipalityGroup",
    "OpenForm",
    "Organisation",
    "OutcomeDirection",
    "Partner",
    "PopulationBand",
    "Programme",
    "Project",
    "ProjectFactor",
    "ProjectImage",
    "ProjectSlug",
    "ProjectTheory",
    "ProjectVersion",
    "RecordChange",
    "ResearchProject",
    "ResearchTheory",
    "Result",
    "ReuseReport",
    "SearchDocument",
    "SearchMiss",
    "Source",
    "Stage",
    "Submission",
    "SuccessFactor",
    "Synonym",
    "TargetGroup",
    "Theme",
    "TheoryFactor",
    "Tombstone",
    "TransferCondition",
    "Transition",
    "ValueType",
    "VersionImage",
    "Voice",
    "Writer",
]
