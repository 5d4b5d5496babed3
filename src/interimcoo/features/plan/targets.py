"""What the plan takes from a client's sheet: a task list with predecessors, owners and initiatives."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sqlmodel import Session, col, select

from interimcoo.domain.dates import WorkingCalendar
from interimcoo.exchange.excel_in.target import (
    Field,
    FieldChange,
    Options,
    Planned,
    Planning,
    Record,
    Reject,
    RunFacts,
    StoredCell,
    Target,
)  # fmt: skip
from interimcoo.exchange.excel_in.words import fold
from interimcoo.features.plan.rows import MOST_DAYS
from interimcoo.store.numbered import last_number
from interimcoo.store.people import person_id
from interimcoo.store.plan import calendar_of
from interimcoo.store.tables import Initiative, Mandate, Person, Task, TaskLink
from interimcoo.text import N_, _

FIELDS: Final = (
    Field("name", N_("Task"), "text", needed=True, synonyms=(
        "aktivitet", "uppgift", "vorgang", "vorgangsname", "aufgabe", "task name", "activity", "aktivitetsnamn",
        "titel", "name", "namn", "benämning", "arbetspaket",
    )),
    Field("key", N_("ID"), "text", synonyms=(
        "nr", "no", "no.", "nummer", "number", "#", "wbs", "akt.nr", "task id", "lfd. nr.",
    )),
    Field("start", N_("Start"), "date", synonyms=("startdatum", "start date", "anfang", "beginn", "från")),
    Field("duration", N_("Duration"), "days", synonyms=(
        "varaktighet", "dauer", "days", "dagar", "working days", "arbetsdagar", "duration (days)", "längd", "tage",
    )),
    Field("finish", N_("Finish"), "date", synonyms=(
        "slut", "slutdatum", "ende", "end", "end date", "klart", "finish date", "till",
    )),
    Field("predecessors", N_("Predecessors"), "links", synonyms=(
        "föregångare", "vorgänger", "predecessor", "beroende", "depends on", "efter", "nach",
    )),
    Field("owner", N_("Owner"), "text", synonyms=(
        "ansvarig", "ägare", "verantwortlich", "zuständig", "responsible", "resource", "resurs", "who",
    )),
    Field("initiative", N_("Initiative"), "text", synonyms=(
        "initiativ", "projekt", "project", "program", "workstream", "delprojekt", "maßnahme", "spår",
    )),
    Field("progress", N_("Progress"), "percent", synonyms=(
        "klar %", "% klart", "% complete", "% abgeschlossen", "framdrift", "färdigt", "done", "fortschritt",
        "percent complete",
    )),
)  # fmt: skip

_LINK: Final = re.compile(
    r"\s*([\w.\-]+?)\s*(FS|SS|FF|SF|AS|AA|SA|EA|EE|AE)?\s*(?:([+\-−])\s*(\d+)\s*[a-zåäö.]*)?\s*\Z", re.I
)
_KINDS: Final = {
    "FS": "FS",
    "SS": "SS",
    "FF": "FF",
    "SF": "SF",
    "AS": "FS",
    "SA": "SF",
    "EA": "FS",
    "EE": "FF",
    "AE": "SF",
}
"""English, Swedish and German words; AA means two things and is asked for"""
_WHOLE: Final = 1_000_000
"""all of a task, in the parts per million in which progress is stored"""


@dataclass(frozen=True, slots=True)
class _Link:
    """One predecessor as the file names it."""

    name: str
    kind: str
    lag: int


@dataclass(slots=True)
class _Stored:
    """The tasks the engagement has, and words for what they refer to."""

    by_key: dict[str, Task] = field(default_factory=dict)
    by_name: dict[str, Task] = field(default_factory=dict)
    owners: dict[int, str] = field(default_factory=dict)
    initiatives: dict[int, str] = field(default_factory=dict)
    links: dict[int, frozenset[tuple[int, str, int]]] = field(default_factory=dict)
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)

    def task_of(self, record: Record) -> Task | None:
        """The stored task a record means: by the client's id, else by name."""
        key = record.text("key")
        if key:
            return self.by_key.get(fold(key))
        return self.by_name.get(fold(record.text("name")))


