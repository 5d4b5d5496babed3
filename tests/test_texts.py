"""Every text of the program has its Swedish one, with the same slots, and says the terms of the glossary."""

import importlib.util
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest

from interimcoo import content
from interimcoo.domain.money import minor_from_text
from interimcoo.text import resources, set_interface_language

ROOT = Path(__file__).parents[1]
SWEDISH = resources() / "i18n" / "sv.json"
GLOSSARY = {
    "Mandate": "Uppdrag",
    "Engagement": "Uppdragsfil",
    "Sponsor": "Uppdragsgivare",
    "Charter": "Uppdragsbeskrivning",
    "Success criteria": "Framgångskriterier",
    "Gate": "Grind",
    "Source": "Källa",
    "Trust grade": "Tillförlitlighetsgrad",
    "Assessment": "Nulägesanalys",
    "Finding": "Iakttagelse",
    "Evidence": "Underlag",
    "Decision": "Beslut",
    "Initiative": "Initiativ",
    "milestone": "milstolpe",
    "Task": "Aktivitet",
    "Float": "Glapp",
    "Slip": "Försening",
    "Baseline": "Baslinje",
    "KPI": "Nyckeltal",
    "Readings": "Mätvärden",
    "Target": "Målvärde",
    "Signal": "Signal",
    "Limits": "Styrgränser",
    "Action": "Åtgärd",
    "Corrective action": "Korrigerande åtgärd",
}
TERMS = {
    r"\bfinding": r"iakttagelse",
    r"\bcorrective action": r"korrigerande åtgärd",
    r"\bgates?\b": r"grind",
    r"\bKPIs?\b": r"nyckeltal|startnyckeltal",
    r"\btrust grade": r"tillförlitlighet",
    r"\binitiative": r"initiativ",
    r"\bmandate\b": r"uppdrag",
    r"\bsponsor": r"uppdragsgivar",
    r"\bcharter\b": r"uppdragsbeskrivning|beskrivning",
}
"""A word in the English text, and what stands for it in the Swedish one."""
STABLE = {
    "key",
    "kind",
    "id",
    "align",
    "anchor",
    "link",
    "value_kind",
    "language",
    "origin",
    "value",
    "role",
    "direction",
    "type",
}
"""fields of a report that hold no words for people"""


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("texts", ROOT / "tools" / "texts.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


texts = _tool()
MARKED = texts.marked()
KEPT = texts.catalogue(SWEDISH)


def _slots(text: str) -> set[str]:
    return {name for _before, name, _spec, _conversion in Formatter().parse(text) if name is not None}


def _digits(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d+", re.sub(r"\{[^}]*\}", "", text)))


def test_that_every_marked_text_has_a_swedish_one_and_none_is_left_over() -> None:
    assert len(MARKED) > 2000, "the tool reads the sources"
    assert [f"{text!r} ({places[0]})" for text, places in MARKED.items() if text not in KEPT] == []
    assert [text for text in KEPT if text not in MARKED] == []
    assert all(KEPT.values())


def test_that_the_catalogue_is_sorted_with_one_text_a_line() -> None:
    assert SWEDISH.read_text(encoding="utf-8") == texts.written(KEPT)


def test_that_both_texts_have_the_same_slots() -> None:
    assert {text: said for text, said in KEPT.items() if _slots(text) != _slots(said)} == {}


def test_that_both_texts_begin_and_end_with_the_same_space_and_the_same_stop() -> None:
    def edges(text: str) -> tuple[str, str, bool]:
        bare = text.rstrip()
        return text[: len(text) - len(text.lstrip())], text[len(bare) :], bare.endswith((".", "?")) and bare != "No."

    assert {text: said for text, said in KEPT.items() if edges(text) != edges(said)} == {}


def test_that_no_number_stands_in_a_swedish_text_that_the_english_one_lacks() -> None:
    assert {text: said for text, said in KEPT.items() if _digits(said) != _digits(text)} == {}


def test_that_swedish_texts_keep_the_ways_of_the_house() -> None:
    for said in KEPT.values():
        assert "!" not in said
        assert not re.search(r"[“\"']", said), f"quotes are ”…”: {said}"
        assert not re.search(r"[\d}] %", said), f"a no-break space stands before the per cent sign: {said}"
        assert not re.search(r"\b(du|dig|ni|er|vänligen|framgångsrikt)\b", said.lower()), said
        assert "  " not in said or re.match(r"[A-D]  ", said), said


@pytest.mark.parametrize(("english", "swedish"), GLOSSARY.items())
def test_that_a_term_of_the_glossary_is_said_with_its_own_word(english: str, swedish: str) -> None:
    assert KEPT[english] == swedish


@pytest.mark.parametrize(("term", "word"), TERMS.items())
def test_that_a_term_is_said_alike_in_every_sentence(term: str, word: str) -> None:
    said = {text: KEPT[text] for text in KEPT if re.search(term, re.sub(r"\{[^}]*\}", "", text), re.IGNORECASE)}
    assert said
    assert {text: found for text, found in said.items() if not re.search(word, found, re.IGNORECASE)} == {}


def test_that_the_tool_sees_each_way_of_marking_a_text() -> None:
    source = """
N_("one"), _("two"), translate("three", language), translate(N_("four"), language)
plural(n, "five", "six"), text._("seven"), _("eight" if late else "nine"), _(name), f("ten"), painter.translate(1, 2)
_("ele" "ven")
"""
    assert sorted(text for _line, text in texts.marked_in(source)) == sorted(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "eleven"]
    )


