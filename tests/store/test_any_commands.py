"""Any sequence of commands, undone fully, gives the exact earlier content; redone, the exact later one."""

import itertools
import tempfile
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from command_story import MOMENT, STORY
from command_strategies import any_command, commands, declared, registered
from exact import Content, content, content_of
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from interimcoo.store.engagement import Engagement
from interimcoo.store.errors import Refused, UndoConflict


class Clock:
    """One second later at each look."""

    def __init__(self) -> None:
        self.moment = MOMENT

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


def test_that_every_command_of_every_feature_has_a_strategy() -> None:
    assert set(commands()) == registered()


def test_that_no_command_hides_from_the_list() -> None:
    assert declared() == set(commands())


def test_that_every_command_stands_in_the_story() -> None:
    told = {type(command) for command in STORY}
    assert {name for name, command in commands().items() if command not in told} == set()


@pytest.fixture
def document(tmp_path: Path) -> Any:
    made = Engagement.create(tmp_path / "story.icoo", clock=Clock())
    yield made
    made.close()


def test_that_the_story_of_all_commands_is_undone_and_redone_exactly_step_by_step(document: Engagement) -> None:
    states = [content(document)]
    for command in STORY:
        document.run(command)
        states.append(content(document))
    for expected in reversed(states[:-1]):
        document.undo()
        assert content(document) == expected
    for expected in states[1:]:
        document.redo()
        assert content(document) == expected


def test_that_the_story_is_undone_and_redone_exactly_across_reopening(document: Engagement) -> None:
    path, states = document.path, [content(document)]
    for command in STORY:
        document.run(command)
        states.append(content(document))
    document.close()
    for number, expected in enumerate(reversed(states[:-1])):
        if number % 10 == 0:
            document.close()
            document = Engagement.open(path, clock=Clock())
        document.undo()
        assert content(document) == expected
    document.close()
    again = Engagement.open(path, clock=Clock())
    for expected in states[1:]:
        again.redo()
        assert content(again) == expected
    again.close()


def test_that_the_document_is_as_it_was_known_at_each_moment_of_the_story(document: Engagement) -> None:
    moments: list[tuple[datetime, Content]] = []
    for command in STORY:
        changed = document.run(command)
        assert document.last_saved is not None
        moments.append((document.last_saved, content(document)))
        assert changed.n == document.revision
    for _undo in range(5):
        document.undo()
    for moment, expected in moments[::7] + moments[-1:]:
        with document.as_known(moment) as db:
            assert content_of(db) == expected


class AnyCommands(RuleBasedStateMachine):
    """Keeps beside the document what its content must be after each undo and redo."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self._path = Path(self._folder.name) / "any.icoo"
        self._clock = Clock()
        self.document = Engagement.create(self._path, clock=self._clock)
        self.now = content(self.document)
        self.undos: list[tuple[Content, Content]] = []
        self.redos: list[tuple[Content, Content]] = []

    @initialize(told=st.integers(0, len(STORY)))
    def tell(self, told: int) -> None:
        for command in itertools.islice(STORY, told):
            self._run(command)

    @rule(command=any_command())
    def run(self, command: Any) -> None:
        try:
            self._run(command)
        except Refused:
            assert content(self.document) == self.now

    def _run(self, command: Any) -> None:
        self.document.run(command)
        after = content(self.document)
        if getattr(command, "final", False):
            self.undos.clear()
        else:
            self.undos.append((self.now, after))
        self.redos.clear()
        self.now = after

    @precondition(lambda self: self.undos)
    @rule(steps=st.integers(1, 4))
    def undo(self, steps: int) -> None:
        for _step in range(min(steps, len(self.undos))):
            self.document.undo()
            before, after = self.undos.pop()
            self.redos.append((before, after))
            self._now_is(before)

    @precondition(lambda self: self.redos)
    @rule(steps=st.integers(1, 4))
    def redo(self, steps: int) -> None:
        for _step in range(min(steps, len(self.redos))):
            self.document.redo()
            before, after = self.redos.pop()
            self.undos.append((before, after))
            self._now_is(after)

    @rule(place=st.integers(0, 200))
    def undo_an_older_one_and_take_that_back(self, place: int) -> None:
        ready = [entry for entry in self.document.history() if entry.can_undo and entry.undoes is None]
        if not ready:
            return
        with suppress(UndoConflict):
            undone = self.document.undo_action(ready[place % len(ready)].id)
            self.document.undo_action(undone.action_id)
        assert content(self.document) == self.now

    @rule()
    def reopen(self) -> None:
        self.document.close()
        self.document = Engagement.open(self._path, clock=self._clock)
        assert content(self.document) == self.now

    def teardown(self) -> None:
        try:
            self.undo(len(self.undos)) if self.undos else None
            with pytest.raises(Refused):
                self.document.undo()
            self.reopen()
            self.redo(len(self.redos)) if self.redos else None
            with pytest.raises(Refused):
                self.document.redo()
            assert self.document.check().problems == ()
        finally:
            self.document.close()
            self._folder.cleanup()

    def _now_is(self, expected: Content) -> None:
        self.now = expected
        assert content(self.document) == expected


AnyCommands.TestCase.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
TestAnyCommands = AnyCommands.TestCase
