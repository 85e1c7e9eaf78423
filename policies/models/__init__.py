"""The ground floor's records: documents, their wordings, tables, citations, organs, sources and findings."""

from policies.models.appendix import Appendix
from policies.models.appointment import Appointment
from policies.models.audit import AuditDeed, AuditEntry
from policies.models.citation import Citation
from policies.models.correction import Correction, CorrectionKind
from policies.models.document import DocumentIssuer, DocumentState, PolicyDocument, SlugAlias, Validity
from policies.models.draft import Approval, Disclosure, Draft, Revision, Stage, Treatment
from policies.models.event import DocumentEvent, DocumentEventKind
from policies.models.figure import Figure
from policies.models.finding import Finding, FindingMaker, FindingState
from policies.models.move import DraftMove
from policies.models.number import DocumentNumber, GapReason, NumberGap, NumberSeries
from policies.models.office import Post, Tenure, TenureDecision
from policies.models.organ import Organ, OrganAlias, OrganName, OrgansApart
from policies.models.passage import DocumentIndex, Passage, PassageIndex, PassageKind
from policies.models.people import MailChoice, Role, User
from policies.models.provision import Provision
from policies.models.rendering import RenderedFile
from policies.models.source import Evidence, SourceFile, SourcePage, SourcePlace
from policies.models.table import Table, TableRow
from policies.models.term import Term
from policies.models.topic import Topic, TopicAlias
from policies.models.validity_decision import DecisionState, ValidityDecision
from policies.models.version import Text, Version, VersionBasis

__all__ = [
    "Appendix",
    "Appointment",
    "Approval",
    "AuditDeed",
    "AuditEntry",
    "Citation",
    "Correction",
    "CorrectionKind",
    "DecisionState",
    "Disclosure",
    "DocumentEvent",
    "DocumentEventKind",
    "DocumentIndex",
    "DocumentIssuer",
    "DocumentNumber",
    "DocumentState",
    "Draft",
    "DraftMove",
    "Evidence",
    "Figure",
    "Finding",
    "FindingMaker",
    "FindingState",
    "GapReason",
    "MailChoice",
    "NumberGap",
    "NumberSeries",
    "Organ",
    "OrganAlias",
    "OrganName",
    "OrgansApart",
    "Passage",
    "PassageIndex",
    "PassageKind",
    "PolicyDocument",
    "Post",
    "Provision",
    "RenderedFile",
    "Revision",
    "Role",
    "SlugAlias",
    "SourceFile",
    "SourcePage",
    "SourcePlace",
    "Stage",
    "Table",
    "TableRow",
    "Tenure",
    "TenureDecision",
    "Term",
    "Text",
    "Topic",
    "TopicAlias",
    "Treatment",
    "User",
    "Validity",
    "ValidityDecision",
    "Version",
    "VersionBasis",
]
