"""The mandate: the client, the agreed scope, its gates, units and people."""

from datetime import date

from interimcoo.store.tables.columns import Row, day, link, words


class Mandate(Row, table=True):
    """The post held at the client, one row per engagement, with the basics of the charter."""

    __tablename__ = "mandate"
    client: str = words()
    mandate_type: str = words()
    """turnaround, change_project, growth, vacancy"""
    site: str = words()
    sponsor_id: int | None = link("person", required=False)
    consultant: str = words()
    start: date = day()
    end: date = day()
    contract_days: int = 0
    currency: str = words("EUR")
    country: str = words("SE")
    """ISO 3166 code; its public holidays are days off in the plan"""
    language: str = words("en")
    """language of documents"""
    classification: str = words("confidential")
    """internal, confidential, board"""
    purpose: str = words()
    scope: str = words()
    exclusions: str = words()
    authority: str = words()
    is_sample: bool = False
    content_version: str = words()


class SuccessCriterion(Row, table=True):
    """A result tied to a KPI with baseline, target and date."""

    __tablename__ = "success_criterion"
    position: int = 0
    text: str = words()
    kpi_id: int | None = link("kpi", required=False)
    baseline: float | None = None
    target: float | None = None
    due: date | None = day()


class Gate(Row, table=True):
    """A check that closes a phase, G1 to G6."""

    __tablename__ = "gate"
    code: str = words(unique=True)
    name: str = words()
    phase: str = words()
    question: str = words()
    due: date = day()
    closed_on: date | None = day()


class OrganisationUnit(Row, table=True):
    """Site, department or line of the client, in a tree."""

    __tablename__ = "organisation_unit"
    name: str = words(unique=True)
    kind: str = words("department")
    parent_id: int | None = link("organisation_unit", required=False)
    position: int = 0


class Person(Row, table=True):
    """Somebody at the client, recorded once; owners and respondents refer to it."""

    __tablename__ = "person"
    name: str = words(unique=True)
    role: str = words()
    unit_id: int | None = link("organisation_unit", required=False)