def _stored(db: Session) -> _Stored:
    found = _Stored()
    for task in db.exec(select(Task).order_by(col(Task.number))).all():
        if task.key:
            found.by_key.setdefault(fold(task.key), task)
        found.by_name.setdefault(fold(task.name), task)
    found.owners = {p.id: p.name for p in db.exec(select(Person)).all()}
    found.initiatives = {i.id: i.name for i in db.exec(select(Initiative)).all()}
    links: dict[int, set[tuple[int, str, int]]] = {}
    for link in db.exec(select(TaskLink)).all():
        links.setdefault(link.successor_id, set()).add((link.predecessor_id, link.kind, link.lag_days))
    found.links = {successor: frozenset(before) for successor, before in links.items()}
    mandate = db.exec(select(Mandate)).first()
    if mandate is not None and mandate.start is not None:
        found.calendar = calendar_of(mandate.country, mandate.start.year - 3, mandate.start.year + 5)
    return found


def plan(db: Session, records: Sequence[Record], options: Options) -> Planning:
    """Compare tasks with the store: key is the client's id, else the name. Writes nothing."""
    stored = _stored(db)
    rows: list[Planned] = []
    links, rejects = _links(records, stored)
    seen: dict[str, int] = {}
    known = {fold(name) for name in stored.initiatives.values()}
    created: dict[str, str] = {}
    follow = 0
    for place, record in enumerate(records):
        key = fold(record.text("key")) or fold(record.text("name"))
        first = seen.setdefault(key, record.row)
        broken = rejects.get(place, [])
        if first != record.row:
            broken = [
                _reject(record, "key", _(N_("repeats row {row}")).format(row=first), _(N_("Give it an ID of its own.")))
            ]
        bad_dates = _bad_dates(record) or _too_long(record)
        if bad_dates:
            broken = [*broken, bad_dates]
        initiative = record.text("initiative")
        if initiative and fold(initiative) not in known:
            if not options.create_missing:
                broken = [
                    _reject(record, "initiative", _(N_("the initiative is not known")), _(N_("Create it first.")))
                ]
            created.setdefault(fold(initiative), initiative)
        if (
            first != record.row
            or bad_dates
            or (initiative and fold(initiative) not in known and not options.create_missing)
        ):
            rows.append(Planned(record, "rejected", record.text("name"), rejects=tuple(broken)))
            continue
        follow += bool(links[place] and record.day("start"))
        task = stored.task_of(record)
        if task is None:
            rows.append(Planned(record, "new", record.text("name"), rejects=tuple(broken)))
            continue
        changes = tuple(_differences(stored, task, record, links[place]))
        state = "changed" if changes else "unchanged"
        rows.append(
            Planned(
                record,
                "changed" if state == "changed" else "unchanged",
                record.text("name"),
                changes,
                tuple(broken),
                task.id,
            )
        )
    notices = []
    if created and options.create_missing:
        notices.append(
            _(N_("{count} initiatives are created: {names}.")).format(
                count=len(created), names=", ".join(created.values())
            )
        )
    if follow:
        notices.append(_(N_("The start of {count} tasks follows from their predecessors.")).format(count=follow))
    return Planning(tuple(rows), tuple(notices))


def parse_links(text: str) -> tuple[_Link, ...] | None:
    """The predecessors of a cell ("3;4", "3FS+2d"); None when a part cannot be read. AA is ambiguous: it is asked."""
    found = []
    for part in re.split(r"[;,]", text):
        if not part.strip():
            continue
        match = _LINK.match(part)
        if match is None or (match[2] or "FS").upper() not in _KINDS:
            return None
        lag = int(match[4] or 0) * (-1 if match[3] in ("-", "−") else 1)
        found.append(_Link(match[1], _KINDS[(match[2] or "FS").upper()], lag))
    return tuple(found)


