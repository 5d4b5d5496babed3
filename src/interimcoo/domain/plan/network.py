"""The network of a plan: order of tasks, early and late times, float, what drives each task; circles by their path.

Times are whole working days from an origin, as instants: a task of two days that starts at 3 finishes at 5. The rules
are those of the critical path method with finish-start, start-start, finish-finish and start-finish links.
"""

from collections import deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, Literal, TypeVar

LinkKind = Literal["FS", "SS", "FF", "SF"]
LINK_KINDS: Final[tuple[LinkKind, ...]] = ("FS", "SS", "FF", "SF")
Reason = Literal["project start", "not before", "data date", "actual", "link"]
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Link(Generic[Key]):
    """Order between two tasks with a lag in working days; a negative lag is a lead."""

    before: Key
    after: Key
    lag: int = 0
    kind: LinkKind = "FS"


@dataclass(frozen=True, slots=True)
class Node(Generic[Key]):
    """A task as the network sees it.

    `work` is what is left to do (the whole duration before the start). `not_before` is its own earliest start, `data`
    the instant before which no work that is left can lie. `actual_start` and `actual_finish` are facts; a task that is
    `started` or `finished` without one gets the instant its links give, at most `data`.
    """

    key: Key
    work: int
    not_before: int | None = None
    data: int | None = None
    started: bool = False
    finished: bool = False
    actual_start: int | None = None
    actual_finish: int | None = None


@dataclass(frozen=True, slots=True)
class Times(Generic[Key]):
    """Early and late times of a task. `resume` is where the work that is left begins (the start before it has begun).

    `driver` is the link that sets it, where `reason` is "link". Finished tasks have no float and are not critical.
    """

    early_start: int
    early_finish: int
    late_start: int
    late_finish: int
    resume: int
    total_float: int
    free_float: int
    critical: bool
    reason: Reason
    driver: Link[Key] | None = None


@dataclass(frozen=True, slots=True)
class Solution(Generic[Key]):
    """Times by task, the instant at which the last one ends, leads that were cut at the project start, and links whose
    successor has begun before its predecessor allows."""

    times: Mapping[Key, Times[Key]]
    finish: int
    cut_leads: tuple[Link[Key], ...] = ()
    out_of_sequence: tuple[Link[Key], ...] = ()


class Circle(ValueError):
    """The links go in a circle; `path` names its tasks in order, the first one again at the end."""

    def __init__(self, path: Sequence[Hashable]) -> None:
        super().__init__(" → ".join(str(key) for key in path))
        self.path: tuple[Hashable, ...] = tuple(path)


def closing_path(links: Iterable[Link[Key]], before: Key, after: Key) -> tuple[Key, ...]:
    """The circle a link from `before` to `after` would close, `before` first and last; empty when it closes none."""
    following: dict[Key, list[Key]] = {}
    for link in links:
        following.setdefault(link.before, []).append(link.after)
    came_from: dict[Key, Key] = {}
    queue = deque([after])
    while queue:
        at = queue.popleft()
        if at == before:
            way = [at]
            while way[-1] != after:
                way.append(came_from[way[-1]])
            return (before, *reversed(way))
        for other in following.get(at, ()):
            if other not in came_from and other != after:
                came_from[other] = at
                queue.append(other)
    return ()


def in_order(keys: Iterable[Key], links: Iterable[Link[Key]]) -> list[Key]:
    """The tasks so that each stands after its predecessors, else as given. Raises Circle."""
    waiting = dict.fromkeys(keys, 0)
    following: dict[Key, list[Key]] = {}
    preceding: dict[Key, list[Key]] = {}
    for link in links:
        waiting[link.after] += 1
        following.setdefault(link.before, []).append(link.after)
        preceding.setdefault(link.after, []).append(link.before)
    ready = deque(key for key, count in waiting.items() if not count)
    order: list[Key] = []
    while ready:
        at = ready.popleft()
        order.append(at)
        for other in following.get(at, ()):
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    if len(order) == len(waiting):
        return order
    left = set(waiting).difference(order)
    way, seen = [next(key for key in waiting if key in left)], dict[Key, int]()
    while way[-1] not in seen:
        seen[way[-1]] = len(way) - 1
        way.append(next(key for key in preceding[way[-1]] if key in left))
    raise Circle(way[seen[way[-1]] :][::-1])


