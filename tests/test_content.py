"""The shipped content: complete, in both languages, and as the mandate types say."""

import re

import pytest

from interimcoo import content


def test_that_the_library_knows_a_kpi_by_code_and_by_name_in_both_languages() -> None:
    entry = content.kpi_named("LOG01")
    assert entry is not None
    assert (entry.name, entry.unit, entry.direction, entry.factor) == ("On time in full", "percent", "higher", 100.0)
    swedish = next(one for one in content.kpis("sv") if one.code == "LOG01")
    assert swedish.name != entry.name
    for written in ("log01", "  on  TIME in full ", swedish.name.upper()):
        assert content.kpi_named(written) is entry
    assert content.kpi_named("On time, mostly") is None


def test_that_no_name_of_the_library_means_two_kpis() -> None:
    names = {}
    for language in ("en", "sv"):
        for entry in content.kpis(language):
            assert names.setdefault(entry.name.casefold(), entry.code) == entry.code


@pytest.mark.parametrize("language", ["en", "sv", "fi"])
def test_that_every_language_has_all_rows(language: str) -> None:
    assert len(content.kpis(language)) == 124
    assert len(content.questions(language)) == 96
    assert [one.code for one in content.dimensions(language)] == list("ABCDEFGHIJKL")
    assert all(one.name and one.guiding_question for one in content.dimensions(language))
    assert {one.score for one in content.anchors(language) if one.dimension == "general"} == set(range(6))


def test_that_swedish_words_stand_over_the_same_facts() -> None:
    for english, swedish in zip(content.questions(), content.questions("sv"), strict=True):
        assert (english.code, english.core, english.kpis) == (swedish.code, swedish.core, swedish.kpis)
        assert english.text != swedish.text


def test_that_the_questions_of_a_mandate_type_are_those_its_description_names() -> None:
    for kind in content.mandate_types():
        named = set(re.findall(r"\b([A-L])\b", kind.assessment_mode))
        chosen = content.assessment_subset(kind.code)
        if named:
            assert set(chosen) == {one.code for one in content.questions() if one.dimension in named}
        else:
            assert "Quick set" in kind.assessment_mode
            assert set(chosen) == {one.code for one in content.questions() if one.core}
    with pytest.raises(KeyError):
        content.assessment_subset("holiday")


def test_that_starters_stand_in_the_order_of_their_mandate_type() -> None:
    assert [one.code for one in content.starter_kpis("turnaround")][:5] == ["FIN06", "FIN07", "FIN13", "LOG01", "LOG13"]
    assert all(len(content.starter_kpis(kind.code)) <= 12 for kind in content.mandate_types())


def test_that_gates_plan_meetings_and_templates_fit_together() -> None:
    assert [(gate.code, gate.due_days["growth"]) for gate in content.gates()][:3] == [("G1", 5), ("G2", 25), ("G3", 30)]
    plan = content.plan_100_days("vacancy")
    assert {task.mandate_type for task in plan} == {"all", "vacancy"}
    codes = {task.code for kind in content.mandate_types() for task in content.plan_100_days(kind.code)}
    assert {other for task in plan for other in task.after} <= codes
    for meeting in content.meetings():
        assert sum(item.minutes for item in meeting.agenda) == meeting.minutes
    known = {entry.code for entry in content.kpis()}
    for template in content.initiative_templates("sv"):
        assert len(template.steps) >= 3
        assert set(template.kpis) <= known


def test_that_the_version_is_a_short_text_that_stays() -> None:
    assert content.content_version() == content.content_version()
    assert re.fullmatch(r"1-[0-9a-f]{8}", content.content_version())