def _links(records: Sequence[Record], stored: _Stored) -> tuple[list[list[_Link]], dict[int, list[Reject]]]:
    """The links of each record that hold, and the rejects of those that do not (unknown, unreadable, in a circle)."""
    names = {fold(r.text("key") or r.text("name")) for r in records} | stored.by_key.keys()
    before = _kept_links(records, stored)
    out: list[list[_Link]] = []
    rejects: dict[int, list[Reject]] = {}
    for place, record in enumerate(records):
        own = fold(record.text("key") or record.text("name"))
        kept: list[_Link] = []
        read = parse_links(record.text("predecessors"))
        if read is None:
            remedy = _(N_("Write them as 3;4 or 3FS+2d."))
            rejects.setdefault(place, []).append(
                _reject(record, "predecessors", _(N_("predecessors cannot be read")), remedy)
            )
        for link in read or ():
            name = fold(link.name)
            circle = _path(before, name, own)
            if name not in names:
                reason = _(N_("there is no task {name}")).format(name=link.name)
                rejects.setdefault(place, []).append(
                    _reject(record, "predecessors", reason, _(N_("Correct the ID of the predecessor.")))
                )
            elif circle:
                reason = _(N_("the links go in a circle: {circle}")).format(circle=" → ".join([*circle, name]))
                rejects.setdefault(place, []).append(
                    _reject(record, "predecessors", reason, _(N_("Take one of the links out.")))
                )
            else:
                before.setdefault(own, set()).add(name)
                kept.append(link)
        out.append(kept)
    return out, rejects


def _kept_links(records: Sequence[Record], stored: _Stored) -> dict[str, set[str]]:
    """The stored links that the file does not replace: predecessors by task, both as the file would name them."""
    named = {task.id: fold(task.key or task.name) for task in stored.by_name.values()}
    named |= {task.id: key for key, task in stored.by_key.items()}
    replaced = {fold(r.text("key") or r.text("name")) for r in records if "predecessors" in r.values}
    kept: dict[str, set[str]] = {}
    for successor, links in stored.links.items():
        own = named.get(successor, "")
        if own and own not in replaced:
            kept[own] = {named[before] for before, _kind, _lag in links if before in named}
    return kept


def _path(before: dict[str, set[str]], start: str, goal: str) -> list[str]:
    """A way from start back to goal through predecessors, goal first; empty when there is none."""
    stack = [(start, [start])]
    seen = set()
    while stack:
        at, way = stack.pop()
        if at == goal:
            return way[::-1]
        if at not in seen:
            seen.add(at)
            stack.extend((n, [*way, n]) for n in before.get(at, ()))
    return []


def _bad_dates(record: Record) -> Reject | None:
    start, finish = record.day("start"), record.day("finish")
    if start and finish and finish < start:
        return _reject(record, "finish", _(N_("the finish lies before the start")), _(N_("Correct one of the dates.")))
    return None


def _too_long(record: Record) -> Reject | None:
    days = record.number("duration")
    if days is not None and days > MOST_DAYS:
        reason = _(N_("a task of more than {most} working days")).format(most=MOST_DAYS)
        return _reject(record, "duration", reason, _(N_("Correct the number of working days.")))
    return None


def _reject(record: Record, key: str, reason: str, remedy: str) -> Reject:
    order = (key, "name", *record.values)
    value = next(v for k in order if (v := record.values.get(k)) and v.cell)
    assert value.cell is not None
    return Reject(value.cell, value.shown, reason, remedy)


def _duration(record: Record, calendar: WorkingCalendar) -> int | None:
    """Working days as given, else those from start to finish; None when the file says neither."""
    given = record.number("duration")
    if given is not None:
        return max(0, round(given))
    start, finish = record.day("start"), record.day("finish")
    if start is None or finish is None:
        return None
    return calendar.between(start, finish)


def _progress(record: Record) -> int | None:
    """The share done in parts per million."""
    share = record.number("progress")
    return None if share is None else round(min(1.0, max(0.0, share)) * _WHOLE)


def _fields(record: Record, links: Sequence[_Link], calendar: WorkingCalendar) -> dict[str, str | int | date | None]:
    """The task's fields the file gives: the earliest start only where no predecessor decides it, the start and finish
    of work that has begun or ended as facts."""
    given: dict[str, str | int | date | None] = {"name": record.text("name")}
    duration, progress, start = _duration(record, calendar), _progress(record), record.day("start")
    if duration is not None:
        given["duration_days"] = duration
    if progress is not None:
        given["progress"] = progress
        if progress and start is not None:
            given["actual_start"] = start
        if progress < _WHOLE:
            given["actual_finish"] = None
        elif record.day("finish") is not None:
            given["actual_finish"] = record.day("finish")
    if start is not None and not links:
        given["not_before"] = start
    return given


