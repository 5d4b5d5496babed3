"""Networks: brute force on small ones, invariants on random ones, circles named by their path."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interimcoo.domain.plan.network import LINK_KINDS, Circle, Link, Node, closing_path, in_order, solve

Network = tuple[list[Node[int]], list[Link[int]]]


@st.composite
def networks(draw: st.DrawFn, most: int = 12, kinds: tuple[str, ...] = LINK_KINDS) -> Network:
    count = draw(st.integers(1, most))
    durations = draw(st.lists(st.integers(0, 9), min_size=count, max_size=count))
    bounds = draw(st.lists(st.none() | st.integers(0, 15), min_size=count, max_size=count))
    pairs = draw(
        st.lists(
            st.tuples(st.integers(0, count - 1), st.integers(0, count - 1), st.integers(-3, 5), st.sampled_from(kinds)),
            max_size=2 * count,
        )
    )
    nodes = [Node(key, work, bound) for key, (work, bound) in enumerate(zip(durations, bounds, strict=True))]
    return nodes, [Link(a, b, lag, kind) for a, b, lag, kind in pairs if a < b]


def bound_of(link: Link[int], starts: dict[int, int], work: dict[int, int]) -> int:
    before, after = starts[link.before], work[link.after]
    end = before + work[link.before]
    return {
        "FS": end + link.lag, "SS": before + link.lag, "FF": end + link.lag - after, "SF": before + link.lag - after,
    }[link.kind]  # fmt: skip


def relaxed(nodes: list[Node[int]], links: list[Link[int]]) -> dict[int, int]:
    """Earliest starts by relaxing every link until nothing moves: slow, and nothing like the code under test."""
    work = {node.key: node.work for node in nodes}
    starts = {node.key: max(0, node.not_before or 0) for node in nodes}
    moved = True
    while moved:
        moved = False
        for link in links:
            wanted = bound_of(link, starts, work)
            if wanted > starts[link.after]:
                starts[link.after], moved = wanted, True
    return starts


@given(networks())
def test_that_early_starts_agree_with_relaxation(network: Network) -> None:
    nodes, links = network
    solution = solve(nodes, links)
    assert {key: times.early_start for key, times in solution.times.items()} == relaxed(nodes, links)
    assert solution.finish == max(times.early_finish for times in solution.times.values())


@given(networks(most=8))
def test_that_total_float_is_how_far_a_task_can_be_held_back_without_moving_the_end(network: Network) -> None:
    nodes, links = network
    solution = solve(nodes, links)
    for at, node in enumerate(nodes):
        times = solution.times[node.key]
        held = [*nodes[:at], Node(node.key, node.work, times.early_start + times.total_float), *nodes[at + 1 :]]
        assert solve(held, links).finish == solution.finish
        more = [*nodes[:at], Node(node.key, node.work, times.early_start + times.total_float + 1), *nodes[at + 1 :]]
        assert solve(more, links).finish == solution.finish + 1


@given(networks(most=8))
def test_that_free_float_moves_no_other_task(network: Network) -> None:
    nodes, links = network
    solution = solve(nodes, links)
    for at, node in enumerate(nodes):
        times = solution.times[node.key]
        held = [*nodes[:at], Node(node.key, node.work, times.early_start + times.free_float), *nodes[at + 1 :]]
        then = solve(held, links).times
        others = [other.key for other in nodes if other.key != node.key]
        assert [then[key].early_start for key in others] == [solution.times[key].early_start for key in others]
        assert 0 <= times.free_float <= times.total_float


@given(networks(kinds=("FS",)))
def test_that_no_task_starts_before_its_predecessors_have_finished(network: Network) -> None:
    nodes, links = network
    times = solve(nodes, links).times
    for link in links:
        assert times[link.after].early_start >= times[link.before].early_finish + link.lag
        assert times[link.after].late_start >= times[link.before].late_finish + link.lag


@given(networks())
def test_that_a_link_that_drives_nothing_can_go_without_moving_a_task(network: Network) -> None:
    nodes, links = network
    solution = solve(nodes, links)
    drivers = {times.driver for times in solution.times.values()}
    kept = [link for link in links if link in drivers]
    then = solve(nodes, kept)
    assert {key: one.early_start for key, one in then.times.items()} == {
        key: one.early_start for key, one in solution.times.items()
    }


@given(networks())
def test_that_some_chain_of_critical_tasks_leads_to_the_end(network: Network) -> None:
    nodes, links = network
    solution = solve(nodes, links)
    last = [one for one in solution.times.values() if one.early_finish == solution.finish]
    assert any(one.critical for one in last)
    for times in solution.times.values():
        assert times.critical == (times.total_float <= 0)
        if times.reason == "link":
            assert times.driver is not None
            before = solution.times[times.driver.before]
            wanted = {
                "FS": before.early_finish, "SS": before.early_start,
                "FF": before.early_finish - (times.early_finish - times.early_start),
                "SF": before.early_start - (times.early_finish - times.early_start),
            }[times.driver.kind]  # fmt: skip
            assert wanted + times.driver.lag == times.early_start


@given(networks(), st.data())
def test_that_a_link_back_is_refused_with_a_path_of_real_links(network: Network, data: st.DataObject) -> None:
    nodes, links = network
    before = data.draw(st.integers(0, len(nodes) - 1))
    after = data.draw(st.integers(0, len(nodes) - 1))
    if before == after:
        return
    path = closing_path(links, before, after)
    closed = [*links, Link(before, after)]
    if not path:
        assert set(in_order([node.key for node in nodes], closed)) == {node.key for node in nodes}
        return
    assert path[0] == path[-1] == before
    assert path[1] == after
    known = {(link.before, link.after) for link in closed}
    assert all(pair in known for pair in pairwise(path))
    with pytest.raises(Circle) as refused:
        solve(nodes, closed)
    assert all(pair in known for pair in pairwise(refused.value.path))


def test_that_the_shortest_circle_is_named() -> None:
    links = [Link("a", "b"), Link("b", "c"), Link("c", "d"), Link("a", "d")]
    assert closing_path(links, "d", "a") == ("d", "a", "d")
    assert closing_path(links, "c", "a") == ("c", "a", "b", "c")
    assert closing_path(links, "a", "c") == ()


def test_that_a_task_linked_to_itself_is_a_circle() -> None:
    with pytest.raises(Circle, match="a → a"):
        solve([Node("a", 1)], [Link("a", "a")])


def test_that_a_link_to_no_task_is_an_error() -> None:
    with pytest.raises(KeyError):
        solve([Node("a", 1)], [Link("a", "b")])


def test_that_a_lead_before_the_start_is_cut_and_listed() -> None:
    lead = Link("a", "b", -5)
    solution = solve([Node("a", 2), Node("b", 3)], [lead])
    assert solution.times["b"].early_start == 0
    assert solution.cut_leads == (lead,)


def test_that_no_tasks_end_at_the_start() -> None:
    assert solve([], [], start=4).finish == 4


def test_that_finished_work_has_neither_float_nor_a_place_on_the_critical_path() -> None:
    nodes = [Node("a", 3, finished=True, actual_start=0, actual_finish=5), Node("b", 2, data=5)]
    times = solve(nodes, [Link("a", "b")]).times
    assert (times["a"].total_float, times["a"].critical) == (0, False)
    assert (times["b"].early_start, times["b"].critical) == (5, True)


def test_that_what_is_left_of_a_begun_task_waits_for_its_predecessor() -> None:
    link = Link("a", "b")
    nodes = [Node("a", 6, data=2), Node("b", 3, data=2, started=True, actual_start=1)]
    solution = solve(nodes, [link])
    assert (solution.times["b"].early_start, solution.times["b"].resume, solution.times["b"].early_finish) == (1, 8, 11)
    assert solution.out_of_sequence == (link,)
    assert solution.times["a"].total_float == 0


def test_that_a_predecessor_gets_no_late_date_from_a_finished_successor() -> None:
    nodes = [Node("a", 6), Node("b", 1, finished=True, actual_start=0, actual_finish=1), Node("c", 9)]
    times = solve(nodes, [Link("a", "b")]).times
    assert times["a"].total_float == 3