def solve(nodes: Sequence[Node[Key]], links: Sequence[Link[Key]], start: int = 0, limit: int = 0) -> Solution[Key]:
    """Early and late times of all tasks; no task that has not begun lies before `start`.

    A task is critical when its total float is at most `limit`. Raises Circle, and KeyError for a link to no task.
    """
    known = {node.key: node for node in nodes}
    into: dict[Key, list[Link[Key]]] = {key: [] for key in known}
    out: dict[Key, list[Link[Key]]] = {key: [] for key in known}
    for link in links:
        into[link.after].append(link)
        out[link.before].append(link)
    order = in_order(known, links)
    early: dict[Key, _Early[Key]] = {}
    cut: list[Link[Key]] = []
    ahead: list[Link[Key]] = []
    for key in order:
        early[key] = _forward(known[key], into[key], early, start, cut, ahead)
    finish = max((one.finish for one in early.values()), default=start)
    late: dict[Key, int] = {}
    times: dict[Key, Times[Key]] = {}
    for key in reversed(order):
        node, one = known[key], early[key]
        late[key] = one.finish if node.finished else _latest_finish(node, out[key], known, late, finish)
        total = late[key] - one.finish
        free = min((_slack(link, one, early[link.after]) for link in out[key]), default=finish - one.finish)
        times[key] = Times(
            early_start=one.start,
            early_finish=one.finish,
            late_start=one.start if node.started or node.finished else late[key] - node.work,
            late_finish=late[key],
            resume=one.resume,
            total_float=total,
            free_float=0 if node.finished else min(total, max(0, free)),
            critical=not node.finished and total <= limit,
            reason=one.reason,
            driver=one.driver,
        )
    return Solution({key: times[key] for key in known}, finish, tuple(cut), tuple(ahead))


@dataclass(frozen=True, slots=True)
class _Early(Generic[Key]):
    start: int
    resume: int
    finish: int
    reason: Reason
    driver: Link[Key] | None


def _forward(
    node: Node[Key],
    into: Sequence[Link[Key]],
    early: Mapping[Key, _Early[Key]],
    start: int,
    cut: list[Link[Key]],
    ahead: list[Link[Key]],
) -> _Early[Key]:
    reason: Reason = "project start"
    driver: Link[Key] | None = None
    bound: int | None = None
    for link in into:
        wanted = _wanted(link, early[link.before], node.work)
        if bound is None or wanted > bound:
            bound, reason, driver = wanted, "link", link
        if link.lag < 0 and wanted < start and not node.started and not node.finished:
            cut.append(link)
    if bound is None or bound < start:
        bound, reason, driver = start, "project start", None
    # At the same instant the task's own date names the day: a milestone after Friday that may not lie before Monday
    # stands on Monday.
    if node.not_before is not None and node.not_before >= bound:
        bound, reason, driver = node.not_before, "not before", None
    if node.finished:
        return _finished(node, bound, into, early, ahead)
    if node.started:
        fact = node.actual_start
        if fact is None:
            fact = bound if node.data is None else min(bound, node.data)
        resume = max(fact, node.data if node.data is not None else fact)
        logic = max((_wanted(link, early[link.before], node.work) for link in into), default=resume)
        held = [link for link in into if _wanted(link, early[link.before], node.work) > fact]
        ahead.extend(link for link in held if link.kind in ("FS", "SS"))
        if logic > resume:
            return _Early(fact, logic, logic + node.work, "link", driver)
        return _Early(fact, resume, resume + node.work, "actual", None)
    if node.data is not None and node.data > bound:
        bound, reason, driver = node.data, "data date", None
    return _Early(bound, bound, bound + node.work, reason, driver)


def _finished(
    node: Node[Key],
    bound: int,
    into: Sequence[Link[Key]],
    early: Mapping[Key, _Early[Key]],
    ahead: list[Link[Key]],
) -> _Early[Key]:
    finish = node.actual_finish
    if finish is None:
        begun = bound if node.actual_start is None else node.actual_start
        finish = begun + node.work if node.data is None else min(begun + node.work, node.data)
    begun = min(finish, finish - node.work if node.actual_start is None else node.actual_start)
    if node.actual_start is not None:
        ahead.extend(link for link in into if link.kind == "FS" and early[link.before].finish + link.lag > begun)
    return _Early(begun, finish, finish, "actual", None)


def _wanted(link: Link[Key], before: _Early[Key], work: int) -> int:
    """The instant before which the successor's work cannot begin."""
    match link.kind:
        case "FS":
            return before.finish + link.lag
        case "SS":
            return before.start + link.lag
        case "FF":
            return before.finish + link.lag - work
        case "SF":
            return before.start + link.lag - work


def _latest_finish(
    node: Node[Key],
    out: Sequence[Link[Key]],
    known: Mapping[Key, Node[Key]],
    late: Mapping[Key, int],
    finish: int,
) -> int:
    latest = finish
    for link in out:
        after = known[link.after]
        if after.finished:
            continue
        goal = late[link.after] - link.lag
        if link.kind in ("FS", "SS"):
            goal -= after.work
        if link.kind in ("SS", "SF"):
            if node.started:
                continue
            goal += node.work
        latest = min(latest, goal)
    return latest


def _slack(link: Link[Key], before: _Early[Key], after: _Early[Key]) -> int:
    goal = after.resume if link.kind in ("FS", "SS") else after.finish
    return goal - link.lag - (before.finish if link.kind in ("FS", "FF") else before.start)