def _differences(stored: _Stored, task: Task, record: Record, links: Sequence[_Link]) -> Iterator[FieldChange]:
    for name, value in _fields(record, links, stored.calendar).items():
        present = getattr(task, name)
        if present != value:
            yield FieldChange(name, "" if present is None else str(present), "" if value is None else str(value))
    owner = stored.owners.get(task.owner_id or 0, "")
    if record.text("owner") and fold(record.text("owner")) != fold(owner):
        yield FieldChange("owner", owner, record.text("owner"))
    initiative = stored.initiatives.get(task.initiative_id or 0, "")
    if record.text("initiative") and fold(record.text("initiative")) != fold(initiative):
        yield FieldChange("initiative", initiative, record.text("initiative"))
    if "predecessors" in record.values:
        wanted = {(fold(link.name), link.kind, link.lag) for link in links}
        names = {t.id: fold(t.key or t.name) for t in stored.by_name.values()} | {
            t.id: k for k, t in stored.by_key.items()
        }
        present_links = {(names.get(p, ""), kind, lag) for p, kind, lag in stored.links.get(task.id, ())}
        if wanted != present_links:
            yield FieldChange(
                "predecessors", ";".join(sorted(n for n, _k, _l in present_links)), record.text("predecessors")
            )


def write(db: Session, rows: Sequence[Planned], run: RunFacts) -> Iterable[StoredCell]:
    """Store new and changed tasks with their links, owners and initiatives; returns the cell of every value."""
    stored = _stored(db)
    records = [row.record for row in rows]
    links, _rejects = _links(records, stored)
    cells: list[StoredCell] = []
    number = last_number(db, Task.number)
    position = last_number(db, Task.position)
    initiatives = {fold(name): found for found, name in stored.initiatives.items()}
    ids: dict[str, int] = {key: task.id for key, task in stored.by_key.items()}
    written: list[tuple[Task, list[_Link], Record]] = []
    for row, before in zip(rows, links, strict=True):
        if row.state == "rejected":
            continue
        record = row.record
        task = db.get_one(Task, row.record_id) if row.record_id is not None else Task()
        ids[fold(record.text("key") or record.text("name"))] = task.id
        if row.state == "unchanged":
            continue
        if row.state == "new":
            number, position = number + 1, position + 1
            task.number, task.position, task.key = number, position, record.text("key")
        for name, value in _fields(record, before, stored.calendar).items():
            setattr(task, name, value)
        if record.text("owner"):
            task.owner_id = person_id(db, record.text("owner"))
        if record.text("initiative"):
            task.initiative_id = _initiative(db, initiatives, record.text("initiative"), run)
        db.add(task)
        written.append((task, before, record))
        cells.extend(StoredCell(task.id, key, v.cell, v.shown) for key, v in record.values.items() if v.cell)
    db.flush()
    for task, before, record in written:
        if "predecessors" not in record.values:
            continue
        for old in db.exec(select(TaskLink).where(TaskLink.successor_id == task.id)).all():
            db.delete(old)
        for link in before:
            predecessor = ids.get(fold(link.name))
            if predecessor is not None:
                db.add(TaskLink(predecessor_id=predecessor, successor_id=task.id, kind=link.kind, lag_days=link.lag))
    db.flush()
    return cells


def _initiative(db: Session, known: dict[str, int], name: str, run: RunFacts) -> int:
    found = known.get(fold(name))
    if found is None:
        initiative = Initiative(number=last_number(db, Initiative.number) + 1, name=name, created_on=run.at.date())
        db.add(initiative)
        db.flush()
        found = known[fold(name)] = initiative.id
    return found


TASKS: Final = Target(
    key="tasks",
    title=N_("Tasks"),
    fields=FIELDS,
    plan=plan,
    write=write,
    tables=frozenset({"task", "task_link", "person", "initiative"}),
)
TARGETS: Final = (TASKS,)