def test_that_the_tool_tells_what_lacks_and_what_is_left_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sources, catalogues = tmp_path / "src", tmp_path / "i18n"
    sources.mkdir()
    catalogues.mkdir()
    (sources / "page.py").write_text('title = _("Actions")\nhint = N_("new")\n', encoding="utf-8")
    (catalogues / "sv.json").write_text(texts.written({"Actions": "Åtgärder", "old": "gammal"}), encoding="utf-8")
    monkeypatch.setattr(texts, "CATALOGUES", catalogues)
    monkeypatch.setattr(texts, "SOURCES", sources)
    assert texts.main(["--write", str(tmp_path / "missing.json")]) == 1
    printed = capsys.readouterr().out
    assert "lacks 1, has 1 too many" in printed
    assert "'new'  (page.py:2)" in printed
    assert texts.catalogue(tmp_path / "missing.json") == {"new": ""}
    (catalogues / "sv.json").write_text(texts.written({"Actions": "Åtgärder", "new": "ny"}), encoding="utf-8")
    assert texts.main([]) == 0


def test_that_content_without_swedish_words_stays_english() -> None:
    assert [one.name for one in content.gates("sv")] == [one.name for one in content.gates()]
    assert [one.text for one in content.questions("sv")] != [one.text for one in content.questions()]


def test_that_words_follow_the_language_of_the_interface_at_once() -> None:
    from interimcoo.text import Label, _, plural

    set_interface_language("sv")
    try:
        assert _("Actions") == "Åtgärder"
        assert (plural(1, "{n} day late", "{n} days late"), plural(8, "{n} day late", "{n} days late")) == (
            "1 dag för sent",
            "8 dagar för sent",
        )
        assert Label("Close {action}", {"action": "A3"}).words("sv") == "Avsluta A3"
        assert Label("Close {action}", {"action": "A3"}).words("en") == "Close A3"
    finally:
        set_interface_language("en")


def test_that_the_amounts_a_text_gives_as_examples_are_understood_as_they_are_written() -> None:
    for said in ("As in 420,000 or 0.42m.", KEPT["As in 420,000 or 0.42m."]):
        examples = re.findall(r"\d[\d.,\u00a0]*(?: ?mn?)?(?=[ .]|$)", said)
        assert [minor_from_text(one.rstrip(". ")) for one in examples] == [42_000_000, 42_000_000], said


def test_that_every_department_of_the_library_has_a_swedish_name() -> None:
    assert {entry.department for entry in content.kpis()} <= set(KEPT)


@pytest.mark.parametrize("language", ["en", "sv"])
def test_that_a_head_of_a_table_stands_whole_whatever_its_language(qapp: object, language: str) -> None:
    from PySide6.QtGui import QFontMetrics

    from interimcoo.features.kpis.columns import kpi_columns
    from interimcoo.ui.table import TableView
    from interimcoo.ui.theme import theme

    set_interface_language(language)
    try:
        view = TableView(kpi_columns(), key=str, name="KPIs")
    finally:
        set_interface_language("en")
    view.resize(1000, 400)
    view.show()
    written = QFontMetrics(theme().font("caption", 500))
    shown = [at for at in range(len(view.table.columns)) if not view.isColumnHidden(at)]
    assert len(shown) > 6
    for at in shown:
        assert written.horizontalAdvance(view.table.columns[at].head) + 12 <= view.columnWidth(at)
    view.close()


def test_that_a_swedish_report_says_nothing_in_english_that_the_catalogue_knows(sample_copy: Path) -> None:
    """What was typed at the client stays as it was typed: names of units and results may be words of the program."""
    from sqlmodel import select

    from interimcoo.clock import real_clock
    from interimcoo.features.reports.board import board_report
    from interimcoo.sample import TODAY
    from interimcoo.store.engagement import Engagement
    from interimcoo.store.tables import OrganisationUnit, SuccessCriterion

    engagement = Engagement.open(sample_copy, clock=real_clock, read_only=True)
    try:
        with engagement.reading() as db:
            report = board_report(db, today=TODAY, now=engagement.last_saved, revision=1, language="sv")
            typed = {*db.exec(select(OrganisationUnit.name)), *db.exec(select(SuccessCriterion.text))}
    finally:
        engagement.close()
    said = set(_words(report)) - typed
    assert len(said) > 300
    assert {KEPT[one] for one in ("Scorecard", "Initiatives", "Decisions asked", "Method and sources")} <= said
    assert sorted(one for one in said if one in KEPT and KEPT[one] != one) == []


def _words(value: object) -> Iterator[str]:
    """Every text within dataclasses, tuples and slots, but for stable names."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _words(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _words(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            if part.name not in STABLE:
                yield from _words(getattr(value, part.name))
