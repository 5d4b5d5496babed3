"""The public holidays of one country, without those of all others, are the library's."""

import subprocess
import sys

import holidays
import pytest

from interimcoo.store.plan import calendar_of, holidays_of


@pytest.mark.parametrize("code", ["SE", "DE", "NO", "US", "GBR", "AX", "CN"])
def test_that_the_days_of_a_country_are_those_of_the_library(code: str) -> None:
    rules = holidays_of(code)

    assert rules is not None
    assert set(rules(years=range(2025, 2029))) == set(holidays.country_holidays(code, years=range(2025, 2029)))


def test_that_an_unknown_country_has_no_holidays() -> None:
    assert holidays_of("XX") is None
    assert not calendar_of("XX", 2025, 2027).holidays


def test_that_a_calendar_imports_no_other_country() -> None:
    made = (
        "import sys; from interimcoo.store.plan import calendar_of; assert calendar_of('SE', 2025, 2027).holidays;"
        "print([one for one in sys.modules if one.startswith('holidays.countries')])"
    )
    told = subprocess.run([sys.executable, "-c", made], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "[]"
