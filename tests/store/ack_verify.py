"""Opens a document the way the product does, checks it, and prints which batches are whole: PATH."""

import contextlib
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import func, select

from interimcoo.store.checking import check
from interimcoo.store.engagement import Engagement
from interimcoo.store.errors import StoreError
from interimcoo.store.tables import Action, Change, Kpi, Person, Preference, Reading, Source


def batches(document: Engagement) -> tuple[list[int], list[int]]:
    """(whole, partial) batches; -1 stands for gauges or people that do not fit the newest batch."""
    with document.reading() as db:
        sizes = dict(db.exec(select(Source.name, func.count(Reading.id)).join(Reading).group_by(Source.name)).all())
        promised = {s.name: int(s.reason) for s in db.exec(select(Source)).all()}
        kept = {p.key: int(p.value) for p in db.exec(select(Preference)).all()}
        gauges = {k.name for k in db.exec(select(Kpi)).all() if k.code.startswith("gauge-")}
        people = [p.name for p in db.exec(select(Person)).all()]
        actions = {a.id: json.loads(a.label)["values"]["n"] for a in db.exec(select(Action)).all()}
        journal = dict(
            db.exec(
                select(Change.action_id, func.count()).where(Change.tbl == "reading").group_by(Change.action_id)
            ).all()
        )
    written = {actions[action]: n for action, n in journal.items() if action in actions}
    whole, partial = [], []
    for n in sorted({int(name.split()[1]) for name in promised} | set(actions.values())):
        name = f"batch {n}"
        fits = {promised.get(name), sizes.get(name), kept.get(name), written.get(n)}
        (whole if len(fits) == 1 and None not in fits else partial).append(n)
    newest = max(whole, default=0)
    if newest and (gauges != {str(newest)} or people != [f"keeper {newest}"]):
        partial.append(-1)
    return whole, partial


def main() -> int:
    """Print one JSON object."""
    path = Path(sys.argv[1])
    whole: list[int] = []
    partial: list[int] = []
    errors: list[str] = []
    try:
        with contextlib.closing(Engagement.open(path, clock=lambda: datetime.now(UTC))) as document:
            whole, partial = batches(document)
            errors = list(document.check().problems)
        errors += check(path).problems
    except StoreError as error:
        errors.append(str(error))
    print(json.dumps({"ok": not errors and not partial, "committed": whole, "partial": partial, "errors": errors}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
